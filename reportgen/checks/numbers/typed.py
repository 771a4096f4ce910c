"""Finds the typed numbers of a passage that can be counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from reportgen.checks.passages import Passage
from reportgen.checks.patterns import words_source
from reportgen.language.patterns import Pattern

_UNITS = ("ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio")
_TENS = {
    20: "tjugo", 30: "trettio", 40: "fyrtio", 50: "femtio",
    60: "sextio", 70: "sjuttio", 80: "åttio", 90: "nittio",
}  # fmt: skip
_TEENS = {
    10: "tio", 11: "elva", 12: "tolv", 13: "tretton", 14: "fjorton", 15: "femton", 16: "sexton",
    17: "sjutton", 18: "arton", 19: "nitton", 100: "hundra",
}  # fmt: skip


# No count of a report is larger; Python itself refuses to read 4,301 digits.
_MOST_DIGITS = 18


def whole_number(digits: str) -> int:
    """The number that digits say; all that are too long to be a count are the same large one."""
    return int(digits) if len(digits) <= _MOST_DIGITS else 10**_MOST_DIGITS


def _number_words() -> dict[str, int]:
    """Two to a hundred in words; one is an article as often as a number and is left out."""
    words = {word: value for value, word in enumerate(_UNITS, start=1) if value > 1}
    words |= {word: value for value, word in (_TEENS | _TENS).items()}
    for tens, begin in _TENS.items():
        words |= {begin + unit: tens + value for value, unit in enumerate(_UNITS, start=1)}
        words[begin + "en"] = tens + 1
    return words


NUMBER_WORDS = _number_words()

# The same words as a pattern's source: a choice of choices is compiled in a tenth of the time.
NUMBER_WORD = (
    rf"(?:(?:{'|'.join(_TENS.values())})(?:{'|'.join(_UNITS)}|en)?|"
    rf"{'|'.join((*_UNITS[1:], *_TEENS.values()))})"
)
# No part of a range, a decimal number, an hour, a case number or a word with a hyphen.
_NUMBER = Pattern(
    r"(?<![\w.,:/§+–-])(?:[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3})+|\d+)"
    r"(?![\w:/-]|[.,]\d|[ \u00a0]?[–/-][ \u00a0]?\d)"
    rf"|(?<![\w-]){NUMBER_WORD}(?![\w-])",
    re.IGNORECASE,
)
_YEAR = Pattern(r"(?:19|20)\d\d")

# What stands before or after a number that counts nothing of ours: places in a document or a
# law, days, times, ages, spans of time, money, measures, ordinals.
_BEFORE = Pattern(
    words_source(
        "figur* tabell* avsnitt* bilaga* kapitel artikel punkt* sida sidan sidorna nr nummer kl",
        "klockan steg del fas nivå version rum plan telefon SFS SOU Agenda paragraf vecka grupp",
    )
    + r"[.]?[ \u00a0]?$|(?<!\w)(?:kap|prop|dir|tel|s)\.[ \u00a0]?$|§[ \u00a0]?$",
    re.IGNORECASE,
)
_AFTER = Pattern(
    r"[ \u00a0]?(?:[§%°]|:[ae]\b|e\b|"
    + words_source(
        "kap kr km h a procent januari februari mars april maj juni juli augusti september oktober",
        "november december år års åring* årig* månad* veck* dag* dygn* timm* minut* sekund* kvart*",
        "kronor tkr mkr miljon* miljard* tusen meter mil grader gång*",
    )
    + ")",
    re.IGNORECASE,
)


# "101 år 2021" is no span of time.
_OF_YEAR = Pattern(r"[ \u00a0]år[ \u00a0](?:19|20)\d\d(?!\d)")
# "mellan 7 och 12 år", "två till fyra timmar"
_TO_ANOTHER = Pattern(
    rf"[ \u00a0](?:och|till|eller)[ \u00a0](?:\d+|{NUMBER_WORD})[ \u00a0]"
    r"(?:år|månad|veck|dag|dygn|timm|minut|kronor)",
    re.IGNORECASE,
)

# “säljer sex”, “sex mot ersättning”: no six.
_TRADES = Pattern(
    r"\b(?:sälj\w*|sål[dt]\w*|köp(?:a|er|te|t|s|ts|are av)?|erbjud\w*|byt\w*|ha[rft]*|hade|mot)"
    r"(?:[ \u00a0](?:av|för))?[ \u00a0]$",
    re.IGNORECASE,
)
_FOR_PAY = Pattern(r"[ \u00a0](?:mot|i utbyte mot|för)[ \u00a0](?:ersättning|betalning|pengar)")
_NO_NOUN = Pattern(r"[.,;:)?!]|$|[ \u00a0](?:varken|mot|och|eller|som|i|på|via|genom|med|för|är)\b")


class TypedNumber(Struct, frozen=True):
    """A whole number in a passage; `word` is True where it stands in letters."""

    passage: Passage
    start: int
    end: int
    value: int
    word: bool


def typed_numbers(passage: Passage) -> Iterator[TypedNumber]:
    """The whole numbers that can be counts: no years, dates, ages, paragraphs, phone numbers."""
    text = passage.typed
    for found in _NUMBER.finditer(text):
        if is_of_another_kind(text, found.start(), found.end()):
            continue
        word = not found[0][0].isdigit()
        digits = re.sub(r"\D", "", found[0])
        value = NUMBER_WORDS[found[0].lower()] if word else whole_number(digits)
        yield TypedNumber(passage, found.start(), found.end(), value, word)


def is_of_another_kind(text: str, start: int, end: int) -> bool:
    """Whether the number is a year, day, hour, age, sum of money, paragraph, place, phone."""
    number = text[start:end]
    if _TO_ANOTHER.match(text, end):
        return True
    before, after = text[max(0, start - 16) : start], text[end : end + 16]
    if number.casefold() == "sex" and _is_sex(text, start, end):
        return True
    if _YEAR.fullmatch(number) or (number.startswith("0") and number != "0"):
        return True
    of_year = _OF_YEAR.match(after)
    return bool(
        _BEFORE.search(before) or (_AFTER.match(after) and not of_year) or _is_phone(before, after)
    )


def _is_sex(text: str, start: int, end: int) -> bool:
    """Whether the word is no number but what is sold and bought."""
    if _FOR_PAY.match(text, end):
        return True
    trades = _TRADES.search(text[max(0, start - 24) : start])
    return bool(trades and _NO_NOUN.match(text, end))


def _is_phone(before: str, after: str) -> bool:
    """Whether digits in groups stand on either side."""
    return bool(re.search(r"\d[- \u00a0]$", before) or re.match(r"[ \u00a0]\d\d(?!\d)", after))
