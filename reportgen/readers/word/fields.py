"""Fields of a Word file: what they say, and what of them is text (ECMA-376 part 1, 17.16).

A complex field is begun, parted and ended by marks among the runs; its code stands before the
parting mark, its result after it. Fields stand in one another, run over paragraphs, and are
broken: one that never ends is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from reportgen.readers.word.elements import attribute
from reportgen.readers.word.segments import Mark

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Fields whose results are made anew: contents, lists of figures.
_MADE_ANEW = ("TOC",)
# More links and references in each other than these are none.
_DEEPEST = 8


class State(Struct, frozen=True):
    """What a place in the text is in: the marks of the fields whose results it is part of.

    `hidden` says that what stands there is no text: a code, or `contents` that are made anew.
    """

    marks: tuple[Mark, ...] = ()
    hidden: bool = False
    contents: bool = False


class _Field:
    """An open field: where it stands, its code as far as it was read, what its result is in."""

    __slots__ = ("around", "code", "number", "result")

    def __init__(self, number: int, around: State) -> None:
        self.number = number
        self.around = around
        self.code: list[str] = []
        self.result: State | None = None


class Fields:
    """The fields that are open at a place of a story; `state` is what that place is in.

    `made_anew` counts the fields whose results are left out.
    """

    def __init__(self, root: Element) -> None:
        self._endless = _endless(root)
        self._open: list[_Field] = []
        self._count = 0
        self.state = _OUTSIDE
        self.made_anew = 0

    def character(self, element: Element) -> None:
        """A `w:fldChar`."""
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            if element not in self._endless:
                self._begin()
        elif self._open and kind == "separate":
            self._part(self._open[-1])
        elif self._open and kind == "end":
            self._close(len(self._open) - 1)

    def code(self, text: str) -> None:
        """A piece of a field's code."""
        if self._open and self._open[-1].result is None:
            self._open[-1].code.append(text)

    def begin_simple(self, code: str) -> int:
        """A field that is an element: `w:fldSimple`; `end_simple` ends it by what this gives."""
        depth = len(self._open)
        field = self._begin()
        field.code.append(code)
        self._part(field)
        return depth

    def end_simple(self, depth: int) -> None:
        """The end of a field that is an element, and of what was left open in it."""
        self._close(depth)

    def _begin(self) -> _Field:
        self._count += 1
        field = _Field(self._count, self.state)
        self._open.append(field)
        self.state = State(field.around.marks, hidden=True, contents=field.around.contents)
        return field

    def _part(self, field: _Field) -> None:
        """The code of a field is at its end: its result begins."""
        if field.result is not None:
            return
        code, around = "".join(field.code), field.around
        anew = name_of_code(code) in _MADE_ANEW
        self.made_anew += anew
        mark = mark_of(code, field.number)
        marks = (*around.marks, mark) if mark and len(around.marks) < _DEEPEST else around.marks
        field.result = State(marks, around.hidden or anew, around.contents or anew)
        self.state = field.result

    def _close(self, depth: int) -> None:
        """The end of the fields from that depth on."""
        if depth < len(self._open):
            self.state = self._open[depth].around
            del self._open[depth:]


_OUTSIDE = State()


def _endless(root: Element) -> frozenset[Element]:
    """The marks that begin fields which never end, in the order of the text."""
    opened: list[Element] = []
    for each in root.iter("{*}fldChar"):
        kind = attribute(each, "fldCharType")
        if kind == "begin":
            opened.append(each)
        elif kind == "end" and opened:
            opened.pop()
    return frozenset(opened)


def name_of_code(code: str) -> str:
    """What field a code is of, in capitals."""
    return code.strip().partition(" ")[0].upper()


def mark_of(code: str, number: int) -> Mark | None:
    """What the result of a field stands in: a link, a reference, the number of something."""
    words = words_of(code)
    name = words[0].upper() if words else ""
    if name == "HYPERLINK":
        return _link(words, number)
    if name == "SEQ" and len(words) > 1:
        return Mark("sequence", words[1], number)
    if name == "NOTEREF" and len(words) > 1 and "\\f" in words:
        return Mark("note", words[1], number)
    if name in ("NOTEREF", "PAGEREF") and len(words) > 1:
        return Mark("number", words[1], number)
    if name == "REF" and len(words) > 1:
        return Mark("reference", words[1], number)
    return None


def raised(mark: Mark) -> Mark:
    """The mark of raised text: a raised number of a note is its mark once more."""
    return Mark("note", mark.target, mark.number) if mark.kind == "number" else mark


def _link(words: list[str], number: int) -> Mark | None:
    address = anchor = ""
    rest = iter(words[1:])
    for word in rest:
        if word.lower() == "\\l":
            anchor = next(rest, "")
        elif word.lower() in ("\\o", "\\t"):
            next(rest, "")
        elif not word.startswith("\\"):
            address = word
    if address and anchor:
        return Mark("link", f"{address}#{anchor}", number)
    return Mark("link", address or f"#{anchor}", number) if address or anchor else None


def words_of(code: str) -> list[str]:
    r"""The words of a field's code; one in quotation marks is one, `\\` in it a backslash."""
    found = re.finditer(r'"((?:[^"\\]|\\.)*)"|(\S+)', code)
    return [each[2] if each[1] is None else re.sub(r'\\(["\\])', r"\1", each[1]) for each in found]
