"""Captions, source lines, and a figure or table between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal

from msgspec.structs import replace

from reportgen.model import (
    Figure,
    Inlines,
    Table,
)
from reportgen.model.traverse import common_change, shows
from reportgen.writers.word.inlines import runs
from reportgen.writers.word.job import Change, Job, Place
from reportgen.writers.word.outline import Anchor
from reportgen.writers.word.styles import Role
from reportgen.writers.word.wml import text as wml
from reportgen.writers.word.wml.markup import NOTHING, Xml, joined
from reportgen.writers.word.wml.paragraph import (
    ParagraphMarkup,
    Part,
    Parts,
    deleted_mark,
    in_move_range,
    inserted_mark,
    moved_from_mark,
    moved_to_mark,
    paragraph_properties,
)

_MARKS: Mapping[Change, Callable[[Xml], Xml]] = {
    "inserted": inserted_mark,
    "deleted": deleted_mark,
    "moved_to": moved_to_mark,
    "moved_from": moved_from_mark,
}
_TRACKED: Mapping[Change, Callable[[Xml, Xml], Xml]] = {
    "inserted": wml.inserted,
    "deleted": wml.deleted,
    "moved_to": wml.moved_to,
    "moved_from": wml.moved_from,
}


def mark(place: Place, job: Job) -> Xml:
    """The tracked change of a paragraph's mark, where its block came in or went out as a whole."""
    if place.change is None or place.in_note:
        return NOTHING
    return _MARKS[place.change](job.stamp())


def set_out(content: Part, block: Figure | Table, place: Place, job: Job, *, above: bool) -> Parts:
    """`content` with its caption above or below it, and its source line last."""
    anchor = job.next_anchor(block, place)
    has_note = shows(block.note)
    job.sources.take()
    caption = _caption(block, anchor, place, job, keep_next=above or has_note)
    job.sources.take("caption")
    note = _note(block.note, place, job) if has_note else ()
    job.sources.take("note")
    return (*caption, content, *note) if above else (content, *caption, *note)


def _note(note: Inlines, place: Place, job: Job) -> Parts:
    """The source line; where all of it came in or went out, its paragraph did as well."""
    if place.change is None:
        place = replace(place, change=common_change(note))
    return _line(runs(note, place, job), "note", place, job)


def _caption(
    block: Figure | Table, anchor: Anchor | None, place: Place, job: Job, *, keep_next: bool
) -> Parts:
    if not shows(block.caption):
        return ()
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
    number = _number(label, block, place, job)
    if anchor is not None and anchor.number_bookmark:
        number = wml.bookmark(anchor.number_bookmark, job.next_number(), number)
    content = joined((tracked(wml.run(f"{label} ", deleted=deleted), place, job), number))
    if anchor is not None and anchor.bookmark:
        content = wml.bookmark(anchor.bookmark, job.next_number(), content)
    return joined((content, tracked(wml.run(". ", deleted=deleted), place, job)))


def _number(label: str, block: Figure | Table, place: Place, job: Job) -> Xml:
    """The number as a field; behind the one that it had in an older document."""

    def field(number: int, place: Place) -> Xml:
        deleted = place.change == "deleted"
        content = wml.field(f"SEQ {label} \\* ARABIC", str(number), deleted=deleted)
        return tracked(content, place, job)

    older = _older_number(block)
    if older is None or older in (0, block.number) or place.change is not None:
        return field(block.number, place)
    was = field(older, replace(place, change="deleted"))
    return joined((was, field(block.number, replace(place, change="inserted"))))


def _older_number(block: Figure | Table) -> int | None:
    if isinstance(block, Table):
        return block.older_number
    return block.older.number if block.older else None


def tracked(content: Xml, place: Place, job: Job) -> Xml:
    """Runs that the writer adds itself, as changed as the block that they belong to."""
    if place.change is None:
        return content
    return _TRACKED[place.change](content, job.stamp())


def moved(
    content: Iterable[Part], change: Change, name: str, job: Job
) -> Iterator[ParagraphMarkup]:
    """Paragraphs in the range that tells Word that they are one half of a move.

    No table is among them: Word can't say of one that it moved.
    """
    paragraphs = tuple(each for each in content if isinstance(each, ParagraphMarkup))
    if not paragraphs:
        return
    number, stamp = job.numbered_stamp()
    direction: Literal["moveTo", "moveFrom"] = "moveTo" if change == "moved_to" else "moveFrom"
    yield from in_move_range(paragraphs, direction, name, number, stamp)


def _line(content: Xml, role: Role, place: Place, job: Job, *, keep_next: bool = False) -> Parts:
    properties = paragraph_properties(job.styles[role], keep_next=keep_next, indent=place.indent)
    return (ParagraphMarkup(properties, content, mark(place, job)),)
