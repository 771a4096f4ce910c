"""Finds Swedish personal identity numbers in a text, coordination numbers among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from reportgen.language.patterns import Pattern

_SHAPE = Pattern(
    r"(?<![\w.,+-])(?P<century>1[89]|20)?(?P<year>\d\d)(?P<month>\d\d)(?P<day>\d\d)"
    r"(?P<sign>[ \u00a0]?[-–+−][ \u00a0]?|[ \u00a0])?(?P<number>\d{3})(?P<check>\d)(?![\w-])"
)


_SIX_DIGITS = Pattern(r"\d{6}")


class PersonalNumber(Struct, frozen=True):
    """Where one stands in the text; `checked` is whether its check digit is right."""

    start: int
    end: int
    checked: bool


def find_personal_numbers(text: str) -> Iterator[PersonalNumber]:
    """Every number that has a day in it, and the check digit or the sign of such a number."""
    for found in _SHAPE.finditer(text) if _SIX_DIGITS.search(text) else ():
        if not _has_day(found):
            continue
        checked = _check_digit(found) == int(found["check"])
        if checked or (found["sign"] or "").strip():
            yield PersonalNumber(found.start(), found.end(), checked)


def _has_day(found: re.Match[str]) -> bool:
    """Whether the first digits are a day; a coordination number has 60 added to it."""
    day = int(found["day"])
    # 2000 was a leap year as 1900 was not: without a century the day is given the benefit.
    year = int((found["century"] or "20") + found["year"])
    try:
        date(year, int(found["month"]), day - 60 if day > 60 else day)
    except ValueError:
        return False
    return True


def _check_digit(found: re.Match[str]) -> int:
    """The tenth digit as the nine before it demand it (Luhn: doubled from the first)."""
    nine = found["year"] + found["month"] + found["day"] + found["number"]
    doubled = (int(digit) * (2 - place % 2) for place, digit in enumerate(nine))
    return -sum(value // 10 + value % 10 for value in doubled) % 10
