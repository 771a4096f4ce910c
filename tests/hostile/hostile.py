"""All hostile cases: each lays files, runs the real command and says what is expected.

Whatever is laid: an end within 10 s and 500 MB, in our own words and never a traceback, and
nothing outside the project changed. How a case is written: `cases/README.md`.

    python -m pytest tests/hostile/hostile.py -n 2

runs them all, in two minutes; `test_hostile.py` runs some of each with all other tests.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hostile_cases import Case, read_cases
from hostile_run import run_case

CASES = read_cases()


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_hostile_case(case: Case, tmp_path: Path, warmed: subprocess.Popen[str]) -> None:
    run_case(case, tmp_path, warmed)
