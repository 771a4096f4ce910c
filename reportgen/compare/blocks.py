"""Compares what stands under a heading, block by block; inside those that stayed, word by word."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, assert_never

from msgspec.structs import replace

from reportgen.compare.alignment import Candidate, align
from reportgen.compare.fingerprints import (
    block_key,
    block_words,
    blocks_key,
    definition_key,
    inlines_key,
    item_key,
    picture_key,
    row_key,
    shows,
)
from reportgen.compare.words import compare_inlines
from reportgen.language.similarity import words_of
from reportgen.model import (
    Block,
    Blocks,
    BulletList,
    Cell,
    CodeBlock,
    Container,
    Definition,
    DefinitionList,
    Deleted,
    DeletedBlocks,
    Figure,
    Footnote,
    Heading,
    ImagePlacement,
    Inserted,
    InsertedBlocks,
    ListItem,
    OrderedList,
    Paragraph,
    Placement,
    Quote,
    Row,
    Statement,
    Table,
)
from reportgen.model.traverse import children_of, inlines_of, plain_text, rewrite_blocks

T = TypeVar("T")

_OLDER = "@old"


def older_id(identity: str) -> str:
    """What a thing of the older document is called in the merged one, where both have it."""
    return identity + _OLDER if identity else ""


def newer_id(identity: str) -> str:
    """What it was called before; other names stay."""
    return identity.removesuffix(_OLDER)


def compare_blocks(old: Blocks, new: Blocks) -> Blocks:
    """`new`, with what came in and went out since `old`; a wrapper for each block that did."""
    if blocks_key(old) == blocks_key(new):
        return new
    merged: list[Block] = []

    def gone(block: Block) -> None:
        merged.append(DeletedBlocks((as_older(block),), block.span))

    def come(block: Block) -> None:
        merged.append(InsertedBlocks((block,), block.span))

    pairs = align(old, new, block_key, describe)
    _in_order(old, new, pairs, gone, come, lambda a, b: merged.append(merge(a, b)))
    return tuple(merged)


def _in_order(
    old: tuple[T, ...],
    new: tuple[T, ...],
    pairs: list[tuple[int, int]],
    gone: Callable[[T], None],
    come: Callable[[T], None],
    both: Callable[[T, T], None],
) -> None:
    """Call `gone`, `come` and `both` for everything, what went out before what came in."""
    i = j = 0
    for a, b in [*pairs, (len(old), len(new))]:
        for each in old[i:a]:
            gone(each)
        for each in new[j:b]:
            come(each)
        if a < len(old):
            both(old[a], new[b])
        i, j = a + 1, b + 1


def as_older(block: Block) -> Block:
    """`block` of the older document, under ids that nothing of the newer one has."""

    def renamed(each: Block) -> Block:
        if isinstance(each, Heading | Figure | Table):
            return replace(each, id=older_id(each.id))
        return each

    return rewrite_blocks((block,), lambda inline: inline, renamed)[0]


def describe(block: Block) -> Candidate:
    """How a block is matched with one that is not the same."""
    words = block_words(block)
    match block:
        case Heading(level=level):
            return Candidate(("heading", level), words)
        case Table():
            shape = (_merged_cells(block), shows(block.caption), block.landscape)
            return Candidate(("table", shape), words, block.id)
        case Figure():
            return Candidate(("figure", shows(block.caption)), words, block.id)
        case OrderedList(start=start):
            return Candidate(("list", start), words)
        case CodeBlock():
            return Candidate(("code", block.text), words)
    return Candidate(type(block).__name__, words)


def merge(old: Block, new: Block) -> Block:
    """Two blocks of one kind as one; of two kinds the new one."""
    if type(old) is not type(new):
        return new
    match new:
        case Paragraph() | Heading():
            [before] = inlines_of(old)
            return replace(new, children=compare_inlines(before, new.children, compare_notes))
        case Table():
            assert isinstance(old, Table)
            return _merge_tables(old, new)
        case Figure():
            assert isinstance(old, Figure)
            return _merge_figures(old, new)
        case CodeBlock() | Placement() | ImagePlacement() | Statement():
            return new
    if isinstance(new, Container):
        return _merge_containers(old, new)
    assert_never(new)


def _merge_containers(old: Block, new: Container) -> Block:
    match new:
        case Quote():
            return replace(new, blocks=compare_blocks(children_of(old), new.blocks))
        case BulletList() | OrderedList():
            assert isinstance(old, BulletList | OrderedList)
            return _merge_lists(old, new)
        case DefinitionList():
            assert isinstance(old, DefinitionList)
            return _merge_definitions(old, new)
        case InsertedBlocks() | DeletedBlocks():
            raise ValueError(f"what stands at {new.span} has been compared already")
        case _:
            assert_never(new)


def compare_notes(old: Footnote, new: Footnote) -> Footnote | None:
    """Two footnotes as one; None where one can't become the other paragraph by paragraph.

    Word can't track that a paragraph of a footnote came in or went out.
    """
    if len(old.blocks) != len(new.blocks):
        return None
    merged: list[Block] = []
    for one, other in zip(old.blocks, new.blocks, strict=True):
        if block_key(one) == block_key(other):
            merged.append(other)
        elif isinstance(one, Paragraph) and isinstance(other, Paragraph):
            merged.append(merge(one, other))
        else:
            return None
    return replace(new, blocks=tuple(merged))


# Lists


def _merge_lists(old: BulletList | OrderedList, new: BulletList | OrderedList) -> Block:
    items: list[ListItem] = []

    def gone(item: ListItem) -> None:
        blocks = tuple(as_older(each) for each in item.blocks)
        items.append(ListItem((DeletedBlocks(blocks, item.span),), item.span))

    def come(item: ListItem) -> None:
        items.append(ListItem((InsertedBlocks(item.blocks, item.span),), item.span))

    pairs = align(old.items, new.items, item_key, _describe_item)
    _in_order(old.items, new.items, pairs, gone, come, lambda a, b: items.append(_item(a, b)))
    return replace(new, items=tuple(items))


def _describe_item(item: ListItem) -> Candidate:
    words = tuple(word for block in item.blocks for word in block_words(block))
    first = item.blocks[0] if item.blocks else None
    # The first paragraph bears the marker: it must stay for the item to stay.
    return Candidate(describe(first).kind if first else None, words)


def _item(old: ListItem, new: ListItem) -> ListItem:
    if item_key(old) == item_key(new) or not new.blocks:
        return new
    first = merge(old.blocks[0], new.blocks[0])
    return replace(new, blocks=(first, *compare_blocks(old.blocks[1:], new.blocks[1:])))


def _merge_definitions(old: DefinitionList, new: DefinitionList) -> DefinitionList:
    items: list[Definition] = []

    def gone(item: Definition) -> None:
        blocks = tuple(as_older(each) for each in item.blocks)
        term = (Deleted(item.term, item.span),)
        items.append(replace(item, term=term, blocks=(DeletedBlocks(blocks, item.span),)))

    def come(item: Definition) -> None:
        term = (Inserted(item.term, item.span),)
        items.append(replace(item, term=term, blocks=(InsertedBlocks(item.blocks, item.span),)))

    pairs = align(old.items, new.items, definition_key, _describe_definition)
    _in_order(old.items, new.items, pairs, gone, come, lambda a, b: items.append(_defined(a, b)))
    return replace(new, items=tuple(items))


def _describe_definition(item: Definition) -> Candidate:
    """A definition is known by its term."""
    words = tuple(word for block in item.blocks for word in block_words(block))
    return Candidate("definition", words, inlines_key(item.term))


def _defined(old: Definition, new: Definition) -> Definition:
    term = compare_inlines(old.term, new.term, compare_notes)
    return replace(new, term=term, blocks=compare_blocks(old.blocks, new.blocks))


# Tables and figures


def _merge_tables(old: Table, new: Table) -> Table:
    rows: list[Row] = []
    pairs = _paired_rows(old, new)
    _in_order(
        old.rows,
        new.rows,
        pairs,
        lambda row: rows.append(replace(row, change="deleted")),
        lambda row: rows.append(replace(row, change="inserted")),
        lambda a, b: rows.append(_row(a, b)),
    )
    return replace(
        new,
        caption=compare_inlines(old.caption, new.caption, compare_notes),
        header=_row(old.header, new.header),
        rows=tuple(rows),
        note=compare_inlines(old.note, new.note, compare_notes),
        older_number=None if old.number == new.number else old.number,
    )


def _paired_rows(old: Table, new: Table) -> list[tuple[int, int]]:
    """Which rows are the same; where cells go down over several, each with the one in its place."""
    if _goes_down(old):
        return [(index, index) for index in range(len(old.rows))]
    return align(old.rows, new.rows, row_key, _describe_row)


def _goes_down(table: Table) -> bool:
    return any(cell.rows > 1 for row in table.rows for cell in row.cells)


def _describe_row(row: Row) -> Candidate:
    """A row is known by its label."""
    words = words_of(" ".join(plain_text(cell.children) for cell in row.cells))
    label = inlines_key(row.cells[0].children) if row.cells else ""
    return Candidate((row.total, _taken(row)), words, label)


def _taken(row: Row) -> tuple[tuple[int, int], ...]:
    """How many columns and rows each cell takes up: rows that differ in it can't become one."""
    return tuple((cell.columns, cell.rows) for cell in row.cells)


def _merged_cells(table: Table) -> object:
    """The shape of a table: of the header, and of all rows where cells go down over several."""
    return _taken(table.header), tuple(map(_taken, table.rows)) if _goes_down(table) else ()


def _row(old: Row, new: Row) -> Row:
    cells = zip(old.cells, new.cells, strict=True)
    return replace(new, cells=tuple(_cell(one, other) for one, other in cells))


def _cell(old: Cell, new: Cell) -> Cell:
    return replace(new, children=compare_inlines(old.children, new.children, compare_notes))


def _merge_figures(old: Figure, new: Figure) -> Figure:
    same = picture_key(old) == picture_key(new) and old.number == new.number
    return replace(
        new,
        caption=compare_inlines(old.caption, new.caption, compare_notes),
        note=compare_inlines(old.note, new.note, compare_notes),
        older=None if same else replace(old, id=older_id(old.id)),
    )
