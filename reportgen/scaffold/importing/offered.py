"""Paragraphs that look like headings and have no style for it, taken for what they are.

Where the file has headings of its own only those that the profile knows are taken.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics import Message as _
from reportgen.model import Block, Blocks, Heading, Inlines, Paragraph, Strong
from reportgen.model.profile import Profile
from reportgen.model.traverse import plain_text
from reportgen.readers.word.reading import WordDocument
from reportgen.scaffold.importing.outline import nearness

_OFFERED = "looks-like-heading"
_ALIKE = 0.8
_LEVELS_OF_OTHERS = 2
_WORDS_OF_TEXT = 12


def with_offered_headings(
    word: WordDocument, profile: Profile
) -> tuple[Blocks, tuple[Diagnostic, ...]]:
    """The blocks with such headings among them, and what is told of the file."""
    offered = {each.span.line: each.level for each in word.offered}
    free = not any(isinstance(each, Heading) for each in word.blocks)
    sizes = _levels_by_size(word.blocks, offered) if free else {}
    blocks = tuple(_levelled(word.blocks, offered.keys(), profile, sizes))
    taken = {each.span.line: each for each in blocks if isinstance(each, Heading)}
    return blocks, tuple(_told(word.told, taken))


def _levels_by_size(blocks: Blocks, offered: Mapping[int, int]) -> dict[int, int]:
    """By line the level that each heading behind the cover has by its size, from 1 on.

    The cover is lines: text begins below the first heading. Where all have one size, it says
    that there are headings and not which: 2 for each.
    """
    begins = next((n for n, each in enumerate(blocks) if _begins_text(n, blocks, offered)), None)
    if begins is None:
        return {}
    found = {b.span.line: offered[b.span.line] for b in blocks[begins:] if b.span.line in offered}
    order = sorted(set(found.values()))
    if len(order) == 1:
        return dict.fromkeys(found, _LEVELS_OF_OTHERS)
    return {line: order.index(size) + 1 for line, size in found.items()}


def _begins_text(number: int, blocks: Blocks, offered: Mapping[int, int]) -> bool:
    """Whether it looks like a heading and the next block is a paragraph of text."""
    behind = blocks[number + 1] if number + 1 < len(blocks) else None
    if blocks[number].span.line not in offered or not isinstance(behind, Paragraph):
        return False
    text = plain_text(behind.children).strip()
    return behind.span.line not in offered and (
        text.endswith(".") or len(text.split()) >= _WORDS_OF_TEXT
    )


def is_offered(told: Diagnostic, lines: set[int]) -> bool:
    """Whether it offers one of the `lines` as a heading."""
    return told.code == _OFFERED and told.span is not None and told.span.line in lines


def _levelled(
    blocks: Blocks, offered: Collection[int], profile: Profile, sizes: Mapping[int, int]
) -> Iterator[Block]:
    told_by_size = len(set(sizes.values())) > 1
    for block in blocks:
        if not isinstance(block, Paragraph) or block.span.line not in offered:
            yield block
            continue
        by_size = sizes.get(block.span.line)
        level = None if told_by_size else _level(plain_text(block.children).strip(), profile)
        if level is None:
            level = by_size
        yield block if level is None else Heading(level, _plain(block.children), "", block.span)


def _level(title: str, profile: Profile) -> int | None:
    """1 for a section of the profile, 2 for a heading in one, None for another."""
    if any(nearness(title, each.title) >= _ALIKE for each in profile.sections):
        return 1
    inside = (each.title for section in profile.sections for each in section.subsections)
    return 2 if any(nearness(title, each) >= _ALIKE for each in inside) else None


def _plain(inlines: Inlines) -> Inlines:
    """What stands in bold, which a heading is by itself."""
    return tuple(
        inner
        for each in inlines
        for inner in (each.children if isinstance(each, Strong) else (each,))
    )


def _told(told: Iterable[Diagnostic], taken: dict[int, Heading]) -> Iterator[Diagnostic]:
    for each in told:
        heading = taken.get(each.span.line) if each.span and each.code == _OFFERED else None
        if heading is None:
            yield each
            continue
        message = _(
            "'{title}' has no heading style, and is taken for a heading of level {level}",
            title=plain_text(heading.children),
            level=str(heading.level),
        )
        yield Diagnostic("heading-taken-for", message, each.span, severity=Severity.WARNING)
