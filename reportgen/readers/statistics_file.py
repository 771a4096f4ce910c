"""What `statistics.yaml` may hold: tables of numbers and single numbers, as they are written."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.dataclass import dataclass, field
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span
from reportgen.readers.amounts import DECIMALS, Counted, CountShape, NumberRows
from reportgen.readers.shapes import (
    Either,
    Field,
    Flag,
    ListOf,
    MapOf,
    Nullable,
    Positioned,
    Record,
    Shape,
    Text,
)
from reportgen.statistics import Amount, StatisticsKind

Counts = Mapping[str, tuple[Span, Amount | None]]


@dataclass(frozen=True, slots=True)
class TableFile:
    """One entry of `statistics.yaml` as written; None where it says nothing.

    `keys` are those that are written: a value of null is, where it is not known.
    """

    span: Span
    title: str | None = None
    heading: str | None = None
    unit: str | None = None
    of: str | None = None
    total: Amount | None = None
    value: Amount | None = None
    decimals: int | None = None
    multiple: bool = False
    outcomes: bool = False
    single: bool = False
    ordered: bool | None = None
    counts: Counts | None = None
    sums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    source: str | None = None
    note: str | None = None
    changed: str | None = None
    keys: frozenset[str] = frozenset()

    @property
    def kinds(self) -> list[StatisticsKind]:
        """The kinds that it claims to be; none for a plain table of parts."""
        claims: dict[StatisticsKind, bool] = {
            "multiple": self.multiple,
            "outcomes": self.outcomes,
            "single": self.single,
        }
        return [kind for kind, claimed in claims.items() if claimed]


def _table_file(*, span: Span, **written: object) -> TableFile:
    return TableFile(span, **written, keys=frozenset(written))  # type: ignore[arg-type]


def table_record(number: Shape[Amount]) -> Record[TableFile]:
    """A table whose numbers are of one shape."""
    known_or_not = Nullable(number)
    fields = {
        "title": Field(Text(), _("what the table shows; it becomes the caption")),
        "heading": Field(Text(), _("what stands over the labels: Nationalitet")),
        "unit": Field(Text(), _("what is counted: ärenden, personer …")),
        "of": Field(Text(), _("what the rows are parts of: arenden, or arenden.Människohandel")),
        "total": Field(known_or_not, _("what the rows must add up to")),
        "value": Field(known_or_not, _("one number, in place of counts")),
        "decimals": Field(
            DECIMALS, _("how many decimals: for hours, kronor, means, differences; else counts")
        ),
        "multiple": Field(Flag(), _("true where a case can stand in several rows")),
        "outcomes": Field(Flag(), _("true where the first row is the applications")),
        "single": Field(Flag(), _("true where the rows have no common total")),
        "ordered": Field(Flag(), _("true keeps the written order")),
        "counts": Field(NumberRows(MapOf(known_or_not)), _("a label and its count on each line")),
        "sums": Field(MapOf(ListOf(Text())), _("sums of rows with a name of their own")),
        "source": Field(Text(), _("the source, printed below tables and charts")),
        "note": Field(Text(), _("a remark printed below tables and charts")),
        "changed": Field(Text(), _("what is defined differently from the year before")),
    }
    return Record(_table_file, fields)


TABLE = Counted(table_record)
STATISTICS = Positioned(
    MapOf(
        Either(TABLE, Nullable(CountShape())),
        Text(r"[a-z_][a-z0-9_]*", _("use a-z, 0-9 and underscore: kon for kön")),
    )
)

# What only a table of counts can say of itself.
OF_ROWS = frozenset(("of", "total", "multiple", "outcomes", "single", "ordered", "sums"))
