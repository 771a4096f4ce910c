"""Records of a YAML file: keys that are known, some of them required, and what each is for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from collections.abc import Mapping as MappingOf
from collections.abc import Set as AbstractSet
from typing import Generic, TypeVar

from msgspec import Struct

from reportgen.diagnostics import Message, Problems, Span, closest, did_you_mean
from reportgen.diagnostics import Message as _
from reportgen.readers.shapes import Schema, Shape, wrong_type
from reportgen.readers.yaml.reading import Mapping, Node, Scalar

T_co = TypeVar("T_co", covariant=True)


class Field(Struct, frozen=True):
    """A key of a record, what may stand there, and one line that says what it is for."""

    shape: Shape[object]
    about: Message
    required: bool = False


class Salvaged(Struct, frozen=True):
    """What could be read of a record: the values by key, and the keys whose values could not.

    A required key that is missing is in neither. `places` says where each value stands, those
    of nested keys under names with dots (`contact.phone`).
    """

    span: Span
    values: MappingOf[str, object]
    damaged: frozenset[str]
    places: MappingOf[str, Span]


class Record(Struct, Generic[T_co], frozen=True):
    """Known keys; calls `make(span=…, key=value …)` with those that are written.

    One that is `placed` calls `make` with `places` too, as `Salvaged` has them.
    """

    make: Callable[..., T_co]
    fields: MappingOf[str, Field]
    placed: bool = False

    def read(self, node: Node) -> T_co:
        problems = Problems()
        salvaged = self.salvage(node, problems)
        problems.raise_errors()
        return self.build(salvaged)

    def build(self, salvaged: Salvaged, **others: object) -> T_co:
        """The record of what was read; `others` stand in for, or go before, what was written."""
        places = {"places": salvaged.places} if self.placed else {}
        return self.make(span=salvaged.span, **places, **{**salvaged.values, **others})

    def salvage(self, node: Node, problems: Problems) -> Salvaged:
        """The values that can be read; what is wrong is noted, a damaged one marks `problems`."""
        if not isinstance(node, Mapping):
            hint = _("write 'key: value' on each line")
            with problems.collecting():
                raise wrong_type(node, _("keys and values"), hint)
            return Salvaged(node.span, {}, frozenset(self.fields), {})
        values: dict[str, object] = {}
        meant: set[str] = set()
        for key, value in node.entries:
            if key.text not in self.fields:
                meant |= self.refuse(key, problems)
                continue
            with problems.collecting():
                values[key.text] = self.fields[key.text].shape.read(value)
        written = {key.text for key, _value in node.entries}
        damaged = (meant | written & self.fields.keys()) - values.keys()
        if not node.complete:
            damaged |= self.fields.keys() - values.keys()
        self.miss(node, written | damaged, problems)
        return Salvaged(node.span, values, frozenset(damaged), dict(_places(node, "")))

    def refuse(self, key: Scalar, problems: Problems) -> set[str]:
        """Note a key that no field has, and give the one that is meant, if there is one."""
        near = closest(key.text, self.fields)
        hint = did_you_mean(key.text, self.fields)
        keys = _("the keys here are: {keys}", keys=", ".join(self.fields))
        message = _("unknown key '{key}'", key=key.text)
        problems.error("unknown-key", key.span, message, hint or keys)
        return set() if near is None else {near}

    def miss(self, node: Mapping, known: AbstractSet[str], problems: Problems) -> None:
        """Note the required keys that are not written; `known` ones may be, or told otherwise."""
        for name, described in self.fields.items():
            if described.required and name not in known:
                start = Span(
                    node.span.file,
                    node.span.line,
                    node.span.column,
                    node.span.line,
                    node.span.column + 1,
                )
                message = _("the key '{key}' is missing", key=name)
                hint = _("write '{key}: …': {about}", key=name, about=described.about)
                problems.error("missing-key", start, message, hint)

    def schema(self) -> Schema:
        return {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                name: {**described.shape.schema(), "description": described.about}
                for name, described in self.fields.items()
            },
            "required": [name for name, described in self.fields.items() if described.required],
        }


def _places(node: Mapping, before: str) -> Iterator[tuple[str, Span]]:
    """Where the value of each key stands, by its name with the keys around it `before`."""
    for key, value in node.entries:
        yield f"{before}{key.text}", value.span
        if isinstance(value, Mapping):
            yield from _places(value, f"{before}{key.text}.")
