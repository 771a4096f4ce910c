"""Charts as pictures: SVG and PNG, from a cache where they are in it. The only door to matplotlib.

Importing this loads nothing heavy; matplotlib is loaded when a chart has to be drawn.
"""

from __future__ import annotations

from reportgen.office.fonts import FontFile, find_font
from reportgen.writers.charts.rendering import RenderedCharts, render_charts
from reportgen.writers.charts.style import ChartStyle

__all__ = [
    "ChartStyle",
    "FontFile",
    "RenderedCharts",
    "find_font",
    "render_charts",
]
