"""Changes and shares that a text tells beside the numbers that they follow from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from reportgen.checks.arithmetic.lines import Line
from reportgen.checks.arithmetic.remainders import OF_WHOLE, PART_OF
from reportgen.checks.numbers.quantities import Quantity, fits
from reportgen.language.patterns import Pattern

# difference: “13 fler”; growth: “en ökning med 16 procent”; share: “42 procent” of a whole.
Kind = Literal["difference", "growth", "share"]

_FROM = Pattern(r"(?i)\bfrån[ \u00a0](?:[\w-]+[ \u00a0])?$")
_TO = Pattern(
    r"(?:[ \u00a0](?:procent|[a-zåäö]+)){0,3}"
    r"(?:[ \u00a0](?:år[ \u00a0]|under[ \u00a0])?(?:19|20)\d\d)?"
    r"[ \u00a0]till[ \u00a0](?:[\w-]+[ \u00a0]){0,2}"
)
_AGAINST = Pattern(
    r"[^.;:]{0,60}?[, \u00a0(](?:mot|att jämföra med|jämfört med|i jämförelse med|jämförs med|"
    r"(?:kan|ska|bör|att) jämföras med)"
    r"[ \u00a0](?:[\w-]+[ \u00a0]){0,2}"
)
_THEN = Pattern(
    r"[^.;]{0,60}?\bdå[ \u00a0](?:de|det|antalet(?:[ \u00a0][\w/-]+){0,3})"
    r"[ \u00a0](?:var|uppgick till)[ \u00a0](?:[\w-]+[ \u00a0]){0,2}"
)
_YEAR_BEHIND = Pattern(
    r"[ \u00a0](?:[\w-]+[ \u00a0])?(?:år[ \u00a0]|under[ \u00a0])?(?:19|20)\d\d\b"
)
_MORE = Pattern(
    r"[ \u00a0](?:[\w-]+[ \u00a0])?(?:fler|färre|mer|mindre)\b"
    r"(?![ \u00a0]än[ \u00a0](?!(?:under[ \u00a0]|år[ \u00a0])?"
    r"(?:(?:19|20)\d\d|förra|året|föregående|i fjol)))"
)
_FEWER = Pattern(r"[ \u00a0](?:[\w-]+[ \u00a0])?(?:färre|mindre)\b")
_BY = Pattern(
    r"(?i)\b(?:ök\w*|minsk\w*|stig\w*|steg|sjönk|sjunk\w*|växt\w*|uppgång\w*|nedgång\w*|"
    r"skillnad\w*)"
    r"(?:[ \u00a0][\w/-]+){0,4}?[ \u00a0](?:med|på|är|var|motsvarar|utgör|blir|blev)[ \u00a0]"
    r"(?:[\w-]+[ \u00a0])?$"
    r"|\b(?:det vill säga|alltså|dvs\.?)[ \u00a0]med[ \u00a0](?:[\w-]+[ \u00a0])?$"
)
_SLACK_WORD = r"(?:drygt|knappt|ungefär|cirka|ca|omkring|nästan|närmare|en|i|runt|hela)"
_APPOSED = Pattern(
    r"[^.;:]{0,90}?(?:,|\()[ \u00a0]?(?:(?:alltså|eller|det vill säga|dvs\.?|motsvarande|"
    r"vilket (?:är|motsvarar|utgör|blir)|det är)[ \u00a0])?"
    rf"(?:{_SLACK_WORD}[ \u00a0])*"
)
_NEXT = Pattern(rf"(?i)\W*(?:det|detta|de) (?:är|motsvarar|utgör|blir) (?:{_SLACK_WORD} )*")
_RELATIVE = Pattern(
    r",[ \u00a0]som[ \u00a0](?:har[ \u00a0])?"
    r"(?:blev|blivit|blir|var|är|ökade|ökat|minskade|minskat)"
    r"[ \u00a0](?:med[ \u00a0])?(?:[\w-]+[ \u00a0])?$"
)
# What comes behind is of something else: “fördubblats, från 19 till 38, samtidigt som …”.
_TURNS = Pattern(r"\b(?:medan|samtidigt|där|däremot|men|totalt)\b|;|, (?:och|varav)\b")
_OF_THAT = Pattern(
    r"(?i)\W*(?:det|detta) (?:är|var|blir|motsvarar|innebär)|\W*(?:den )?(?:ökning|minskning)\w*|"
    r"\W*(?:på|under) \w+ år\b"
)
_OF_CHANGE = Pattern(r"(?i)\W*(?:den )?(?:ökning|minskning)\w*|\W*(?:på|under) \w+ år\b")
_OF_THEM = Pattern(r"(?i)\W*(?:av|bland) (?:dem|dessa|dom)\b")
_SOME_OF_THE = Pattern(r"[ \u00a0]av[ \u00a0](?:dem|dessa|ärendena|fallen|\w+(?:orna|arna|erna))\b")
# “En tredjedel av utbildningarna, 12 av 34,”, “41 procent 2021, då 32 av 78 ärenden”
_APPOSED_BEHIND = Pattern(r"[^.;:]{0,60}?,[ \u00a0](?:då[ \u00a0])?")
_DIRECTLY_OF = Pattern(
    r"[ \u00a0]av[ \u00a0](?:de|våra|årets|dessa|totalt|alla|samtliga)[ \u00a0](?:totalt[ \u00a0])?"
)
_OF_OTHERS = Pattern(
    r"[ \u00a0]av[ \u00a0]"
    r"(?!(?:alla|samtliga|dem|dessa|totalt|hela|årets|de|våra|ärendena|fallen)\b)"
)
_OF_IT = Pattern(r"[ \u00a0]av[ \u00a0]")
_AND_REST = Pattern(
    r"[^.;:]{1,80}(?:,|\b(?:och|samt|medan|resterande))[ \u00a0](?:[\w-]+[ \u00a0]){0,2}"
)
_POINTS = Pattern(r"[ \u00a0-]?enhet")


class Pair(Struct, frozen=True):
    """A number and what it is held against: last year's, or the whole that it is a part of."""

    new: Quantity
    old: Quantity


