"""Captions, source lines, and a figure or table between them."""

from __future__ import annotations

from reportgen.model import Figure, Table
from reportgen.writers.word.inlines import runs
from reportgen.writers.word.job import Job, Place
from reportgen.writers.word.outline import Anchor
from reportgen.writers.word.plain_text import shows
from reportgen.writers.word.styles import Role
from reportgen.writers.word.wml import text as wml
from reportgen.writers.word.wml.markup import NOTHING, Xml, joined
from reportgen.writers.word.wml.paragraph import (
    deleted_mark,
    inserted_mark,
    paragraph,
    paragraph_properties,
)


def mark(place: Place, job: Job) -> Xml:
    """The tracked change of a paragraph's mark, where its block came in or went out as a whole."""
    if place.change is None or place.in_note:
        return NOTHING
    return (inserted_mark if place.change == "inserted" else deleted_mark)(job.stamp())


def set_out(content: Xml, block: Figure | Table, place: Place, job: Job, *, above: bool) -> Xml:
    """`content` with its caption above or below it, and its source line last."""
    anchor = job.next_anchor(block, place)
    has_note = shows(block.note)
    job.sources.take()
    caption = _caption(block, anchor, place, job, keep_next=above or has_note)
    job.sources.take("caption")
    note = _line(runs(block.note, place, job), "note", place, job) if has_note else NOTHING
    job.sources.take("note")
    return joined((caption, content, note) if above else (content, caption, note))


def _caption(
    block: Figure | Table, anchor: Anchor | None, place: Place, job: Job, *, keep_next: bool
) -> Xml:
    if not shows(block.caption):
        return NOTHING
    label = job.labels.figure if isinstance(block, Figure) else job.labels.table
    content = joined((_numbered(label, block, anchor, place, job), runs(block.caption, place, job)))
    if anchor is not None:
        content = wml.bookmark(anchor.page_bookmark, job.next_number(), content)
    return _line(content, "caption", place, job, keep_next=keep_next)


def _numbered(
    label: str, block: Figure | Table, anchor: Anchor | None, place: Place, job: Job
) -> Xml:
    """The beginning "Figur 1. ", label and number in the bookmark that references mean."""
    if not block.number:
        return NOTHING
    deleted = place.change == "deleted"
    field = wml.field(f"SEQ {label} \\* ARABIC", str(block.number), deleted=deleted)
    number = tracked(field, place, job)
    if anchor is not None and anchor.number_bookmark:
        number = wml.bookmark(anchor.number_bookmark, job.next_number(), number)
    content = joined((tracked(wml.run(f"{label} ", deleted=deleted), place, job), number))
    if anchor is not None and anchor.bookmark:
        content = wml.bookmark(anchor.bookmark, job.next_number(), content)
    return joined((content, tracked(wml.run(". ", deleted=deleted), place, job)))


def tracked(content: Xml, place: Place, job: Job) -> Xml:
    """Runs that the writer adds itself, as changed as the block that they belong to."""
    if place.change is None:
        return content
    return (wml.inserted if place.change == "inserted" else wml.deleted)(content, job.stamp())


def _line(content: Xml, role: Role, place: Place, job: Job, *, keep_next: bool = False) -> Xml:
    properties = paragraph_properties(job.styles[role], keep_next=keep_next, indent=place.indent)
    return paragraph(properties, content, mark(place, job))
