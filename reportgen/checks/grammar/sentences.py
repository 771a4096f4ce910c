"""Sentences as words with their forms, and the phrases that rules of grammar look for in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from reportgen.checks.grammar.forms import (
    ADJECTIVE,
    ADVERB,
    CONJUNCTION,
    DEFINITE,
    DETERMINER,
    FINITE,
    GENITIVES,
    IMPERATIVE,
    MARK,
    NOUN,
    NUMBER,
    OBJECT_PRONOUN,
    PASSIVE_INFINITIVE,
    PREPOSITION,
    SUBJECT_PRONOUN,
    SUBORDINATOR,
    UNKNOWN,
    Forms,
    may,
    only,
)
from reportgen.checks.grammar.lexicon import Lexicon
from reportgen.checks.passages import MASK, Passage
from reportgen.checks.patterns import word_set
from reportgen.language.patterns import Pattern

_TOKEN = Pattern(
    r"(?P<word>[^\W\d_]+(?:[-’':][^\W\d_]+)*-?(?![\w]))"
    r"|(?P<number>\d[\d \u00a0.,]*\d(?!\w)|\d(?!\w))"
    rf"|(?P<unknown>[\w{MASK}](?:[\w{MASK}:.-]*[\w{MASK}])?)|(?P<mark>[^\w\s])"
)


class Token(NamedTuple):
    """A word or a mark: as typed, in small letters, where it stands, and what it can be."""

    text: str
    word: str
    start: int
    end: int
    forms: Forms


class Phrase(NamedTuple):
    """A noun phrase: its tokens from `start` to before `end`, and its noun or pronoun."""

    start: int
    end: int
    head: Token


class Sentence:
    """One sentence of a passage, with its words and marks in order."""

    def __init__(self, passage: Passage, tokens: tuple[Token, ...]) -> None:
        self.passage = passage
        self.tokens = tokens

    @cached_property
    def words(self) -> frozenset[str]:
        """The words in small letters: what to ask before looking closer."""
        return frozenset(token.word for token in self.tokens)

    def forms(self, index: int) -> Forms:
        """The forms of a token; those of a mark where there is none."""
        return self.tokens[index].forms if 0 <= index < len(self.tokens) else MARK

    def word(self, index: int) -> str:
        """The word at an index, in small letters; "" outside."""
        return self.tokens[index].word if 0 <= index < len(self.tokens) else ""

    @cached_property
    def _main_until(self) -> int:
        """Where the first subordinate clause begins; the end without one."""
        places = (n for n, token in enumerate(self.tokens) if begins_subordinate(token))
        return next(places, len(self.tokens))

    def is_main(self, index: int) -> bool:
        """Whether nothing before `index` begins a subordinate clause."""
        return index <= self._main_until

    def is_finite(self, index: int) -> bool:
        """Whether the token is a finite verb beyond doubt, where one can stand at all."""
        forms = self.forms(index)
        clear = only(forms, FINITE | PASSIVE_INFINITIVE) and may(forms, FINITE)
        return clear or self.word(index) == "var"

    def goes_on(self, index: int) -> bool:
        """Whether a mark, a preposition or a conjunction stands there, and no noun."""
        forms = self.forms(index)
        small = MARK | PREPOSITION | ADVERB | CONJUNCTION | SUBORDINATOR
        return only(forms, small) and may(forms, small & ~ADVERB)


def begins_subordinate(token: Token) -> bool:
    """Whether a word can begin a subordinate clause; they are all known."""
    return token.forms != UNKNOWN and may(token.forms, SUBORDINATOR)


_BEFORE_NOUN = DETERMINER | ADJECTIVE | GENITIVES | NUMBER | ADVERB
_HEAD = NOUN | IMPERATIVE


def noun_phrase(sentence: Sentence, start: int) -> Phrase | None:
    """The noun phrase that begins at `start` and is one beyond doubt: "de nya insatserna"."""
    index = start
    while index < start + 5:
        forms = sentence.forms(index)
        if only(forms, _HEAD) and may(forms, NOUN):
            if only(forms, DEFINITE) and sentence.word(index - 1) in _ARTICLES and index > start:
                return None  # "det regionen gör är …": no phrase, but a clause
            return Phrase(start, index + 1, sentence.tokens[index])
        if not only(forms, _BEFORE_NOUN | SUBJECT_PRONOUN | OBJECT_PRONOUN):
            return None
        if not may(forms, _BEFORE_NOUN):
            return None
        index += 1
    return None


def subject_phrase(sentence: Sentence, start: int) -> Phrase | None:
    """What can be the subject at `start`: a pronoun, or a noun with its prepositions' nouns."""
    first = sentence.forms(start)
    if sentence.word(start) in PERSONS:
        return Phrase(start, start + 1, sentence.tokens[start])
    if only(first, SUBJECT_PRONOUN) or sentence.word(start) in _PRONOUNS:
        following = sentence.forms(start + 1)
        if not may(following, NOUN | ADJECTIVE) or following == UNKNOWN:
            return Phrase(start, start + 1, sentence.tokens[start])
    phrase = noun_phrase(sentence, start)
    if phrase is None:
        return None
    end = phrase.end
    if phrase.head.word in MEASURES:
        measured = noun_phrase(sentence, end)
        end = measured.end if measured else end
    while only(sentence.forms(end), PREPOSITION | ADVERB) and may(sentence.forms(end), PREPOSITION):
        inner = noun_phrase(sentence, end + 1)
        if inner is None:
            break
        end = inner.end
    return Phrase(start, end, phrase.head)


