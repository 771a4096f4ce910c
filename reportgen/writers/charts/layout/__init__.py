"""From what a chart shows to where each bar, line and label stands; knows no drawing library."""

from __future__ import annotations

from typing import assert_never

from msgspec.structs import replace

from reportgen.model import Chart
from reportgen.writers.charts.layout.bars import lay_out_bars
from reportgen.writers.charts.layout.columns import lay_out_columns
from reportgen.writers.charts.layout.dumbbell import lay_out_dumbbell
from reportgen.writers.charts.layout.lines import lay_out_lines
from reportgen.writers.charts.layout.panels import lay_out_panels
from reportgen.writers.charts.layout.pyramid import lay_out_pyramid
from reportgen.writers.charts.layout.stacked import lay_out_stacked
from reportgen.writers.charts.layout.timeline import lay_out_timeline
from reportgen.writers.charts.layout.units import below_unit, unit_above, unit_height
from reportgen.writers.charts.palette import QUIET_INK
from reportgen.writers.charts.shapes import Drawing, lowered
from reportgen.writers.charts.style import ChartStyle
from reportgen.writers.charts.typesetting import Typeface, place_left


def lay_out(chart: Chart, style: ChartStyle, face: Typeface) -> Drawing:
    """`chart` as shapes in points, as wide as `style` says and as high as it needs.

    The chart has at least one category and one series, and every series a value for each
    category. No label overlaps another or leaves the picture. What is counted stands above.
    """
    title = unit_above(chart, style, face)
    if not title:
        return _laid_out(chart, style, face)
    drawing = _laid_out(chart, below_unit(style), face)
    down = unit_height(style)
    label = place_left(title, 0.0, style.line_pt / 2, face, QUIET_INK)
    shapes = (label, *(lowered(shape, down) for shape in drawing.shapes))
    return replace(drawing, height=drawing.height + down, shapes=shapes)


def _laid_out(chart: Chart, style: ChartStyle, face: Typeface) -> Drawing:
    match chart.kind:
        case "bars" | "grouped":
            return lay_out_bars(chart, style, face)
        case "columns" | "years":
            return lay_out_columns(chart, style, face)
        case "dumbbell":
            return lay_out_dumbbell(chart, style, face)
        case "stacked":
            return lay_out_stacked(chart, style, face)
        case "panels":
            return lay_out_panels(chart, style, face)
        case "timeline":
            return lay_out_timeline(chart, style, face)
        case "pyramid":
            return lay_out_pyramid(chart, style, face)
        case "line":
            return lay_out_lines(chart, style, face)
        case _:
            assert_never(chart.kind)
