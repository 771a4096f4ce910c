"""What a rule is: one decorated function that yields findings, with its own documentation.

A rule is found by standing in a module of `reportgen.checks.rules`; it is registered nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from reportgen.checks.finding import Finding
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Diagnostic, Message, Severity

# A Markdown fragment, or files of the example project by name ("statistics.yaml", "text.md").
Example = str | Mapping[str, str]


Check = Callable[[Subject], Iterable[Finding]]


class Rule(Struct, frozen=True):
    """A rule: `about` says in a sentence what it finds, `why` what comes of it otherwise.

    `bad` is an example with exactly one finding of this rule, in `good` there is none.
    """

    code: str
    severity: Severity
    about: Message
    why: Message
    bad: Example
    good: Example
    check: Check

    def diagnose(self, finding: Finding) -> Diagnostic:
        """`finding` as a diagnostic of this rule."""
        severity = finding.severity or self.severity
        return Diagnostic(self.code, finding.message, finding.span, finding.hint, severity)


def rule(
    code: str, severity: Severity, *, about: Message, why: Message, bad: Example, good: Example
) -> Callable[[Check], Rule]:
    """Make a rule of the function below; `code` is kebab-case and never changes."""

    def made(check: Check) -> Rule:
        return Rule(code, severity, about, why, bad, good, check)

    return made
