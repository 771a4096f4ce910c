"""Trend words: increases and decreases that are told, and the figures of two years for them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from reportgen.checks.finding import Finding
from reportgen.checks.goings import Going, change_between, goings, subjects_of
from reportgen.checks.numbers.readings import Difference
from reportgen.checks.numbers.typed import NUMBER_WORD, NUMBER_WORDS, whole_number
from reportgen.checks.numbers.wording import LAST_YEAR
from reportgen.checks.passages import Passage
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.checks.trend_words import (
    COUNTABLE,
    DIRECTION,
    EXPERIENCE,
    NOT,
    OTHERS,
    SINCE,
    STEPS,
    STRONG,
    TREND,
    UNCOUNTED,
    YEAR,
)
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity
from reportgen.language.formatting import round_half_up
from reportgen.language.patterns import Pattern
from reportgen.model import Chart, Computed, Figure, Reference
from reportgen.model.statistics import Amount

TOPIC = _("Trend words")

_FIGURE = rf"(?:\d[\d\u00a0 ]*|{NUMBER_WORD}\b)"
# “från 90 till 80”, “till 80 procent, jämfört med 81 procent”
_TWO_NUMBERS = Pattern(
    rf"(?i)\bfrån (?P<old>{_FIGURE})[^.;,\d]{{0,30}}?(?:(?:19|20)\d\d )?\btill (?P<new>{_FIGURE})"
    rf"|\btill (?P<now>{_FIGURE})[^.;,\d]{{0,30}}?,? (?:jämfört med|mot) (?P<then>{_FIGURE})"
)
# “Båda grupperna har ökat, med nio respektive sex ärenden”: what it was can be reckoned.
_BY_HOW_MUCH = Pattern(rf"[^.;]{{0,40}}?\bmed (?:\w+ )?{_FIGURE}(?! (?:år|månad|dag|åring))")
_MUCH = Pattern(
    r"(?i)[^.;,\d]{0,30}?(?<!jämfört)[ \u00a0]med[ \u00a0](?:\w+[ \u00a0])?"
    rf"(?!(?:19|20)\d\d\b)(?P<number>{_FIGURE})"
)
_SO_MANY = Pattern(rf"(?i)\b(?P<number>{_FIGURE})[ \u00a0](?:\w+[ \u00a0])?$")
_SHARE = Pattern(r"(?i)\b\w*(?<!h)andel\w*(?: [\w-]+){0,5}?(?: har)?(?: \w+)? $")
# “Andelen var 65 procent, en ökning från 70 procent 2023”
_WAS = Pattern(
    rf"(?i)\b(?P<now>{_FIGURE})(?: procent)?(?: \w+){{0,4}}, (?:alltså |vilket är )?en (?:\w+ )?$"
)
_FROM = Pattern(rf"(?i) från (?P<then>{_FIGURE})")
_TURNS = Pattern(r"\b(?:medan|samtidigt|däremot|men)\b")


@rule(
    "trend-without-figures",
    Severity.NOTE,
    about=_("An increase or decrease is stated, and the paragraph has no figures of two years."),
    why=_("An authority can't use a “markant ökning” that nobody can check."),
    bad="# Text\n\nAntalet ärenden har ökat markant.\n",
    good=("# Text\n\nAntalet ärenden {{ change(year(2021).arenden.total, arenden.total) }}.\n"),
)
def trend_without_figures(subject: Subject) -> Iterator[Finding]:
    """Trend words about what can be counted, and strong ones about anything.

    Nothing where the writers tell it as their own experience without a strong word.
    """
    over_years = _charts_over_years(subject)
    for passage in subject.passages:
        if passage.kind not in ("paragraph", "item", "quote", "footnote"):
            continue
        if not TREND.search(passage.typed) or _has_two_years(
            passage, over_years, subject.year.year
        ):
            continue
        for start, end in passage.sentences:
            finding = _unsupported(subject, passage, start, end)
            if finding:
                yield finding


@rule(
    "trend-against-figures",
    Severity.ERROR,
    about=_("The text says that something has grown or shrunk, and the figures say otherwise."),
    why=_("Table and text contradict each other, and the reader can't know which is right."),
    bad="# Text\n\nAntalet ärenden ökade jämfört med 2021.\n",
    good="# Text\n\nAntalet ärenden minskade jämfört med 2021.\n",
    supersedes=("trend-without-figures",),
)
def trend_against_figures(subject: Subject) -> Iterator[Finding]:
    """Directions that last year's statistics, or the two numbers of the sentence, contradict.

    A warning where the sentence does not say what it compares with.
    """
    for passage in subject.passages:
        if not subject.last_figures and "till " not in passage.text:
            continue  # no two numbers that it could be held against
        for found in DIRECTION.finditer(passage.typed):
            start, end = passage.sentence_at(found.start())
            sentence = passage.text[start:end]
            numbers = _numbers_of(passage, found)
            if numbers is not None:
                finding = _against_numbers(passage, found, numbers)
            elif NOT.search(sentence):
                finding = None
            else:
                finding = _against_years(subject, passage, found)
                # What its number counts takes the whole section to be read.
                if finding and _is_told_by_number(subject, passage, found):
                    finding = None
            if finding:
                yield finding
                break


def _unsupported(subject: Subject, passage: Passage, start: int, end: int) -> Finding | None:
    sentence = passage.typed[start:end]
    trend = TREND.search(sentence)
    if not trend or NOT.search(sentence[: trend.start()]) or _is_plan(subject, sentence):
        return None
    if STEPS.search(sentence, 0, trend.start()) and trend[0] == "steg":
        return None
    if _BY_HOW_MUCH.match(sentence, trend.end()):
        return None
    if OTHERS.match(sentence, trend.end()) and not re.search("antal", sentence[: trend.start()]):
        return None
    if _MORE_THAN_ANOTHER.search(sentence, trend.start()) or NOT.search(
        sentence, trend.end(), trend.end() + _NEAR
    ):
        return None
    strong = STRONG.search(sentence)
    own = EXPERIENCE.search(sentence)
    if not strong and (own or not _is_counted(subject, sentence, trend)):
        return None
    word = strong or trend
    message = _("'{word}' has no figures of two years in its paragraph", word=word[0])
    if own:
        hint = _("it is told as your experience: leave out the size, or give the figures")
    else:
        hint = change_between(subject, sentence, trend.start())
    span = passage.span(start + word.start(), start + word.end())
    return Finding(message, span, hint)


# “ett vanligare ändamål än sexuella ändamål”: two rows, no two years.
_MORE_THAN_ANOTHER = Pattern(r"\bvanligare\b(?: \w+)? än (?!tidigare|förr|förut|år|\d|under)")
_NEAR = 30


def _is_counted(subject: Subject, sentence: str, trend: re.Match[str]) -> bool:
    """Whether what grows is counted: “ärendena ökade”, “en ökning av antalet”."""
    before, after = sentence[: trend.start()], sentence[trend.end() : trend.end() + 40]
    if re.search(r"\b(?:antal|andel)", sentence):
        return True
    if UNCOUNTED.search(before) or UNCOUNTED.match(after.lstrip()):
        return False
    named = any(m.named for m in subject.vocabulary.mentions(before))
    return named or bool(COUNTABLE.search(before) or COUNTABLE.search(after))


def _is_plan(subject: Subject, sentence: str) -> bool:
    """Whether it is about a year to come."""
    return any(int(year) > subject.year.year for year in YEAR.findall(sentence))


def _has_two_years(passage: Passage, over_years: set[str], own: int) -> bool:
    """Whether figures of two years stand in the passage, or a chart over years is named in it."""
    for _start, _end, inline in passage.inlines():
        match inline:
            case Computed(sources=sources) if any(s.startswith("year(") for s in sources):
                return True
            case Reference(target=target) if target in over_years:
                return True
    return _is_told_for_two_years(passage, own)


def _is_told_for_two_years(passage: Passage, own: int) -> bool:
    """Whether numbers of two years are held against each other: “16, mot nio året före”."""
    # Only `check` asks for it: a build does not load what reckons with numbers.
    from reportgen.checks.arithmetic.changes import years_in
    from reportgen.checks.arithmetic.lines import lines_of

    if any(not _is_year(each) for each in _TWO_NUMBERS.finditer(passage.text)):
        return True
    lines = [*lines_of(passage)]
    if any(any(years_in(line)) for line in lines):
        return True
    dated = [line for line in lines if (line.numbers or line.shares) and _is_dated(line.words, own)]
    return bool(dated) and sum(len(line.numbers) + len(line.shares) for line in lines) > 1


def _is_dated(sentence: str, own: int) -> bool:
    """Whether it speaks of another year."""
    return bool(LAST_YEAR.search(sentence)) or any(
        int(year) != own for year in YEAR.findall(sentence)
    )


def _charts_over_years(subject: Subject) -> set[str]:
    """The ids of the charts that show several years."""
    return {
        block.id
        for _section, block in subject.blocks()
        if isinstance(block, Figure)
        and isinstance(block.content, Chart)
        and len(block.content.years) > 1
    }


def _is_told_by_number(subject: Subject, passage: Passage, found: re.Match[str]) -> bool:
    """Whether a number at the word says how much, and is of no figures or agrees with them.

    “Utbudet ökade med 13 annonser”; “två fler än 2024”, which are held against both years.
    """
    beside = _MUCH.match(passage.text, found.end()) or _SO_MANY.search(
        passage.text, max(0, found.start() - 24), found.start()
    )
    if beside is None:
        return False
    told = subject.statements.told_in(passage).get(beside.start("number"))
    changes = [each for each in told.fitting if isinstance(each, Difference)] if told else []
    return told is None or any((d.new.count > d.old.count) == bool(found["up"]) for d in changes)


def _against_numbers(
    passage: Passage, found: re.Match[str], numbers: tuple[str, str]
) -> Finding | None:
    """“ökade från 90 till 80”: the two numbers of the claim's own clause."""
    old, new = map(_value_of, numbers)
    if old == new or (new > old) == bool(found["up"]):
        return None
    message = _(
        "'{word}' and the numbers {old} and {new} contradict each other",
        word=found[0].strip(),
        old=str(old),
        new=str(new),
    )
    return Finding(message, passage.span(*found.span()), _("let change(…) choose the word"))


