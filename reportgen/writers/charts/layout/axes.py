"""What stands around lines: the grid with its numbers, the years, the key to a break."""

from __future__ import annotations

from reportgen.model import Chart
from reportgen.writers.charts.layout.plot import TICK_GAP, Plot
from reportgen.writers.charts.palette import AXIS, GRID, INK, QUIET_INK
from reportgen.writers.charts.shapes import Label, Shape, Stroke
from reportgen.writers.charts.style import ChartStyle
from reportgen.writers.charts.typesetting import (
    Typeface,
    place_centred,
    place_left,
    place_right,
    widest,
)
from reportgen.writers.charts.words import word

HAIRLINE = 0.75
BELOW_AXIS = 6.0
YEAR_GAP = 7.0
SLASH_WIDTH = 2.6
SLASH_HEIGHT = 8.0
BREAK_GAP = 4.5  # between the two slashes
MISSING = "–"


def value_axis(plot: Plot, style: ChartStyle, face: Typeface) -> list[Shape]:
    """The light grid with its numbers, and above it what they count."""
    shapes: list[Shape] = []
    if plot.title:
        shapes.append(place_left(plot.title, 0.0, style.line_pt / 2, face, QUIET_INK))
    for tick, text in plot.ticks:
        y = plot.y(tick)
        ends = ((plot.left, y), (plot.right, y))
        shapes.append(Stroke(ends, HAIRLINE, GRID if tick else AXIS))
        shapes.append(place_right(text, plot.left - TICK_GAP, y, face, QUIET_INK))
    return shapes


def category_axis(plot: Plot, style: ChartStyle, face: Typeface) -> tuple[list[Shape], float]:
    """The years below the field, as many as there is room for, and where they end.

    The last one always stands.
    """
    room = max(widest(lines, face) for lines in plot.years) + YEAR_GAP
    last = len(plot.years) - 1
    stride = max(-(-room // plot.step), 1) if last else 1
    shown = [index for index in range(last + 1) if (last - index) % stride == 0]
    top = plot.bottom + BELOW_AXIS
    shapes: list[Shape] = [
        place_centred(line, plot.x(index), top + (number + 0.5) * style.line_pt, face)
        for index in shown
        for number, line in enumerate(plot.years[index])
    ]
    return shapes, top + max(len(plot.years[index]) for index in shown) * style.line_pt


def break_key(
    left: float, top: float, language: str, style: ChartStyle, face: Typeface
) -> tuple[list[Shape], float]:
    """What the two slashes mean, below the years, and where it ends."""
    middle = top + 0.9 * style.line_pt
    x = left + (SLASH_WIDTH + BREAK_GAP) / 2
    text_x = x + SLASH_WIDTH + BREAK_GAP
    label: Label = place_left(word("break", language), text_x, middle, face, QUIET_INK)
    return [*break_sign(x, middle), label], middle + style.line_pt / 2


def missing_years(chart: Chart) -> tuple[int, ...]:
    """The years of which nothing is known, by index; what is kept from readers is none of them."""
    return tuple(
        at
        for at in range(len(chart.categories))
        if all(each.values[at] is None and at not in each.kept for each in chart.series)
    )


def missing_marks(
    years: tuple[int, ...], plot: Plot, style: ChartStyle, face: Typeface
) -> list[Shape]:
    """A dash on the axis at each year of which nothing is known."""
    y = plot.bottom - style.line_pt / 2
    return [place_centred(MISSING, plot.x(at), y, face, QUIET_INK) for at in years]


def missing_key(
    left: float, top: float, language: str, style: ChartStyle, face: Typeface
) -> tuple[list[Shape], float]:
    """What the dash means, below the years, and where it ends."""
    middle = top + 0.9 * style.line_pt
    x = left + face.width(MISSING) + BREAK_GAP
    dash = place_left(MISSING, left, middle, face, QUIET_INK)
    said = place_left(word("unknown", language), x, middle, face, QUIET_INK)
    return [dash, said], middle + style.line_pt / 2


def break_sign(x: float, y: float) -> list[Shape]:
    """Two slashes about the point `x`, `y`."""
    return [
        Stroke(
            (
                (x + side * BREAK_GAP / 2 - SLASH_WIDTH / 2, y + SLASH_HEIGHT / 2),
                (x + side * BREAK_GAP / 2 + SLASH_WIDTH / 2, y - SLASH_HEIGHT / 2),
            ),
            1.0,
            INK,
        )
        for side in (-1, 1)
    ]
