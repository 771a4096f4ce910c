"""Commas that part what belongs together."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.grammar.forms import (
    FINITE,
    UNINFLECTED,
    UNKNOWN,
    Forms,
    may,
    only,
)
from reportgen.checks.grammar.sentences import (
    Sentence,
    begins_subordinate,
    may_be_finite,
    noun_phrase,
)
from reportgen.checks.patterns import word_set
from reportgen.checks.prose import finding_at
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity

TOPIC = _("Commas")


@rule(
    "comma-before-verb",
    Severity.WARNING,
    about=_("A comma stands between a subject and its verb: `Det som brister, är boendet.`"),
    why=_("The reader expects something inserted, and looks for where it began."),
    bad="# Text\n\nDe ärenden som polisen initierade, var bättre förberedda.\n",
    good="# Text\n\nDe ärenden som polisen initierade var bra. Per, som är ny, är nöjd.\n",
)
def comma_before_verb(subject: Subject) -> Iterator[Finding]:
    """The first comma of a sentence, right before the verb of what a relative clause describes."""
    for sentence in subject.sentences:
        if sentence.words.isdisjoint(("som", "att", "sedan")) or "," not in sentence.words:
            continue
        comma = next(n for n, token in enumerate(sentence.tokens) if token.text == ",")
        verb = comma + 1
        if not only(sentence.forms(verb), FINITE) and sentence.word(verb) != "var":
            continue
        if _is_whole_subject(sentence, comma) and not _is_inverted(sentence, verb):
            message = _("the comma parts the subject from its verb")
            yield finding_at(sentence, comma, comma, message, _("delete the comma"))


def _is_whole_subject(sentence: Sentence, comma: int) -> bool:
    """Whether a noun, or `det`, with its relative clause is all that stands before the comma."""
    som = next((n for n in range(comma) if sentence.word(n) == "som"), 0)
    if not som or comma - som < 2 or sentence.word(0) in _FRONTED:
        return False
    before = sentence.tokens[:som]
    plain = all(each.text.isalpha() and not only(each.forms, FINITE) for each in before)
    if not plain or any(begins_subordinate(each) for each in before):
        return False
    inside = range(som + 1, comma)
    if any(begins_subordinate(sentence.tokens[n]) for n in inside):
        return False
    if sum(may_be_finite(sentence, n) for n in inside) != 1:
        return False
    if sentence.word(0) in ("det", "den", "de") and som == 1:
        return True
    phrase = noun_phrase(sentence, 0)
    return phrase is not None and phrase.end == som


def _is_inverted(sentence: Sentence, verb: int) -> bool:
    """Whether a subject stands behind the verb, so that what stands before it is none."""
    return sentence.word(verb + 1) in _SUBJECTS


_SUBJECTS = word_set("vi jag man ni han hon de")
_FRONTED = word_set("att om när då eftersom innan medan sedan så fast trots ifall såvida även som")

_COMPARED = word_set(
    "mer mindre fler färre annat annan andra annorlunda hellre snarare tidigare senare oftare "
    "längre"
)


@rule(
    "comma-before-than",
    Severity.WARNING,
    about=_("A comma stands before `än`: `två färre, än året före`."),
    why=_("What is compared belongs together."),
    bad="# Text\n\nDet är två färre, än året före.\n",
    good="# Text\n\nDet är två färre än året före. Det är mer, än en gång till.\n",
)
def comma_before_than(subject: Subject) -> Iterator[Finding]:
    """A comparative with `, än` right behind it."""
    for sentence in subject.sentences:
        if "än" not in sentence.words or "," not in sentence.words:
            continue
        for index in range(1, len(sentence.tokens) - 2):
            if sentence.word(index) != "," or sentence.word(index + 1) != "än":
                continue
            word, forms = sentence.word(index - 1), sentence.forms(index - 1)
            compared = word in _COMPARED or (word.endswith("re") and _is_adjective(forms))
            if compared and sentence.word(index + 2) not in ("en", "så", "mer", "mindre", "i"):
                message = _("the comma parts what is compared")
                yield finding_at(sentence, index, index, message, _("delete the comma"))


def _is_adjective(forms: Forms) -> bool:
    return forms != UNKNOWN and may(forms, UNINFLECTED)
