"""Blocks to paragraphs and tables: the writer's main switch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from msgspec.structs import replace

from reportgen.model import (
    Block,
    Blocks,
    BulletList,
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
from reportgen.model.traverse import common_change, shows, walk_blocks
from reportgen.writers.word.captions import mark, moved, tracked
from reportgen.writers.word.figures import figure
from reportgen.writers.word.inlines import runs
from reportgen.writers.word.job import Change, Job, Place
from reportgen.writers.word.keeping import kept_with_next
from reportgen.writers.word.margin import with_comments
from reportgen.writers.word.source_map import MappedKind
from reportgen.writers.word.styles import HEADINGS, Role
from reportgen.writers.word.tables import table
from reportgen.writers.word.wml import text as wml
from reportgen.writers.word.wml.lengths import twips
from reportgen.writers.word.wml.markup import NOTHING, Xml
from reportgen.writers.word.wml.numbering import LEVELS, list_indent
from reportgen.writers.word.wml.paragraph import (
    ParagraphMarkup,
    Part,
    Parts,
    TableMarkup,
    paragraph_properties,
)

_QUOTE_STEP = twips(7)
# Above a paragraph below a table or figure without a source line: 12 pt; below a list as
# between paragraphs.
_BELOW_TABLE = 240
_BELOW_LIST = 150


def blocks_of(blocks: Blocks, place: Place, job: Job) -> Iterator[Part]:
    """What becomes of each block that shows something, one after the other."""
    kept = kept_with_next(blocks, place.width_mm, below_heading=False)
    above: Parts = ()
    for block, keep_next in zip(blocks, kept, strict=True):
        here = replace(place, keep_next=True) if keep_next else place
        parts = block_of(block, here, job)
        if parts:
            yield from between(above, parts, here, job)
            yield from parts
            place, above = after(block, place), parts


def between(above: Parts, below: Parts, place: Place, job: Job) -> Parts:
    """An empty line where a table would touch the one `above` it: Word makes one of the two."""
    touch = above and isinstance(above[-1], TableMarkup) and isinstance(below[0], TableMarkup)
    return (empty_line(place, job),) if touch else ()


def empty_line(place: Place, job: Job) -> ParagraphMarkup:
    """A paragraph that holds nothing, as low as a row of a table."""
    properties = paragraph_properties(job.styles["table_text"])
    return ParagraphMarkup(properties, NOTHING, mark(place, job))


def after(block: Block, place: Place) -> Place:
    """The place below `block`: after a list, or what has no source line, it asks for space."""
    place = place.after_first()
    if isinstance(block, Table) and block.beside:
        return place
    if isinstance(block, Table | Figure) and not shows(block.note):
        return replace(place, gap=_BELOW_TABLE)
    if isinstance(block, BulletList | OrderedList) and place.level < 0:
        return replace(place, gap=_BELOW_LIST)
    return place


def with_change(place: Place, change: Change) -> Place:
    """The place inside what came in or went out; the outer change counts, but for moves."""
    if place.change and change in ("inserted", "deleted"):
        return place
    return replace(place, change=change)


def change_of(block: InsertedBlocks | DeletedBlocks) -> Change:
    """The change of the blocks; Word can't say of tables and pictures that they moved."""
    moved = block.move and not any(
        isinstance(each, Table | Figure) for each in walk_blocks(block.blocks)
    )
    if isinstance(block, InsertedBlocks):
        return "moved_to" if moved else "inserted"
    return "moved_from" if moved else "deleted"


def _changed(block: InsertedBlocks | DeletedBlocks, place: Place, job: Job) -> Iterator[Part]:
    change = change_of(block)
    content = blocks_of(block.blocks, with_change(place, change), job)
    if change in ("inserted", "deleted"):
        return content
    return moved(content, change, block.move, job)


def block_of(block: Block, place: Place, job: Job) -> Parts:
    """What becomes of one block; nothing for one that shows nothing."""
    match block:
        case Paragraph():
            return _paragraph(block, place, job)
        case Heading():
            return heading(block, place, job)
        case CodeBlock():
            return _code(block, place, job)
        case Table():
            return table(block, place, job)
        case Figure():
            return figure(block, place, job)
        case Placement() | ImagePlacement() | Statement():
            raise ValueError(f"the placement at {block.span} has not been evaluated")
    if isinstance(block, Container):
        return tuple(_inside(block, place, job))
    assert_never(block)


