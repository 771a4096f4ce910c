"""The footnotes of a document in the order in which their marks are read.

Blocks are written in the order that is handy: a caption after the table that it stands above.
Programs that pair notes with marks by order, not by id, need both to be the same.
"""

from __future__ import annotations

from collections.abc import Hashable

from msgspec import Struct

from reportgen.model import Change, Footnote
from reportgen.writers.word.wml import marks as wml
from reportgen.writers.word.wml.markup import Xml
from reportgen.writers.word.wml.text import footnote_reference


class _Mark(Struct, frozen=True):
    """A mark as it was written; `bookmark` is an id for the one that others may refer to."""

    footnote: Footnote
    change: Change | None
    properties: Xml
    bookmark: int


class Marks:
    """The marks that were written, and the notes that they got when the body was read."""

    def __init__(self) -> None:
        # Each with the change that its mark stands in; their ids count from 1.
        self.notes: list[tuple[Footnote, Change | None]] = []
        self._written: list[_Mark] = []
        self._shared: dict[Hashable, int] = {}

    def write(
        self, footnote: Footnote, change: Change | None, properties: Xml, bookmark: int
    ) -> Xml:
        """What stands in the body for a mark until `read` has come to it."""
        self._written.append(_Mark(footnote, change, properties, bookmark))
        return wml.token(len(self._written) - 1)

    def read(self, markup: Xml) -> Xml:
        """The next piece of the body, with the marks in it."""
        return wml.with_marks(markup, self._markup)

    def _markup(self, index: int) -> Xml:
        mark = self._written[index]
        footnote, change = mark.footnote, mark.change
        if not footnote.mark:
            return footnote_reference(self._note(mark), mark.properties)
        # What came in or went out has a note of its own: the others must not depend on it.
        key = (footnote.label, footnote.blocks, change)
        number = self._shared.get(key)
        if number is not None:
            return wml.further_mark(number, mark.properties, deleted=change == "deleted")
        self._shared[key] = number = self._note(mark)
        return wml.named_reference(number, mark.bookmark, mark.properties)

    def _note(self, mark: _Mark) -> int:
        self.notes.append((mark.footnote, mark.change))
        return len(self.notes)
