"""What can be listed and referred to, in reading order, with the names of its bookmarks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never
from zlib import crc32

from msgspec import Struct

from reportgen.model import (
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    DefinitionList,
    DeletedBlocks,
    Document,
    Figure,
    Heading,
    ImagePlacement,
    InsertedBlocks,
    OrderedList,
    Paragraph,
    Placement,
    Quote,
    ReferenceKind,
    Statement,
    Table,
)
from reportgen.model.traverse import children_of, footnotes_in, plain_text, shows


class Anchor(Struct, frozen=True):
    """A heading, figure or table. `text` is its title or its caption without label and number.

    `number_bookmark` is around a figure's or table's number alone, for "figur 1" in a sentence.
    `page_bookmark` (`_Toc…`) is what contents link to. `bookmark` (`_Ref…`) is what references
    link to, empty for a second thing with the same id. `number` is "3.1" or "4", empty for none.
    `level` is 0 for figures and tables. What was deleted is not `listed`. `noted` says that a note
    stands in it, whose mark a field that repeats it would repeat.
    """

    kind: ReferenceKind
    id: str
    level: int
    text: str
    number: str
    bookmark: str
    number_bookmark: str
    page_bookmark: str
    listed: bool
    noted: bool


def find_outline(document: Document) -> tuple[Anchor, ...]:
    """Every heading, figure and table of `document` in reading order.

    Word offers only bookmarks named `_Ref` and digits in its own dialogue for references. The
    digits come from kind and id, so that they stay the same when something comes in between.
    """
    taken: set[str] = set()
    known: set[tuple[str, str]] = set()
    anchors: list[Anchor] = []
    for block, listed in _listed_blocks(document):
        kind, identity, level, text, number = _described(block)
        first = (kind, identity) not in known and bool(identity)
        known.add((kind, identity))
        shown = not isinstance(block, Heading) or shows(block.children)
        first = first and shown
        bookmark = _numbered("_Ref", f"{kind}:{identity}", taken) if first else ""
        label = first and bool(number) and kind != "section"
        alone = _numbered("_Ref", f"{kind} number:{identity}", taken) if label else ""
        page = f"_Toc{len(anchors) + 1:09}"
        noted = isinstance(block, Heading) and bool(footnotes_in(block.children))
        in_contents = listed and shown
        anchors.append(
            Anchor(kind, identity, level, text, number, bookmark, alone, page, in_contents, noted)
        )
    return tuple(anchors)


def _listed_blocks(document: Document) -> Iterator[tuple[Heading | Figure | Table, bool]]:
    for section in document.sections:
        listed = section.change != "deleted"
        yield section.heading, listed
        yield from _inside(section.blocks, listed=listed)


def _inside(blocks: Blocks, *, listed: bool) -> Iterator[tuple[Heading | Figure | Table, bool]]:
    for block in blocks:
        yield from _of_block(block, listed=listed)


def _of_block(block: Block, *, listed: bool) -> Iterator[tuple[Heading | Figure | Table, bool]]:
    match block:
        case Heading() | Figure() | Table():
            yield block, listed
        case BulletList() | OrderedList():
            for item in block.items:
                yield from _inside(item.blocks, listed=listed)
        case Quote() | InsertedBlocks() | DefinitionList():
            yield from _inside(children_of(block), listed=listed)
        case DeletedBlocks():
            yield from _inside(block.blocks, listed=False)
        case Paragraph() | CodeBlock() | Placement() | ImagePlacement() | Statement():
            return
        case _:
            assert_never(block)


def _described(block: Heading | Figure | Table) -> tuple[ReferenceKind, str, int, str, str]:
    number = "" if block.number in (None, 0) else str(block.number)
    match block:
        case Heading():
            return "section", block.id, block.level, plain_text(block.children), number
        case Figure():
            return "figure", block.id, 0, block.short or plain_text(block.caption), number
        case Table():
            return "table", block.id, 0, plain_text(block.caption), number
        case _:
            assert_never(block)


def _numbered(prefix: str, key: str, taken: set[str]) -> str:
    digits = crc32(key.encode())
    while (name := f"{prefix}{digits:010}") in taken:
        digits += 1
    taken.add(name)
    return name
