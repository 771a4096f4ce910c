"""The numbers along an axis from zero: round, evenly spaced, few."""

from __future__ import annotations

from fractions import Fraction
from itertools import count

_ROUND = (Fraction(1), Fraction(2), Fraction(5), Fraction(10))
_INTERVALS = 5


def find_ticks(biggest: Fraction, *, whole: bool) -> tuple[Fraction, ...]:
    """0 and the round numbers up to the first that is not below `biggest`.

    With `whole` they are whole numbers. Three to six, where `biggest` allows.
    """
    step = _round_up(max(biggest, Fraction(1, 10**9)) / _INTERVALS)
    if whole:
        step = max(step, Fraction(1))
    ticks = -(-biggest // step)
    return tuple(step * index for index in range(max(int(ticks), 1) + 1))


def _round_up(rough: Fraction) -> Fraction:
    """The smallest of 1, 2, 5 times a power of ten that is not below `rough`."""
    power = next(
        Fraction(10) ** exponent
        for exponent in count(len(str(int(rough))) - 11)
        if Fraction(10) ** (exponent + 1) >= rough
    )
    return next(factor * power for factor in _ROUND if factor * power >= rough)
