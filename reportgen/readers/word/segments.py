"""The text of a paragraph on its way into the model: stretches of text, and what marks them.

Word divides text wherever it likes (spelling, revisions, bookmarks); stretches with the same
marks become one again, and marks that neighbours share are written around both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import Literal, assert_never

from msgspec import Struct

from reportgen.diagnostics import Span
from reportgen.model import (
    Code,
    Computed,
    Deleted,
    Emphasis,
    Inline,
    Inlines,
    Inserted,
    LineBreak,
    Link,
    Reference,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from reportgen.model.traverse import plain_text

MarkKind = Literal[
    "inserted", "deleted", "link", "reference", "note", "sequence", "number", "computed",
    "strong", "emphasis", "subscript", "superscript", "code",
]  # fmt: skip


class Mark(Struct, frozen=True):
    """Something that a stretch of text stands in.

    `target` is that of a link or reference, the label of a counted caption, the expression of a
    computed value; a "number" is that of a note, its target, or of a page, as running text has it.
    `number` keeps two of a kind apart that stand side by side.
    """

    kind: MarkKind
    target: str = ""
    number: int = 0


Marks = tuple[Mark, ...]
_LINE_BREAK = "\n"
_SPACE = " \t\n"
_FORMATS = frozenset(["strong", "emphasis", "subscript", "superscript", "code"])
STRONG = Mark("strong")


class Segment:
    """A stretch of text with its marks, outermost first; `node` stands in place of text."""

    __slots__ = ("column", "line", "marks", "node", "pieces")

    def __init__(self, line: int, column: int, marks: Marks, node: Inline | None = None) -> None:
        self.line = line
        self.column = column
        self.marks = marks
        self.node = node
        self.pieces: list[str] = []

    @property
    def text(self) -> str:
        """Its text, empty for a node."""
        return "".join(self.pieces)


class Segments:
    """The stretches of a paragraph, and the place that the next one begins at."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.all: list[Segment] = []
        self.line = 0
        self.column = 1

    def begin(self, line: int) -> None:
        """What follows is of paragraph `line`."""
        self.line, self.column = line, 1

    def add(self, text: str, marks: Marks) -> None:
        """Text behind all that there is."""
        last = self.all[-1] if self.all else None
        if last is None or last.marks is not marks or last.node or last.line != self.line:
            last = Segment(self.line, self.column, marks)
            self.all.append(last)
        last.pieces.append(text)
        self.column += len(text)

    def put(self, node: Inline, marks: Marks) -> None:
        """A node that is made already, as long as one character."""
        self.all.append(Segment(self.line, self.column, marks, node))
        self.column += 1

    @property
    def here(self) -> Span:
        """The place that the next text begins at."""
        return Span(self.file, self.line, self.column, self.line, self.column + 1)

    def inlines(self) -> Inlines:
        """All of it as inlines of the model, without the space around it."""
        settled = [*_settled(self.all)]
        if self.has_mark("reference"):
            settled = [*_with_labels(settled)]
        return tuple(_nested(settled, 0, self.file))

    def after(self, count: int) -> Segments:
        """What comes after so many characters of its text."""
        rest = Segments(self.file)
        for each in self.all:
            if each.node is not None or count <= 0:
                rest.all.append(each)
            elif len(each.text) > count:
                rest.all.append(_part(each, count, len(each.text)))
            count -= len(each.text)
        return rest

    def has_mark(self, kind: MarkKind) -> bool:
        """Whether any of it stands in a mark of that kind."""
        return self.target_of(kind) is not None

    def target_of(self, kind: MarkKind) -> str | None:
        """The target of the first mark of that kind, None without one."""
        marks = (mark for each in self.all for mark in each.marks)
        return next((mark.target for mark in marks if mark.kind == kind), None)

    def all_bold(self) -> bool:
        """Whether all text of it is bold."""
        texts = [each for each in self.all if each.node is None and each.text.strip()]
        return bool(texts) and all(STRONG in each.marks for each in texts)

    @property
    def start(self) -> Span:
        """The place that it all begins at."""
        return Span(self.file, self.all[0].line if self.all else self.line, 1, self.line, 1)

    @property
    def has_nodes(self) -> bool:
        """Whether anything but text is among them."""
        return any(each.node is not None for each in self.all)

    def text(self) -> str:
        """All of it as text, without nodes."""
        return "".join(each.text for each in self.all)


def _part(segment: Segment, begin: int, end: int, marks: Marks | None = None) -> Segment:
    """Some characters of a segment, in other `marks` where they are given."""
    made = Segment(segment.line, segment.column + begin, segment.marks if marks is None else marks)
    made.pieces.append(segment.text[begin:end])
    return made


