"""Blocks that belong together are put together: captions, lists, quotations, definitions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from reportgen.diagnostics import Span
from reportgen.model import (
    Block,
    Blocks,
    CodeBlock,
    Definition,
    DefinitionList,
    DeletedBlocks,
    Figure,
    ImagePlacement,
    Inlines,
    InsertedBlocks,
    Paragraph,
    Quote,
    Table,
)
from reportgen.model.traverse import plain_text
from reportgen.readers.word.captions import About, Caption
from reportgen.readers.word.flow import Flat
from reportgen.readers.word.nesting import with_lists
from reportgen.readers.word.pieces import Piece, pieces_of
from reportgen.readers.word.places import CaptionPlace
from reportgen.readers.word.story import Story
from reportgen.readers.word.typed_lists import with_typed_lists

Captioned = Table | Figure | ImagePlacement

# Where a document does not show it.
_USUALLY_ABOVE: dict[About, bool] = {"table": True, "figure": False, "": False}


def blocks_of(flats: Sequence[Flat], story: Story) -> Blocks:
    """The blocks that `flats` are."""
    typed = [*with_typed_lists(flats, story)]
    pieces = with_captions([*pieces_of(typed, story)], story)
    return tuple(_changes_together(_alike_together(with_lists(pieces))))


# Captions.


def with_captions(pieces: Sequence[Piece], story: Story) -> list[Piece]:
    """The pieces, with each caption and source line in what it stands beside."""
    left: list[Piece | None] = [*pieces]
    above = _stand_above(left)
    for index, piece in enumerate(pieces):
        if piece.caption is not None:
            _attach(left, index, piece, story, above=above[piece.caption.about])
    for index, piece in enumerate(pieces):
        if piece.kind == "note":
            _attach_note(left, index)
    return [piece for piece in left if piece is not None]


def _stand_above(pieces: Sequence[Piece | None]) -> dict[About, bool]:
    """Whether captions of a kind stand above: as those do that have but one thing beside them."""
    votes = dict.fromkeys(_USUALLY_ABOVE, 0)
    for index, piece in enumerate(pieces):
        caption = piece.caption if piece else None
        if caption is None:
            continue
        sides = (_beside(pieces, index, -1), _beside(pieces, index, 1))
        below, above = (
            place is not None and (found := pieces[place]) and _takes(found.block, caption)
            for place in sides
        )
        votes[caption.about] += bool(above) - bool(below)
    return {
        about: votes[about] > 0 or (usual and not votes[about])
        for about, usual in _USUALLY_ABOVE.items()
    }


def _attach(
    left: list[Piece | None], index: int, piece: Piece, story: Story, *, above: bool
) -> None:
    """Put a caption into the table or figure before or after it, if that has none yet."""
    caption, span = piece.caption, piece.block.span
    assert caption is not None
    before, after = _beside(left, index, -1), _beside(left, index, 1)
    order = (after, before) if above else (before, after)
    for place in order:
        found = None if place is None else left[place]
        if place is None or found is None or not _takes(found.block, caption):
            continue
        left[place] = replace(found, block=_captioned(found.block, caption, span, story))
        left[index] = None
        where = CaptionPlace(caption.label, above=index < place)
        story.captions[found.block.span.line] = where
        return


def _beside(left: Sequence[Piece | None], index: int, step: int) -> int | None:
    """The nearest piece before or after that is still there."""
    index += step
    while 0 <= index < len(left):
        if left[index] is not None:
            return index
        index += step
    return None


def _takes(block: Block, caption: Caption) -> bool:
    """Whether a block can have that caption."""
    if isinstance(block, Table):
        return caption.about != "figure" and not block.caption
    if isinstance(block, Figure | ImagePlacement):
        return caption.about != "table" and not block.caption
    return False


def _captioned(block: Block, caption: Caption, span: Span, story: Story) -> Block:
    if isinstance(block, Table):
        identity = block.id or story.identity(span, "table")
        return replace(block, caption=caption.inlines, number=caption.number, id=identity)
    if isinstance(block, Figure):
        identity = block.id or story.identity(span, "figure")
        return replace(block, caption=caption.inlines, number=caption.number, id=identity)
    assert isinstance(block, ImagePlacement)
    identity = block.id or story.identity(span, "figure")
    return replace(block, caption=plain_text(caption.inlines), id=identity)


def _attach_note(left: list[Piece | None], index: int) -> None:
    """Put a source line into the table or figure above it."""
    piece, place = left[index], _beside(left, index, -1)
    found = None if place is None else left[place]
    if piece is None or place is None or found is None or not isinstance(piece.block, Paragraph):
        return
    block = found.block
    if isinstance(block, Table | Figure) and not block.note:
        left[place] = replace(found, block=replace(block, note=piece.block.children))
        left[index] = None


# Neighbours of a kind.


def _changes_together(blocks: Iterator[Block]) -> Iterator[Block]:
    """Neighbouring blocks that came in, or went out, as one passage."""
    for key, group in groupby(blocks, _change_of):
        if key is None:
            yield from group
            continue
        passage = [each for each in group if isinstance(each, InsertedBlocks | DeletedBlocks)]
        inside = tuple(block for each in passage for block in each.blocks)
        span = inside[0].span.until(inside[-1].span)
        yield replace(passage[0], blocks=inside, span=span)


def _change_of(block: Block) -> tuple[str, str] | None:
    if isinstance(block, InsertedBlocks | DeletedBlocks):
        return type(block).__name__, block.move
    return None


def _alike_together(pieces: Iterator[Piece]) -> Iterator[Block]:
    """Neighbouring paragraphs of quotations, code and definitions as one block."""
    for kind, group in groupby(pieces, lambda each: _FAMILIES.get(each.kind, "")):
        blocks = [(each.kind, each.block) for each in group]
        made = _MAKERS.get(kind)
        if made is None:
            yield from (block for _kind, block in blocks)
        else:
            yield from made(blocks)


Kinds = Sequence[tuple[str, Block]]


def _quote(blocks: Kinds) -> Iterator[Block]:
    inside = tuple(block for _kind, block in blocks)
    yield Quote(inside, inside[0].span.until(inside[-1].span))


def _code(blocks: Kinds) -> Iterator[Block]:
    codes = [block for _kind, block in blocks if isinstance(block, CodeBlock)]
    span = codes[0].span.until(codes[-1].span)
    yield CodeBlock("".join(each.text for each in codes), span)


def _definitions(blocks: Kinds) -> Iterator[Block]:
    """Terms, each with what follows it; what stands before the first term is a paragraph."""
    items: list[tuple[Inlines, list[Block]]] = []
    for kind, block in blocks:
        if kind == "term" and isinstance(block, Paragraph):
            items.append((block.children, []))
        elif items:
            items[-1][1].append(block)
        else:
            yield block
    if items:
        made = tuple(_definition(term, means) for term, means in items)
        yield DefinitionList(made, made[0].span.until(made[-1].span))


def _definition(term: Inlines, means: Sequence[Block]) -> Definition:
    end = means[-1].span if means else term[-1].span
    return Definition(term, tuple(means), term[0].span.until(end))


_FAMILIES = {"quote": "quote", "code": "code", "term": "definitions", "definition": "definitions"}
_MAKERS: dict[str, Callable[[Kinds], Iterator[Block]]] = {
    "quote": _quote,
    "code": _code,
    "definitions": _definitions,
}
