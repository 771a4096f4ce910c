"""What is printed into a full disk is told as such: no traceback, no "done"."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sample_project import MakeProject, surroundings

FULL = Path("/dev/full")


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize(
    "command",
    [
        ("schema", "statistics"),
        ("values",),
        ("values", "--format", "csv"),
        ("diff", "2022", "2022"),
        ("text", "content/2022/statistics.yaml"),
        ("check", "--explain", "all"),
        ("build", "--help"),
        ("--version",),
        ("build",),
    ],
    ids=" ".join,
)
def test_a_full_disk_is_told(make_project: MakeProject, command: tuple[str, ...]) -> None:
    root = make_project()
    with FULL.open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "reportgen", *command],
            cwd=root,
            env=surroundings(),
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 1
    assert "disken" in done.stderr
    assert "Traceback" not in done.stderr
