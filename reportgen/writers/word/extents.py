"""How wide what stands in a cell is: on one line, and at its longest unbreakable piece."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple, assert_never

from msgspec import Struct

from reportgen.model import (
    Code,
    Computed,
    Deleted,
    Emphasis,
    Footnote,
    Foreign,
    Inlines,
    Inserted,
    Leaf,
    LineBreak,
    Link,
    Reference,
    SoftBreak,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from reportgen.office.fonts import LetterWidths, letter_widths
from reportgen.writers.word.wml.typography import Typography

# Where a line may end. Word and LibreOffice agree on these: a space, a hyphen between letters
# and a soft hyphen; addresses may break at their marks, since nobody reads them aloud.
_BREAK = re.compile(r"( +|\n|\u00ad|(?<=[^\W\d_]-)(?=[^\W\d_]))")
_IN_ADDRESS = re.compile(r"( +|\n|\u00ad|(?<=[/?&=#._-])(?=\w))")
_ADDRESS = re.compile(r"\w://|www\.")
# Raised and lowered text is set in about so much of the type size.
_RAISED = 0.7
# A footnote's number is not known where its mark is measured: two digits.
_MARK = "00"
# Widths differ a little between programs, and between a font and what stands in for it.
_SAFETY = 1.02


# What may end a line, or be an address, has one of these; most numbers and words have none.
_MAY_BREAK = re.compile(r"[ \n\u00ad:-]|www")


class Extent(NamedTuple):
    """Two lengths in points: the longest piece that may not break, and the longest line.

    A tuple, since a report has one for each cell.
    """

    least: float = 0.0
    longest: float = 0.0


class _Stretch(Struct, frozen=True):
    """Text of one look."""

    text: str
    letters: LetterWidths
    size_pt: float


class Typesetter:
    """Measures cells whose text is set in `text`, their code in `code`."""

    def __init__(self, text: Typography, code: Typography, size_pt: float) -> None:
        self._text = text
        self._size = size_pt
        self._code_size = code.size_pt
        self._plain = letter_widths(text.font, bold=text.bold)
        self._bold = letter_widths(text.font, bold=True)
        self._code = letter_widths(code.font)
        self._known: dict[str, Extent] = {}

    def extent(self, inlines: Inlines) -> Extent:
        """How wide the cell that holds `inlines` wants to be, without its margins."""
        if len(inlines) == 1 and isinstance(child := inlines[0], Text | Computed):
            text = child.text or ""
            found = self._known.get(text)
            if found is None:
                found = self._known[text] = self._of_text(self._cased(text))
            return found
        return _measured(self._stretches(inlines, self._plain, self._size))

    def _of_text(self, text: str) -> Extent:
        if _MAY_BREAK.search(text):
            return _measured([_Stretch(text, self._plain, self._size)])
        width = self._plain.width(text, self._size) * _SAFETY
        return Extent(width, width)

    def _cased(self, text: str) -> str:
        return text.upper() if self._text.capitals else text

    def _stretches(
        self, inlines: Inlines, letters: LetterWidths, size: float
    ) -> Iterator[_Stretch]:
        for inline in inlines:
            match inline:
                case Footnote():
                    yield _Stretch(_MARK, letters, size * _RAISED)
                case Strong(children=children):
                    yield from self._stretches(children, self._bold, size)
                case Subscript(children=children) | Superscript(children=children):
                    yield from self._stretches(children, letters, size * _RAISED)
                case Emphasis() | Foreign() | Link() | Inserted() | Deleted():
                    yield from self._stretches(inline.children, letters, size)
                case Text() | Computed() | Reference() | Code() | SoftBreak() | LineBreak():
                    yield self._leaf(inline, letters, size)
                case _:
                    assert_never(inline)

    def _leaf(self, inline: Leaf, letters: LetterWidths, size: float) -> _Stretch:
        match inline:
            case Text(text=text):
                return _Stretch(self._cased(text), letters, size)
            case Computed(text=text) | Reference(text=text):
                return _Stretch(self._cased(text or ""), letters, size)
            case Code(text=text):
                return _Stretch(text, self._code, self._code_size)
            case SoftBreak():
                return _Stretch(" ", letters, size)
            case LineBreak():
                return _Stretch("\n", letters, size)
            case _:
                assert_never(inline)


def _measured(stretches: Iterable[_Stretch]) -> Extent:
    least = longest = line = piece = 0.0
    for stretch in stretches:
        breaks = _IN_ADDRESS if _ADDRESS.search(stretch.text) else _BREAK
        for index, part in enumerate(breaks.split(stretch.text)):
            width = stretch.letters.width(part.strip("\n\u00ad"), stretch.size_pt)
            line += width
            if index % 2 == 0:
                piece += width
                longest = max(longest, line)
                continue
            if part == "\u00ad":
                piece += stretch.letters.width("-", stretch.size_pt)
            elif part == "\n":
                line = 0.0
            least, piece = max(least, piece), 0.0
    return Extent(max(least, piece) * _SAFETY, longest * _SAFETY)
