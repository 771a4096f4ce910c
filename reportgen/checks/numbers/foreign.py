"""Claims that are none: whole sentences, lists and parts of what no table counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator
from fractions import Fraction

from reportgen.checks.numbers.claim import Claim
from reportgen.checks.numbers.names import Names
from reportgen.checks.numbers.quantities import fits
from reportgen.checks.numbers.readings import (
    Difference,
    Entry,
    Reading,
    Rest,
    Rows,
    Share,
    Sum,
    named_in,
    value_of,
)
from reportgen.checks.numbers.scene import Scene
from reportgen.checks.numbers.sentences import Cell, Sentence, is_part_of
from reportgen.checks.vocabulary import Named
from reportgen.language.patterns import Pattern

# A number, what it is said to count, and the readings that it fits.
Judged = tuple[Cell, Claim, tuple[Reading, ...]]
# As much as a whole is while nobody knows it.
_SUPPOSED = 10**9


def ours_of(claims: list[Judged], sentence: Sentence, scene: Scene) -> list[Judged]:
    """The claims of a sentence without those that count something else after all."""
    claims = _without_foreign_lists(_without_foreign_sentences(claims, scene))
    return [*_without_foreign_parts(claims, sentence, scene)]


def _without_foreign_sentences(claims: list[Judged], scene: Scene) -> list[Judged]:
    """None of several claims that are all wrong: who makes a mistake makes one.

    “I Björkmo gällde nitton människohandel och tretton prostitution”. Numbers that have only
    changed places are two of ours.
    """
    firm = [each for each in claims if each[1].certain or each[1].likely]
    if len(firm) < 2 or any(fitting for _cell, _claim, fitting in claims):
        return claims
    said = Counter(cell.quantity.value for cell, _claim, _fitting in firm)
    likeliest = (claim.readings[0] for _cell, claim, _fitting in firm if claim.readings)
    meant = Counter(map(value_of, likeliest))
    # Of supposed figures, which an import asks with, none is known.
    supposed = not any(0 < each < _SUPPOSED for each in meant)
    exchanged = supposed or (said & meant).total() > 1
    each_one = any(claim.every for _cell, claim, _fitting in firm)
    return claims if exchanged or each_one or _are_of_another_row(firm, scene) else []


def _are_of_another_row(firm: list[Judged], scene: Scene) -> bool:
    """Whether all are right of one other row: “från 8 till 13” of another country."""
    rows = [
        {label for reading in claim.readings for label in _rows_with(cell, reading, scene)}
        for cell, claim, _fitting in firm
    ]
    return bool(set.intersection(*rows))


def _rows_with(cell: Cell, reading: Reading, scene: Scene) -> Iterator[str]:
    """The rows of a reading's table of which the number would be right."""
    said = cell.quantity
    match reading:
        case Entry(named=named, year=year):
            names = scene.names if year is None else scene.names_of(year)
            rows = _rows_of(names, named.table)
            yield from (n.label for n in rows if n.count == said.value)
        case Difference(new=new, relative=False):
            last = scene.names_of(scene.year - 1)
            then = {n.label: n.count for n in _rows_of(last, new.table)}
            rows = _rows_of(scene.names, new.table)
            same = (
                n for n in rows if n.label in then and abs(n.count - then[n.label]) == said.value
            )
            yield from (n.label for n in same)
        case Share(part=Entry(named=named), whole=whole):
            rows = _rows_of(scene.names, named.table)
            yield from (n.label for n in rows if fits(said, Fraction(n.count) / whole))
        case Sum() | Rest() | Rows() | Share() | Difference():
            return


_OF_WHICH = Pattern(r"\b(?:varav|var av|därav|av vilka|av dem)\b|:")
_OF_THE = Pattern(r"\b(?:[Aa]v|[Bb]land)[ \u00a0](?:\w+[ \u00a0])?$")


def _rows_of(names: Names | None, table: str) -> tuple[Named, ...]:
    return tuple(n for n in names.named if n.table == table) if names else ()


# So many numbers at their labels, none of them ours, are a list of something else.
_LIST = 3


def _without_foreign_lists(claims: list[Judged]) -> list[Judged]:
    """The claims without a list of which no number is ours: “deltagarna kom från polisen (164), …”.

    Numbers of ours that have changed places are a list of ours.
    """
    listed = [each for each in claims if each[1].beside]
    if len(listed) < _LIST or any(fitting for _cell, _claim, fitting in listed):
        return claims
    figures = {value_of(reading) for _cell, claim, _fitting in listed for reading in claim.readings}
    none_known = not any(figures)  # supposed ones: an import asks which there are
    if none_known or figures.intersection(cell.quantity.value for cell, _claim, _fitting in listed):
        return claims
    return [each for each in claims if not each[1].beside]


def _without_foreign_parts(
    claims: list[Judged], sentence: Sentence, scene: Scene
) -> Iterator[Judged]:
    """The claims; parts of a number (“varav 30 män”) that is none of ours are no claims."""
    known = {cell.quantity.start: fitting for cell, _claim, fitting in claims}
    for cell, claim, fitting in claims:
        parts = [r.named for r in claim.readings if isinstance(r, Entry)]
        bases = [Fraction(n.base) for n in parts if n.base is not None]
        totals = {*bases, *(Fraction(n.count) for n in scene.totals)}
        wholes = [*_wholes_before(cell, sentence, totals)]
        said = [reading for w in wholes for reading in known.get(w.quantity.start, ())]
        meant = [n for reading in said for n in named_in(reading)]
        # “De övriga sju var barn: fem var 13–17 år”
        left = {reading.name for reading in said if isinstance(reading, Rest)}
        of_ours = any(scene.is_of(n, parts) for n in meant) or any(n.table in left for n in parts)
        if not wholes or cell.side or of_ours:
            yield cell, claim, fitting


def _wholes_before(cell: Cell, sentence: Sentence, totals: Container[Fraction]) -> Iterator[Cell]:
    """The numbers that this one is said to be a part of: “9 personer, varav”, “av de elva”."""
    text, at = sentence.text, cell.quantity.start
    for each in sentence.cells:
        if is_part_of(text, cell.quantity.end, each.quantity.start):
            if each.quantity.value not in totals:
                yield each
            continue
        if each.quantity.start >= at or each.quantity.is_share or each.head == "rows":
            continue
        if each.head == "generic" and each.quantity.value in totals:
            continue
        marked = _OF_WHICH.search(text, each.quantity.end, at)
        if marked or _OF_THE.search(text, sentence.start, each.quantity.start):
            yield each
