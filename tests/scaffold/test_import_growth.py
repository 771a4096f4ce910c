"""An import costs what the file is long: four times the words, and about four times the calls."""

from __future__ import annotations

import sys
from pathlib import Path
from types import FrameType

from long_report import long_report
from test_import import imported


def calls(work: Path, words: int) -> int:
    """How many Python functions an import of so many words calls."""
    file = long_report(work / f"{words}.docx", words)
    count = 0

    def hear(_frame: FrameType, event: str, _value: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(hear)
    try:
        imported(file, work / str(words))
    finally:
        sys.setprofile(None)
    return count


def test_an_import_grows_as_the_text_does(tmp_path: Path) -> None:
    calls(tmp_path, 300)  # what is made once
    few, many = calls(tmp_path, 2_000), calls(tmp_path, 8_000)
    assert many < 4.6 * few, (few, many)
