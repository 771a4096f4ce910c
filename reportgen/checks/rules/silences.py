"""The silences themselves: each has a reason, a rule that exists, and something to silence."""

from __future__ import annotations

from reportgen.checks.rule import told_rule
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity

TOPIC = _("Silences")

_TYPED = "Under året hade vi 80 ärenden.\n"


bad_silence = told_rule(
    "bad-silence",
    Severity.WARNING,
    about=_("A comment silences a rule without a reason, or can't be understood."),
    why=_("The next writer can't know whether it still holds."),
    bad=f"# Text\n\n<!-- check: ignore typed-number -->\n{_TYPED}",
    good=f"# Text\n\n<!-- check: ignore typed-number – ett citat -->\n{_TYPED}",
)


unknown_silence = told_rule(
    "unknown-silence",
    Severity.WARNING,
    about=_("A comment silences a rule that does not exist."),
    why=_("A misspelt silence silences nothing."),
    bad=f"# Text\n\n<!-- check: ignore typed-numbr – ett citat -->\n{_TYPED}",
    good=f"# Text\n\n<!-- check: ignore typed-number – ett citat -->\n{_TYPED}",
)


unused_silence = told_rule(
    "unused-silence",
    Severity.WARNING,
    about=_("A comment silences a rule that finds nothing there."),
    why=_("What it was for is gone, and it would hide the next real fault."),
    bad="# Text\n\n<!-- check: ignore typed-number – ett citat -->\nUnder året arbetade vi.\n",
    good=f"# Text\n\n<!-- check: ignore typed-number – ett citat -->\n{_TYPED}",
)
