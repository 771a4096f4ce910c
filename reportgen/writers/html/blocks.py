"""Blocks to markup: the writer's main switch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from msgspec.structs import replace

from reportgen.model import (
    Block,
    Blocks,
    BulletList,
    Change,
    CodeBlock,
    Container,
    Definition,
    DefinitionList,
    DeletedBlocks,
    Figure,
    Heading,
    ImagePlacement,
    InsertedBlocks,
    ListItem,
    OrderedList,
    Paragraph,
    Placement,
    Quote,
    Statement,
    Table,
)
from reportgen.model.traverse import shows
from reportgen.writers.html.figures import figure
from reportgen.writers.html.inlines import change_words, framed, phrasing
from reportgen.writers.html.job import Job, Place, heading_element
from reportgen.writers.html.markup import NOTHING, Html, element, escape, joined, line
from reportgen.writers.html.tables import table


def blocks_of(blocks: Blocks, place: Place, job: Job) -> Iterator[Html]:
    """The markup of each block, one after the other."""
    pending = NOTHING
    for block in blocks:
        made = block_of(block, place, job)
        if isinstance(block, Table) and block.beside:
            pending = made
        elif pending:
            yield line("div", joined((made, pending)), {"class": "side-by-side"})
            pending = NOTHING
        else:
            yield made
    if pending:
        yield pending


def block_of(block: Block, place: Place, job: Job) -> Html:
    """The markup of one block; nothing for one that shows nothing."""
    match block:
        case Paragraph():
            return _paragraph(block, place, job)
        case Heading():
            return heading(block, place, job)
        case CodeBlock():
            return _code(block, job)
        case Table():
            return table(block, place, job)
        case Figure():
            return figure(block, place, job)
        case Placement() | ImagePlacement() | Statement():
            raise ValueError(f"the placement at {block.span} has not been evaluated")
    if isinstance(block, Container):
        return _around(block, place, job)
    assert_never(block)


def _around(block: Container, place: Place, job: Job) -> Html:
    match block:
        case BulletList(items=items):
            return _list("ul", items, {}, place, job)
        case OrderedList(items=items, start=start):
            first = {"start": str(start)} if start != 1 else {}
            return _list("ol", items, first, place, job)
        case DefinitionList(items=definitions):
            return _definitions(definitions, place, job)
        case Quote(blocks=blocks):
            content = joined(blocks_of(blocks, place, job))
            return line("blockquote", content, {"data-source": job.source(block.span)})
        case InsertedBlocks():
            return _changed(block, "inserted", place, job)
        case DeletedBlocks():
            return _changed(block, "deleted", place, job)
        case _:
            assert_never(block)


def _changed(block: InsertedBlocks | DeletedBlocks, change: Change, place: Place, job: Job) -> Html:
    """What came in or went out as a whole; in what only moved, smaller changes show too."""
    blocks = block.blocks
    if place.change:
        return joined(blocks_of(blocks, place, job))
    if block.move:
        moved = joined(blocks_of(blocks, place, job))
        words = job.words.moved_here if change == "inserted" else job.words.moved_away
        return framed(moved, change, (words, job.words.moved_end), "blocks moved")
    return around_change(joined(blocks_of(blocks, replace(place, change=change), job)), change, job)


def around_change(content: Html, change: Change, job: Job) -> Html:
    """Blocks that came in or went out, in a frame that says so to those who listen as well."""
    return framed(content, change, change_words(change, job), "blocks")


def heading(block: Heading, place: Place, job: Job) -> Html:
    """A heading, one level below Word's: the report's title is the page's first.

    In a footnote, where Word has no headings, it is a paragraph.
    """
    anchor = job.next_anchor(place)
    if not shows(block.children):
        return NOTHING
    content = phrasing(block.children, place, job)
    if anchor is None:
        return line("p", content)
    if block.number:
        number = element("span", escape(block.number), {"class": "number"})
        content = joined((number, escape(" "), content))
    name, level = heading_element(block)
    attributes = {
        "id": anchor.html_id,
        "role": "heading" if level else None,
        "aria-level": level,
        "data-source": job.source(block.span),
    }
    return line(name, content, attributes)


def _paragraph(block: Paragraph, place: Place, job: Job) -> Html:
    if not shows(block.children):
        return NOTHING
    content = phrasing(block.children, place, job)
    return line("p", content, {"data-source": job.source(block.span)})


def _list(
    name: str, items: tuple[ListItem, ...], attributes: dict[str, str], place: Place, job: Job
) -> Html:
    """A list; an item that shows nothing is left out, and its number not used, as in Word."""
    contents = (joined(blocks_of(item.blocks, place, job)) for item in items)
    shown = [line("li", content) for content in contents if content]
    return line(name, joined((escape("\n"), *shown)), attributes) if shown else NOTHING


def _definitions(items: tuple[Definition, ...], place: Place, job: Job) -> Html:
    """Terms and what they mean; a term that shows nothing has no line, as in Word."""
    lines = [escape("\n")]
    for item in items:
        if shows(item.term):
            source = {"data-source": job.source(item.span)}
            lines.append(line("dt", phrasing(item.term, place, job), source))
        meaning = joined(blocks_of(item.blocks, place, job))
        lines.append(line("dd", meaning) if meaning else NOTHING)
    return line("dl", joined(lines)) if len(lines) > 1 else NOTHING


def _code(block: CodeBlock, job: Job) -> Html:
    if not block.text.strip():
        return NOTHING
    content = element("code", escape(block.text.rstrip("\n")))
    return line("pre", content, {"data-source": job.source(block.span)})
