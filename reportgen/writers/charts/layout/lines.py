"""Lines over the years: one a series, each with a sign of its own and its name at its end."""

from __future__ import annotations

from itertools import pairwise

from reportgen.language.formatting import Number
from reportgen.model import Chart, Quantity, Series
from reportgen.writers.charts.layout.axes import (
    BREAK_GAP,
    break_key,
    break_sign,
    category_axis,
    missing_key,
    missing_marks,
    missing_years,
    value_axis,
)
from reportgen.writers.charts.layout.names import measure_names, place_names
from reportgen.writers.charts.layout.plot import Plot, measure_plot
from reportgen.writers.charts.layout.signs import place_sign
from reportgen.writers.charts.layout.target import dashes
from reportgen.writers.charts.palette import GROUND
from reportgen.writers.charts.shapes import Bar, Drawing, Marker, Point, Shape, Stroke
from reportgen.writers.charts.style import ChartStyle
from reportgen.writers.charts.typesetting import Typeface, flatten, place_centred
from reportgen.writers.charts.words import value_label

LINE = 1.6
HALO = 2.4  # white around a sign
CROWDED = 9.0  # signs nearer than this would run together
VALUE_RISE = 10.5  # from a point to the middle of its value

Known = tuple[int, Number]


def lay_out_lines(chart: Chart, style: ChartStyle, face: Typeface) -> Drawing:
    """Lines from zero over a light grid; a value that is not known leaves a gap.

    A single line has its values on it; a year of which nothing is known has a dash on the axis.
    Where a definition changed (`chart.breaks`) the line is cut by two slashes. A key below says
    what both mean.
    """
    names = measure_names(chart, style, face)
    plot = measure_plot(chart, names, style, face)
    years, bottom = category_axis(plot, style, face)
    shapes: list[Shape] = [*value_axis(plot, style, face), *years]
    if chart.target:
        shapes += dashes(plot.y(chart.target.value), plot.left, plot.right)
    for index, series in enumerate(chart.series):
        colour = style.look.chart_colour(index, len(chart.series))
        shapes += _line(index, series, chart.breaks, plot, colour)
    if plot.values_shown:
        shapes += _values(chart, plot, face)
    if names.rows:
        ends = end_heights(chart, plot)
        shapes += place_names(names, ends, plot.right, (plot.top, plot.bottom), style, face)
    missing = missing_years(chart) if plot.step >= CROWDED else ()
    if missing:
        shapes += missing_marks(missing, plot, style, face)
        key, bottom = missing_key(plot.left, bottom, chart.language, style, face)
        shapes += key
    if chart.breaks:
        key, bottom = break_key(plot.left, bottom, chart.language, style, face)
        shapes += key
    return Drawing(style.width_pt, bottom, style.text_size_pt, flatten(chart.title), tuple(shapes))


def _line(
    index: int, series: Series, breaks: tuple[int, ...], plot: Plot, colour: str
) -> list[Shape]:
    """The stretches of one line, its breaks, its signs."""
    known = [(at, value) for at, value in enumerate(series.values) if value is not None]
    shapes: list[Shape] = []
    for (at, value), (next_at, next_value) in pairwise(known):
        if next_at == at + 1:
            ends = plot.point(at, value), plot.point(next_at, next_value)
            shapes += _stretch(*ends, colour, broken=next_at in breaks)
    for at, value in _signed(known, plot):
        shapes += _sign(index, plot.point(at, value), colour)
    return shapes


def _stretch(start: Point, end: Point, colour: str, *, broken: bool) -> list[Shape]:
    """The line from one value to the next, with a gap and its sign where it is broken."""
    if not broken:
        return [Stroke((start, end), LINE, colour)]
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    part = 0.5 - min(BREAK_GAP / 2 / max(end[0] - start[0], 1.0), 0.4)
    return [
        Stroke((start, _between(start, end, part)), LINE, colour),
        Stroke((_between(start, end, 1 - part), end), LINE, colour),
        *break_sign(*middle),
    ]


def _between(start: Point, end: Point, part: float) -> Point:
    """The point that far on the way from `start` to `end`."""
    return start[0] + part * (end[0] - start[0]), start[1] + part * (end[1] - start[1])


def _signed(known: list[Known], plot: Plot) -> list[Known]:
    """The values that carry a sign: all, or where they are crowded the first and the last."""
    if plot.step >= CROWDED or len(known) < 2:
        return known
    return [known[0], known[-1]]


def _sign(index: int, point: Point, colour: str) -> list[Shape]:
    """A series' sign, set off from the lines by a white rim."""
    sign = place_sign(index, *point, colour)
    return [Marker(sign.x, sign.y, sign.kind, sign.size + HALO, GROUND), sign]


def _values(chart: Chart, plot: Plot, face: Typeface) -> list[Shape]:
    """The values of a single line: above their points, in a dip below them."""
    values = chart.series[0].values
    shapes: list[Shape] = []
    for index, value in enumerate(values):
        if value is not None:
            x, y = plot.point(index, value)
            below = in_dip(values, index) and y + VALUE_RISE + face.cap_height < plot.bottom
            at = y + VALUE_RISE if below else y - VALUE_RISE
            label = place_centred(value_label(value, chart.language), x, at, face)
            if chart.target:  # its line must not run through a number
                ground = label.x - 1, at - face.cap_height / 2 - 1, label.width + 2
                shapes.append(Bar(*ground, face.cap_height + 2, GROUND))
            shapes.append(label)
    return shapes


def in_dip(values: tuple[Quantity, ...], index: int) -> bool:
    """Whether both neighbours of a value are known and higher."""
    if not 0 < index < len(values) - 1:
        return False
    before, value, after = values[index - 1 : index + 2]
    return value is not None and before is not None and after is not None and before > value < after


def end_heights(chart: Chart, plot: Plot) -> list[float]:
    """How high each line ends, that of the target last."""
    ends = [end_height(series, plot) for series in chart.series]
    return [*ends, plot.y(chart.target.value)] if chart.target else ends


def end_height(series: Series, plot: Plot) -> float:
    """How high a line ends; one without any value ends at the bottom."""
    known = [value for value in series.values if value is not None]
    return plot.y(known[-1]) if known else plot.bottom
