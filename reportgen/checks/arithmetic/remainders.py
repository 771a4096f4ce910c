"""What is left of a whole: “tolv av årets 31 intervjuer …, de övriga 19”."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from msgspec import Struct

from reportgen.checks.arithmetic.lines import Line
from reportgen.checks.numbers.quantities import Quantity, fits
from reportgen.language.patterns import Pattern

_REST = Pattern(
    r"(?i)(?:\b(?:övriga|resterande|återstående)|\b(?:de|den|det)[ \u00a0]andra)[ \u00a0]$"
)
_REST_BEHIND = Pattern(r"[ \u00a0](?:övriga|resterande|återstående)\b")
_THE = Pattern(r"(?i)\b(?:de|den|det)[ \u00a0]$")
# Between a part and its whole, before a whole, behind a part of what the sentence before told.
PART_OF = Pattern(
    r"[ \u00a0](?:(?!och\b)[\w-]*[^\Ws][ \u00a0])?av[ \u00a0]"
    r"(?:(?:de|våra|årets|dessa|totalt|alla|samtliga|sammanlagt|\w+s)[ \u00a0]){0,3}"
)
OF_WHOLE = Pattern(
    r"(?:\b(?:Av|Bland)|\b(?:av|bland)(?=[ \u00a0](?:de|våra|årets|dessa|samtliga)\b))[ \u00a0]"
    r"(?:(?:de|våra|årets|dessa|totalt|alla|samtliga|sammanlagt|\w+s)[ \u00a0]){0,3}$"
)
# “1 850 000 kronor, varav 1 640 000 kronor … och resterande 210 000”
_OF_WHICH = Pattern(r"(?:[ \u00a0][\w-]+){0,3},?[ \u00a0]varav[ \u00a0]")
_OF_THEM = Pattern(r"[ \u00a0]av[ \u00a0](?:dem|dessa|dom|\w+(?:na|erna|orna|arna))\b")
_BEGINS_OF_THEM = Pattern(r"(?i)\W*(?:av|bland) (?:dem|dessa|dom)\b")
# “Övriga fyra personer i de ärendena”: of what was named beside the whole.
_OF_ANOTHER = Pattern(
    r"(?:[ \u00a0][\w-]+){0,2}[ \u00a0](?:i|inom|bland|av|hos)[ \u00a0](?:de|den|det|dessa)"
    r"[ \u00a0](?:här[ \u00a0]|där[ \u00a0])?\w+(?:na|en|et|n)\b"
)
# How far back a whole is looked for.
_SENTENCES = 4


class Remainder(Struct, frozen=True):
    """A number that is said to be left of a whole when the parts are taken away."""

    line: Line
    rest: Quantity
    whole: Quantity
    parts: tuple[Quantity, ...]


def wrong_remainders(lines: Sequence[Line]) -> Iterator[Remainder]:
    """Remainders that follow from no numbers before them, where the text says of which."""
    for index, line in enumerate(lines):
        for each in line.numbers:
            if is_remainder(line, each) and not is_left(lines, each):
                found = _said_of(lines[max(0, index - 2) : index + 1], each)
                if found is not None:
                    yield found


def is_remainder(line: Line, quantity: Quantity) -> bool:
    """Whether it is said to be what is left: “de övriga 18”, “de fem återstående”."""
    text, at = line.text, quantity.start
    behind = _REST_BEHIND.match(text, quantity.end, line.end)
    return bool(_REST.search(text, line.start, at)) or bool(
        behind and _THE.search(text, line.start, at)
    )


def is_left(lines: Sequence[Line], rest: Quantity) -> bool:
    """Whether some number before it, less those between them, leaves it; or what follows adds up.

    Of those between the first ones count, as many as there are: parts can have parts.
    """
    here = bisect_right(lines, rest.start, key=lambda line: line.start) - 1
    near = lines[max(0, here - _SENTENCES) : here + 1]
    counts = [c for line in near for c in line.counts if c is rest or not line.is_aside(c)]
    before = [each for each in counts if each.start < rest.start]
    text = lines[here].text
    for index, whole in enumerate(before):
        last = before[index - 1] if index else None
        taken = last.value if last and PART_OF.fullmatch(text, last.end, whole.start) else 0
        parts = before[index + 1 :]
        values = [taken, *(each.value for each in parts)]
        without_articles = [taken, *(each.value for each in parts if each.form != "weak")]
        sums = {*accumulate(values), *accumulate(without_articles)}
        lefts = [whole.value - each for each in sums if each > 0]
        if whole.form != "weak" and any(fits(rest, left) for left in lefts):
            return True
    behind = [each.value for each in counts if each.start > rest.start]
    return any(fits(rest, each) for each in [*accumulate(behind)][1:])


def _said_of(lines: Sequence[Line], rest: Quantity) -> Remainder | None:
    """What the text says that it is left of, in its own sentence or the one before."""
    line = lines[-1]
    if _OF_ANOTHER.match(line.text, rest.end, line.end):
        return None
    near = [(line, lines[-2] if len(lines) > 1 else None)]
    if len(lines) > 1:
        near.append((lines[-2], lines[-3] if len(lines) > 2 else None))
    for each, before in near:
        counts = [c for c in each.numbers if c.start < rest.start and not each.is_aside(c)]
        found = _whole_and_parts(each, counts, before)
        if found is not None:
            return Remainder(line, rest, *found)
        if counts:
            return None
    return None


def _whole_and_parts(
    line: Line, counts: Sequence[Quantity], before: Line | None
) -> tuple[Quantity, tuple[Quantity, ...]] | None:
    text = line.text
    for part, whole in pairwise(counts):
        if PART_OF.fullmatch(text, part.end, whole.start):
            return whole, (part,)
    for index, (whole, part) in enumerate(pairwise(counts)):
        if _OF_WHICH.fullmatch(text, whole.end, part.start):
            return whole, tuple(counts[index + 1 :])
    for index, whole in enumerate(counts[:-1]):
        if OF_WHOLE.search(text, line.start, whole.start):
            return whole, tuple(counts[index + 1 :])
    if not counts or before is None or len(before.wholes) != 1:
        return None
    if _BEGINS_OF_THEM.match(line.words):
        return before.wholes[0], tuple(counts)
    them = _OF_THEM.match(text, counts[0].end, line.end)
    return (before.wholes[0], (counts[0],)) if them else None
