"""Footnotes and endnotes: read where their marks stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span
from reportgen.model import Blocks, Footnote
from reportgen.readers.word.arranging import blocks_of
from reportgen.readers.word.elements import NAMES, attribute
from reportgen.readers.word.flow import Flow
from reportgen.readers.word.package import Links
from reportgen.readers.word.story import Part, Story

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Lines that part notes from the text.
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")


class Notes:
    """The notes of a file; those that no mark stands for are told in the end."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._elements: dict[tuple[str, str], tuple[Element, Links]] = {}
        self._read: dict[tuple[str, str], tuple[str, Blocks]] = {}
        for kind in ("footnote", "endnote"):
            part = story.package.beside(f"{kind}s")
            links = story.package.links_of(part.name) if part else {}
            for each in part.root if part else ():
                if NAMES[each.tag] == kind and attribute(each, "type") not in _SEPARATORS:
                    self._elements[kind, attribute(each, "id")] = each, links

    def note(self, kind: str, identity: str, span: Span) -> Footnote | None:
        """The note of a mark at `span`; None, and told, where the file has none."""
        key = (kind, identity)
        if key not in self._elements:
            message = _("the mark of a note is left out: the file has no such note")
            self._story.account.warn("left-out", span, message)
            return None
        if key not in self._read:
            number = len(self._read) + 1
            self._read[key] = str(number), self._blocks(key, number, span)
        return Footnote(*self._read[key], span)

    def _blocks(self, key: tuple[str, str], number: int, span: Span) -> Blocks:
        element, links = self._elements[key]
        part = Part(self._story, links, self._inner, note_at=span, note_number=number)
        return blocks_of([*Flow(part, element).read()], self._story)

    def _inner(self, _kind: str, _identity: str, span: Span) -> Footnote | None:
        """A note inside a note: Word has none, and the model none either."""
        message = _("a note inside a note is left out")
        self._story.account.warn("left-out", span, message)
        return None

    def tell_unused(self) -> None:
        """Tell of notes whose marks are gone."""
        known = {*self._read, *self._story.gone_notes}
        unused = [key for key in self._elements if key not in known]
        if unused:
            message = _(
                "{count} note that no mark in the text stands for is left out",
                "{count} notes that no mark in the text stands for are left out",
                count=len(unused),
            )
            self._story.account.warn("left-out", Span.of_file(self._story.file), message)
