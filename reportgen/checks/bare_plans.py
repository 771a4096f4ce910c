"""Plans for a month that has no year: “kommer att tryckas i oktober”."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from reportgen.checks.passages import MASK, Passage
from reportgen.checks.patterns import words_pattern, words_source
from reportgen.checks.taken_over import MONTHS
from reportgen.language.patterns import Pattern

_MONTHS = MONTHS.split()


def _when(group: int) -> str:
    """A pattern for a month without its year, as one of several of a pattern."""
    return (
        r"(?:i|under|till|från|från och med|i (?:början|mitten|slutet) av|senast|den)[ \u00a0]"
        rf"(?:(?:den[ \u00a0])?\d{{1,2}}[ \u00a0])?(?P<month{group}>{words_source(MONTHS)})"
        r"(?![ \u00a0](?:19|20)\d\d|[ \u00a0]nästa|[–-])"
    )


_WILL = r"kommer[ \u00a0](?:[\w-]+[ \u00a0]){0,2}?att"
_PLAN = Pattern(
    rf"(?i)(?<!\w){_WILL}(?!\w)[^.,;:!?”{MASK}]{{1,70}}?(?<!\w){_when(1)}"
    rf"|(?<!\w){_when(2)}[ \u00a0]{_WILL}(?!\w)"
    rf"|(?<!\w)kommer[ \u00a0]{_when(3)}[ \u00a0]att(?!\w)"
)
# What tells that it is still to come, whatever the month is; or that it was to come then.
_AHEAD = words_pattern(
    "nästa kommande framöver framåt fortsätt* fortsatt* varje årligen återkommande i_år",
    "planer* sade berättade trodde lovade meddelade skulle",
)
_ANY_YEAR = Pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# In months: what a report may speak of as near without its year.
_NEAR = 4


class BarePlan(Struct, frozen=True):
    """Where it stands; `near` where the month may be one soon after the report's day."""

    start: int
    end: int
    near: bool


def bare_plans(passage: Passage, report: date) -> Iterator[BarePlan]:
    """What a sentence tells as still to come in a month, where no other year is spoken of."""
    if _ANY_YEAR.search(passage.typed):
        return
    for found in _PLAN.finditer(passage.typed):
        if _AHEAD.search(passage.typed):
            continue
        month = (
            _MONTHS.index((found["month1"] or found["month2"] or found["month3"]).casefold()) + 1
        )
        near = (month - report.month) % 12 < _NEAR
        yield BarePlan(found.start(), found.end(), near)
