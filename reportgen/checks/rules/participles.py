"""Participles: behind the nouns that they describe, and behind `bli`."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.grammar.forms import (
    ADJECTIVE,
    ADVERB,
    NEUTER,
    NEUTER_DEFINITE,
    PARTICIPLE_UTRUM,
    PASSIVE_PAST,
    PASSIVE_SUPINE,
    PLURAL,
    PLURAL_DEFINITE,
    PREPOSITION,
    SUPINE,
    SUPINES,
    may,
    only,
)
from reportgen.checks.patterns import word_set
from reportgen.checks.prose import finding_at
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity

TOPIC = _("Participles")


@rule(
    "wrong-participle",
    Severity.WARNING,
    about=_(
        "A participle behind a noun in the plural is in the singular: `utbildningar riktad till`."
    ),
    why=_("It describes several things and says that it is one."),
    bad="# Text\n\nVi höll utbildningar riktad till hotell.\n",
    good="# Text\n\nVi höll utbildningar riktade till hotell, en riktad till restauranger.\n",
)
def wrong_participle(subject: Subject) -> Iterator[Finding]:
    """A noun in the plural with a participle of the utrum and a preposition right behind it."""
    for sentence in subject.sentences:
        for index, token in enumerate(sentence.tokens):
            if not only(token.forms, PARTICIPLE_UTRUM):
                continue
            noun = sentence.forms(index - 1)
            governed = sentence.word(index - 1) == "data" or may(
                sentence.forms(index - 2), PREPOSITION
            )
            other = only(noun, PLURAL | PLURAL_DEFINITE | NEUTER | NEUTER_DEFINITE)
            if other and not governed and may(sentence.forms(index + 1), PREPOSITION):
                text = sentence.tokens[index - 1].text
                message = _("'{word}' does not agree with '{noun}'", word=token.text, noun=text)
                hint = _("give it the gender and number of '{noun}'", noun=text)
                yield finding_at(sentence, index, index, message, hint)


_BECOMING = word_set("bli blir blev blivit")


@rule(
    "passive-twice",
    Severity.WARNING,
    about=_("A verb is made passive twice, by `bli` and by its s: `har blivit utsatts`."),
    why=_("It is `har blivit utsatt` or `har utsatts`."),
    bad="# Text\n\nPersonerna hade blivit utsatts för hot.\n",
    good="# Text\n\nPersonerna hade blivit utsatta för hot. De hade utsatts för hot.\n",
)
def passive_twice(subject: Subject) -> Iterator[Finding]:
    """A form of `bli` with a passive supine right behind it."""
    for sentence in subject.sentences:
        if sentence.words.isdisjoint(_BECOMING):
            continue
        for index, token in enumerate(sentence.tokens):
            if token.word not in _BECOMING:
                continue
            if only(sentence.forms(index + 1), PASSIVE_SUPINE | PASSIVE_PAST):
                text = sentence.tokens[index + 1].text
                message = _("'{verb}' is passive already", verb=text)
                hint = _("leave '{word}' out, or write the participle", word=token.text)
                yield finding_at(sentence, index, index + 1, message, hint)


@rule(
    "two-supines",
    Severity.WARNING,
    about=_("Two supines stand side by side: `har skrivit tagit fram`, `har hunnit börjat`."),
    why=_("One is left from an earlier wording, or the second should be an infinitive."),
    bad="# Text\n\nPolisen har hunnit börjat med arbetet.\n",
    good="# Text\n\nPolisen har hunnit börja med arbetet. Vi har fått gjort det.\n",
)
def two_supines(subject: Subject) -> Iterator[Finding]:
    """A strong supine with another behind it, and no comma between."""
    for sentence in subject.sentences:
        for index, token in enumerate(sentence.tokens):
            helping = token.word in _HAVING_INFINITIVES
            strong = only(token.forms, SUPINE) and token.word not in _HAVING_SUPINES
            second = sentence.forms(index + 1)
            weak = only(second, SUPINES | ADJECTIVE | ADVERB) and may(second, SUPINES)
            if (strong and only(second, SUPINE)) or (weak and helping):
                verb = sentence.tokens[index + 1].text
                message = _(
                    "'{first}' and '{second}' are both supines", first=token.text, second=verb
                )
                yield finding_at(sentence, index, index + 1, message, _SUPINES_HINT)


_HAVING_INFINITIVES = word_set("hunnit kunnat velat orkat behövt vågat")
_HAVING_SUPINES = word_set("fått blivit varit haft")
_SUPINES_HINT = _("delete one of them, or write the second as an infinitive")
