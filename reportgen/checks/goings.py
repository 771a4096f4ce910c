"""What has become of the figures since last year, and which of them a sentence is about."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reportgen.checks.subject import Subject
from reportgen.checks.vocabulary import Named, named_of
from reportgen.diagnostics import Message
from reportgen.diagnostics import Message as _
from reportgen.language.patterns import Pattern
from reportgen.model.statistics import Amount

_CLAUSE = Pattern(r", (?:trots att|medan|men|fastän|även om|samtidigt som|fast)[ \u00a0]")
_NO_SUBJECT = 1

# A figure, and what it or its share was and is.
Going = tuple[Named, Amount | Fraction, Amount | Fraction]


def goings(subject: Subject, named: list[Named], *, share: bool) -> Iterator[Going]:
    """Figures with what they were last year and are; none where one of them has no past."""
    last = subject.last_figures
    if len({each.label for each in named}) != 1 or not all(n.expression in last for n in named):
        return
    for each in named:
        before = last[each.expression]
        if not share:
            yield each, before.count, each.count
        elif (
            each.base is not None and before.base is not None and 0 not in (each.base, before.base)
        ):
            yield each, _part(before), _part(each)


def _part(named: Named) -> Fraction:
    assert named.base is not None
    return Fraction(named.count) / Fraction(named.base)


def subject_of(subject: Subject, sentence: str, offset: int) -> Named | None:
    """The one statistic that the sentence names before its verb, rows before totals."""
    chosen = subjects_of(subject, sentence, offset)
    return chosen[0] if len(chosen) == 1 else None


def subjects_of(subject: Subject, sentence: str, offset: int) -> list[Named]:
    """The statistics that the verb's clause names; several may have one label.

    Those of the sentence where the clause has no subject of its own: “…, men har ökat”.
    """
    near = [m for m in subject.vocabulary.mentions(sentence) if m.start <= offset + 60]
    begins = max((found.end() for found in _CLAUSE.finditer(sentence, 0, offset)), default=0)
    if len(sentence[begins:offset].split()) > _NO_SUBJECT:
        near = [each for each in near if begins <= each.start]
    rows = [n for each in near for n in each.named if n.kind in ("row", "sum", "value")]
    totals = [n for each in near for n in each.named if n.kind == "total"]
    return list(dict.fromkeys(rows or totals))


def change_between(subject: Subject, sentence: str, offset: int) -> Message:
    """What to write: the change of what the sentence is about since the last year with figures."""
    named = subject_of(subject, sentence, offset) or _first_total(subject)
    year = named and _year_with(subject, named)
    if named is None or year is None:
        return _("no earlier year has figures here: give both numbers, or leave out the change")
    return _(
        "write {{{{ change(year({year}).{expression}, {expression}) }}}}",
        year=str(year),
        expression=named.expression,
    )


def _first_total(subject: Subject) -> Named | None:
    return next((n for n in subject.vocabulary.named if n.kind == "total"), None)


def _year_with(subject: Subject, named: Named) -> int | None:
    """The last year before the report's whose statistics have the same figure."""
    for year in sorted(subject.project.years, reverse=True):
        if year < subject.year.year:
            statistics = subject.statistics_of(year)
            if statistics and any(n.expression == named.expression for n in named_of(statistics)):
                return year
    return None
