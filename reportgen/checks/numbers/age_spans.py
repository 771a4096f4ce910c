"""Spans of ages in a text: “18–24 år”, “mellan 25 och 34”, “under 18 år”, “hade fyllt 50”."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.numbers.typed import NUMBER_WORD, NUMBER_WORDS
from reportgen.language.patterns import Pattern

_N = rf"(?:\d{{1,2}}|{NUMBER_WORD})"
_S = r"[ \u00a0]"
_SPAN = Pattern(
    rf"(?<![\w.,:–-])(?:mellan{_S}(?P<a>{_N}){_S}(?:och|till){_S}(?P<b>{_N})|"
    rf"(?P<c>{_N})(?:{_S}?[–-]{_S}?|{_S}till{_S}(?={_N}{_S}år))(?P<d>{_N})|"
    rf"(?:under|yngre än|inte fyllt|ännu inte fyllt){_S}(?P<under>{_N})|"
    rf"(?:över|äldre än){_S}(?P<over>{_N})|"
    rf"fyllt{_S}(?P<filled>{_N})|"
    rf"(?P<from>{_N})(?={_S}?år(?:{_S}eller|{_S}och){_S}(?:äldre|däröver|uppåt|mer)|"
    rf"{_S}(?:eller|och){_S}äldre|\+)|"
    rf"(?P<to>{_N})(?={_S}?år{_S}(?:eller|och){_S}yngre))"
    rf"(?:(?:{_S}?år(?:{_S}gammal|{_S}gamla)?)?{_S}(?:eller|och){_S}"
    r"(?:äldre|yngre|däröver|uppåt|mer)|[ \u00a0]?år(?:s ålder)?|-åring\w*|\+)?(?![\w:]|[.,]\d|"
    r"[ \u00a0]?(?:timm|kron|kr\b|procent|%|veck|dag|månad|minut|gång|dygn|kap|§|maj|ju[nl]i))",
    re.IGNORECASE,
)
_KINDS = ("a", "c", "under", "over", "filled", "from", "to")
_MINOR = Pattern(r"(?i)(?<!\w)(?P<minor>minderårig\w*|barn)(?!\w)|(?<!\w)(?P<adult>vuxn[ae])(?!\w)")


def age_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Where a stretch of text names spans of ages, each with what its row is called.

    “Barn” and “vuxna” are such rows where nothing more exact is said.
    """
    exact = False
    for found in _SPAN.finditer(text, start, end):
        exact = True
        yield found.start(), found.end(), _called(found)
    for found in () if exact else _MINOR.finditer(text, start, end):
        yield found.start(), found.end(), "Under 18 år" if found["minor"] else "Vuxna"


def _called(found: re.Match[str]) -> str:
    kind = next(each for each in _KINDS if found[each])
    number = _number(found[kind])
    match kind:
        case "a" | "c":
            ages = f"{number}–{_number(found['b'] or found['d'])} år"
            return f"Barn {ages}" if ages in ("0–6 år", "7–12 år", "13–17 år") else ages
        case "under":
            return f"Under {number} år"
        case "over":
            return f"Över {number} år"
        case "to":
            return f"{number} år och yngre"
    return f"{number} år och äldre"


def _number(words: str) -> int:
    return NUMBER_WORDS[words.casefold()] if not words.isdecimal() else int(words)
