"""Paragraphs in lists as lists: items, lists in items, and what goes on in an item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.model import (
    Block,
    BulletList,
    ListItem,
    OrderedList,
    Quote,
)
from reportgen.readers.word.numbering import Listed
from reportgen.readers.word.pieces import Piece

# Twips that a paragraph may stand less far in than the text of the item that it goes on in.
_TOLERANCE = 60
_OF_QUOTATIONS = 300


class _List:
    """A list that is open: more items may follow. An item holds blocks, and lists inside it."""

    def __init__(self, listed: Listed) -> None:
        self.listed = listed
        self.items: list[list[Block | _List]] = []

    def takes(self, listed: Listed) -> bool:
        """Whether an item is the next one of this list, or of one below its last item."""
        mine = self.listed
        if mine.level != listed.level:
            return mine.level < listed.level
        if mine.ordered != listed.ordered:
            return False
        # Lists of one definition count on in each other.
        goes_on = mine.definition == listed.definition and mine.ordered
        next_number = mine.number + len(self.items)
        return mine.list_id == listed.list_id or (goes_on and listed.number == next_number)

    def goes_on_in(self, piece: Piece) -> bool:
        """Whether a block goes on in the last item: it stands as far in as its text."""
        indent = self.listed.indent - _TOLERANCE
        # Quotations stand further in than other text wherever they are.
        wanted = indent + _OF_QUOTATIONS if piece.kind == "quote" else indent
        return self.listed.indent > 0 and piece.indent >= wanted

    def closed(self) -> Block:
        """The list as a block."""
        items = tuple(_item(each) for each in self.items)
        span = items[0].span.until(items[-1].span)
        if self.listed.ordered:
            return OrderedList(items, self.listed.number, span)
        return BulletList(items, span)


def _item(content: Sequence[Block | _List]) -> ListItem:
    blocks = tuple(each.closed() if isinstance(each, _List) else each for each in content)
    return ListItem(blocks, blocks[0].span.until(blocks[-1].span))


def with_lists(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Neighbours in lists as lists, deeper ones in the items before them."""
    opened: list[_List] = []
    for piece in pieces:
        if piece.listed is not None:
            yield from _close(opened, _fitting(opened, piece.listed))
            _add(opened, piece.listed, _in_item(piece))
            continue
        depth = _depth_of(opened, piece)
        yield from _close(opened, depth)
        if depth:
            opened[-1].items[-1].append(_in_item(piece))
        else:
            yield piece
    yield from _close(opened, 0)


def _in_item(piece: Piece) -> Block:
    return Quote((piece.block,), piece.block.span) if piece.kind == "quote" else piece.block


def _fitting(opened: Sequence[_List], listed: Listed) -> int:
    """How many of the open lists an item goes into."""
    depths = (depth for depth in range(len(opened), 0, -1) if opened[depth - 1].takes(listed))
    return next(depths, 0)


def _depth_of(opened: Sequence[_List], piece: Piece) -> int:
    """How many of the open lists a block that is no item goes on in, by how far in it stands."""
    depths = (depth for depth in range(len(opened), 0, -1) if opened[depth - 1].goes_on_in(piece))
    return next(depths, 0)


def _close(opened: list[_List], depth: int) -> Iterator[Piece]:
    """Close the open lists below that depth; all of them are a block."""
    if opened and depth == 0:
        yield Piece(opened[0].closed())
    del opened[depth:]


def _add(opened: list[_List], listed: Listed, block: Block) -> None:
    """Put an item into the last open list, or into a new one below its last item."""
    if not opened or opened[-1].listed.level < listed.level:
        new = _List(listed)
        if opened:
            opened[-1].items[-1].append(new)
        opened.append(new)
    opened[-1].items.append([block])