def _settled(segments: Sequence[Segment]) -> Iterator[Segment]:
    """Without the space at both ends, and with no space marked that stands at a mark's edge."""
    shown = [index for index, each in enumerate(segments) if each.node or each.text.strip()]
    if not shown:
        return
    first, last = shown[0], shown[-1]
    for index, each in enumerate(segments[first : last + 1], first):
        if each.node is not None:
            yield each
            continue
        text = each.text
        begin = len(text) - len(text.lstrip(_SPACE)) if index == first else 0
        end = len(text.rstrip(_SPACE)) if index == last else len(text)
        cut = each if end - begin == len(text) else _part(each, begin, end)
        yield from _space_outside(cut)


def _space_outside(segment: Segment) -> Iterator[Segment]:
    """Space at the edges of marked text is not marked: emphasis begins and ends with a word."""
    text, marks = segment.text, segment.marks
    if not marks or (text == text.strip(_SPACE) and text):
        yield segment
        return
    plain = tuple(mark for mark in marks if mark.kind not in _FORMATS)
    if plain == marks:
        yield segment
        return
    begin = len(text) - len(text.lstrip(_SPACE))
    end = max(begin, len(text.rstrip(_SPACE)))
    if begin:
        yield _part(segment, 0, begin, plain)
    if end > begin:
        yield _part(segment, begin, end)
    if end < len(text):
        yield _part(segment, end, len(text), plain)


@cache
def _label() -> re.Pattern[str]:
    words = "figur|tabell|avsnitt|kapitel|bild|diagram|bilaga|figure|table|section"
    return re.compile(rf"\b(?:{words})[ \u00a0]$", re.IGNORECASE)


def _with_labels(segments: Sequence[Segment]) -> Iterator[Segment]:
    """References to numbers with the word before them: "figur " and "1" are one reference."""
    label = ""
    for segment, following in zip(segments, (*segments[1:], None), strict=True):
        found = _label().search(segment.text) if _is_number(following) else None
        if label:
            yield _labelled(segment, label)
        elif found is None or segment.node is not None:
            yield segment
        elif found.start():
            yield _part(segment, 0, found.start())
        label = found[0] if found else ""


def _labelled(segment: Segment, label: str) -> Segment:
    """A segment with the word before it, which is its own by now."""
    made = Segment(segment.line, segment.column - len(label), segment.marks)
    made.pieces += [label, *segment.pieces]
    return made


def _is_number(segment: Segment | None) -> bool:
    """Whether it is a reference that shows a number only."""
    if segment is None or not any(mark.kind == "reference" for mark in segment.marks):
        return False
    return segment.text.replace(".", "").isdigit()


def _nested(segments: Sequence[Segment], depth: int, file: str) -> Iterator[Inline]:
    """The inlines of segments whose marks up to `depth` stand around them already."""
    for mark, group in groupby(segments, lambda each: _mark_at(each, depth)):
        inside = [*group]
        if mark is None:
            yield from _leaves(inside, file)
        else:
            yield _wrapped(mark, tuple(_nested(inside, depth + 1, file)))


def _mark_at(segment: Segment, depth: int) -> Mark | None:
    return segment.marks[depth] if depth < len(segment.marks) else None


def _leaves(segments: Sequence[Segment], file: str) -> Iterator[Inline]:
    for (_node, line), group in groupby(segments, lambda each: (each.node, each.line)):
        first, *rest = group
        if first.node is not None:
            yield first.node
            continue
        text = "".join(each.text for each in (first, *rest))
        yield from _lines(text, Span(file, line, first.column, line, first.column))


def _lines(text: str, start: Span) -> Iterator[Inline]:
    """Text, and the line ends that it holds."""
    column = start.column
    for index, piece in enumerate(text.split(_LINE_BREAK)):
        if index:
            yield LineBreak(Span(start.file, start.line, column - 1, start.line, column))
        if piece:
            end = column + len(piece)
            span = Span(start.file, start.line, column, start.line, end)
            yield Text(piece.replace("\t", " "), span)
        column += len(piece) + 1


_WRAPPERS: dict[str, Callable[[Inlines, Span], Inline]] = {
    "strong": Strong,
    "emphasis": Emphasis,
    "subscript": Subscript,
    "superscript": Superscript,
    "inserted": Inserted,
    "deleted": Deleted,
}


def _wrapped(mark: Mark, inside: Inlines) -> Inline:
    """What `mark` makes of the inlines in it."""
    span = inside[0].span.until(inside[-1].span)
    match mark.kind:
        case "link":
            return Link(inside, mark.target, span)
        case "code":
            return Code(plain_text(inside), span)
        case "computed":
            text = plain_text(inside)
            return Computed(mark.target, text, span) if mark.target else Text(text, span)
        case "reference" | "note":
            return Reference(mark.target, None, plain_text(inside), "", span)
        case "number":
            return Reference("", None, plain_text(inside), "", span)
        case "sequence":
            return Text(plain_text(inside), span)
        case "strong" | "emphasis" | "subscript" | "superscript" | "inserted" | "deleted":
            return _WRAPPERS[mark.kind](inside, span)
        case _:
            assert_never(mark.kind)
