"""Compounds: words that are split or joined wrongly, and hyphens that belong elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.grammar.forms import (
    ADJECTIVE,
    ADVERB,
    CONJUNCTION,
    DETERMINER,
    GENITIVE,
    GENITIVE_DEFINITE,
    IMPERATIVE,
    NEUTER,
    NEUTER_PLURAL,
    NOUN,
    NUMBER,
    PASSIVE_PRESENT,
    PLURAL,
    PREPOSITION,
    UNKNOWN,
    UTRUM,
    UTRUM_PLURAL,
    may,
    only,
)
from reportgen.checks.grammar.sentences import Sentence, Token
from reportgen.checks.passages import Passage
from reportgen.checks.patterns import word_set
from reportgen.checks.prose import finding_at, replacing, swedish_passages
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity
from reportgen.language.patterns import Pattern

TOPIC = _("Compounds")

# Hälso- sjukvård: a hyphen, a blank, and no word that says what the first part goes on with.
_HANGING = Pattern(
    r"(?<![\w-])(?P<first>[^\W\d_]{2,})-(?P<blank> )(?P<second>[^\W\d_]{3,})(?![\w-])"
)
_JOINING = word_set("och eller samt respektive till som än men resp liksom utan såväl via & men")


def _matches(
    subject: Subject, sign: str, pattern: Pattern
) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Where a pattern matches Swedish prose, in passages that have the `sign` at all."""
    for passage in swedish_passages(subject):
        if sign in passage.typed:
            for found in pattern.finditer(passage.typed):
                yield passage, found


@rule(
    "hanging-hyphen",
    Severity.WARNING,
    about=_("A blank stands behind a hyphen and no `och` follows: `hälso- sjukvård`."),
    why=_("Either `och` is missing, or the blank is one too many."),
    bad="# Text\n\nVi utbildade hälso- sjukvårdspersonal.\n",
    good="# Text\n\nVi utbildade hälso- och sjukvårdspersonal, kultur-, och fritidspersonal.\n",
)
def hanging_hyphen(subject: Subject) -> Iterator[Finding]:
    """A first part of a compound that hangs in the air."""
    spelling = subject.spelling
    for passage, found in _matches(subject, "- ", _HANGING):
        second = found["second"]
        if second.lower() in _JOINING or second[0].isupper():
            continue
        whole = found["first"] + second
        joined = spelling is not None and spelling.is_right(whole)
        right = whole if joined else f"{found['first']}- och {second}"
        message = _("a blank stands behind the hyphen of '{word}'", word=found["first"] + "-")
        hint = _("write '{right}'", right=right)
        yield Finding(message, passage.span(*found.span()), hint)


_JOINED = Pattern(r"(?<![\w-])(?P<first>[a-zåäöé]{3,})-(?P<second>[a-zåäöé]{4,})(?![\w-])")


@rule(
    "needless-hyphen",
    Severity.WARNING,
    about=_("A compound has a hyphen between its parts: `hälso-sjukvård`, `arbets-marknad`."),
    why=_("Compounds are one word; a hyphen stands with abbreviations, names and figures."),
    bad="# Text\n\nVi mötte arbets-marknadens parter.\n",
    good="# Text\n\nVi mötte arbetsmarknadens parter på en svensk-norsk konferens.\n",
)
def needless_hyphen(subject: Subject) -> Iterator[Finding]:
    """Two parts in small letters, the first no word of its own or the whole one without hyphen."""
    spelling = subject.spelling
    if spelling is None:
        return
    for passage, found in _matches(subject, "-", _JOINED):
        first, second = found["first"], found["second"]
        joined = first.endswith("s") and spelling.is_right(first[:-1])
        if (spelling.is_right(first) and not joined) or not spelling.is_right(second):
            continue
        message = _("'{word}' has a hyphen inside", word=found[0])
        if first == "hälso":
            hint = _("write '{right}'", right=f"{first}- och {second}")
            yield Finding(message, passage.span(*found.span()), hint)
        elif spelling.is_right(first + second):
            hint = _("write '{right}'", right=first + second)
            yield replacing(passage, found.span(), message, first + second, hint)


_CUT = Pattern(
    r"(?<![\w-])(?P<first>[a-zåäöA-ZÅÄÖ]{4,})- (?:och|eller|samt) (?P<second>[^\W\d_]{4,})"
)


