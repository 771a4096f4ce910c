"""The contents and the lists of figures and tables, as the templates are given them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.model import Labels, ReferenceKind
from reportgen.writers.html.options import HtmlOptions
from reportgen.writers.html.outline import CONTENTS, Anchor
from reportgen.writers.html.page import Entry, ListOf

_DEEPEST = 3


def contents_of(anchors: Sequence[Anchor]) -> tuple[Entry, ...]:
    """The headings of the first three levels, each with those below it."""
    listed = [each for each in anchors if each.kind == "section" and each.level <= _DEEPEST]
    return tuple(_nested([each for each in listed if each.listed]))


def _nested(anchors: Sequence[Anchor]) -> Iterator[Entry]:
    """Entries of the highest level that comes first; what is deeper belongs to the one before."""
    begin = 0
    while begin < len(anchors):
        end = begin + 1
        while end < len(anchors) and anchors[end].level > anchors[begin].level:
            end += 1
        head = anchors[begin]
        yield Entry(head.html_id, head.number, head.text, tuple(_nested(anchors[begin + 1 : end])))
        begin = end


def lists_of(anchors: Sequence[Anchor], labels: Labels, options: HtmlOptions) -> tuple[ListOf, ...]:
    """The lists that the project asks for; one without entries is left out."""
    lists = (_list_of(kind, anchors, labels) for kind in options.lists_of)
    return tuple(each for each in lists if each.entries)


def _list_of(kind: ReferenceKind, anchors: Sequence[Anchor], labels: Labels) -> ListOf:
    title, word = (
        (labels.figures, labels.figure) if kind == "figure" else (labels.tables, labels.table)
    )
    entries = (
        Entry(each.html_id, f"{word} {each.number}.", each.text)
        for each in anchors
        if each.kind == kind and each.number
    )
    return ListOf(f"{CONTENTS}--{kind}", title, tuple(entries))
