"""From what a chart shows to where each bar, line and label stands; knows no drawing library."""

from __future__ import annotations

from typing import assert_never

from reportgen.model import Chart
from reportgen.writers.charts.layout.bars import lay_out_bars
from reportgen.writers.charts.layout.columns import lay_out_columns
from reportgen.writers.charts.layout.dumbbell import lay_out_dumbbell
from reportgen.writers.charts.layout.lines import lay_out_lines
from reportgen.writers.charts.layout.panels import lay_out_panels
from reportgen.writers.charts.layout.pyramid import lay_out_pyramid
from reportgen.writers.charts.layout.stacked import lay_out_stacked
from reportgen.writers.charts.layout.timeline import lay_out_timeline
from reportgen.writers.charts.shapes import Drawing
from reportgen.writers.charts.style import ChartStyle
from reportgen.writers.charts.typesetting import Typeface


def lay_out(chart: Chart, style: ChartStyle, face: Typeface) -> Drawing:
    """`chart` as shapes in points, as wide as `style` says and as high as it needs.

    The chart has at least one category and one series, and every series a value for each
    category. No label overlaps another or leaves the picture.
    """
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
