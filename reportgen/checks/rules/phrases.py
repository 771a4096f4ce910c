"""Noun phrases: what stands before a noun has its number and its definiteness."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.grammar.forms import (
    A_FORMS,
    ADJECTIVE_NEUTER,
    ADVERB,
    CONJUNCTION,
    DEFINITE,
    FINITE,
    IMPERATIVE,
    INFINITIVE,
    NEUTER,
    NEUTER_DEFINITE,
    NEUTER_FORMS,
    NEUTER_PLURAL,
    NUMBER,
    PARTICIPLE_NEUTER,
    PLURAL,
    PREPOSITION,
    SUPINE,
    UNINFLECTED,
    UNKNOWN,
    UTRUM,
    UTRUM_DEFINITE,
    UTRUM_FORMS,
    UTRUM_PLURAL,
    Forms,
    may,
    only,
)
from reportgen.checks.grammar.sentences import Sentence
from reportgen.checks.patterns import word_set
from reportgen.checks.prose import finding_at
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity

TOPIC = _("Noun phrases")

_SINGULAR = UTRUM | NEUTER
# Nouns that are used in both numbers, or by someone in either.
_FREE_NOUNS = (
    *("data", "datum", "media", "par", "sorts", "slags", "tusen", "procent", "man"),
    *("vardagar", "helger", "nätter", "kvällar", "dagar"),  # “öppen vardagar”: when
)
# They have no form of their own for several: "blå lådor".
_UNCHANGED = ("blå", "grå", "rosa", "lila")


def _is_free(sentence: Sentence, noun: int) -> bool:
    """Whether the noun is in either number, or is only the first part of what follows."""
    if sentence.word(noun).endswith(_FREE_NOUNS):
        return True
    following = sentence.forms(noun + 1)
    return sentence.word(noun + 1) == "-" or only(following, _SINGULAR | PLURAL | DEFINITE)


def _after(sentence: Sentence, index: int, kind: Forms) -> int:
    """The index of what follows at most two adjectives of a kind."""
    stop = index + 2
    while index < stop and only(sentence.forms(index), kind):
        index += 1
    return index


def _finding(sentence: Sentence, first: int, noun: int, hint: _) -> Finding:
    word, head = sentence.tokens[first].text, sentence.tokens[noun].text
    message = _("'{word}' does not go with '{noun}'", word=word, noun=head)
    return finding_at(sentence, first, noun, message, hint)


_FOR_ONE = word_set(
    "min din sin vår mitt ditt sitt vårt ert varje varannan vartannat denna detta något ingen "
    "inget annan annat"
)
_NEVER_ALONE = word_set("sin sitt min din mitt ditt vårt")
_FOR_SEVERAL = word_set("mina dina sina våra era")
_ALL = word_set("alla samtliga båda bägge många flera dessa de")


@rule(
    "determiner-of-another",
    Severity.WARNING,
    about=_("What stands before a noun is of another number: `i sin rutiner`, `varje ärenden`."),
    why=_("It is left when the one was changed and the other was not."),
    bad="# Text\n\nKommunen har det i sin rutiner.\n",
    good="# Text\n\nKommunen har det i sina rutiner. Varje ärende är viktigt.\n",
    supersedes=("wrong-number", "wrong-gender"),
)
def determiner_of_another(subject: Subject) -> Iterator[Finding]:
    """Possessives, `varje`, `denna`, `alla` with adjectives and a noun of the other number."""
    for sentence in subject.sentences:
        for index, token in enumerate(sentence.tokens):
            if token.word in _FOR_ONE:
                noun = _after(sentence, index + 1, A_FORMS | UTRUM_FORMS | NEUTER_FORMS)
                verb = FINITE if token.word in _NEVER_ALONE else 0  # "mallar" can be one elsewhere
                forms = sentence.forms(noun)
                wrong = only(forms, PLURAL | verb) and may(forms, PLURAL)
            elif token.word in _FOR_SEVERAL:
                noun = _after(sentence, index + 1, A_FORMS | UNINFLECTED)
                wrong = only(sentence.forms(noun), _SINGULAR)
            elif token.word in _ALL:
                noun = index + 1 + _is_number(sentence, index + 1)
                wrong = only(sentence.forms(noun), UTRUM_DEFINITE | NEUTER_DEFINITE)
                wrong = wrong and not (token.word == "de" and _is_subject(sentence, index))
            elif sentence.word(index + 1) == "av" and only(token.forms, NUMBER):
                noun = index + 2
                one = only(sentence.forms(noun), UTRUM_DEFINITE | NEUTER_DEFINITE)
                wrong = one and token.word != "1" and not sentence.word(noun).endswith(_WHOLES)
            else:
                continue
            wrong = wrong and not sentence.word(noun).endswith(_SEVERAL_ALL_THE_SAME)
            if wrong and not _is_free(sentence, noun) and not _stands_alone(sentence, index):
                yield _finding(sentence, index, noun, _BOTH_HINT)


# What several can be part of, though it is one.
_WHOLES = (
    *("personalen", "gruppen", "tiden", "året", "dagen", "veckan", "månaden", "teamet", "laget"),
    *("familjen", "materialet", "budgeten", "befolkningen", "summan", "beloppet", "bidraget"),
    *("kostnaden", "priset", "ytan", "länet", "landet", "världen", "styrelsen", "nätverket"),
    *("typen", "slaget", "sorten", "storleken", "klassen", "modellen", "kategorin", "omgången"),
    *("ligan", "serien", "loppet", "listan", "pengarna", "besättningen", "publiken", "loppet"),
    *("polisen", "armén", "flottan", "kullen", "lagstiftningen", "boken", "lagen", "filmen"),
)
# Plurals for which the dictionary has only another word, and a time: "de fyra året innan".
_SEVERAL_ALL_THE_SAME = ("ögonen", "milen", "anden", "året", "månaden", "veckan")
_BOTH_HINT = _("write both in the singular or both in the plural")


def _is_number(sentence: Sentence, index: int) -> bool:
    forms = sentence.forms(index)
    return forms != UNKNOWN and may(forms, NUMBER)


def _is_subject(sentence: Sentence, index: int) -> bool:
    """Whether `de` can be the subject behind its verb: “gav de polisen”."""
    return may(sentence.forms(index - 1), FINITE)


def _stands_alone(sentence: Sentence, index: int) -> bool:
    """Whether a pronoun need not belong to what follows: “gav denna resurser”."""
    alone = sentence.word(index) in ("denna", "detta", "annan", "annat", "något", "alla", "ingen")
    return alone and index > 0 and not _is_preposition(sentence.forms(index - 1))


def _is_preposition(forms: Forms) -> bool:
    """Whether it is a preposition, if it is not a conjunction or an adverb: "för", "i"."""
    small = PREPOSITION | ADVERB | CONJUNCTION
    return only(forms, small) and may(forms, PREPOSITION)


_INDEFINITE = word_set("en ett flera många några fler varje någon något inga inget ingen sådana")
_POSSESSIVES = word_set(
    "min din sin vår mitt ditt sitt vårt ert mina dina sina våra era hans hennes dess deras"
)


@rule(
    "needless-definite",
    Severity.WARNING,
    about=_("A noun is definite where it can't be: `en insatsen`, `våra rutinerna`, `fem dagen`."),
    why=_("It is left when what stands before the noun was changed."),
    bad="# Text\n\nVi har sett över våra rutinerna.\n",
    good="# Text\n\nVi har sett över våra rutiner. De fem dagarna gav mycket.\n",
    supersedes=("wrong-gender", "wrong-number"),
)
def needless_definite(subject: Subject) -> Iterator[Finding]:
    """`en`, `flera`, possessives, numbers and indefinite adjectives before a definite noun."""
    for sentence in subject.sentences:
        for index, token in enumerate(sentence.tokens):
            noun = index + 1
            if token.word in _POSSESSIVES:
                noun = _after(sentence, index + 1, A_FORMS)
            elif token.word in _INDEFINITE:
                if sentence.word(index - 1) in ("de", "den", "det", "dessa", "alla", "var"):
                    continue
            elif only(token.forms, NUMBER):
                if not _counts(sentence, index):
                    continue
            elif not _is_for_one(sentence, index):
                continue
            if _is_definite(sentence, noun):
                yield _finding(sentence, index, noun, _DEFINITE_HINT)


_DEFINITE_HINT = _("write the noun without its definite ending, or change what stands before it")


def _is_definite(sentence: Sentence, noun: int) -> bool:
    """Whether the noun can be nothing else: "ställen" and "huvuden" are plurals."""
    forms, word = sentence.forms(noun), sentence.word(noun)
    if not only(forms, DEFINITE) or sentence.tokens[noun].text[0].isupper():
        return False
    if word.endswith(("ställen", "huvuden", "anden", "enden", "ögon", "öron")):
        return False
    if word in ("milen", "dygnet"):
        return False  # “tog guld på fem milen”
    # “En polisen känd man”: the noun belongs to what follows
    return not may(sentence.forms(noun + 1), UTRUM_FORMS | NEUTER_FORMS | A_FORMS)


_COUNTED_FROM = word_set("i på med för till av hos bland cirka drygt under efter vid om ca")


def _counts(sentence: Sentence, index: int) -> bool:
    """Whether a number counts what follows, with neither an article nor an order: “till fem”."""
    token, before = sentence.tokens[index], sentence.word(index - 1)
    if token.text[0].isdigit() and not (before in _COUNTED_FROM and len(token.text) < _YEAR):
        return False
    singular = only(sentence.forms(index + 1), UTRUM_DEFINITE | NEUTER_DEFINITE)
    ordinal = token.text[0].isdigit() and singular  # “i 34 minuten”
    clock = sentence.word(index + 2) in ("om", "efter", "runt", "därpå", "före", "innan")
    return before in _COUNTED_FROM and not ordinal and not (singular and clock)


_YEAR = 4


def _is_for_one(sentence: Sentence, index: int) -> bool:
    """Whether an adjective stands there that no definite noun takes: “ny insatsen”."""
    token = sentence.tokens[index]
    if token.word.endswith(_UNCHANGED) or not only(token.forms, UTRUM_FORMS):
        return False
    if token.word == "mån":
        return False  # “i den mån polisen hinner”
    before = sentence.forms(index - 1)
    return _is_preposition(before) or sentence.word(index - 1) in ("den", "det")


@rule(
    "adjective-of-another",
    Severity.WARNING,
    about=_("An adjective is of another number than its noun: `gemensam insatser`, `nya insats`."),
    why=_("An ending has been left out, or is left from another wording."),
    bad="# Text\n\nVi deltog i flera samtal om gemensam insatser.\n",
    good="# Text\n\nVi deltog i samtal om gemensamma insatser, i första hand för barn.\n",
    supersedes=("wrong-gender", "wrong-number"),
)
def adjective_of_another(subject: Subject) -> Iterator[Finding]:
    """An adjective for one before a plural; one for several before a singular, governed alone."""
    for sentence in subject.sentences:
        for index, token in enumerate(sentence.tokens):
            noun = sentence.forms(index + 1)
            if _is_single_before_several(token.word, token.forms, noun):
                wrong = sentence.word(index - 1) not in ("en", "ett", "den", "det", "någon")
            else:
                wrong = only(token.forms, A_FORMS) and only(noun, _SINGULAR)
                wrong = wrong and _is_bare(sentence, index)
            if wrong and not _is_free(sentence, index + 1):
                yield _finding(sentence, index, index + 1, _BOTH_HINT)


def _is_single_before_several(word: str, forms: Forms, noun: Forms) -> bool:
    if word.endswith(_UNCHANGED):
        return False
    utrum = only(forms, UTRUM_FORMS) and only(noun, PLURAL)
    neuter = only(forms, ADJECTIVE_NEUTER | PARTICIPLE_NEUTER) and only(noun, UTRUM_PLURAL)
    return utrum or (neuter and not may(noun, NEUTER_PLURAL))


_ORDERS = ("sta", "ste", "tredje", "fjärde", "femte", "sjätte", "nde", "första", "andra", "förra")


def _is_bare(sentence: Sentence, index: int) -> bool:
    """Whether an adjective in the a-form has no article and is no superlative or ordinal."""
    word = sentence.word(index)
    if word.endswith(_ORDERS) or word in ("ena", "enda", "egna", "hela", "halva", "råda"):
        return False
    before = sentence.forms(index - 1)
    return _is_preposition(before) or only(before, FINITE | INFINITIVE | IMPERATIVE | SUPINE)
