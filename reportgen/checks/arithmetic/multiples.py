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
    r"(?:(?:en[ \u00a0])?(?P<double>dubbelt så många|fördubbl\w*)|"
    r"(?P<triple>tre gånger så många|tredubbl\w*)|(?P<fourfold>fyra gånger så många|fyrdubbl\w*)|"
    r"(?P<fivefold>fem gånger så många|femdubbl\w*)|"
    r"(?P<half>hälften så många|halvera\w*|halvering))"
)
_TIMES = {
    "double": Fraction(2),
    "triple": Fraction(3),
    "fourfold": Fraction(4),
    "fivefold": Fraction(5),
    "half": Fraction(1, 2),
}
# “Det är nästan en tredubbling”: of what the sentence before compares.
_IT_IS = Pattern(r"(?i)\W*(?:det|detta)[ \u00a0](?:är|innebär|motsvarar|betyder)\b")
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
    """The multiples that the numbers of their own clause do not give, or of the one before."""
    for before, line in zip((None, *lines), lines, strict=False):
        for found in _MULTIPLE.finditer(line.text, line.start, line.end):
            place = found.span()
            pairs = [p for p in years_in(line) if p.old.value and is_beside(line, place, p)]
            if not pairs and before is not None and _IT_IS.match(line.words):
                pairs = [p for p in years_in(before) if p.old.value]
            times = next(_TIMES[name] for name in _TIMES if found[name])
            least, most = _BOUNDS[found["slack"].casefold() if found["slack"] else None]
            ratios = [pair.new.value / pair.old.value / times for pair in pairs]
            if pairs and not any(least <= ratio <= most for ratio in ratios):
                yield Multiple(line, *place, pairs[-1])
