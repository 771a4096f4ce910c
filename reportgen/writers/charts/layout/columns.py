"""Columns that stand: a row of a table each, or a year each, with the value above it."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from reportgen.model import Chart
from reportgen.writers.charts.layout.axes import BELOW_AXIS, break_key, break_sign
from reportgen.writers.charts.layout.bars import LEAST_BAR, lay_out_bars
from reportgen.writers.charts.layout.colouring import fill_of
from reportgen.writers.charts.layout.lines import lay_out_lines
from reportgen.writers.charts.layout.target import TargetName, measure_target, place_target
from reportgen.writers.charts.palette import AXIS, INK, QUIET_INK
from reportgen.writers.charts.shapes import Bar, Drawing, Shape, Stroke
from reportgen.writers.charts.style import ChartStyle
from reportgen.writers.charts.typesetting import (
    Typeface,
    flatten,
    longest_piece,
    place_centred,
    widest,
    wrap,
)
from reportgen.writers.charts.words import label_at

FIELD = 130.0  # from the highest column to the axis
WIDEST_STEP = 78.0  # from one column to the next
SHARE = 0.62  # of a step that the column takes
APART = 6.0  # between the words of two columns
MOST_LINES = 3
VALUE_RISE = 3.0


class Columns(Struct, frozen=True):
    """How columns stand: where each begins, what is written below and above it.

    Lengths are points. `bottom` is where they stand, `highest` the value that is FIELD high.
    """

    step: float
    top: float
    bottom: float
    highest: Fraction
    names: tuple[tuple[str, ...], ...]
    values: tuple[tuple[str, ...], ...]
    target: TargetName | None

    @property
    def thickness(self) -> float:
        """How wide a column is."""
        return SHARE * self.step

    @property
    def right(self) -> float:
        """Where the field of columns ends."""
        return self.step * len(self.names)

    def x(self, index: int) -> float:
        """The middle of a column."""
        return self.step * (index + 0.5)

    def y(self, value: Fraction) -> float:
        """How high a value stands."""
        return self.bottom - FIELD * float(value / self.highest)


def measure_columns(chart: Chart, style: ChartStyle, face: Typeface) -> Columns | None:
    """How the columns of `chart` stand; None where words or values find no room below each other.

    Then bars do better: nothing is turned on its side. So it is where something is below zero.
    """
    values = chart.series[0].values
    known = [Fraction(value) for value in values if value is not None]
    target = measure_target(chart, style, face)
    room = style.width_pt - (target.width if target else 0.0)
    step = min(room / len(chart.categories), WIDEST_STEP)
    limit = step - APART
    texts = [label_at(chart.series[0], at, chart.language) for at in range(len(values))]
    if any(value < 0 for value in known) or any(
        longest_piece(text, face) > limit for text in (*chart.categories, *texts)
    ):
        return None
    names = tuple(wrap(flatten(each), limit, face) for each in chart.categories)
    told = tuple(wrap(text, limit, face) for text in texts)
    if max(map(len, names)) > MOST_LINES:
        return None
    if chart.target:
        known.append(Fraction(chart.target.value))
    top = max(map(len, told)) * style.line_pt + VALUE_RISE
    highest = max(known, default=Fraction(0)) or Fraction(1)
    return Columns(step, top, top + FIELD, highest, names, told, target)


def lay_out_columns(chart: Chart, style: ChartStyle, face: Typeface) -> Drawing:
    """Columns from zero, the first category to the left, each with its value above it.

    What is not known has no column and says so. Where the words find no room the columns lie
    down; with a target they become a line.
    """
    columns = measure_columns(chart, style, face)
    if columns is None:  # bars have no place for a target's name, a line has
        lying = lay_out_lines if chart.target else lay_out_bars
        return lying(chart, style, face)
    shapes: list[Shape] = []
    if columns.target and chart.target:
        y = columns.y(Fraction(chart.target.value))
        shapes += place_target(columns.target, y, 0.0, columns.right, style, face)
    for index in range(len(columns.names)):
        shapes += _column(chart, index, columns, style, face)
    shapes.append(Stroke(((0.0, columns.bottom), (columns.right, columns.bottom)), 0.75, AXIS))
    below = columns.bottom + BELOW_AXIS
    for index, lines in enumerate(columns.names):
        for number, line in enumerate(lines):
            middle = below + (number + 0.5) * style.line_pt
            shapes.append(place_centred(line, columns.x(index), middle, face))
    bottom = below + max(map(len, columns.names)) * style.line_pt
    breaks = [at for at in chart.breaks if 0 < at < len(columns.names)]
    for at in breaks:
        shapes += break_sign(at * columns.step, columns.bottom)
    if breaks:
        key, bottom = break_key(0.0, bottom, chart.language, style, face)
        shapes += key
    return Drawing(style.width_pt, bottom, style.text_size_pt, flatten(chart.title), tuple(shapes))


def _column(
    chart: Chart, index: int, columns: Columns, style: ChartStyle, face: Typeface
) -> list[Shape]:
    """One column with what stands above it, on white where a target's line would cross it."""
    value = chart.series[0].values[index]
    shapes: list[Shape] = []
    top = columns.bottom
    if value is not None and value != 0:
        top = min(columns.y(Fraction(value)), columns.bottom - LEAST_BAR)
        left = columns.x(index) - columns.thickness / 2
        height, fill = columns.bottom - top, fill_of(chart, style.look, 0, index)
        shapes.append(Bar(left, top, columns.thickness, height, fill))
    lines = columns.values[index]
    first = top - VALUE_RISE - (len(lines) - 0.5) * style.line_pt
    colour = QUIET_INK if value is None else INK
    labels = [
        place_centred(line, columns.x(index), first + number * style.line_pt, face, colour)
        for number, line in enumerate(lines)
    ]
    if columns.target:
        width = widest(lines, face) + 2
        high = len(lines) * style.line_pt
        ground = (columns.x(index) - width / 2, top - VALUE_RISE - high, width, high)
        shapes.append(Bar(*ground, "#FFFFFF"))
    return [*shapes, *labels]
