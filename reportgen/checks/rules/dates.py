"""Days: one that stands with two years, and one that had not come when the report was written."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from itertools import combinations

from msgspec import Struct

from reportgen.checks.finding import Finding
from reportgen.checks.passages import Passage, once_a_passage
from reportgen.checks.patterns import words_pattern, words_source
from reportgen.checks.prose import swedish_passages
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.checks.taken_over import MONTHS
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity
from reportgen.language.patterns import Pattern

TOPIC = _("Days")

_MONTHS = MONTHS.split()
_DAY = Pattern(
    rf"(?<![\w/.–-])(?P<day>\d{{1,2}})[ \u00a0](?P<month>{words_source(MONTHS)})[ \u00a0]"
    r"(?P<year>(?:19|20)\d\d)(?![\w–-])"
)
_LONG_WORD = Pattern(r"[^\W\d_]{7,}")
# So many first letters of a word are the same in all its forms.
_STEM = 7


class _Day(Struct, frozen=True):
    """A day with its year, where it stands, and the long words of its sentence."""

    day: date
    passage: Passage
    start: int
    end: int
    words: frozenset[str]
    sentence: int


@rule(
    "one-day-two-years",
    Severity.WARNING,
    about=_("One day stands with two years: `den 1 juli 2024` and `den 1 juli 2025`."),
    why=_("One of them is last year's, or a slip, and the reader can't tell which."),
    bad=(
        "# Text\n\nDet nya samverkansavtalet gäller från den 4 maj 2022.\n\n"
        "Samverkansavtalet undertecknades den 4 maj 2021.\n"
    ),
    good=(
        "# Text\n\nDet nya samverkansavtalet gäller från den 4 maj 2022.\n\n"
        "Samverkansavtalet undertecknades den 6 april 2022. Lagen kom den 4 maj 2018.\n"
    ),
    supersedes=("other-year",),
)
def one_day_two_years(subject: Subject) -> Iterator[Finding]:
    """Days of two years that follow each other, in sentences on one matter."""
    alike: dict[tuple[int, int], list[_Day]] = {}
    for each in _days_of(subject):
        alike.setdefault((each.day.month, each.day.day), []).append(each)
    told: set[int] = set()
    for days, first, second in ((d, *pair) for d in alike.values() for pair in combinations(d, 2)):
        if not _are_one(first, second):
            continue
        wrong, right = (
            (first, second) if _trust(first, days, subject) < _trust(second, days, subject)
            else (second, first)
        )  # fmt: skip
        if id(wrong) in told:
            continue
        told.add(id(wrong))
        message = _(
            "the same day is in {other} elsewhere in the report, and in {year} here",
            other=str(right.day.year),
            year=str(wrong.day.year),
        )
        hint = _("write the year that is right at both places")
        yield Finding(message, wrong.passage.span(wrong.start, wrong.end), hint)


def _are_one(first: _Day, second: _Day) -> bool:
    """Whether two of one day are in neighbouring years, in sentences that share a long word."""
    near = abs(first.day.year - second.day.year) == 1
    apart = first.passage is not second.passage or first.sentence != second.sentence
    return near and apart and not first.words.isdisjoint(second.words)


def _trust(each: _Day, days: list[_Day], subject: Subject) -> tuple[int, bool]:
    """How often the day stands with its year, and whether that is the report's."""
    return sum(other.day == each.day for other in days), each.day.year == subject.year.year


def _days_of(subject: Subject) -> Iterator[_Day]:
    for passage in swedish_passages(subject):
        yield from _days_in(passage)


@once_a_passage
def _days_in(passage: Passage) -> tuple[_Day, ...]:
    return tuple(_find_days(passage))


def _find_days(passage: Passage) -> Iterator[_Day]:
    for found in _DAY.finditer(passage.typed):
        start, end = passage.sentence_at(found.start())
        day = _date_of(found)
        if day is not None:
            words = _LONG_WORD.findall(passage.typed.casefold(), start, end)
            stems = frozenset(word[:_STEM] for word in words) - _MONTH_STEMS
            yield _Day(day, passage, *found.span(), stems, start)


_MONTH_STEMS = frozenset(month[:_STEM] for month in _MONTHS)


def _date_of(found: re.Match[str]) -> date | None:
    """The day; None for one that no calendar has."""
    month = _MONTHS.index(found["month"].casefold()) + 1
    try:
        return date(int(found["year"]), month, int(found["day"]))
    except ValueError:
        return None


