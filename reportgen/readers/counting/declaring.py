"""`registers:` of the project and `counted:` of a table, key by key."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import cast

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span, report_error
from reportgen.model.registers import (
    Band,
    Condition,
    Copying,
    CountedFrom,
    Counting,
    Register,
    Tallying,
)
from reportgen.readers.counting.two_columns import ColumnBy, TwoColumns, column_by, dimension_of
from reportgen.readers.fields import Field, Record
from reportgen.readers.shapes import (
    Choice,
    Day,
    Either,
    Flag,
    ListOf,
    MapOf,
    Schema,
    Text,
    Whole,
    wrong_type,
)
from reportgen.readers.yaml.reading import Mapping as MappingNode
from reportgen.readers.yaml.reading import Node, Scalar, Sequence

NAME = Text(r"[a-z_][a-z0-9_]*", _("use a-z, 0-9 and underscore: arenden for ärenden"))


class Separator(Struct, frozen=True):
    """What parts choices: any characters, line ends and blanks too."""

    def read(self, node: Node) -> str:
        """The characters; raises ReportError (wrong-type)."""
        if not isinstance(node, Scalar) or node.null or not node.text:
            hint = _('put the word in quotation marks: "{text}"', text=";")
            raise wrong_type(node, _("text"), hint)
        return node.text

    def schema(self) -> Schema:
        """Any text."""
        return {"type": "string", "minLength": 1}


class CellWords(Struct, frozen=True):
    """What cells can say: one or a list; words and numbers alike, as they are written."""

    def read(self, node: Node) -> tuple[str, ...]:
        """The words; raises ReportError (wrong-type)."""
        items = node.items if isinstance(node, Sequence) else (node,)
        for item in items:
            if not isinstance(item, Scalar) or item.null:
                raise wrong_type(item, _("what a cell says"), _("write [one, other]"))
        return tuple(cast("Scalar", item).text.strip() for item in items)

    def schema(self) -> Schema:
        """A scalar or a list of them."""
        scalar: Schema = {"type": ["string", "number", "boolean"]}
        return {"anyOf": [scalar, {"type": "array", "items": scalar}]}


def read_band(text: str) -> Band | None:
    """The stretch that `7`, `7–12`, `7 till 12`, `18–`, `18+` or `–6` is; None for what is none."""
    if re.fullmatch(r"\d{1,9}", text):
        return Band(int(text), int(text))
    found = re.fullmatch(r"(\d{1,9})? *(?:([-–—+])|till|to) *(\d{1,9})?", text)
    if found is None or not (found[1] or found[3]) or (found[2] == "+" and found[3]):
        return None
    return Band(*(int(end) if end else None for end in (found[1], found[3])))


class BandShape(Struct, frozen=True):
    """A stretch of whole numbers: 7, 7–12, 18– or –6."""

    def read(self, node: Node) -> Band:
        """The band; raises ReportError (wrong-type, wrong-value)."""
        form = _("write 7–12, 18– for 18 and more, –6 for 6 and less, or 7")
        if not isinstance(node, Scalar) or node.null:
            raise wrong_type(node, _("numbers from and to"), form)
        band = read_band(node.text)
        if band is None:
            message = _("'{text}' is not numbers from and to", text=node.text)
            raise report_error("wrong-value", node.span, message, form)
        if band.least is not None and band.most is not None and band.least > band.most:
            message = _("'{text}' ends before it begins", text=node.text)
            raise report_error("wrong-value", node.span, message, form)
        return band

    def schema(self) -> Schema:
        """A number or two with a dash."""
        return {"type": ["string", "integer"]}


class Edge(Struct, frozen=True):
    """An end of a stretch: a whole number, or a day."""

    def read(self, node: Node) -> int | date:
        """The number or the day; raises ReportError (wrong-type, wrong-value)."""
        if isinstance(node, Scalar) and re.fullmatch(r"\d{4}-\d\d-\d\d", node.text):
            return Day().read(node)
        return Whole().read(node)

    def schema(self) -> Schema:
        """The same."""
        return {"anyOf": [Whole().schema(), Day().schema()]}


def _condition(
    *, span: Span, least: int | date | None = None, most: int | date | None = None, **rest: object
) -> Condition:
    if least is not None and most is not None and isinstance(least, date) != isinstance(most, date):
        message = _("'from' and 'to' are a number and a day")
        raise report_error(
            "conflicting-keys", span, message, _("write both as numbers, or as days")
        )
    return Condition(span, least=least, most=most, **rest)  # type: ignore[arg-type]


def _written_condition(*, span: Span, **written: object) -> Condition:
    names = {"is": "values", "not": "excluded", "from": "least", "to": "most", "empty": "empty"}
    if not written:
        raise report_error("missing-key", span, _("the condition says nothing"), _CONDITION_HINT)
    return _condition(span=span, **{names[key]: value for key, value in written.items()})  # type: ignore[arg-type]


_CONDITION_HINT = _("write a value, [one, other], {{from: 7, to: 12}}, or {{empty: true}}")
_CONDITION = Record(
    _written_condition,
    {
        "is": Field(CellWords(), _("what the cell says")),
        "not": Field(CellWords(), _("what the cell does not say")),
        "from": Field(Edge(), _("the least number, or the first day")),
        "to": Field(Edge(), _("the greatest number, or the last day")),
        "empty": Field(Flag(), _("true where the cell is empty, false where it is not")),
    },
)


class ConditionShape(Struct, frozen=True):
    """A value, a list of them, or keys."""

    def read(self, node: Node) -> Condition:
        """The condition; raises ReportError as its parts do."""
        if isinstance(node, MappingNode):
            return _CONDITION.read(node)
        return Condition(node.span, values=CellWords().read(node))

    def schema(self) -> Schema:
        """The same."""
        return {
            "anyOf": [*cast("list[object]", CellWords().schema()["anyOf"]), _CONDITION.schema()]
        }


class ColumnsShape(Struct, frozen=True):
    """Columns of yes and no: a list of headings that are labels too, or a heading for a label."""

    def read(self, node: Node) -> dict[str, str]:
        """Each label's heading; raises ReportError as its parts do."""
        if isinstance(node, MappingNode):
            return MapOf(Text()).read(node)
        return {heading: heading for heading in ListOf(Text()).read(node)}

    def schema(self) -> Schema:
        """The same."""
        return {"anyOf": [MapOf(Text()).schema(), ListOf(Text()).schema()]}


