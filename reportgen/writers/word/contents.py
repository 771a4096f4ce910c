"""The table of contents and the lists of figures and tables, finished: entries, links, pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from reportgen.model import ReferenceKind
from reportgen.writers.word.job import Job
from reportgen.writers.word.outline import Anchor
from reportgen.writers.word.styles import Role
from reportgen.writers.word.wml import text as wml
from reportgen.writers.word.wml.lengths import twips
from reportgen.writers.word.wml.markup import NOTHING, Xml, joined
from reportgen.writers.word.wml.paragraph import (
    ParagraphMarkup,
    Part,
    paragraph_properties,
    write_parts,
)
from reportgen.writers.word.wml.part import contents_control

_LEVELS: tuple[Role, ...] = ("contents1", "contents2", "contents3")
_INDENT_MM = 7
_NUMBER_MM = (8, 11, 14)


def contents(
    anchors: Sequence[Anchor], width_mm: float, job: Job, *, new_page: bool
) -> Iterator[Part]:
    """The contents, then the lists that the project asks for; nothing for a report of no headings.

    Word makes its own again from the field only when someone asks it to: nothing here makes
    it ask by itself.
    """
    headings = [
        anchor
        for anchor in anchors
        if anchor.kind == "section" and anchor.listed and anchor.level <= len(_LEVELS)
    ]
    if headings:
        title = _title(job.labels.contents, job, new_page=new_page)
        entries = _entries('TOC \\o "1-3" \\h \\z \\u', headings, width_mm, job)
        yield contents_control(write_parts((title, *entries)))
    for kind in job.options.lists_of:
        yield from _list_of(kind, anchors, width_mm, job)


def _list_of(
    kind: ReferenceKind, anchors: Sequence[Anchor], width_mm: float, job: Job
) -> Iterator[ParagraphMarkup]:
    listed = [anchor for anchor in anchors if anchor.kind == kind and anchor.number]
    if not listed:
        return
    figures = kind == "figure"
    label = job.labels.figure if figures else job.labels.table
    yield _title(job.labels.figures if figures else job.labels.tables, job, new_page=False)
    yield from _entries(f'TOC \\h \\z \\c "{label}"', listed, width_mm, job, label=label)


def _title(title: str, job: Job, *, new_page: bool) -> ParagraphMarkup:
    properties = paragraph_properties(
        job.styles["contents_heading"],
        page_break_before=new_page,
        # Word's own style stands on that of headings, numbers and all.
        numbering=(0, 0) if job.numbers_headings else None,
    )
    return ParagraphMarkup(properties, wml.run(title))


def _entries(
    instruction: str, anchors: Sequence[Anchor], width_mm: float, job: Job, label: str = ""
) -> Iterable[ParagraphMarkup]:
    """The paragraphs of a contents field: it begins in the first and ends in the last."""
    for index, anchor in enumerate(anchors):
        begin = wml.field_begin(instruction) if index == 0 else NOTHING
        end = wml.field_end() if index == len(anchors) - 1 else NOTHING
        content = joined((begin, _entry(anchor, label, job), end))
        yield ParagraphMarkup(_properties(anchor, width_mm, job), content)


def _properties(anchor: Anchor, width_mm: float, job: Job) -> Xml:
    role: Role = _LEVELS[anchor.level - 1] if anchor.level else "list_of"
    tabs = [("right", twips(width_mm))]
    if anchor.kind == "section" and anchor.number:
        before = _INDENT_MM * (anchor.level - 1) + _NUMBER_MM[anchor.level - 1]
        tabs.insert(0, ("left", twips(before)))
    return paragraph_properties(job.styles[role], tabs=tuple(tabs))


def _entry(anchor: Anchor, label: str, job: Job) -> Xml:
    if label:
        pieces = [wml.run(f"{label} {anchor.number}. {anchor.text}")]
    elif anchor.number:
        pieces = [wml.run(anchor.number), wml.tab(), wml.run(anchor.text)]
    else:
        pieces = [wml.run(anchor.text)]
    page = job.options.page_numbers.get(anchor.page_bookmark)
    if page is not None:
        pieces += [wml.tab(), wml.field(f"PAGEREF {anchor.page_bookmark} \\h", str(page))]
    return wml.hyperlink(joined(pieces), anchor=anchor.page_bookmark)
