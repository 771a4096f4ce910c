"""Numbers that hold together: shares of two numbers beside them, parts that come to their whole.

Whoever writes “24 kommuner, 15 i norr och nio i söder” has not mistyped one of them, whatever
they count.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

from reportgen.checks.arithmetic.lines import Line
from reportgen.checks.arithmetic.parts import listed_in
from reportgen.checks.numbers.quantities import Quantity, fits

# Of a sentence with more numbers some two give nearly every share.
_FEW = 6


def summed_with(lines: Sequence[Line], line: Line, quantity: Quantity) -> tuple[Quantity, ...]:
    """The numbers of its sentence with which it makes a sum that comes out; none without one."""
    for listed in listed_in(lines):
        members = (listed.whole, *listed.parts)
        if listed.line is line and quantity in members and fits(listed.whole, listed.sum):
            return tuple(each for each in members if each is not quantity)
    return ()


def is_share_of_two(line: Line, share: Quantity) -> bool:
    """Whether some two numbers of the sentence give it, as a part or as a growth."""
    numbers = line.numbers
    if not 2 <= len(numbers) <= _FEW:
        return False
    return any(
        b.value > 0 and (fits(share, a.value / b.value) or fits(share, a.value / b.value - 1))
        for a, b in permutations(numbers, 2)
    )