class Change(Struct, frozen=True):
    """A number that is said to follow from one of the pairs, and follows from none."""

    line: Line
    said: Quantity
    kind: Kind
    pair: Pair


def value_of(kind: Kind, pair: Pair) -> Fraction:
    """What follows from a pair; a part of 1 for growth and shares."""
    new, old = pair.new.value, pair.old.value
    match kind:
        case "difference":
            return abs(new - old)
        case "growth":
            return abs(new - old) / old
        case "share":
            return new / old


def impossible_parts(lines: Sequence[Line]) -> Iterator[Pair]:
    """The parts that are more than what they are said to be a part of: “61 av de 23”."""
    for line in lines:
        for new, old in pairwise(line.numbers):
            exact = new.slack == old.slack == "exact" and new.value > old.value
            if exact and _DIRECTLY_OF.fullmatch(line.text, new.end, old.start):
                yield Pair(new, old)


def uneven_shares(line: Line) -> tuple[Quantity, ...]:
    """The percentages into which a sentence divides something, where they nearly come to 100.

    “60 procent av tiden går till ärenden och 30 procent till utbildning”.
    """
    shares = [each for each in line.shares if each.form == "percent"]
    if len(shares) < 2 or line.numbers or not _OF_IT.match(line.text, shares[0].end):
        return ()
    apart = all(_AND_REST.fullmatch(line.text, a.end, b.start) for a, b in pairwise(shares))
    rest = any(_OF_IT.match(line.text, each.end) for each in shares[1:])
    total = sum((each.value for each in shares), start=Fraction(0)) * 100
    off = abs(total - 100)
    return tuple(shares) if apart and not rest and len(shares) < off <= 15 else ()


