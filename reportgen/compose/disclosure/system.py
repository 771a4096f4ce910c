"""What a reader is told, as one linear system over whole numbers.

A quantity is a number that is printed or could be: a row of a table, a total, a sum of rows. A
relation is what every reader knows of them: rows add up to their total, a part is no larger than
its whole. A reader who knows the relations and the numbers that are printed knows that each
hidden one lies in an interval; this module says what the reader knows, `solving` how far it goes.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct


class Quantity(Struct, frozen=True):
    """A number: the expression that names it, its true value, and whether it would be printed.

    `sensitive` are small counts, which nobody may work out. `cost` is what is lost where it
    is hidden.
    """

    name: str
    value: int
    printed: bool = True
    sensitive: bool = False
    cost: float = 1.0


class Relation(Struct, frozen=True):
    """`low` ≤ the sum of factor · quantity ≤ `high`, by names; None: no bound on that side."""

    factors: Mapping[str, int]
    low: int | None = 0
    high: int | None = 0


class System(Struct, frozen=True):
    """All quantities of a document and how they are related.

    A sensitive quantity is one from `least` to `most`, and that much every reader may know;
    nothing more. Where `told` is False readers are not even told which of the hidden numbers are
    the small ones, and `most` is only how far up the possible values must reach.
    """

    quantities: Mapping[str, Quantity]
    relations: tuple[Relation, ...]
    least: int
    most: int
    told: bool = True

    @property
    def sensitive(self) -> tuple[str, ...]:
        """The names of what nobody may work out."""
        return tuple(name for name, each in self.quantities.items() if each.sensitive)

    @property
    def candidates(self) -> tuple[str, ...]:
        """The names of what is hidden only where it would give another one away.

        A 0 never is: that there is nobody is no secret, and "some" would be untrue.
        """
        return tuple(
            name
            for name, each in self.quantities.items()
            if each.printed and not each.sensitive and each.value != 0
        )

    def range_of(self, name: str, hidden: frozenset[str]) -> tuple[int, int | None]:
        """Between what a quantity lies by what is printed of it alone; None: no upper bound."""
        quantity = self.quantities[name]
        if not quantity.printed:
            return 0, None
        if name not in hidden:
            return quantity.value, quantity.value
        if not self.told:
            return self.least, None
        return (self.least, self.most) if quantity.sensitive else (self.most + 1, None)
