"""Horizontal bars: one series, or several side by side in each category."""

from __future__ import annotations

from fractions import Fraction

from reportgen.charts.layout.categories import (
    CategoryColumn,
    category_labels,
    measure_categories,
    row_heights,
)
from reportgen.charts.layout.legend import lay_out_legend
from reportgen.charts.palette import INK, QUIET_INK, series_colour
from reportgen.charts.shapes import Bar, Drawing, Shape
from reportgen.charts.style import ChartStyle
from reportgen.charts.typesetting import Typeface, flatten, place_left
from reportgen.charts.words import value_label
from reportgen.dataclass import dataclass
from reportgen.model import Chart, Quantity

LABEL_GAP = 4.0
LEAST_BAR = 0.75  # a bar of one in a million is still seen


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all rows share: where bars begin, how long the longest value is, how thick they are."""

    left: float
    biggest: Fraction
    full_length: float
    thickness: float
    step: float


def lay_out_bars(chart: Chart, style: ChartStyle, face: Typeface) -> Drawing:
    """Bars from zero, the first category on top, each with its value at its end.

    What is not known has no bar and says so; zero has no bar either, and the label "0".
    """
    column = measure_categories(chart.categories, style, face)
    shapes: list[Shape] = []
    top = 0.0
    if len(chart.series) > 1:
        names = tuple(series.label for series in chart.series)
        shapes, top = lay_out_legend(names, column.plot_left, style, face)
    thickness, step, pitch = bar_rhythm(chart, style, style.height_pt - top)
    frame = _frame(chart, column, thickness, step, style, face)
    for index, height in enumerate(row_heights(column, step * len(chart.series), pitch, style)):
        middle = top + height / 2
        shapes += category_labels(column, index, middle, style, face)
        shapes += _row(chart, index, middle, frame, face)
        top += height
    return Drawing(style.width_pt, top, style.text_size_pt, flatten(chart.title), tuple(shapes))


def bar_rhythm(chart: Chart, style: ChartStyle, room: float) -> tuple[float, float, float]:
    """How thick a bar is, from one bar of a row to the next, from one row to the next.

    Many rows stand closer, so that they fit into `room`, but never so that labels touch.
    """
    size = style.text_size_pt
    count = len(chart.series)
    if count == 1:
        pitch = min(max(room / len(chart.categories), 1.08 * size), 1.9 * size)
        return 0.66 * pitch, 0.66 * pitch, pitch
    step = 1.16 * size
    gap = min(max(room / len(chart.categories) - count * step, 0.3 * size), 0.9 * size)
    return step - 1.0, step, count * step + gap


def _frame(
    chart: Chart,
    column: CategoryColumn,
    thickness: float,
    step: float,
    style: ChartStyle,
    face: Typeface,
) -> _Frame:
    """Make the longest bar as long as leaves room for every bar's own label."""
    room = style.width_pt - column.plot_left - LABEL_GAP
    values = [value for series in chart.series for value in series.values if value]
    biggest = max((Fraction(value) for value in values), default=Fraction(1))
    lengths = (
        (room - face.width(value_label(value, chart.language))) / float(Fraction(value) / biggest)
        for value in values
    )
    full = max(min(lengths, default=room), LEAST_BAR)
    return _Frame(column.plot_left, biggest, full, thickness, step)


def _row(chart: Chart, index: int, middle: float, frame: _Frame, face: Typeface) -> list[Shape]:
    """The bars of one category with their values, about the height `middle`."""
    shapes: list[Shape] = []
    first = middle - (len(chart.series) - 1) * frame.step / 2
    for number, series in enumerate(chart.series):
        value = series.values[index]
        length = _length(value, frame)
        at = first + number * frame.step
        if length:
            top = at - frame.thickness / 2
            shapes.append(Bar(frame.left, top, length, frame.thickness, series_colour(number)))
        colour = QUIET_INK if value is None else INK
        x = frame.left + length + (LABEL_GAP if length else 0.0)
        shapes.append(place_left(value_label(value, chart.language), x, at, face, colour))
    return shapes


def _length(value: Quantity, frame: _Frame) -> float:
    """How long the bar of `value` is, 0 for none."""
    if not value:
        return 0.0
    return max(frame.full_length * float(Fraction(value) / frame.biggest), LEAST_BAR)
