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


@rule(
    "missing-comma-after-clause",
    Severity.WARNING,
    about=_("A clause that a comma begins is not ended by one: `Per, som är ny arbetar halvtid`."),
    why=_("Two verbs stand in one clause, and the reader looks for which belongs to whom."),
    bad="# Text\n\nPer, som tidigare var chef i Almvik arbetar halvtid.\n",
    good="# Text\n\nPer, som var chef i Almvik, arbetar halvtid. Vi möter unga, som vet det.\n",
)
def missing_comma_after_clause(subject: Subject) -> Iterator[Finding]:
    """`, som` with two finite verbs and nothing between them that could begin another clause."""
    for sentence in subject.sentences:
        if "som" not in sentence.words or "," not in sentence.words:
            continue
        for index in range(1, len(sentence.tokens) - 3):
            before = sentence.tokens[index - 1].text
            if sentence.word(index) == "," and sentence.word(index + 1) == "som" and before != ")":
                verb = _second_verb(sentence, index + 2)
                if verb:
                    message = _("the clause that begins with ', som' is not ended by a comma")
                    hint = _("write a comma before '{verb}'", verb=sentence.tokens[verb].text)
                    yield finding_at(sentence, verb, verb, message, hint)


def _second_verb(sentence: Sentence, start: int) -> int:
    """Where the second finite verb stands that nothing parts from the first; 0 for nowhere."""
    seen = 0
    for index in range(start, len(sentence.tokens)):
        token = sentence.tokens[index]
        if token.word in _PARTING or begins_subordinate(token) or not token.forms:
            return 0
        if seen and token.word in _SELDOM_VERBS:
            return 0
        if may_be_finite(sentence, index) and not token.text[0].isupper():
            if not sentence.is_finite(index):
                return 0
            if seen and index > seen + 1:
                return index
            seen = index
    return 0


_PARTING = word_set(", ; : – - ( ) ” och men eller samt än utan det de vi tid dag begav")

# "60 000 kronor var", "Organization for Migration": verbs too, and mostly none.
_SELDOM_VERBS = word_set("var for")

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
