"""The texts of the YAML files that end up in the report, as passages with their places."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from reportgen.checks.passages import MASK, Passage, Piece
from reportgen.diagnostics import ReportError
from reportgen.readers.source import Source
from reportgen.readers.yaml.reading import Mapping, Node, Scalar, Sequence, parse_yaml

# The keys whose values are printed, and those whose own keys are (the labels of counts).
_PRINTED = frozenset((
    "title", "subtitle", "purpose", "note", "source", "heading", "unit", "alt", "changed", "label",
    "place", "author", "organisation", "region", "keywords",
))  # fmt: skip
_COMPUTED = re.compile(r"\{.*?\}+")
_LABELLED = frozenset(["counts"])


def settings_passages(read: Callable[[str], Source], file: str) -> Iterator[Passage]:
    """The passages of one YAML file, in the order in which they are written."""
    try:
        node = parse_yaml(read(file))
    except ReportError:
        return
    yield from _passages(node, "")


def _passages(node: Node, key: str) -> Iterator[Passage]:
    match node:
        case Mapping(entries=entries):
            for name, value in entries:
                if key in _LABELLED:
                    yield _passage(name, key)
                yield from _passages(value, name.text)
        case Sequence(items=items):
            for item in items:
                yield from _passages(item, key)
        case Scalar() if key in _PRINTED and node.text and not node.null:
            yield _passage(node, key)
        case _:
            pass


def _passage(scalar: Scalar, key: str) -> Passage:
    text = " ".join(scalar.text.split())
    width = scalar.span.end_column - scalar.span.column
    exact = scalar.span.line == scalar.span.end_line and width == len(text)
    typed = _COMPUTED.sub(lambda found: MASK * len(found[0]), text)
    return Passage("setting", text, typed, (Piece(0, scalar.span, None, exact),), key=key)
