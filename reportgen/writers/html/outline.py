"""What can be listed and linked to, in reading order, with the ids of their elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from msgspec import Struct

from reportgen.model import (
    Blocks,
    DeletedBlocks,
    Document,
    Figure,
    Heading,
    Labels,
    ReferenceKind,
    Table,
)
from reportgen.model.traverse import children_of, plain_text

# The page's own ids; what the report names gives way to them.
MAIN = "rapporten"
CONTENTS = "innehall"
NOTES = "fotnoter"
COMPARISON = "jamforelse"
# What becomes one hyphen; two stand only in ids that the page makes itself.
_NOT_IN_IDS = re.compile(r"[^\w.]+")


class Anchor(Struct, frozen=True):
    """A heading, figure or table. `text` is its title or its caption without label and number.

    `html_id` is its element's, and no other's; that of a heading is its own id, so that an
    address with it lasts. `number` is "3.1" or "4", empty for none; `level` is 0 for figures
    and tables. What was deleted is not `listed`.
    """

    kind: ReferenceKind
    id: str
    html_id: str
    level: int
    text: str
    number: str
    listed: bool


def find_outline(document: Document) -> tuple[Anchor, ...]:
    """Every heading, figure and table of `document` in reading order."""
    blocks = list(_of_document(document))
    taken = {MAIN, CONTENTS, NOTES, COMPARISON}
    # Headings choose their ids first: theirs are the ones that people write down.
    ids: dict[int, str] = {}
    for headings in (True, False):
        for index, (block, _listed) in enumerate(blocks):
            if isinstance(block, Heading) == headings:
                ids[index] = _free(_wanted(block, document.labels), taken)
    return tuple(
        _anchor(block, ids[index], listed=listed) for index, (block, listed) in enumerate(blocks)
    )


def _of_document(document: Document) -> Iterator[tuple[Heading | Figure | Table, bool]]:
    for section in document.sections:
        listed = section.change != "deleted"
        yield section.heading, listed
        yield from _inside(section.blocks, listed=listed)


def _inside(blocks: Blocks, *, listed: bool) -> Iterator[tuple[Heading | Figure | Table, bool]]:
    for block in blocks:
        if isinstance(block, Heading | Figure | Table):
            yield block, listed
        else:
            yield from _inside(
                children_of(block), listed=listed and not isinstance(block, DeletedBlocks)
            )


def _wanted(block: Heading | Figure | Table, labels: Labels) -> str:
    match block:
        case Heading():
            return block.id
        case Figure():
            return f"{labels.figure.lower()}-{block.id}"
        case Table():
            return f"{labels.table.lower()}-{block.id}"
        case _:
            assert_never(block)


def _free(wanted: str, taken: set[str]) -> str:
    wanted = _NOT_IN_IDS.sub("-", wanted).strip("-") or "avsnitt"
    name, count = wanted, 2
    while name in taken:
        name, count = f"{wanted}-{count}", count + 1
    taken.add(name)
    return name


def _anchor(block: Heading | Figure | Table, html_id: str, *, listed: bool) -> Anchor:
    number = "" if block.number in (None, 0) else str(block.number)
    match block:
        case Heading(children=children, level=level):
            text = plain_text(children)
            listed = listed and bool(text.strip())
            return Anchor("section", block.id, html_id, level, text, number, listed)
        case Figure(caption=caption):
            text = block.short or plain_text(caption)
            return Anchor("figure", block.id, html_id, 0, text, number, listed)
        case Table(caption=caption):
            return Anchor("table", block.id, html_id, 0, plain_text(caption), number, listed)
        case _:
            assert_never(block)
