"""Fields of a Word file: what they say, and what of them is text (ECMA-376 part 1, 17.16).

A complex field is begun, parted and ended by marks among the runs; its code stands before the
parting mark, its result after it. Fields stand in one another, run over paragraphs, and are
broken: one that never ends is none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.readers.word.elements import attribute
from reportgen.readers.word.segments import Mark

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# Fields whose results are made anew: contents, lists of figures.
_MADE_ANEW = ("TOC",)


class Field:
    """An open field: its code as far as it was read, and whether its result has begun."""

    __slots__ = ("code", "mark", "number", "result")

    def __init__(self, number: int) -> None:
        self.number = number
        self.code = ""
        self.result = False
        self.mark: Mark | None = None


class Fields:
    """The fields that are open at a place of a story.

    `marks` are those that the open fields' results stand in; `hidden` says that what comes is
    no text: a code, or a result that is made anew. `made_anew` counts those.
    """

    def __init__(self, root: Element) -> None:
        self._endless = _endless(root)
        self._open: list[Field] = []
        self._count = 0
        self.marks: tuple[Mark, ...] = ()
        self.hidden = False
        self.contents = False
        self.made_anew = 0

    def character(self, element: Element) -> None:
        """A `w:fldChar`."""
        kind = attribute(element, "fldCharType")
        if kind == "begin":
            if element not in self._endless:
                self._count += 1
                self._open.append(Field(self._count))
        elif self._open and kind == "separate":
            self._part(self._open[-1])
        elif self._open and kind == "end":
            self._open.pop()
        self._look()

    def code(self, text: str) -> None:
        """A piece of a field's code."""
        if self._open and not self._open[-1].result:
            self._open[-1].code += text

    def begin_simple(self, code: str) -> None:
        """A field that is an element: `w:fldSimple`; `end_simple` ends it."""
        self._count += 1
        field = Field(self._count)
        field.code = code
        self._open.append(field)
        self._part(field)
        self._look()

    def end_simple(self) -> None:
        """The end of a field that is an element, and of what was left open in it."""
        if self._open:
            self._open.pop()
        self._look()

    def _part(self, field: Field) -> None:
        if not field.result:
            field.result = True
            field.mark = mark_of(field.code, field.number)
            if name_of_code(field.code) in _MADE_ANEW:
                self.made_anew += 1

    def _look(self) -> None:
        self.marks = tuple(each.mark for each in self._open if each.mark)
        self.contents = any(
            each.result and name_of_code(each.code) in _MADE_ANEW for each in self._open
        )
        self.hidden = self.contents or any(not each.result for each in self._open)


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
    """What the result of a field stands in: a link, a reference, the number of a caption."""
    words = words_of(code)
    name = words[0].upper() if words else ""
    if name == "HYPERLINK":
        return _link(words, number)
    if name == "SEQ" and len(words) > 1:
        return Mark("sequence", words[1], number)
    if name in ("REF", "NOTEREF") and len(words) > 1:
        return Mark("reference", words[1], number)
    return None


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
