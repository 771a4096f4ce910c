"""What a figure shows: a chart ready to draw or a picture file, and how it is printed."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal, assert_never, get_args

from msgspec import Struct
from msgspec.structs import replace

from reportgen.language.formatting import Number

ChartKind = Literal[
    "bars",
    "columns",
    "years",
    "grouped",
    "dumbbell",
    "stacked",
    "panels",
    "line",
    "timeline",
    "pyramid",
]
CHART_KINDS: tuple[ChartKind, ...] = get_args(ChartKind)
# A count (int), an amount with the decimals that it is shown with (Decimal), an exact share
# (Fraction), or None for what is not known.
Quantity = Number | None


class Plan(Struct, frozen=True):
    """What the charts of one kind are about: their categories, and what their colours tell apart.

    `rows` are those of one table, `columns` what they are told apart by in a second dimension,
    `values` any figures that the chart names, `events` the rows of a list that have a day.
    `one` colour tells nothing apart.
    """

    categories: Literal["rows", "years", "events"]
    series: Literal["one", "rows", "columns", "years", "values"]

    @property
    def has_rows(self) -> bool:
        """Whether a chart shows the rows of a table, which can be sorted and grouped."""
        return "rows" in (self.categories, self.series)

    @property
    def has_years(self) -> bool:
        """Whether a chart goes back over the years."""
        return "years" in (self.categories, self.series)


def plan_of(kind: ChartKind) -> Plan:
    """What charts of that kind are about."""
    match kind:
        case "bars" | "columns":
            return Plan("rows", "one")
        case "years":
            return Plan("years", "one")
        case "grouped" | "dumbbell":
            return Plan("rows", "years")
        case "stacked" | "panels":
            return Plan("years", "rows")
        case "line":
            return Plan("years", "values")
        case "timeline":
            return Plan("events", "one")
        case "pyramid":
            return CELLS
    assert_never(kind)


# What charts of tables in two dimensions are about, be they grouped, stacked or pyramids.
CELLS = Plan("rows", "columns")


class Series(Struct, frozen=True):
    """One colour of a chart: a value for each of the chart's categories.

    Those of the categories `kept`, by their indexes, are None because they are kept from the
    readers of an edition, which is something else than not to be known.
    """

    label: str
    values: tuple[Quantity, ...]
    kept: frozenset[int] = frozenset()


class Target(Struct, frozen=True):
    """What the values of a chart are held against: a line across it, with its name."""

    label: str
    value: Number


class Chart(Struct, frozen=True):
    """What a chart shows, ready to draw: sorted, grouped, labelled in the document's language.

    Categories are the bars' labels from the top, or the years of a line from the left.
    Shares are fractions of 1. `unit` ("ärenden") names the counted thing. `breaks` are the
    indexes of categories before which a series is not comparable (a changed definition).
    `marked` are the categories that the title speaks of: the others step back. `quiet` are those
    that say least, what is unknown and what is drawn as one: categories of one series, else series.
    `summed`: what it shows of a category is all that there is, so that a bar of parts says the sum.
    `crossed`: it shows the cells of a table in two dimensions, of one year. A pyramid has two
    series, that to the left first, and its first category at the bottom. A timeline's categories
    are what happened; the values of its one series are the days, counted as `date.toordinal` does.
    """

    kind: ChartKind
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    language: str
    breaks: tuple[int, ...] = ()
    marked: tuple[int, ...] = ()
    target: Target | None = None
    quiet: tuple[int, ...] = ()
    crossed: bool = False
    summed: bool = False

    @property
    def keeps_something(self) -> bool:
        """Whether a value of it is kept from the readers of an edition."""
        return any(each.kept for each in self.series)

    def sum_at(self, index: int) -> Quantity:
        """What a category's parts come to; None where a sum says nothing new, or is not known."""
        values = [series.values[index] for series in self.series]
        known = [value for value in values if value is not None and value != 0]
        counts = [value for value in known if not isinstance(value, Fraction)]
        if not self.summed or None in values or len(known) < 2 or len(counts) < len(known):
            return None
        return sum(counts)

    @property
    def plan(self) -> Plan:
        """What its categories are, and what its colours tell apart."""
        return CELLS if self.crossed else plan_of(self.kind)

    @property
    def is_picture_only(self) -> bool:
        """Whether Word has no chart of its own that says the same."""
        return self.kind == "timeline" or (self.kind == "panels" and len(self.categories) > 4)

    @property
    def years(self) -> tuple[str, ...]:
        """The years that it shows, from the oldest; none where it is not about years."""
        if self.plan.categories == "years":
            return self.categories
        if self.plan.series == "years":
            return tuple(each.label for each in self.series)
        return ()


class Image(Struct, frozen=True):
    """A picture file of the project: bytes of a PNG or a JPEG.

    `svg` is the drawing that it was made of, None where the file was no drawing.
    """

    file: str
    content: bytes
    width_px: int
    height_px: int
    svg: bytes | None = None


def seen(content: Chart | Image) -> Chart | Image:
    """What of it stands on the page: not a chart's title, nor where a picture file lies."""
    match content:
        case Chart():
            return replace(content, title="")
        case Image():
            return replace(content, file="")
    assert_never(content)


class Picture(Struct, frozen=True):
    """What a writer puts on the page for a figure: a PNG or JPEG, and an SVG where there is one.

    `narrow` is the SVG of the same chart for a narrow screen, empty where there is none.
    """

    raster: bytes
    raster_format: Literal["png", "jpeg"]
    svg: bytes | None
    width_mm: float
    height_mm: float
    narrow: bytes = b""
