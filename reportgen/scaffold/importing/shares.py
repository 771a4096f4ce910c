"""Numbers that are shares of something and no counts, by the words that stand over them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction

from reportgen.language.formatting import Number, format_percent, format_quantity
from reportgen.model import Chart, Quantity

_SHARES = re.compile(r"(?i)\bprocent|\bandel(?:en|ar|arna)?\b|%|\bper ?cent|\bshares?\b")
_COUNTS = re.compile(r"(?i)\bantal(?:et)?\b|\bnumbers?\b|\bcounts?\b")
_WHOLE = 100


def says_shares(texts: Iterable[str]) -> bool:
    """Whether headings, titles or units call their numbers shares, and not counts as well."""
    words = " ".join(texts)
    return bool(_SHARES.search(words)) and not _COUNTS.search(words)


def shows_shares(chart: Chart, caption: str) -> bool:
    """Whether a chart shows shares: by the form of its numbers, or by what it says of them."""
    values = [value for series in chart.series for value in series.values]
    if any(isinstance(value, Fraction) for value in values):
        return True
    labels = " ".join(series.label for series in chart.series)
    return any(says_shares([text]) for text in (chart.unit, labels, chart.title, caption))


def may_show_shares(chart: Chart) -> bool:
    """Whether the numbers of a chart are 100 in all, as counts seldom are and shares always."""
    said = " ".join((chart.unit, chart.title, *(series.label for series in chart.series)))
    if _COUNTS.search(said):
        return False
    return any(
        sum(value for value in series.values if value is not None) == _WHOLE
        for series in chart.series
    )


def said_quantity(value: Quantity, language: str) -> str:
    """A number of a chart as a table says it: a share of 1 in per cent."""
    if isinstance(value, Fraction):
        decimals = 0 if (value * _WHOLE).denominator == 1 else 1
        return format_percent(value, language, decimals)
    return "" if value is None else format_quantity(value, language)


def shares_of(shown: Iterable[Number | None], counts: Iterable[int]) -> bool:
    """Whether the values are just what the counts are of their sum."""
    found, whole = [*counts], [*shown]
    base = sum(found)
    if base <= 0 or len(found) != len(whole):
        return False
    exact = (Fraction(count, base) for count in found)
    return all(
        isinstance(value, Fraction) and abs(value - share) < Fraction(1, 10**5)
        for value, share in zip(whole, exact, strict=True)
    )
