"""Participles behind the nouns that they describe."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.grammar.forms import (
    NEUTER,
    NEUTER_DEFINITE,
    PARTICIPLE_UTRUM,
    PLURAL,
    PLURAL_DEFINITE,
    PREPOSITION,
    may,
    only,
)
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
