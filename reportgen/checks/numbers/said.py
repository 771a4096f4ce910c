"""What the numbers of a passage say: each sentence leans on the ones before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Container, Generator, Iterator
from fractions import Fraction
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from reportgen.checks.numbers.claim import Claim
from reportgen.checks.numbers.claims import claim_of, is_ours
from reportgen.checks.numbers.names import Mention, Names
from reportgen.checks.numbers.quantities import Quantity, find_quantities, fits, has_numbers
from reportgen.checks.numbers.readings import Entry, Reading, Rest, Sum, named_in, value_of
from reportgen.checks.numbers.scene import Scene
from reportgen.checks.numbers.sentences import Cell, Sentence, cut_sentence, is_part_of
from reportgen.checks.numbers.stretches import stretches
from reportgen.checks.passages import Passage
from reportgen.checks.vocabulary import Named
from reportgen.language.patterns import Pattern
from reportgen.model import Reference


class Statement(Struct, frozen=True):
    """A number, what it is said to count, and which of the claim's readings it gives.

    `supported`: another number of its sentence agrees with the figures.
    """

    passage: Passage
    quantity: Quantity
    claim: Claim
    fitting: tuple[Reading, ...]
    supported: bool

    def tells_of(self, year: int) -> bool:
        """Whether it is a figure that another year has."""
        return any(isinstance(r, Entry | Sum) and r.year == year for r in self.fitting)


def may_be_claimed(passage: Passage, names: Names) -> bool:
    """Whether a typed number of it may count what tables count: most values are computed."""
    if not has_numbers(passage.typed):
        return False
    quantities = find_quantities(passage)
    typed = [each for each in quantities if each.typed and each.form != "weak"]
    places = stretches(passage) if typed else ()
    return any(
        _has_claim(_sentence(passage, place, quantities, names.mentions(passage.text, place)))
        for place in places
        if _between(typed, *place)
    )


def _has_claim(sentence: Sentence) -> bool:
    cells = (each for each in sentence.cells if each.quantity.typed)
    return any(each.quantity.form != "weak" and is_ours(each, sentence) for each in cells)


def of_passage(passage: Passage, scene: Scene) -> Generator[Statement, None, Scene]:
    """What the numbers of the passage say, and in the end the scene for the next passage."""
    quantities = [*find_quantities(passage)]
    if passage.kind == "heading":
        return replace(
            scene, topics=_topics(passage, scene), last_named=(), spoken_of=(), recent=()
        )
    scene = replace(scene, passage_named=())
    topics = scene.topics | _references(passage)
    mentions = scene.names.mentions(passage.text)
    for place in stretches(passage):
        sentence = _sentence(passage, place, quantities, mentions)
        scene, told = _of_sentence(passage, sentence, replace(scene, topics=topics))
        yield from told
    return scene


def _sentence(
    passage: Passage, place: tuple[int, int], quantities: list[Quantity], mentions: list[Mention]
) -> Sentence:
    """The sentence at a place, cut into its cells."""
    inside = _between(mentions, *place)
    own = _numbers(_between(quantities, *place), passage.text, inside)
    return cut_sentence(passage.text, place, own, inside)


# "tvångsäktenskap i ett ärende", "från Kina en person"
_ONE = Pattern(r"[ \u00a0](?:ärende|fall|person|kvinna|man|och|samt|medan)\b|[,.;]")
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


def _of_sentence(
    passage: Passage, sentence: Sentence, scene: Scene
) -> tuple[Scene, list[Statement]]:
    claims: list[tuple[Cell, Claim, tuple[Reading, ...]]] = []
    spoken: list[Named] = []
    for cell in sentence.cells:
        first = cell.quantity.start == sentence.cells[0].quantity.start
        here = replace(
            scene,
            spoken_of=(*spoken, *scene.spoken_of),
            recent=scene.recent if first else tuple(spoken),
        )
        claim = claim_of(cell, sentence, here)
        if claim is not None:
            fitting = tuple(r for r in claim.readings if fits(cell.quantity, value_of(r)))
            meant = fitting or claim.readings[: 1 if claim.certain else 0]
            spoken += [named for each in meant for named in _meant(each, here)]
            claims.append((cell, claim, fitting))
    claims = [*_without_foreign_parts(_without_foreign_lists(claims), sentence, scene)]
    supported = any(
        fitting and (claim.likely or claim.certain or cell.quantity.value >= _TELLING)
        for cell, claim, fitting in claims
    )
    told = [
        Statement(passage, cell.quantity, claim, fitting, supported)
        for cell, claim, fitting in claims
    ]
    said = [
        (each.quantity, named)
        for each in told
        for reading in each.fitting or each.claim.readings[: 1 if each.claim.certain else 0]
        for named in _meant(reading, scene)
    ]
    last = sentence.cells[-1].quantity if sentence.cells else None
    recent = dict.fromkeys(named for quantity, named in said if quantity is last)
    spoken_of = dict.fromkeys(named for _quantity, named in said)
    return _after(scene, sentence, tuple(spoken_of), tuple(recent)), told


def _meant(reading: Reading, scene: Scene) -> Iterator[Named]:
    """The figures that a reading says a number of, as this year has them.

    “Drygt hälften 2022. I år var det 44”: what goes on speaks of the same row, not of its number.
    """
    now = scene.names.by_expression
    yield from (now.get(named.expression, named) for named in named_in(reading))


# A number as large as this that agrees with a figure hardly does so by chance.
_TELLING = 13
_Judged = tuple[Cell, Claim, tuple[Reading, ...]]
_OF_WHICH = Pattern(r"\b(?:varav|var av|därav|av vilka|av dem)\b|:")
_OF_THE = Pattern(r"\b(?:[Aa]v|[Bb]land)[ \u00a0](?:\w+[ \u00a0])?$")


# So many numbers at their labels, none of them ours, are a list of something else.
_LIST = 3


def _without_foreign_lists(claims: list[_Judged]) -> list[_Judged]:
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
    claims: list[_Judged], sentence: Sentence, scene: Scene
) -> Iterator[_Judged]:
    """The claims; parts of a number (“varav 30 män”) that is none of ours are no claims."""
    fits = {cell.quantity.start: fitting for cell, _claim, fitting in claims}
    for cell, claim, fitting in claims:
        parts = [r.named for r in claim.readings if isinstance(r, Entry)]
        bases = [Fraction(n.base) for n in parts if n.base is not None]
        totals = {*bases, *(Fraction(n.count) for n in scene.totals)}
        wholes = [*_wholes_before(cell, sentence, totals)]
        said = [reading for w in wholes for reading in fits.get(w.quantity.start, ())]
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
        marked = _OF_WHICH.search(text, each.quantity.end, at)
        if marked or _OF_THE.search(text, sentence.start, each.quantity.start):
            yield each


def _after(
    scene: Scene, sentence: Sentence, spoken: tuple[Named, ...], recent: tuple[Named, ...]
) -> Scene:
    """The scene for the next sentence."""
    named = scene.named_by([m for m in sentence.mentions if m.kind == "label"], sentence)
    return replace(
        scene,
        last_named=named or scene.last_named,
        passage_named=tuple(dict.fromkeys((*scene.passage_named, *named))),
        spoken_of=tuple(dict.fromkeys(spoken)) or (() if sentence.cells else scene.spoken_of),
        recent=recent,
        section_named=tuple(dict.fromkeys((*scene.section_named, *named))),
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
