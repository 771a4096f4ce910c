"""Finds the passages that went out in one place and came in in another: they were moved."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from reportgen.compare.alignment import Candidate, how_alike, likely_pairs
from reportgen.compare.blocks import describe, merge, newer_id
from reportgen.compare.fingerprints import block_key
from reportgen.language.similarity import likeness
from reportgen.model import (
    Block,
    Change,
    Deleted,
    DeletedBlocks,
    Footnote,
    Inline,
    Inlines,
    Inserted,
    InsertedBlocks,
    Leaf,
    Paragraph,
    Section,
    Wrapper,
)
from reportgen.model.traverse import with_children

# A passage of fewer words than this is nothing that one would call moved.
_FEWEST_WORDS = 5
# A moved passage may have been edited on the way, but not more than this.
_EDITED = 0.75


class _Spot(Struct, frozen=True):
    """A block that came in or went out, by its section and its place in it."""

    section: int
    place: int
    block: Block
    candidate: Candidate


def mark_moves(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """The sections of a comparison, with the passages that only changed their place marked."""
    gone, come = _spots(sections, "deleted"), _spots(sections, "inserted")
    moved: dict[tuple[int, int], Block] = {}
    for number, (here, there) in enumerate(_pairs(gone, come), 1):
        old, new = _edited(here.block, there.block)
        name = f"move{number}"
        moved[here.section, here.place] = DeletedBlocks((old,), old.span, name)
        moved[there.section, there.place] = InsertedBlocks((new,), new.span, name)
    return tuple(
        replace(
            section,
            blocks=tuple(moved.get((at, i), block) for i, block in enumerate(section.blocks)),
        )
        if moved
        else section
        for at, section in enumerate(sections)
    )


def _spots(sections: tuple[Section, ...], change: Change) -> list[_Spot]:
    spots = [
        _Spot(at, place, block, _described(block))
        for at, section in enumerate(sections)
        for place, block in _changed(section, change)
    ]
    return [each for each in spots if len(each.candidate.words) >= _FEWEST_WORDS]


def _changed(section: Section, change: Change) -> Iterator[tuple[int, Block]]:
    """The blocks of a section that came in or went out, alone or with all of it."""
    kind = InsertedBlocks if change == "inserted" else DeletedBlocks
    for place, block in enumerate(section.blocks):
        if section.change == change:
            yield place, block
        elif isinstance(block, kind) and len(block.blocks) == 1:
            yield place, block.blocks[0]


def _described(block: Block) -> Candidate:
    found = describe(block)
    return replace(found, name=newer_id(found.name))


def _pairs(gone: list[_Spot], come: list[_Spot]) -> list[tuple[_Spot, _Spot]]:
    """What went out with what came in, each once, the most alike first; in reading order."""
    if not gone or not come:
        return []
    tried = [
        (_alike(gone[i], come[j]), i, j)
        for i, j in likely_pairs([g.candidate for g in gone], [c.candidate for c in come])
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for alike, i, j in sorted(tried, key=lambda each: (-each[0], each[1], each[2])):
        if alike >= _EDITED and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return [(gone[i], come[j]) for i, j in sorted(pairs.items())]


def _alike(one: _Spot, other: _Spot) -> float:
    if block_key(one.block) == block_key(other.block):
        return 2.0
    if how_alike(one.candidate, other.candidate) < _EDITED:
        return 0.0
    if one.candidate.name:
        return 1.0
    return likeness(one.candidate.words, other.candidate.words)


def _edited(old: Block, new: Block) -> tuple[Block, Block]:
    """Both sides of a move; of a paragraph that was edited as well, each with its own changes."""
    if not (isinstance(old, Paragraph) and isinstance(new, Paragraph)):
        return old, new
    both = merge(old, new)
    assert isinstance(both, Paragraph)
    return (
        replace(old, children=_without(both.children, Inserted)),
        replace(new, children=_without(both.children, Deleted)),
    )


def _without(inlines: Inlines, kind: type[Inserted] | type[Deleted]) -> Inlines:
    """The inlines but for what came in, or what went out."""
    return tuple(_pruned(each, kind) for each in inlines if not isinstance(each, kind))


def _pruned(inline: Inline, kind: type[Inserted] | type[Deleted]) -> Inline:
    if isinstance(inline, Wrapper):
        return with_children(inline, _without(inline.children, kind))
    if isinstance(inline, Footnote):
        return replace(inline, blocks=tuple(_pruned_note(each, kind) for each in inline.blocks))
    if isinstance(inline, Leaf):
        return inline
    assert_never(inline)


def _pruned_note(block: Block, kind: type[Inserted] | type[Deleted]) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, children=_without(block.children, kind))
    return block
