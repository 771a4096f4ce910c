"""What the value of a cell means: as text to compare, as a number, a day, a year, yes or no."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache

from reportgen.readers.sheets.cells import Value

_BLANKS = re.compile(r"[\s\u00a0\u2007\u202f\u200b\ufeff]+")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "januari", "january"),
            ("feb", "februari", "february"),
            ("mar", "mars", "march"),
            ("apr", "april"),
            ("maj", "may"),
            ("jun", "juni", "june"),
            ("jul", "juli", "july"),
            ("aug", "augusti", "august"),
            ("sep", "sept", "september"),
            ("okt", "oktober", "oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        1,
    )
    for name in names
}
# Excel counts days from here, the second where the workbook says 1904. A number in between is
# a day from 1954 to 2119, and no year, age or count.
_ZERO_DAY = date(1899, 12, 30)
_ZERO_DAY_1904 = date(1904, 1, 1)
_SERIAL = range(20_000, 80_001)
_YEARS = range(1900, 2100)


def plain(value: Value) -> str:
    """A value as text on one line: letters composed, blanks of every kind as one."""
    match value:
        case str():
            return _BLANKS.sub(" ", unicodedata.normalize("NFC", value)).strip()
        case bool():
            return str(value).lower()
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
        case _:
            return str(value)


def folded(value: Value) -> str:
    """A value to compare: no matter its case, its blanks, its dashes, how letters are composed."""
    if isinstance(value, str) and value.isascii():
        # The same, and ten times as fast: a register has 100,000 case numbers.
        return " ".join(value.split()).lower()
    return plain(value).casefold().translate(_DASHES)


def number(value: Value, decimal: str = ",") -> Decimal | None:
    """A value as a number, as it is written; None for what is none."""
    match value:
        case bool() | date() | time() | timedelta():
            return None
        case int():
            return Decimal(value)
        case float():
            return Decimal(int(value)) if value.is_integer() else Decimal(repr(value))
        case str():
            return _written_number(plain(value).translate(_DASHES), decimal)


def _written_number(text: str, decimal: str) -> Decimal | None:
    """A number as text: "1 234,5" and "1.234,5" where the decimal sign is a comma."""
    group = "." if decimal == "," else ","
    whole_part = rf"[0-9]{{1,3}}(?:[ '{group}][0-9]{{3}})+|[0-9]+"
    found = re.fullmatch(rf"([-+]?(?:{whole_part}))(?:{re.escape(decimal)}([0-9]+))?", text)
    if found is None:
        return None
    return Decimal(re.sub(r"[ '.,]", "", found[1]) + "." + (found[2] or "0"))


def whole(value: Value, decimal: str = ",") -> int | None:
    """A value as a whole number from 0, "17 år" too; None for what is none."""
    if isinstance(value, str):
        value = re.sub(r"\s*(?:år|years?)$", "", plain(value).casefold())
    found = number(value, decimal)
    return int(found) if found is not None and found >= 0 and found == int(found) else None


def day(value: Value, *, from_1904: bool = False) -> date | None:
    """A value as a day: a date, a date as text, or a date as the number that Excel keeps."""
    match value:
        case datetime():
            return value.date()
        case date():
            return value
        case bool():
            return None
        case int() | float():
            return _serial_day(value, from_1904=from_1904)
        case str():
            return _written_day(plain(value).casefold())
        case _:
            return None


def year(value: Value, *, from_1904: bool = False) -> int | None:
    """The year of a date, or a year; None for what is neither."""
    found = day(value, from_1904=from_1904)
    if found is not None:
        return found.year
    alone = whole(value)
    if alone is not None:
        return alone if alone in _YEARS else None
    return _written_year(plain(value).casefold()) if isinstance(value, str) else None


def _serial_day(value: float, *, from_1904: bool) -> date | None:
    if 19000101 <= value <= 20991231:
        return _made(int(value) // 10000, int(value) // 100 % 100, int(value) % 100)
    if int(value) not in _SERIAL:
        return None
    zero = _ZERO_DAY_1904 if from_1904 else _ZERO_DAY
    return zero + timedelta(days=int(value))


@cache
def _day_forms() -> tuple[tuple[re.Pattern[str], str], ...]:
    """How people write a day: the pattern, and which group is the year, the month, the day."""
    # A time may follow, as programs write it.
    after = r"(?:[t ]\d{1,2}[:.]\d\d.*)?"
    return (
        (re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + after), "ymd"),
        (re.compile(r"(\d{4})(\d\d)(\d\d)" + after), "ymd"),
        (re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4})" + after), "dmy"),
        (
            re.compile(r"(?:den )?(\d{1,2})(?::?[ea])?[-. ]+([a-zåäö]+)\.?[-, ]+(\d{4})" + after),
            "dmy",
        ),
        (re.compile(r"([a-z]+)\.? (\d{1,2}),? (\d{4})" + after), "mdy"),
    )


def _written_day(text: str) -> date | None:
    for pattern, order in _day_forms():
        found = pattern.fullmatch(text)
        if found is None:
            continue
        parts = dict(zip(order, found.groups(), strict=True))
        month = parts["m"]
        number_of_month = int(month) if month.isdecimal() else _MONTHS.get(month, 0)
        return _made(int(parts["y"]), number_of_month, int(parts["d"]))
    return None


def _made(a_year: int, a_month: int, a_day: int) -> date | None:
    try:
        return date(a_year, a_month, a_day)
    except ValueError:
        return None


def _written_year(text: str) -> int | None:
    """The year of a month, `2022-03` or `mars 2022`, and of what has the form of a birth number."""
    forms = (
        r"(\d{4})[-/. ]?\d\d",
        r"[a-zåäö]+\.? (\d{4})",
        r"(\d{4})\d{4}[-+ ]?\w{4}",
        r"\d{1,2}[-/.]\d{1,2}[-/.](\d{4})",  # month first: no matter for the year
    )
    found = re.fullmatch("|".join(forms), text)
    if found is None:
        return None
    written = int(next(group for group in found.groups() if group))
    return written if written in _YEARS else None
