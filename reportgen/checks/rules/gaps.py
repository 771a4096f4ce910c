"""Figures that are not filled in, and that the report shows as not known."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.compose.gaps import first_empty, rows_without_figures
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity
from reportgen.model import Chart, Figure, Table

TOPIC = _("Figures not filled in")

_KON = "kon:\n  title: Kön\n  unit: ärenden\n  total: 5\n  counts: {{Kvinnor: 5, Ej noterat: {}}}\n"
_TEXT = '# Text\n\nSe {{ ref("tabell:kon") }}.\n\n{{ table("kon") }}\n'


@rule(
    "unknown-count",
    Severity.WARNING,
    about=_("A row of a table or a chart that the report shows is `null`."),
    why=_(
        "The report prints that the figure is not available. That is right where nobody knows it, "
        "and wrong where there simply were none: then it is 0."
    ),
    bad={"statistics.yaml": _KON.format("null"), "text.md": _TEXT},
    good={"statistics.yaml": _KON.format("0"), "text.md": _TEXT},
    at_build=True,
)
def unknown_count(subject: Subject) -> Iterator[Finding]:
    """Tables that stand in the report, or in a chart of it, with rows that are not known."""
    shown = _shown(subject)
    for table in subject.statistics.tables.values():
        first = first_empty(table)
        if first and table.id in shown:
            hint = _(
                "write 0 if there were none. If nobody knows, say so on the line above:"
                " # check: ignore unknown-count – why"
            )
            yield Finding(rows_without_figures(table), first.span, hint)


def _shown(subject: Subject) -> set[str]:
    """The statistics that stand in tables and charts."""
    shown: set[str] = set()
    for _section, block in subject.blocks():
        match block:
            case Table(id=name):
                shown.add(name)
            case Figure(content=Chart(), id=name):
                definition = subject.project.figures.get(name)
                data = definition.data if definition else ()
                names = (data,) if isinstance(data, str) else data
                shown |= {each for each in names if each in subject.statistics.tables}
    return shown
