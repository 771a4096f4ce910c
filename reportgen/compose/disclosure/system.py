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
    is hidden. What is `rounded` is printed as the nearest multiple of the system's `round_to`.
    What is `public` readers have from an earlier edition or a list, whatever this one prints.
    `floor`: no less than this is told by its being there at all. Where it is not `large` when it
    is hidden without being sensitive, nobody can tell that it is.
    """

    name: str
    value: int
    printed: bool = True
    sensitive: bool = False
    cost: float = 1.0
    rounded: bool = False
    public: bool = False
    floor: int = 0
    large: bool = True


class Relation(Struct, frozen=True):
    """`low` ≤ the sum of factor · quantity ≤ `high`, by names; None: no bound on that side."""

    factors: Mapping[str, int]
    low: int | None = 0
    high: int | None = 0


class System(Struct, frozen=True):
    """All quantities of a document and how they are related.

    A sensitive quantity is one from `least` to `most`, and that much every reader may know;
    nothing more. Where `told` is False readers are not even told which of the hidden numbers are
    the small ones, and `most` is only how far up the possible values must reach. With `round_to`
    what is printed is rounded to its nearest multiple. With `insiders` among the readers are
    those who are the only one that a number counts, and know that.
    """

    quantities: Mapping[str, Quantity]
    relations: tuple[Relation, ...]
    least: int
    most: int
    told: bool = True
    round_to: int | None = None
    insiders: bool = False

    @property
    def sensitive(self) -> tuple[str, ...]:
        """The names of what nobody may work out."""
        return tuple(name for name, each in self.quantities.items() if each.sensitive)

    @property
    def known_inside(self) -> tuple[str, ...]:
        """The names of what one reader knows besides: who is the only one there."""
        if not self.insiders:
            return ()
        return tuple(name for name in self.sensitive if self.quantities[name].value == 1)

    @property
    def candidates(self) -> tuple[str, ...]:
        """The names of what is hidden only where it would give another one away.

        A 0 never is: that there is nobody is no secret, and "some" would be untrue.
        """
        return tuple(
            name
            for name, each in self.quantities.items()
            if each.printed and not each.sensitive and not each.public and each.value != 0
        )

    def _printed(self, quantity: Quantity) -> tuple[int, int]:
        """The values that would be printed as this one is."""
        value = quantity.value
        if self.round_to is None or not quantity.rounded or quantity.public:
            return value, value
        nearest, half = rounded(value, self.round_to), (self.round_to - 1) // 2
        highest = nearest + half
        lowest = nearest - (self.round_to - 1 - half)
        return max(lowest, 0), highest

    def range_of(self, name: str, hidden: frozenset[str]) -> tuple[int, int | None]:
        """Between what a quantity lies by what is printed of it alone; None: no upper bound."""
        quantity = self.quantities[name]
        if not quantity.printed:
            return 0, None
        if name not in hidden:
            return self._printed(quantity)
        if not self.told:
            return self.least_of(name), None
        if quantity.sensitive:
            return self.least_of(name), self.most
        return (self.most + 1 if quantity.large else self.least_of(name)), None

    def least_of(self, name: str) -> int:
        """The least that a hidden quantity can be for everybody who sees that it is there."""
        return max(self.least, self.quantities[name].floor)


def rounded(value: int, round_to: int) -> int:
    """The nearest multiple of `round_to`; from the middle upwards."""
    return (value + round_to // 2) // round_to * round_to
