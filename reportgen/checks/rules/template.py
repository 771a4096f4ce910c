"""The project's own Word template: what it makes of the report."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor

from reportgen.checks.finding import Finding
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.compose.appearance import word_options
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity
from reportgen.language.formatting import format_number
from reportgen.writers.word import hard_to_read

TOPIC = _("The Word template")

_SETTINGS = "region: region Exempel\norganisation: Exempelstad\nprofile: profil.yaml\n"


@rule(
    "low-contrast",
    Severity.WARNING,
    about=_(
        "A style of the template that the report is set in is hard to read on its ground: "
        "a build moves its colour until it can be read."
    ),
    why=_("Text needs a contrast of 4.5:1, large text (18 pt, bold 14) one of 3:1: WCAG 2.1 AA."),
    bad={"reportgen.yaml": f"{_SETTINGS}template: pale.docx\n"},
    good={"reportgen.yaml": f"{_SETTINGS}template: mall.docx\n"},
    at_build=True,
)
def low_contrast(subject: Subject) -> Iterator[Finding]:
    """One finding for all styles of the template; a report with errors can't be set in any."""
    settings = subject.project.settings
    if settings.template is None or any(e.severity is Severity.ERROR for e in subject.told):
        return
    pale = hard_to_read(subject.document, word_options(subject.appearance))
    if pale:
        language = settings.language
        styles = ", ".join(f"{it.style} ({_ratio(it.ratio, language)}:1)" for it in pale)
        message = _(
            "the template has styles that are hard to read, which get another colour: {styles}",
            styles=styles,
        )
        hint = _("change them in the template: text needs 4.5:1 to its ground, large text 3:1")
        yield Finding(message, settings.place("template"), hint)


def _ratio(ratio: float, language: str) -> str:
    return format_number(floor(ratio * 10) / Fraction(10), language, 1)