# What is still to come when the report is signed.
_TO_COME = words_pattern(
    "ska skall kommer planeras planerar planerad* planerat väntas beräknas avser föreslås gäller",
    "löper upphör träder tillträder inleds startar börjar öppnar invigs senast fram_till",
    "till_och_med t.o.m. kommande nästa inför förlängs förlängts förlängt förlängdes uppdrag* bör",
    "sista tidigast preliminärt framflyttat vill hoppas slutredovisas redovisas beviljat beviljats",
    "bjudits bjudit bokad* bokat",
)
# In April the report on the year before is with whoever asked for it.
_LAST_MONTH = 4


@rule(
    "day-after-report",
    Severity.WARNING,
    about=_("Something is told as done on a day after the report's own date."),
    why=_("The year was mistyped, and everything that is reckoned from the day goes wrong."),
    bad="# Text\n\nNätverket träffades den 15 maj 2023.\n",
    good="# Text\n\nNätverket träffades den 15 maj 2022. Det ska träffas den 15 maj 2023.\n",
    supersedes=("other-year",),
)
def day_after_report(subject: Subject) -> Iterator[Finding]:
    """Days after the report's date, where its sentence speaks of nothing to come.

    Of a report without a date: days after April of the year after it.
    """
    own = subject.year.year
    last = subject.year.settings.date or date(own + 1, _LAST_MONTH, 30)
    for each in _days_of(subject):
        start, end = each.passage.sentence_at(each.start)
        late = last < each.day and each.day.year <= own + _FARTHEST
        if late and not _TO_COME.search(each.passage.text, start, end):
            message = _("{year}: the day lies after the report's own", year=str(each.day.year))
            hint = _("write the right year, or say that it is still to come")
            yield Finding(message, each.passage.span(each.start, each.end), hint)


# In years: what lies further ahead is a goal.
_FARTHEST = 3


_LAW_IN_FORCE = Pattern(
    r"\((?:SFS[ \u00a0])?(?P<number>(?:19|20)\d\d):\d{1,4}\)[^.!?]{0,60}?\b(?:trädde|träder|"
    r"började|börjar|gäller|gällde|infördes|införs)\b[^.!?]{0,30}?[ \u00a0](?:den[ \u00a0])?"
    rf"\d{{1,2}}[ \u00a0]{words_source(MONTHS)}[ \u00a0](?P<year>(?:19|20)\d\d)(?![\w–-])"
)


@rule(
    "law-before-its-number",
    Severity.WARNING,
    about=_("A law comes into force in a year before the one in its number."),
    why=_("A law has its number from the year in which it was decided."),
    bad="# Text\n\nSocialtjänstlagen (2025:400) trädde i kraft den 1 juli 2024.\n",
    good="# Text\n\nSocialtjänstlagen (2025:400) träder i kraft den 1 juli 2025.\n",
    supersedes=("other-year",),
)
def law_before_its_number(subject: Subject) -> Iterator[Finding]:
    """“(2025:400), som trädde i kraft den 1 juli 2024”."""
    for passage in swedish_passages(subject):
        for found in _LAW_IN_FORCE.finditer(passage.typed):
            if int(found["year"]) < int(found["number"]):
                message = _(
                    "the law is of {number} and can't be in force in {year}",
                    number=found["number"],
                    year=found["year"],
                )
                hint = _("write the right year, or the right number")
                yield Finding(message, passage.span(*found.span("year")), hint)


_DAY_OF_MONTH = Pattern(
    rf"(?i)\bden[ \u00a0](?P<day>\d{{1,2}})[ \u00a0](?P<month>{words_source(MONTHS)})(?!\w)"
    r"(?:[ \u00a0](?P<year>(?:19|20)\d\d)(?!\d))?"
)
# A year that has a 29th of February: of a day without its year.
_LEAP = 2000


@rule(
    "impossible-day",
    Severity.WARNING,
    about=_("A day that no calendar has: `den 31 november`."),
    why=_("Whoever looks for the meeting or the decision doesn't find it."),
    bad="# Text\n\nMötet hölls den 31 november.\n",
    good="# Text\n\nMötet hölls den 30 november. Det nästa hölls den 29 februari 2024.\n",
)
def impossible_day(subject: Subject) -> Iterator[Finding]:
    """Days beyond the last of their month, the 29th of February of a year without one too."""
    for passage in swedish_passages(subject):
        for found in _DAY_OF_MONTH.finditer(passage.typed):
            month = _MONTHS.index(found["month"].casefold()) + 1
            last = monthrange(int(found["year"] or _LEAP), month)[1]
            if not 1 <= int(found["day"]) <= last:
                message = _("{month} has {last} days", month=found["month"], last=str(last))
                hint = _("write the day on which it was")
                yield Finding(message, passage.span(*found.span()), hint)
