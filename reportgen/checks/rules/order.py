"""What stands behind `därför`: its verb, or `att`."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.grammar.forms import FINITE, PARTICIPLE_A, only
from reportgen.checks.grammar.sentences import (
    Sentence,
    may_be_finite,
    subject_phrase,
)
from reportgen.checks.patterns import word_set
from reportgen.checks.prose import finding_at
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity

TOPIC = _("Word order")


@rule(
    "subject-after-therefore",
    Severity.WARNING,
    about=_("A subject stands right behind `därför`: `därför få vågade`, `därför de gick`."),
    why=_("Either the verb belongs before it, or `att` has been left out."),
    bad="# Text\n\nNationaliteten är okänd, oftast därför kontakten bröts.\n",
    good="# Text\n\nDet är okänt, oftast därför att kontakten bröts. Därför vågade få anmäla.\n",
)
def subject_after_therefore(subject: Subject) -> Iterator[Finding]:
    """`därför` first in its clause, then a subject and a finite verb."""
    for sentence in subject.sentences:
        if "därför" not in sentence.words:
            continue
        for index, token in enumerate(sentence.tokens):
            if token.word != "därför" or not _begins_clause(sentence, index):
                continue
            verb = _verb_behind_subject(sentence, index + 1)
            if verb:
                message = _("a subject stands behind 'därför' and before its verb")
                text = f"därför {sentence.tokens[verb].text}"
                hint = _("write '{right}', or 'därför att'", right=text)
                yield finding_at(sentence, index, index, message, hint)


def _begins_clause(sentence: Sentence, index: int) -> bool:
    before = index - 1 - (sentence.word(index - 1) in _DEGREES)
    return before < 0 or sentence.word(before) in _JOINING


_DEGREES = word_set("oftast främst bara delvis just troligen vanligen mest kanske antagligen ofta")
_JOINING = word_set(", ; : – och men samt")
_QUANTIFIERS = word_set("få många flera alla ingen inga vissa några")


def _verb_behind_subject(sentence: Sentence, start: int) -> int:
    """Where the finite verb stands right behind a subject; 0 where there is no such thing."""
    few = sentence.word(start) in _QUANTIFIERS
    if (
        few
        and only(sentence.forms(start + 1), FINITE | PARTICIPLE_A)
        and (may_be_finite(sentence, start + 1))
    ):
        return start + 1
    phrase = subject_phrase(sentence, start)
    if phrase is None or may_be_finite(sentence, start):
        return 0
    return phrase.end if sentence.is_finite(phrase.end) else 0
