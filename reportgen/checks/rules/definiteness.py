"""Definite forms: after `den`, `det`, `de` with an adjective, and after `denna`."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.grammar.forms import (
    A_FORMS,
    ADVERB,
    CONJUNCTION,
    DEFINITE,
    INDEFINITE,
    MARK,
    NEUTER,
    NEUTER_DEFINITE,
    NUMBER,
    PAST,
    PLURAL_DEFINITE,
    PREPOSITION,
    SUBORDINATOR,
    UNINFLECTED,
    UTRUM_DEFINITE,
    may,
    only,
)
from reportgen.checks.grammar.sentences import (
    Sentence,
    may_be_finite,
)
from reportgen.checks.grammar.word_groups import PERSONS_MEANT
from reportgen.checks.patterns import word_set
from reportgen.checks.prose import capital_as, finding_at
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity

TOPIC = _("Definite form")

_ARTICLES = frozenset(("den", "det", "de"))
_NO_DEFINITE = word_set("flesta första andra sista enda båda samma ena bägge så allra övriga")


@rule(
    "missing-definite",
    Severity.WARNING,
    about=_(
        "A noun lacks its definite form after `den`, `det` or `de` and an adjective: "
        "`det nya arbete`."
    ),
    why=_("Only where `som` follows can it be left out."),
    bad="# Text\n\nDet nya arbete har börjat.\n",
    good="# Text\n\nDet nya arbetet har börjat. Det nya arbete som krävs är stort.\n",
)
def missing_definite(subject: Subject) -> Iterator[Finding]:
    """An article, one or two adjectives and an indefinite noun that no relative clause follows."""
    for sentence in subject.sentences:
        if sentence.words.isdisjoint(_ARTICLES):
            continue
        for index, token in enumerate(sentence.tokens):
            if token.word not in _ARTICLES or sentence.word(index + 1) in _NO_DEFINITE:
                continue
            first = index + 1
            # "Den klart största gruppen", "de fem nya medborgarna"
            degree = sentence.word(first) in ("klart", "mest", "minst", "helt", "mycket")
            first += degree or only(sentence.forms(first), NUMBER)
            noun = _after_adjectives(sentence, first)
            here = sentence.word(index + 1) in ("här", "där")
            counted = token.word == "de" and first == index + 2 and not degree
            # “Tillsammans initierade de 32 ärenden”: a subject behind its verb
            counted = counted and not may_be_finite(sentence, index - 1)
            # “63 av de 81 kvinnor”: 63 of them were women
            number = only(sentence.forms(index - 2), NUMBER) and sentence.word(index - 1) == "av"
            counted = counted and not number
            if (noun == first and not here and not counted) or not only(
                sentence.forms(noun), INDEFINITE
            ):
                continue
            if sentence.word(noun - 1) in PERSONS_MEANT or _is_superlative(sentence, noun - 1):
                continue  # “vi gav den utsatta information”, “den största insats”
            if _stands_alone(sentence, noun + 1):
                text = sentence.tokens[noun].text
                message = _(
                    "'{noun}' is not definite after '{article}'", noun=text, article=token.text
                )
                hint = _("write the definite form, or leave '{article}' out", article=token.text)
                yield finding_at(sentence, index, noun, message, hint)


def _is_superlative(sentence: Sentence, index: int) -> bool:
    word = sentence.word(index)
    highest = word in (
        "största",
        "bästa",
        "högsta",
        "lägsta",
        "minsta",
        "sämsta",
        "äldsta",
        "yngsta",
    )
    return (
        highest
        or (word.endswith("aste") and word != "senaste")
        or sentence.word(index - 1) == "mest"
    )


def _after_adjectives(sentence: Sentence, index: int) -> int:
    """The index of what follows at most two adjectives in the a-form."""
    stop = index + 2
    while index < stop:
        forms = sentence.forms(index)
        if not only(forms, A_FORMS | UNINFLECTED | NEUTER) or not may(forms, A_FORMS | UNINFLECTED):
            break
        index += 1
    return index


def _stands_alone(sentence: Sentence, index: int) -> bool:
    """Whether the sentence goes on without a relative clause."""
    forms = sentence.forms(index)
    if not (may_be_finite(sentence, index) or only(forms, MARK) or may(forms, PREPOSITION)):
        return False
    rest = [token.word for token in sentence.tokens[index:]]
    return sentence.word(index) != "-" and not {
        "som",
        "där",
        "vilken",
        "vilket",
        "vilka",
        "vars",
        "då",
        "att",
    } & set(rest)


@rule(
    "article-of-another",
    Severity.WARNING,
    about=_(
        "`den`, `det` or `de` stands before a noun of another gender or number: `de nya arbetet`."
    ),
    why=_("It is left when the noun was changed and what stands before it was not."),
    bad="# Text\n\nVi driver på de förebyggande arbetet.\n",
    good="# Text\n\nVi driver på det förebyggande arbetet i de nya kommunerna.\n",
)
def article_of_another(subject: Subject) -> Iterator[Finding]:
    """An article, one or two adjectives, and a definite noun that can't have that article."""
    for sentence in subject.sentences:
        for index, token in enumerate(sentence.tokens):
            others = _OTHERS_FORMS.get(token.word)
            noun = _after_adjectives(sentence, index + 1)
            before = sentence.forms(index - 1)
            governed = only(before, PREPOSITION | ADVERB) and may(before, PREPOSITION)
            if sentence.word(noun) == "ena":
                noun += 1
            if noun == index + 1 and governed:
                noun += _may_describe(sentence, noun)  # “på den ökade behovet”
            if others is None or noun == index + 1 or sentence.word(noun - 1) in PERSONS_MEANT:
                continue
            if sentence.word(index + 1) == "hela":
                continue  # “att de hela tiden är med”
            if not only(sentence.forms(noun), others) or sentence.word(index + 1) in _FREE:
                continue
            if sentence.word(index + 1) in _NO_DEFINITE and token.word == "de":
                continue
            if not (may_be_finite(sentence, noun + 1) or sentence.goes_on(noun + 1)):
                continue
            right = next(a for a, forms in _OWN_FORMS.items() if may(sentence.forms(noun), forms))
            text = sentence.tokens[noun].text
            message = _(
                "'{word}' and '{noun}' differ in gender or number", word=token.text, noun=text
            )
            hint = _("write '{right}'", right=f"{right} … {text}")
            yield finding_at(sentence, index, index, message, hint, capital_as(token.text, right))


