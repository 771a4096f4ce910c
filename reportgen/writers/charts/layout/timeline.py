"""A timeline: the months from the top down, and beside them what happened on which day."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from reportgen.language.cldr import locale_of
from reportgen.model import Chart, Quantity
from reportgen.writers.charts.layout.names import find_tops
from reportgen.writers.charts.palette import AXIS, GROUND, QUIET_INK
from reportgen.writers.charts.shapes import Drawing, Label, Marker, Shape, Stroke
from reportgen.writers.charts.style import ChartStyle
from reportgen.writers.charts.typesetting import (
    Typeface,
    flatten,
    place_left,
    place_right,
    wrap,
)
from reportgen.writers.charts.words import word

MOST_MONTHS = 24  # of more, years are named
AFTER_MONTH = 7.0
TO_TEXT = 26.0  # from the line of time to the days
AFTER_DAY = 8.0
DOT = 6.5
TICK = 4.0
LEADER_GAP = 4.0
BETWEEN = 0.3, 0.06  # of a line, from one event to the next; less where they are many


class Period(Struct, frozen=True):
    """A month or a year: its name, its first day and the first one after it, as ordinals."""

    name: str
    first: int
    end: int


class Scale(Struct, frozen=True):
    """Where days stand: the periods that are named, and how high all of them are together."""

    periods: tuple[Period, ...]
    height: float

    def y(self, day: int) -> float:
        """How far below the top a day stands, by its noon."""
        first, end = self.periods[0].first, self.periods[-1].end
        return self.height * (day + 0.5 - first) / (end - first)

    def edge(self, day: int) -> float:
        """Where a day begins."""
        first, end = self.periods[0].first, self.periods[-1].end
        return self.height * (day - first) / (end - first)


def lay_out_timeline(chart: Chart, style: ChartStyle, face: Typeface) -> Drawing:
    """The events in the order of their days, each as near to its day as the others leave it.

    What has no day stands below the line of time and says so. Between the first and the last month
    every month is there, so that quiet stretches are seen; a year is shown whole.
    """
    days = chart.series[0].values
    dated = [index for index, day in enumerate(days) if day is not None]
    periods = _periods([_day(days[index]) for index in dated], chart.language)
    said = [_said_day(day, periods, chart.language) for day in days]
    axis = max((face.width(each.name) for each in periods), default=0.0) + AFTER_MONTH
    when = axis + TO_TEXT if periods else 0.0
    what = when + max(face.width(each) for each in said) + AFTER_DAY
    texts = [
        wrap(flatten(each), max(style.width_pt - what, 1.0), face) for each in chart.categories
    ]
    apart, close = BETWEEN
    whole = sum(map(len, texts)) + apart * len(texts)
    between = apart if whole * style.line_pt <= style.height_pt else close
    heights = [(len(lines) + between) * style.line_pt for lines in texts]
    shapes: list[Shape] = []
    bottom = 0.0
    if periods:
        scale = Scale(periods, _height(len(periods), [heights[at] for at in dated], style))
        wanted = [scale.y(_day(days[index]).toordinal()) for index in dated]
        tops = find_tops(wanted, [heights[at] for at in dated], (0.0, scale.height))
        shapes += _time(scale, axis, style, face)
        for index, y, top in zip(dated, wanted, tops, strict=True):
            colour = style.look.alone
            if chart.marked:
                colour = style.look.marked if index in chart.marked else style.look.muted
            middle = top + (between + 1) / 2 * style.line_pt
            shapes.append(Stroke(((axis, y), (when - LEADER_GAP, middle)), 0.75, AXIS))
            shapes.append(Marker(axis, y, "circle", DOT + 2.0, GROUND))
            shapes.append(Marker(axis, y, "circle", DOT, colour))
            shapes += _event(said[index], texts[index], when, what, middle, style, face)
        bottom = scale.height
    for index, day in enumerate(days):
        if day is None:
            middle = bottom + (between + 1) / 2 * style.line_pt
            shapes += _event(said[index], texts[index], when, what, middle, style, face)
            bottom += heights[index]
    return Drawing(style.width_pt, bottom, style.text_size_pt, flatten(chart.title), tuple(shapes))


def _day(value: Quantity) -> date:
    assert isinstance(value, int)
    return date.fromordinal(value)


def _height(count: int, heights: list[float], style: ChartStyle) -> float:
    """High enough for all that is told, and for the periods where that is not too much."""
    return max(sum(heights), min(1.25 * style.line_pt * count, style.usual_height_pt))


def _periods(days: list[date], language: str) -> tuple[Period, ...]:
    """The months of the years that the days are in; years where the months are too many."""
    if not days:
        return ()
    first, last = min(days), max(days)
    if first.year == last.year:
        return tuple(_month(first.year * 12 + at, language) for at in range(12))
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    if len(months) <= MOST_MONTHS:
        return tuple(_month(at, language, named=at == months[0] or at % 12 == 0) for at in months)
    return tuple(
        Period(str(year), date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
        for year in range(first.year, last.year + 1)
    )


def _month(number: int, language: str, *, named: bool = False) -> Period:
    """The month by its number from the year 0 on; with its year where that begins."""
    year, month = divmod(number, 12)
    next_year, next_month = divmod(number + 1, 12)
    end = date(next_year, next_month + 1, 1).toordinal()
    name = locale_of(language).months[month][:3]
    return Period(f"{name} {year}" if named else name, date(year, month + 1, 1).toordinal(), end)


def _said_day(value: Quantity, periods: tuple[Period, ...], language: str) -> str:
    """A day such as 14 mars, with the year where there are several of them."""
    if value is None:
        return word("undated", language)
    day = _day(value)
    told = f"{day.day} {locale_of(language).months[day.month - 1]}"
    one_year = date.fromordinal(periods[0].first).year == day.year
    ends = date.fromordinal(periods[-1].end - 1).year == day.year
    return told if one_year and ends else f"{told} {day.year}"


def _time(scale: Scale, axis: float, style: ChartStyle, face: Typeface) -> list[Shape]:
    """The line of time with its periods, those named that have room."""
    shapes: list[Shape] = [Stroke(((axis, 0.0), (axis, scale.height)), 1.0, AXIS)]
    free = 0.0
    for period in scale.periods:
        top, bottom = scale.edge(period.first), scale.edge(period.end)
        shapes.append(Stroke(((axis - TICK, top), (axis, top)), 0.75, AXIS))
        middle = max((top + bottom) / 2, top + style.line_pt / 2)
        half = style.line_pt / 2
        if middle - half >= free - 0.01 and middle + half <= scale.height + 0.01:
            shapes.append(place_right(period.name, axis - AFTER_MONTH, middle, face, QUIET_INK))
            free = middle + half
    shapes.append(Stroke(((axis - TICK, scale.height), (axis, scale.height)), 0.75, AXIS))
    return shapes


def _event(
    said: str,
    lines: tuple[str, ...],
    when: float,
    what: float,
    middle: float,
    style: ChartStyle,
    face: Typeface,
) -> list[Label]:
    """The day, and beside it what happened, from the height `middle` on."""
    return [
        place_left(said, when, middle, face, QUIET_INK),
        *(
            place_left(line, what, middle + number * style.line_pt, face)
            for number, line in enumerate(lines)
        ),
    ]
