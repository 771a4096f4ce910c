"""Widths of columns: no word or number broken, none wider than it needs, all within the room.

As CSS has it for tables (CSS 2.1, 17.5.2.2): a column is between the least that its longest
unbreakable piece asks for and what it would take on one line.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace


class Demand(Struct, frozen=True):
    """What a column asks for, in any one unit.

    `least` holds its longest piece that may not break, `wanted` every cell on one line. Columns
    of `figures` stand close together and are equally wide where there is room for it.
    """

    least: float
    wanted: float
    figures: bool = False


class Spanning(Struct, frozen=True):
    """What a cell asks for that goes over the `count` columns from `first` on."""

    first: int
    count: int
    least: float
    wanted: float


def with_spanning(demands: Sequence[Demand], spanning: Iterable[Spanning]) -> tuple[Demand, ...]:
    """The demands of columns that hold the cells over several of them as well."""
    columns = list(demands)
    for cell in spanning:
        under = range(cell.first, cell.first + cell.count)
        least = _missing(cell.least, (columns[index].least for index in under)) / cell.count
        wanted = _missing(cell.wanted, (columns[index].wanted for index in under)) / cell.count
        for index in under:
            each = columns[index]
            raised = each.least + least
            columns[index] = replace(each, least=raised, wanted=max(each.wanted + wanted, raised))
    return tuple(columns)


def widest(demands: Sequence[Demand]) -> Demand:
    """What holds any of several columns that stand below each other."""
    return Demand(
        max(each.least for each in demands),
        max(each.wanted for each in demands),
        all(each.figures for each in demands),
    )


def column_widths(demands: Sequence[Demand], room: float) -> tuple[float, ...] | None:
    """The width of each column, `room` together at most; None where the least does not fit."""
    for asked in (_even(demands), demands):
        if sum(each.wanted for each in asked) <= room:
            return tuple(each.wanted for each in asked)
        if sum(each.least for each in asked) <= room:
            return _between(asked, room)
    return None


def squeezed(demands: Sequence[Demand], room: float) -> tuple[float, ...]:
    """Widths for what does not fit: each gives way as much."""
    least = sum(each.least for each in demands)
    return tuple(each.least * room / least for each in demands)


def _even(demands: Sequence[Demand]) -> tuple[Demand, ...]:
    figures = [each for each in demands if each.figures]
    least, wanted = _most(each.least for each in figures), _most(each.wanted for each in figures)
    return tuple(
        replace(each, least=least, wanted=wanted) if each.figures else each for each in demands
    )


def _between(demands: Sequence[Demand], room: float) -> tuple[float, ...]:
    """The least of each, and of what is left as much as it wants more."""
    spare = room - sum(each.least for each in demands)
    more = sum(each.wanted - each.least for each in demands)
    return tuple(each.least + (each.wanted - each.least) * spare / more for each in demands)


def _missing(asked: float, there: Iterable[float]) -> float:
    return max(0.0, asked - sum(there))


def _most(lengths: Iterable[float]) -> float:
    return max(lengths, default=0.0)
