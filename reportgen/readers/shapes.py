"""What a YAML file may hold, said once: reads it with positions and describes it as JSON Schema.

A shape's `read` gives the value or raises ReportError with everything that is wrong in it.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Generic, Protocol, TypeVar

from msgspec import Struct, field

from reportgen.diagnostics import Message, Problems, ReportError, Span, did_you_mean, report_error
from reportgen.diagnostics import Message as _
from reportgen.language.patterns import Pattern
from reportgen.readers.source import find_unwanted_character
from reportgen.readers.yaml.reading import Broken, Mapping, Node, Scalar, Sequence

T_co = TypeVar("T_co", covariant=True)
S_co = TypeVar("S_co", covariant=True)
Schema = dict[str, object]

# Words that other YAML readers take for true and false.
_BOOLEAN_WORDS = frozenset(["yes", "no", "on", "off", "true", "false", "y", "n"])
_WHOLE = re.compile(r"0|[1-9][0-9]*")
_GROUPED = Pattern(r"[1-9][0-9]{0,2}([ .,\u00a0_'][0-9]{3})+")
_LARGEST = 10**12


class Shape(Protocol[T_co]):
    """One kind of value."""

    def read(self, node: Node) -> T_co:
        """The value of `node`; raises ReportError (wrong-type, wrong-value, unknown-key …)."""

    def schema(self) -> Schema:
        """The same as JSON Schema, for editors; descriptions are messages, not yet said."""


def wrong_type(node: Node, expected: Message, hint: Message | None = None) -> ReportError:
    """The error for a value that is of another kind than `expected`; told before, where Broken."""
    match node:
        case Broken():
            return ReportError(())
        case Mapping():
            found = _("keys and values")
        case Sequence():
            found = _("a list")
        case Scalar() if node.null:
            found = _("nothing")
        case Scalar():
            found = _("'{text}'", text=node.text if len(node.text) <= 40 else node.text[:39] + "…")
    message = _("expected {expected}, found {found}", expected=expected, found=found)
    return report_error("wrong-type", node.span, message, hint)


class Text(Struct, frozen=True):
    """Text that is printed on one line, wherever YAML breaks it.

    `pattern` restricts it and `form` says in words how it must look.
    """

    pattern: str | None = None
    form: Message | None = None

    def read(self, node: Node) -> str:
        if not isinstance(node, Scalar) or node.null:
            raise wrong_type(node, _("text"))
        if node.plain and node.text.casefold() in _BOOLEAN_WORDS:
            hint = _('put the word in quotation marks: "{text}"', text=node.text)
            raise wrong_type(node, _("text"), hint)
        text = re.sub(r"[ \t\n]+", " ", node.text).strip(" ")
        if not text:
            raise report_error("wrong-value", node.span, _("the text is empty"))
        if unwanted := find_unwanted_character(text):
            name = f"U+{ord(unwanted):04X}"
            message = _("the control character {name} can't stand in a document", name=name)
            raise report_error("control-character", node.span, message)
        if self.pattern and not re.fullmatch(self.pattern, text):
            message = _("'{text}' does not have the right form", text=text)
            raise report_error("wrong-value", node.span, message, self.form)
        return text

    def schema(self) -> Schema:
        return {"type": "string", **({"pattern": f"^({self.pattern})$"} if self.pattern else {})}


class Whole(Struct, frozen=True):
    """A whole number from `least` to `most`."""

    least: int = 0
    most: int = _LARGEST

    def read(self, node: Node) -> int:
        if not isinstance(node, Scalar) or not node.plain or node.null:
            raise wrong_type(node, _("a whole number"))
        text = node.text
        if _WHOLE.fullmatch(text) and self.least <= int(text[:15]) <= self.most:
            return int(text)
        raise report_error(
            "wrong-value",
            node.span,
            _("'{text}' is not a number that fits here", text=text),
            self.hint(text),
        )

    def hint(self, text: str) -> Message:
        """What to write instead of `text`."""
        if _GROUPED.fullmatch(text):
            plain = re.sub(r"\D", "", text)
            return _("write the number without spaces or points: {plain}", plain=plain)
        if re.fullmatch(r"-[0-9]+", text):
            return _("a count can't be negative")
        if re.fullmatch(r"[0-9]+[.,][0-9]+", text):
            return _("a count can't have decimals")
        if self.most < _LARGEST:
            return _(
                "write a whole number from {least} to {most}", least=self.least, most=self.most
            )
        return _("write a whole number such as 12; write null where it is not known")

    def schema(self) -> Schema:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


class Flag(Struct, frozen=True):
    """`true` or `false`, and no other word for them."""

    def read(self, node: Node) -> bool:
        if isinstance(node, Scalar) and node.plain and node.text in ("true", "false"):
            return node.text == "true"
        raise wrong_type(node, _("true or false"), _("write true or false"))

    def schema(self) -> Schema:
        return {"type": "boolean"}


class Choice(Struct, frozen=True):
    """One of a few words."""

    options: tuple[str, ...]

    def read(self, node: Node) -> str:
        if not isinstance(node, Scalar):
            raise wrong_type(node, _("one word"))
        if node.text in self.options:
            return node.text
        message = _("'{text}' is none of the choices", text=node.text)
        hint = did_you_mean(node.text, self.options)
        choices = _("choose one of: {options}", options=", ".join(self.options))
        raise report_error("wrong-value", node.span, message, hint or choices)

    def schema(self) -> Schema:
        return {"enum": list(self.options)}


class Day(Struct, frozen=True):
    """A day, written as 2023-01-26."""

    def read(self, node: Node) -> date:
        if isinstance(node, Scalar) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", node.text):
            try:
                return date.fromisoformat(node.text)
            except ValueError:
                message = _("there is no day {text}", text=node.text)
                raise report_error("wrong-value", node.span, message) from None
        raise wrong_type(node, _("a date"), _("write year-month-day, such as 2023-01-26"))

    def schema(self) -> Schema:
        return {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}


class Nullable(Struct, Generic[T_co], frozen=True):
    """A value, or null where it is not known."""

    inner: Shape[T_co]

    def read(self, node: Node) -> T_co | None:
        if isinstance(node, Scalar) and node.null:
            return None
        return self.inner.read(node)

    def schema(self) -> Schema:
        return {"anyOf": [self.inner.schema(), {"type": "null"}]}


class Either(Struct, Generic[T_co, S_co], frozen=True):
    """A mapping or list of one shape, or else a single value of another."""

    several: Shape[T_co]
    single: Shape[S_co]

    def read(self, node: Node) -> T_co | S_co:
        if isinstance(node, Scalar):
            return self.single.read(node)
        return self.several.read(node)

    def schema(self) -> Schema:
        return {"anyOf": [self.several.schema(), self.single.schema()]}


class ListOf(Struct, Generic[T_co], frozen=True):
    """A list, every item of one shape."""

    item: Shape[T_co]

    def read(self, node: Node) -> tuple[T_co, ...]:
        if not isinstance(node, Sequence):
            raise wrong_type(node, _("a list"), _("write [one, two], or a line with '- ' for each"))
        problems = Problems()
        values: list[T_co] = []
        for item in node.items:
            with problems.collecting():
                values.append(self.item.read(item))
        problems.raise_errors()
        return tuple(values)

    def schema(self) -> Schema:
        return {"type": "array", "items": self.item.schema()}


class MapOf(Struct, Generic[T_co], frozen=True):
    """Keys that the writer chooses, every value of one shape; `key` restricts the keys."""

    value: Shape[T_co]
    key: Text = field(default_factory=Text)

    def read(self, node: Node) -> dict[str, T_co]:
        return {name: value for name, (_span, value) in self.read_positioned(node).items()}

    def read_positioned(self, node: Node) -> dict[str, tuple[Span, T_co]]:
        """The same, each value beside the span from its key's beginning to its own end."""
        if not isinstance(node, Mapping):
            raise wrong_type(node, _("keys and values"), _("write 'key: value' on each line"))
        problems = Problems()
        values: dict[str, tuple[Span, T_co]] = {}
        for key, value in node.entries:
            with problems.collecting():
                name = self.key.read(Scalar(key.text, plain=False, span=key.span))
                values[name] = (key.span.until(value.span), self.value.read(value))
        problems.raise_errors()
        return values

    def schema(self) -> Schema:
        schema: Schema = {"type": "object", "additionalProperties": self.value.schema()}
        if self.key.pattern:
            schema["propertyNames"] = {"pattern": f"^({self.key.pattern})$"}
        return schema


class Positioned(Struct, Generic[T_co], frozen=True):
    """A MapOf whose values come beside their spans."""

    map: MapOf[T_co]

    def read(self, node: Node) -> dict[str, tuple[Span, T_co]]:
        return self.map.read_positioned(node)

    def schema(self) -> Schema:
        return self.map.schema()


class Placed(Struct, Generic[T_co], frozen=True):
    """A value beside its span."""

    inner: Shape[T_co]

    def read(self, node: Node) -> tuple[Span, T_co]:
        return node.span, self.inner.read(node)

    def schema(self) -> Schema:
        return self.inner.schema()
