"""Quantities of a text: numbers in digits and words, percentages, fractions, "ett åttiotal"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from reportgen.checks.numbers.typed import (
    NUMBER_WORD,
    NUMBER_WORDS,
    is_of_another_kind,
    whole_number,
)
from reportgen.checks.passages import Passage, once_a_passage
from reportgen.language.formatting import round_half_up
from reportgen.language.patterns import Pattern

# percent and fraction say a share; weak is "en" or "ett", which is an article as often.
Form = Literal["digits", "word", "weak", "percent", "fraction"]
# How what is meant may lie from what is said: "drygt 80" is above, "minst 80" at least.
Slack = Literal["exact", "about", "above", "below", "over", "least", "most"]


class Quantity(Struct, frozen=True):
    """A number in a passage, from one offset to another; a share as a part of 1.

    `decimals` are those of a percentage. `typed`: a person wrote it, it was not computed.
    """

    start: int
    end: int
    value: Fraction
    form: Form
    slack: Slack
    decimals: int
    typed: bool

    @property
    def is_share(self) -> bool:
        """Whether it says a part of something instead of how many."""
        return self.form in ("percent", "fraction")


_PARTS = {
    "hälften": Fraction(1, 2),
    "halva": Fraction(1, 2),
    "en tredjedel": Fraction(1, 3),
    "två tredjedelar": Fraction(2, 3),
    "en fjärdedel": Fraction(1, 4),
    "tre fjärdedelar": Fraction(3, 4),
    "en femtedel": Fraction(1, 5),
    "två femtedelar": Fraction(2, 5),
    "tre femtedelar": Fraction(3, 5),
    "fyra femtedelar": Fraction(4, 5),
    "en sjättedel": Fraction(1, 6),
    "en sjundedel": Fraction(1, 7),
    "en åttondel": Fraction(1, 8),
    "en tiondel": Fraction(1, 10),
}
_EVERY = {
    "varannan": 2, "vartannat": 2, "var tredje": 3, "vart tredje": 3, "var fjärde": 4,
    "vart fjärde": 4, "var femte": 5, "vart femte": 5, "var sjätte": 6, "vart sjätte": 6,
    "var sjunde": 7, "vart sjunde": 7, "var åttonde": 8, "vart åttonde": 8, "var nionde": 9,
    "vart nionde": 9, "var tionde": 10, "vart tionde": 10,
}  # fmt: skip
_ROUND = {
    "tio": 10, "femton": 15, "tjugo": 20, "trettio": 30, "fyrtio": 40, "femtio": 50,
    "sextio": 60, "sjuttio": 70, "åttio": 80, "nittio": 90, "hundra": 100, "tusen": 1000,
}  # fmt: skip
# "Tio av tolv" are two numbers, "nio av tio" is a fraction: people round to these.
_OF = (2, 3, 4, 5, 10)
_SLACK: tuple[tuple[Slack, str], ...] = (
    ("above", "drygt|något över|lite över|strax över|en bit över|dryga"),
    ("below", "knappt|nästan|närmare|inte fullt|strax under|knappa|nära"),
    ("about", "cirka|ca|ca\\.|omkring|ungefär|runt|kring|uppskattningsvis|i runda tal|sisådär"),
    ("over", "över|mer än|fler än|mera än|flera än"),
    ("least", "minst|åtminstone"),
    ("most", "högst|max|maximalt|upp till|som mest|under|färre än|mindre än|inte fler än"),
)


def _any(words: object) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


def _initials() -> str:
    """What a number can begin with beside a digit: most words are passed over at once."""
    words = (*NUMBER_WORDS, *_PARTS, *_EVERY, "en", "lika")
    return "".join(sorted({each[0] for each in words}))


# Each choice says so once more; together it is said once for all letters inside words.
_SOURCE = (
    rf"(?<!\w)(?=[\d{_initials()}])(?:"
    r"(?<![\w.,:/§+–-])(?P<percent>\d{1,3}(?:,(?P<decimals>\d{1,2}))?)[ \u00a0]?(?:%|procent)(?!\w)"
    rf"|(?<![\w-])(?P<words>{NUMBER_WORD})[ \u00a0]procent(?!\w)"
    rf"|(?<![\w-])ett[ \u00a0](?P<round>{_any(_ROUND)})tal(?!\w)"
    rf"|(?<![\w-])(?P<part>{_any(_PARTS)})(?![\w-])"
    rf"|(?<![\w-])(?P<every>{_any(_EVERY)})(?![\w-])"
    r"|(?<![\w.,:/§+–-])(?P<digits>[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+|\d+)"
    r"(?![\w/-]|:(?!\s)|[.,]\d|[ \u00a0]?[–/-][ \u00a0]?\d)"
    rf"|(?<![\w-])(?P<word>{NUMBER_WORD})(?![\w-])"
    r"|(?<![\w-])(?P<same>lika[ \u00a0]många)(?![\w-]|,|[ \u00a0]som\b)"
    r"|(?<![\w-])(?P<weak>en|ett)(?:[ \u00a0]enda)?(?![\w-])"
    r")"
)
_QUANTITY = Pattern(_SOURCE, re.IGNORECASE)
_EVERY_TIME = Pattern(r"[ \u00a0](?:år|dag|vecka|månad|timm\w*|gång|kvartal|tisdag|helg|kväll)\b")


@cache
def _slack_pattern() -> re.Pattern[str]:
    choices = "|".join(rf"(?P<{name}>{words})" for name, words in _SLACK)
    return re.compile(rf"(?<!\w)(?:{choices})[ \u00a0]$", re.IGNORECASE)


_LETTERS = Pattern(r"[^\W\d_]+")
_DIGIT = Pattern(r"\d")


def has_numbers(text: str) -> bool:
    """Whether some word of it may be a number, told without reading it as one."""
    folded = text.casefold()
    if _DIGIT.search(folded):
        return True
    return not _number_parts().isdisjoint(_LETTERS.findall(folded))


@cache
def _number_parts() -> frozenset[str]:
    """Every word that numbers in words have, but for articles."""
    said = (*NUMBER_WORDS, *_PARTS, *_EVERY, *(f"{each}tal" for each in _ROUND))
    return frozenset(" ".join(said).split()) - {"en", "var", "vart"}


@once_a_passage
def find_quantities(passage: Passage) -> list[Quantity]:
    """The quantities of a passage, typed and computed, that can be counts or shares."""
    found = [*_each_quantity(passage)]
    joined: list[Quantity] = []
    for each in found:
        last = joined[-1] if joined else None
        if last and passage.text[last.end : each.start] in (" av ", "\u00a0av "):
            share = as_fraction(last, each)
            if share:
                joined[-1] = share
                continue
        joint = passage.text[last.end : each.start] if last else ""
        if last and each.form == "percent" and joint in (" till ", " respektive "):
            value = last.value / 100 if last.form in ("digits", "word") else last.value
            joined[-1] = replace(last, value=value, form="percent")
        if passage.text[each.start : each.end].lower().startswith("lika"):
            if last and not last.is_share:
                joined.append(replace(each, value=last.value))
            continue
        joined.append(each)
    return joined


def _each_quantity(passage: Passage) -> Iterator[Quantity]:
    text = passage.text
    for found in _QUANTITY.finditer(text):
        read = _read(found, text)
        if read is None:
            continue
        value, form, decimals = read
        before = text[max(0, found.start() - 24) : found.start()]
        slack = _slack_pattern().search(before)
        said: Slack = slack.lastgroup if slack else "exact"  # type: ignore[assignment]
        if found["round"]:
            said = "about" if said == "exact" else said
        start, end = found.span()
        typed = passage.typed[start:end] == found[0]
        yield Quantity(start, end, value, form, said, decimals, typed)


def _read(found: re.Match[str], text: str) -> tuple[Fraction, Form, int] | None:
    """What the match says, in which form and with how many decimals; None where it counts not."""
    folded = found[0].lower().replace("\u00a0", " ")
    match found.lastgroup:
        case "percent" | "decimals":
            value = Fraction(found["percent"].replace(",", ".")) / 100
            return value, "percent", len(found["decimals"] or "")
        case "words":
            return Fraction(NUMBER_WORDS[found["words"].lower()], 100), "percent", 0
        case "round":
            return Fraction(_ROUND[found["round"].lower()]), "word", 0
        case "part":
            return _PARTS[folded], "fraction", 0
        case "every":
            timed = _EVERY_TIME.match(text, found.end())
            return None if timed else (Fraction(1, _EVERY[folded]), "fraction", 0)
        case "weak":
            return Fraction(1), "weak", 0
        case "same":
            return Fraction(0), "word", 0
    if is_of_another_kind(text, found.start(), found.end()):
        return None
    if found["word"]:
        return Fraction(NUMBER_WORDS[folded]), "word", 0
    return Fraction(whole_number(re.sub(r"\D", "", found[0]))), "digits", 0


def fits(quantity: Quantity, exact: Fraction) -> bool:
    """Whether the quantity may be said of `exact`, a count or a share as a part of 1."""
    said = quantity.value
    match quantity.slack:
        case "exact":
            return _equals(quantity, exact)
        case "about":
            return abs(said - exact) <= _step(quantity)
        case "above":
            return said <= exact <= said + 2 * _step(quantity)
        case "below":
            return said - 2 * _step(quantity) <= exact <= said
        case "over":
            return exact > said
        case "least":
            return exact >= said
        case "most":
            return exact <= said


def _step(quantity: Quantity) -> Fraction:
    """What even a rough number may be off by."""
    match quantity.form:
        case "percent":
            return Fraction(2, 100)
        case "fraction":
            return Fraction(5, 100)
        case "digits" | "word" | "weak":
            return max(Fraction(1), quantity.value / 16)


def _equals(quantity: Quantity, exact: Fraction) -> bool:
    match quantity.form:
        case "percent":
            shown = Fraction(round_half_up(exact * 100, quantity.decimals))
            return shown == quantity.value * 100
        case "fraction":
            return abs(quantity.value - exact) <= Fraction(3, 100)
        case "digits" | "word" | "weak":
            return quantity.value == exact


def as_fraction(part: Quantity, whole: Quantity) -> Quantity | None:
    """“Nio av tio” as a rough share; None where the second number is no round one."""
    if whole.value not in _OF or part.value > whole.value:
        return None
    share = part.value / whole.value
    slack: Slack = "about" if part.slack == "exact" else part.slack
    return Quantity(part.start, whole.end, share, "fraction", slack, 0, part.typed)
