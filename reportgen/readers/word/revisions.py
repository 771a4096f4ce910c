"""Tracked changes: who made them and when, by the place that they have in what is read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from reportgen.diagnostics import Span
from reportgen.readers.word.elements import NAMES, attribute, child
from reportgen.readers.word.properties import day_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_REVISIONS = frozenset(
    [
        "ins",
        "del",
        "moveTo",
        "moveFrom",
        "rPrChange",
        "pPrChange",
        "cellIns",
        "cellDel",
        "cellMerge",
    ]
)


class Revision(Struct, frozen=True):
    """A tracked change: its author and day as the file says, "" and None where it does not.

    `span` is where it stands in the version that was read: that of what went out is empty.
    `whole` says that it is of the whole paragraph or row, `came` that something came in.
    """

    author: str
    day: date | None
    span: Span
    whole: bool = False
    came: bool = False


class Revisions:
    """Notes the tracked changes while a file is read."""

    def __init__(self) -> None:
        self.all: list[Revision] = []

    def note(self, element: Element, span: Span, *, whole: bool = False) -> None:
        """A change from the beginning of `span` to its end."""
        author, day = attribute(element, "author"), day_of(attribute(element, "date"))
        if author or day:
            came = NAMES[element.tag] in ("ins", "moveTo", "cellIns")
            self.all.append(Revision(author, day, span, whole, came))

    def note_properties(self, properties: Element | None, span: Span) -> None:
        """The changes that the properties of a paragraph, row or cell name."""
        marks = child(properties, "rPr")
        for holder in (properties, marks):
            for each in () if holder is None else holder:
                if NAMES[each.tag] in _REVISIONS:
                    self.note(each, span, whole=True)
