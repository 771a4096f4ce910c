"""Means beside the two numbers that they follow from: “1 240 deltagare … i genomsnitt 40”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from msgspec import Struct

from reportgen.checks.arithmetic.lines import Line
from reportgen.checks.numbers.quantities import Quantity
from reportgen.language.patterns import Pattern

_MEAN = Pattern(
    r"(?i)\b(?:i genomsnitt|i snitt|genomsnittligt|i medeltal|(?:genomsnitt|snitt|medeltal)(?:et)?"
    r"(?:[ \u00a0](?:på|var|blev|är|om))+)\b"
)
_PER = Pattern(
    r"[^.;,]{0,60}?[ \u00a0](?:per|(?:vid|på|i|till)[ \u00a0]varje|för[ \u00a0]varje)[ \u00a0]"
    r"(?P<noun>[^\W\d]{3,})"
)
_NOUN = Pattern(r"[ \u00a0](?P<noun>[^\W\d]{3,})")
# What each thing counted may be called: “vid varje tillfälle”.
_ANY = frozenset(("tillfälle", "gång"))
# The things that happen, each of which is one.
_EVENT = Pattern(
    r"\w*(?:utbildning|möte|träff|kurs|workshop|samtal|tillfälle|konferens|inspektion|insats|"
    r"föreläsning|besök|seminari|kontroll)\w*"
)
# How many sentences back the numbers stand.
_BACK = 3


class Mean(Struct, frozen=True):
    """A number that is said to be `sum` divided by `count`, and is not."""

    said: Quantity
    sum: Quantity
    count: Quantity

    @property
    def value(self) -> Fraction:
        """What it is."""
        return self.sum.value / self.count.value


def wrong_means(lines: Sequence[Line]) -> Iterator[Mean]:
    """The means of which a number of the thing itself, and a larger one, give nearly another."""
    for index, line in enumerate(lines):
        opened = _MEAN.search(line.text, line.start, line.end)
        if opened is None:
            continue
        near = [n for each in lines[max(0, index - _BACK) : index + 1] for n in each.numbers]
        for said in line.numbers:
            per = _PER.match(line.text, said.end, line.end)
            if per and (said.start > opened.end() or opened.start() > said.end):
                others = [n for n in near if n.start < said.start]
                yield from _wrong(said, per["noun"].casefold(), others, line.text)


def _wrong(said: Quantity, noun: str, others: list[Quantity], text: str) -> Iterator[Mean]:
    counts = [each for each in others if _is_of(text, each, noun) and each.value > 1]
    means = [Mean(said, a, b) for b in counts for a in others if a.value > b.value]
    if means and not any(_fits(said, each.value) for each in means):
        nearest = min(means, key=lambda each: abs(each.value - said.value))
        if abs(nearest.value - said.value) <= said.value * _NEAR:
            yield nearest


# Further off it is a mean of other numbers.
_NEAR = Fraction(2, 5)


def _is_of(text: str, count: Quantity, noun: str) -> bool:
    """Whether a number counts what the mean is for each of: “31 utbildningar”, “per utbildning”."""
    found = _NOUN.match(text, count.end)
    if found is None:
        return False
    word = found["noun"].casefold()
    event = noun in _ANY and _EVENT.fullmatch(word)
    return bool(event) or _stem(word) == _stem(noun)


def _stem(word: str) -> str:
    return re.sub(r"(?:arna|erna|orna|ena|or|ar|er|na|en|et|n|e)$", "", word)


def _fits(said: Quantity, value: Fraction) -> bool:
    """Whether a mean may be said so: rounded, or a little more or less where it says “drygt”."""
    off = abs(said.value - value)
    return off < 1 if said.slack == "exact" else off <= max(Fraction(3, 2), value / 8)
