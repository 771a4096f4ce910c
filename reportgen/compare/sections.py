"""Which section of the older document is which of the newer, and the change of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from reportgen.compare.alignment import heaviest_chain
from reportgen.compare.blocks import as_older, compare_blocks, compare_notes, older_id
from reportgen.compare.differ import Pairs
from reportgen.compare.fingerprints import block_words, blocks_key, shows
from reportgen.compare.words import compare_inlines
from reportgen.language.similarity import Words, most_alike
from reportgen.model import Block, CodeBlock, Figure, Heading, Paragraph, Section, Table
from reportgen.model.traverse import plain_text, rewrite_blocks

SectionStatus = Literal["unchanged", "edited", "new", "gone", "moved"]

# A section of another name is the same when so much of its text is.
_RENAMED = 0.5


class MergedSection(Struct, frozen=True):
    """A section of the merged document, and its change.

    `title` is the newer one's, `older_title` the older one's where that is another, None
    otherwise. A section that changed its place stands in both places, `moved`: its `section`
    says by its `change` which place it is.
    """

    section: Section
    status: SectionStatus
    title: str
    older_title: str | None = None


def merge_sections(old: tuple[Section, ...], new: tuple[Section, ...]) -> tuple[MergedSection, ...]:
    """The sections of both, in the order of both; what went out stands before what came in."""
    before, after = tuple(map(_visible, old)), tuple(map(_visible, new))
    pairs = _pairs(before, after)
    chain = heaviest_chain([(i, j, 1.0 + _size(after[j])) for i, j in pairs])
    moved_old = {i for i, _ in pairs} - {i for i, _ in chain}
    moved_new = {j for _, j in pairs} - {j for _, j in chain}
    return tuple(_in_order(before, after, chain, moved_old, moved_new))


def _in_order(
    old: tuple[Section, ...],
    new: tuple[Section, ...],
    chain: Pairs,
    moved_old: set[int],
    moved_new: set[int],
) -> Iterator[MergedSection]:
    i = j = 0
    for a, b in [*chain, (len(old), len(new))]:
        for place in range(i, a):
            yield _gone(old[place], "moved" if place in moved_old else "gone")
        for place in range(j, b):
            section = replace(new[place], change="inserted")
            yield MergedSection(section, "moved" if place in moved_new else "new", _title(section))
        if a < len(old):
            yield _both(old[a], new[b])
        i, j = a + 1, b + 1


def _gone(section: Section, status: SectionStatus) -> MergedSection:
    heading = replace(section.heading, id=older_id(section.heading.id))
    blocks = tuple(as_older(block) for block in section.blocks)
    older = replace(
        section, id=older_id(section.id), heading=heading, blocks=blocks, change="deleted"
    )
    return MergedSection(older, status, _title(section))


def _both(old: Section, new: Section) -> MergedSection:
    children = compare_inlines(old.heading.children, new.heading.children, compare_notes)
    blocks = compare_blocks(old.blocks, new.blocks)
    same = children is new.heading.children and blocks is new.blocks
    section = replace(new, heading=replace(new.heading, children=children), blocks=blocks)
    renamed = None if _title(old) == _title(new) else _title(old)
    return MergedSection(section, "unchanged" if same else "edited", _title(new), renamed)


def _title(section: Section) -> str:
    return plain_text(section.heading.children)


def _pairs(old: tuple[Section, ...], new: tuple[Section, ...]) -> Pairs:
    """By id; those that are left by the likeness of their text, the most alike first."""
    places = {section.id: j for j, section in enumerate(new)}
    pairs = {i: places[section.id] for i, section in enumerate(old) if section.id in places}
    rest_old = [i for i in range(len(old)) if i not in pairs]
    rest_new = [j for j in range(len(new)) if j not in pairs.values()]
    words_old = {i: _words(old[i]) for i in rest_old}
    words_new = {j: _words(new[j]) for j in rest_new}
    alike = [(-most_alike(words_old[i], words_new[j]), i, j) for i in rest_old for j in rest_new]
    for less, i, j in sorted(alike):
        if -less >= _RENAMED and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return sorted(pairs.items())


def _words(section: Section) -> Words:
    blocks = (section.heading, *section.blocks)
    return tuple(word for block in blocks for word in block_words(block))


def _size(section: Section) -> float:
    return float(len(blocks_key(section.blocks)))


def _visible(section: Section) -> Section:
    """The section without what no reader sees: empty paragraphs, captions, source lines."""
    blocks = rewrite_blocks(section.blocks, lambda inline: inline, _seen)
    return section if blocks is section.blocks else replace(section, blocks=blocks)


def _seen(block: Block) -> Block | None:
    match block:
        case Paragraph(children=children) | Heading(children=children):
            return block if shows(children) else None
        case CodeBlock(text=text):
            return block if text.strip() else None
        case Table(caption=caption, note=note) | Figure(caption=caption, note=note):
            if shows(caption) == bool(caption) and shows(note) == bool(note):
                return block
            caption, note = (each if shows(each) else () for each in (caption, note))
            return replace(block, caption=caption, note=note)
    return block


__all__ = ["MergedSection", "SectionStatus", "merge_sections"]
