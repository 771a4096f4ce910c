"""Which of many things became which of many others: the same ones first, then the most alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from math import log
from typing import TypeVar

from msgspec import Struct

from reportgen.compare.differ import Pairs, match
from reportgen.language.similarity import Words, most_alike

T = TypeVar("T")

# Two things less alike than this are told apart.
AT_LEAST = 0.45
# In a gap of no more pairs than this each is tried with each.
_EACH = 400
# Otherwise those that share words which at most so many things have, and the best so many.
_RARE = 24
_CANDIDATES = 4


class Candidate(Struct, frozen=True):
    """A thing as it is matched: its `words` say how alike two are.

    Only things of one `kind` can become each other; those with the same `name` do.
    """

    kind: Hashable
    words: Words
    name: str = ""


def align(
    old: Sequence[T],
    new: Sequence[T],
    key: Callable[[T], Hashable],
    describe: Callable[[T], Candidate],
) -> Pairs:
    """The pairs of the same thing in both, in order; neither side goes back.

    `key` is equal for equal things; `describe` is asked only for those that have no equal.
    """
    pairs = match([key(each) for each in old], [key(each) for each in new], lambda _: 10)
    found: Pairs = []
    a = c = 0
    for b, d in [*pairs, (len(old), len(new))]:
        if a < b and c < d:
            gone, come = list(map(describe, old[a:b])), list(map(describe, new[c:d]))
            found += [(a + i, c + j) for i, j in _alike(gone, come)]
        if b < len(old):
            found.append((b, d))
        a, c = b + 1, d + 1
    return found


def _alike(old: Sequence[Candidate], new: Sequence[Candidate]) -> Pairs:
    """The chain of pairs that are most alike, of two stretches without equal ones."""
    each = len(old) * len(new) <= _EACH
    tried = _each_pair(old, new) if each else likely_pairs(old, new)
    weighed = [
        (i, j, likeness * (1 + log(1 + len(new[j].words))))
        for i, j in tried
        if (likeness := how_alike(old[i], new[j])) >= AT_LEAST
    ]
    return heaviest_chain(weighed)


def _each_pair(old: Sequence[Candidate], new: Sequence[Candidate]) -> Pairs:
    return [(i, j) for i in range(len(old)) for j in range(len(new))]


def how_alike(one: Candidate, other: Candidate) -> float:
    """From 0 to 1, by the words in common; 1 for the same name, 0 for two kinds."""
    if one.kind != other.kind:
        return 0.0
    if one.name and one.name == other.name:
        return 1.0
    return most_alike(one.words, other.words)


def likely_pairs(old: Sequence[Candidate], new: Sequence[Candidate]) -> Pairs:
    """The pairs that share rare words, those of the same name among them."""
    index: dict[Hashable, list[int]] = {}
    for j, candidate in enumerate(new):
        for mark in _marks_of(candidate):
            index.setdefault(mark, []).append(j)
    return [(i, j) for i, candidate in enumerate(old) for j in _nearest(candidate, index)]


def _marks_of(candidate: Candidate) -> Iterator[Hashable]:
    yield from set(candidate.words)
    if candidate.name:
        yield ("name", candidate.kind, candidate.name)


def _nearest(candidate: Candidate, index: dict[Hashable, list[int]]) -> list[int]:
    shared: Counter[int] = Counter()
    for mark in _marks_of(candidate):
        here = index.get(mark, ())
        if len(here) <= _RARE:
            for j in here:
                shared[j] += 50 if isinstance(mark, tuple) else 1
    best = sorted(shared.items(), key=lambda each: (-each[1], each[0]))
    return [j for j, _ in best[:_CANDIDATES]]


def heaviest_chain(weighed: Sequence[tuple[int, int, float]]) -> Pairs:
    """The pairs of most weight in all of which neither side goes back."""
    if not weighed:
        return []
    # For each end of a chain in the new, the best chain so far: a tree of maxima (Fenwick).
    size = max(j for _, j, _ in weighed) + 2
    tree: list[tuple[float, int]] = [(0.0, -1)] * size
    ordered = sorted(weighed, key=lambda each: (each[0], -each[1]))
    totals: list[tuple[float, int]] = []
    for index, (_, j, weight) in enumerate(ordered):
        before = _best_below(tree, j)
        totals.append((before[0] + weight, before[1]))
        _raise_to(tree, j + 1, (before[0] + weight, index))
    place = max(range(len(ordered)), key=lambda each: (totals[each][0], -each))
    chain: Pairs = []
    while place >= 0:
        chain.append(ordered[place][:2])
        place = totals[place][1]
    return chain[::-1]


def _best_below(tree: list[tuple[float, int]], place: int) -> tuple[float, int]:
    best = (0.0, -1)
    while place > 0:
        best = max(best, tree[place])
        place -= place & -place
    return best


def _raise_to(tree: list[tuple[float, int]], place: int, value: tuple[float, int]) -> None:
    while place < len(tree):
        tree[place] = max(tree[place], value)
        place += place & -place
