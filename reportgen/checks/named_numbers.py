"""What the sentence around a typed number names, and which statistic it may be meant for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from functools import cache
from itertools import groupby

from msgspec import Struct

from reportgen.checks.numbers import TypedNumber, TypedPercent, typed_numbers, typed_percentages
from reportgen.checks.passages import Passage
from reportgen.checks.patterns import Pattern
from reportgen.checks.subject import Subject
from reportgen.checks.vocabulary import Mention, Named
from reportgen.language.formatting import round_half_up

# Below this, a number of cases or persons is told of many things that no table counts.
SMALL = 13
_YEAR = Pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LABEL_OPENS = Pattern(r"(?:\s*\(|\s*:\s+|\s+[–=]\s+)$")
_CLOSES = Pattern(r"\)|[,;] |\.?$|\s+(?:ärende|person|st\b|fall)\w*\)")
_BETWEEN = Pattern(r"[\s\u00a0]+(?:\w+[\s\u00a0]+)?$")


class NumberPlace(Struct, frozen=True):
    """A typed number, what its sentence names, and how near."""

    number: TypedNumber
    before: tuple[Named, ...]
    after: tuple[Named, ...]
    around: tuple[Named, ...]

    @property
    def value(self) -> int:
        """The number itself."""
        return self.number.value


def number_places(subject: Subject, only: Pattern | None = None) -> Iterator[NumberPlace]:
    """Every typed number whose sentence names a statistic of this year.

    With `only`, of the passages in which that is found: it costs less to look for.
    """
    for passage in subject.passages:
        if passage.kind in ("cell", "header") or (only and not only.search(passage.typed)):
            continue
        numbers = [*typed_numbers(passage)]
        sentence_at = _sentences(subject, passage)
        for number in numbers:
            sentence = sentence_at(*passage.sentence_at(number.start))
            place = _place(number, sentence)
            if sentence.other_year:
                # Only what can hardly be another year's: "55 kommuner" since 2021.
                same = [n for n in place.after if n.kind == "value" and n.count == place.value]
                place = NumberPlace(number, (), tuple(same), tuple(same))
            if place.around:
                yield place


class _Sentence(Struct, frozen=True):
    """What a sentence mentions, in order, all that it names, each once, and of which year."""

    mentions: list[Mention]
    around: tuple[Named, ...]
    other_year: bool


def _sentences(subject: Subject, passage: Passage) -> Callable[[int, int], _Sentence]:
    """A function that gives the sentence between two offsets; each is looked through once."""

    @cache
    def mentioned() -> list[Mention]:
        return subject.vocabulary.mentions(passage.text)

    @cache
    def sentence(start: int, end: int) -> _Sentence:
        found = mentioned()
        first = bisect_left(found, start, key=lambda each: each.start)
        last = bisect_right(found, end, key=lambda each: each.end)
        inside = found[first:last]
        around = dict.fromkeys(named for each in inside for named in each.named)
        years = {int(year) for year in _YEAR.findall(passage.text, start, end)}
        return _Sentence(inside, tuple(around), bool(years - {subject.year.year}))

    return sentence


def _place(number: TypedNumber, sentence: _Sentence) -> NumberPlace:
    """The number with the mention that ends last before it, and one of the next behind it."""
    text, mentions = number.passage.text, sentence.mentions
    next_one = bisect_right(mentions, number.start, key=lambda each: each.end)
    before: tuple[Named, ...] = ()
    if next_one:
        nearest = mentions[next_one - 1]
        opens = _LABEL_OPENS.fullmatch(text, nearest.end, number.start)
        before = nearest.named if opens and _CLOSES.match(text, number.end) else ()
    # At most one word stands between, and that may be a mention itself.
    near = mentions[next_one : next_one + 3]
    behind = (m.named for m in near if _BETWEEN.fullmatch(text, number.end, m.start))
    return NumberPlace(number, before, next(behind, ()), sentence.around)


def candidates_of(place: NumberPlace) -> list[Named]:
    """What the number can be meant for: its own noun's, or what a sentence of cases names."""
    if any(named.kind in ("row", "sum", "value") for named in place.after):
        return list(place.after)
    if place.after:
        return [*place.after, *(n for n in place.around if n.kind in ("row", "sum"))]
    return [named for named in place.around if named.kind in ("row", "sum")]


def same_statistics(place: NumberPlace) -> list[Named]:
    """The statistics that the number equals and that its sentence names."""
    if place.before:
        return [named for named in place.before if named.count == place.value]
    equal = [named for named in candidates_of(place) if named.count == place.value]
    if place.value >= SMALL:
        extra = [n for n in place.around if n.count == place.value]
        return list(dict.fromkeys([*equal, *extra]))
    if not place.after:
        return []
    return [named for named in equal if named.kind != "total"]


def is_near(value: int, named: Named) -> bool:
    """Whether a number may be a count that is off by one, or by a twentieth."""
    least, count = 2 if named.kind == "value" else 10, Fraction(named.count)
    return count >= least and 0 < abs(value - count) <= max(1, count // 20)


# Percentages


def percentages(subject: Subject) -> Iterator[tuple[TypedPercent, dict[Named, Fraction]]]:
    """Every typed percentage whose sentence names rows with a share, and those shares."""
    for passage in subject.passages:
        sentence_at = _sentences(subject, passage)
        shares_of: dict[tuple[int, int], dict[Named, Fraction]] = {}
        for percent in typed_percentages(passage):
            place = passage.sentence_at(percent.start)
            if place not in shares_of:
                sentence = sentence_at(*place)
                named = () if sentence.other_year else sentence.around
                shares_of[place] = dict(_shares((*named, *_sums(named))))
            if shares_of[place]:
                yield percent, shares_of[place]


def _shares(named: Iterable[Named]) -> Iterator[tuple[Named, Fraction]]:
    """What has a share, and that share."""
    for each in named:
        if each.base is not None and each.base > 0:
            yield each, Fraction(each.count) / Fraction(each.base)


def _sums(named: Iterable[Named]) -> Iterator[Named]:
    """The sum of the rows of one table that a sentence names together."""
    rows = sorted({n for n in named if n.kind == "row"}, key=lambda n: (n.table, n.label))
    for table, group in groupby(rows, key=lambda n: n.table):
        together = list(group)
        if len(together) > 1:
            labels = ", ".join(f'"{n.label}"' for n in together)
            yield Named(
                "sum",
                " + ".join(n.label for n in together),
                sum((n.count for n in together), start=0),
                together[0].base,
                together[0].unit,
                table,
                f"total({table}, {labels}), {table}.total",
            )


def shown_alike(share: Fraction, percent: TypedPercent) -> bool:
    """Whether the share, rounded as the percentage is, is the percentage."""
    return Fraction(round_half_up(share * 100, percent.decimals)) == percent.value
