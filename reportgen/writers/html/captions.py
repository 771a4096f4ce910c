"""Captions and source lines of figures and tables."""

from __future__ import annotations

from reportgen.model import Figure, Table
from reportgen.model.traverse import shows
from reportgen.writers.html.inlines import marked, phrasing
from reportgen.writers.html.job import Job, Place
from reportgen.writers.html.markup import NOTHING, Html, element, escape, joined, line


def label(block: Figure | Table, job: Job) -> str:
    """Figur 1, or the word alone where there is no number."""
    word = job.labels.figure if isinstance(block, Figure) else job.labels.table
    return f"{word} {block.number}" if block.number else word


def caption(block: Figure | Table, place: Place, job: Job) -> Html:
    """The caption's text with label and number in front; nothing without one."""
    if not shows(block.caption):
        return NOTHING
    text = phrasing(block.caption, place, job)
    if not block.number:
        return text
    word = job.labels.figure if isinstance(block, Figure) else job.labels.table
    numbered = joined((escape(f"{word} "), _number(block, place, job), escape(".")))
    return joined((element("span", numbered, {"class": "label"}), escape(" "), text))


def _number(block: Figure | Table, place: Place, job: Job) -> Html:
    """The number; behind the one that it had in an older document."""
    number = escape(str(block.number))
    if isinstance(block, Table):
        older = block.older_number
    else:
        older = block.older.number if block.older else None
    if older in (None, 0, block.number) or place.change:
        return number
    was = marked(escape(str(older)), "deleted", job)
    return joined((was, marked(number, "inserted", job)))


def note(block: Figure | Table, place: Place, job: Job) -> Html:
    """The source line; nothing without one."""
    if not shows(block.note):
        return NOTHING
    return line("p", phrasing(block.note, place, job), {"class": "note"})
