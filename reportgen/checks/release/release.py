"""The last look at an edition: its typed numbers, then each finished document of it."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.release.audit import Secret, audit
from reportgen.checks.release.published import published_in
from reportgen.compose.disclosure.protecting import Protection
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems
from reportgen.language.messages import translator


def check_document(
    content: bytes, protection: Protection, language: str, problems: Problems
) -> None:
    """Note what a finished document tells of what is protected; raises ReportError for errors.

    A PDF is printed from the Word file that was looked at before, and is not read again.
    """
    if content[:5] == b"%PDF-":
        return
    total = translator(language)(_("Total"))
    fewest = protection.figures.system.most - protection.figures.system.least + 1
    found = audit(published_in(content), _secrets(protection), fewest, total, language)
    for each in dict.fromkeys(found):
        problems.found.append(each)
    problems.raise_errors()


def _secrets(protection: Protection) -> Iterator[Secret]:
    """The small counts of the tables that the edition shows; rounded ones are nobody's secret."""
    if protection.edition.method == "round":
        return
    sensitive = frozenset(protection.figures.system.sensitive)
    for year, tables in protection.tables.items():
        for table in tables.values():
            labels = frozenset(row.label for row in table.rows)
            for row in table.rows:
                name = protection.figures.names.get((year, table.id + row.subscript))
                if name in sensitive and row.count is not None:
                    yield Secret(row.label, table.title, labels, int(row.count), row.pair)
