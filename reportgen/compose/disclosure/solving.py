"""How far a reader gets with what is printed: linear programs, solved by HiGHS.

The only door to highspy, which costs 0.2 s at import: only editions that protect need it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal, get_args

from msgspec import Struct

from reportgen.compose.disclosure.system import System

if TYPE_CHECKING:
    from highspy import Highs

# Programs are solved in floating point: what is this near to a whole number is that number.
_NEAR = 1e-6
Side = Literal["lowest", "highest"]
SIDES: tuple[Side, ...] = get_args(Side)


class Bound(Struct, frozen=True):
    """The lowest or highest value that fits what is printed; None where there is no highest.

    `proof` are the printed quantities that it follows from. `fitting` are numbers of which it is
    one, a number for each quantity; none where there is no bound.
    """

    value: float | None
    proof: frozenset[str] = frozenset()
    fitting: tuple[float, ...] = ()


class Reader:
    """Someone who knows the relations of a system and all that is printed but `hidden`."""

    def __init__(self, system: System, hidden: frozenset[str], *, whole: bool = False) -> None:
        """`whole`: who also knows that persons can't be divided, which takes longer to work out."""
        self.hidden = hidden
        self.columns = {name: index for index, name in enumerate(system.quantities)}
        self._system = system
        self._whole = whole
        self._highs = _silent()
        self._add(system)

    @contextmanager
    def knowing(self, name: str | None) -> Iterator[None]:
        """The same reader, who also knows the true number of `name`; None: nothing more."""
        if name is None:
            yield
            return
        value = self._system.quantities[name].value
        low, high = self._system.range_of(name, self.hidden)
        self._limit(name, value, value)
        try:
            yield
        finally:
            self._limit(name, low, high)

    def _limit(self, name: str, low: int, high: int | None) -> None:
        from highspy import kHighsInf

        self._highs.changeColBounds(self.columns[name], low, kHighsInf if high is None else high)

    def bound(self, name: str, side: Side) -> Bound:
        """The lowest or highest that the quantity called `name` can be."""
        from highspy import HighsModelStatus, ObjSense

        highs, column = self._highs, self.columns[name]
        sense = ObjSense.kMinimize if side == "lowest" else ObjSense.kMaximize
        highs.changeObjectiveSense(sense)
        highs.changeColCost(column, 1.0)
        highs.run()
        status = highs.getModelStatus()
        solution = highs.getSolution()
        value, prices = highs.getInfo().objective_function_value, solution.col_dual
        highs.changeColCost(column, 0.0)
        if status in (HighsModelStatus.kUnbounded, HighsModelStatus.kUnboundedOrInfeasible):
            return Bound(None)
        if status != HighsModelStatus.kOptimal:
            raise UnsolvedError(f"{name}: {status}")
        proof = () if self._whole else self._printed_with_a_price(prices)
        return Bound(value, frozenset(proof), tuple(solution.col_value))

    def _printed_with_a_price(self, prices: Sequence[float]) -> Iterable[str]:
        """A bound follows from the quantities that would move it if they were others."""
        return (
            name
            for name, column in self.columns.items()
            if name in self._printed and abs(prices[column]) > _NEAR
        )

    def _add(self, system: System) -> None:
        from highspy import HighsVarType, kHighsInf

        highs = self._highs
        self._printed = {
            name
            for name, each in system.quantities.items()
            if each.printed and name not in self.hidden
        }
        for name, column in self.columns.items():
            low, high = system.range_of(name, self.hidden)
            highs.addVar(low, kHighsInf if high is None else high)
            if self._whole:
                highs.changeColIntegrality(column, HighsVarType.kInteger)
        for relation in system.relations:
            columns = [self.columns[name] for name in relation.factors]
            low = -kHighsInf if relation.low is None else relation.low
            high = kHighsInf if relation.high is None else relation.high
            highs.addRow(low, high, len(columns), columns, list(relation.factors.values()))


class UnsolvedError(Exception):
    """A program that HiGHS could not solve: nothing may be published on the strength of it."""


def cheapest_cover(
    costs: Mapping[str, float], demands: Sequence[frozenset[str]], seconds: float
) -> tuple[frozenset[str], bool]:
    """The cheapest set with a member of each of `demands`, and whether there is none cheaper.

    It is the best that is found within `seconds`.
    """
    from highspy import HighsModelStatus, HighsVarType

    names = sorted({name for demand in demands for name in demand})
    columns = {name: index for index, name in enumerate(names)}
    highs = _silent()
    highs.setOptionValue("time_limit", seconds)
    for name, column in columns.items():
        highs.addVar(0, 1)
        highs.changeColCost(column, costs[name])
        highs.changeColIntegrality(column, HighsVarType.kInteger)
    for demand in demands:
        picked = [columns[name] for name in sorted(demand)]
        highs.addRow(1, len(picked), len(picked), picked, [1.0] * len(picked))
    highs.run()
    chosen = highs.getSolution().col_value
    if len(chosen) < len(names):
        raise UnsolvedError("cover")
    best = highs.getModelStatus() == HighsModelStatus.kOptimal
    return frozenset(name for name, column in columns.items() if chosen[column] > 0.5), best


def _silent() -> Highs:
    from highspy import Highs

    highs = Highs()
    highs.silent()
    highs.setOptionValue("threads", 1)
    return highs
