"""Charts as pictures: SVG and PNG, from a cache where they are in it. The only door to matplotlib.

Importing this loads nothing heavy; matplotlib is loaded when a chart has to be drawn.
"""

from __future__ import annotations

from reportgen.charts.fonts import FontFile, find_font
from reportgen.charts.rendering import (
    RenderedCharts,
    Rendering,
    render_charts,
    start_rendering,
    warm_up,
)
from reportgen.charts.style import ChartStyle

__all__ = [
    "ChartStyle",
    "FontFile",
    "RenderedCharts",
    "Rendering",
    "find_font",
    "render_charts",
    "start_rendering",
    "warm_up",
]
