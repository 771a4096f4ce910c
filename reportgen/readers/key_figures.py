"""Key figures in the settings: what each is, and the expression that gives it."""

from __future__ import annotations

import re

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, report_error
from reportgen.model.project import KeyFigure
from reportgen.readers.shapes import Schema, Text, wrong_type
from reportgen.readers.yaml.reading import Mapping, Node, Scalar

_BRACES = re.compile(r"\{\{(.*)\}\}")
_TYPED = re.compile(r"[0-9][0-9 .,\u00a0]*(?: ?%| [^\W\d_]+)*")
MOST = 20


class KeyFigures(Struct, frozen=True):
    """`Ärenden: arenden.total` on each line; braces around the expression may stand there."""

    def read(self, node: Node) -> tuple[KeyFigure, ...]:
        """The key figures as written; raises ReportError (wrong-type, wrong-value)."""
        hint = _("write what it is and the expression: 'Ärenden: arenden.total'")
        if not isinstance(node, Mapping):
            raise wrong_type(node, _("keys and values"), hint)
        problems = Problems()
        if len(node.entries) > MOST:
            message = _("more than {most} key figures are a table", most=str(MOST))
            hint = _("keep those that a reader should remember")
            problems.error("wrong-value", node.span, message, hint)
        found: list[KeyFigure] = []
        for key, value in node.entries:
            with problems.collecting():
                label = Text().read(Scalar(key.text, plain=False, span=key.span))
                found.append(KeyFigure(label, _expression(value), value.span))
        problems.raise_errors()
        return tuple(found)

    def schema(self) -> Schema:
        """Text by keys of the writer's own."""
        return {
            "type": "object",
            "additionalProperties": Text().schema(),
            "minProperties": 1,
            "maxProperties": MOST,
        }


def _expression(node: Node) -> str:
    """What stands for a key figure; raises ReportError: a typed number is in no statistics."""
    text = Text().read(node)
    if braced := _BRACES.fullmatch(text):
        text = braced[1].strip()
    if _TYPED.fullmatch(text):
        message = _("the key figure '{text}' is typed, not worked out", text=text)
        hint = _("write the number in statistics.yaml, and here what names it: arenden.total")
        raise report_error("wrong-value", node.span, message, hint)
    return text


KEY_FIGURES = KeyFigures()
