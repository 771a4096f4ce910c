"""What is being done is said while a person waits, and to nobody else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
from sample_project import MakeProject, surroundings

BUILD = """
import sys
from reportgen.cli import main, steps
steps._AFTER_S = 0
sys.argv = ["reportgen", *sys.argv[1:]]
main()
"""


def run(root: Path, *words: str, watched: bool, **environment: str) -> tuple[str, str]:
    """What the program says on its output and to a terminal, or to a file in its place."""
    import pty

    controlling, terminal = pty.openpty() if watched else (None, subprocess.PIPE)
    with subprocess.Popen(
        [sys.executable, "-c", BUILD, *words],
        cwd=root,
        env=surroundings(COLUMNS="80", **environment),
        stdout=subprocess.PIPE,
        stderr=terminal,
    ) as process:
        if controlling is None:
            output, errors = process.communicate(timeout=60)
        else:
            os.close(terminal)
            output, errors = process.communicate(timeout=60)[0], b""
            # Nothing left to read is an error there, and a part may come at a time.
            with suppress(OSError):
                while part := os.read(controlling, 100_000):
                    errors += part
            os.close(controlling)
    assert process.returncode == 0, (output, errors)
    return output.decode(), errors.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of POSIX")
def test_a_terminal_shows_each_step_on_a_line_that_goes_away(make_project: MakeProject) -> None:
    root = make_project({"content/2022/10-text.md": '# Text\n\n{{ figure("kon") }}\n'})
    output, seen = run(root, "build", "--pdf", watched=True)
    steps = [each.strip() for each in seen.split("\r")]
    for step in ("Läser rapporten", "Diagram 1 av 1", "Gör PDF:en"):
        assert step in steps, seen
    assert steps[-1] == ""
    shown = re.findall(r"\r([^\r]*)\r([^\r]*)", seen)
    # What is written over is gone: each is at least as long as the one before it.
    for (_first, before), (cover, _next) in pairwise(shown):
        assert len(cover) >= len(before)
    assert "Byggde" in output
    assert "Läser" not in output


@pytest.mark.parametrize("words", [("build",), ("check",), ("check", "--format", "json")])
def test_a_file_gets_none(make_project: MakeProject, words: tuple[str, ...]) -> None:
    output, errors = run(make_project(), *words, watched=False)
    assert errors == ""
    assert "Läser" not in output


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of POSIX")
def test_what_a_program_reads_has_none(make_project: MakeProject) -> None:
    output, seen = run(make_project(), "check", "--format", "json", watched=True)
    assert output.startswith(("[", "{"))
    assert seen == ""
