"""Puts together what was written in turn: lists of a kind, and cells that are merged."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from reportgen.model import Block, Blocks, BulletList, DefinitionList, OrderedList, Row
from reportgen.readers.markdown.tables import merged_down


def joined(blocks: Sequence[Block]) -> Blocks:
    """The blocks with lists of a kind that follow each other as one: items written in turn."""
    return tuple(_runs(blocks))


def _runs(blocks: Sequence[Block]) -> Iterator[Block]:
    waiting: list[Block] = []
    for block in blocks:
        if waiting and not (type(block) is type(waiting[0]) and isinstance(block, _LISTS)):
            yield _one(waiting)
            waiting = []
        waiting.append(block)
    if waiting:
        yield _one(waiting)


_LISTS = (BulletList, OrderedList, DefinitionList)


def _one(blocks: Sequence[Block]) -> Block:
    """One block for several lists of a kind."""
    first, last = blocks[0], blocks[-1]
    if len(blocks) == 1 or not isinstance(first, _LISTS):
        return first
    items = tuple(item for each in blocks if isinstance(each, _LISTS) for item in each.items)
    span = first.span.until(last.span) if last.span.line > first.span.line else first.span
    return replace(first, items=items, span=span)


def merged_again(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with merged cells counted anew; a first row goes on with none above it."""

    def alone(row: Row, *, first: bool) -> Row:
        cells = (
            cell if cell.rows == 0 and not first else replace(cell, rows=1) for cell in row.cells
        )
        return replace(row, cells=tuple(cells))

    if all(cell.rows == 1 for row in rows for cell in row.cells):
        return tuple(rows)
    return merged_down([alone(row, first=index == 0) for index, row in enumerate(rows)])