def _numbers_of(passage: Passage, claim: re.Match[str]) -> tuple[str, str] | None:
    """The old and the new number, behind the claim or before it; None where there are none."""
    start, end = passage.sentence_at(claim.start())
    text = passage.text
    was, then = _WAS.search(text, start, claim.start()), _FROM.match(text, claim.end(), end)
    if was and then:
        return then["then"], was["now"]
    behind = _TWO_NUMBERS.search(text, claim.end(), end)
    found = behind or _TWO_NUMBERS.search(text, start, claim.start())
    if found is None or (not behind and DIRECTION.search(text, start, found.start())):
        return None  # “sjönk från 73 till 65, trots att … ökade”: another word's numbers
    between = (claim.end(), found.start()) if behind else (found.end(), claim.start())
    if _TURNS.search(text, *between) or DIRECTION.search(text, *between):
        return None
    numbers = (found["old"], found["new"]) if found["old"] else (found["then"], found["now"])
    return None if _is_year(found) else numbers


def _is_year(found: re.Match[str]) -> bool:
    """“Från 2018 till 2022”: years, no numbers."""
    return bool(YEAR.fullmatch((found["old"] or found["then"]).strip()))


def _value_of(number: str) -> int:
    digits = re.sub(r"\D", "", number)
    return whole_number(digits) if digits else NUMBER_WORDS[number.strip().casefold()]


