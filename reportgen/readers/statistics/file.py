"""What `statistics.yaml` may hold: tables of numbers and single numbers, as they are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from msgspec import Struct, field

from reportgen.diagnostics import Message, Problems, ReportError, Span
from reportgen.diagnostics import Message as _
from reportgen.model.registers import Copying, CountedFrom, Counting, Tallying
from reportgen.model.statistics import STATISTICS_KINDS, Amount, Damage, StatisticsKind
from reportgen.readers.counting.declaring import COUNTED, COUNTED_FROM
from reportgen.readers.fields import Field, Record
from reportgen.readers.markdown.attributes import slug
from reportgen.readers.shapes import Either, Flag, ListOf, MapOf, Nullable, Positioned, Shape, Text
from reportgen.readers.statistics.amounts import DECIMALS, Counted, CountShape, number_shape
from reportgen.readers.statistics.crossing import (
    Dimensions,
    DimensionsShape,
    Grid,
    NumberTable,
    is_grid,
)
from reportgen.readers.yaml.reading import Mapping as MappingNode
from reportgen.readers.yaml.reading import Node, Scalar

Counts = Mapping[str, tuple[Span, Amount | None]]


class TableFile(Struct, frozen=True):
    """One entry of `statistics.yaml` as written; None where it says nothing.

    `keys` are those that are written: a value of null is, where it is not known. `kinds` are those
    that it claims to be, none for a plain table of parts. `counts` are cells where there is a
    `grid`. `damage` is what could not be read of it.
    """

    span: Span
    title: str | None = None
    heading: str | None = None
    unit: str | None = None
    of: str | None = None
    total: Amount | None = None
    value: Amount | None = None
    decimals: int | None = None
    kinds: tuple[StatisticsKind, ...] = ()
    ordered: bool | None = None
    counts: Counts | None = None
    grid: Grid[Amount | None] | None = None
    cross: Dimensions | None = None
    sums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    source: str | None = None
    note: str | None = None
    changed: str | None = None
    counted: Counting | Copying | Tallying | None = None
    counted_from: CountedFrom | None = None
    keys: frozenset[str] = frozenset()
    damage: Damage = ""

    @property
    def records(self) -> str | None:
        """The list that it is counted out of, if any."""
        return self.counted.records if isinstance(self.counted, Tallying) else None


def _table_file(*, span: Span, **written: object) -> TableFile:
    return TableFile(span, **_as_fields(written), keys=frozenset(written))  # type: ignore[arg-type]


def _as_fields(written: Mapping[str, object]) -> dict[str, object]:
    """`written` with the kinds that are claimed as one value, and cells as rows."""
    kinds = tuple(kind for kind in STATISTICS_KINDS if written.get(kind))
    fields = {key: value for key, value in written.items() if key not in _FLAGS}
    if isinstance(grid := written.get("counts"), Grid):
        fields |= {"counts": grid.cells, "grid": grid}
    return {**fields, "kinds": kinds}


def _claim(kind: StatisticsKind) -> Message | None:
    """What the key says that claims a kind; None for the kind of a table that claims none."""
    match kind:
        case "parts":
            return None
        case "multiple":
            return _("true where a case can stand in several rows")
        case "outcomes":
            return _("true where the first row is the applications")
        case "single":
            return _("true where the rows have no common total")
        case "cross":
            return _("the two dimensions: [Kön, Ålder], or each with the table that it is as well")
    assert_never(kind)


_CLAIMS = {kind: about for kind in STATISTICS_KINDS if (about := _claim(kind))}
# Those that say nothing but which kind it is.
_FLAGS = frozenset(_CLAIMS) - {"cross"}


def table_record(number: Shape[Amount]) -> Record[TableFile]:
    """A table whose numbers are of one shape."""
    known_or_not = Nullable(number)
    fields: dict[str, Field] = {
        "title": Field(Text(), _("what the table shows; it becomes the caption")),
        "heading": Field(Text(), _("what stands over the labels: Nationalitet")),
        "unit": Field(Text(), _("what is counted: ärenden, personer …")),
        "of": Field(Text(), _("what the rows are parts of: arenden, or arenden.Människohandel")),
        "total": Field(known_or_not, _("what the rows must add up to")),
        "value": Field(known_or_not, _("one number, in place of counts")),
        "decimals": Field(
            DECIMALS, _("how many decimals: for hours, kronor, means, differences; else counts")
        ),
        **{
            kind: Field(Flag() if kind in _FLAGS else DimensionsShape(), about)
            for kind, about in _CLAIMS.items()
        },
        "ordered": Field(Flag(), _("true keeps the written order")),
        "counts": Field(NumberTable(known_or_not), _("a label and its count on each line")),
        "sums": Field(MapOf(ListOf(Text())), _("sums of rows with a name of their own")),
        "source": Field(Text(), _("the source, printed below tables and charts")),
        "note": Field(Text(), _("a remark printed below tables and charts")),
        "changed": Field(Text(), _("what is defined differently from the year before")),
        "counted": Field(COUNTED, _("what 'reportgen count' counts it from")),
        "counted_from": Field(
            COUNTED_FROM, _("what it was counted from: 'reportgen count' writes it")
        ),
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
OF_ROWS = frozenset(("of", "total", *_CLAIMS, "ordered", "sums"))

# Without these nobody can tell whether a table's numbers are right.
_COUNTING = frozenset(("of", "total", "value", "decimals", *_CLAIMS))


# These hold several lines, and are easily written too far to the left.
_INSIDE = frozenset(("counts", "sums"))


class WrittenStatistics(Struct, frozen=True):
    """What could be read of a file: entries by name, and the names of those that can't be read.

    `whole` is False where there may be more of them.
    """

    entries: Mapping[str, tuple[Span, TableFile | Amount | None]]
    broken: frozenset[str]
    whole: bool

    @property
    def sheets(self) -> frozenset[str]:
        """The files that entries are copied from."""
        return frozenset(each.file for each in self._counted if isinstance(each, Copying))

    @property
    def tallies(self) -> bool:
        """Whether an entry is counted from a list."""
        return any(isinstance(each, Tallying) for each in self._counted)

    @property
    def _counted(self) -> list[Counting | Copying | Tallying | None]:
        entries = (entry for _span, entry in self.entries.values())
        return [entry.counted for entry in entries if isinstance(entry, TableFile)]


def salvage_statistics(node: Node, problems: Problems) -> WrittenStatistics:
    """The entries of a file, each as far as it can be read; what is wrong is noted."""
    if not isinstance(node, MappingNode):
        with problems.collecting():
            STATISTICS.read(node)
        return WrittenStatistics({}, frozenset(), whole=False)
    entries: dict[str, tuple[Span, TableFile | Amount | None]] = {}
    for key, value in node.entries:
        if key.text in _INSIDE and isinstance(value, MappingNode):
            message = _("'{key}' stands in the first column, outside of its table", key=key.text)
            hint = _("indent it, and what is below it, under the table's name")
            problems.error("misplaced-key", key.span, message, hint)
            entries = dict(list(entries.items())[:-1])
            continue
        named = False
        with problems.collecting():
            STATISTICS.map.key.read(Scalar(key.text, plain=False, span=key.span))
            named = True
        with problems.collecting():
            entry = _salvage_entry(value, problems)
            if named:
                entries[key.text] = (key.span.until(value.span), entry)
    names = {key.text for key, _value in node.entries} - entries.keys()
    # Of a name that no expression can write another one is meant.
    meant = {slug(name).replace("-", "_") for name in names}
    return WrittenStatistics(entries, frozenset(names | meant), node.complete)


def _salvage_entry(node: Node, problems: Problems) -> TableFile | Amount | None:
    """One entry; raises ReportError where nothing of it can be read."""
    if not isinstance(node, MappingNode):
        return STATISTICS.map.value.read(node)
    record = table_record(number_shape(node))
    salvaged = record.salvage(node, problems)
    values = dict(salvaged.values)
    damage: Damage = "numbers" if salvaged.damaged & _COUNTING else ""
    counts = node.get("counts")
    if "counts" in salvaged.damaged and isinstance(counts, MappingNode):
        values["counts"], all_known = _labels(counts)
        damage = "numbers" if all_known and not is_grid(counts) else "rows"
    incomplete = isinstance(counts, MappingNode) and not counts.complete
    if incomplete or "sums" in salvaged.damaged:
        damage = "rows"
    lacking = not values.keys() & {"counts", "value"}
    # What stands under an unknown key may be what seems to be missing.
    misnamed = any(key.text not in record.fields for key, _value in node.entries)
    if misnamed and isinstance(values.get("counts"), Grid) and "cross" not in values:
        damage = "rows"
    if lacking and (misnamed or salvaged.damaged & {"counts", "value", "counted"}):
        raise ReportError(())
    keys = frozenset((*values, *salvaged.damaged))
    return TableFile(salvaged.span, **_as_fields(values), keys=keys, damage=damage)  # type: ignore[arg-type]


def _labels(node: MappingNode) -> tuple[Counts, bool]:
    """The labels of counts that can't be read, their numbers not known; whether they are all."""
    labels: dict[str, tuple[Span, Amount | None]] = {}
    problems = Problems()
    for key, _value in node.entries:
        with problems.collecting():
            label = Text().read(Scalar(key.text, plain=False, span=key.span))
            labels[label] = (key.span, None)
    return labels, node.complete and not problems.found
