"""The pieces of a passage that are read as sentences of their own."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from reportgen.checks.passages import Passage, once_a_passage
from reportgen.language.patterns import Pattern

# No sentence is longer; what is cut behind this is read as two.
_LONGEST = 1000


@once_a_passage
def stretches(passage: Passage) -> tuple[tuple[int, int], ...]:
    """The sentences, the endless ones in pieces: each costs a bounded time."""
    return tuple(_pieces(passage))


def _pieces(passage: Passage) -> Iterator[tuple[int, int]]:
    for first, end in _clauses(passage):
        start = first
        while end - start > _LONGEST:
            comma = passage.text.rfind(", ", start + 1, start + _LONGEST)
            cut = comma + 1 if comma > start else start + _LONGEST
            yield start, cut
            start = cut
        yield start, end


_SEMICOLON = Pattern(r";(?=[ \u00a0])")


def _clauses(passage: Passage) -> Iterator[tuple[int, int]]:
    """The sentences, cut at their semicolons: what follows one says something of its own."""
    for start, end in passage.broken_sentences:
        cuts = [each.end() for each in _SEMICOLON.finditer(passage.text, start, end)]
        yield from pairwise((start, *cuts, end))
