"""Captions and source lines of figures and tables."""

from __future__ import annotations

from reportgen.model import Figure, Table
from reportgen.writers.html.inlines import phrasing
from reportgen.writers.html.job import Job, Place
from reportgen.writers.html.markup import NOTHING, Html, element, escape, joined, line
from reportgen.writers.word.plain_text import shows


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
    number = element("span", escape(f"{label(block, job)}."), {"class": "label"})
    return joined((number, escape(" "), text))


def note(block: Figure | Table, place: Place, job: Job) -> Html:
    """The source line; nothing without one."""
    if not shows(block.note):
        return NOTHING
    return line("p", phrasing(block.note, place, job), {"class": "note"})
