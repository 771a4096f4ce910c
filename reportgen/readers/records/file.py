"""What the YAML file of a list may hold: its columns, and its rows or the sheet that has them."""

from __future__ import annotations

from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, Span, did_you_mean, report_error
from reportgen.model.records import Column, ColumnKind
from reportgen.readers.fields import Field, Record
from reportgen.readers.shapes import ListOf, Schema, Text, wrong_type
from reportgen.readers.yaml.reading import Broken, Mapping, Node, Scalar, Sequence

KINDS = ("text", "whole", "decimal", "date")
_MOST_COLUMNS = 50


class RecordsFile(Struct, frozen=True):
    """A list as its file says it: `rows` not yet read, or the `file` that has them.

    Neither of them: the rows are not known.
    """

    span: Span
    columns: tuple[Column, ...]
    title: str = ""
    rows: tuple[Node, ...] | None = None
    file: tuple[Span, str] | None = None
    sheet: str | None = None
    source: str | None = None
    note: str | None = None
    whole: bool = True


class ColumnsShape(Struct, frozen=True):
    """Columns by name, behind each what its cells hold: a kind, or a list of what they can say."""

    def read(self, node: Node) -> tuple[Column, ...]:
        """The columns; raises ReportError (wrong-type, wrong-value)."""
        if not isinstance(node, Mapping):
            raise wrong_type(node, _("columns with what they hold"), _COLUMNS_HINT)
        problems = Problems()
        columns = []
        for key, value in node.entries:
            with problems.collecting():
                columns.append(_column(key, value))
        if len(node.entries) > _MOST_COLUMNS:
            message = _("a list can have {count} columns at most", count=_MOST_COLUMNS)
            problems.error("wrong-value", node.span, message)
        if not node.entries:
            problems.error("wrong-value", node.span, _("the list has no column"), _COLUMNS_HINT)
        problems.raise_errors()
        return tuple(columns)

    def schema(self) -> Schema:
        """The same."""
        choices: Schema = {"type": "array", "items": {"type": "string"}, "minItems": 1}
        kinds: Schema = {"enum": list(KINDS)}
        return {
            "type": "object",
            "minProperties": 1,
            "maxProperties": _MOST_COLUMNS,
            "additionalProperties": {"anyOf": [kinds, choices]},
        }


_COLUMNS_HINT = _("write for each 'Datum: date': text, whole, decimal, date or [one, other]")
# What people call the kinds of cells, and Excel does.
_OTHER_NAMES = {
    "string": "text",
    "str": "text",
    "integer": "whole",
    "int": "whole",
    "heltal": "whole",
    "antal": "whole",
    "number": "decimal",
    "float": "decimal",
    "tal": "decimal",
    "decimaltal": "decimal",
    "datum": "date",
    "day": "date",
}


def _column(key: Scalar, value: Node) -> Column:
    name = Text().read(Scalar(key.text, plain=False, span=key.span))
    if isinstance(value, Sequence):
        choices = ListOf(Text()).read(value)
        if not choices:
            raise report_error("wrong-value", value.span, _("there is nothing to choose from"))
        if twice := [each for each in choices if choices.count(each) > 1]:
            message = _("'{text}' is given twice", text=twice[0])
            raise report_error("wrong-value", value.span, message)
        return Column(name, "choice", key.span, choices)
    if not isinstance(value, Scalar) or value.null:
        raise wrong_type(value, _("what the column holds"), _COLUMNS_HINT)
    if value.text not in KINDS:
        message = _("no column holds '{kind}'", kind=value.text)
        meant = _OTHER_NAMES.get(value.text.casefold())
        hint = _("write '{kind}'", kind=meant) if meant else did_you_mean(value.text, KINDS)
        raise report_error("wrong-value", value.span, message, hint or _COLUMNS_HINT)
    return Column(name, cast("ColumnKind", value.text), key.span)


class RowsShape(Struct, frozen=True):
    """Rows: values under the names of the columns, which are needed to read them."""

    def read(self, node: Node) -> tuple[Node, ...] | None:
        """The rows as they stand, None where they are not known; raises ReportError."""
        if isinstance(node, Scalar) and node.null:
            return None
        if not isinstance(node, Sequence):
            hint = _("begin each row with '- ': - {{Datum: 2022-03-14, Deltagare: 25}}")
            raise wrong_type(node, _("a list of rows"), hint)
        return node.items

    def schema(self) -> Schema:
        """A list of mappings, or nothing."""
        scalar: Schema = {"type": ["string", "number", "boolean", "null"]}
        row: Schema = {"type": "object", "additionalProperties": scalar}
        return {"anyOf": [{"type": "array", "items": row}, {"type": "null"}]}


class FileShape(Struct, frozen=True):
    """The name of a sheet beside the file, with its place."""

    def read(self, node: Node) -> tuple[Span, str]:
        """Place and name; raises ReportError as text does."""
        return node.span, Text().read(node)

    def schema(self) -> Schema:
        """Text."""
        return Text().schema()


RECORDS: Record[RecordsFile] = Record(
    RecordsFile,
    {
        "title": Field(Text(), _("what the list shows; it becomes the caption")),
        "columns": Field(ColumnsShape(), _("what stands in each row"), required=True),
        "rows": Field(RowsShape(), _("the rows, each with a value for every column")),
        "file": Field(FileShape(), _("a sheet in the year's folder that has the rows")),
        "sheet": Field(Text(), _("the sheet in that file, where it has several")),
        "source": Field(Text(), _("the source, printed below the table")),
        "note": Field(Text(), _("a remark printed below the table")),
    },
)


def salvage_file(node: Node, problems: Problems) -> RecordsFile | None:
    """What a file says of its list; None where its columns are not known, which is noted."""
    before = len(problems.found)
    found = RECORDS.salvage(node, problems)
    if "columns" not in found.values:
        return None
    written = RECORDS.build(found)
    if {"rows", "file"} <= found.values.keys():
        message = _("'{one}' and '{other}' don't go together", one="rows", other="file")
        span = found.places["file"]
        problems.error("conflicting-keys", span, message, _("keep one of them"))
    if not {"rows", "file"} & (found.values.keys() | found.damaged):
        message = _("the list has neither 'rows' nor 'file'")
        hint = _("write 'rows:' and a line with '- ' for each, or 'file: utbildningar.xlsx'")
        problems.error("missing-key", found.span, message, hint)
    whole = len(problems.found) == before and not isinstance(node, Broken)
    return replace(written, whole=whole)
