"""One thing that a report counts twice: “länets 29 kommuner” here, “länets 31 kommuner” there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from reportgen.checks.numbers.typed import NUMBER_WORD, NUMBER_WORDS, whole_number
from reportgen.checks.passages import Passage
from reportgen.checks.patterns import words_pattern
from reportgen.language.patterns import Pattern

# What says that all there are is meant, the number and what is counted.
_ALL_OF = Pattern(
    r"(?i)\b(?:länets|regionens|länens|områdets|områdenas|stadens|verksamhetens|enhetens|centrets|"
    r"organisationens|samtliga|alla|omfattar|av[ \u00a0]de|för)[ \u00a0]"
    r"(?:alla[ \u00a0]|samtliga[ \u00a0])?"
    rf"(?P<number>\d{{1,3}}|{NUMBER_WORD})[ \u00a0](?P<noun>[^\W\d]{{4,}})"
)
# “Av våra 18 inspektioner”, “sammanlagt deltog vi i 16 gemensamma inspektioner”
_OF_THE_YEAR = Pattern(
    r"\b(?:våra|[Åå]rets|[Ss]ammanlagt(?:[ \u00a0][a-zåäö]+){0,4})[ \u00a0]"
    rf"(?P<number>\d{{1,3}}|{NUMBER_WORD})[ \u00a0](?:[a-zåäö]+(?:a|na)[ \u00a0])?"
    r"(?P<noun>[a-zåäö]{4,}(?:or|ar|er|arna|erna|orna|en))\b"
)
# Of these a report counts many kinds, each its own number.
_OURS = words_pattern(
    "ärende* fall* person* kvinn* män* barn* flick* pojk* offer* ansök* delar saker gånger fråg*",
    "procent tillfälle* klient* ändamål* utbildning* intervju* möte* år* insats* grupp* dag* sätt",
)
_ENDING = Pattern(r"(?:arna|erna|orna|ena|or|ar|er|na|en|n)$")


class Count(Struct, frozen=True):
    """How many there are of a thing, as a passage says it between two offsets.

    `ours`: it says of what, “länets”; “alla tolv” may be those that were just named. `vague`: it
    need not be all, “av de elva kommunerna”, and only says which number is the usual one.
    """

    passage: Passage
    start: int
    end: int
    number: int
    thing: str
    ours: bool
    vague: bool

    @property
    def words(self) -> str:
        """How it is said."""
        return self.passage.text[self.start : self.end]


def unlike_counts(passages: Iterable[Passage]) -> Iterator[tuple[Count, Count]]:
    """Each count of a thing that is mostly counted otherwise, with the first that is."""
    by_thing: dict[str, list[Count]] = {}
    for passage in passages:
        for each in _counts_in(passage):
            by_thing.setdefault(each.thing, []).append(each)
    for counts in by_thing.values():
        if not any(each.ours for each in counts):
            continue
        often = Counter(each.number for each in counts).most_common(1)[0][0]
        usual = next(each for each in counts if each.number == often)
        yield from ((each, usual) for each in counts if each.number != often and not each.vague)


def _counts_in(passage: Passage) -> Iterator[Count]:
    for kind, pattern in (("all", _ALL_OF), ("year", _OF_THE_YEAR)):
        for found in pattern.finditer(passage.text):
            yield from _count(passage, kind, found)


def _count(passage: Passage, kind: str, found: re.Match[str]) -> Iterator[Count]:
    """What a place counts, unless it is one of the things of which a report counts many kinds."""
    noun, number = found["noun"].casefold(), found["number"].casefold()
    if _OURS.match(noun):
        return
    value = whole_number(number) if number.isdecimal() else NUMBER_WORDS[number]
    said = found[0].casefold()
    vague = said.startswith(("av", "för"))
    ours = not vague and not said.startswith(("alla", "samtliga", "sammanlagt"))
    thing = f"{kind} {_ENDING.sub('', noun)}"
    yield Count(passage, found.start(), found.end(), value, thing, ours, vague)
