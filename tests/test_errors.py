"""Wrong input, case by case: what is said of it, and where.

A case is the files that differ from the tiny project. The error that is expected stands in the
text, just before the place where it is reported: `⟦duplicate-key⟧Kvinnor: 2`. `also` lists those
that have no place in a text. `encoding` saves the changed files in another encoding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import CASES, MakeProject, find_problems, place, read_cases

from reportgen.cli.console import print_diagnostics
from reportgen.diagnostics import Diagnostic

MARK = re.compile("⟦([^⟧]+)⟧")


def all_cases() -> Iterator[object]:
    for path in sorted((CASES / "errors").glob("*.yaml")):
        for title, case in read_cases(f"errors/{path.name}").items():
            yield pytest.param(case, id=f"{path.stem}: {title}")


def without_marks(file: str, text: str) -> tuple[str, list[str]]:
    """The text as it is written to the file, and the problems marked in it."""
    expected = []
    while mark := MARK.search(text):
        before = text[: mark.start()]
        line, column = before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
        expected.append(f"{file}:{line}:{column} {mark[1]}")
        text = before + text[mark.end() :]
    return text, expected


def say_all(problems: list[Diagnostic], root: Path, capsys: pytest.CaptureFixture[str]) -> str:
    print_diagnostics(problems, root)
    return capsys.readouterr().err


@pytest.mark.parametrize("case", [*all_cases()])
def test_wrong_input_is_told_with_its_place(
    case: dict, make_project: MakeProject, capsys: pytest.CaptureFixture[str]
) -> None:
    changes: dict[str, bytes | None] = {}
    expected: list[str] = list(case.get("also", []))
    for file, text in case["files"].items():
        if text is None:
            changes[file] = None
            continue
        plain, marked = without_marks(file, text)
        expected += marked
        changes[file] = plain.encode(case.get("encoding", "utf-8"))
    root = make_project(changes)
    problems = find_problems(root)
    assert sorted(map(place, problems)) == sorted(expected)
    told = say_all(problems, root, capsys)
    assert all(problem.code in told for problem in problems)
    hints = [problem.code for problem in problems if problem.hint]
    assert set(case.get("hint", [])) <= set(hints)
