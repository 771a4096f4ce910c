"""Marks that are missing: the other quotation mark, the full stop of the last sentence."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.prose import replacing, running_passages
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity
from reportgen.language.patterns import Pattern

TOPIC = _("Typography")

_QUOTE = Pattern(r"[\"“„”]")
# “24"” is a measure, or the end of a quotation: nobody can tell.
_MEASURE = Pattern(r"\d\"")
# What stands before a mark that opens.
_OPENING = Pattern(r"(?:^|[\s(–/-])\Z")
# Between two sentences, as between two of a paragraph.
_BETWEEN_SENTENCES = Pattern(r"\w{2,}[.!?][”)]?[ \u00a0][A-ZÅÄÖ]")
_WITHOUT_STOP = Pattern(r"[\w%]\Z")
# What is shorter is a name, a place or a day: “Göteborg den 26 januari”.
_FEWEST_WORDS = 4


@rule(
    "unclosed-quote",
    Severity.WARNING,
    about=_("A quotation begins and never ends, or the other way round: `”Det går bra, sade hon`."),
    why=_("The reader can't tell whose words they are."),
    bad="# Text\n\n”Det går bra, sade hon.\n",
    good="# Text\n\n”Det går bra”, sade hon.\n",
)
def unclosed_quote(subject: Subject) -> Iterator[Finding]:
    """The one that is alone among the marks of a paragraph, an item or a note.

    Quotations that are blocks may go over several paragraphs, and open each of them.
    """
    for passage in running_passages(subject):
        if passage.kind != "quote":
            place = _lonely(passage.typed)
            if place is not None:
                message = _("this quotation mark has no other")
                hint = _("write the one that is missing, or delete this one")
                yield Finding(message, passage.span(place, place + 1), hint)


def _lonely(text: str) -> int | None:
    """Where the quotation mark stands that has no other; None where all have."""
    places = [each.start() for each in _QUOTE.finditer(text)]
    if len(places) % 2 == 0 or _MEASURE.search(text):
        return None
    opened: int | None = None
    for place in places:
        opens = _OPENING.search(text, 0, place) is not None
        if opened is None and not opens:
            return place
        if opened is not None and opens:
            return opened
        opened = place if opens else None
    return opened


@rule(
    "no-full-stop",
    Severity.WARNING,
    about=_("A paragraph of several sentences ends without a full stop."),
    why=_("It looks as if something had been cut off."),
    bad="# Text\n\nVi samverkade med polisen. Under hösten höll vi fem möten\n",
    good="# Text\n\nVi samverkade med polisen. Under hösten höll vi fem möten.\n",
)
def no_full_stop(subject: Subject) -> Iterator[Finding]:
    """Paragraphs that end in a letter, a digit or a percent sign behind earlier sentences."""
    for passage in running_passages(subject):
        text = passage.text.rstrip()
        if passage.kind != "paragraph" or not _WITHOUT_STOP.search(text):
            continue
        start, _end = passage.sentence_at(len(text) - 1)
        if not _BETWEEN_SENTENCES.search(text) or len(text[start:].split()) < _FEWEST_WORDS:
            continue
        at = len(text) - 1
        message = _("the paragraph ends without a full stop")
        right = text[at] + "."
        yield replacing(passage, (at, at + 1), message, right, _("write it"))
