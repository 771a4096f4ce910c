"""Numbers, percent, dates and small number words as a report of the language prints them.

Knows the typography: no-break space for thousands, decimal comma, true minus. The marks and
names are CLDR's. `language` is the project's ("sv", "en").
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from typing import Literal

from reportgen.language.cldr import locale_of

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"

_NUMBER_WORDS = {
    "sv": [
        "noll",
        "ett",
        "två",
        "tre",
        "fyra",
        "fem",
        "sex",
        "sju",
        "åtta",
        "nio",
        "tio",
        "elva",
        "tolv",
    ],
    "en": [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
    ],
}
_AND = {"sv": "och", "en": "and"}
_PERCENT = {"sv": "procent", "en": "per cent"}

# A Decimal has just the decimals that it is shown with.
Number = int | Decimal | Fraction


def round_half_up(value: Number, decimals: int) -> Decimal:
    """`value` rounded exactly, halves away from zero: 9 of 80 is 11.3 per cent, not 11.2."""
    scaled = abs(Fraction(value)) * 10**decimals
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Decimal(whole if value >= 0 else -whole).scaleb(-decimals)


@cache
def format_number(value: Number, language: str, decimals: int = 0) -> str:
    """`value` with exactly `decimals` decimals, thousands grouped: 1234.5 is "1 234,5"."""
    locale = locale_of(language)
    text = f"{round_half_up(value, decimals):,.{decimals}f}"
    marks = {",": locale.group, ".": locale.decimal, "-": MINUS}
    return "".join(marks.get(character, character) for character in text)


def format_quantity(value: Number, language: str) -> str:
    """A whole number without decimals, an amount with its own, any other with two at most."""
    if isinstance(value, Decimal):
        return format_number(value, language, decimals_of(value))
    for decimals in (0, 1):
        if round_half_up(value, decimals) == value:
            return format_number(value, language, decimals)
    return format_number(value, language, 2)


def decimals_of(amount: Decimal) -> int:
    """How many decimals `amount` is given with: 1 of 12.0."""
    exponent = amount.as_tuple().exponent
    assert isinstance(exponent, int), "no report holds infinity"
    return max(-exponent, 0)


def format_percent(share: Number, language: str, decimals: int = 1) -> str:
    """A share of 1 as tables show it: "12,5 %" with a no-break space."""
    space = NO_BREAK_SPACE if language == "sv" else ""
    return format_number(Fraction(share) * 100, language, decimals) + space + "%"


def format_share(share: Number, language: str, decimals: int = 1) -> str:
    """A share of 1 as prose says it: "12,5 procent", "90 procent" where that is exact."""
    percent = Fraction(share) * 100
    shown = 0 if percent.denominator == 1 else decimals
    return format_number(percent, language, shown) + NO_BREAK_SPACE + _PERCENT[language]


def format_date(day: date, language: str, style: Literal["long", "short"] = "long") -> str:
    """A day as "26 januari 2023", or as "2023-01-26" when `style` is short."""
    if style == "short":
        return day.isoformat()
    return f"{day.day} {locale_of(language).months[day.month - 1]} {day.year}"


def number_word(value: int, language: str, one: str | None = None) -> str:
    """Zero to twelve in words, digits from 13; `one` is the word for 1 ("en", "ett")."""
    if value == 1 and one is not None:
        return one
    words = _NUMBER_WORDS[language]
    return words[value] if 0 <= value < len(words) else format_number(value, language)


# What stands for a number that readers are not told; SCB's sign for it in tables.
PROTECTED_SIGN = ".."
_FEWER = {"sv": "färre än {below}", "en": "fewer than {below}"}
_SOME = {"sv": "ett antal", "en": "a number of"}


def format_protected(below: int | None, language: str, *, words: bool = False) -> str:
    """A protected count in running text: "färre än 5", "färre än fem"; None: "ett antal"."""
    if below is None:
        return _SOME[language]
    shown = number_word(below, language) if words else format_number(below, language)
    return _FEWER[language].format(below=shown)


def join_words(words: Sequence[str], language: str) -> str:
    """An enumeration in running text: "a", "a och b", "a, b och c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {_AND[language]} {words[-1]}"


def country_names(language: str) -> frozenset[str]:
    """The names of all countries and territories in `language`, as CLDR has them."""
    return locale_of(language).countries