def _against_years(subject: Subject, passage: Passage, found: re.Match[str]) -> Finding | None:
    """What this year's and last year's statistics say of what the sentence is about."""
    start, end = passage.sentence_at(found.start())
    sentence = passage.text[start:end]
    years = {int(year) for year in YEAR.findall(sentence)}
    if years - {subject.year.year, subject.year.year - 1} or EXPERIENCE.search(sentence):
        return None
    offset = found.start() - start
    share = bool(_SHARE.search(sentence, 0, offset))
    going = [*goings(subject, subjects_of(subject, sentence, offset), share=share)]
    if not going or any((new > old) == bool(found["up"]) for _named, old, new in going):
        return None
    return _against(subject, passage, found, going[0], compared=bool(years), share=share)


def _against(
    subject: Subject,
    passage: Passage,
    found: re.Match[str],
    going: Going,
    *,
    compared: bool,
    share: bool,
) -> Finding:
    named, old, new = going
    message = _(
        "'{word}', but '{label}' went from {old} to {new}",
        word=found[0].strip(),
        label=named.label,
        old=_shown(old),
        new=_shown(new),
    )
    hint = _(
        "write {{{{ change(year({year}).{expression}, {expression}) }}}}",
        year=str(subject.year.year - 1),
        expression=named.expression,
    )
    start, end = passage.sentence_at(found.start())
    severity = None if compared or SINCE.search(passage.text[start:end]) else Severity.WARNING
    place = passage.span(*found.span())
    return Finding(message, place, None if share else hint, severity=severity)


def _shown(number: Amount | Fraction) -> str:
    """A count, or a share as a percentage."""
    if isinstance(number, Fraction):
        return f"{round_half_up(number * 100, 0)} %"
    return str(number)
