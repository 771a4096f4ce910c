"""Whether a report that was built of an import says what the Word file said, block for block."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from msgspec import Struct

from reportgen.diagnostics import Span
from reportgen.model import (
    Block,
    Blocks,
    CodeBlock,
    DefinitionList,
    Figure,
    Heading,
    ImagePlacement,
    Inlines,
    Paragraph,
    Table,
)
from reportgen.model.traverse import plain_text, walk_blocks


class Said(Struct, frozen=True):
    """A paragraph, a cell of a table, a caption or a note: its words, and where they stand."""

    text: str
    span: Span


class Difference(Struct, frozen=True):
    """What the file said at a place, and what the report says instead; either may be empty."""

    before: str
    after: str
    span: Span | None


def said(blocks: Blocks) -> tuple[Said, ...]:
    """All that a reader of `blocks` reads, piece by piece, in an order that layout can't change."""
    return tuple(each for block in walk_blocks(blocks) for each in _said_of(block) if each.text)


def _said_of(block: Block) -> Iterator[Said]:
    match block:
        case Heading(children=children, span=span) | Paragraph(children=children, span=span):
            yield Said(_words(children), span)
        case CodeBlock(text=text, span=span):
            yield Said(" ".join(text.split()), span)
        case Table():
            yield Said(_words(block.caption), block.span)
            for row in (block.header, *block.rows):
                yield from (Said(_words(cell.children), cell.span) for cell in row.cells)
            yield Said(_words(block.note), block.span)
        case Figure(caption=caption, note=note, span=span):
            yield Said(_words(caption), span)
            yield Said(_words(note), span)
        case ImagePlacement(caption=caption, span=span):
            yield Said(" ".join(caption.split()), span)
        case DefinitionList(items=items):
            for item in items:
                yield Said(_words(item.term), item.span)


def _words(inlines: Inlines) -> str:
    return " ".join(plain_text(inlines).split())


def differences(before: tuple[Said, ...], after: tuple[Said, ...]) -> Iterator[Difference]:
    """What the one says and the other does not, in the order of the file."""
    old, new = [each.text for each in before], [each.text for each in after]
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        for number in range(max(b - a, d - c)):
            was = before[a + number] if a + number < b else None
            now = after[c + number] if c + number < d else None
            yield Difference(
                was.text if was else "", now.text if now else "", was.span if was else None
            )
