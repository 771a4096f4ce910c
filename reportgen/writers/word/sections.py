"""Sections of the report to sections of Word: where columns and landscape pages begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from reportgen.model import Block, Blocks, DeletedBlocks, InsertedBlocks, Section, Table
from reportgen.writers.word.blocks import after, block_of, heading, with_change
from reportgen.writers.word.job import Job, Place
from reportgen.writers.word.wml.markup import NOTHING, Xml, joined
from reportgen.writers.word.wml.paragraph import (
    ending_section,
    ends_in_paragraph,
    paragraph,
    paragraph_properties,
)
from reportgen.writers.word.wml.section import Layout, Page, section_properties

UPRIGHT = Layout()
_LANDSCAPE = Layout(landscape=True)


def laid_out(
    section: Section, start: Place, page: Page, job: Job, *, page_break: bool
) -> Iterator[tuple[Layout, Xml]]:
    """The blocks of a section with the layout that each asks for; the heading spans columns."""
    place = replace(start, section=job.begin_section(section.id))
    page_break = page_break or section.page_break
    yield UPRIGHT, heading(section.heading, place, job, page_break=page_break)
    for layout, content in _laid_out(section.blocks, Layout(section.columns), place, page, job):
        if content:
            yield layout, content


def _laid_out(
    blocks: Blocks, usual: Layout, place: Place, page: Page, job: Job
) -> Iterator[tuple[Layout, Xml]]:
    for block in blocks:
        match block:
            case InsertedBlocks():
                inside = with_change(place, "inserted")
                yield from _laid_out(block.blocks, usual, inside, page, job)
            case DeletedBlocks():
                inside = with_change(place, "deleted")
                yield from _laid_out(block.blocks, usual, inside, page, job)
            case _:
                layout = _layout(block, usual)
                width = page.text_width(layout)
                if width != place.width_mm:
                    place = replace(place, width_mm=width)
                yield layout, block_of(block, place, job)
        place = after(block, place)


def _layout(block: Block, usual: Layout) -> Layout:
    return _LANDSCAPE if isinstance(block, Table) and block.wide else usual


def with_section_breaks(
    pieces: Iterable[tuple[Layout, Xml]], page: Page, job: Job, *, first_page: bool
) -> Iterator[Xml]:
    """The pieces, a section of Word ending wherever the layout changes, and the last one's end.

    `first_page`: the first page has a header and a footer of its own.
    """
    layout, kind, waiting = UPRIGHT, "nextPage", NOTHING
    for wanted, content in pieces:
        if wanted != layout:
            end = section_properties(page, layout, kind=kind, first=first_page)
            yield _ended(waiting, end, job)
            turned = wanted.landscape != layout.landscape
            layout, kind, first_page = wanted, "nextPage" if turned else "continuous", False
        else:
            yield waiting
        waiting = content
    yield waiting
    yield section_properties(page, layout, kind=kind, first=first_page)


def _ended(blocks: Xml, end: Xml, job: Job) -> Xml:
    if ends_in_paragraph(blocks):
        return ending_section(blocks, end)
    # A section that ends in a table needs a paragraph to bear its properties.
    bearer = paragraph(paragraph_properties(job.styles["table_text"]), NOTHING)
    return joined((blocks, ending_section(bearer, end)))
