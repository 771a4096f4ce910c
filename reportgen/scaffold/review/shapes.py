"""What lines are: a heading of another level, a paragraph that became a heading or an item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.diagnostics import Message as _
from reportgen.model import Heading, Paragraph, SoftBreak
from reportgen.model.traverse import walk_inlines
from reportgen.readers.source import Source
from reportgen.scaffold.reflow import continuation
from reportgen.scaffold.review.edits import Change, Edit, Kind
from reportgen.scaffold.review.lines import Line
from reportgen.scaffold.review.placing import lists_of, marks_of
from reportgen.scaffold.review.tokens import Sources, offsets_of

_OPENING = re.compile(r"#+[ \t]+")
_QUOTE = re.compile(r"[ \t]*>[ \t]?")
_ATTRIBUTES = re.compile(r"[ \t]*(?:\{[^{}]*\})?[ \t]*#*[ \t]*$")


def shape_changes(
    olds: Sequence[Line],
    news: Sequence[Line],
    source: Sequence[Line],
    after: Line | None,
    sources: Sources,
    words: Sequence[Change],
) -> Iterator[Change]:
    """The change of what a line is, where it is one line still; `after` is the line before it.

    `words` are the changes of its words: where these write a stretch anew, nothing else is cut.
    """
    old, new, own = olds[0], news[0], source[0]
    if old.shape == new.shape or not len(olds) == len(source) == 1:
        return
    text = sources.get(own.block.span.file)
    others = [edit for each in words for edit in each.edits]
    made = _edits(old, new, own, after, text) if text is not None and not own.made else ()
    edits = tuple(each for each in made if not any(_is_inside(each, other) for other in others))
    reason = None if edits else _("make it so in the file: it has become something else")
    is_heading = isinstance(new.block, Heading) or isinstance(old.block, Heading)
    kind: Kind = "heading" if is_heading else "list"
    at = new.block.span
    yield Change(kind, _told(old), _told(new), own.block.span, at, edits, reason)


def _is_inside(edit: Edit, other: Edit) -> bool:
    """Whether an edit is of a stretch that another writes anew or takes out."""
    if edit.file != other.file or other.begin == other.end:
        return False
    inside = other.begin <= edit.begin and edit.end <= other.end
    return inside and (edit.begin < edit.end or other.begin < edit.begin < other.end)


_SIGNS = {"bullet": "• ", "ordered": "1. ", "quote": "> ", "definition": ": "}


def _told(line: Line) -> str:
    marks = "".join(_SIGNS[each.kind] for each in line.holders)
    level = "#" * line.block.level + " " if isinstance(line.block, Heading) else ""
    return f"{marks}{level}{line.text}"


def _edits(old: Line, new: Line, own: Line, after: Line | None, source: Source) -> tuple[Edit, ...]:
    kinds = [tuple(each.kind for each in line.holders) for line in (own, new)]
    if kinds in ([(), ("quote",)], [("quote",), ()]) and isinstance(new.block, Paragraph):
        return tuple(_quoted(own, source, is_quote=bool(kinds[1])))
    if new.holders or own.holders or old.holders:
        return _list_edits(new, own, after, source)
    begin, end = offsets_of(own.block.span, source)
    ends = [*_line_ends(own, " ", source)]
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
        case _, Heading(level=level) if level > 1 and _is_one_line(begin, end, ends, source):
            return (Edit(source.file, begin, begin, "#" * level + " "), *ends)
    return ()


def _line_ends(own: Line, text: str, source: Source) -> Iterator[Edit]:
    """The edits that put something else for the ends of lines within a paragraph."""
    for each in walk_inlines(own.children):
        if isinstance(each, SoftBreak):
            yield Edit(source.file, *offsets_of(each.span, source), text)


def _is_one_line(begin: int, end: int, ends: Sequence[Edit], source: Source) -> bool:
    """Whether no line ends between the offsets but where `ends` put something else."""
    return source.text.count("\n", begin, end) == len(ends)


def _quoted(own: Line, source: Source, *, is_quote: bool) -> Iterator[Edit]:
    """The edits that put the mark of a quotation before each line, or take it away."""
    begin, end = offsets_of(own.block.span, source)
    at = source.text.rfind("\n", 0, begin) + 1
    while at < end:
        found = _QUOTE.match(source.text, at)
        if is_quote:
            yield Edit(source.file, at, at, "> ")
        elif found is not None:
            yield Edit(source.file, at, found.end(), "")
        following = source.text.find("\n", at)
        at = end if following < 0 else following + 1


def _list_edits(new: Line, own: Line, after: Line | None, source: Source) -> tuple[Edit, ...]:
    """A paragraph that became an item of a list of its own, or an item that stands deeper."""
    begin, end = offsets_of(own.block.span, source)
    wanted = lists_of(new)
    if not new.holders and own.leads and len(lists_of(own)) == len(own.holders):
        line_begin = source.text.rfind("\n", 0, begin) + 1
        follows = source.text[end : end + 2].strip("\n") or not source.text[end:].strip()
        last = () if not follows else (Edit(source.file, end, end, "\n"),)
        above = "" if source.text[:line_begin].endswith("\n\n") else "\n"
        return (Edit(source.file, line_begin, begin, above), *last)
    if len(wanted) != len(new.holders) or not new.leads or (own.holders and not own.leads):
        return ()
    mark = "- " if wanted[-1].kind == "bullet" else "1. "
    depth = len(wanted)
    indent = "" if depth == 1 else _indent(depth, own, after, source)
    if indent is None or len(lists_of(own)) != len(own.holders):
        return ()
    line_begin = source.text.rfind("\n", 0, begin) + 1
    later = f"\n{continuation(indent + mark)}"
    first = Edit(source.file, line_begin, begin, indent + mark)
    return (first, *_line_ends(own, later, source))


def _indent(depth: int, own: Line, after: Line | None, source: Source) -> str | None:
    """What stands before the mark of an item of that depth; None where none can be so deep."""
    marks = marks_of(own, source)
    if depth - 1 < len(marks):
        return continuation(marks[depth - 2])
    above = () if after is None or not lists_of(after) else marks_of(after, source)
    return continuation(above[depth - 2]) if depth - 1 <= len(above) else None
