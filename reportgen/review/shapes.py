"""What lines are: a heading of another level, a paragraph that became a heading or an item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.diagnostics import Message as _
from reportgen.model import Heading
from reportgen.readers.source import Source
from reportgen.review.edits import Change, Edit, Kind
from reportgen.review.lines import Line
from reportgen.review.placing import lists_of
from reportgen.review.tokens import Sources, offsets_of

_OPENING = re.compile(r"#+[ \t]+")
_ATTRIBUTES = re.compile(r"[ \t]*(?:\{[^{}]*\})?[ \t]*#*[ \t]*$")


def shape_changes(
    olds: Sequence[Line],
    news: Sequence[Line],
    source: Sequence[Line],
    sources: Sources,
) -> Iterator[Change]:
    """The change of what a line is, where it is one line still."""
    old, new, own = olds[0], news[0], source[0]
    if old.shape == new.shape or not len(olds) == len(source) == 1:
        return
    text = sources.get(own.block.span.file)
    edits = _edits(old, new, own, text) if text is not None and not own.made else ()
    reason = None if edits else _("make it so in the file: it has become something else")
    is_heading = isinstance(new.block, Heading) or isinstance(old.block, Heading)
    kind: Kind = "heading" if is_heading else "list"
    at = new.block.span
    yield Change(kind, _told(old), _told(new), own.block.span, at, edits, reason)


def _told(line: Line) -> str:
    marks = "".join(each.kind[0] + " " for each in line.holders)
    level = "#" * line.block.level + " " if isinstance(line.block, Heading) else ""
    return f"{marks}{level}{line.text}"


def _edits(old: Line, new: Line, own: Line, source: Source) -> tuple[Edit, ...]:
    if new.holders or own.holders or old.holders:
        return _list_edits(new, own, source)
    begin, end = offsets_of(own.block.span, source)
    first = source.text.find("\n", begin, end) < 0
    match own.block, new.block:
        case Heading(level=1), _:
            return ()
        case Heading(), Heading(level=level) if level > 1:
            found = _OPENING.match(source.text, begin)
            if found is not None:
                return (Edit(source.file, begin, found.end(), "#" * level + " "),)
        case Heading(), _ if not isinstance(new.block, Heading):
            found = _OPENING.match(source.text, begin)
            tail = _ATTRIBUTES.search(source.text, begin, end)
            if found is not None and tail is not None:
                last = Edit(source.file, tail.start(), end, "")
                return (Edit(source.file, begin, found.end(), ""), last)
        case _, Heading(level=level) if level > 1 and first:
            return (Edit(source.file, begin, begin, "#" * level + " "),)
    return ()


def _list_edits(new: Line, own: Line, source: Source) -> tuple[Edit, ...]:
    """A paragraph that became an item of a list of its own, or an item that became one."""
    begin = offsets_of(own.block.span, source)[0]
    before, after = lists_of(own), lists_of(new)
    if not own.holders and len(after) == len(new.holders) == 1 and new.leads:
        mark = "- " if after[0].kind == "bullet" else "1. "
        if source.text.find("\n", *offsets_of(own.block.span, source)) < 0:
            return (Edit(source.file, begin, begin, mark),)
    if len(before) == len(after) == 1 and own.leads and new.leads:
        item = before[0].item
        at = offsets_of(item.span, source)[0] if item is not None else begin
        mark = "- " if after[0].kind == "bullet" else "1. "
        return (Edit(source.file, at, begin, mark),)
    return ()
