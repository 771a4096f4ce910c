"""The silences themselves: each has a reason, a rule that exists, and something to silence."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity

TOPIC = _("Silences")

_TYPED = "Under året hade vi 80 ärenden.\n"


@rule(
    "bad-silence",
    Severity.WARNING,
    about=_("A comment silences a rule without a reason, or can't be understood."),
    why=_("The next writer can't know whether it still holds."),
    bad=f"# Text\n\n<!-- check: ignore typed-number -->\n{_TYPED}",
    good=f"# Text\n\n<!-- check: ignore typed-number – ett citat -->\n{_TYPED}",
)
def bad_silence(subject: Subject) -> Iterator[Finding]:
    """Found by the engine when it heeds the silences."""
    yield from subject.told_as("bad-silence")


@rule(
    "unknown-silence",
    Severity.WARNING,
    about=_("A comment silences a rule that does not exist."),
    why=_("A misspelt silence silences nothing."),
    bad=f"# Text\n\n<!-- check: ignore typed-numbr – ett citat -->\n{_TYPED}",
    good=f"# Text\n\n<!-- check: ignore typed-number – ett citat -->\n{_TYPED}",
)
def unknown_silence(subject: Subject) -> Iterator[Finding]:
    """Found by the engine when it heeds the silences."""
    yield from subject.told_as("unknown-silence")


@rule(
    "unused-silence",
    Severity.WARNING,
    about=_("A comment silences a rule that finds nothing there."),
    why=_("What it was for is gone, and it would hide the next real fault."),
    bad="# Text\n\n<!-- check: ignore typed-number – ett citat -->\nUnder året arbetade vi.\n",
    good=f"# Text\n\n<!-- check: ignore typed-number – ett citat -->\n{_TYPED}",
)
def unused_silence(subject: Subject) -> Iterator[Finding]:
    """Found by the engine when it heeds the silences."""
    yield from subject.told_as("unused-silence")
