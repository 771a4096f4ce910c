"""Pronouns: `de` and `dem`."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.grammar.forms import (
    A_FORMS,
    ADVERB,
    CONJUNCTION,
    FINITE,
    GENITIVES,
    IMPERATIVE,
    INFINITIVE,
    MARK,
    NOUN,
    NUMBER,
    PLURAL,
    PLURAL_DEFINITE,
    PREPOSITION,
    SUBORDINATOR,
    UNINFLECTED,
    UNKNOWN,
    UTRUM_PLURAL,
    Forms,
    may,
    only,
)
from reportgen.checks.grammar.sentences import Sentence, may_be_finite, subject_phrase
from reportgen.checks.grammar.word_groups import PERSONS_MEANT
from reportgen.checks.patterns import word_set
from reportgen.checks.prose import capital_as, finding_at
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity

TOPIC = _("Pronouns")

_DATIVE = word_set("av till från med hos åt mot för bland om")


@rule(
    "they-or-them",
    Severity.WARNING,
    about=_("`De` stands where `dem` belongs, or the other way round: `till de.`, `Dem har`."),
    why=_("They sound alike, and many readers mind."),
    bad="# Text\n\nVi gav stöd till de och deras familjer.\n",
    good="# Text\n\nVi gav stöd till dem. De har fått hjälp av de nya teamen.\n",
)
def they_or_them(subject: Subject) -> Iterator[Finding]:
    """`de` alone or before a verb after a preposition, `dem` as a subject or an article."""
    for sentence in subject.sentences:
        if not sentence.words.isdisjoint(("de", "dem", "dom")):
            for index, token in enumerate(sentence.tokens):
                right = _right_pronoun(sentence, index)
                if right:
                    message = _(
                        "'{word}' stands where '{right}' belongs", word=token.text, right=right
                    )
                    hint = _("write '{right}'", right=right)
                    yield finding_at(sentence, index, index, message, hint, right)


def _right_pronoun(sentence: Sentence, index: int) -> str:
    """What a pronoun should be: `dem` for an object, `de` for a subject; "" where it is right."""
    word, after = sentence.word(index), sentence.forms(index + 1)
    right = ""
    if _is_fronted_object(sentence, index):
        right = "dem" if word in ("de", "dom") else ""
    elif word in ("de", "dom") and (_is_object(sentence, index) or _is_governed(sentence, index)):
        right = "dem"
    elif (word in ("dem", "dom") and _is_subject(sentence, index, after)) or (
        word == "dem" and _is_article(sentence, index)
    ):
        right = "de"
    return capital_as(sentence.tokens[index].text, right) if right else ""


def _is_object(sentence: Sentence, index: int) -> bool:
    """Whether a pronoun stands alone after a preposition, or between a verb and a preposition."""
    following = sentence.tokens[index + 1 : index + 2]
    alone = not following or following[0].text in ".,;:)" or following[0].word in ("och", "eller")
    before = sentence.forms(index - 1)
    if sentence.word(index - 1) in _DATIVE:
        return alone or (
            sentence.word(index - 1) in _NEVER_JOINING
            and sentence.word(index + 1) in _BEHIND_OBJECT
        )
    if may(before, PREPOSITION) and only(before, PREPOSITION | ADVERB | CONJUNCTION):
        return not following or following[0].text in ".;:)!?"
    verb = only(before, INFINITIVE | IMPERATIVE) and may(before, INFINITIVE)
    return verb and (alone or sentence.word(index + 1) in _AFTER_OBJECT)


_SUBJECTS = word_set("vi jag man ni")


def _is_fronted_object(sentence: Sentence, index: int) -> bool:
    """Whether it begins a sentence whose subject stands behind the verb: “Dem räknar vi inte”."""
    return (
        index == 0
        and sentence.word(index) in ("de", "dem", "dom")
        and may(sentence.forms(index + 1), FINITE)
        and sentence.forms(index + 1) != UNKNOWN
        and sentence.word(index + 2) in _SUBJECTS
    )


# “med de ut”, “med de på nätet”: no noun follows that the pronoun could belong to.
_BEHIND_OBJECT = word_set(
    "på till från med i hos inom av om under via vid efter genom för mot ut in upp ner hem igen "
    "direkt nu då också utan åt över per"
)
_AFTER_OBJECT = word_set("på till från med i hos inom av")


def _is_subject(sentence: Sentence, index: int, after: Forms) -> bool:
    """Whether it begins its clause, before a verb, or stands before an adjective and a noun."""
    before = sentence.forms(index - 1)
    if index == 0 and sentence.word(1) == "som" and sentence.is_finite(2):
        return True  # “Dem som söker stöd är unga”
    free = index == 0 or only(before, MARK | SUBORDINATOR | CONJUNCTION | ADVERB)
    if sentence.word(index + 1) == "flesta" or sentence.word(index - 1) in _HELPING:
        return True  # “att dem flesta deltagarna ville”, “kan dem utsatta få stöd”
    small = PREPOSITION | ADVERB | CONJUNCTION | SUBORDINATOR
    governed = only(before, small) or index == 0
    if sentence.word(index) == "dem" and governed and only(after, A_FORMS | UNINFLECTED | NUMBER):
        return (
            may(sentence.forms(index + 2), NOUN | GENITIVES)
            and sentence.forms(index + 2) != UNKNOWN
        )
    if not free or (index and sentence.word(index) == "dem" and not may(before, SUBORDINATOR)):
        return False
    if sentence.word(index - 1) == "som":
        return _is_relative_subject(sentence, index + 1)
    return sentence.is_finite(index + 1) or (may(after, FINITE) and after != UNKNOWN and index > 0)


# Between these and their infinitive stands a subject.
_HELPING = word_set("ska skall kan bör måste skulle kunde borde brukar")


def _is_relative_subject(sentence: Sentence, index: int) -> bool:
    """Whether a verb stands there behind an adverb: “som dem inte kände”, not “som dem är”."""
    while sentence.word(index) in _ADVERBS_OF_CLAUSES:
        index += 1
        if sentence.is_finite(index):
            return True
    return False


_ADVERBS_OF_CLAUSES = word_set("inte aldrig ofta redan också alltid sällan ännu själva bara")


# After these no clause begins, as in "för de är", "om de kom" and "innan de gick".
_NEVER_JOINING = word_set("av bland hos med mot åt mellan från")
_BEFORE_ARTICLE = _NEVER_JOINING | word_set("för till om på i inom")


def _is_governed(sentence: Sentence, index: int) -> bool:
    """Whether a finite verb follows a pronoun and its preposition: "av de riktade sig"."""
    behind = sentence.word(index + 1)
    reflexive = sentence.word(index + 2) == "sig" and behind.endswith(("ade", "de", "te"))
    verb = reflexive or sentence.is_finite(index + 1)
    return verb and sentence.word(index - 1) in _NEVER_JOINING


def _is_article(sentence: Sentence, index: int) -> bool:
    """Whether a noun follows, or an adjective for persons: "av dem sökande", "från dem länen"."""
    noun = only(sentence.forms(index + 1), PLURAL_DEFINITE)
    meant = sentence.word(index + 1) in PERSONS_MEANT
    meant = meant and sentence.word(index + 2) not in ("för", "av", "i", "med")
    return sentence.word(index - 1) in _BEFORE_ARTICLE and (noun or meant)


_DOUBTING = word_set(
    "avgör avgöra avgjorde avgjort undrar undra undersöka undersöker undersökte utreda utreder ",
    "kontrollera kontrollerar kontrollerade pröva prövar oklart ovisst osäkert",
)
_FAR = 5


@rule(
    "wrong-relative",
    Severity.WARNING,
    about=_(
        "`Vilka` or `som` joins what it can't: `ett tillstånd, vilka gör`, `avgör som en får`."
    ),
    why=_("The reader looks for something that the word could mean."),
    bad="# Text\n\nDet är slumpen som avgör som en människa får hjälp.\n",
    good="# Text\n\nDet är slumpen som avgör om en människa får hjälp. Det är vi som avgör.\n",
)
def wrong_relative(subject: Subject) -> Iterator[Finding]:
    """`vilka` behind a singular or a verb; `som` with a subject behind a verb of doubt."""
    for sentence in subject.sentences:
        for index, token in enumerate(sentence.tokens):
            right = ""
            if token.word == "vilka" and sentence.word(index - 1) == ",":
                right = "vilket" if _is_of_one(sentence, index) else ""
            elif token.word == "som" and sentence.word(index - 1) in _DOUBTING:
                phrase = subject_phrase(sentence, index + 1)
                right = "om" if phrase and may_be_finite(sentence, phrase.end) else ""
            if right:
                message = _("'{word}' stands where '{right}' belongs", word=token.text, right=right)
                hint = _("write '{right}'", right=right)
                yield finding_at(sentence, index, index, message, hint, right)


def _is_of_one(sentence: Sentence, index: int) -> bool:
    """Whether nothing before “, vilka” is several: no plural and no `och` near it."""
    forms = sentence.forms(index - 2)
    near = sentence.tokens[max(index - _FAR, 0) : index]
    if any(token.word in ("och", "samt", "eller", "de", "alla") for token in near):
        return False
    one = any(token.word in ("en", "ett", "varje", "den", "det") for token in near[-4:])
    sure = one and not may(forms, UTRUM_PLURAL | PLURAL_DEFINITE)
    earlier = sentence.tokens[: index - 1]
    several = any(may(token.forms, PLURAL | PLURAL_DEFINITE | NUMBER) for token in earlier)
    return sentence.is_finite(index + 1) and forms != UNKNOWN and (sure or not several)


@rule(
    "wrong-age",
    Severity.WARNING,
    about=_("Several ages stand with `gammal`: `mellan 13 och 17 år gammal`."),
    why=_("Who is between two ages is mostly several persons."),
    bad="# Text\n\nDe var mellan 13 och 17 år gammal.\n",
    good="# Text\n\nDe var mellan 13 och 17 år gamla, och hon var 19 år gammal.\n",
)
def wrong_age(subject: Subject) -> Iterator[Finding]:
    """Two numbers with `år gammal`, unless a single person is told of."""
    for sentence in subject.sentences:
        if sentence.words.isdisjoint(("gammal", "gammalt")):
            continue
        for index, token in enumerate(sentence.tokens):
            if token.word not in ("gammal", "gammalt") or sentence.word(index - 1) != "år":
                continue
            joined = sentence.word(index - 3) in ("och", "till", "–", "eller")
            if joined and only(sentence.forms(index - 2) & sentence.forms(index - 4), NUMBER):
                message = _("'{word}' does not go with '{noun}'", word=token.text, noun="år")
                hint = _("write '{right}'", right="gamla")
                yield finding_at(sentence, index, index, message, hint, "gamla")
