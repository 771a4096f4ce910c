"""The process that has imported everything, which each hostile case is a fork of."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from hostile_cases import HERE


@pytest.fixture(scope="session")
def warmed() -> Iterator[subprocess.Popen[str]]:
    paths = os.pathsep.join([str(HERE.parent.parent), str(HERE)])
    surroundings = {**os.environ, "PYTHONPATH": paths, "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, str(HERE / "warmed.py")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(command, text=True, env=surroundings, **pipes) as process:
        assert process.stdout.readline() == "ready\n"
        yield process
        process.stdin.close()