_BRACKET = Pattern(
    rf"[ \u00a0](?:[\w-]+[ \u00a0]){{0,2}}\((?:{_SLACK_WORD}[ \u00a0])*"
    r"|(?:[ \u00a0][\w-]+){1,2},?[ \u00a0](?:eller|alltså|dvs\.|det vill säga|motsvarande)[ \u00a0]"
    rf"(?:{_SLACK_WORD}[ \u00a0])*"
)


def bracketed_shares(lines: Sequence[Line]) -> Iterator[tuple[Quantity, Quantity]]:
    """The counts with a share beside them: “27 ärenden (28 procent)”, “15 fall, alltså hälften”."""
    for line in lines:
        for share in line.shares:
            before = [n for n in line.numbers if n.end <= share.start]
            part = before[-1] if before else None
            if any(PART_OF.fullmatch(line.text, a.end, b.start) for a, b in pairwise(before[-2:])):
                continue  # “24 av de 52, det vill säga 46 procent”
            if part is not None and _BRACKET.fullmatch(line.text, part.end, share.start):
                yield part, share


def wrong_changes(lines: Sequence[Line]) -> Iterator[Change]:
    """The differences, growths and shares that do not follow from the numbers beside them."""
    for index, line in enumerate(lines):
        for said, kind, pairs in _told(line, lines[max(0, index - _SENTENCES) : index]):
            if pairs and not any(_follows(said, kind, each) for each in pairs):
                yield Change(line, said, kind, pairs[-1])


# How far back the numbers are looked for of which “ökningen” tells.
_SENTENCES = 3


def _follows(said: Quantity, kind: Kind, pair: Pair) -> bool:
    if pair.old.value <= 0:
        return False
    value = value_of(kind, pair)
    whole = kind == "growth" and 100 * said.value == int(100 * value)  # 70 of 70.6 percent
    return whole or fits(said, value)


def _told(line: Line, before: Sequence[Line]) -> Iterator[tuple[Quantity, Kind, list[Pair]]]:
    """What is told of changes and shares, with the pairs that it can follow from."""
    parts = [*parts_in(line, before[-1] if before else None)]
    differences = [each for each in line.numbers if _is_difference(line, each)]
    for each in differences:
        yield each, "difference", _pairs_for(each, line, before)
    for each in line.shares:
        others = _OF_OTHERS.match(line.text, each.end) or _MORE.match(line.text, each.end)
        if others or _POINTS.match(line.text, each.end):
            continue
        last = next((d for d in reversed(differences) if d.end <= each.start), None)
        grown = _BY.search(line.text, line.start, each.start) or (
            last and _APPOSED.fullmatch(line.text, last.end, each.start)
        )
        if grown:
            yield each, "growth", _pairs_for(each, line, before)
        else:
            yield each, "share", [p for p in parts if _is_apposed(line, p, each)]


def _pairs_for(said: Quantity, line: Line, before: Sequence[Line]) -> list[Pair]:
    """The pairs of the same clause; of the last sentence that has some where it speaks of that."""
    own = [
        p
        for p in years_in(line)
        if said not in (p.new, p.old) and is_beside(line, (said.start, said.end), p)
    ]
    relative = _RELATIVE.search(line.text, line.start, said.start)
    if relative:  # “männen, som blev sju fler”: of them, whatever the sentence told before
        own = [p for p in own if p.old.start > relative.start() and p.new.start > relative.start()]
    own = own or [*_implied(said, line, before[-1] if before else None)]
    if own or not _OF_THAT.match(line.words):
        return own
    near = before if _OF_CHANGE.match(line.words) else before[-1:]
    return next((pairs for each in reversed(near) if (pairs := [*years_in(each)])), [])


