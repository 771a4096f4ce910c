"""Small charts side by side: one for each row, with a column for each year, on one scale."""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from reportgen.model import Chart, Quantity, Series
from reportgen.writers.charts.layout.axes import (
    BELOW_AXIS,
    MISSING,
    break_key,
    break_sign,
    missing_key,
)
from reportgen.writers.charts.layout.bars import LEAST_BAR, distance, lay_out_bars
from reportgen.writers.charts.palette import AXIS, INK, QUIET_INK
from reportgen.writers.charts.shapes import Bar, Drawing, Shape, Stroke
from reportgen.writers.charts.style import ChartStyle
from reportgen.writers.charts.typesetting import (
    Typeface,
    flatten,
    longest_piece,
    place_centred,
    place_left,
    widest,
    wrap,
)
from reportgen.writers.charts.words import value_label

MOST_ACROSS = 4
BESIDE = 18.0  # from one panel to the next
BELOW = 9.0  # from one row of panels to the next
FIELDS = (20.0, 34.0, 52.0)  # from the highest column to the axis: least, good, enough
WIDEST_STEP = 46.0
SHARE = 0.7  # of a step that the column takes
APART = 3.0  # between the numbers of two columns
VALUE_RISE = 3.0


class Grid(Struct, frozen=True):
    """How the panels stand. Lengths are points.

    `names` and `values` are in lines, `years` those lines that have room, by their index.
    """

    across: int
    width: float
    step: float
    field: float
    highest: Fraction
    names: tuple[tuple[str, ...], ...]
    values: tuple[tuple[tuple[str, ...], ...], ...]
    years: dict[int, tuple[str, ...]]
    line: float

    @property
    def value_room(self) -> float:
        """What the numbers above the columns take."""
        return max(len(lines) for each in self.values for lines in each) * self.line + VALUE_RISE

    @property
    def year_room(self) -> float:
        """What the years below them take."""
        return BELOW_AXIS + max(map(len, self.years.values())) * self.line

    def name_room(self, row: int) -> float:
        """What the names above a row of panels take."""
        row_of_names = self.names[row * self.across : (row + 1) * self.across]
        return max(map(len, row_of_names)) * self.line

    @property
    def rows(self) -> int:
        """How many rows of panels there are."""
        return -(-len(self.names) // self.across)


def lay_out_panels(chart: Chart, style: ChartStyle, face: Typeface) -> Drawing:
    """A panel for each series, the first to the left, each with the number above each column.

    Where the numbers find no room in any number of panels beside each other, or something is
    below zero, the years lie side by side as bars.
    """
    grid = measure_panels(chart, style, face)
    if grid is None:
        return lay_out_bars(side_by_side(chart), style, face)
    shapes: list[Shape] = []
    top = 0.0
    for row in range(grid.rows):
        head = top + grid.name_room(row)
        axis = head + grid.value_room + grid.field
        for place, index in enumerate(_in_row(grid, row)):
            left = place * (grid.width + BESIDE)
            for number, line in enumerate(grid.names[index]):
                shapes.append(place_left(line, left, top + (number + 0.5) * grid.line, face))
            shapes += _panel(chart, index, grid, left, axis, style, face)
        top = axis + grid.year_room + BELOW
    bottom = top - BELOW
    if any(value is None for each in chart.series for value in each.values):
        key, bottom = missing_key(0.0, bottom, chart.language, style, face)
        shapes += key
    if any(0 < at < len(chart.categories) for at in chart.breaks):
        key, bottom = break_key(0.0, bottom, chart.language, style, face)
        shapes += key
    return Drawing(style.width_pt, bottom, style.text_size_pt, flatten(chart.title), tuple(shapes))


def side_by_side(chart: Chart) -> Chart:
    """The chart with its rows as categories and its years as bars of each."""
    years = tuple(
        Series(year, tuple(each.values[at] for each in chart.series))
        for at, year in enumerate(chart.categories)
    )
    rows = tuple(each.label for each in chart.series)
    return replace(chart, kind="grouped", categories=rows, series=years, breaks=(), quiet=())


def measure_panels(chart: Chart, style: ChartStyle, face: Typeface) -> Grid | None:
    """As many panels beside each other as leave room for every number; None where none do."""
    known = [Fraction(v) for each in chart.series for v in each.values if v is not None]
    if any(value < 0 for value in known):
        return None
    texts = [
        [MISSING if value is None else value_label(value, chart.language) for value in s.values]
        for s in chart.series
    ]
    needed = max(longest_piece(text, face) for each in texts for text in each) + APART
    count = len(chart.series)
    for most in range(min(count, MOST_ACROSS), 0, -1):
        across = -(-count // -(-count // most))  # five become three and two
        width = (style.width_pt - (across - 1) * BESIDE) / across
        step = min(width / len(chart.categories), WIDEST_STEP)
        if needed <= step:
            break
    else:
        return None
    grid = Grid(
        across=across,
        width=width,
        step=step,
        field=FIELDS[-1],
        highest=max(known, default=Fraction(0)) or Fraction(1),
        names=tuple(wrap(flatten(each.label), width, face) for each in chart.series),
        values=tuple(tuple(wrap(text, step - APART, face) for text in each) for each in texts),
        years=_years(chart, width, step, face),
        line=style.line_pt,
    )
    return replace(grid, field=_field(grid, style))


def _field(grid: Grid, style: ChartStyle) -> float:
    """How high the columns may be, so that all rows of panels find room."""
    words = sum(grid.name_room(row) for row in range(grid.rows))
    words += grid.rows * (grid.value_room + grid.year_room + BELOW)
    usual, most = (
        (height - words - 2 * grid.line) / grid.rows
        for height in (style.usual_height_pt, style.height_pt)
    )
    return distance(usual, most, FIELDS)


def _years(chart: Chart, width: float, step: float, face: Typeface) -> dict[int, tuple[str, ...]]:
    """The years that have room below the columns, the last one always among them."""
    lines = [wrap(flatten(year), width, face) for year in chart.categories]
    wide = max(widest(each, face) for each in lines)
    # One that stands at the edge is moved inwards, towards its neighbour.
    needed = wide + 2 * APART + max(wide - step, 0.0)
    stride = max(int(-(-needed // step)), 1)
    last = len(lines) - 1
    return {index: lines[index] for index in range(last + 1) if (last - index) % stride == 0}


def _in_row(grid: Grid, row: int) -> range:
    return range(row * grid.across, min((row + 1) * grid.across, len(grid.names)))


def _panel(
    chart: Chart,
    index: int,
    grid: Grid,
    left: float,
    axis: float,
    style: ChartStyle,
    face: Typeface,
) -> list[Shape]:
    """The columns of one series on their line, the last year's marked."""
    shapes: list[Shape] = []
    right = left + grid.step * len(chart.categories)
    for at, value in enumerate(chart.series[index].values):
        middle = left + (at + 0.5) * grid.step
        top = axis - _height(value, grid)
        if top < axis:
            colour = style.look.marked if at == len(chart.categories) - 1 else style.look.muted
            thick = SHARE * grid.step
            shapes.append(Bar(middle - thick / 2, top, thick, axis - top, colour))
        lines = grid.values[index][at]
        first = top - VALUE_RISE - (len(lines) - 0.5) * grid.line
        ink = QUIET_INK if value is None else INK
        for number, line in enumerate(lines):
            shapes.append(place_centred(line, middle, first + number * grid.line, face, ink))
    shapes.append(Stroke(((left, axis), (right, axis)), 0.75, AXIS))
    for at, lines in grid.years.items():
        half = widest(lines, face) / 2
        middle = min(max(left + (at + 0.5) * grid.step, left + half), left + grid.width - half)
        for number, line in enumerate(lines):
            y = axis + BELOW_AXIS + (number + 0.5) * grid.line
            shapes.append(place_centred(line, middle, y, face, QUIET_INK))
    for at in sorted({at for at in chart.breaks if 0 < at < len(chart.categories)}):
        shapes += break_sign(left + at * grid.step, axis)
    return shapes


def _height(value: Quantity, grid: Grid) -> float:
    """How high a column is, 0 for none."""
    if value is None or value == 0:
        return 0.0
    return max(grid.field * float(Fraction(value) / grid.highest), LEAST_BAR)
