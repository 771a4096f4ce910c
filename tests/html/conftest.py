"""The documents of the Word writer's tests are those of the HTML writer's as well."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path += [str(HERE), str(HERE.parent / "writers")]
