"""What a chart's file says of its years and its sides."""

from __future__ import annotations

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import report_error
from reportgen.readers.shapes import ListOf, Schema, Text, Whole
from reportgen.readers.yaml.reading import Node, Scalar


class YearsBack(Struct, frozen=True):
    """How many years a chart goes back; `all`, as leaving it out, gives None."""

    def read(self, node: Node) -> int | None:
        """The number of years; raises ReportError (wrong-type, wrong-value)."""
        if isinstance(node, Scalar) and node.text == "all":
            return None
        return Whole(1).read(node)

    def schema(self) -> Schema:
        """A whole number or the word."""
        return {"anyOf": [Whole(1).schema(), {"const": "all"}]}


class Sides(Struct, frozen=True):
    """Two labels of a list, one to the left and one to the right."""

    def read(self, node: Node) -> tuple[str, ...]:
        """The labels; raises ReportError (wrong-type, wrong-value)."""
        sides = ListOf(Text()).read(node)
        if len(sides) != 2 or sides[0] == sides[1]:
            message = _("a pyramid has two sides")
            raise report_error("wrong-value", node.span, message, _("write [Kvinnor, Män]"))
        return sides

    def schema(self) -> Schema:
        """A list of two."""
        return {**ListOf(Text()).schema(), "minItems": 2, "maxItems": 2}
