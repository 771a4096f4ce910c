"""What Markdown can hold of blocks: the same in a form that can be read again, nothing empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from msgspec.structs import replace

from reportgen.diagnostics import Span
from reportgen.model import (
    Block,
    Blocks,
    BulletList,
    Cell,
    CodeBlock,
    Container,
    Definition,
    DefinitionList,
    DeletedBlocks,
    Figure,
    Heading,
    ImagePlacement,
    Inlines,
    InsertedBlocks,
    OrderedList,
    Paragraph,
    Placement,
    Quote,
    Row,
    Statement,
    Strong,
    Table,
)
from reportgen.model.traverse import shows
from reportgen.writers.markdown.expressible import clean_text, expressible_inlines, has_words

_DEEPEST_HEADING = 6


def expressible(blocks: Blocks, *, inside: bool = False) -> Blocks:
    """The blocks of a section, or `inside` a list, a quotation or a note: without headings."""
    made: list[Block] = []
    for block in blocks:
        for each in _expressible(block, inside=inside):
            last = made[-1] if made else None
            if isinstance(each, DefinitionList) and isinstance(last, DefinitionList):
                made[-1] = replace(last, items=last.items + each.items)
            else:
                made.append(each)
    return tuple(made)


def _expressible(block: Block, *, inside: bool) -> Iterable[Block]:
    if isinstance(block, Container):
        return _contained(block, inside=inside)
    match block:
        case Heading():
            return _heading(block, inside=inside)
        case Paragraph(children=children):
            return _paragraph(_line(children, breaks=True), block.span)
        case CodeBlock(text=text):
            return (replace(block, text="\n".join(map(clean_text, text.split("\n")))),)
        case Table():
            return _table(block)
        case ImagePlacement():
            caption, alt = clean_text(block.caption).strip(), clean_text(block.alt).strip()
            return (replace(block, caption=caption, alt=alt),)
        case Figure() | Placement() | Statement():
            return (block,)
    assert_never(block)


def _contained(block: Container, *, inside: bool) -> Iterable[Block]:
    match block:
        case BulletList() | OrderedList():
            held = (replace(item, blocks=_held(item.blocks)) for item in block.items)
            items = tuple(item for item in held if item.blocks)
            return (replace(block, items=items),) if items else ()
        case DefinitionList():
            return _definitions(block)
        case Quote(blocks=blocks):
            quoted = _held(blocks)
            return (replace(block, blocks=quoted),) if quoted else ()
        case InsertedBlocks(blocks=blocks):
            return expressible(blocks, inside=inside)
        case DeletedBlocks():
            return ()
    assert_never(block)


def _held(blocks: Blocks) -> Blocks:
    return expressible(blocks, inside=True)


def _paragraph(words: Inlines, span: Span) -> Blocks:
    return (Paragraph(words, span),) if shows(words) else ()


def _line(inlines: Inlines, *, breaks: bool) -> Inlines:
    return expressible_inlines(inlines, _held, breaks=breaks)


def _heading(heading: Heading, *, inside: bool) -> Iterator[Block]:
    words = _line(heading.children, breaks=False)
    if not has_words(words):
        yield from _paragraph(words, heading.span)
    elif inside:
        strong = _line((Strong(words, heading.span),), breaks=False)
        yield Paragraph(strong, heading.span)
    else:
        yield replace(heading, children=words, level=min(heading.level, _DEEPEST_HEADING))


def _definitions(block: DefinitionList) -> Iterator[Block]:
    """The definitions; a term that means nothing is a paragraph, and so is a meaning of none."""
    for item in block.items:
        term, blocks = _line(item.term, breaks=False), _held(item.blocks)
        if has_words(term) and blocks:
            yield DefinitionList((Definition(term, blocks, item.span),), block.span)
        else:
            yield from (*_paragraph(term, item.span), *blocks)


def _table(table: Table) -> Iterator[Block]:
    """The table with words in its header; one of a single row is paragraphs."""
    rows = [_row(row) for row in (table.header, *table.rows)]
    while rows and not any(has_words(cell.children) for cell in rows[0].cells):
        rows.pop(0)
    if len(rows) < 2:
        for cell in (cell for row in rows for cell in row.cells):
            yield from _paragraph(cell.children, cell.span)
        return
    header = replace(rows[0], cells=tuple(map(_on_one_row, rows[0].cells)))
    caption = _line(table.caption, breaks=False)
    caption = caption if has_words(caption) else ()
    yield replace(table, caption=caption, header=header, rows=_merged_down(rows[1:]))


def _row(row: Row) -> Row:
    cells = tuple(replace(each, children=_line(each.children, breaks=True)) for each in row.cells)
    return replace(row, cells=cells)


def _on_one_row(cell: Cell) -> Cell:
    """The cell with one row of its own; what it took up below begins anew there."""
    return replace(cell, rows=1)


def _merged_down(rows: list[Row]) -> tuple[Row, ...]:
    """The rows below the header, where only a cell of theirs can go on below itself."""
    below = [0] * len(rows[0].cells)
    made: list[Row] = []
    for number in range(len(rows) - 1, -1, -1):
        cells = list(rows[number].cells)
        for index, cell in enumerate(cells):
            if not cell.rows and number:
                below[index] += 1
                continue
            cells[index] = replace(cell, rows=1 + below[index] if cell.columns else 1)
            below[index] = 0
        made.append(replace(rows[number], cells=tuple(cells)))
    return tuple(reversed(made))
