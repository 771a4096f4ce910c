"""How runs look: bold, italics, raised and lowered text, code, values of ours, hidden text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.readers.word.elements import NAMES, attribute, child, is_on, value_of, whole_number
from reportgen.readers.word.segments import STRONG, Mark, Marks
from reportgen.readers.word.story import Story
from reportgen.readers.word.stylesheet import raised_by

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# What a run can look like and is kept, as bits.
BOLD, ITALIC, LOWERED, RAISED, CODE, COMPUTED, HIDDEN = (1 << bit for bit in range(7))
_MARKS = (
    (BOLD, STRONG),
    (ITALIC, Mark("emphasis")),
    (LOWERED, Mark("subscript")),
    (RAISED, Mark("superscript")),
    (CODE, Mark("code")),
    (COMPUTED, Mark("computed")),
)
# What is not kept.
_ORNAMENTS = frozenset(["u", "strike", "dstrike", "caps", "smallCaps", "highlight", "em", "effect"])
_SIGN_FONTS = ("symbol", "wingdings", "wingdings 2")


def marks_of(look: int) -> Marks:
    """The marks of a look, outermost first; that text is hidden is none."""
    return tuple(mark for bit, mark in _MARKS if look & bit)


class RunLooks:
    """Reads the properties of runs; `font` is the last one's where it is one of signs.

    `ornamented` says that the last run had what is not kept, underlining for one.
    """

    def __init__(self, story: Story) -> None:
        self._story = story
        self._size = 0
        self.font = ""
        self.ornamented = False

    def plain(self) -> int:
        """The look of a run that says nothing."""
        self.font, self.ornamented = "", False
        return 0

    def largest(self) -> int:
        """The largest size since this was asked last, in half points; 0 where none was said."""
        size, self._size = self._size, 0
        return size

    def read(self, properties: Element) -> int:
        """The look of a run as bits."""
        if self._story.changes == "rejected":
            before = child(properties, "rPrChange", "rPr")
            properties = properties if before is None else before
        look = 0
        for each in properties:
            name = NAMES[each.tag]
            if name == "b":
                look = _with(look, BOLD, on=is_on(each))
            elif name == "i":
                look = _with(look, ITALIC, on=is_on(each))
            elif name == "vanish":
                look = _with(look, HIDDEN, on=is_on(each))
            elif name == "rStyle":
                look |= self._of_style(value_of(each))
            elif name in _RARE:
                look = self._rare(name, each, look)
        return look

    def _rare(self, name: str, element: Element, look: int) -> int:
        if name == "vertAlign":
            raised = raised_by(value_of(element))
            look = _with(look, RAISED, on=raised == "superscript")
            return _with(look, LOWERED, on=raised == "subscript")
        if name == "rFonts":
            font = attribute(element, "ascii") or attribute(element, "hAnsi")
            self.font = font if font.casefold() in _SIGN_FONTS else ""
        elif name == "sz":
            self._size = max(self._size, whole_number(value_of(element)))
        elif is_on(element):
            self.ornamented = True
        return look

    def _of_style(self, style: str) -> int:
        found = self._story.styles.run(style)
        said = (
            (BOLD, found.bold),
            (ITALIC, found.italic),
            (RAISED, found.raised == "superscript"),
            (LOWERED, found.raised == "subscript"),
            (CODE, found.code),
            (COMPUTED, found.computed and self._story.sources.known),
            (HIDDEN, found.hidden),
        )
        return sum(bit for bit, on in said if on)


_RARE = _ORNAMENTS | {"vertAlign", "rFonts", "sz"}


def _with(look: int, bit: int, *, on: bool) -> int:
    return look | bit if on else look & ~bit