def after_adverbials(sentence: Sentence, index: int) -> int:
    """The index of what follows adverbs and prepositions with their nouns: "inte under året"."""
    while True:
        forms = sentence.forms(index)
        if sentence.word(index) in BETWEEN:
            index += 1
            continue
        since = sentence.word(index) == "sedan"  # it begins clauses too: "sedan polisen kom"
        small = PREPOSITION | ADVERB | CONJUNCTION | (SUBORDINATOR if since else 0)
        if not (only(forms, small) and may(forms, PREPOSITION)):
            return index
        end = _end_of_prepositional(sentence, index)
        if end is None or (since and not only(sentence.forms(end - 1), NUMBER)):
            return index
        index = end


def _end_of_prepositional(sentence: Sentence, index: int) -> int | None:
    if only(sentence.forms(index + 1), NUMBER) and not may(sentence.forms(index + 2), NOUN):
        return index + 2
    phrase = noun_phrase(sentence, index + 1)
    if phrase is None:
        return None
    # "Sedan oktober 2022"
    return phrase.end + only(sentence.forms(phrase.end), NUMBER)


# Adverbs that stand between a finite verb and what belongs to it.
BETWEEN = word_set(
    "inte också även redan aldrig alltid ofta ännu dock därför dessutom nu bara ",
    "endast fortfarande ",
    "fortsatt alltså särskilt främst snart tidigare därmed successivt löpande samtidigt i_år",
)
_ARTICLES = frozenset(("det", "den", "de"))
# What is counted stands behind them: "antalet ärenden".
MEASURES = word_set("antalet andelen mängden antal andel mängd majoriteten flertal rad del")
# What is always a subject, whatever follows.
PERSONS = word_set("vi man jag ni han hon")
_PRONOUNS = word_set("det den detta denna dessa de vi man jag ni hon han")


def has_finite(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether a finite verb follows a subject; "utbildade" is one after "vi"."""
    person = phrase.head.word in PERSONS and phrase.end == phrase.start + 1
    return sentence.is_finite(phrase.end) or (person and may_be_finite(sentence, phrase.end))


def may_be_finite(sentence: Sentence, index: int) -> bool:
    """Whether the token is known, and a finite verb in one of its readings."""
    forms = sentence.forms(index)
    return forms != UNKNOWN and may(forms, FINITE)


def starts_of_clauses(sentence: Sentence) -> Iterator[int]:
    """Where a main clause begins: first in the sentence, and after comma, "och" or "men"."""
    yield 0
    for index, token in enumerate(sentence.tokens):
        if begins_subordinate(token):
            return
        if token.word in ("och", "men", ",", ";", ":"):
            yield index + 1


def read_sentences(passages: Iterable[Passage], lexicon: Lexicon) -> Iterator[Sentence]:
    """The sentences of passages, in order."""
    for passage in passages:
        for start, end in passage.sentences:
            tokens = tuple(_tokens(passage.typed, start, end, lexicon))
            if tokens:
                yield Sentence(passage, tokens)


def _tokens(text: str, start: int, end: int, lexicon: Lexicon) -> Iterator[Token]:
    first = True
    for found in _TOKEN.finditer(text, start, end):
        typed = found[0]
        if found.lastgroup == "word":
            word = typed.lower()
            yield Token(typed, word, *found.span(), _forms(typed, word, lexicon, first=first))
            first = False
        else:
            forms = {"number": NUMBER, "mark": MARK}.get(str(found.lastgroup), UNKNOWN)
            yield Token(typed, typed, *found.span(), forms)
            first = first and typed in "”–("


def _forms(typed: str, word: str, lexicon: Lexicon, *, first: bool) -> Forms:
    """A word's forms; a capital inside a sentence is a name's, "Länsstyrelsen" a noun as well."""
    if typed.endswith("-") or (len(typed) > 1 and typed.isupper()):
        return UNKNOWN
    forms = lexicon.forms(word)
    if typed[0].isupper() and not first and not only(forms, DEFINITE):
        return UNKNOWN
    return forms