def _inside(block: Container, place: Place, job: Job) -> Iterator[Part]:
    match block:
        case BulletList(items=items):
            return _list(items, "bullet", job.bullets, place, job)
        case OrderedList(items=items, start=start):
            level = min(place.level + 1, LEVELS - 1)
            return _list(items, "ordered", job.next_list(level, start), place, job)
        case DefinitionList(items=definitions):
            return _definitions(definitions, place, job)
        case Quote(blocks=blocks):
            inside = place.indented(place.indent + _QUOTE_STEP)
            role: Role = "footnote" if place.in_note else "quote"
            return blocks_of(blocks, replace(inside, body=role), job)
        case InsertedBlocks() | DeletedBlocks():
            return _changed(block, place, job)
        case _:
            assert_never(block)


def heading(block: Heading, place: Place, job: Job, *, page_break: bool = False) -> Parts:
    """A heading in its style, in the bookmarks of contents, of references and of its own.

    In a footnote, where Word has no headings, it is a paragraph.
    """
    anchor = job.next_anchor(block, place)
    if not shows(block.children):
        return ()
    content = runs(block.children, place, job)
    if anchor is None:
        return _set(content, place.body, block, place, job)
    content = with_comments(content, block.span, job)
    if anchor.bookmark:
        content = wml.bookmark(anchor.bookmark, job.next_number(), content)
    content = wml.bookmark(anchor.page_bookmark, job.next_number(), content)
    content = wml.bookmark(job.next_bookmark(block, place), job.next_number(), content)
    properties = paragraph_properties(
        job.styles[HEADINGS[block.level - 1]],
        keep_next=job.options.template is not None,  # the styles of ours say so
        page_break_before=page_break,
        numbering=_outline_number(block, job),
    )
    return (ParagraphMarkup(properties, content, mark(place, job)),)


def _outline_number(block: Heading, job: Job) -> tuple[int, int] | None:
    """Numbered headings get their list from their style; the others are taken out of it."""
    return (0, 0) if block.number is None and job.numbers_headings else None


def _paragraph(block: Paragraph, place: Place, job: Job) -> Parts:
    if not shows(block.children):
        return ()
    return _set(runs(block.children, place, job), place.body, block, place, job)


def _set(content: Xml, role: Role, block: MappedKind, place: Place, job: Job) -> Parts:
    """A paragraph of running text with its bookmark, its list marker, its indent."""
    properties = paragraph_properties(
        job.styles[role],
        keep_next=place.keep_next,
        numbering=place.marker,
        indent=_indent(place),
        space_before=place.gap,
    )
    if not place.in_note:
        content = with_comments(content, block.span, job)
        content = wml.bookmark(job.next_bookmark(block, place), job.next_number(), content)
    return (ParagraphMarkup(properties, content, mark(place, job)),)


def _indent(place: Place) -> int:
    """0 where the list's level gives the indent itself."""
    usual = place.marker is not None and place.indent == list_indent(place.marker[1])
    return 0 if usual else place.indent


def _list(
    items: tuple[ListItem, ...], role: Role, number: int, place: Place, job: Job
) -> Iterator[Part]:
    level = min(place.level + 1, LEVELS - 1)
    own = job.template_bullets if role == "bullet" else job.template_ordered
    step = own.indent if own and level == 0 else list_indent(0)
    if own and role == "bullet" and (level == 0 or own.like_ours):
        number = own.number
    inside = replace(
        place.indented(place.indent + step),
        level=level,
        body="footnote" if place.in_note else role,
        marker=(number, level),
    )
    for item in items:
        yield from blocks_of(item.blocks, inside, job)
        inside = replace(inside, gap=0)


def _definitions(items: tuple[Definition, ...], place: Place, job: Job) -> Iterator[Part]:
    """Each term on a line of its own, what it means below it and further in."""
    meaning = place.indented(place.indent + list_indent(0))
    if not place.in_note:
        place, meaning = replace(place, body="term"), replace(meaning, body="definition")
    for item in items:
        change = common_change(item.term)
        around = with_change(place, change) if change else place
        term = Paragraph(item.term, item.term[0].span.until(item.term[-1].span))
        yield from blocks_of((term,), around, job)
        yield from blocks_of(item.blocks, replace(meaning, marker=None, gap=0), job)
        place = place.after_first()


def _code(block: CodeBlock, place: Place, job: Job) -> Parts:
    if not block.text.strip():
        return ()
    text = wml.run(block.text.rstrip("\n"), deleted=place.change == "deleted")
    return _set(tracked(text, place, job), "code_block", block, place, job)
