"""Which numbers are hidden beside the small ones, so that these can't be worked out.

A program chooses the cheapest numbers to hide; readers are imagined who know all the rest, and
where one gets too near to a small count, the printed numbers that prove it are a demand on the next
choice: one of them has to go. When no reader gets near any more, nothing cheaper would do.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Sequence

from msgspec import Struct

from reportgen.compose.disclosure.solving import SIDES, Bound, Reader, Side, cheapest_cover
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
        # Who knows nothing besides is asked first: it is quicker, and most of it.
        found = _demands(system, hidden, given_up, (None,))
        found = found or _demands(system, hidden, given_up, system.known_inside)
        found = found or list(_whole_demands(system, hidden, given_up, costs))
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
    insiders = (intervals(system, frozenset(), inside) for inside in system.known_inside)
    narrow = {
        name: None
        for known in (found, *insiders)
        for name, each in known.items()
        if each.highest is not None and each.highest - each.lowest + 1 < fewest
    }
    return Suppression(frozenset(), found, open=tuple(narrow))


def _demands(
    system: System,
    hidden: frozenset[str],
    given_up: set[str],
    knowing: Sequence[str | None],
) -> list[frozenset[str]]:
    """For each sensitive quantity that a reader gets too near to, what proves it.

    A reader knows one of `knowing` besides. One that nothing printed is needed for is
    `given_up`: hiding more would not help.
    """
    reader = Reader(system, hidden)
    candidates = frozenset(system.candidates)
    found = []
    for name, bound in _narrow(system, reader, given_up, knowing):
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
    for name, _bound in _narrow(system, reader, given_up, (None, *system.known_inside)):
        near = frozenset(_related(system, name) & costs.keys()) - hidden
        if near:
            yield near
        else:
            given_up.add(name)


def _narrow(
    system: System, reader: Reader, given_up: Collection[str], knowing: Sequence[str | None]
) -> Iterator[tuple[str, Bound]]:
    """What a reader gets too near to who knows one of `knowing` besides, and the bound."""
    seen = _Seen(system, reader)
    for inside in knowing:
        with reader.knowing(inside):
            for name, side in _sides(system, given_up):
                if name == inside or (inside, name, side) in seen.far:
                    continue
                bound = reader.bound(name, side)
                seen.add(bound.fitting)
                if _too_near(system, name, side, bound.value):
                    yield name, bound


class _Seen:
    """What is known to be far enough from numbers that have been found to fit.

    They fit for whoever knows one of them to be what it is as well: most of what a reader who
    knows more could ask is answered by what others have found.
    """

    def __init__(self, system: System, reader: Reader) -> None:
        self.system = system
        self.columns = {name: reader.columns[name] for name in system.sensitive}
        self.inside = system.known_inside
        self.far: set[tuple[str | None, str, Side]] = set()

    def add(self, fitting: Sequence[float]) -> None:
        """Take in numbers that fit, one for each quantity; none: nothing is learnt."""
        if not fitting:
            return
        knowers = [name for name in self.inside if abs(fitting[self.columns[name]] - 1) < _NEAR]
        for name, column in self.columns.items():
            for side in SIDES:
                if not _too_near(self.system, name, side, fitting[column]):
                    self.far.update((knower, name, side) for knower in (None, *knowers))


def _sides(system: System, given_up: Collection[str]) -> Iterator[tuple[str, Side]]:
    for name in system.sensitive:
        for side in SIDES:
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


def intervals(
    system: System, hidden: frozenset[str], inside: str | None = None
) -> dict[str, Interval]:
    """The exact interval of each sensitive quantity for a reader of all but `hidden`.

    With `inside` for one who knows that number, which is left out then, and all related to it.
    """
    reader = Reader(system, hidden, whole=True)
    asked = set(system.sensitive) & (
        _related(system, inside) - {inside} if inside else system.quantities.keys()
    )
    found = {}
    with reader.knowing(inside):
        for name in (each for each in system.sensitive if each in asked):
            lowest = reader.bound(name, "lowest").value
            highest = reader.bound(name, "highest").value
            found[name] = Interval(round(lowest or 0), None if highest is None else round(highest))
    return found
