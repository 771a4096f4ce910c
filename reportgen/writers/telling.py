"""How a comparison is told, and what its documents say of their two sides."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from reportgen.diagnostics import Message as _
from reportgen.language.messages import Translate
from reportgen.model import Document

Style = Literal["terminal", "plain", "markdown"]


class Telling(Struct, frozen=True):
    """How a comparison is told: the names of its sides, in which words, for what."""

    older: str
    newer: str
    translate: Translate
    language: str
    style: Style


def with_sides(document: Document, telling: Telling) -> Document:
    """A document with the changes of two, whose pictures say which of them they are of."""
    gone = telling.translate(_("{older}, taken out", older=telling.older))
    return replace(document, labels=replace(document.labels, older=gone, newer=telling.newer))
