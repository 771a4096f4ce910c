"""Fixtures: projects that a test may change, and how much chance hypothesis takes."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from sample_project import Changes, MakeProject, copy_example, write_project

settings.register_profile(
    "suite",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.load_profile("suite")


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
