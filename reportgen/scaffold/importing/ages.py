"""Rows of ages: which are of minors, and which comes first."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Age comes to an end somewhere: up to where a row goes that only says from when.
_OLDEST = 150
_OF_AGE = 18
_ROW = re.compile(
    r"(?:barn )?(?:(?P<a>\d{1,2}) ?[–-] ?(?P<b>\d{0,2})|under (?P<under>\d{1,2})|"
    r"över (?P<over>\d{1,2})|(?P<least>\d{1,2})(?: år)? (?:eller|och) äldre|"
    r"(?P<most>\d{1,2})(?: år)? (?:eller|och) yngre)(?: år)?"
)


def minors_among(labels: Iterable[str]) -> tuple[str, ...] | None:
    """The rows of those below 18; None where one is of both, or where none says an age.

    A row of those whose age is not known is passed over.
    """
    spans = {label: span for label in labels if (span := _span(label)) is not None}
    if not spans or any(first < _OF_AGE <= last for first, last in spans.values()):
        return None
    return tuple(label for label, (_first, last) in spans.items() if last < _OF_AGE)


def is_age(label: str) -> bool:
    """Whether a row is one of ages: “18–24 år”."""
    return _span(label) is not None


def by_age(rows: Iterable[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """Rows of ages with the youngest first, and those that say none behind them as they stood."""
    return tuple(sorted(rows, key=lambda row: _span(row[0]) or (_OLDEST, _OLDEST)))


def _span(label: str) -> tuple[int, int] | None:
    """The youngest and the oldest of a row; None where it says none."""
    plain = " ".join(label.casefold().split())
    found = _ROW.fullmatch(plain)
    if found is None:
        return (_OF_AGE, _OLDEST) if plain == "vuxna" else None
    if found["under"]:
        return 0, int(found["under"]) - 1
    if found["most"]:
        return 0, int(found["most"])
    if found["over"]:
        return int(found["over"]) + 1, _OLDEST
    if found["least"]:
        return int(found["least"]), _OLDEST
    return int(found["a"]), int(found["b"]) if found["b"] else _OLDEST
