"""Fixtures: projects that a test may change, and how much chance hypothesis takes.

Whatever the tests do, the checkout is afterwards what it was; a run that leaves something fails.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from footnote_order import watch_written_files
from hypothesis import HealthCheck, settings
from sample_project import Changes, MakeProject, copy_example, write_project

settings.register_profile(
    "suite",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("suite")

ROOT = Path(__file__).parent.parent
LISTED = pytest.StashKey[frozenset[str]]()
CACHES = ("__pycache__/", ".pytest_cache/", ".hypothesis/", ".mypy_cache/", ".ruff_cache/")


def pytest_sessionstart(session: pytest.Session) -> None:
    if not hasattr(session.config, "workerinput"):
        session.config.stash[LISTED] = checkout()


def pytest_sessionfinish(session: pytest.Session) -> None:
    before = session.config.stash.get(LISTED, None)
    if before is not None and (left := sorted(checkout() - before)):
        print("\nthe tests left in the checkout:", *left, sep="\n  ")  # noqa: T201
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def checkout() -> frozenset[str]:
    """What git sees that is not committed, ignored files too; nothing where there is no git."""
    command = ["git", "status", "--porcelain", "--ignored"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return frozenset()
    return frozenset(line for line in listed.stdout.splitlines() if not line.endswith(CACHES))


@pytest.fixture(scope="session", autouse=True)
def _footnotes_in_reading_order() -> Iterator[None]:
    """Every Word file that a test writes here has its footnotes in the order of their marks."""
    with pytest.MonkeyPatch.context() as patch:
        watch_written_files(patch)
        yield


@pytest.fixture
def make_project(tmp_path: Path) -> MakeProject:
    """A function that writes the tiny project with changes and gives its folder."""

    def make(changes: Changes | None = None, name: str = "projekt") -> Path:
        return write_project(tmp_path / name, changes)

    return make


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the example region, which a test may change, with the picture it shows."""
    return copy_example(tmp_path / "exempel")


@pytest.fixture(scope="session")
def example_read_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the example region that no test changes."""
    return copy_example(tmp_path_factory.mktemp("session") / "exempel")