def _implied(said: Quantity, line: Line, before: Line | None) -> Iterator[Pair]:
    """Of “57 ärenden, åtta fler än året innan, en ökning med 16 procent” 57 and 49."""
    earlier = [each for each in line.numbers if each.end <= said.start]
    more = [each for each in earlier if _MORE.match(line.text, each.end, line.end)]
    if not said.is_share or len(more) != 1:
        return
    news = [each for each in line.wholes if each.end <= more[0].start] or list(
        before.wholes if before else ()
    )
    fewer = _FEWER.match(line.text, more[0].end, line.end)
    if len(news) == 1:
        [new] = news
        old = new.value + (more[0].value if fewer else -more[0].value)
        yield Pair(new, replace(new, value=old))


def is_beside(line: Line, place: tuple[int, int], pair: Pair) -> bool:
    """Whether nothing between a pair and what is said at a place turns to something else."""
    first, last = min(pair.new.start, pair.old.start), max(pair.new.end, pair.old.end)
    between = (last, place[0]) if last <= place[0] else (place[1], first)
    return not _TURNS.search(line.text, *between)


def _is_difference(line: Line, quantity: Quantity) -> bool:
    text = line.text
    return bool(
        _MORE.match(text, quantity.end, line.end) or _BY.search(text, line.start, quantity.start)
    )


def years_in(line: Line) -> Iterator[Pair]:
    """The numbers of two years that stand against each other."""
    text = line.text
    numbers = line.numbers
    for first, second in pairwise(numbers):
        between = (first.end, second.start)
        if _FROM.search(text, line.start, first.start) and _TO.fullmatch(text, *between):
            yield Pair(second, first)
        elif _AGAINST.fullmatch(text, *between):
            yield Pair(first, second)
    plain = [each for each in numbers if not _MORE.match(text, each.end, line.end)]
    for first, second in pairwise(plain):
        if _THEN.fullmatch(text, first.end, second.start) or _is_then(line, first, second):
            yield Pair(first, second)
    dated = [each for each in numbers if _YEAR_BEHIND.match(text, each.end, line.end)]
    if len(dated) == len(numbers) > 1:
        yield from (Pair(new, old) for old in dated for new in dated if old.start < new.start)


def _is_then(line: Line, first: Quantity, second: Quantity) -> bool:
    """“74 ärenden, vilket är 13 fler än 2022, då de var 61”."""
    between = line.text[first.end : second.start]
    at = between.rfind(" då ")
    return at >= 0 and bool(_THEN.fullmatch(between, at + 1))


def parts_in(line: Line, before: Line | None) -> Iterator[Pair]:
    """The numbers that are said to be part of another one."""
    text, numbers = line.text, [each for each in line.numbers if not line.is_aside(each)]
    for first, second in pairwise(numbers):
        if PART_OF.fullmatch(text, first.end, second.start):
            yield Pair(first, second)
        elif OF_WHOLE.search(text, line.start, first.start):
            yield Pair(second, first)
    if before is not None and numbers and len(before.wholes) == 1 and _OF_THEM.match(line.words):
        yield Pair(numbers[0], before.wholes[0])
    if before is not None and numbers and _SOME_OF_THE.match(text, numbers[0].end, line.end):
        wholes = [each for each in before.wholes if each.value >= numbers[0].value]
        yield from (Pair(numbers[0], whole) for whole in wholes)
    if before is not None and _NEXT.match(line.words) and not numbers:
        yield from parts_in(before, None)


def _is_apposed(line: Line, pair: Pair, share: Quantity) -> bool:
    """Whether the share says once more what a pair says, in its sentence or the next."""
    last = max(pair.new.end, pair.old.end)
    if last <= line.start:
        return bool(_NEXT.fullmatch(line.text, line.start, share.start))
    if pair.new.start < line.start:
        return False
    if share.end <= pair.new.start and pair.new.end < pair.old.start:
        return bool(_APPOSED_BEHIND.fullmatch(line.text, share.end, pair.new.start))
    last = pair.new.end if pair.old.start < line.start else last
    return last < share.start and bool(_APPOSED.fullmatch(line.text, last, share.start))
