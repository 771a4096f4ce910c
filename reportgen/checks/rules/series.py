"""Series over years: what is counted in two ways is not compared without a word of it."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity
from reportgen.language.patterns import Pattern

TOPIC = _("Series over years")

_OTHER_YEAR = Pattern(r"year\((?P<year>\d{4})\)\.(?P<table>\w+)")


@rule(
    "broken-comparison",
    Severity.WARNING,
    about=_("Two years are compared across a change in what is counted."),
    why=_("The difference may be the definition's and not the world's."),
    bad={
        "statistics.yaml": (
            "kon:\n  changed: Även medföljande barn räknas.\n  counts: {Kvinnor: 65, Män: 15}\n"
        ),
        "text.md": "# Text\n\nKvinnorna {{ change(year(2021).kon.Kvinnor, kon.Kvinnor) }}.\n",
    },
    good="# Text\n\nKvinnorna {{ change(year(2021).kon.Kvinnor, kon.Kvinnor) }}.\n",
)
def broken_comparison(subject: Subject) -> Iterator[Finding]:
    """Expressions that name another year's table which is defined otherwise since."""
    for passage in subject.passages:
        for start, end, inline in passage.inlines(0, len(passage.text)):
            for found in _OTHER_YEAR.finditer(getattr(inline, "expression", "")):
                change = _change_since(subject, int(found["year"]), found["table"])
                if change:
                    year, what = change
                    table = found["table"]
                    yield Finding(
                        _("'{table}' is defined otherwise from {year}", table=table, year=year),
                        passage.span(start, end),
                        _("say it in the text: {what}", what=what),
                    )


def _change_since(subject: Subject, year: int, name: str) -> tuple[str, str] | None:
    """The first year after `year` from which the table called `name` is defined otherwise."""
    for each in subject.project.years:
        statistics = subject.statistics_of(each) if year < each <= subject.year.year else None
        table = None if statistics is None else statistics.tables.get(name)
        if table is not None and table.changed:
            return str(each), table.changed
    return None
