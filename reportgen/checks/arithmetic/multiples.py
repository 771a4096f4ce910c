"""“Dubbelt så många”, “har halverats”: multiples, and the two numbers beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct

from reportgen.checks.arithmetic.changes import Pair, is_beside, years_in
from reportgen.checks.arithmetic.lines import Line
from reportgen.language.patterns import Pattern

_MULTIPLE = Pattern(
    r"(?i)\b(?:(?P<slack>mer än|fler än|över|drygt|nästan|närmare|knappt)[ \u00a0]"
    r"(?:har[ \u00a0])?)?"
    r"(?:(?P<double>dubbelt så många|fördubbla\w*)|(?P<triple>tre gånger så många|tredubbla\w*)|"
    r"(?P<half>hälften så många|halvera\w*))"
)
_TIMES = {"double": Fraction(2), "triple": Fraction(3), "half": Fraction(1, 2)}
# How much more and less than said a multiple may be, by the word before it.
_BOUNDS: dict[str | None, tuple[Fraction, Fraction]] = {
    None: (Fraction(85, 100), Fraction(115, 100)),
    "drygt": (Fraction(1), Fraction(125, 100)),
    "mer än": (Fraction(1), Fraction(1000)),
    "fler än": (Fraction(1), Fraction(1000)),
    "över": (Fraction(1), Fraction(1000)),
    "nästan": (Fraction(75, 100), Fraction(1)),
    "närmare": (Fraction(75, 100), Fraction(1)),
    "knappt": (Fraction(75, 100), Fraction(1)),
}


class Multiple(Struct, frozen=True):
    """Words between two offsets that say a multiple, and two numbers that give another."""

    line: Line
    start: int
    end: int
    pair: Pair


def wrong_multiples(lines: Sequence[Line]) -> Iterator[Multiple]:
    """The multiples that the numbers of their own clause do not give."""
    for line in lines:
        for found in _MULTIPLE.finditer(line.text, line.start, line.end):
            place = found.span()
            pairs = [p for p in years_in(line) if p.old.value and is_beside(line, place, p)]
            times = next(_TIMES[name] for name in _TIMES if found[name])
            least, most = _BOUNDS[found["slack"].casefold() if found["slack"] else None]
            ratios = [pair.new.value / pair.old.value / times for pair in pairs]
            if pairs and not any(least <= ratio <= most for ratio in ratios):
                yield Multiple(line, *place, pairs[-1])
