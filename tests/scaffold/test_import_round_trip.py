"""Two random projects there and back; `round_trip.py` takes as many as wanted."""

from __future__ import annotations

from pathlib import Path

import pytest
from round_trip import round_trip


@pytest.mark.parametrize("seed", [0, 1])
def test_a_random_project_comes_back(tmp_path: Path, seed: int) -> None:
    assert round_trip(seed, tmp_path) == []
