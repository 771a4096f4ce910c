"""Sections of the report to sections of Word: where columns and landscape pages begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from reportgen.model import (
    Block,
    Blocks,
    DeletedBlocks,
    Figure,
    InsertedBlocks,
    Paragraph,
    Section,
    Table,
)
from reportgen.writers.word.blocks import (
    after,
    between,
    block_of,
    change_of,
    empty_line,
    heading,
    with_change,
)
from reportgen.writers.word.job import Job, Place
from reportgen.writers.word.keeping import kept_with_next
from reportgen.writers.word.wml.markup import NOTHING, Xml
from reportgen.writers.word.wml.paragraph import ParagraphMarkup, Parts, write_parts
from reportgen.writers.word.wml.section import Layout, Page, section_properties

UPRIGHT = Layout()


class Piece(Struct, frozen=True):
    """What a block became, where it stood, and the layout that it asks for."""

    parts: Parts
    place: Place
    layout: Layout = UPRIGHT


def laid_out(
    section: Section,
    start: Place,
    page: Page,
    job: Job,
    *,
    page_break: bool,
    signed: bool = False,
) -> Iterator[Piece]:
    """The blocks of a section with the layout that each asks for; the heading spans columns.

    `signed`: the signature follows, which must not stand alone on its page.
    """
    place = replace(start, section=job.begin_section(section.id))
    if section.change:
        place = with_change(place, section.change)
    page_break = page_break or section.page_break
    opening = heading(section.heading, place, job, page_break=page_break)
    yield Piece(opening, place, Layout(landscape=section.landscape))
    usual = Layout(section.columns, section.landscape)
    laid = _laid_out(section.blocks, usual, place, page, job, below_heading=True, signed=signed)
    yield from laid


def _laid_out(
    blocks: Blocks,
    usual: Layout,
    place: Place,
    page: Page,
    job: Job,
    *,
    below_heading: bool = False,
    signed: bool = False,
) -> Iterator[Piece]:
    kept = kept_with_next(blocks, page.text_width(usual), below_heading=below_heading)
    if signed and blocks and isinstance(blocks[-1], Paragraph):
        kept = (*kept[:-1], True)
    for block, keep_next in zip(blocks, kept, strict=True):
        if isinstance(block, InsertedBlocks | DeletedBlocks):
            yield from _changed(block, usual, place, page, job)
        else:
            layout = _layout(block, usual, job)
            width = page.text_width(layout)
            if width != place.width_mm:
                place = replace(place, width_mm=width)
            here = replace(place, keep_next=True) if keep_next else place
            yield Piece(block_of(block, here, job), place, layout)
        place = after(block, place)


def _changed(
    block: InsertedBlocks | DeletedBlocks, usual: Layout, place: Place, page: Page, job: Job
) -> Iterator[Piece]:
    change = change_of(block)
    if change in ("inserted", "deleted"):
        inside = with_change(place, change)
        yield from _laid_out(block.blocks, usual, inside, page, job)
    else:
        # No table stands in what moved, so that it is all of one layout.
        yield Piece(block_of(block, place, job), place, usual)


def _layout(block: Block, usual: Layout, job: Job) -> Layout:
    if isinstance(block, Table):
        return job.fitter.layout(block, usual)
    turned = isinstance(block, Figure) and block.landscape
    return Layout(landscape=True) if turned else usual


def with_section_breaks(
    pieces: Iterable[Piece], page: Page, job: Job, *, first_page: bool
) -> Iterator[Xml]:
    """The pieces, a section of Word ending wherever the layout changes, and the last one's end.

    `first_page`: the first page has a header and a footer of its own.
    """
    layout, kind = UPRIGHT, "nextPage"
    waiting: Piece | None = None
    for piece in pieces:
        if not piece.parts:
            continue
        if waiting is None:
            layout = piece.layout
        elif piece.layout == layout:
            yield write_parts(waiting.parts)
            yield write_parts(between(waiting.parts, piece.parts, piece.place, job))
        else:
            end = section_properties(page, layout, kind=kind, first=first_page)
            yield write_parts(_ended(waiting, end, job))
            turned = piece.layout.landscape != layout.landscape
            layout, kind = piece.layout, "nextPage" if turned else "continuous"
            first_page = False
        waiting = piece
    yield write_parts(waiting.parts) if waiting else NOTHING
    yield section_properties(page, layout, kind=kind, first=first_page)


def _ended(piece: Piece, end: Xml, job: Job) -> Parts:
    """The piece, a section of Word ending in its last paragraph, or in an empty one below."""
    *before, last = piece.parts
    if isinstance(last, ParagraphMarkup) and last.can_end_section:
        return (*before, replace(last, section=end))
    # After a table as well a paragraph must bear the section's properties.
    return (*piece.parts, replace(empty_line(piece.place, job), section=end))
