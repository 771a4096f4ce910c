"""The years that words name."""

from __future__ import annotations

from reportgen.checks.numbers.wording import LAST_YEAR, SINCE
from reportgen.language.patterns import Pattern

_YEAR = Pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def years_in(words: str, own: int) -> set[int]:
    """The years that words name, “förra året” among them."""
    plain = SINCE.sub("", words)
    years = {int(each) for each in _YEAR.findall(plain)}
    return years | ({own - 1} if LAST_YEAR.search(words) else set())


def last_year_in(words: str, own: int) -> set[int]:
    """The year that was named last, and still holds."""
    found = list(_YEAR.finditer(SINCE.sub("", words)))
    if not found:
        return {own - 1} if LAST_YEAR.search(words) else set()
    return {int(found[-1][0])}
