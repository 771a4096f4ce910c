"""Numbers that stand alone and say what the report's region is: “55 kommuner”, “två tjänster”."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from reportgen.checks.numbers.quantities import Quantity, find_quantities
from reportgen.checks.numbers.years import tells_of_another_year
from reportgen.checks.passages import Passage
from reportgen.checks.patterns import word_set
from reportgen.language.patterns import Pattern

_NOUN = Pattern(r"[ \u00a0]([^\W\d_]{3,})")
# What a region has all year, and no case, deed or guest is.
_STANDING = word_set(
    "kommuner län regioner polisområden lokalpolisområden polisregioner församlingar",
    "tjänster heltidstjänster halvtidstjänster årsarbetskrafter heltider",
    "regionkoordinatorer koordinatorer samordnare handläggare medarbetare",
)
# “Fyra kommuner har prövat den”: some of them, unless the words say that it is all.
_ALL = Pattern(
    r"(?i)\b(?:omfatta\w*|består av|bestod av|regionens|länets|samtliga|alla|uppdelat på|"
    r"(?:vi|uppdraget|regionen|länet|enheten) (?:är|har|hade)|finns|fanns)"
    r"(?:[ \u00a0](?:sammanlagt|totalt|de|våra))?[ \u00a0]$"
)
_TWICE = 2


class Standing(Struct, frozen=True):
    """A number, what it counts, and the sentence that says it first."""

    noun: str
    count: int
    sentence: str


def standing_numbers(passages: Sequence[Passage], year: int) -> list[Standing]:
    """The numbers that are said to be all there are of something, or are said again.

    What has two such numbers in the text has none.
    """
    found: dict[str, dict[int, list[tuple[bool, str]]]] = {}
    for passage in passages:
        for noun, quantity, sentence in _counted(passage, year):
            whole = bool(_ALL.search(passage.text, 0, quantity.start))
            counts = found.setdefault(noun, {})
            counts.setdefault(int(quantity.value), []).append((whole, sentence))
    made: list[Standing] = []
    for noun, counts in found.items():
        sure = [n for n, said in counts.items() if any(whole for whole, _sentence in said)]
        again = [n for n, said in counts.items() if len(said) >= _TWICE]
        chosen = sure or again
        if len(chosen) == 1:
            made.append(Standing(noun, chosen[0], counts[chosen[0]][0][1]))
    return made


def _counted(passage: Passage, year: int) -> Iterator[tuple[str, Quantity, str]]:
    """The numbers of a passage with what they count, and their sentence."""
    before = ""
    for start, end in passage.sentences:
        words = passage.text[start:end].strip()
        other, before = tells_of_another_year(words, before, year), words
        for each in () if other else find_quantities(passage):
            noun = _NOUN.match(passage.text, each.end)
            if start <= each.start < end and noun and _is_plain(each) and noun[1] in _STANDING:
                yield noun[1], each, words


def _is_plain(quantity: Quantity) -> bool:
    plain = quantity.typed and quantity.slack == "exact" and quantity.form in ("digits", "word")
    return plain and quantity.value > 1