@rule(
    "missing-joint",
    Severity.WARNING,
    about=_("The first part of a compound lacks the letter that joins it: `prostitution- och …`."),
    why=_("It is written as it stands in the compound: `prostitutions- och …frågor`."),
    bad="# Text\n\nVi svarar på prostitution- och människohandelsfrågor.\n",
    good="# Text\n\nVi svarar på prostitutions- och människohandelsfrågor, kvälls- och nattetid.\n",
)
def missing_joint(subject: Subject) -> Iterator[Finding]:
    """A first part to which nothing can be joined as it is, and something can with an s."""
    spelling = subject.spelling
    if spelling is None:
        return
    for passage, found in _matches(subject, "- ", _CUT):
        first = found["first"]
        small = first[0].lower() + first[1:]
        if not spelling.joins(small) and spelling.joins(small + "s"):
            message = _("'{word}' lacks its joining s", word=first + "-")
            hint = _("write '{right}'", right=first + "s-")
            yield replacing(passage, found.span("first"), message, first + "s", hint)


# Ends of nouns that join what follows with an s: "utbildnings", "arbetslöshets".
_JOINTS = (
    "nings",
    "hets",
    "tions",
    "skaps",
    "sions",
    "tets",
    "ings",
    "doms",
    "stånds",
    "arbets",
    "verkans",
)


@rule(
    "split-compound",
    Severity.WARNING,
    about=_("A compound is written as two words: `utbildnings insatser`."),
    why=_("`Utbildnings insatser` reads as the efforts of some education."),
    bad="# Text\n\nVi planerar nya utbildnings insatser.\n",
    good="# Text\n\nVi planerar nya utbildningsinsatser. En utbildnings innehåll är viktigt.\n",
)
def split_compound(subject: Subject) -> Iterator[Finding]:
    """A word with a joining s, without article, and a noun that is one word with it."""
    spelling = subject.spelling
    if spelling is None:
        return
    for sentence in subject.sentences:
        for index in range(len(sentence.tokens) - 1):
            first, second = sentence.tokens[index : index + 2]
            if not second.text.islower() or not only(second.forms, NOUN | IMPERATIVE | ADJECTIVE):
                continue
            apart = _is_of_nobody(subject, sentence, index) or _is_particle(sentence, index)
            if apart and spelling.is_right(_whole(first, second)):
                yield _split_finding(sentence, index)
                continue
            if not only(second.forms, NOUN | IMPERATIVE):
                continue
            joint = first.word.endswith(_JOINTS) or _is_singular(subject, first)
            if not (joint and _is_bare(subject, sentence, index)) and not _are_parts(
                sentence, index
            ):
                continue
            if second.word in ("månad", "mat"):
                continue  # "juni månad", "fattigmans mat"
            if spelling.is_right(_whole(first, second)):
                yield _split_finding(sentence, index)


def _whole(first: Token, second: Token) -> str:
    return first.text + second.text


def _split_finding(sentence: Sentence, index: int) -> Finding:
    first, second = sentence.tokens[index : index + 2]
    whole = _whole(first, second)
    message = _("'{words}' is one word", words=f"{first.text} {second.text}")
    hint = _("write '{right}'", right=whole)
    return finding_at(sentence, index, index + 1, message, hint, whole)


# These stand alone in the genitive: "guds namn", "lördags kväll".
_OWNERS = word_set(
    "guds kungs barns djurs folks offers företags lags lands månads års måndags ",
    "tisdags onsdags torsdags fredags lördags söndags juni juli",
)


def _is_of_nobody(subject: Subject, sentence: Sentence, index: int) -> bool:
    """Whether an indefinite genitive of one thing stands without article: “eller krigs tjänst”.

    Whose it is would be said: "en kommuns ansvar", "utsatt persons behov".
    """
    token, before = sentence.tokens[index], sentence.forms(index - 1)
    counted = only(before, NUMBER) and may(token.forms, GENITIVE)  # “syns” is a verb as well
    genitive = only(token.forms, GENITIVE | (PASSIVE_PRESENT if counted else 0))
    if not index or not genitive or not token.text.islower():
        return False
    if token.word in _OWNERS or token.word.endswith(("tals", "ålders", "kanals", "sorts", "slags")):
        return False
    base = subject.lexicon.forms(token.word.removesuffix("s"))
    one = base != UNKNOWN and may(base, UTRUM | NEUTER)
    one = one and not may(base, UTRUM_PLURAL)
    if only(before, NUMBER):  # “sju tillsyns besök”: of one there are not seven
        return one and sentence.word(index - 1) not in ("en", "ett")
    return one and not may(before, DETERMINER | ADJECTIVE | NUMBER | GENITIVE | GENITIVE_DEFINITE)


