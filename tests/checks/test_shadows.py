"""What is told of words that an error is about: the error, and not what follows from it."""

from __future__ import annotations

import pytest

from reportgen.checks.shadows import Shadows
from reportgen.diagnostics import Diagnostic, Message, Severity, Span


def told(
    code: str, line: int, end: int | None = None, severity: Severity = Severity.ERROR
) -> Diagnostic:
    span = Span("a.md", line, 1, end or line, 20)
    return Diagnostic(code, Message("x"), span, None, severity)


ERRORS = (told("wide", 2, 9), told("narrow", 3), told("twin", 3), told("late", 20))


@pytest.mark.parametrize(
    ("finding", "follows"),
    [
        (told("rule", 5, severity=Severity.WARNING), True),
        (told("wide", 5, severity=Severity.WARNING), False),
        (told("rule", 15, severity=Severity.WARNING), False),
        (told("rule", 1, severity=Severity.WARNING), False),
        (told("rule", 3), True),
        (told("rule", 5), False),
        # What was told itself is told again, however many errors stand there.
        (told("narrow", 3), False),
        (told("twin", 3), False),
    ],
)
def test_what_follows_from_an_error(finding: Diagnostic, follows: bool) -> None:
    assert Shadows(ERRORS).fall_on(finding) is follows
