"""The few words that a chart itself says, and its values as labels, by language."""

from __future__ import annotations

from fractions import Fraction

from reportgen.language.formatting import format_percent, format_quantity
from reportgen.model import Quantity

_WORDS = {
    "sv": {
        "unknown": "uppgift saknas",
        "number": "Antal {unit}",
        "break": "brott i tidsserien",
        "undated": "datum saknas",
    },
    "en": {
        "unknown": "not available",
        "number": "Number of {unit}",
        "break": "break in the series",
        "undated": "no date",
    },
}


def word(name: str, language: str) -> str:
    """A word of the charts' own; languages that the table lacks get the English one."""
    return _WORDS.get(language, _WORDS["en"])[name]


def value_label(value: Quantity, language: str) -> str:
    """A value as it stands beside its bar: "1 234", "−12,5", "81,3 %" or "uppgift saknas"."""
    match value:
        case None:
            return word("unknown", language)
        case Fraction():
            return format_percent(value, language, 1)
        case _:
            return format_quantity(value, language)


def axis_title(unit: str, language: str, *, counts: bool) -> str:
    """What an axis shows: "Antal ärenden" of counts, "Timmar" of amounts; empty without a unit."""
    if not unit:
        return ""
    return word("number", language).format(unit=unit) if counts else unit[0].upper() + unit[1:]
