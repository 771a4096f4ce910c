"""Some hostile cases of every kind, with all other tests; `hostile.py` has every one."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hostile_cases import Case, choose_cases, read_cases
from hostile_run import run_case

CASES = choose_cases()
COMMANDS = (
    *("build", "check", "diff", "format", "git-setup", "init", "new", "preview", "schema"),
    *("template", "text", "values", "watch"),
)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_hostile_case(case: Case, tmp_path: Path, warmed: subprocess.Popen[str]) -> None:
    run_case(case, tmp_path, warmed)


def test_there_are_many_cases_with_names_of_their_own_for_every_command() -> None:
    every = read_cases()
    assert len({case.name for case in every}) == len(every) >= 600
    assert len(CASES) >= 250
    assert {case.command.split()[0] for case in CASES} >= set(COMMANDS)
