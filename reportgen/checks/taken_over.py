"""What can be taken over from last year: paragraphs, and lists, quotations and tables as wholes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct

from reportgen.checks.passages import Passage, passages_in
from reportgen.checks.patterns import words_source
from reportgen.diagnostics import Span
from reportgen.language.patterns import Pattern
from reportgen.language.similarity import LikenessIndex, Words, words_of
from reportgen.model import (
    Block,
    BulletList,
    Computed,
    DefinitionList,
    OrderedList,
    Quote,
    Section,
    Table,
)

StretchKind = Literal["paragraph", "list", "quotation", "table"]
MONTHS = "januari februari mars april maj juni juli augusti september oktober november december"
# What is told of one year only: a paragraph without it may well stand from year to year.
_OF_THIS_YEAR = Pattern(
    words_source(
        "i_år årets under_året under_våren under_sommaren under_hösten under_vintern i_höstas",
        MONTHS,
    )
    + r"|\d",
    re.IGNORECASE,
)
# Words that a stretch has at least for its likeness to mean something, where it tells of
# one year and where it does not.
_LONG_ENOUGH, _LONG = 8, 20
_AS_ALIKE = 0.9


class Stretch(Struct, frozen=True):
    """Words that are taken over together; `timely` where they tell of one year only."""

    kind: StretchKind
    words: Words
    timely: bool
    span: Span

    @property
    def is_long_enough(self) -> bool:
        """Whether two of them that are alike are so by no chance."""
        return len(self.words) >= (_LONG_ENOUGH if self.timely else _LONG)


class TakenOver(Struct, frozen=True):
    """A stretch of this year, where last year has it, and how much of it, in whole percent."""

    stretch: Stretch
    place: Span
    percent: int


class LastYear:
    """The stretches of last year's sections."""

    def __init__(self, sections: Iterable[Section]) -> None:
        self._all = [
            stretch
            for section in sections
            for block in section.blocks
            for stretch in (*_wholes(block, section), *_parts(block, section))
        ]
        self._index = LikenessIndex(stretch.words for stretch in self._all)

    def taken_over(self, block: Block, section: Section) -> Iterator[TakenOver]:
        """What `block` has of last year: itself as a whole, else parts of it."""
        found = [*self._find(_wholes(block, section))]
        yield from found or self._find(_parts(block, section))

    def _find(self, stretches: Iterable[Stretch]) -> Iterator[TakenOver]:
        for stretch in stretches:
            match = self._index.find(stretch.words, _AS_ALIKE) if stretch.is_long_enough else None
            if match:
                place = self._all[match.index].span
                yield TakenOver(stretch, place, int(match.likeness * 100))


def _parts(block: Block, section: Section) -> Iterator[Stretch]:
    """The paragraphs and items in a block."""
    for passage in passages_in(block, section):
        if passage.kind in ("paragraph", "item", "quote") and not _is_kept_current(passage):
            yield _stretch("paragraph", (passage,), passage.whole)


def _wholes(block: Block, section: Section) -> Iterator[Stretch]:
    """A list, a quotation or a typed table; nothing where a value in it keeps it current."""
    kind = _kind_of(block)
    passages = [each for each in passages_in(block, section) if each.kind != "caption"]
    if kind and passages and not any(map(_is_kept_current, passages)):
        yield _stretch(kind, passages, block.span)


def _kind_of(block: Block) -> StretchKind | None:
    match block:
        case BulletList() | OrderedList() | DefinitionList():
            return "list"
        case Quote():
            return "quotation"
        case Table():
            return "table"
    return None


def _stretch(kind: StretchKind, passages: Iterable[Passage], span: Span) -> Stretch:
    typed = "\n".join(passage.typed for passage in passages)
    return Stretch(kind, words_of(typed), bool(_OF_THIS_YEAR.search(typed)), span)


def _is_kept_current(passage: Passage) -> bool:
    """Whether a value of the statistics in it brings it up to date."""
    return any(isinstance(it, Computed) and it.sources for _, _, it in passage.inlines())
