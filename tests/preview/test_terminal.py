"""What the preview says in the terminal of one build after another."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_project import MakeProject

from reportgen.cli.preview import _tell
from reportgen.preview import Edition
from reportgen.preview.rebuilding import Rebuilder

UNREAD = "content/2022/52-nytt.md.txt"


def told(root: Path, changed: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> str:
    last = Edition()
    for edition in Rebuilder(root, 2022).rebuild(changed):
        _tell(edition, last, root)
        last = edition
    output = capsys.readouterr()
    return output.out + output.err


def test_a_file_that_nothing_reads_is_not_said_to_be_shown(
    make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_project({UNREAD: "# Nytt\n"})
    output = told(root, ("52-nytt.md.txt",), capsys)
    assert "unread-file" in output
    assert "visas efter" not in output
    output = told(root, ("10-text.md", "52-nytt.md.txt"), capsys)
    assert "10-text.md: visas efter" in output
    assert "52-nytt.md.txt: visas" not in output
    assert "unread-file" not in told(root, ("10-text.md",), capsys)


def test_the_same_errors_are_told_once(
    make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_project({"content/2022/10-text.md": ""})
    rebuilder, last = Rebuilder(root, 2022), Edition()
    for _save in range(6):
        (edition,) = rebuilder.rebuild(("10-text.md",))
        _tell(edition, last, root)
        last = edition
    output = capsys.readouterr()
    assert (output.out + output.err).count("missing-heading") == 1
    assert output.out.count("10-text.md: ") == 5