_PARTICLES = word_set("före efter över under upp ut in åter mot från bi hem fort ned ner till om")
_POSSESSIVES = word_set("våra vår vårt sina sin sitt deras dess hans hennes")


def _is_particle(sentence: Sentence, index: int) -> bool:
    """Whether a first part stands between whose it is and a noun: “våra före läsningar”."""
    noun = only(sentence.forms(index + 1), NOUN | IMPERATIVE)
    own = sentence.word(index - 1) in _POSSESSIVES
    return own and noun and sentence.word(index) in _PARTICLES


def _is_singular(subject: Subject, token: Token) -> bool:
    """Whether a word is the genitive of one thing: "arbetslivs", not "barns" or "människors"."""
    if len(token.word) < _LONG and token.word not in _SHORT_ONES:
        return False
    if token.word.endswith(("tals", "ålders", "kanals")) and token.word not in _SHORT_ONES:
        return False
    if not only(token.forms, GENITIVE):
        return False
    base = subject.lexicon.forms(token.word.removesuffix("s"))
    return only(base, UTRUM | NEUTER | NEUTER_PLURAL)


_LONG = 8
_SHORT_ONES = word_set("samtals avtals stöd_samtals")
# What is counted or named stands behind these as a word of its own: "ett antal möten".
_COUNTING = word_set(
    "princip antal par del mängd rad typ slags sorts form grupp kopp glas kilo meter procent gång "
    "timme dag vecka månad år kapitel avsnitt tabell figur bilaga nummer sida punkt nivå steg fas"
)


def _are_parts(sentence: Sentence, index: int) -> bool:
    """Whether two bare nouns stand where one belongs: "inom växthus odling"."""
    first, second = sentence.tokens[index : index + 2]
    if not only(first.forms, UTRUM | NEUTER) or first.word in _COUNTING or not index:
        return False
    before = sentence.forms(index - 1)
    governed = only(before, PREPOSITION | ADVERB | CONJUNCTION) and may(before, PREPOSITION)
    return governed and only(second.forms, UTRUM | PLURAL) and sentence.goes_on(index + 2)


def _is_of_behind(subject: Subject, sentence: Sentence, index: int) -> bool:
    """Whether an article has the gender of the noun behind: "ett utbildnings möte"."""
    base = subject.lexicon.forms(sentence.word(index).removesuffix("s"))
    noun, article = sentence.forms(index + 1), sentence.word(index - 1)
    own, other = (NEUTER, UTRUM) if article == "ett" else (UTRUM, NEUTER)
    return article in ("en", "ett") and only(base, other) and only(noun, own | IMPERATIVE)


def _is_bare(subject: Subject, sentence: Sentence, index: int) -> bool:
    """Whether no article makes a genitive of it: "varje utbildnings innehåll"."""
    token = sentence.tokens[index]
    if not token.text.islower() and index:
        return False
    before = sentence.forms(index - 1)
    owner = (
        before != UNKNOWN and may(before, DETERMINER) and sentence.word(index - 1) not in _PLURALS
    )
    owner = owner and not _is_of_behind(subject, sentence, index)
    is_word = only(token.forms, GENITIVE | GENITIVE_DEFINITE)
    return token.forms == UNKNOWN or (is_word and not owner)


_PLURALS = word_set("flera många alla några nya olika dessa våra de")


@rule(
    "missing-hyphen",
    Severity.WARNING,
    about=_("An abbreviation and its noun are written as two words: `POM möten`."),
    why=_("They are one compound, with a hyphen: `POM-möten`."),
    bad="# Text\n\nVi deltog i POM möten under våren.\n",
    good="# Text\n\nVi deltog i POM-möten under våren. Hos AKC finns personal.\n",
)
def missing_hyphen(subject: Subject) -> Iterator[Finding]:
    """Capitals with an indefinite noun in the plural right behind, which ends its phrase."""
    for sentence in subject.sentences:
        for index, first in enumerate(sentence.tokens[:-1]):
            if len(first.text) < 2 or not first.text.isupper() or not first.text.isalpha():
                continue
            second = sentence.tokens[index + 1]
            kind = only(second.forms, PLURAL | NEUTER | UTRUM) and may(second.forms, PLURAL)
            ends = sentence.goes_on(index + 2) or sentence.is_finite(index + 2)
            if not (kind and ends):
                continue
            if sentence.passage.typed[first.end : second.start] == " ":
                right = f"{first.text}-{second.text}"
                message = _("'{words}' lacks its hyphen", words=f"{first.text} {second.text}")
                hint = _("write '{right}'", right=right)
                yield finding_at(sentence, index, index + 1, message, hint, right)
