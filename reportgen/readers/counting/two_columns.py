"""`by:` with two columns: the dimensions of a table that is counted by both at once."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span, report_error
from reportgen.model.registers import Counting
from reportgen.readers.shapes import Schema, Shape, wrong_type
from reportgen.readers.yaml.reading import Mapping as MappingNode
from reportgen.readers.yaml.reading import Node, Scalar, Sequence


class ColumnBy(Struct, frozen=True):
    """A column by its heading, and what is said of how it is counted."""

    span: Span
    column: str
    more: Mapping[str, object]


def column_by(*, span: Span, column: str, **more: object) -> ColumnBy:
    """The column as it is written."""
    if "born" in more and "bands" not in more:
        message = _("'{key}' needs '{needed}'", key="born", needed="bands")
        raise report_error("missing-key", span, message)
    if "bands" in more and "separator" in more:
        message = _("'{one}' and '{other}' don't go together", one="bands", other="separator")
        raise report_error("conflicting-keys", span, message, _("keep one of them"))
    return ColumnBy(span, column, more)


def dimension_of(each: ColumnBy, register: str, shared: Mapping[str, object]) -> Counting:
    """A dimension as if it were counted alone; `shared` is said of both."""
    return Counting(each.span, register, each.column, **{**shared, **each.more})  # type: ignore[arg-type]


class TwoColumns(Struct, frozen=True):
    """A list of two: a heading, or keys of which one is the heading."""

    keys: Shape[ColumnBy]

    def read(self, node: Node) -> tuple[ColumnBy, ...]:
        """Both columns; raises ReportError (wrong-type, wrong-value)."""
        if not isinstance(node, Sequence):
            raise wrong_type(node, _("a column, or two of them"), _FORM)
        if len(node.items) != 2:
            message = _("a table has two dimensions, and here are {count}", count=len(node.items))
            raise report_error("wrong-value", node.span, message, _FORM)
        one, other = (self._column(item) for item in node.items)
        if one.column == other.column:
            message = _("'{column}' is named twice", column=one.column)
            raise report_error("wrong-value", node.span, message, _FORM)
        return one, other

    def _column(self, item: Node) -> ColumnBy:
        if isinstance(item, MappingNode):
            return self.keys.read(item)
        if not isinstance(item, Scalar) or item.null or not item.text.strip():
            raise wrong_type(item, _("the heading of a column"), _FORM)
        return ColumnBy(item.span, item.text.strip(), {})

    def schema(self) -> Schema:
        """A list of two headings or keys."""
        item = {"anyOf": [{"type": "string"}, self.keys.schema()]}
        return {"type": "array", "items": item, "minItems": 2, "maxItems": 2}


_FORM = _(
    "write [Kön, Ålder]; with more to say of one [Kön, {{column: Född, born: true, bands: …}}]"
)
