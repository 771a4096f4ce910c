"""Where whole lines are put into a Markdown file, taken out of it, or moved in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from reportgen.model import (
    Computed,
    Definition,
    Footnote,
    Heading,
    ImagePlacement,
    Inline,
    Inlines,
    Link,
    Paragraph,
    Reference,
    Text,
)
from reportgen.model.traverse import rewrite_inlines
from reportgen.readers.source import Source
from reportgen.scaffold.reflow import continuation
from reportgen.scaffold.review.edits import Edit
from reportgen.scaffold.review.lines import Holder, HolderKind, Line
from reportgen.scaffold.review.new_notes import NewNotes
from reportgen.scaffold.review.new_pictures import NewPictures
from reportgen.scaffold.review.references import leads_inside
from reportgen.scaffold.review.tokens import offsets_of
from reportgen.writers.markdown.blocks import block_lines
from reportgen.writers.markdown.captions import ends_in_words
from reportgen.writers.markdown.inlines import written

_MARKS: dict[HolderKind, str] = {
    "bullet": "- ", "ordered": "1. ", "definition": ": ", "quote": "> ",
}  # fmt: skip
_ITEM = re.compile(r"(?:[-+*]|\d+[.)])[ \t]+")
_INDENTS = {"bullet": "  ", "ordered": "   ", "quote": "> ", "definition": "  "}


def lists_of(line: Line) -> tuple[Holder, ...]:
    """The lists that a line stands in, outermost first."""
    return tuple(each for each in line.holders if each.kind in ("bullet", "ordered"))


def plainly(inlines: Inlines, notes: NewNotes) -> Inlines:
    """Inlines of a Word file as a new text can have them: what leads to bookmarks is text."""

    def rewritten(inline: Inline) -> Inline:
        match inline:
            case Reference(text=text, span=span):
                return notes.references.known(inline) or Text(text or "", span)
            case Link():
                return notes.references.known(inline) or inline
            case Computed(expression="", text=text, span=span):
                return Text(text or "", span)
            case Footnote():
                return notes.named(inline)
        return inline

    found = rewrite_inlines(inlines, rewritten, lambda block: block)
    return tuple(each for inline in found for each in _without_inner_link(inline))


def _without_inner_link(inline: Inline) -> Inlines:
    if isinstance(inline, Link) and leads_inside(inline):
        return inline.children
    return (inline,)


def markdown_of(line: Line, file: str, notes: NewNotes, pictures: NewPictures) -> list[str]:
    """The lines of a new block of `file`: paragraph, heading, table, picture, text as it stands."""
    match line.block:
        case ImagePlacement():
            return block_lines((pictures.placed(line.block, file),))
        case Heading(level=level, children=children):
            text = written(plainly(children, notes)).replace("\n", " ")
            return [f"{'#' * level} {ends_in_words(text)}"]
        case Paragraph(children=children):
            return written(plainly(children, notes)).split("\n")
    return block_lines((line.block,))


# New lines


def new_text(run: Sequence[Line], bodies: Sequence[Sequence[str]]) -> str:
    """Lines that stand one after the other, as Markdown outside of any list that is there."""
    text = ""
    before: Line | None = None
    for line, body in zip(run, bodies, strict=True):
        if before is not None:
            text += "\n" if _goes_on(before, line) else "\n\n"
        text += "\n".join(_indented(body, line))
        before = line
    return text


def _goes_on(before: Line, line: Line) -> bool:
    """Whether no empty line stands between two: items of one list, a term and its meaning."""
    if _explains(line):
        return before.is_term
    return line.leads and bool(lists_of(before)) and bool(lists_of(line))


def _explains(line: Line) -> bool:
    """Whether a line is the first of a meaning: it bears the mark, not the term above it."""
    item = line.holders[-1].item if line.holders else None
    return isinstance(item, Definition) and item.blocks[:1] == (line.block,)


def _indented(lines: Sequence[str], line: Line) -> list[str]:
    indent = "".join(_INDENTS[each.kind] for each in line.holders)
    first = indent
    if (line.leads or _explains(line)) and line.holders:
        last = line.holders[-1].kind
        first = indent[: -len(_INDENTS[last])] + ("" if line.is_term else _MARKS[last])
    return [first + lines[0], *(indent + each if each else "" for each in lines[1:])]


# Before a line that stands in a list or a quotation.
_BEFORE = re.compile(r"[ \t]*(?:>[> \t]*)?")


def bare(text: str) -> str:
    """A line of a source without what it stands in."""
    return _BEFORE.sub("", text, count=1).rstrip()


Marks = tuple[str, ...]


def marks_of(line: Line, source: Source) -> Marks:
    """What stands before the items that a line of a list stands in, outermost first."""
    return tuple(_before(each, source) for each in lists_of(line))


def item_text(body: Sequence[str], line: Line, marks: Marks) -> tuple[str, Marks]:
    """A new item behind others with their marks, and the marks of those that it stands in."""
    depth = len(lists_of(line))
    if depth <= len(marks):
        marks = marks[:depth]
    else:
        marks = (*marks, continuation(marks[-1]) + _MARKS[lists_of(line)[-1].kind])
    later = continuation(marks[-1])
    lines = [marks[-1] + body[0], *(later + each if each else "" for each in body[1:])]
    return "\n".join(lines), marks


def place_of_item(after: Line, depth: int, source: Source) -> int:
    """Where the item of that depth ends which a line stands in."""
    item = lists_of(after)[depth - 1].item
    assert item is not None
    return offsets_of(item.span, source)[1]


def _before(holder: Holder, source: Source) -> str:
    """What stands before the text of an item: indent and mark."""
    assert holder.item is not None
    begin, end = offsets_of(holder.item.span, source)
    line_begin = source.text.rfind("\n", 0, begin) + 1
    found = _ITEM.match(source.text[begin:end])
    return source.text[line_begin : begin + (found.end() if found else 0)]


def end_of(line: Line, source: Source) -> tuple[int, str]:
    """Where a block behind a line begins, and what must follow it where its list goes on."""
    outer = line.holders[0] if line.holders else None
    if outer is None:
        return offsets_of(line.block.span, source)[1], ""
    end = offsets_of(outer.block.span, source)[1]
    inner = outer.item.span if outer.item is not None else outer.block.span
    own = offsets_of(inner, source)[1]
    goes_on = own < end and source.text[own : own + 2] != "\n\n"
    return own, "\n" if goes_on else ""


# Lines that go out


def extent_of(line: Line, source: Source) -> tuple[int, int]:
    """The whole source lines of a block; what else an item holds belongs to the one before then."""
    begin, end = offsets_of(line.block.span, source)
    return source.text.rfind("\n", 0, begin) + 1, _line_end(source.text, end)


def _line_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def removal(line: Line, source: Source) -> Edit:
    """The edit that takes out a block with the empty lines below it."""
    begin, end = extent_of(line, source)
    text = source.text
    following = end
    while text[following : following + 1] == "\n":
        following += 1
    if following < len(text):
        keep = 0 if not lists_of(line) or following - end == 1 else following - end - 1
        return Edit(source.file, begin, following - keep, "")
    return Edit(source.file, len(text[:begin].rstrip("\n")), end, "")


def definition_extent(note: Footnote, source: Source) -> tuple[int, int] | None:
    """From where to where a note's definition stands with the empty lines before it."""
    if not note.blocks:
        return None
    begin, _end = offsets_of(note.blocks[0].span, source)
    end = offsets_of(note.blocks[-1].span, source)[1]
    start = source.text.rfind("\n", 0, begin) + 1
    if not source.text[start:begin].lstrip().startswith("[^"):
        return None
    while start and source.text[start - 1] == "\n":
        start -= 1
    return start, _line_end(source.text, end)


def paragraph_ends(
    news: Sequence[Line], source: Line, sources: Mapping[str, Source]
) -> Iterator[str]:
    """What is written between each two of the lines that one line was divided into."""
    own = sources.get(source.block.span.file)
    if own is None:
        return
    begin = offsets_of(source.block.span, own)[0]
    before = own.text[own.text.rfind("\n", 0, begin) + 1 : begin]
    later = continuation(before)
    for line in news[1:]:
        if isinstance(line.block, Heading):
            yield f"\n\n{later}{'#' * line.block.level} "
        elif line.leads and lists_of(line) and lists_of(source):
            yield f"\n{before}"
        else:
            yield f"\n\n{later}"
