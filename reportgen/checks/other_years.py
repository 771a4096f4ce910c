"""Other years in a text: why a sentence speaks of one."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.numbers.quantities import find_quantities
from reportgen.checks.numbers.typed import NUMBER_WORD
from reportgen.checks.passages import Passage
from reportgen.checks.patterns import words_pattern, words_source
from reportgen.checks.subject import Subject
from reportgen.checks.taken_over import MONTHS
from reportgen.language.patterns import Pattern
from reportgen.model import Computed

YEAR = Pattern(r"(?<![\w:/.–-])(?:19|20)\d\d(?![\w:/–-]|\.\d)")
DATE = Pattern(
    rf"(?<!\d)\d{{1,2}} {words_source(MONTHS)} (?:19|20)\d\d|(?<!\d)(?:19|20)\d\d-\d\d-\d\d(?!\d)"
)
# What gives another year its reason in a sentence: comparison, history, sources, plans.
_BEFORE = words_pattern(
    "sedan före innan tidigare redan jämför* förra föregående dessförinnan senast sista från",
    "start* inrätta* inför* började bildad* fram_till till_och_med efter då historisk* öka*",
    "ökning* minsk* fler färre än lag* förordning* beslut* strategi* handlingsplan*",
    "undersökning* studie* kartläggning* anta* antog* trädde gäller publicera* utredning* avtal*",
    "pandemi* hade statistik* motsvarande avser avsåg",
)
# A sentence that begins with last year tells of it, as last year's report did: “Under 2022
# inrättades …”. Only a comparison, or what goes back further, gives it a reason to be here.
_OPENING = Pattern(
    r"(?:Under|I|Den|Våren|Sommaren|Hösten|Vintern|År|Året)\b[ \u00a0](?:\w+[ \u00a0]){0,3}?"
    r"(?:19|20)\d\d[ \u00a0]\w"
)
_OPENING_ENDS = 40
_COMPARED = words_pattern(
    "sedan före innan tidigare redan jämför* förra föregående dessförinnan inför då historisk*",
    "öka* ökning* minsk* fler färre än pandemi* publicera* studie* undersökning* kartläggning*",
    "lag* förordning* strategi* handlingsplan* siffror* antalet motsvarande också även liksom",
)
_AFTER = words_pattern(
    "ska kommer komma kommande nästa plane* fortsätt* fortsatt* framöver avsätts avser inför mål*",
    "början_av lansera* inled* väntas beräkna* starta* senast till från hopp* vill önska* bör",
    "förhoppning* önskemål*",
    "behöv* växer träder erbjud* införs",
)
# “Vart fjärde ärende, mot vart femte 2024”, “håller i utbildningarna även under 2026”
_SET_BESIDE = Pattern(r"(?i)\bmot[ \u00a0](?:[\w-]+[ \u00a0]){1,4}(?:år[ \u00a0]|under[ \u00a0])?$")
_GOES_ON = Pattern(r"(?i)\b(?:även|också|fortfarande)[ \u00a0](?:under[ \u00a0]|år[ \u00a0])?$")
# “Uppdraget är detsamma som 2023”
_LIKE = Pattern(
    r"(?i)\b(?:precis|samma|detsamma|densamma|liksom)(?:[ \u00a0]\w+)?[ \u00a0](?:som[ \u00a0])?$"
)
_NAME_BEFORE = Pattern(r"(?:SFS|SOU|prop\.|Agenda|ISO) ?$")


def has_reason(passage: Passage, offset: int, year: int, own: int) -> bool:
    """Whether the sentence around a year says why it is there."""
    start, end = passage.sentence_at(offset)
    sentence = passage.text[start:end]
    others = {int(found) for found in YEAR.findall(sentence)}
    reason = _BEFORE if year < own else _AFTER
    if year == own - 1 and _OPENING.match(sentence) and str(year) in sentence[:_OPENING_ENDS]:
        reason = _COMPARED
    if year == own - 1 and _LIKE.search(passage.text, start, offset):
        return True
    beside = _SET_BESIDE if year < own else _GOES_ON
    if beside.search(passage.text, start, offset):
        return True
    asked = any("year(" in found.expression for found in _computed(passage, start, end))
    day = _is_day_of_last_year(passage, offset, own)
    # “mötet den 12 november 2023, då vi sågs”: the day's own clause, no reason for it.
    reasons = sentence.replace(f"{year}, då ", "") if day else sentence
    if own in others or asked or reason.search(reasons):
        return True
    return not day and _is_date(passage, offset)


# How often last year is named at least in a report that compares with it.
_OFTEN = 3
_COMPARING = Pattern(
    r"(?i)\bjämför\w*(?:[ \u00a0](?:görs|gjorda|sker|har gjorts|är))?[ \u00a0]med[ \u00a0]"
    r"(?:år[ \u00a0]|siffrorna för[ \u00a0]|siffrorna från[ \u00a0])?$"
)


def year_compared_with(subject: Subject) -> int | None:
    """Last year, where the text names it again and again; else None."""
    last = str(subject.year.year - 1)
    named = sum(passage.typed.count(last) for passage in subject.passages)
    return subject.year.year - 1 if named >= _OFTEN else None


def is_compared(passage: Passage, offset: int) -> bool:
    """Whether a year is what figures are compared with: “alla jämförelser görs med 2021”."""
    return bool(_COMPARING.search(passage.text, max(0, offset - 60), offset))


# “Under 2022 var det drygt hälften. I år var det 44.”
_THIS_YEAR = Pattern(r"\b(?:[Ii] år|[Åå]rets|[Nn]u)\b")
# “31 utbildningar, mot 26 utbildningar 2022”
_AGAINST = Pattern(rf"\bmot[ \u00a0](?:\w+[ \u00a0])?(?:\d|{NUMBER_WORD}\b)")


def tells_figures(subject: Subject, passage: Passage, offset: int, year: int) -> bool:
    """Whether it is a year of figures: told beside this year's, or as that year's have them."""
    if year > subject.year.year:
        return False
    start, end = passage.sentence_at(offset)
    following = passage.sentence_at(end + 1) if end + 1 < len(passage.text) else (end, end)
    if _is_told_beside(passage, start, end, offset):
        return True
    if _AGAINST.search(passage.text, start, offset) or _THIS_YEAR.search(passage.text, *following):
        return True
    told = subject.statements.told_in(passage).items()
    return any(start <= at < end and each.tells_of(year) for at, each in told)


def _is_told_beside(passage: Passage, start: int, end: int, offset: int) -> bool:
    """Whether the sentence has a count for the year, and one was just told: “2021 var det 9”."""
    counts = [each.start for each in find_quantities(passage) if each.form != "weak"]
    told = any(start <= at < end for at in counts)
    before, _end = passage.sentence_at(start - 2) if start > 2 else (start, start)
    return told and any(before <= at < (start if start > 2 else offset) for at in counts)


def _computed(passage: Passage, start: int, end: int) -> Iterator[Computed]:
    return (each for _s, _e, each in passage.inlines(start, end) if isinstance(each, Computed))


# A day in December was decided or begun for the report's year.
_EARLIER_MONTHS = words_source(MONTHS.removesuffix(" december"))
_DAY = Pattern(rf"(?i)\bden[ \u00a0]\d{{1,2}}[ \u00a0]{_EARLIER_MONTHS}[ \u00a0]$")


def _is_day_of_last_year(passage: Passage, offset: int, own: int) -> bool:
    """Whether it is the year of “den 12 november 2023”, told in the report on 2024."""
    day = _DAY.search(passage.text, max(0, offset - 24), offset)
    return day is not None and passage.text.startswith(str(own - 1), offset)


def _is_date(passage: Passage, offset: int) -> bool:
    """Whether the year is part of a whole date, which `old-date` sees to, or of a name."""
    dates = DATE.finditer(passage.typed)
    inside = any(found.start() <= offset < found.end() for found in dates)
    return inside or bool(_NAME_BEFORE.search(passage.text, max(0, offset - 8), offset))
