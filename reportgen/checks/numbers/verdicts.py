"""The numbers of a report held against its figures: what agrees, and what contradicts them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Generator, Iterable, Iterator
from itertools import groupby
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from reportgen.checks.numbers.claim import Claim
from reportgen.checks.numbers.claims import claim_of
from reportgen.checks.numbers.names import Mention, Names
from reportgen.checks.numbers.quantities import Quantity, find_quantities, fits
from reportgen.checks.numbers.readings import Entry, Reading, label_of, named_in, value_of
from reportgen.checks.numbers.scene import Scene
from reportgen.checks.numbers.sentences import Cell, Sentence, cut_sentence
from reportgen.checks.passages import Passage
from reportgen.checks.patterns import Pattern
from reportgen.checks.vocabulary import Named
from reportgen.model import Reference
from reportgen.model.statistics import Statistics

# The figures of a year; None where they are not there.
StatisticsOf = Callable[[int], Statistics | None]


class Agrees(Struct, frozen=True):
    """A number that is what one of its readings gives."""

    passage: Passage
    quantity: Quantity
    readings: tuple[Reading, ...]


class Contradicts(Struct, frozen=True):
    """A number that none of its readings gives, the likeliest first."""

    passage: Passage
    quantity: Quantity
    readings: tuple[Reading, ...]


class Nearly(Struct, frozen=True):
    """A number that may be no statistic and is nearly one: the reading."""

    passage: Passage
    quantity: Quantity
    reading: Reading


Verdict = Agrees | Contradicts | Nearly


def verdicts(prose: Iterable[Passage], start: Scene) -> Iterator[Verdict]:
    """What is to be said of the typed numbers of `prose`, in reading order.

    Each section begins in the scene `start`.
    """
    for _section, group in groupby(prose, key=lambda each: id(each.section)):
        scene = start
        passages = [each for each in group if each.kind not in ("cell", "header", "quote")]
        if not any(_may_have_numbers(each) for each in passages):
            continue
        for passage in passages:
            scene = yield from _of_passage(passage, scene)


def _may_have_numbers(passage: Passage) -> bool:
    """Whether anything typed in it looks like a number: most values are computed."""
    return any(each.typed and each.form != "weak" for each in find_quantities(passage))


def opening_scene(statistics: Statistics, language: str, statistics_of: StatisticsOf) -> Scene:
    """The scene before the first word of a section, in the year of `statistics`."""
    own = Names(statistics, language)
    names = {statistics.year: own}

    def names_of(year: int) -> Names | None:
        if year not in names:
            there = statistics_of(year)
            if there is None:
                return None
            names[year] = Names(there, language)
        return names[year]

    return Scene(own, statistics.year, names_of)


def _of_passage(passage: Passage, scene: Scene) -> Generator[Verdict, None, Scene]:
    quantities = [*find_quantities(passage)]
    if passage.kind == "heading":
        return replace(scene, topics=_topics(passage, scene), last_named=(), spoken_of=())
    scene = replace(scene, passage_named=())
    mentions = scene.names.mentions(passage.text)
    topics = scene.topics | _references(passage)
    for start, end in _stretches(passage):
        inside = _between(mentions, start, end)
        own = _numbers(_between(quantities, start, end), passage.text, inside)
        sentence = cut_sentence(passage.text, (start, end), own, inside)
        scene, told = _of_sentence(passage, sentence, replace(scene, topics=topics))
        yield from told
    return scene


# No sentence is longer; what is cut behind this is read as two.
_LONGEST = 1000


def _stretches(passage: Passage) -> Iterator[tuple[int, int]]:
    """The sentences, the endless ones in pieces: each costs a bounded time."""
    for first, end in passage.sentences:
        start = first
        while end - start > _LONGEST:
            comma = passage.text.rfind(", ", start + 1, start + _LONGEST)
            cut = comma + 1 if comma > start else start + _LONGEST
            yield start, cut
            start = cut
        yield start, end


# "tvångsäktenskap i ett ärende", "från Kina en person"
_ONE = Pattern(r"[ \u00a0](?:ärende|fall|person|kvinna|man)\b")
_NEAR = Pattern(r"[ \u00a0](?:(?:i|kom|var|förekom i|rörde|gällde|med)[ \u00a0])?$")
_TO_OR_FROM = Pattern(r"[ \u00a0](?:till|från)[ \u00a0]")


def _numbers(found: list[Quantity], text: str, mentions: list[Mention]) -> list[Quantity]:
    """The quantities without the articles among them."""
    several = any(each.form != "weak" for each in found)
    return [each for each in found if _is_number(each, text, mentions, several=several)]


def _is_number(
    quantity: Quantity,
    text: str,
    mentions: list[Mention],
    several: bool,  # noqa: FBT001
) -> bool:
    """Whether “en” counts: “ett enda”, “en till Rumänien”, “ett ärende” beside other numbers."""
    if quantity.form != "weak" or " " in text[quantity.start : quantity.end]:
        return True
    if several and _ONE.match(text, quantity.end):
        index = bisect_right(mentions, quantity.start, key=lambda each: each.end) - 1
        label = mentions[index] if index >= 0 else None
        return bool(
            label and label.kind == "label" and _NEAR.fullmatch(text, label.end, quantity.start)
        )
    behind = _TO_OR_FROM.match(text, quantity.end)
    at = behind.end() if behind else quantity.end + 1
    index = bisect_left(mentions, at, key=lambda each: each.start)
    next_one = mentions[index] if index < len(mentions) else None
    if next_one is None or next_one.start != at:
        return False
    unknown = any(each.kind == "unknown" for each in mentions)
    return bool(behind) or (next_one.kind == "unit" and unknown)


def _of_sentence(passage: Passage, sentence: Sentence, scene: Scene) -> tuple[Scene, list[Verdict]]:
    claims: list[tuple[Cell, Claim, tuple[Reading, ...]]] = []
    spoken: list[Named] = []
    for cell in sentence.cells:
        here = replace(scene, spoken_of=(*spoken, *scene.spoken_of))
        claim = claim_of(cell, sentence, here)
        if claim is not None:
            fitting = tuple(r for r in claim.readings if fits(cell.quantity, value_of(r)))
            meant = fitting or claim.readings[: 1 if claim.certain else 0]
            spoken += [named for each in meant for named in named_in(each)]
            claims.append((cell, claim, fitting))
    supported = any((claim.likely or claim.certain) and fitting for _cell, claim, fitting in claims)
    verdicts = (
        _judge(passage, cell, claim, fitting, supported=supported)
        for cell, claim, fitting in claims
        if cell.quantity.typed
    )
    return _after(scene, sentence, tuple(spoken)), [each for each in verdicts if each]


def _judge(
    passage: Passage, cell: Cell, claim: Claim, fitting: tuple[Reading, ...], *, supported: bool
) -> Verdict | None:
    if claim.every:
        met = {label_of(each) for each in fitting}
        wrong = tuple(each for each in claim.readings if label_of(each) not in met)
        return Contradicts(passage, cell.quantity, wrong) if wrong else None
    if fitting:
        return Agrees(passage, cell.quantity, fitting)
    if claim.readings and (claim.certain or (claim.likely and supported)):
        return Contradicts(passage, cell.quantity, claim.readings)
    near = next((r for r in claim.readings if claim.open and _is_near(cell.quantity, r)), None)
    return Nearly(passage, cell.quantity, near) if near else None


def _is_near(quantity: Quantity, reading: Reading) -> bool:
    """Whether a number may be a count that is off by one, or by a twentieth."""
    if not isinstance(reading, Entry) or quantity.slack != "exact" or quantity.is_share:
        return False
    least, count = 2 if reading.named.kind == "value" else 10, value_of(reading)
    return count >= least and 0 < abs(quantity.value - count) <= max(1, count // 20)


def _after(scene: Scene, sentence: Sentence, spoken: tuple[Named, ...]) -> Scene:
    """The scene for the next sentence."""
    named = scene.named_by([m for m in sentence.mentions if m.kind == "label"], sentence)
    return replace(
        scene,
        last_named=named or scene.last_named,
        passage_named=tuple(dict.fromkeys((*scene.passage_named, *named))),
        spoken_of=tuple(dict.fromkeys(spoken)) or scene.spoken_of,
    )


_Placed = TypeVar("_Placed", Mention, Quantity)


def _between(placed: list[_Placed], start: int, end: int) -> list[_Placed]:
    first = bisect_left(placed, start, key=lambda each: each.start)
    last = bisect_right(placed, end, key=lambda each: each.end)
    return placed[first:last]


def _topics(passage: Passage, scene: Scene) -> frozenset[str]:
    """The tables that a heading is about."""
    mentions = scene.names.mentions(passage.text)
    return frozenset(t for m in mentions if m.kind == "topic" for t in m.tables)


def _references(passage: Passage) -> frozenset[str]:
    """The tables that the passage refers to."""
    return frozenset(
        inline.target.rpartition(":")[2]
        for _start, _end, inline in passage.inlines()
        if isinstance(inline, Reference)
    )
