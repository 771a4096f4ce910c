"""Predicates: what is said of a subject has its gender and number."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.grammar.forms import (
    A_FORMS,
    ADJECTIVE_UTRUM,
    ADVERB,
    FINITE,
    INDEFINITE,
    MARK,
    NEUTER_DEFINITE,
    NEUTER_FORMS,
    NOUN,
    PARTICIPLE_UTRUM,
    PAST,
    PLURAL_DEFINITE,
    SUPINE,
    UNKNOWN,
    UTRUM_DEFINITE,
    UTRUM_FORMS,
    may,
    only,
)
from reportgen.checks.grammar.sentences import (
    MEASURES,
    Phrase,
    Sentence,
    begins_subordinate,
    starts_of_clauses,
    subject_phrase,
)
from reportgen.checks.patterns import word_set
from reportgen.checks.prose import finding_at
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity

TOPIC = _("Predicates")

_COPULAS = word_set("är var blir blev")
_DEGREES = word_set("mycket också även inte fortsatt väldigt särskilt alltid ganska lika så mest")
_STILL_ADVERBS = word_set(
    "tidigt sent långt ständigt direkt öppet fortsatt ofta i_gång nytt länge tillgängligt möjligt ",
    "svårt lätt bra igång viktigt klart högt lågt nära kort snabbt tyst gratis roligt tråkigt",
)


@rule(
    "wrong-predicate",
    Severity.WARNING,
    about=_(
        "What is said of the subject has another gender or number: `utbildningarna är viktig`."
    ),
    why=_("It is left when the subject was changed and its adjective was not."),
    bad="# Text\n\nUtbildningarna är viktig för personalen.\n",
    good="# Text\n\nUtbildningarna är viktiga för personalen. Det är viktigt.\n",
)
def wrong_predicate(subject: Subject) -> Iterator[Finding]:
    """An adjective after `är`, `var`, `blir` or `blev`, against the noun that begins the clause."""
    for sentence in subject.sentences:
        if sentence.words.isdisjoint(_COPULAS | {"blivit", "varit"}):
            continue
        yield from _before_att(sentence)
        yield from _of_several(sentence)
        yield from _of_us(sentence)
        yield from _in_clauses(sentence)
        for start in starts_of_clauses(sentence):
            phrase = subject_phrase(sentence, start)
            if phrase is None or phrase.head.word in MEASURES - {"antalet"}:
                continue
            place = _behind_copula(sentence, phrase.end)
            if not place:
                continue
            while sentence.word(place) in _DEGREES:
                place += 1
            # "Polisen och kommunen är nöjda": two of one are several.
            several = start > 1 and only(sentence.forms(place), A_FORMS)
            if sentence.goes_on(place + 1) and not several and _disagrees(phrase, sentence, place):
                yield _predicate_finding(sentence, phrase, place)


def _behind_copula(sentence: Sentence, index: int) -> int:
    """Where what is said of the subject stands: "är nöjda", "har blivit nöjda"; 0 elsewhere."""
    index += sentence.word(index) in ("hittills", "också", "då")
    if sentence.word(index) in _COPULAS:
        return index + 1
    perfect = sentence.word(index) in ("har", "hade")
    return index + 2 if perfect and sentence.word(index + 1) in ("blivit", "varit") else 0


_ALL_OF_THEM = word_set("båda bägge alla samtliga")


def _before_att(sentence: Sentence) -> Iterator[Finding]:
    """“Det är viktig att”: what `att` begins is neither masculine nor feminine."""
    for index in range(1, len(sentence.tokens) - 1):
        if sentence.word(index) not in _COPULAS or sentence.word(index - 1) != "det":
            continue
        place = _said_of_att(sentence, index)
        if only(sentence.forms(place), ADJECTIVE_UTRUM):
            word = sentence.tokens[place].text
            message = _("'{word}' does not agree with '{noun}'", word=word, noun="det")
            hint = _("give it the gender and number of '{noun}'", noun="det")
            yield finding_at(sentence, place, place, message, hint)


def _said_of_att(sentence: Sentence, copula: int) -> int:
    """Where it stands in “det är viktigt att” and “hur viktigt det är att”; -1 for nowhere."""
    place = copula + 1
    while sentence.word(place) in _DEGREES:
        place += 1
    if sentence.word(place + 1) == "att":
        return place
    turned = sentence.word(copula + 1) == "att" and sentence.word(copula - 3) == "hur"
    return copula - 2 if turned and copula >= 3 else -1


def _of_several(sentence: Sentence) -> Iterator[Finding]:
    """“Tjänsterna är båda tillsatt”: what is said of several is said of one."""
    for index in range(1, len(sentence.tokens)):
        if sentence.word(index) not in _ALL_OF_THEM or sentence.word(index - 1) not in _COPULAS:
            continue
        forms = sentence.forms(index + 1)
        one = only(forms, UTRUM_FORMS | NEUTER_FORMS | ADVERB | SUPINE | FINITE)
        if one and may(forms, PARTICIPLE_UTRUM | NEUTER_FORMS) and sentence.goes_on(index + 2):
            word, all_ = sentence.tokens[index + 1].text, sentence.tokens[index].text
            message = _("'{word}' does not agree with '{noun}'", word=word, noun=all_)
            hint = _("give it the gender and number of '{noun}'", noun=all_)
            yield finding_at(sentence, index + 1, index + 1, message, hint)


_WE = word_set("vi ni")


def _of_us(sentence: Sentence) -> Iterator[Finding]:
    """“Vi är anställd av kommunen”: what is said of several is said of one."""
    for index in range(len(sentence.tokens) - 2):
        if sentence.word(index) not in _WE:
            continue
        turned = sentence.word(index - 1) in _COPULAS  # “är vi orolig”
        place = index + 1 if turned else _behind_copula(sentence, index + 1)
        while place and sentence.word(place) in _DEGREES:
            place += 1
        if place and only(sentence.forms(place), UTRUM_FORMS) and not _has_noun(sentence, place):
            word, we = sentence.tokens[place].text, sentence.tokens[index].text
            message = _("'{word}' does not agree with '{noun}'", word=word, noun=we)
            hint = _("give it the gender and number of '{noun}'", noun=we)
            yield finding_at(sentence, place, place, message, hint)


def _in_clauses(sentence: Sentence) -> Iterator[Finding]:
    """“… att lokalerna är liten”: the same in a subordinate clause."""
    for index, token in enumerate(sentence.tokens):
        if not begins_subordinate(token) or token.word in ("som", "än", "vilka", "vilket"):
            continue
        phrase = subject_phrase(sentence, index + 1)
        place = _behind_copula(sentence, phrase.end) if phrase else 0
        while place and sentence.word(place) in _DEGREES:
            place += 1
        if phrase is None or not place or sentence.word(place) in ("udda", "redo"):
            continue
        head, forms = phrase.head.forms, sentence.forms(place)
        wrong = (
            (only(head, PLURAL_DEFINITE) and only(forms, UTRUM_FORMS))
            or (only(head, NEUTER_DEFINITE) and only(forms, UTRUM_FORMS | A_FORMS))
            or (only(head, UTRUM_DEFINITE) and only(forms, A_FORMS))
        )
        ends = sentence.goes_on(place + 1) or sentence.is_finite(place + 1)
        if wrong and ends and phrase.head.word not in _GROUPS | MEASURES:
            yield _predicate_finding(sentence, phrase, place)


def _has_noun(sentence: Sentence, index: int) -> bool:
    return may(sentence.forms(index + 1), NOUN) and sentence.forms(index + 1) != UNKNOWN


# What “tillsatt” can be.
_OF_PARTICIPLES = UTRUM_FORMS | NEUTER_FORMS | ADVERB | SUPINE | PAST


def _disagrees(phrase: Phrase, sentence: Sentence, place: int) -> bool:
    subject, forms = phrase.head.forms, sentence.forms(place)
    singular = only(forms, UTRUM_FORMS | NEUTER_FORMS | ADVERB | SUPINE) and may(
        forms, UTRUM_FORMS | NEUTER_FORMS
    )
    utrum = only(forms, UTRUM_FORMS | INDEFINITE) and may(forms, UTRUM_FORMS)
    if only(subject, PLURAL_DEFINITE):
        participle = only(forms, _OF_PARTICIPLES) and may(forms, PARTICIPLE_UTRUM)
        return utrum or participle
    if only(subject, NEUTER_DEFINITE):
        return utrum or only(forms, A_FORMS)
    if only(subject, UTRUM_DEFINITE):
        participle = singular and sentence.word(place).endswith(("at", "tt", "rt", "et"))
        ends = only(sentence.forms(place + 1), MARK)
        neuter = (participle or (singular and ends)) and not may(forms, UTRUM_FORMS)
        return (neuter and sentence.word(place) not in _STILL_ADVERBS) or (
            only(forms, A_FORMS) and phrase.head.word not in _GROUPS
        )
    return False


# One group of many people: "polisen är positiva" is said.
_GROUPS = word_set(
    "polisen personalen gruppen teamet paret familjen majoriteten merparten ungdomen publiken ",
    "allmänheten målgruppen arbetsgruppen styrgruppen nätverket ledningen hälften delen",
)


def _predicate_finding(sentence: Sentence, phrase: Phrase, place: int) -> Finding:
    word = sentence.tokens[place].text
    message = _("'{word}' does not agree with '{noun}'", word=word, noun=phrase.head.text)
    hint = _("give it the gender and number of '{noun}'", noun=phrase.head.text)
    return finding_at(sentence, place, place, message, hint)