class SynonymsShape(Struct, frozen=True):
    """The labels there are; behind each the other words for it, where there are any."""

    def read(self, node: Node) -> dict[str, tuple[str, ...]]:
        """Each label's other words; raises ReportError as its parts do."""
        if isinstance(node, Sequence):
            return dict.fromkeys(ListOf(Text()).read(node), ())
        return MapOf(CellWords()).read(node)

    def schema(self) -> Schema:
        """The same."""
        return {"anyOf": [MapOf(CellWords()).schema(), ListOf(Text()).schema()]}


REGISTER = Record(
    Register,
    {
        "sheet": Field(Text(), _("the sheet, where the workbook has several")),
        "table": Field(Text(), _("the Excel table or named area that the rows stand in")),
        "heading": Field(Whole(1, 1_048_576), _("the number of the row with the headings")),
        "year": Field(Text(), _("the column with the date or year of each row")),
        "case": Field(Text(), _("the column that is the same for all rows of a case")),
        "hidden": Field(
            Choice(("include", "error")), _("hidden rows: include counts them, error stops")
        ),
        "missing": Field(CellWords(), _("words that mean the same as an empty cell: [vet ej, –]")),
        "decimal": Field(Choice((",", ".")), _("the decimal sign of numbers written as text")),
        "true_values": Field(CellWords(), _("what a column of yes and no says for yes")),
        "false_values": Field(CellWords(), _("what a column of yes and no says for no")),
    },
)
REGISTERS = MapOf(REGISTER, NAME)


def _counted(*, span: Span, **written: object) -> Counting | Copying | Tallying:
    if "records" in written:
        return _tallying(span, written)
    if "file" in written:
        return _copying(span, written)
    if "register" not in written:
        message = _("it is not said what is counted")
        hint = _("write 'register:' with a name from registers in content/reportgen.yaml")
        raise report_error("missing-key", span, message, hint)
    for key in written.keys() & {"sheet", "counts"}:
        raise _conflict(span, "register", key)
    for one, other in _EXCLUSIVE:
        if one in written and other in written:
            raise _conflict(span, one, other)
    for key, needed in _NEEDS:
        if key in written and needed not in written:
            message = _("'{key}' needs '{needed}'", key=key, needed=needed)
            raise report_error("missing-key", span, message)
    by = written.get("by")
    if isinstance(by, tuple):
        return _by_two(span, by, written)
    return Counting(span, **written)  # type: ignore[arg-type]


def _by_two(span: Span, by: tuple[ColumnBy, ...], written: Mapping[str, object]) -> Counting:
    """What is counted by two columns; what can be said of one is said behind that."""
    for key in written.keys() & {"bands", "born", "separator", "labels"}:
        message = _("of two columns it is not said which '{key}' is about", key=key)
        hint = _("write it behind its column: by: [Kön, {{column: Född, {key}: …}}]", key=key)
        raise report_error("conflicting-keys", span, message, hint)
    shared = {key: value for key, value in written.items() if key in ("missing", "empty", "each")}
    dimensions = tuple(dimension_of(each, str(written["register"]), shared) for each in by)
    return Counting(span, **{**written, "by": None}, dimensions=dimensions)  # type: ignore[arg-type]


