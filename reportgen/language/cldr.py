"""What languages call months and countries and how they write numbers: Unicode's CLDR.

Babel has all of it and takes 25 ms to open it. What reportgen needs is taken out once, when
it is installed (`hatch_build.py`), and read from a small file from then on.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from msgspec import Struct

LOCALES = {"sv": "sv_SE", "en": "en_GB"}
_FOLDER = Path(__file__).parent / "locale"


class Locale(Struct, frozen=True):
    """A language's decimal and thousands marks, its months from January, its countries."""

    decimal: str
    group: str
    months: tuple[str, ...]
    countries: frozenset[str]


@cache
def locale_of(language: str) -> Locale:
    """What CLDR says of `language`, out of our file, or out of Babel where there is none."""
    try:
        found = json.loads(locale_file(language).read_bytes())
    except (OSError, ValueError):
        found = extract_locale(language)
    return Locale(
        found["decimal"], found["group"], tuple(found["months"]), frozenset(found["countries"])
    )


def locale_file(language: str) -> Path:
    """Where the extract of `language` is kept."""
    return _FOLDER / language / "cldr.json"


def extract_locale(language: str) -> dict[str, str | list[str]]:
    """What we need of `language`, taken from Babel."""
    from babel import Locale as BabelLocale
    from babel.numbers import get_decimal_symbol, get_group_symbol

    locale = BabelLocale.parse(LOCALES[language])
    months = locale.months["format"]["wide"]
    territories = locale.territories
    return {
        "decimal": get_decimal_symbol(locale),
        "group": get_group_symbol(locale),
        "months": [months[number] for number in range(1, 13)],
        "countries": sorted(name for code, name in territories.items() if code.isalpha()),
    }
