"""How far a year's report is: sections, findings worst first, figures that are missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from reportgen.checks.engine import find_rules
from reportgen.checks.gravity import gravity
from reportgen.compose.gaps import first_empty, rows_without_figures
from reportgen.compose.year import Composed
from reportgen.diagnostics import SEVERITY_WORDS, Span
from reportgen.diagnostics import Message as _
from reportgen.language.messages import Translate
from reportgen.model.statistics import Statistics
from reportgen.model.traverse import plain_text
from reportgen.preview.editions import Edition, Remark

# A rule that finds more says how many more.
_MOST_PLACES = 20


class Place(Struct, frozen=True):
    """A place of the sources, both counted from 1."""

    file: str
    line: int
    column: int


class SectionStanding(Struct, frozen=True):
    """A section: whether somebody has read it through, and how much there is to mend in it."""

    title: str
    place: Place
    reviewed: bool
    findings: int


class Fault(Struct, frozen=True):
    """What is wrong at one place; `place` None where none is."""

    text: str
    hint: str
    place: Place | None


class Faults(Struct, frozen=True):
    """What one rule finds: what it is about, the first places, and how many there are."""

    code: str
    severity: str
    weight: str
    about: str
    count: int
    faults: tuple[Fault, ...]


class Missing(Struct, frozen=True):
    """A table or number that is not filled in; `source` is what its grid is opened by."""

    source: str
    title: str
    text: str
    place: Place


def sections_of(composed: Composed, edition: Edition) -> list[SectionStanding]:
    """The sections in the report's order."""
    remarks = (*edition.errors, *(edition.findings or ()))
    spans = [each.diagnostic.span for each in remarks if each.diagnostic.span]
    by_file = Counter(span.file for span in spans)
    return [
        SectionStanding(
            plain_text(each.heading.children),
            _place(each.heading.span),
            each.reviewed,
            by_file[each.span.file],
        )
        for each in composed.document.sections
    ]


def faults_of(edition: Edition, translate: Translate) -> list[Faults]:
    """Errors and findings worst first, a group a rule."""
    remarks = (*edition.errors, *(edition.findings or ()))
    ordered = sorted(remarks, key=lambda each: gravity(each.diagnostic))
    groups = groupby(ordered, key=lambda each: gravity(each.diagnostic))
    return [_group(list(group), translate) for _rule, group in groups]


def _group(group: Sequence[Remark], translate: Translate) -> Faults:
    first = group[0].diagnostic
    rule = find_rules().get(first.code)
    faults = [
        Fault(
            translate(each.diagnostic.message),
            translate(each.diagnostic.hint) if each.diagnostic.hint else "",
            _place(each.diagnostic.span) if each.diagnostic.span else None,
        )
        for each in group[:_MOST_PLACES]
    ]
    weight = translate(SEVERITY_WORDS[first.severity])
    about = translate(rule.about) if rule else ""
    return Faults(first.code, first.severity.value, weight, about, len(group), tuple(faults))


def missing_in(statistics: Statistics, translate: Translate) -> list[Missing]:
    """What has no figure yet, in the order of the files."""
    found = sorted(_missing(statistics, translate), key=lambda each: each.place.line)
    return sorted(found, key=lambda each: each.place.file)


def _missing(statistics: Statistics, translate: Translate) -> Iterator[Missing]:
    for table in statistics.tables.values():
        row = first_empty(table)
        if row is not None:
            text = translate(rows_without_figures(table))
            yield Missing(table.id, table.title, text, _place(row.span))
    for single in statistics.values.values():
        if single.value is None:
            text = translate(_("'{name}' has no figure", name=single.id))
            yield Missing(single.id, single.title, text, _place(single.span))


def _place(span: Span) -> Place:
    return Place(span.file, span.line, span.column)
