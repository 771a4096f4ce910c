"""What the numbers of a passage say: each sentence leans on the ones before."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Generator, Iterator
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from reportgen.checks.numbers.claim import Claim
from reportgen.checks.numbers.claims import claim_of, is_ours
from reportgen.checks.numbers.foreign import Judged, ours_of
from reportgen.checks.numbers.likely import is_slip
from reportgen.checks.numbers.names import Mention, Names
from reportgen.checks.numbers.quantities import Quantity, find_quantities, fits, has_numbers
from reportgen.checks.numbers.readings import Entry, Reading, Sum, named_in, value_of
from reportgen.checks.numbers.scene import Scene
from reportgen.checks.numbers.sentences import Cell, Sentence, cut_sentence
from reportgen.checks.numbers.stretches import stretches
from reportgen.checks.passages import Passage
from reportgen.checks.vocabulary import Named
from reportgen.language.patterns import Pattern
from reportgen.model import Reference


class Statement(Struct, frozen=True):
    """A number, what it is said to count, and which of the claim's readings it gives.

    `supported`: another number of its sentence agrees with the figures. `slip`: it can be a
    mistake for one of the readings.
    """

    passage: Passage
    quantity: Quantity
    claim: Claim
    fitting: tuple[Reading, ...]
    supported: bool
    slip: bool = True

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
    claims: list[Judged] = []
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
    claims = ours_of(claims, sentence, scene)
    supported = any(
        fitting and (claim.likely or claim.certain or cell.quantity.value >= _TELLING)
        for cell, claim, fitting in claims
    )
    told = [
        Statement(
            passage,
            cell.quantity,
            claim,
            fitting,
            supported,
            bool(fitting)
            or _is_firm(cell, sentence, scene)
            or is_slip(cell.quantity, claim.readings, scene.names),
        )
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


_OF_THEM = Pattern(r"\W*(?:Av|Bland)[ \u00a0](?:dem|dessa)\b")


def _is_firm(cell: Cell, sentence: Sentence, scene: Scene) -> bool:
    """Whether a number counts ours however far off it is: “Fyrtio ärenden rörde ukrainare”."""
    if cell.noun is None:
        return False
    if cell.noun.kind == "unit":
        single = all(each.kind == "value" for each in cell.noun.named)
        return single or any(each.kind == "label" for each in cell.mentions)
    return bool(scene.recent and _OF_THEM.match(sentence.words))


def _meant(reading: Reading, scene: Scene) -> Iterator[Named]:
    """The figures that a reading says a number of, as this year has them.

    “Drygt hälften 2022. I år var det 44”: what goes on speaks of the same row, not of its number.
    """
    now = scene.names.by_expression
    yield from (now.get(named.expression, named) for named in named_in(reading))


# A number as large as this that agrees with a figure hardly does so by chance.
_TELLING = 13


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
