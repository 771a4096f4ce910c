"""Two sequences to the pairs that stay: anchors first, then the best alignment between them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Sequence

Pairs = list[tuple[int, int]]
Weight = Callable[[Hashable], int]

# Up to this many comparisons the best alignment is found; beyond, one with fewest changes.
_BEST = 4_000
# Sequences that differ more than this are not aligned but replaced.
_MOST_CHANGES = 400
# What a pair weighs that continues the one before it: changes in one place rather than two.
_TOGETHER = 2


def match(old: Sequence[Hashable], new: Sequence[Hashable], weight: Weight) -> Pairs:
    """The places in `old` and `new` that are the same, in order; the heaviest where it is quick.

    Elements that occur once on either side are anchors where the sequences are long.
    """
    pairs: Pairs = []
    # Stretches yet to be matched: (begin, end) in the old, (begin, end) in the new.
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        pairs += _match_stretch(old, new, waiting.pop(), waiting, weight)
    return sorted(pairs)


Stretch = tuple[int, int, int, int]


def _match_stretch(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    stretch: Stretch,
    waiting: list[Stretch],
    weight: Weight,
) -> Pairs:
    """The pairs at both ends of a stretch, and those between; or anchors, and what is to do."""
    a, b, c, d = stretch
    pairs: Pairs = []
    while a < b and c < d and old[a] == new[c]:
        pairs.append((a, c))
        a, c = a + 1, c + 1
    while a < b and c < d and old[b - 1] == new[d - 1]:
        b, d = b - 1, d - 1
        pairs.append((b, d))
    if a == b or c == d:
        return pairs
    if (b - a) * (d - c) <= _BEST:
        found = _heaviest(old[a:b], new[c:d], weight)
        return pairs + [(a + i, c + j) for i, j in found]
    anchors = [(a + i, c + j) for i, j in _anchors(old[a:b], new[c:d])]
    if not anchors:
        return pairs + [(a + i, c + j) for i, j in _fewest_changes(old[a:b], new[c:d])]
    for i, j in [*anchors, (b, d)]:
        if a < i and c < j:
            waiting.append((a, i, c, j))
        a, c = i + 1, j + 1
    return pairs + anchors


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """The longest rising chain of elements that both sides have exactly once."""
    count_old, count_new = Counter(old), Counter(new)
    places = {each: j for j, each in enumerate(new) if count_new[each] == 1}
    pairs = [
        (i, places[each]) for i, each in enumerate(old) if count_old[each] == 1 and each in places
    ]
    return rising(pairs)


def rising(pairs: Pairs) -> Pairs:
    """The longest chain of `pairs`, sorted by their first, whose second rises as well."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, j) in enumerate(pairs):
        place = bisect_left(ends, j)
        before.append(last[place - 1] if place else -1)
        if place == len(ends):
            ends.append(j)
            last.append(index)
        else:
            ends[place], last[place] = j, index
    chain: Pairs = []
    index = last[-1] if last else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _heaviest(old: Sequence[Hashable], new: Sequence[Hashable], weight: Weight) -> Pairs:
    """The alignment of most weight; of equally heavy ones that in fewest pieces."""
    width = len(new)
    # best[i][j]: most weight of old[i:] and new[j:]; paired: the same when i and j are a pair.
    best = [[0] * (width + 1) for _ in range(len(old) + 1)]
    paired = [[0] * (width + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        here, below, row, row_below = best[i], best[i + 1], paired[i], paired[i + 1]
        element = old[i]
        heavy = weight(element)
        for j in range(width - 1, -1, -1):
            most = max(below[j], here[j + 1])
            if element == new[j]:
                joined = row_below[j + 1]
                row[j] = heavy + max(joined + _TOGETHER if joined else 0, below[j + 1])
                most = max(most, row[j])
            here[j] = most
    return _walk(best, paired)


def _walk(best: list[list[int]], paired: list[list[int]]) -> Pairs:
    pairs: Pairs = []
    i = j = 0
    height, width = len(best) - 1, len(best[0]) - 1
    together = False
    while i < height and j < width:
        if together or (paired[i][j] and paired[i][j] == best[i][j]):
            pairs.append((i, j))
            joined = paired[i + 1][j + 1]
            together = bool(joined) and joined + _TOGETHER >= best[i + 1][j + 1]
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def _fewest_changes(old: Sequence[Hashable], new: Sequence[Hashable]) -> Pairs:
    """The alignment with fewest changes (Myers 1986); none where they are very many."""
    reached = {1: 0}
    trace: list[dict[int, int]] = []
    for changes in range(min(len(old) + len(new), _MOST_CHANGES) + 1):
        trace.append(reached)
        reached = dict(reached)
        for k in range(-changes, changes + 1, 2):
            i = _furthest(reached, k, changes)
            while i < len(old) and i - k < len(new) and old[i] == new[i - k]:
                i += 1
            reached[k] = i
            if i >= len(old) and i - k >= len(new):
                return _trace_back(trace, len(old), len(new))
    return []


def _furthest(reached: dict[int, int], k: int, changes: int) -> int:
    down = k == -changes or (k != changes and reached[k - 1] < reached[k + 1])
    return reached[k + 1] if down else reached[k - 1] + 1


def _trace_back(trace: list[dict[int, int]], i: int, j: int) -> Pairs:
    pairs: Pairs = []
    for changes in range(len(trace) - 1, -1, -1):
        reached, k = trace[changes], i - j
        down = k == -changes or (k != changes and reached[k - 1] < reached[k + 1])
        before = k + 1 if down else k - 1
        i_before = reached[before]
        j_before = i_before - before
        while i > max(i_before, 0) and j > max(j_before, 0) and changes:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        if not changes:
            pairs += [(each, each) for each in range(i)]
            break
        i, j = i_before, j_before
    return pairs[::-1]
