"""A build or the making of a project that is killed at any moment: the next one goes on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest
from sample_project import MakeProject, surroundings

# From before the first file is read until after all is done.
MOMENTS = (0.1, 0.25, 0.5)
INIT = ("init", "ny", "--region", "Norr", "--organisation", "Norrstad", "--year", "2023")


def run(folder: Path, command: Sequence[str], seconds: float | None = None) -> int | None:
    """The exit code of a command; None where it was killed after so many seconds."""
    process = subprocess.Popen(
        [sys.executable, "-m", "reportgen", *command],
        cwd=folder,
        env=surroundings(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return None


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_build_leaves_the_old_document_or_the_new(
    make_project: MakeProject, moment: float
) -> None:
    root = make_project()
    assert run(root, ("build", "2022")) == 0
    text = root / "content" / "2022" / "10-text.md"
    text.write_text("# Text\n\nEtt nytt ord: mandelkubb.\n", "utf-8")
    run(root, ("build", "2022"), moment)
    (document,) = (root / "output" / "2022").glob("*.docx")
    with ZipFile(document) as package:
        assert package.testzip() is None
    assert run(root, ("build", "2022")) == 0
    with ZipFile(document) as package:
        assert "mandelkubb" in package.read("word/document.xml").decode()


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_init_is_finished_by_the_next(tmp_path: Path, moment: float) -> None:
    run(tmp_path, INIT, moment)
    run(tmp_path, INIT)
    assert run(tmp_path / "ny", ("build", "--draft")) == 0
