"""Last year's leftovers: what was carried over and never made this year's."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.rule import Finding, rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity

TOPIC = _("Last year's leftovers")


@rule(
    "not-reviewed",
    Severity.WARNING,
    about=_("A section is still marked `reviewed: false`."),
    why=_("A new year begins as a copy of the last one; nobody has yet said that this text holds."),
    bad="---\nreviewed: false\n---\n# Text\n\nVi arbetade som förut.\n",
    good="---\nreviewed: true\n---\n# Text\n\nVi arbetade som förut.\n",
)
def not_reviewed(subject: Subject) -> Iterator[Finding]:
    """Sections whose front matter says that nobody has read them through."""
    for section in subject.document.sections:
        if not section.reviewed:
            message = _("the section is not reviewed: its text may be last year's")
            hint = _("read it through, then delete 'reviewed: false'")
            yield Finding(message, section.heading.span, hint)
