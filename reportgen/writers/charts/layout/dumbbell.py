"""Two dots a row and the way between them: how much each has changed from one year to another."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from reportgen.model import Chart, Quantity
from reportgen.writers.charts.layout.bars import distance
from reportgen.writers.charts.layout.categories import (
    category_labels,
    measure_categories,
    row_heights,
    row_middles,
)
from reportgen.writers.charts.layout.signs import SIGN, place_sign
from reportgen.writers.charts.palette import AXIS, GRID, INK, QUIET_INK
from reportgen.writers.charts.shapes import Drawing, Shape, Stroke
from reportgen.writers.charts.style import ChartStyle
from reportgen.writers.charts.typesetting import Typeface, flatten, place_left, place_right
from reportgen.writers.charts.words import unknown_label, value_label

SIZE = 1.35  # of the signs of lines
GAP = 3.0  # from a dot to its value
ENTRY_GAP = 18.0


class _Scale(Struct, frozen=True):
    """Where `lowest` stands, and how many points one more is."""

    left: float
    lowest: Fraction
    unit: float

    def x(self, value: Quantity) -> float:
        return self.left + self.unit * float(Fraction(value or 0) - self.lowest)


def lay_out_dumbbell(chart: Chart, style: ChartStyle, face: Typeface) -> Drawing:
    """Rows of two dots over a field from zero, each with its value on its outer side.

    The first series is the older one. What is not known has no dot, and the row says so.
    """
    column = measure_categories(chart.categories, style, face)
    shapes, top = _key(chart, column.plot_left, style, face)
    room = (style.usual_height_pt - top) / len(chart.categories)
    most = (style.height_pt - top) / len(chart.categories)
    size = style.text_size_pt
    pitch = distance(room, most, (1.15 * size, 1.5 * size, 2.1 * size))
    scale = _scale(chart, column.plot_left, style, face)
    first = top
    rows: list[Shape] = []
    for index, height in enumerate(row_heights(column, SIGN * SIZE, pitch, style)):
        words, middle = row_middles(column, index, top, height, SIGN * SIZE, style)
        rows += category_labels(column, index, words, style, face)
        rows += _row(chart, index, middle, scale, style, face)
        top += height
    shapes.append(Stroke(((scale.x(0), first), (scale.x(0), top)), 0.75, GRID))
    return Drawing(style.width_pt, top, style.text_size_pt, flatten(chart.title), (*shapes, *rows))


def _key(chart: Chart, left: float, style: ChartStyle, face: Typeface) -> tuple[list[Shape], float]:
    """Which sign is which year, and where it ends."""
    names = [flatten(series.label) for series in chart.series]
    width = sum(face.width(name) + SIGN * SIZE + GAP for name in names) + ENTRY_GAP
    x = left if left + width <= style.width_pt else 0.0
    shapes: list[Shape] = []
    for number, name in enumerate(names):
        colour = style.look.chart_colour(number, len(names))
        shapes.append(_dot(number, x + SIGN * SIZE / 2, style.line_pt / 2, colour))
        x += SIGN * SIZE + GAP
        shapes.append(place_left(name, x, style.line_pt / 2, face))
        x += face.width(name) + ENTRY_GAP
    return shapes, style.line_pt + 3.0


def _scale(chart: Chart, plot_left: float, style: ChartStyle, face: Typeface) -> _Scale:
    """From zero, or what is below it, to the largest, with room for the values on both sides."""
    values = [value for series in chart.series for value in series.values]
    known = [Fraction(value) for value in values if value is not None]
    lowest, highest = min(known, default=Fraction(0)), max(known, default=Fraction(0))
    lowest = min(lowest, Fraction(0))
    aside = SIGN * SIZE / 2 + GAP
    texts = (value_label(value, chart.language) for value in values if value is not None)
    widest = max(map(face.width, texts), default=0.0)
    told = [_missing(chart, index) for index in range(len(chart.categories))]
    more = max((face.width(text) + GAP for text in told if text), default=0.0)
    room = style.width_pt - plot_left - 2 * (aside + widest) - more
    unit = max(room, 1.0) / float(max(highest - lowest, Fraction(1, 10**9)))
    return _Scale(plot_left + aside + widest, lowest, unit)


def _row(
    chart: Chart,
    index: int,
    middle: float,
    scale: _Scale,
    style: ChartStyle,
    face: Typeface,
) -> list[Shape]:
    """The dots of one category, the line between them, their values outside."""
    values = [series.values[index] for series in chart.series]
    known = [(number, value) for number, value in enumerate(values) if value is not None]
    missing = _missing(chart, index)
    if not known:
        return [place_left(missing, scale.x(0) + GAP, middle, face, QUIET_INK)]
    places = [scale.x(value) for _number, value in known]
    shapes: list[Shape] = [Stroke(((min(places), middle), (max(places), middle)), 1.6, AXIS)]
    for (number, _value), x in zip(known, places, strict=True):
        colour = style.look.chart_colour(number, len(values))
        shapes.append(_dot(number, x, middle, colour))
    texts = {
        x: value_label(value, chart.language) for (_n, value), x in zip(known, places, strict=True)
    }
    aside = SIGN * SIZE / 2 + GAP
    end = max(texts) + aside
    shapes.append(place_left(texts[max(texts)], end, middle, face, INK))
    if len(texts) > 1:
        shapes.append(place_right(texts[min(texts)], min(texts) - aside, middle, face, INK))
    if missing:
        end += face.width(texts[max(texts)]) + GAP
        shapes.append(place_left(missing, end, middle, face, QUIET_INK))
    return shapes


def _missing(chart: Chart, index: int) -> str:
    """What a row says of the years of which nothing is known; empty where all is."""
    gone = [flatten(series.label) for series in chart.series if series.values[index] is None]
    unknown = unknown_label(chart.series, index, chart.language)
    if not gone or len(gone) == len(chart.series):
        return unknown if gone else ""
    return f"({gone[0]}: {unknown})"


def _dot(number: int, x: float, y: float, colour: str) -> Shape:
    """A sign of the year, larger than on a line: nothing else stands for the value."""
    sign = place_sign(number, x, y, colour)
    return type(sign)(x, y, sign.kind, sign.size * SIZE, colour)
