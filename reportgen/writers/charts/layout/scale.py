"""The numbers along an axis that holds zero: round, evenly spaced, few."""

from __future__ import annotations

from fractions import Fraction
from itertools import count

_ROUND = (Fraction(1), Fraction(2), Fraction(5), Fraction(10))
_INTERVALS = 5


def find_ticks(
    biggest: Fraction, lowest: Fraction = Fraction(0), *, whole: bool
) -> tuple[Fraction, ...]:
    """0 and the round numbers around it: to the first not below `biggest`, not above `lowest`.

    `lowest` is 0 or less, `biggest` 0 or more. With `whole` they are whole numbers. Three to
    seven, where the two allow.
    """
    step = _round_up(max(biggest - lowest, Fraction(1, 10**9)) / _INTERVALS)
    if whole:
        step = max(step, Fraction(1))
    first, last = lowest // step, -(-biggest // step)
    return tuple(step * index for index in range(first, max(last, first + 1) + 1))


def _round_up(rough: Fraction) -> Fraction:
    """The smallest of 1, 2, 5 times a power of ten that is not below `rough`."""
    power = next(
        Fraction(10) ** exponent
        for exponent in count(len(str(int(rough))) - 11)
        if Fraction(10) ** (exponent + 1) >= rough
    )
    return next(factor * power for factor in _ROUND if factor * power >= rough)
