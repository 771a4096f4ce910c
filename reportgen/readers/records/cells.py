"""The rows of a list that stand in its YAML file, cell by cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import assert_never

from msgspec.structs import replace

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, Span, did_you_mean
from reportgen.model.records import CellValue, Column, RecordRow
from reportgen.readers.shapes import Choice, Day, Nullable, Shape, Text, Whole, wrong_type
from reportgen.readers.statistics.amounts import MOST_DECIMALS, AmountShape
from reportgen.readers.yaml.reading import Mapping as MappingNode
from reportgen.readers.yaml.reading import Node, Scalar

# More than a table of a report has rows.
MOST_ROWS = 5000


def read_rows(
    nodes: Sequence[Node], columns: Sequence[Column], span: Span, problems: Problems
) -> tuple[RecordRow, ...]:
    """The rows; of one that is wrong what can be read, the rest noted.

    Notes too-many-rows at `span`, unknown-key, missing-key, wrong-type, wrong-value.
    """
    if len(nodes) > MOST_ROWS:
        tell_too_many(span, problems)
    shapes = {column.name: _shape(column) for column in columns}
    rows = (_row(node, shapes, problems) for node in nodes[:MOST_ROWS])
    return with_decimals([row for row in rows if row is not None], columns)


def tell_too_many(span: Span, problems: Problems) -> None:
    """Note that a list has more rows than are read."""
    message = _("the list has more than {count} rows", count=MOST_ROWS)
    hint = _("keep so many rows outside the report, and count them with 'reportgen count'")
    problems.error("too-many-rows", span, message, hint)


def _shape(column: Column) -> Shape[CellValue]:
    """What a cell of the column can be; null where nothing is known."""
    match column.kind:
        case "text":
            return Nullable(Text())
        case "whole":
            return Nullable(Whole())
        case "decimal":
            return Nullable(AmountShape(MOST_DECIMALS))
        case "date":
            return Nullable(Day())
        case "choice":
            return Nullable(Choice(column.choices))
    assert_never(column.kind)


def _row(node: Node, shapes: dict[str, Shape[CellValue]], problems: Problems) -> RecordRow | None:
    """One row; None where it is none, which is noted."""
    if not isinstance(node, MappingNode):
        with problems.collecting():
            names = ", ".join(f"{name}: …" for name in shapes)
            raise wrong_type(node, _("a row"), _("write {{{names}}}", names=names))
        return None
    values: dict[str, CellValue] = dict.fromkeys(shapes)
    places: dict[str, Span] = {}
    missing = set(shapes)
    for key, value in node.entries:
        if key.text not in shapes:
            _tell_unknown(key, shapes, problems)
            missing = set()  # one of them is meant
            continue
        missing.discard(key.text)
        places[key.text] = value.span
        with problems.collecting():
            values[key.text] = shapes[key.text].read(value)
    if missing and node.complete:
        _tell_missing([name for name in shapes if name in missing], node.span, problems)
    return RecordRow(values, node.span, places)


def _tell_unknown(key: Scalar, names: Mapping[str, object], problems: Problems) -> None:
    """Note a value under a name that no column has; `{Timmar: 12,5}` has one called 5."""
    if key.text.isdecimal():
        message = _("between braces a comma parts columns, not whole numbers from decimals")
        problems.error("decimal-comma", key.span, message, _("write {number}", number="12.5"))
        return
    message = _("the list has no column '{name}'", name=key.text)
    listed = _("its columns are: {names}", names=", ".join(names))
    problems.error("unknown-key", key.span, message, did_you_mean(key.text, names) or listed)


def _tell_missing(names: Sequence[str], row: Span, problems: Problems) -> None:
    begin = Span(row.file, row.line, row.column, row.line, row.column + 1)
    message = _(
        "the row says nothing of the column {names}",
        "the row says nothing of the columns {names}",
        count=len(names),
        names=", ".join(f"'{name}'" for name in names),
    )
    hint = _("write '{name}: null' where it is not known, or where there is none", name=names[0])
    problems.error("missing-key", begin, message, hint)


def with_decimals(rows: Sequence[RecordRow], columns: Iterable[Column]) -> tuple[RecordRow, ...]:
    """The rows with as many decimals in a whole column as any of its numbers has."""
    decimals = [column.name for column in columns if column.kind == "decimal"]
    if not decimals:
        return tuple(rows)
    step = {name: Decimal(1).scaleb(-decimals_of(rows, name)) for name in decimals}

    def fitted(row: RecordRow) -> RecordRow:
        own = {name: row.values[name] for name in decimals}
        numbers = {
            name: value.quantize(step[name])
            for name, value in own.items()
            if isinstance(value, Decimal)
        }
        return replace(row, values={**row.values, **numbers})

    return tuple(map(fitted, rows))


def decimals_of(rows: Sequence[RecordRow], column: str) -> int:
    """How many decimals the number of a column has that has most."""
    numbers = (row.values[column] for row in rows)
    places = [-int(n.normalize().as_tuple().exponent) for n in numbers if isinstance(n, Decimal)]
    return max(0, *places, 0)
