"""Rows in two dimensions as `statistics.yaml` has them: a row of columns behind each label."""

from __future__ import annotations

from collections.abc import Collection
from collections.abc import Mapping as MappingOf
from typing import Generic, TypeVar

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, Span, report_error
from reportgen.model.crossing import WHOLE, cell_label
from reportgen.model.statistics import UNKNOWN_LABELS
from reportgen.readers.shapes import ListOf, MapOf, Nullable, Schema, Shape, Text, wrong_type
from reportgen.readers.statistics.amounts import NumberRows
from reportgen.readers.yaml.reading import Mapping, Node, Scalar, Sequence

T_co = TypeVar("T_co", covariant=True)
Cells = dict[str, tuple[Span, T_co]]

FORM = _("write the columns behind each row: Kvinnor: {{Barn: 3, Vuxna: 20}}")


class Grid(Struct, Generic[T_co], frozen=True):
    """Cells by their labels, each with the labels of its row and its column; where those stand."""

    cells: MappingOf[str, tuple[Span, T_co]]
    pairs: MappingOf[str, tuple[str, str]]
    rows: MappingOf[str, Span]
    columns: MappingOf[str, Span]


class Dimensions(Struct, frozen=True):
    """`cross:` as written: two headings, each with the table that its margin is, or None."""

    span: Span
    tables: MappingOf[str, tuple[Span, str | None]]


class DimensionsShape(Struct, frozen=True):
    """Two headings: a list of them, or each with the name of a table behind it."""

    def read(self, node: Node) -> Dimensions:
        """The dimensions; raises ReportError (wrong-type, wrong-value, duplicate-key)."""
        if isinstance(node, Mapping):
            tables = MapOf(Nullable(Text())).read_positioned(node)
        elif isinstance(node, Sequence):
            tables = dict.fromkeys(ListOf(Text()).read(node), (node.span, None))
            if len(tables) < len(node.items):
                message = _("'cross' has the same dimension twice")
                raise report_error("duplicate-key", node.span, message)
        else:
            raise wrong_type(node, _("two dimensions"), _DIMENSIONS_FORM)
        if len(tables) != 2:
            message = _("a table has two dimensions, and here are {count}", count=len(tables))
            raise report_error("wrong-value", node.span, message, _DIMENSIONS_FORM)
        return Dimensions(node.span, tables)

    def schema(self) -> Schema:
        """The same."""
        listed: Schema = {**ListOf(Text()).schema(), "minItems": 2, "maxItems": 2}
        mapped = {**MapOf(Nullable(Text())).schema(), "minProperties": 2, "maxProperties": 2}
        return {"anyOf": [listed, mapped]}


_DIMENSIONS_FORM = _(
    "write [Kön, Ålder], or {{Kön: kon, Ålder: alder}} with the tables that count by one alone"
)


class NumberTable(Struct, Generic[T_co], frozen=True):
    """Labels and their numbers, or behind each label the columns and theirs."""

    number: Shape[T_co]

    def read(self, node: Node) -> Cells[T_co] | Grid[T_co]:
        """The rows or the grid; raises ReportError."""
        rows = NumberRows(MapOf(self.number))
        if isinstance(node, Mapping) and is_grid(node):
            return _read_grid(node, rows)
        return rows.read(node)

    def schema(self) -> Schema:
        """Numbers, or mappings of them."""
        rows = MapOf(self.number)
        return {"anyOf": [rows.schema(), MapOf(rows).schema()]}


def is_grid(node: Mapping) -> bool:
    """Whether there are columns behind a row."""
    values = [value for _key, value in node.entries]
    listed = bool(values) and all(isinstance(value, Sequence) for value in values)
    return listed or any(isinstance(value, Mapping) for value in values)


def _read_grid(node: Mapping, shape: NumberRows[T_co]) -> Grid[T_co]:
    problems = Problems()
    rows: dict[str, Span] = {}
    columns: dict[str, Span] = {}
    found: dict[tuple[str, str], tuple[Span, T_co]] = {}
    for key, value in node.entries:
        with problems.collecting():
            row = Text().read(Scalar(key.text, plain=False, span=key.span))
            rows[row] = key.span
            for column, cell in _read_row(value, shape).items():
                columns.setdefault(column, cell[0])
                found[row, column] = cell
    problems.raise_errors()
    _check_labels(rows, columns, problems)
    for row, span in rows.items():
        _check_whole(row, span, [each for each in columns if (row, each) not in found], problems)
    problems.raise_errors()
    pairs = named_cells(rows, columns, node.span)
    cells = {label: found[pair] for label, pair in pairs.items()}
    return Grid(cells, pairs, rows, columns)


def named_cells(
    rows: Collection[str], columns: Collection[str], span: Span
) -> dict[str, tuple[str, str]]:
    """Every cell by its name; raises ReportError (duplicate-key) where two have the same."""
    pairs = {cell_label(row, column): (row, column) for row in rows for column in columns}
    if len(pairs) < len(rows) * len(columns):
        message = _("two cells of the table are called the same")
        raise report_error("duplicate-key", span, message, _("leave out ', ' in a label"))
    return pairs


def _read_row(node: Node, shape: NumberRows[T_co]) -> Cells[T_co]:
    if not isinstance(node, Mapping):
        raise wrong_type(node, _("columns and their numbers"), FORM)
    deeper = next((value for _key, value in node.entries if isinstance(value, Mapping)), None)
    if deeper is not None:
        message = _("a table has two dimensions, and here is a third")
        raise report_error("wrong-type", deeper.span, message, _("make two tables of it"))
    return shape.read(node)


def _check_whole(row: str, span: Span, lacking: list[str], problems: Problems) -> None:
    """Every row has every column: a cell that is left out would be neither none nor unknown."""
    if lacking:
        message = _("the row '{row}' lacks: {columns}", row=row, columns=", ".join(lacking))
        hint = _("write 0 where there were none, null where it is not known")
        problems.error("missing-key", span, message, hint)


def _check_labels(
    rows: MappingOf[str, Span], columns: MappingOf[str, Span], problems: Problems
) -> None:
    """Two labels at least either way, and none that is in both but for what is not known."""
    for labels in (rows, columns):
        if len(labels) == 1:
            (label, span) = next(iter(labels.items()))
            message = _("one of the two dimensions has a single label, '{label}'", label=label)
            hint = _("write a plain table without it, or the labels that it lacks")
            problems.error("wrong-value", span, message, hint)
        if WHOLE in labels:
            message = _("'{name}' is a word of the expressions", name=WHOLE)
            hint = _("totals are computed: leave it out, or call it something else")
            problems.error("reserved-name", labels[WHOLE], message, hint)
    for label, span in columns.items():
        if label in rows and label not in UNKNOWN_LABELS:
            message = _("'{label}' is both a row and a column", label=label)
            problems.error("duplicate-key", span, message, _("call one of them something else"))
