"""A pyramid: bars of one series to the left, of the other to the right, the first at the bottom."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from reportgen.model import Chart, Quantity
from reportgen.writers.charts.layout.bars import LABEL_GAP, LEAST_BAR, bar_rhythm, zero_line
from reportgen.writers.charts.layout.categories import (
    CategoryColumn,
    category_labels,
    measure_categories,
    row_heights,
    row_middles,
)
from reportgen.writers.charts.layout.colouring import series_fill
from reportgen.writers.charts.layout.legend import lay_out_legend
from reportgen.writers.charts.palette import INK, QUIET_INK
from reportgen.writers.charts.shapes import Bar, Drawing, Label, Shape
from reportgen.writers.charts.style import ChartStyle
from reportgen.writers.charts.typesetting import Typeface, flatten, place_left, place_right
from reportgen.writers.charts.words import label_at


class Spread(Struct, frozen=True):
    """Where the bars begin, and how long one of the greatest value is; `biggest` is that value."""

    axis: float
    full_length: float
    biggest: Fraction

    def length(self, value: Quantity) -> float:
        """How long the bar of `value` is, 0 for none."""
        if value is None or value == 0:
            return 0.0
        return max(self.full_length * float(Fraction(value) / self.biggest), LEAST_BAR)


def lay_out_pyramid(chart: Chart, style: ChartStyle, face: Typeface) -> Drawing:
    """Bars from a line in the middle, each with its value at its end, both sides to one scale.

    What is not known has no bar and says so, and so does what is 0.
    """
    column = measure_categories(chart.categories, style, face)
    names = tuple(series.label for series in chart.series)
    colours = [series_fill(chart, style.look, side) for side in (0, 1)]
    legend, top = lay_out_legend(names, colours, column.plot_left, style, face)
    shapes: list[Shape] = list(legend)
    spread = measure_spread(chart, column, style, face)
    thickness, _step, pitch = bar_rhythm(one_side(chart), style, top)
    first = top
    heights = row_heights(column, thickness, pitch, style)
    for index, height in reversed([*enumerate(heights)]):
        words, middle = row_middles(column, index, top, height, thickness, style)
        shapes += category_labels(column, index, words, style, face)
        for side in (0, 1):
            series = chart.series[side]
            value, text = series.values[index], label_at(series, index, chart.language)
            shapes += _bar(value, side, spread, middle, thickness, colours[side])
            shapes.append(_label(value, text, side, spread, middle, face))
        top += height
    shapes.append(zero_line(spread.axis, first, top))
    return Drawing(style.width_pt, top, style.text_size_pt, flatten(chart.title), tuple(shapes))


def one_side(chart: Chart) -> Chart:
    """The chart with one of its sides: two bars of a category take up the height of one."""
    return replace(chart, series=chart.series[:1])


def measure_spread(
    chart: Chart, column: CategoryColumn, style: ChartStyle, face: Typeface
) -> Spread:
    """Make the longest bars as long as leaves room for every bar's own label."""
    room = style.width_pt - column.plot_left - 2 * (LABEL_GAP + LEAST_BAR)
    values = [value for series in chart.series for value in series.values]
    biggest = max((Fraction(value or 0) for value in values), default=Fraction(0)) or Fraction(1)
    left, right = (
        [
            (float(Fraction(v or 0) / biggest), face.width(label_at(each, at, chart.language)))
            for at, v in enumerate(each.values)
        ]
        for each in chart.series
    )
    full = min(
        (
            (room - one - other) / (part + rest)
            for part, one in left
            for rest, other in right
            if part + rest
        ),
        default=room / 2,
    )
    full = max(full, LEAST_BAR)
    reach = max(full * part + width for part, width in left)
    if biggest == 1 and not any(values):
        reach = room / 2
    return Spread(column.plot_left + reach + LABEL_GAP + LEAST_BAR, full, biggest)


def _bar(
    value: Quantity, side: int, spread: Spread, middle: float, thickness: float, colour: str
) -> list[Shape]:
    length = spread.length(value)
    if not length:
        return []
    left = spread.axis if side else spread.axis - length
    return [Bar(left, middle - thickness / 2, length, thickness, colour)]


def _label(
    value: Quantity, text: str, side: int, spread: Spread, middle: float, face: Typeface
) -> Label:
    """The value at the end of its bar."""
    colour = QUIET_INK if value is None else INK
    reach = spread.length(value) + LABEL_GAP
    if side:
        return place_left(text, spread.axis + reach, middle, face, colour)
    return place_right(text, spread.axis - reach, middle, face, colour)
