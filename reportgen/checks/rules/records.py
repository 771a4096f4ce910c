"""Lists: what was collected for the report is told in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity, Span

TOPIC = _("Lists")

_LIST = (
    "title: Möten\ncolumns: {Datum: date, Ort: text}\nrows:\n  - {Datum: 2022-03-14, Ort: Aby}\n"
)


@rule(
    "list-never-used",
    Severity.WARNING,
    about=_("A list is in the year's folder, and nothing of it is in the report."),
    why=_("It was collected for the report: someone forgot it, or no longer needs it."),
    bad={"text.md": "# Text\n\nVi har mötts.\n", "content/2022/moten.yaml": _LIST},
    good={
        "text.md": "# Text\n\nVi har mötts {{ count(moten) }} gånger.\n",
        "content/2022/moten.yaml": _LIST,
    },
)
def list_never_used(subject: Subject) -> Iterator[Finding]:
    """Lists that no expression names and no statistic is counted from."""
    lists = subject.statistics.records
    if not lists:
        return
    used = set(_names_used(subject))
    for records in lists.values():
        if records.id not in used:
            message = _("nothing shows or counts the list '{name}'", name=records.id)
            hint = _('place it: {{{{ records("{name}") }}}}', name=records.id)
            yield Finding(message, _first_line(records.span), hint)


def _names_used(subject: Subject) -> Iterator[str]:
    """The names in all expressions of the year, and what its statistics are counted from."""
    for section in subject.year.sections:
        text = subject.source(section.span.file).text
        for expression in re.findall(r"\{[{%][^\n]*?[}%]\}", text):
            yield from re.findall(r"(?<![\w.\"'])\w+|(?<=records\([\"'])\w+", expression)
    counted = subject.source(f"{subject.folder}/statistics.yaml").text
    yield from re.findall(r"\brecords: *(\w+)", counted)


def _first_line(span: Span) -> Span:
    return Span(span.file, span.line, span.column, span.line, span.column + 1)
