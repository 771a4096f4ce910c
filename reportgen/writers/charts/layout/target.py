"""The line that values are held against: dashed, across the field, its name at its end."""

from __future__ import annotations

from msgspec import Struct

from reportgen.model import Chart
from reportgen.writers.charts.palette import INK
from reportgen.writers.charts.shapes import Shape, Stroke
from reportgen.writers.charts.style import ChartStyle
from reportgen.writers.charts.typesetting import (
    Typeface,
    flatten,
    line_middles,
    place_left,
    widest,
    wrap,
)
from reportgen.writers.charts.words import value_label

COLUMN_SHARE = 0.25  # of the picture's width, at most
BEFORE = 6.0
WIDTH = 1.0
_DASH, _GAP = 4.0, 3.0


class TargetName(Struct, frozen=True):
    """The name with its value, in lines, and the width of their column with the gap before it."""

    lines: tuple[str, ...]
    width: float


def target_text(chart: Chart) -> str:
    """The name of the target and its value; empty without one."""
    if chart.target is None:
        return ""
    return f"{flatten(chart.target.label)} {value_label(chart.target.value, chart.language)}"


def measure_target(chart: Chart, style: ChartStyle, face: Typeface) -> TargetName | None:
    """The name of the chart's target in lines; None where it has none."""
    if chart.target is None:
        return None
    lines = wrap(target_text(chart), COLUMN_SHARE * style.width_pt, face)
    return TargetName(lines, BEFORE + widest(lines, face))


def place_target(
    name: TargetName, y: float, left: float, right: float, style: ChartStyle, face: Typeface
) -> list[Shape]:
    """The line from `left` to `right` at the height `y`, and its name behind it.

    A name of several lines keeps inside the picture's upper edge.
    """
    half = len(name.lines) * style.line_pt / 2
    middles = line_middles(len(name.lines), max(y, half), style.line_pt)
    labels = [
        place_left(line, right + BEFORE, middle, face)
        for line, middle in zip(name.lines, middles, strict=True)
    ]
    return [*dashes(y, left, right), *labels]


def dashes(y: float, left: float, right: float) -> list[Shape]:
    """A dashed line at the height `y`."""
    count = max(int((right - left + _GAP) // (_DASH + _GAP)), 1)
    starts = (left + number * (_DASH + _GAP) for number in range(count))
    return [Stroke(((x, y), (min(x + _DASH, right), y)), WIDTH, INK) for x in starts]
