"""A person who counts, for the tests of counting."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from registers_made import Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A person with an empty project and no settings."""
    return Office(tmp_path)
