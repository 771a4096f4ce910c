"""Counted tables: they are as they were counted, and what they were counted from is as it was."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import ReportError, Severity, Span
from reportgen.model.registers import Counting
from reportgen.readers.counting.aging import is_as_counted, source_has_changed
from reportgen.readers.counting.entries import read_entries
from reportgen.readers.statistics.file import TableFile

TOPIC = _("Counted tables")

_BY_HAND = """\
kon:
  counted: {register: arenden, by: Kön}
  counted_from: {rows: 5, date: 2023-01-10, source: 0000-0000000000000000, counts: COUNTS}
  counts: {Kvinnor: 3, Män: 2}
"""
_COPIED = """\
kon:
  counted: {file: siffror.csv, labels: A1:A2, counts: B1:B2}
  counted_from: {rows: 2, date: 2023-01-10, source: SOURCE, counts: 6197919d}
  counts: {Kvinnor: 3, Män: 2}
"""
_SHEET = "Kvinnor;3\nMän;2\n"


@rule(
    "counted-by-hand",
    Severity.WARNING,
    about=_("A table that was counted has been changed by hand since."),
    why=_("The next count writes over it: what is wrong is to be mended in the register."),
    bad={"statistics.yaml": _BY_HAND.replace("COUNTS", "00000000")},
    good={"statistics.yaml": _BY_HAND.replace("COUNTS", "6197919d")},
)
def counted_by_hand(subject: Subject) -> Iterator[Finding]:
    """Numbers whose digest is not the one that was written beside them."""
    for name, entry, place in _counted(subject):
        if not is_as_counted(entry):
            message = _("'{name}' has been changed by hand since it was counted", name=name)
            hint = _("run 'reportgen count', or delete its lines 'counted' and 'counted_from'")
            yield Finding(message, place, hint)


@rule(
    "counted-before",
    Severity.WARNING,
    about=_("What a table was counted from has been changed since."),
    why=_("The report would show yesterday's figures."),
    bad={
        "statistics.yaml": _COPIED.replace("SOURCE", "938a-0000000000000000"),
        "content/2022/siffror.csv": _SHEET,
    },
    good={
        "statistics.yaml": _COPIED.replace("SOURCE", "938a-6cdcf7d5bf6ef3d4"),
        "content/2022/siffror.csv": _SHEET,
    },
)
def counted_before(subject: Subject) -> Iterator[Finding]:
    """A register or sheet that is another now; a register is told of once."""
    told: set[str] = set()
    for name, entry, place in _counted(subject):
        register = entry.counted.register if isinstance(entry.counted, Counting) else name
        if register in told or not source_has_changed(subject.root, subject.year.year, entry):
            continue
        told.add(register)
        message = _("what '{name}' was counted from has been changed since", name=name)
        yield Finding(message, place, _("run 'reportgen count'"))


def _counted(subject: Subject) -> Iterator[tuple[str, TableFile, Span]]:
    """The entries that were counted, each with the place where that is said."""
    try:
        entries = read_entries(subject.root, subject.year.year).entries
    except ReportError:  # told where the figures are read
        return
    for name, entry in entries.items():
        if entry.counted_from is not None:
            yield name, entry, entry.counted_from.span
