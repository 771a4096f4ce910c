"""Whether a number can be a slip for what its sentence says is counted.

Who copies a number gets a digit wrong, takes another row, or last year's figure. What lies far
from every figure counts something that no table has: “polisen (164)” are participants.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from reportgen.checks.numbers.names import Names
from reportgen.checks.numbers.quantities import Quantity
from reportgen.checks.numbers.readings import Difference, Reading, value_of

# So far off a small number may be.
_NEAR = 3
_MOST_POINTS = Fraction(15, 100)


def is_slip(quantity: Quantity, readings: Iterable[Reading], names: Names) -> bool:
    """Whether it is near one of the readings, mistyped, or another figure of the year."""
    values = [abs(value_of(each)) for each in readings]
    if quantity.is_share:
        return any(_is_near_share(quantity, value) for value in values)
    return (
        quantity.value in names.counts
        or any(isinstance(each, Difference) for each in readings)
        or any(_is_near(quantity, value) for value in values)
    )


def _is_near_share(quantity: Quantity, value: Fraction) -> bool:
    said = quantity.value
    if quantity.form == "fraction" or abs(said - value) <= _MOST_POINTS:
        return True
    return value <= 2 * said <= 4 * value or _is_mistyped(_whole(said * 100), _whole(value * 100))


def _is_near(quantity: Quantity, value: Fraction) -> bool:
    said = quantity.value
    if abs(said - value) <= _NEAR or value <= 2 * said <= 4 * value:
        return True
    return quantity.form == "digits" and _is_mistyped(_whole(said), _whole(value))


def _whole(number: Fraction) -> str:
    return str(int(number))


def _is_mistyped(said: str, meant: str) -> bool:
    """Whether digits of it have changed places, or one is missing, one too many or another."""
    if len(said) == len(meant):
        wrong = [n for n, pair in enumerate(zip(said, meant, strict=True)) if pair[0] != pair[1]]
        return len(meant) > 1 and (len(wrong) == 1 or sorted(said) == sorted(meant))
    long, short = sorted((said, meant), key=len, reverse=True)
    cut = (long[:n] + long[n + 1 :] for n in range(len(long)))
    return len(long) == len(short) + 1 and short in cut
