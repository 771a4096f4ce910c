"""The outside judges of pages, many pages a call: axe-core in Chromium, the Nu HTML checker."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

HERE = Path(__file__).parent
MODULES = Path(os.environ.get("NODE_MODULES", HERE / "node_modules"))
INSTALL = "npm install --prefix tests/html --no-save --no-package-lock"
_LONGEST_S = 300


def need(found: object, what: str) -> None:
    """Skip the test where a judge is not at hand; in CI every judge must be."""
    if found:
        return
    if os.environ.get("CI"):
        pytest.fail(f"CI must have {what}")
    pytest.skip(f"needs {what}")


def axe_results(pages: Iterable[Path]) -> list[dict[str, object]]:
    """What axe-core says of each page, light and dark, wide and narrow."""
    browser = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
    need(shutil.which("node"), "Node")
    need(browser, "Chromium")
    need((MODULES / "axe-core").is_dir(), f"axe-core: {INSTALL}")
    need((MODULES / "playwright-core").is_dir(), f"playwright-core: {INSTALL}")
    command = ["node", str(HERE / "axe.mjs"), str(browser), *map(str, pages)]
    return json.loads(_run(command, NODE_MODULES=str(MODULES)))


def nu_errors(pages: Iterable[Path]) -> list[str]:
    """The errors that the Nu HTML checker finds."""
    jar = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
    need(shutil.which("java"), "Java")
    need(jar.is_file(), f"vnu-jar: {INSTALL}")
    command = ["java", "-jar", str(jar), "--stdout", "--exit-zero-always", "--format", "json"]
    told = json.loads(_run([*command, *map(str, pages)]))
    return [
        f"{Path(each['url']).name}:{each.get('lastLine')}: {each['message']}"
        for each in told["messages"]
        if each["type"] in ("error", "non-document-error")
    ]


def _run(command: list[str], **environment: str) -> str:
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=_LONGEST_S,
        check=False,
        env={**os.environ, **environment},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
