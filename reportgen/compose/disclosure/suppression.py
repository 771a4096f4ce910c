"""Which numbers are hidden beside the small ones, so that these can't be worked out.

A program chooses the cheapest numbers to hide; readers are imagined who know all the rest, and
where one gets too near to a small count, the printed numbers that prove it are a demand on the next
choice: one of them has to go. When no reader gets near any more, nothing cheaper would do.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator

from msgspec import Struct

from reportgen.compose.disclosure.solving import Reader, Side, cheapest_cover
from reportgen.compose.disclosure.system import System

_NEAR = 1e-6


class Interval(Struct, frozen=True):
    """Between what a hidden quantity lies for a reader of the whole; None: no highest."""

    lowest: int
    highest: int | None


class Suppression(Struct, frozen=True):
    """What is hidden, and of what is sensitive among it how near a reader gets.

    `cheapest` is False where time ran out before it was known that nothing cheaper would do.
    `open` are the names of what can be worked out whatever is hidden.
    """

    hidden: frozenset[str]
    intervals: dict[str, Interval]
    cheapest: bool = True
    open: tuple[str, ...] = ()


def suppress(system: System, seconds: float = 20.0) -> Suppression:
    """Hide what is sensitive, and the least beside it that keeps it from being worked out."""
    deadline = time.monotonic() + seconds
    sensitive = frozenset(system.sensitive)
    costs = {name: system.quantities[name].cost for name in system.candidates}
    demands: list[frozenset[str]] = []
    given_up: set[str] = set()
    beside: frozenset[str] = frozenset()
    best = True
    while True:
        hidden = sensitive | beside
        found = _demands(system, hidden, given_up)
        if not found:
            found = list(_whole_demands(system, hidden, given_up, costs))
        if not found:
            break
        demands += found
        left = max(deadline - time.monotonic(), 0.5)
        beside, sure = cheapest_cover(costs, demands, left)
        best = best and sure
    return Suppression(
        hidden, intervals(system, hidden), best, tuple(n for n in system.sensitive if n in given_up)
    )


def rounding(system: System) -> Suppression:
    """What rounding tells of the sensitive quantities: nothing is hidden.

    `open` are those for which a reader is left fewer possible values than half a multiple.
    """
    assert system.round_to is not None
    found = intervals(system, frozenset())
    fewest = (system.round_to + 1) // 2
    narrow = (
        name
        for name, each in found.items()
        if each.highest is not None and each.highest - each.lowest + 1 < fewest
    )
    return Suppression(frozenset(), found, open=tuple(narrow))


def _demands(system: System, hidden: frozenset[str], given_up: set[str]) -> list[frozenset[str]]:
    """For each sensitive quantity that a reader gets too near to, what proves it.

    One that nothing printed is needed for is `given_up`: hiding more would not help.
    """
    reader = Reader(system, hidden)
    candidates = frozenset(system.candidates)
    found = []
    for name, side in _sides(system, given_up):
        bound = reader.bound(name, side)
        if not _too_near(system, name, side, bound.value):
            continue
        proof = bound.proof & candidates
        if proof:
            found.append(proof)
        else:
            given_up.add(name)
    return list(dict.fromkeys(found))


def _whole_demands(
    system: System, hidden: frozenset[str], given_up: set[str], costs: dict[str, float]
) -> Iterator[frozenset[str]]:
    """The same for readers who know that persons can't be divided.

    Whole numbers have no prices: any number that is related to it, however far, may be the reason.
    """
    reader = Reader(system, hidden, whole=True)
    for name, side in _sides(system, given_up):
        if not _too_near(system, name, side, reader.bound(name, side).value):
            continue
        near = frozenset(_related(system, name) & costs.keys()) - hidden
        if near:
            yield near
        else:
            given_up.add(name)


def _sides(system: System, given_up: set[str]) -> Iterator[tuple[str, Side]]:
    for name in system.sensitive:
        for side in ("lowest", "highest"):
            if name not in given_up:
                yield name, side


def _too_near(system: System, name: str, side: Side, value: float | None) -> bool:
    if value is None:
        return False
    return (
        value > system.least_of(name) + _NEAR if side == "lowest" else value < system.most - _NEAR
    )


def _related(system: System, name: str) -> set[str]:
    """All that some chain of relations leads to."""
    related, waiting = {name}, [name]
    by_name: dict[str, list[Iterable[str]]] = {}
    for relation in system.relations:
        for each in relation.factors:
            by_name.setdefault(each, []).append(relation.factors)
    while waiting:
        for names in by_name.get(waiting.pop(), ()):
            waiting.extend(each for each in names if each not in related)
            related.update(names)
    return related


def intervals(system: System, hidden: frozenset[str]) -> dict[str, Interval]:
    """The exact interval of each sensitive quantity for a reader of all but `hidden`."""
    reader = Reader(system, hidden, whole=True)
    found = {}
    for name in system.sensitive:
        lowest = reader.bound(name, "lowest").value
        highest = reader.bound(name, "highest").value
        found[name] = Interval(round(lowest or 0), None if highest is None else round(highest))
    return found
