"""Lists whose length the text says: “vid fyra tillfällen: 3 mars, 5 april och 2 maj”."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct

from reportgen.checks.numbers.quantities import find_quantities
from reportgen.checks.numbers.typed import NUMBER_WORD, NUMBER_WORDS, whole_number
from reportgen.checks.passages import Passage
from reportgen.checks.patterns import words_pattern
from reportgen.language.patterns import Pattern

_MONTH = (
    r"(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)"
)
_DAY = r"(?:den[ \u00a0])?\d{1,2}(?:[–-]\d{1,2})?"
_DATE = rf"{_DAY}(?:[ \u00a0]{_MONTH})?(?:[ \u00a0](?:19|20)\d\d)?"
_AND_DATE = r",?[ \u00a0](?:och|samt)[ \u00a0]"
_DATES = Pattern(
    rf"(?P<list>{_DATE}(?:(?:,[ \u00a0]|{_AND_DATE}){_DATE})*{_AND_DATE}{_DAY}[ \u00a0]{_MONTH})"
)
_ONE_DATE = Pattern(r"\d{1,2}(?:[–-]\d{1,2})?(?=[ \u00a0,]|$)(?![ \u00a0]?\d)")
_COUNTED = Pattern(
    rf"(?i)(?<![\w.,:/–-])(?P<number>\d{{1,2}}|{NUMBER_WORD})[ \u00a0](?P<noun>[^\W\d]+)"
    r"(?:[ \u00a0](?!och\b)[\w-]+){0,5}$"
)
_BEFORE_DATES = Pattern(
    rf"(?i)(?<![\w.,:/–-])(?P<number>\d{{1,2}}|{NUMBER_WORD})[ \u00a0](?:[\w-]+[ \u00a0])?"
    r"(?P<noun>gånger|tillfällen|möten|träffar|sammanträden|dagar|konferenser|utbildningar|datum)"
    r"(?:[ \u00a0][\w-]+){0,5}[,:(]?[ \u00a0(]?(?:närmare bestämt[ \u00a0]|nämligen[ \u00a0])?$"
)
_SOME = words_pattern(
    "bland_annat bland_andra till_exempel exempelvis med_flera med_mera såsom främst framför_allt",
    "varav medan samt_ett samt_en vilket däribland inklusive respektive",
)
# What is counted in a sentence before the points of a list.
_POINTS = words_pattern(
    "saker delar steg punkter frågor mål områden former uppgifter skäl sätt exempel åtgärder",
    "förslag önskemål förbättringar förändringar avseenden utmaningar slutsatser prioriteringar",
    "behov spår nivåer teman principer uppdrag huvuduppgifter utvecklingsområden målområden",
)
_AND = Pattern(r",?[ \u00a0](?:och|samt)[ \u00a0]")
# A clause, no name: “fyra gånger: frågorna var boende, tolkar och ekonomi”.
_VERB = words_pattern("är var har hade ska kan kom blev blir gäller gällde handlar handlade tar")
_OPENS = Pattern(r": |, (?:det vill säga|nämligen|dvs\.)[ \u00a0](?=[A-ZÅÄÖ])")
_MOST_WORDS = 4
_MOST = 20


class Counted(Struct, frozen=True):
    """A list in a passage: from where to where its number stands, and how many there are."""

    start: int
    end: int
    number: int
    items: int


def miscounted(passage: Passage) -> Iterator[Counted]:
    """The lists in sentences that are longer or shorter than their number says."""
    numbers = [each.start for each in find_quantities(passage) if each.form != "weak"]
    for start, end in passage.sentences:
        found = _dates(passage.text, start, end) or _names(passage.text, start, end, numbers)
        if found is not None:
            yield found


def before_points(passage: Passage, points: int) -> Counted | None:
    """The number in the sentence that opens a list of `points`, where it is another."""
    start, end = passage.sentences[-1]
    text = passage.text[start:end].rstrip()
    counted = _COUNTED.search(text[:-1]) if text.endswith(":") else None
    if counted is None or not _POINTS.match(counted["noun"]):
        return None
    number = _value(counted["number"])
    place = counted.span("number")
    return None if number == points else Counted(start + place[0], start + place[1], number, points)


def _dates(text: str, start: int, end: int) -> Counted | None:
    found = _DATES.search(text, start, end)
    if found is None:
        return None
    counted = _BEFORE_DATES.search(text[start : found.start()])
    if counted is None:
        return None
    listed = re.sub(r"(?:19|20)\d\d", "", found["list"])
    items, number = len(_ONE_DATE.findall(listed)), _value(counted["number"])
    place = counted.span("number")
    return None if items == number else Counted(start + place[0], start + place[1], number, items)


def _names(text: str, start: int, end: int, numbers: Sequence[int]) -> Counted | None:
    """“Sex kommuner: Almvik, Berga, Hult, Norrsund och Tångarp”."""
    opened = _OPENS.search(text, start, end)
    if opened is None:
        return None
    colon = opened.start()
    counted = _COUNTED.search(text[start:colon])
    items = _items(text[opened.end() : end].rstrip(" ."))
    if counted is None or not items or _SOME.search(text, start, end):
        return None
    if bisect_left(numbers, colon) < bisect_left(numbers, end):
        return None  # what is listed has numbers of its own
    number = _value(counted["number"])
    if number in items or number > _MOST:
        return None
    place = counted.span("number")
    return Counted(start + place[0], start + place[1], number, items[-1])


def _items(listed: str) -> range | tuple[int, ...]:
    """How many things a list can name: “a, b och c” three, with a second “och” perhaps fewer."""
    ands = len(_AND.findall(listed))
    parts = [part for piece in listed.split(", ") for part in _AND.compiled.split(piece)]
    if not ands or _VERB.search(parts[0]) or any(len(part.split()) > _MOST_WORDS for part in parts):
        return ()
    commas = len(re.findall(r", (?!(?:och|samt) )", listed)) + 1
    return (commas + 1,) if ands == 1 else range(commas, commas + ands + 1)


def _value(number: str) -> int:
    folded = number.casefold()
    return whole_number(folded) if folded.isdecimal() else NUMBER_WORDS[folded]
