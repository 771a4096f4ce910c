"""What stands beside the text: footnotes, and the comments of a review copy."""

from __future__ import annotations

from msgspec.structs import replace

from reportgen.model import Computed, Footnote
from reportgen.writers.word.blocks import blocks_of
from reportgen.writers.word.job import Job, Links, Place
from reportgen.writers.word.options import MarginComment
from reportgen.writers.word.package import Relationship
from reportgen.writers.word.wml import part
from reportgen.writers.word.wml.markup import Xml
from reportgen.writers.word.wml.paragraph import (
    ParagraphMarkup,
    Parts,
    paragraph_properties,
    write_parts,
)
from reportgen.writers.word.wml.text import footnote_mark, run, run_properties


def footnotes_part(place: Place, job: Job) -> tuple[Xml, tuple[Relationship, ...]]:
    """The notes of the text in the order of their marks, and the links in them."""
    inside = replace(place, links=Links(), body="footnote", in_note=True)
    notes = part.footnotes_part(
        part.footnote(number, _note(number, footnote, replace(inside, change=change), job))
        for number, (footnote, change) in enumerate(job.marks.notes, 1)
    )
    return notes, tuple(inside.links.all)


def _note(number: int, footnote: Footnote, place: Place, job: Job) -> Xml:
    """Its blocks, the first paragraph with the mark in front."""
    mark = footnote_mark(run_properties(job.styles["footnote_mark"]), hanging=job.notes_hang)
    parts = tuple(blocks_of(footnote.blocks, place, job))
    job.sources.note(number, footnote.span)
    return write_parts(_beginning_with(mark, parts, job))


def _beginning_with(mark: Xml, parts: Parts, job: Job) -> Parts:
    """The blocks of a note behind its mark, which a paragraph of its own bears before others."""
    if parts and isinstance(parts[0], ParagraphMarkup):
        return (parts[0].beginning_with(mark), *parts[1:])
    return (ParagraphMarkup(paragraph_properties(job.styles["footnote"]), mark), *parts)


def comments_part(job: Job) -> Xml:
    """The comments of people, and one on each computed value: its expression and its place."""
    return part.comments_part(
        part.comment(number, *_stamp(each, job), _comment(each, job))
        for number, each in enumerate(job.comments)
    )


def threads_part(job: Job) -> Xml:
    """Which comments of people answer which, and which are done."""
    entries: list[Xml] = []
    first = None
    for number, each in enumerate(job.comments):
        if isinstance(each, MarginComment):
            first = first if each.answers else number
            parent = first if each.answers else None
            entries.append(part.thread_entry(number, parent, done=each.resolved))
    return part.threads_part(entries)


def _stamp(comment: Computed | MarginComment, job: Job) -> tuple[str, str]:
    """Who wrote it and when; what is not known is the report's."""
    day = job.properties.day.isoformat()
    if isinstance(comment, MarginComment):
        return comment.author, comment.day or day
    return job.properties.author, day


def _comment(comment: Computed | MarginComment, job: Job) -> Xml:
    if isinstance(comment, MarginComment):
        text = comment.text
    else:
        span = comment.span
        text = f"{{{{ {comment.expression} }}}}\n{span.file}:{span.line}"
    return ParagraphMarkup(paragraph_properties(job.styles["comment"]), run(text)).write()