def _tallying(span: Span, written: Mapping[str, object]) -> Tallying:
    for key in written.keys() - {"records", "by", "where", "sum", "empty"}:
        raise _conflict(span, "records", key)
    by = written.get("by", ())
    for each in by if isinstance(by, tuple) else ():
        for key in each.more:
            raise _conflict(each.span, "records", key)
    columns = tuple(each.column for each in by) if isinstance(by, tuple) else (by,)
    return Tallying(span, **{**written, "by": columns})  # type: ignore[arg-type]


_EXCLUSIVE = (
    ("by", "columns"),
    ("columns", "separator"),
    ("columns", "bands"),
    ("bands", "separator"),
    ("sum", "columns"),
    ("sum", "separator"),
)
_NEEDS = (("bands", "by"), ("born", "bands"), ("separator", "by"))


def _conflict(span: Span, one: str, other: str) -> Exception:
    message = _("'{one}' and '{other}' don't go together", one=one, other=other)
    return report_error("conflicting-keys", span, message, _("keep one of them"))


def _copying(span: Span, written: Mapping[str, object]) -> Copying:
    for key in written.keys() - {"file", "sheet", "counts", "labels"}:
        raise _conflict(span, "file", key)
    if "counts" not in written:
        message = _("it is not said in which cells the counts stand")
        raise report_error("missing-key", span, message, _("write 'counts: B2:B27'"))
    labels = written.get("labels", "")
    if not isinstance(labels, str):
        raise report_error("wrong-type", span, _("'labels' is no address of cells here"))
    values = {key: value for key, value in written.items() if key in ("file", "sheet", "counts")}
    return Copying(span, labels=labels, **values)  # type: ignore[arg-type]


# What can be said of each of two columns.
_OF_A_COLUMN = {
    "bands": Field(MapOf(BandShape()), _("rows that hold numbers: Barn 7–12 år: 7–12")),
    "born": Field(Flag(), _("true where the column has birth years: bands are ages then")),
    "separator": Field(Separator(), _("what parts several choices in a cell")),
    "labels": Field(SynonymsShape(), _("other words for a row: Rumänien: [Romania, RO]")),
    "missing": Field(CellWords(), _("words that mean the same as an empty cell: [vet ej, –]")),
    "empty": Field(Text(), _("the row for empty cells, skip, or error")),
}
TWO_COLUMNS = TwoColumns(
    Record(
        column_by,
        {"column": Field(Text(), _("the column's heading"), required=True), **_OF_A_COLUMN},
    )
)

CELLS = Text(
    r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]*(:\$?[A-Za-z]{1,3}\$?[1-9][0-9]*)?",
    _("an address such as A2:A27"),
)

COUNTED = Record(
    _counted,
    {
        "register": Field(NAME, _("the register, by its name in content/reportgen.yaml")),
        "records": Field(NAME, _("the list, in place of a register: the name of its file")),
        "by": Field(
            Either(TWO_COLUMNS, Text()),
            _("the column whose values are the table's rows, or two: [Kön, Ålder]"),
        ),
        "columns": Field(ColumnsShape(), _("columns of yes and no, each the row of its label")),
        "where": Field(MapOf(ConditionShape()), _("only rows where these columns say so")),
        **_OF_A_COLUMN,
        "labels": Field(
            Either(SynonymsShape(), CELLS),
            _("other words for a row: Rumänien: [Romania, RO]; with file: where the labels stand"),
        ),
        "sum": Field(Text(), _("the column of numbers to add up, in place of counting")),
        "each": Field(Choice(("case", "row")), _("row counts every row of a case")),
        "file": Field(Text(), _("a summary sheet in the year's folder, counted already")),
        "sheet": Field(Text(), _("the sheet in that file, where it has several")),
        "counts": Field(CELLS, _("the cells of that sheet with the counts: B2:B27")),
    },
)

COUNTED_FROM = Record(
    CountedFrom,
    {
        "rows": Field(Whole(), _("how many rows were counted"), required=True),
        "cases": Field(Whole(), _("how many cases they are")),
        "date": Field(Day(), _("the date of the file"), required=True),
        "source": Field(Text(r"[0-9a-f-]+"), _("a digest of the file"), required=True),
        "counts": Field(Text(r"[0-9a-f]+"), _("a digest of the counts"), required=True),
    },
)
