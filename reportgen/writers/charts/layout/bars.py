"""Horizontal bars: one series, or several side by side in each category."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from reportgen.model import Chart, Quantity
from reportgen.model.look import Look
from reportgen.writers.charts.layout.categories import (
    CategoryColumn,
    category_labels,
    measure_categories,
    row_heights,
    row_middles,
)
from reportgen.writers.charts.layout.colouring import fill_of, series_fill
from reportgen.writers.charts.layout.legend import lay_out_legend
from reportgen.writers.charts.palette import AXIS, INK, QUIET_INK
from reportgen.writers.charts.shapes import Bar, Drawing, Shape, Stroke
from reportgen.writers.charts.style import ChartStyle
from reportgen.writers.charts.typesetting import Typeface, flatten, place_left, place_right
from reportgen.writers.charts.words import label_at

LABEL_GAP = 4.0
AXIS_LINE = 0.75
LEAST_BAR = 0.75  # a bar of one in a million is still seen


class _Frame(Struct, frozen=True):
    """What all rows share: where bars begin, how long the longest value is, how thick they are.

    `has_axis`: a line shows where bars begin: there are none, or some go to the left. `look` has
    the bars' colours.
    """

    left: float
    biggest: Fraction
    full_length: float
    thickness: float
    step: float
    has_axis: bool
    look: Look


def lay_out_bars(chart: Chart, style: ChartStyle, face: Typeface) -> Drawing:
    """Bars from zero, the first category on top, each with its value at its end.

    What is not known has no bar and says so; zero has no bar either, and the label "0". Where
    all are zero a line stands where bars would begin, so that they are seen to be none.
    """
    column = measure_categories(chart.categories, style, face)
    shapes: list[Shape] = []
    top = 0.0
    if len(chart.series) > 1:
        names = tuple(series.label for series in chart.series)
        colours = [series_fill(chart, style.look, number) for number in range(len(names))]
        shapes, top = lay_out_legend(names, colours, column.plot_left, style, face)
    thickness, step, pitch = bar_rhythm(chart, style, top)
    frame = _frame(chart, column, thickness, step, style, face)
    first = top
    bars = step * len(chart.series)
    for index, height in enumerate(row_heights(column, bars, pitch, style)):
        words, middle = row_middles(column, index, top, height, bars, style)
        shapes += category_labels(column, index, words, style, face)
        shapes += _row(chart, index, middle, frame, face)
        top += height
    if frame.has_axis:
        shapes.append(zero_line(frame.left, first, top))
    return Drawing(style.width_pt, top, style.text_size_pt, flatten(chart.title), tuple(shapes))


def bar_rhythm(chart: Chart, style: ChartStyle, top: float) -> tuple[float, float, float]:
    """How thick a bar is, from one bar of a row to the next, from one row to the next.

    Many rows below `top` stand closer, so that they fit into the usual height, then into the
    page, but never so that labels touch.
    """
    size = style.text_size_pt
    count = len(chart.series)
    room = (style.usual_height_pt - top) / len(chart.categories)
    most = (style.height_pt - top) / len(chart.categories)
    if count == 1:
        pitch = distance(room, most, (1.08 * size, 1.4 * size, 1.9 * size))
        return 0.66 * pitch, 0.66 * pitch, pitch
    step = 1.16 * size
    bars = count * step
    gap = distance(room - bars, most - bars, (0.3 * size, 0.6 * size, 0.9 * size))
    return step - 1.0, step, bars + gap


def distance(usual: float, most: float, limits: tuple[float, float, float]) -> float:
    """From one to the next: what the usual room leaves, or the page where that is too close.

    `limits` are the least distance, the least that looks well, the one that needs no more.
    """
    least, good, enough = limits
    if usual >= good:
        return min(usual, enough)
    return min(max(most, least), good)


def _frame(
    chart: Chart,
    column: CategoryColumn,
    thickness: float,
    step: float,
    style: ChartStyle,
    face: Typeface,
) -> _Frame:
    """Make the longest bar as long as leaves room for every bar's own label.

    Bars below zero go to the left from where the others begin.
    """
    room = style.width_pt - column.plot_left - LABEL_GAP
    values = [
        (value, label_at(series, at, chart.language))
        for series in chart.series
        for at, value in enumerate(series.values)
    ]
    sizes = (abs(Fraction(value or 0)) for value, _text in values)
    biggest = max(sizes, default=Fraction(0)) or Fraction(1)
    above: list[tuple[float, float]] = []
    below: list[tuple[float, float]] = []
    for value, text in values:
        part = Fraction(value or 0) / biggest
        width = face.width(text)
        (below if part < 0 else above).append((float(abs(part)), width))
    if not below:
        full = min(((room - width) / part for part, width in above if part), default=room)
        full = max(full, LEAST_BAR)
        at_zero = is_all_zero(chart)
        return _Frame(column.plot_left, biggest, full, thickness, step, at_zero, style.look)
    room -= LABEL_GAP
    full = min(
        (room - width - other) / (part + rest)
        for part, width in below
        for rest, other in above or [(0.0, 0.0)]
    )
    full = max(full, LEAST_BAR)
    left = column.plot_left + max(full * part + width for part, width in below) + LABEL_GAP
    return _Frame(left, biggest, full, thickness, step, has_axis=True, look=style.look)


def zero_line(x: float, top: float, bottom: float) -> Stroke:
    """The line where bars begin."""
    return Stroke(((x, top), (x, bottom)), AXIS_LINE, AXIS)


def is_all_zero(chart: Chart) -> bool:
    """Whether something is known of what the chart shows, and all of that is 0."""
    known = [value for series in chart.series for value in series.values if value is not None]
    return bool(known) and not any(known)


def _row(chart: Chart, index: int, middle: float, frame: _Frame, face: Typeface) -> list[Shape]:
    """The bars of one category with their values, about the height `middle`."""
    shapes: list[Shape] = []
    first = middle - (len(chart.series) - 1) * frame.step / 2
    for number, series in enumerate(chart.series):
        value = series.values[index]
        negative = value is not None and value < 0
        length = _length(value, frame)
        at = first + number * frame.step
        if length:
            left, top = frame.left - length * negative, at - frame.thickness / 2
            filled = fill_of(chart, frame.look, number, index)
            shapes.append(Bar(left, top, length, frame.thickness, filled))
        colour = QUIET_INK if value is None else INK
        gap = length + (LABEL_GAP if length or frame.has_axis else 0.0)
        text = label_at(series, index, chart.language)
        if negative:
            shapes.append(place_right(text, frame.left - gap, at, face, colour))
        else:
            shapes.append(place_left(text, frame.left + gap, at, face, colour))
    return shapes


def _length(value: Quantity, frame: _Frame) -> float:
    """How long the bar of `value` is, 0 for none."""
    if value is None or value == 0:
        return 0.0
    return max(frame.full_length * float(abs(Fraction(value)) / frame.biggest), LEAST_BAR)
