"""What a reader must find in a Word file, in shapes that can be held beside other programs'."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.model import (
    Block,
    Blocks,
    BulletList,
    Cell,
    CodeBlock,
    DefinitionList,
    Heading,
    ImagePlacement,
    OrderedList,
    Table,
)
from reportgen.model.traverse import (
    children_of,
    footnotes_in,
    inlines_of,
    plain_text,
    walk_blocks,
)


def text_of(blocks: Blocks) -> str:
    """All text, without that of notes and of pictures' alternatives; a caption where it stands."""
    return " ".join(map(_text, blocks))


def _text(block: Block) -> str:
    if isinstance(block, CodeBlock):
        return block.text
    if isinstance(block, ImagePlacement):
        return block.caption
    if isinstance(block, DefinitionList):
        items = ((plain_text(item.term), text_of(item.blocks)) for item in block.items)
        return " ".join(text for item in items for text in item)
    texts = [plain_text(inlines) for inlines in inlines_of(block)]
    return " ".join((*texts, text_of(children_of(block))))


def words(blocks: Blocks) -> list[str]:
    """The words in their order."""
    return text_of(blocks).split()


def headings(blocks: Blocks) -> list[tuple[int, list[str]]]:
    """The headings by level and words."""
    found = (each for each in walk_blocks(blocks) if isinstance(each, Heading))
    return [(each.level, plain_text(each.children).split()) for each in found]


def notes(blocks: Blocks) -> list[list[str]]:
    """The words of each note."""
    return [
        words(note.blocks)
        for block in walk_blocks(blocks)
        for inlines in inlines_of(block)
        for note in footnotes_in(inlines)
    ]


def tables(blocks: Blocks) -> list[list[list[str]]]:
    """The words of each cell of each table."""
    found = (each for each in walk_blocks(blocks) if isinstance(each, Table))
    return [[plain_text(cell.children).split() for cell in cells_of(each)] for each in found]


def cells_of(table: Table) -> Iterator[Cell]:
    """The cells that show something, or could."""
    return (cell for row in (table.header, *table.rows) for cell in row.cells if not cell.covered)


def lists(blocks: Blocks) -> list[object]:
    """The lists: their kind, and the items, each with its words and the lists in it."""
    found: list[object] = []
    for block in blocks:
        if isinstance(block, BulletList | OrderedList):
            items = ([_own_words(item.blocks), *lists(item.blocks)] for item in block.items)
            found.append([type(block).__name__, *items])
        else:
            found += lists(children_of(block))
    return found


def _own_words(blocks: Blocks) -> list[str]:
    lists_of_model = (BulletList, OrderedList)
    return words(tuple(each for each in blocks if not isinstance(each, lists_of_model)))


__all__ = ["cells_of", "headings", "lists", "notes", "tables", "text_of", "words"]
