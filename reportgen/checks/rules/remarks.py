"""Remarks: what writers noted for themselves and each other, and forgot to take out."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.prose import swedish_passages
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.compose.review_comments import review_comments
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity
from reportgen.language.patterns import Pattern

TOPIC = _("Notes left in the text")

# What nobody tells a reader: "(kolla med Eva)", "(stämmer det?)", "[datum saknas]", "XX", "??",
# "Ev. lägga till".
_ORDERS = "dubbelkolla|kontrollera|fråga|hör med|uppdatera|ändra|komplettera|ta bort|stryk|skriv om"
_NOTE = Pattern(
    rf"\((?i:{_ORDERS})(?!\w)(?! \d)[^()]{{0,80}}\)"
    r"|\((?:[^\W\d]+:? ){0,3}(?i:kollar?|stäm av|fyll i|lägg till|lägg in)(?!\w)"
    r"[^()]{0,80}\)"
    r"|\[(?:[^\W\d]+ ){0,4}(?i:saknas|kolla|fyll i|lägg till|siffra|datum|namn|text)(?!\w)"
    r"[^][]{0,60}\]"
    r"|(?<!\w)(?:TODO|FIXME|TBD|XX+|xx+)(?![\w-])"
    r"|(?<!\w)(?i:ev\.?|eventuellt) (?:lägga?|ta|skriva?) (?:till|bort|in|om|något)(?!\w)"
    r"|\([^()?]{0,60}\?+\)"
    r"|\?{2,}"
)


@rule(
    "note-to-oneself",
    Severity.WARNING,
    about=_("A note of the writers' own was left in: `(kolla med Eva)`, `[datum saknas]`, `XX`."),
    why=_("It was meant for a colleague, and now every reader sees it."),
    bad="# Text\n\nAvtalet skrevs den 12 maj (kolla datumet med Eva).\n",
    good="# Text\n\nAvtalet skrevs den 12 maj (se bilagan).\n",
    supersedes=("unexplained-abbreviation", "misspelt"),
)
def note_to_oneself(subject: Subject) -> Iterator[Finding]:
    """The first note of each sentence: its other signs belong to the same one."""
    for passage in swedish_passages(subject):
        told = -1
        for found in _NOTE.finditer(passage.typed):
            _start, end = passage.sentence_at(found.start())
            if end == told:
                continue
            told = end
            message = _("'{note}' is a note to yourselves", note=found[0])
            hint = _("do what it says, then delete it")
            yield Finding(message, passage.span(*found.span()), hint)


@rule(
    "review-comment",
    Severity.NOTE,
    about=_("A comment that came back from Word is still there."),
    why=_("The report leaves it out, and whoever wrote it waits for an answer."),
    bad="# Text\n\nTolv deltog.\n\n<!-- kommentar: Eva Ek, 2023-02-01: stämmer det? -->\n",
    good="# Text\n\nTolv deltog.\n\n<!-- Tolv enligt listan i mars. -->\n",
)
def review_comment(subject: Subject) -> Iterator[Finding]:
    """Comments as `reportgen review` writes them; one that is told to be done as well."""
    for each in review_comments(subject.document.sections):
        message = _("{author}: {text}", author=each.author, text=each.text)
        yield Finding(message, each.span, _("delete it when it is dealt with"))
