"""What bars count, in a line above them: "Antal ärenden"."""

from __future__ import annotations

from typing import assert_never

from msgspec.structs import replace

from reportgen.model import Chart
from reportgen.writers.charts.layout.columns import measure_columns
from reportgen.writers.charts.layout.plot import shows_amounts, shows_shares
from reportgen.writers.charts.style import ChartStyle
from reportgen.writers.charts.typesetting import Typeface
from reportgen.writers.charts.words import axis_title

_BELOW = 4.0


def unit_above(chart: Chart, style: ChartStyle, face: Typeface) -> str:
    """The line above the bars; empty for shares, whose numbers say it, and where it is too long.

    Lines say it themselves, and a timeline counts nothing.
    """
    if shows_shares(chart) or not _has_bars(chart, style, face):
        return ""
    title = axis_title(chart.unit, chart.language, counts=not shows_amounts(chart))
    return title if face.width(title) <= style.width_pt else ""


def unit_height(style: ChartStyle) -> float:
    """How much of the height the line takes."""
    return style.line_pt + _BELOW


def below_unit(style: ChartStyle) -> ChartStyle:
    """The style of what stands below the line: with less height."""
    return replace(style, above_pt=unit_height(style))


def _has_bars(chart: Chart, style: ChartStyle, face: Typeface) -> bool:
    match chart.kind:
        case "bars" | "grouped" | "dumbbell" | "stacked" | "panels" | "pyramid":
            return True
        case "columns" | "years":  # with a target, words without room make lines of them
            return not chart.target or measure_columns(chart, style, face) is not None
        case "line" | "timeline":
            return False
    assert_never(chart.kind)
