"""Brackets: one that is opened and never closed, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.prose import running_passages
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity
from reportgen.language.patterns import Pattern

TOPIC = _("Brackets")

_BRACKET = Pattern(r"[()]")
# “a) …, b) …”, “:)”
_NO_BRACKET = Pattern(r"(?:(?:^|[\s,;])(?:[a-zåäö]|[ivx]{1,4}|\d{1,2})|[:;]-?)\Z")


@rule(
    "unclosed-bracket",
    Severity.WARNING,
    about=_("A bracket is opened and never closed, or the other way round: `Rumänien (18, Polen`."),
    why=_("The reader can't tell what belongs in it."),
    bad="# Text\n\nDe kom från Rumänien (flest, Polen (näst flest) och Litauen.\n",
    good="# Text\n\nDe kom från Rumänien (flest), Polen (näst flest) och Litauen.\n",
)
def unclosed_bracket(subject: Subject) -> Iterator[Finding]:
    """The first that has no other, in a passage of running text."""
    for passage in running_passages(subject):
        place = _lonely(passage.text) if "(" in passage.text or ")" in passage.text else None
        if place is not None:
            message = _("this bracket has no other")
            hint = _("write the one that is missing, or delete this one")
            yield Finding(message, passage.span(place, place + 1), hint)


def _lonely(text: str) -> int | None:
    """Where the bracket stands that has no other; None where all have.

    Of two that are opened the first is it, where what follows it goes on behind the second.
    """
    opened: list[int] = []
    for found in _BRACKET.finditer(text):
        place = found.start()
        if found[0] == "(":
            opened.append(place)
        elif opened:
            opened.pop()
        elif not _NO_BRACKET.search(text, max(0, place - 6), place):
            return place
    return opened[0] if opened else None
