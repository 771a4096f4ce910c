"""What a rule is: one decorated function that yields findings, with its own documentation.

A rule is found by standing in a module of `reportgen.checks.rules`; it is registered nowhere. What
a build runs says so itself, and stands in one of the few modules that a build takes time to load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from reportgen.checks.finding import Finding
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Diagnostic, Message, Severity

# The topics, modules of `rules`, with rules that a build runs: loading the others takes it longer
# than to run these. A rule for builds that stands elsewhere is refused.
BUILD_TOPICS = ("accessibility", "charts", "numbers", "secrecy", "template", "trends", "gaps")

# A Markdown fragment, or files of the example project by name ("statistics.yaml", "text.md").
Example = str | Mapping[str, str]


Check = Callable[[Subject], Iterable[Finding]]


class Rule(Struct, frozen=True):
    """A rule: `about` says in a sentence what it finds, `why` what comes of it otherwise.

    `bad` is an example with exactly one finding of this rule, in `good` there is none.
    `at_build`: a build runs it as well.
    `supersedes` are the rules whose findings on the same words are the same fault, told worse.
    `routine`: it finds what every text has that was typed elsewhere and pasted in.
    """

    code: str
    severity: Severity
    about: Message
    why: Message
    bad: Example
    good: Example
    check: Check
    at_build: bool
    supersedes: tuple[str, ...] = ()
    routine: bool = False

    def diagnose(self, finding: Finding) -> Diagnostic:
        """`finding` as a diagnostic of this rule."""
        severity = finding.severity or self.severity
        return Diagnostic(self.code, finding.message, finding.span, finding.hint, severity)


def rule(
    code: str,
    severity: Severity,
    *,
    about: Message,
    why: Message,
    bad: Example,
    good: Example,
    at_build: bool = False,
    supersedes: tuple[str, ...] = (),
    routine: bool = False,
) -> Callable[[Check], Rule]:
    """Make a rule of the function below; `code` is kebab-case and never changes.

    A build runs those that find errors, and those that say `at_build`: warnings of what the
    finished report shows. Raises ValueError for one in a topic that a build does not load.
    """

    def made(check: Check) -> Rule:
        built = at_build or severity is Severity.ERROR
        topic = check.__module__.rpartition(".")[2]
        if built and topic not in BUILD_TOPICS:
            raise ValueError(f"{code}: a build runs this, so {topic} belongs in BUILD_TOPICS")
        return Rule(code, severity, about, why, bad, good, check, built, supersedes, routine)

    return made


def told_rule(
    code: str,
    severity: Severity,
    *,
    about: Message,
    why: Message,
    bad: Example,
    good: Example,
    supersedes: tuple[str, ...] = (),
) -> Rule:
    """Make a rule that repeats what reading says under its code: that stops a build by itself."""

    def check(subject: Subject) -> Iterable[Finding]:
        return subject.told_as(code)

    return Rule(code, severity, about, why, bad, good, check, at_build=False, supersedes=supersedes)
