"""The few words that a chart itself says, and its values as labels, by language."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from reportgen.language.formatting import PROTECTED_SIGN, format_percent, format_quantity
from reportgen.model import Quantity, Series

_WORDS = {
    "sv": {
        "unknown": "uppgift saknas",
        "number": "Antal {unit}",
        "break": "brott i tidsserien",
        "undated": "datum saknas",
        "sum": "Totalt",
    },
    "en": {
        "unknown": "not available",
        "number": "Number of {unit}",
        "break": "break in the series",
        "undated": "no date",
        "sum": "Total",
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


def label_at(series: Series, index: int, language: str) -> str:
    """The same for a category of a series, where ".." stands for what readers are not told."""
    if index in series.kept:
        return PROTECTED_SIGN
    return value_label(series.values[index], language)


def unknown_label(series: Iterable[Series], index: int, language: str) -> str:
    """What stands for the values of a category that are None: "uppgift saknas", or ".."."""
    gone = [each for each in series if each.values[index] is None]
    kept = [each for each in gone if index in each.kept]
    texts = [PROTECTED_SIGN] * bool(kept) + [word("unknown", language)] * (len(kept) < len(gone))
    return ", ".join(texts)


def axis_title(unit: str, language: str, *, counts: bool) -> str:
    """What an axis shows: "Antal ärenden" of counts, "Timmar" of amounts; empty without a unit."""
    if not unit:
        return ""
    return word("number", language).format(unit=unit) if counts else unit[0].upper() + unit[1:]