def _may_describe(sentence: Sentence, index: int) -> bool:
    """Whether a word can be a participle there, and a verb elsewhere: "ökade"."""
    forms = sentence.forms(index)
    return only(forms, A_FORMS | PAST) and may(forms, A_FORMS)


_OWN_FORMS = {"den": UTRUM_DEFINITE, "det": NEUTER_DEFINITE, "de": PLURAL_DEFINITE}
_OTHERS_FORMS = {a: DEFINITE & ~forms for a, forms in _OWN_FORMS.items()}

# “Det flesta”, “så allra”: no adjectives.
_FREE = _NO_DEFINITE - word_set("första andra sista enda ena övriga")

_THESE = frozenset(("denna", "detta", "dessa"))


@rule(
    "definite-after-denna",
    Severity.WARNING,
    about=_("A noun is definite after `denna`, `detta` or `dessa`: `denna insatsen`."),
    why=_("That is spoken in the west of Sweden; in writing it is `denna insats`."),
    bad="# Text\n\nDenna insatsen gav mycket.\n",
    good="# Text\n\nDenna insats gav mycket. Den här insatsen gav mycket.\n",
)
def definite_after_denna(subject: Subject) -> Iterator[Finding]:
    """A demonstrative with a definite noun of its gender, first in a sentence or governed."""
    for sentence in subject.sentences:
        if sentence.words.isdisjoint(_THESE):
            continue
        for index, token in enumerate(sentence.tokens):
            kind = {
                "denna": UTRUM_DEFINITE,
                "detta": NEUTER_DEFINITE,
                "dessa": PLURAL_DEFINITE,
            }.get(token.word)
            if kind is None or not only(sentence.forms(index + 1), kind):
                continue
            before = sentence.forms(index - 1)
            clear = only(before, PREPOSITION | ADVERB | CONJUNCTION | SUBORDINATOR)
            if index == 0 or clear or sentence.word(index - 1) in _NOT_GIVING:
                noun = sentence.tokens[index + 1].text
                message = _("'{noun}' is definite after '{word}'", noun=noun, word=token.text)
                yield finding_at(sentence, index, index + 1, message, _THIS_HINT)


# After these stands no person to whom something is given: "har detta ändamålet".
_NOT_GIVING = word_set("har hade är var blir ska kan ser såg möter mötte når nådde kommer att")
_THIS_HINT = _("write 'denna insats' or 'den här insatsen'")
