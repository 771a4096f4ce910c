"""Two paragraphs that became one, with something between them that is printed elsewhere.

A figure that text passes to fill the page before it stays where it is; the second paragraph goes
up to the first, with all that was changed in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from reportgen.readers.source import Source
from reportgen.scaffold.reflow import continuation
from reportgen.scaffold.review.cutting import edge, marks_before
from reportgen.scaffold.review.edits import Change, Edit, in_order
from reportgen.scaffold.review.placing import bare
from reportgen.scaffold.review.sent_text import Hunk
from reportgen.scaffold.review.tokens import BREAK, Sources
from reportgen.scaffold.review.wording import Wording


class Apart(Struct, frozen=True):
    """Two paragraphs of a source with more than empty lines between them.

    The first ends at `first_end`, what stands between at `between_end`, the second at `end`.
    """

    source: Source
    first_end: int
    between_end: int
    end: int


def apart(hunk: Hunk, wording: Wording, sources: Sources) -> Apart | None:
    """The paragraphs that a hunk joins, None where nothing stands between them."""
    spot = wording.source_range(hunk)
    for place in range(*spot) if spot else ():
        token = wording.source[place]
        if token.key != BREAK or not token.file:
            continue
        source = sources[token.file]
        first_end = edge(wording.source[place - 1], 0, sources)[1]
        begin = edge(wording.source[place + 1], 0, sources)[0]
        line_end, line_begin = source.text.find("\n", first_end), source.text.rfind("\n", 0, begin)
        between = _EMPTY_LINES.sub("", source.text[line_end:line_begin])
        if between:
            end = edge(wording.source[-1], 0, sources)[1]
            return Apart(source, first_end, line_end + len(between), end)
    return None


# Lines at the end that say nothing: blanks, and the marks of quotations.
_EMPTY_LINES = re.compile(r"(?:\n[ \t>]*)+\Z")


def joined(change: Change, later: Sequence[Change], found: Apart) -> Change:
    """The change that joins them, with those that come `later` in the second paragraph."""
    cut, *others = change.edits
    every = [*others, *(edit for each in later for edit in each.edits)]
    inside = [each for each in every if _is_inside(each, cut, found)]
    text, at = "", cut.end
    for each in in_order(inside):
        text += found.source.text[at : each.begin] + each.text
        at = each.end
    text += found.source.text[at : found.end]
    edits = (
        Edit(cut.file, cut.begin, found.first_end, cut.text + _indented(text, found)),
        Edit(cut.file, found.between_end, found.end, ""),
        *(each for each in every if each not in inside),
    )
    all_of_it = [change, *later]
    return replace(
        change,
        before=" … ".join(each.before for each in all_of_it if each.before),
        after=" … ".join(each.after for each in all_of_it if each.after),
        at=change.at.until(all_of_it[-1].at),
        edits=edits,
    )


def _is_inside(edit: Edit, cut: Edit, found: Apart) -> bool:
    is_note = edit.begin == edit.end and edit.text.startswith("\n\n[^")
    return edit.file == cut.file and cut.end <= edit.begin <= edit.end <= found.end and not is_note


def _indented(text: str, found: Apart) -> str:
    """The lines of the second paragraph as they go on in the first; a heading has one."""
    source = found.source.text
    line = source[source.rfind("\n", 0, found.first_end) + 1 : found.first_end]
    before = marks_before(line)
    between = " " if line[len(before) :].startswith("#") else f"\n{continuation(before)}"
    first, *others = text.split("\n")
    return between.join([first, *map(bare, others)])
