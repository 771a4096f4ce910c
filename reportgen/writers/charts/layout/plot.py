"""The field that lines are drawn in: where a year stands and how high a value is."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from msgspec import Struct

from reportgen.language.formatting import Number, format_number, format_percent
from reportgen.model import Chart
from reportgen.writers.charts.layout.names import SeriesNames
from reportgen.writers.charts.layout.scale import find_ticks
from reportgen.writers.charts.shapes import Point
from reportgen.writers.charts.style import ChartStyle
from reportgen.writers.charts.typesetting import Typeface, widest, wrap
from reportgen.writers.charts.words import axis_title, value_label

HEIGHT = 150.0
TICK_GAP = 7.0
LEAST_PAD = 9.0
YEAR_SHARE = 0.22  # of the picture's width, for one label below the axis
MOST_VALUES = 12


class Plot(Struct, frozen=True):
    """The field's edges, the first and the last point's place, the axis' ticks and labels.

    `title` stands above the axis and may be empty. `values_shown` says that the points
    carry their values.
    """

    left: float
    right: float
    top: float
    bottom: float
    first: float
    last: float
    title: str
    ticks: tuple[tuple[Fraction, str], ...]
    years: tuple[tuple[str, ...], ...]
    values_shown: bool

    @property
    def step(self) -> float:
        """From one category to the next."""
        return (self.last - self.first) / max(len(self.years) - 1, 1)

    def x(self, index: int) -> float:
        """Where the category at `index` stands; a single one stands in the middle."""
        if len(self.years) == 1:
            return (self.first + self.last) / 2
        return self.first + index * self.step

    def y(self, value: Number) -> float:
        """How high `value` stands."""
        lowest, highest = self.ticks[0][0], self.ticks[-1][0]
        part = (Fraction(value) - lowest) / (highest - lowest)
        return self.bottom - (self.bottom - self.top) * float(part)

    def point(self, index: int, value: Number) -> Point:
        """The place of one value."""
        return self.x(index), self.y(value)


def measure_plot(chart: Chart, names: SeriesNames, style: ChartStyle, face: Typeface) -> Plot:
    """The field between the axis' numbers and the names at the lines' ends."""
    ticks = labelled_ticks(chart)
    left = max(face.width(text) for _tick, text in ticks) + TICK_GAP
    right = style.width_pt - names.width
    years = tuple(wrap(year, YEAR_SHARE * style.width_pt, face) for year in chart.categories)
    pad = max(LEAST_PAD, *(widest(lines, face) / 2 for lines in years))
    # A value at either end is as wide as it is, and may reach further than its year.
    values = (face.width(value_label(value, chart.language)) / 2 for value in _known(chart))
    wide = max((pad, *values))
    shown = _room_for_values(chart, (right - left - 2 * wide) / max(len(years) - 1, 1), face)
    pad = wide if shown else pad
    first, last = left + pad, max(right - pad, left + pad + 1)
    title = _title(chart, style, face)
    top = style.line_pt * ((1.2 if title else 0) + (1.3 if shown else 0.5))
    bottom = top + max(HEIGHT, names.height)
    return Plot(left, right, top, bottom, first, last, title, ticks, years, shown)


def _known(chart: Chart) -> list[Number]:
    """All values of all series but the unknown ones."""
    return [value for series in chart.series for value in series.values if value is not None]


def shows_shares(chart: Chart) -> bool:
    """Whether the axis is one of percent."""
    return any(isinstance(value, Fraction) for value in _known(chart))


def shows_amounts(chart: Chart) -> bool:
    """Whether the values have decimals."""
    return any(isinstance(value, Decimal) for value in _known(chart))


def labelled_ticks(chart: Chart) -> tuple[tuple[Fraction, str], ...]:
    """The ticks that hold 0 and every value, as the document's language writes them."""
    shares = shows_shares(chart)
    targets = [chart.target.value] if chart.target else []
    values = (Fraction(0), *(Fraction(value) for value in (*_known(chart), *targets)))
    whole = not shares and not (shows_amounts(chart) and any(values))
    ticks = find_ticks(max(values), min(values), whole=whole)
    step = ticks[1] - ticks[0]
    if not shares:
        decimals = _decimals(step)
        return tuple((tick, format_number(tick, chart.language, decimals)) for tick in ticks)
    decimals = 0 if (step * 100).denominator == 1 else 1
    return tuple((tick, format_percent(tick, chart.language, decimals)) for tick in ticks)


def _decimals(step: Fraction) -> int:
    """How many decimals tell ticks that far apart from each other: 1 for 0.5."""
    return next(count for count in range(10) if (step * 10**count).denominator == 1)


def _room_for_values(chart: Chart, step: float, face: Typeface) -> bool:
    """Whether a single line's points can carry their values side by side."""
    if len(chart.series) > 1 or len(chart.categories) > MOST_VALUES:
        return False
    texts = (value_label(value, chart.language) for value in _known(chart))
    return all(face.width(text) + 6 <= step for text in texts)


def _title(chart: Chart, style: ChartStyle, face: Typeface) -> str:
    """What the axis counts; empty for shares, whose numbers say it, and where it is too long."""
    if shows_shares(chart):
        return ""
    title = axis_title(chart.unit, chart.language, counts=not shows_amounts(chart))
    return title if face.width(title) <= style.width_pt else ""
