"""What the value of a cell means: as text to compare, and as a number."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from reportgen.readers.sheets.cells import Value

_BLANKS = re.compile(r"[\s\u00a0\u2007\u202f\u200b\ufeff]+")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
# What people write behind a number.
_UNITS = re.compile(r"\s*(?:kr|kronor|sek|:-|st|h|tim|timmar|år|years?)\.?$")


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
            text = _UNITS.sub("", folded(value))
            return _written_number(text, decimal)


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
    found = number(value, decimal)
    return int(found) if found is not None and found >= 0 and found == int(found) else None
