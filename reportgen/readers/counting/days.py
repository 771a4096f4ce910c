"""Days and years as people write them in a register, and as the numbers that Excel keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import cache

from reportgen.readers.counting.meaning import plain, whole
from reportgen.readers.sheets.cells import Value

# Excel counts days from here, the second where the workbook says 1904. A number in between is
# a day from 1954 to 2119, and no year, age or count.
_ZERO_DAY = date(1899, 12, 30)
_ZERO_DAY_1904 = date(1904, 1, 1)
_SERIAL = range(20_000, 80_001)
_YEARS = range(1900, 2100)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan januari january",
            "feb februari february",
            "mar mars march",
            "apr april",
            "maj may",
            "jun juni june",
            "jul juli july",
            "aug augusti august",
            "sep sept september",
            "okt oktober oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}


def day(value: Value, *, from_1904: bool = False, short: bool = True) -> date | None:
    """A value as a day: a date, a date as text, or a date as a number.

    `short`: a year of two digits is of this century; else no day is read with one.
    """
    match value:
        case datetime():
            return value.date()
        case date():
            return value
        case bool():
            return None
        case int() | float():
            return _numbered_day(value, from_1904=from_1904, short=short)
        case str():
            text = plain(value).casefold()
            if re.fullmatch(r"\d{5}(?:[.,]\d+)?", text):  # Excel's number, in a CSV file
                return _numbered_day(int(text[:5]), from_1904=from_1904, short=short)
            return _written_day(text, short=short)
        case _:
            return None


def year(value: Value, *, from_1904: bool = False, short: bool = True) -> int | None:
    """The year of a date or a month, or a year; None for what is neither, and for 2202."""
    found = day(value, from_1904=from_1904, short=short)
    if found is not None:
        return found.year if found.year in _YEARS else None
    alone = whole(value)
    if alone in _YEARS:
        return alone
    return _written_year(plain(value).casefold(), short=short)


def _numbered_day(value: float, *, from_1904: bool, short: bool) -> date | None:
    number = int(value)
    if 19000101 <= number <= 20991231:
        return _made(number // 10000, number // 100 % 100, number % 100)
    if short and 100101 <= number <= 991231:
        return _made(2000 + number // 10000, number // 100 % 100, number % 100)
    if number not in _SERIAL:
        return None
    return (_ZERO_DAY_1904 if from_1904 else _ZERO_DAY) + timedelta(days=number)


@cache
def _day_forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """How people write a day, and which group is the year (y; Y of four digits), month, day."""
    number, name, long, short = r"(\d{1,2})", r"([a-zåäö]+)\.?", r"(\d{4})", r"(\d\d)"
    forms = (
        (rf"{long}[-/.]{number}[-/.]{number}", "Ymd"),
        (rf"{long}(\d\d)(\d\d)", "Ymd"),
        (rf"{number}[-/. ]+{number}[-/. ]+{long}", "dmY"),
        (rf"(?:den )?{number}(?::?[ea])?[-. ]*{name}[-, ]+{long}", "dmY"),
        (rf"{name} {number},? {long}", "mdY"),
        (rf"{short}-(\d\d)-(\d\d)", "ymd"),
        (rf"{short}(\d\d)(\d\d)", "ymd"),
        (rf"{number}[/.]{number}[-/. ]+{short}", "dmy"),
        (rf"{number}[-. ]*{name}[- ]+{short}", "dmy"),
    )
    # A time may follow, as programs write it.
    after = r"(?:[t ]\d{1,2}[:.]\d\d.*)?"
    return tuple((re.compile(form + after), order) for form, order in forms)


def _written_day(text: str, *, short: bool) -> date | None:
    for pattern, order in _day_forms():
        found = pattern.fullmatch(text)
        if found is None or ("y" in order and not short):
            continue
        parts = dict(zip(order, found.groups(), strict=True))
        month = parts["m"]
        in_numbers = int(month) if month.isdecimal() else _MONTHS.get(month, 0)
        a_year = int(parts["Y"]) if "Y" in parts else 2000 + int(parts["y"])
        return _made(a_year, in_numbers, int(parts["d"]))
    return None


def _made(a_year: int, a_month: int, a_day: int) -> date | None:
    try:
        return date(a_year, a_month, a_day)
    except ValueError:
        return None


def _written_year(text: str, *, short: bool) -> int | None:
    """The year of a month or a quarter, and of what has the form of a birth number."""
    found = next(_years_in(text, short=short), None)
    return found if found in _YEARS else None


def _years_in(text: str, *, short: bool) -> Iterator[int]:
    months = "|".join(_MONTHS)
    forms = (
        r"(\d{4})[-/. ]?(?:0[1-9]|1[0-2])",
        rf"(?:{months})\.?[- ](\d{{4}})",
        rf"(\d{{4}})[- ](?:{months})\.?",
        r"(?:kvartal|kv|q|vecka|v|w)\.? ?\d{1,2},? (\d{4})",
        r"(\d{4})[- ]?(?:kvartal|kv|q|vecka|v|w)\.? ?\d{1,2}",
        r"(\d{4})\d{4}[-+ ]?[\w*]{4}",
        r"\d{1,2}[-/.]\d{1,2}[-/.](\d{4})",  # month first: no matter for the year
    )
    for form in forms:
        if found := re.fullmatch(form, text):
            yield int(found[1])
    if short and (found := re.fullmatch(rf"(?:{months})\.?[- ]'?(\d\d)", text)):
        yield 2000 + int(found[1])
