"""The colours of a project's settings: one or several, as `#7A1F3D`."""

from __future__ import annotations

import re

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, report_error
from reportgen.readers.shapes import Schema, wrong_type
from reportgen.readers.yaml.reading import Node, Scalar, Sequence

_FORM = re.compile(r"#?([0-9a-fA-F]{6})")
_SHORT = re.compile(r"#?([0-9a-fA-F]{3})")


class Colour(Struct, frozen=True):
    """One colour; gives `#RRGGBB` in capitals."""

    def read(self, node: Node) -> str:
        """The colour; raises ReportError (wrong-type, wrong-value)."""
        if not isinstance(node, Scalar) or node.null:
            # After a blank YAML takes a number sign, and all behind it, for a comment.
            hint = _('write it in quotation marks: "#7A1F3D"')
            raise wrong_type(node, _("a colour"), hint)
        text = node.text.strip()
        if found := _FORM.fullmatch(text):
            return f"#{found[1].upper()}"
        if found := _SHORT.fullmatch(text):
            return "#" + "".join(2 * digit for digit in found[1].upper())
        message = _("'{text}' is no colour", text=text)
        hint = _('write six digits from 0 to 9 and A to F, such as "#7A1F3D"; Word calls it Hex')
        raise report_error("wrong-value", node.span, message, hint)

    def schema(self) -> Schema:
        """Text of that form."""
        return {"type": "string", "pattern": "^#?([0-9a-fA-F]{6}|[0-9a-fA-F]{3})$"}


class Colours(Struct, frozen=True):
    """One colour, or a list of them, the most important first."""

    def read(self, node: Node) -> tuple[str, ...]:
        """The colours; raises ReportError (wrong-type, wrong-value) with all that is wrong."""
        if not isinstance(node, Sequence):
            return (Colour().read(node),)
        if not node.items:
            message = _("the list of colours is empty")
            raise report_error("wrong-value", node.span, message, _("write one, or delete the key"))
        problems = Problems()
        colours: list[str] = []
        for item in node.items:
            with problems.collecting():
                colours.append(Colour().read(item))
        problems.raise_errors()
        return tuple(dict.fromkeys(colours))

    def schema(self) -> Schema:
        """A list or a single one."""
        one = Colour().schema()
        return {"anyOf": [{"type": "array", "items": one, "minItems": 1}, one]}


COLOURS = Colours()
