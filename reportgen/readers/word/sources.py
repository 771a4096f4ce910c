"""The part in which our own files say which expressions their values came from.

It says so by bookmarks of blocks and the order of the values in them (`writers/word/source_map`);
other programs keep both, but may divide or join paragraphs: a value is found by its text as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from reportgen.readers.word.elements import NAMES, attribute, whole_number
from reportgen.readers.word.segments import Mark, Segments

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_NAMESPACE = "{urn:reportgen:sources:1}"
Place = Literal["", "caption", "note"]
# What is left of the values of a place: each its text and its expression.
Values = list[tuple[str, str]]


class SentAs(Struct, frozen=True):
    """The build that a file of ours comes from: its id and its year; "" and 0 for none.

    `texts` are digests of the texts of blocks as they were sent, by their bookmarks.
    """

    build: str = ""
    year: int = 0
    texts: Mapping[str, str] = {}


class Sources:
    """The values that a file of ours says it holds, taken one by one as they are met.

    `known` is False for a file that says nothing of the kind.
    """

    def __init__(self, parts: Iterable[Element]) -> None:
        self.known = False
        self.sent = SentAs()
        self._blocks: dict[str, dict[str, Values]] = {}
        self._notes: dict[int, Values] = {}
        self._here = ""
        # Where what stands in the look of a value is none that was sent: its paragraph, and from
        # which column to which.
        self.overwritten: list[tuple[int, int, int]] = []
        for root in parts:
            if root.tag == f"{_NAMESPACE}sources":
                self.known = True
                self._read(root)

    def _read(self, root: Element) -> None:
        texts = {attribute(each, "bookmark"): attribute(each, "text") for each in root}
        year = whole_number(attribute(root, "year"))
        self.sent = SentAs(attribute(root, "build"), year, texts)
        for block in root:
            places: dict[str, Values] = {}
            for value in block:
                text, expression = value.text or "", attribute(value, "expression")
                places.setdefault(attribute(value, "part"), []).append((text, expression))
            if NAMES[block.tag] == "footnote":
                number = whole_number(attribute(block, "number"))
                self._notes[number] = places.get("", [])
            else:
                self._blocks[attribute(block, "bookmark")] = places

    def fill(self, segments: Segments, bookmarks: Sequence[str], place: Place, note: int) -> None:
        """Write into the marks of computed values which expressions they came from.

        `bookmarks` are those of the paragraph; `note` is the number of the note that it is in,
        0 in running text.
        """
        self._here = next((name for name in bookmarks if name in self._blocks), self._here)
        for segment in segments.all:
            if any(mark.kind == "computed" for mark in segment.marks):
                found = self._take(segment.text.strip(), place, note)
                named = Mark("computed", found, segment.column)
                if not found:
                    end = segment.column + len(segment.text)
                    self.overwritten.append((segments.line, segment.column, end))
                segment.marks = tuple(
                    named if mark.kind == "computed" else mark for mark in segment.marks
                )

    def _take(self, text: str, place: Place, note: int) -> str:
        """The expression of the next value of that text, empty where none is left."""
        for values in self._likely(place, note):
            for index, (known, expression) in enumerate(values):
                if known.strip() == text:
                    del values[index]
                    return expression
        return ""

    def _likely(self, place: Place, note: int) -> Iterable[Values]:
        """Where to look: in the note, in the block, or in the captions of all blocks in turn."""
        if note:
            return (self._notes.get(note, []),)
        if place:
            return (places[place] for places in self._blocks.values() if place in places)
        return (self._blocks.get(self._here, {}).get("", []),)
