"""Paragraphs that look like headings and have no style for it, taken for what they are.

Where the file has headings of its own only those that the profile knows are taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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


def with_offered_headings(
    word: WordDocument, profile: Profile
) -> tuple[Blocks, tuple[Diagnostic, ...]]:
    """The blocks with such headings among them, and what is told of the file."""
    offered = {each.span.line for each in word.told if each.code == _OFFERED and each.span}
    free = not any(isinstance(each, Heading) for each in word.blocks)
    blocks = tuple(_levelled(word.blocks, offered, profile, free=free))
    taken = {each.span.line: each for each in blocks if isinstance(each, Heading)}
    return blocks, tuple(_told(word.told, taken))


def is_offered(told: Diagnostic, lines: set[int]) -> bool:
    """Whether it offers one of the `lines` as a heading."""
    return told.code == _OFFERED and told.span is not None and told.span.line in lines


def _levelled(
    blocks: Blocks, offered: set[int], profile: Profile, *, free: bool
) -> Iterator[Block]:
    begun = False
    for block in blocks:
        if not isinstance(block, Paragraph) or block.span.line not in offered:
            yield block
            continue
        title = plain_text(block.children).strip()
        level = _level(title, profile)
        begun = begun or level == 1
        if level is None and free and begun:  # before the first section stands the cover
            level = _LEVELS_OF_OTHERS
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
