"""Infinitives where a finite verb belongs."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.grammar.forms import DEFINITE, IMPERATIVE, INFINITIVE, may, only
from reportgen.checks.grammar.sentences import MEASURES, PERSONS, Sentence, subject_phrase
from reportgen.checks.grammar.word_groups import NAMING
from reportgen.checks.patterns import word_set
from reportgen.checks.prose import finding_at
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity

TOPIC = _("Infinitives")


@rule(
    "infinitive-for-finite",
    Severity.WARNING,
    about=_("An infinitive stands where the finite verb belongs: `antalet ärenden öka`."),
    why=_("A letter has been left out, or a word such as `ska`."),
    bad="# Text\n\nAntalet deltagare öka med 260.\n",
    good="# Text\n\nAntalet deltagare ökade med 260. Att låta antalet öka är målet.\n",
    supersedes=("no-finite-verb",),
)
def infinitive_for_finite(subject: Subject) -> Iterator[Finding]:
    """The subject that a sentence begins with, and a verb behind it that can be nothing else."""
    for sentence in subject.sentences:
        phrase = subject_phrase(sentence, 0) if _is_prose(sentence) else None
        if phrase is None or not _is_subject(phrase.head.word, phrase.head.forms):
            continue
        if phrase.head.word in NAMING or sentence.word(phrase.end) == "må":
            continue  # “uttrycket sova som en stock”
        at = phrase.end
        forms = sentence.forms(at)
        if not only(forms, INFINITIVE | IMPERATIVE) or not may(forms, INFINITIVE):
            continue
        if any(map(sentence.is_finite, range(at, min(at + _NEAR, len(sentence.tokens))))):
            continue  # “det arbetet leda till är …”: no such clause, but another slip
        verb = sentence.tokens[at].text
        message = _("'{verb}' is an infinitive, and the sentence needs a finite verb", verb=verb)
        yield finding_at(sentence, at, at, message, _("write the present or the past"))


_NEAR = 3
_ENDS = word_set(". ! ?")


def _is_prose(sentence: Sentence) -> bool:
    running = sentence.passage.kind in ("paragraph", "item", "footnote")
    return running and sentence.tokens[-1].text in _ENDS


def _is_subject(word: str, forms: int) -> bool:
    return word in MEASURES or word in PERSONS or only(forms, DEFINITE)
