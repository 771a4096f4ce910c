"""Charts to pictures: from the cache where they are there, drawn where they are not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from reportgen.charts.cache import Drawn, pack, read_cached, store
from reportgen.charts.fonts import FontFile, find_font
from reportgen.charts.keys import make_keys
from reportgen.charts.style import ChartStyle
from reportgen.model import Chart, Picture

if TYPE_CHECKING:
    from reportgen.charts.process import DrawingProcess

OnDrawn = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class RenderedCharts:
    """Pictures by the charts' ids, in the charts' order.

    `drawn` of them were drawn now, `cached` were not. `font` is what they are drawn with;
    `missing` are characters that no font had (empty boxes stand for them), each once.
    """

    pictures: Mapping[str, Picture]
    drawn: int
    cached: int
    font: FontFile
    missing: str
