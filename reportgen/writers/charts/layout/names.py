"""The series' names at the ends of their lines, none upon another."""

from __future__ import annotations

from msgspec import Struct

from reportgen.model import Chart
from reportgen.writers.charts.layout.signs import SIGN, place_sign
from reportgen.writers.charts.layout.target import dashes, target_text
from reportgen.writers.charts.shapes import Shape
from reportgen.writers.charts.style import ChartStyle
from reportgen.writers.charts.typesetting import Typeface, flatten, place_left, widest, wrap
from reportgen.writers.charts.words import value_label

COLUMN_SHARE = 0.33  # of the picture's width, at most
BEFORE = 6.0
AFTER_SIGN = 4.5


class SeriesNames(Struct, frozen=True):
    """The names in lines, the column's width with its sign and gaps, and their whole height.

    The first have `signs`; what comes after them is the name of a target.
    """

    rows: tuple[tuple[str, ...], ...]
    width: float
    height: float
    signs: int = 0


def measure_names(chart: Chart, style: ChartStyle, face: Typeface) -> SeriesNames:
    """Break the names that are longer than the column may be.

    Among several lines a name carries the line's last value. No names, no column.
    """
    limit = COLUMN_SHARE * style.width_pt
    texts = _texts(chart)
    rows = tuple(wrap(text, limit, face) for text in texts)
    if not any(texts):
        return SeriesNames((), BEFORE, 0.0)
    width = BEFORE + SIGN + AFTER_SIGN + max(widest(lines, face) for lines in rows)
    height = sum(len(lines) for lines in rows) * style.line_pt
    return SeriesNames(rows, width, height, len(chart.series))


def place_names(
    names: SeriesNames,
    wanted: list[float],
    left: float,
    field: tuple[float, float],
    style: ChartStyle,
    face: Typeface,
) -> list[Shape]:
    """Each name at the height its line ends (`wanted`), or as near as the others leave it.

    `field` is the top and the bottom between which they stand.
    """
    heights = [len(lines) * style.line_pt for lines in names.rows]
    shapes: list[Shape] = []
    for index, top in enumerate(find_tops(wanted, heights, field)):
        middle = top + style.line_pt / 2
        if index < names.signs:
            colour = style.look.chart_colour(index, names.signs)
            shapes.append(place_sign(index, left + BEFORE + SIGN / 2, middle, colour))
        else:
            shapes += dashes(middle, left + BEFORE, left + BEFORE + SIGN)
        for number, line in enumerate(names.rows[index]):
            x = left + BEFORE + SIGN + AFTER_SIGN
            shapes.append(place_left(line, x, middle + number * style.line_pt, face))
    return shapes


def find_tops(wanted: list[float], heights: list[float], field: tuple[float, float]) -> list[float]:
    """Tops of blocks of `heights`, about the middles `wanted`, inside `field`, none overlapping.

    The blocks fit into the field together. Those at the same height keep their order.
    """
    order = sorted(range(len(heights)), key=lambda index: wanted[index])
    tops = [0.0] * len(heights)
    edge = field[0]
    for index in order:
        tops[index] = edge = max(edge, wanted[index] - heights[index] / 2)
        edge += heights[index]
    edge = field[1]
    for index in reversed(order):
        tops[index] = edge = min(edge - heights[index], tops[index])
    return tops


def _texts(chart: Chart) -> list[str]:
    """The names, with the last value where several lines end."""
    texts = []
    for series in chart.series:
        name, last = flatten(series.label), series.values[-1]
        told = len(chart.series) > 1 and last is not None
        texts.append(f"{name} {value_label(last, chart.language)}".strip() if told else name)
    return [*texts, target_text(chart)] if chart.target else texts
