"""What stays on one page with what comes after it: a few lines and the thing that they lead to."""

from __future__ import annotations

from math import ceil

from reportgen.model import (
    Block,
    Blocks,
    BulletList,
    DefinitionList,
    Figure,
    Heading,
    OrderedList,
    Paragraph,
    Table,
)
from reportgen.model.traverse import plain_text

# A letter of running text takes about so much of a line: it tells one line from four.
LETTER_MM = 1.9
# More lines than these may end a page, and what they lead to begin the next.
_FEW_LINES = 3


def kept_with_next(blocks: Blocks, width_mm: float, *, below_heading: bool) -> tuple[bool, ...]:
    """For each of `blocks` whether it must not be the last on its page; headings never are anyway.

    That goes for the few lines before a figure, a table, or the list that they announce, and
    for what little stands between them and a heading: else that would be left alone. Chains
    stay short, since programs give up long ones. `below_heading`: a heading stands before.
    """
    kept = [False] * len(blocks)
    for at in range(len(blocks) - 1):
        if _leads_to(blocks[at], blocks[at + 1]):
            first = _first_of_few(blocks, at, width_mm)
            alone = isinstance(blocks[first - 1], Heading) if first else below_heading
            for index in range(first if alone else max(first, at), at + 1):
                kept[index] = True
    return tuple(kept)


def _first_of_few(blocks: Blocks, last: int, width_mm: float) -> int:
    """The first of the paragraphs up to `last` that are few lines together; behind it if none."""
    first, lines = last + 1, 0
    while first:
        before = blocks[first - 1]
        if not isinstance(before, Paragraph):
            break
        lines += ceil(len(plain_text(before.children)) * LETTER_MM / width_mm)
        if lines > _FEW_LINES:
            break
        first -= 1
    return first


def _leads_to(block: Block, following: Block) -> bool:
    if isinstance(block, Table):
        return isinstance(following, Figure) and block.figure == following.id
    if not isinstance(block, Paragraph):
        return False
    match following:
        case Figure() | Table():
            return not following.landscape  # that one stands on a page of its own
        case BulletList() | OrderedList() | DefinitionList():
            return plain_text(block.children).rstrip().endswith(":")
    return False
