"""Sections that came in: a heading of the first level with what stands below it, a file of its own.

A section that was moved as a whole stays where it is: the profile, and the numbers before the
names of the files, say in which order sections stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import ReportError
from reportgen.readers.markdown.attributes import slug
from reportgen.readers.source import Source
from reportgen.scaffold.reflow import reflow
from reportgen.scaffold.review.applying import is_readable
from reportgen.scaffold.review.edits import Change, WholeFile
from reportgen.scaffold.review.new_lines import Arrival, Between, Placing, arrivals, opens_section
from reportgen.scaffold.review.prose import Prose

_NUMBER = re.compile(r"(\d+)[-_. ]")
# Between the numbers of two sections, so that another has room.
_STEP = 10
_LONGEST = 60


def with_sections(
    waiting: Sequence[Arrival], between: Between, prose: Prose, *, ends: bool
) -> Iterator[Change]:
    """The changes that put lines where they came in.

    `ends` says that no line of the section that they came into stands behind them.
    """
    places = [n for n, each in enumerate(waiting) if opens_section(each)]
    source = None if between.after is None else between.after.block.span.file
    if not places or source is None or not (ends or _is_moved(waiting[places[0]])):
        yield from arrivals(waiting, between, prose)
        return
    yield from arrivals(waiting[: places[0]], between, prose)
    for begin, end in zip(places, [*places[1:], len(waiting)], strict=True):
        run = waiting[begin:end]
        yield _moved(run) if _is_moved(run[0]) else _section(run, between, prose)


def _is_moved(arrival: Arrival) -> bool:
    return arrival.source is not None


def _moved(run: Sequence[Arrival]) -> Change:
    heading = run[0].source
    assert heading is not None
    text = " ¶ ".join(each.line.text for each in run)
    at = run[0].line.block.span.until(run[-1].line.block.span)
    reason = _("the profile and the numbers of the files say in which order sections stand")
    return Change("moved", run[0].line.text, text, heading.block.span, at, (), reason)


def _section(run: Sequence[Arrival], between: Between, prose: Prose) -> Change:
    after, around = between.after, prose.around
    assert after is not None
    beside = around.sources[after.block.span.file]
    placing = Placing(after, between, beside, prose)
    text = "\n\n".join([placing.text(run), *around.notes.texts()]) + "\n"
    title = run[0].line.text
    name = _name(title, beside.file, around.sources)
    content, pictures = _in_lines(text, name, beside), around.pictures.take()
    after_text = " ¶ ".join(each.line.text for each in run)
    at = run[0].line.block.span.until(run[-1].line.block.span)
    if not is_readable(text, name):
        reason = _("a new section is a file of its own: make it beside the others")
        return Change("new", "", after_text, None, at, (), reason)
    span = Source(name, text).span_between(0, 0)
    files = (WholeFile(name, content), *pictures)
    return Change("new", "", after_text, span, at, (*placing.removals(run),), files=files)


def _in_lines(text: str, name: str, beside: Source) -> bytes:
    """The text as bytes, a sentence a line where the section beside it has that."""
    content = text.encode("utf-8")
    try:
        if reflow(beside.text.encode("utf-8"), beside.file) == beside.text.encode("utf-8"):
            return reflow(content, name)
    except ReportError:
        pass
    return content


def _name(title: str, beside: str, sources: Mapping[str, Source]) -> str:
    """A name for the file by which it comes behind the section beside it."""
    folder = PurePosixPath(beside).parent
    numbers = sorted(
        found[1]
        for each in map(PurePosixPath, sources)
        if each.parent == folder and (found := _NUMBER.match(each.name))
    )
    own = _NUMBER.match(PurePosixPath(beside).name)
    stem = slug(title)[:_LONGEST].strip("-") or "avsnitt"
    if own is None:
        return f"{folder}/{stem}.md"
    later = [each for each in numbers if each > own[1]]
    return f"{folder}/{_between(own[1], later[0] if later else None)}-{stem}.md"


def _between(number: str, following: str | None) -> str:
    """A number that stands between two in the order of names."""
    low = int(number)
    high = low + 2 * _STEP if following is None else int(following)
    middle = str((low + high) // 2).zfill(len(number))
    is_between = number < middle and (following is None or middle < following)
    return middle if is_between else f"{number}5"
