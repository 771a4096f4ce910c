"""Tables of counts and amounts: their rows, bases, totals, sums and shares.

0 means none; None means not known, and whatever is derived from it is None as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal, assert_never, get_args

from msgspec import Struct, field

from reportgen.diagnostics import Span
from reportgen.model.crossing import WHOLE, Cross, Dimension
from reportgen.model.records import Records

# parts add up to the base; multiple: a case can have several; outcomes: the first row is the
# applications, no other exceeds it; single: counts that have nothing to do with each other; cross:
# the rows are the cells of two dimensions, parts of the base.
StatisticsKind = Literal["parts", "multiple", "outcomes", "single", "cross"]
STATISTICS_KINDS: tuple[StatisticsKind, ...] = get_args(StatisticsKind)

# A count is an int from 0. An amount (hours, kronor, a mean, a difference) is a Decimal with just
# the decimals that it is shown with, and may be negative.
Amount = int | Decimal

# What of a table could not be read, and has been told: nothing, its numbers, even which rows it
# has. Its name is known all the same.
Damage = Literal["", "numbers", "rows"]

UNKNOWN_LABELS = ("Okänt", "Okänd", "Oklart", "Ej noterat", "Unknown")


class Relation(Struct, frozen=True):
    """How the rows of one kind of table are related: what they are counted of, if they overlap.

    `base`: "whole" has every case in a row at least, "first" is the first row, and the others
    what came of it; "none": the rows have nothing in common. `crossed`: they are cells.
    """

    base: Literal["whole", "first", "none"]
    overlapping: bool = False
    crossed: bool = False

    @property
    def has_total(self) -> bool:
        """Whether the rows add up to the base."""
        return self.base == "whole" and not self.overlapping

    @property
    def of_cases(self) -> bool:
        """Whether each row says what some of the cases are, and a share of them has a meaning."""
        return self.base == "whole"

    @property
    def keeps_order(self) -> bool:
        """Whether the written order says something."""
        return self.base != "whole" or self.crossed


def relation_of(kind: StatisticsKind) -> Relation:
    """How the rows of tables of that kind are related."""
    match kind:
        case "parts":
            return Relation("whole")
        case "multiple":
            return Relation("whole", overlapping=True)
        case "outcomes":
            return Relation("first")
        case "single":
            return Relation("none")
        case "cross":
            return Relation("whole", crossed=True)
    assert_never(kind)


class Protected(Struct, frozen=True):
    """What readers of an edition may know of a count that is kept from them.

    That it is less than `below`; None: that it is some number. `zero`: it may be 0.
    """

    below: int | None
    zero: bool = False


class CountRow(Struct, frozen=True):
    """A label and its count or amount; None where it is not known.

    `pair` are the two labels of a cell, those of its row and its column; None: it is no cell.
    `protected` is what may be known of it where it is kept from the readers of an edition: its
    count is None then, since nobody who makes that edition needs it.
    """

    label: str
    count: Amount | None
    span: Span
    pair: tuple[str, str] | None = None
    protected: Protected | None = None

    @property
    def unknown(self) -> bool:
        """Whether the row counts the cases of which the table knows nothing."""
        return any(label in UNKNOWN_LABELS for label in self.labels)

    @property
    def labels(self) -> tuple[str, ...]:
        """What it is told by: its label, or the two of a cell."""
        return self.pair or (self.label,)

    @property
    def subscript(self) -> str:
        """What names it behind its table in an expression: `["Rumänien"]`."""
        return "[" + ", ".join(f'"{label}"' for label in self.labels) + "]"


class StatisticsTable(Struct, frozen=True):
    """Counts or amounts by label.

    `base` is what the rows are parts of: the total of a table that stands alone, the count
    named by `of` otherwise; None where it is not known or where there is none (`single`).
    `sums` names sums of rows ("minderåriga"). `standard` are the labels that the profile has
    for this table, present or not. `ordered` keeps the written order.
    `heading` stands over the labels when the table is shown ("Nationalitet").
    `changed` says what is defined differently from the year before; None: nothing.
    `decimals`: with how many the amounts of the table are given; None: it holds counts.
    `cross` has the dimensions of a table of cells, None for others; its `sums` are the margins
    and what is named beside them. What `damage` names can't be asked of it.
    `protected_base` as `protected` in a row.
    `accounted`: what is not written is 0, whatever can be seen of the rows. `known_sums` are
    sums of rows, by their labels, that are known though one of these rows is not.
    `records` is the list that it is counted out of, if any.
    """

    id: str
    title: str
    unit: str
    kind: StatisticsKind
    rows: tuple[CountRow, ...]
    span: Span
    base: Amount | None = None
    of: str | None = None
    ordered: bool = False
    sums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    standard: tuple[str, ...] = ()
    heading: str = ""
    source: str | None = None
    note: str | None = None
    changed: str | None = None
    decimals: int | None = None
    damage: Damage = ""
    cross: Cross | None = None
    protected_base: Protected | None = None
    accounted: bool = False
    known_sums: Mapping[tuple[str, ...], Amount] = field(default_factory=dict)
    records: str | None = None

    @property
    def is_protected(self) -> bool:
        """Whether a number of it is kept from the readers of an edition."""
        return self.protected_base is not None or any(row.protected for row in self.rows)

    @property
    def sum(self) -> Amount | None:
        """All rows added up; None when one of them is not known."""
        return add_counts(row.count for row in self.rows)

    @property
    def relation(self) -> Relation:
        """How its rows are related."""
        return relation_of(self.kind)

    @property
    def first(self) -> CountRow | None:
        """The row that the others came from: the applications. None where there is none."""
        return self.rows[0] if self.rows and self.relation.base == "first" else None

    @property
    def has_shares(self) -> bool:
        """Whether a row can be a share of something: nothing in the table is negative."""
        known = (self.base, *(row.count for row in self.rows))
        return all(number is None or number >= 0 for number in known)

    def row(self, label: str) -> CountRow | None:
        """The row with that label, or None.

        A standard label that is not written is a row of 0 where the others reach the base,
        and a row not known otherwise.
        """
        for row in self.rows:
            if row.label == label:
                return row
        if label not in self.standard:
            return None
        return CountRow(label, self._none if self.reaches_base else None, self.span)

    @property
    def reaches_base(self) -> bool:
        """Whether the rows account for all cases, so that no other row has any."""
        if self.accounted:
            return True
        if not self.relation.of_cases or self.base is None or self.sum is None:
            return False
        return self.sum >= self.base

    @property
    def _none(self) -> Amount:
        """A 0 as the table writes it."""
        return 0 if self.decimals is None else Decimal(0).scaleb(-self.decimals)

    def named_sum(self, name: str) -> Amount | None:
        """The sum declared as `name`; None when a row in it is not known, nor the sum itself."""
        if (known := self.known_sums.get(tuple(self.sums[name]))) is not None:
            return known
        found = (self.row(label) for label in self.sums[name])
        return add_counts(row.count if row else None for row in found)

    def sum_of(self, labels: Iterable[str]) -> Amount | None:
        """The rows of these labels added up; None when one of them is not known."""
        labels = tuple(labels)
        if (known := self.known_sums.get(labels)) is not None:
            return known
        counts = {row.label: row.count for row in self.rows}
        return add_counts(counts.get(label) for label in labels)

    def margin(self, label: str, dimension: Dimension) -> Amount | None:
        """What a table of cells holds of a label of one of its dimensions."""
        assert self.cross
        across = dimension == self.cross.rows
        named = (label, WHOLE) if across else (WHOLE, label)
        return self.sum_of(self.cross.cells(*named))

    def share(self, count: Amount) -> Fraction | None:
        """`count` as an exact share of the base; None without a base or with a base of 0."""
        if self.base is None or self.base == 0:
            return None
        return Fraction(count) / Fraction(self.base)

    def in_order(self) -> tuple[CountRow, ...]:
        """The rows as they are shown: by size, equal ones as written, unknown last."""
        if self.ordered or self.relation.keeps_order:
            return self.rows
        return tuple(sorted(self.rows, key=lambda row: (row.unknown, -(row.count or 0))))


class SingleValue(Struct, frozen=True):
    """One number with a name of its own, None where it is not known.

    `decimals` and `records` as in a table.
    """

    id: str
    title: str
    unit: str
    value: Amount | None
    span: Span
    decimals: int | None = None
    records: str | None = None


class Statistics(Struct, frozen=True):
    """All figures of one year, by id, in the order in which they are written, and its lists.

    `broken` are the names of what could not be read at all. Not `whole`: there may be more,
    nobody knows by what names. `files` are those beside `statistics.yaml` that it was
    read from, by their names in the year's folder.
    """

    year: int
    tables: Mapping[str, StatisticsTable]
    values: Mapping[str, SingleValue]
    broken: frozenset[str] = frozenset()
    whole: bool = True
    files: frozenset[str] = frozenset()
    records: Mapping[str, Records] = field(default_factory=dict)

    def is_broken(self, name: str) -> bool:
        """Whether what is called `name` is known to be wrong: nothing more is to be said of it."""
        unread = name not in self.names and not self.whole
        return unread or name in self.broken

    @property
    def names(self) -> tuple[str, ...]:
        """Every id that an expression can begin with."""
        return (*self.tables, *self.values, *self.records)


def behind(name: str) -> str:
    """What names a sum of rows behind its table in an expression: `.minderåriga`."""
    return f".{name}" if name.isidentifier() else f'["{name}"]'


def add_counts(counts: Iterable[Amount | None]) -> Amount | None:
    """The sum of `counts`, or None when one of them is not known."""
    total: Amount = 0
    for count in counts:
        if count is None:
            return None
        total += count
    return total
