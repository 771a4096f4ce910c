"""Wording: fixed phrases, words that belong in pairs, and words that an earlier wording left."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.grammar.forms import (
    ADJECTIVE,
    ADVERB,
    FINITE,
    MARK,
    NEUTER_DEFINITE,
    NOUN,
    NUMBER,
    PLURAL,
    SUPINE,
    UTRUM_DEFINITE,
    may,
    only,
)
from reportgen.checks.grammar.sentences import Sentence, subject_phrase
from reportgen.checks.grammar.wordings import find_wordings
from reportgen.checks.passages import Passage
from reportgen.checks.patterns import word_set
from reportgen.checks.prose import finding_at, replacing, swedish_passages
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity
from reportgen.language.patterns import Pattern
from reportgen.model import Computed, Inline, Reference

TOPIC = _("Wording")


@rule(
    "wrong-wording",
    Severity.WARNING,
    about=_(
        "A word or a fixed phrase is not standard Swedish: `numer`, `utav`, `med bakgrund av`."
    ),
    why=_("The dictionary knows the words; only the phrase is wrong."),
    bad="# Text\n\nMed bakgrund av det vi sett utbildar vi fler.\n",
    good="# Text\n\nMot bakgrund av det vi sett utbildar vi fler.\n",
)
def wrong_wording(subject: Subject) -> Iterator[Finding]:
    """The phrases of the list, outside quotations."""
    for passage in swedish_passages(subject):
        if passage.kind == "quote":
            continue
        for found in find_wordings(passage.typed):
            place = found.start, found.end
            message = _("'{wrong}' is no standard Swedish", wrong=passage.typed[slice(*place)])
            yield replacing(
                passage, place, message, found.right, _("write '{right}'", right=found.right)
            )


@rule(
    "several-not-most",
    Severity.NOTE,
    about=_(
        "`Flertalet` stands before a noun: it means most of them, and is often meant as several."
    ),
    why=_("`Flertalet kommuner` is more than half of the region."),
    bad="# Text\n\nVi höll flertalet utbildningar.\n",
    good="# Text\n\nVi höll ett flertal utbildningar. Flertalet av kommunerna deltog.\n",
)
def several_not_most(subject: Subject) -> Iterator[Finding]:
    """`flertalet` or `ett flertalet` before an indefinite plural."""
    for sentence in subject.sentences:
        if "flertalet" not in sentence.words:
            continue
        for index, token in enumerate(sentence.tokens):
            if token.word == "flertalet" and may(sentence.forms(index + 1), PLURAL):
                message = _("'flertalet' means most of them")
                hint = _("write 'flera' or 'ett flertal', unless it is more than half")
                yield finding_at(sentence, index, index, message, hint)


# The first half of a pair, what belongs to it, and what is written instead of that.
_PAIRS = {
    "såväl": (frozenset(["som"]), frozenset(["och", "samt"])),
    "både": (frozenset(["och"]), frozenset(["samt", "men", "eller"])),
    "varken": (frozenset(["eller"]), frozenset(["och", "samt"])),
    "antingen": (frozenset(["eller"]), frozenset(["och", "samt"])),
}


@rule(
    "half-a-pair",
    Severity.WARNING,
    about=_(
        "One half of a pair has the wrong other half: `såväl … och`, `både … samt`, one `dels`."
    ),
    why=_("It is `såväl … som`, `både … och`, `dels … dels`."),
    bad="# Text\n\nDet gäller såväl kommuner och regioner.\n",
    good="# Text\n\nDet gäller såväl kommuner som regioner, både polis och åklagare.\n",
)
def half_a_pair(subject: Subject) -> Iterator[Finding]:
    """First halves without their second in the rest of the sentence."""
    for sentence in subject.sentences:
        for index, token in enumerate(sentence.tokens):
            pair = _PAIRS.get(token.word)
            if pair is None:
                continue
            right, wrong = pair
            rest = [each.word for each in sentence.tokens[index + 1 :]]
            if right & set(rest) or not wrong & set(rest) or only(sentence.forms(index + 1), MARK):
                continue
            place = index + 1 + next(i for i, word in enumerate(rest) if word in wrong)
            if _is_near(sentence, index, place):
                (second,) = right
                message = _("'{first}' has no '{second}' after it", first=token.text, second=second)
                hint = _("write '{first} … {second}'", first=token.word, second=second)
                yield finding_at(sentence, place, place, message, hint, second)
        yield from _lonely_dels(sentence)
        yield from _one_side(sentence)


# What is always between two.
_BETWEEN_TWO = word_set(
    "samarbete samarbetet samverkan dialog dialogen kontakt kontakten avtal avtalet möte mötet",
    "överenskommelse överenskommelsen relation relationen",
)
_OF_SEVERAL = word_set(
    "parterna personalen gruppen familjen teamet paret oss dem er varandra flera"
)


def _one_side(sentence: Sentence) -> Iterator[Finding]:
    """“Samarbetet mellan länsstyrelsen är gott”: one who is definite, and nobody beside him."""
    for index, token in enumerate(sentence.tokens):
        if token.word != "mellan" or sentence.word(index - 1) not in _BETWEEN_TWO:
            continue
        phrase = subject_phrase(sentence, index + 1)
        if phrase is None or not only(phrase.head.forms, UTRUM_DEFINITE | NEUTER_DEFINITE):
            continue
        rest = [each.word for each in sentence.tokens[index + 1 :]]
        if {"och", "samt", "respektive", "kontra", "/", "–", "-"} & set(rest[:_REACH]):
            continue
        if phrase.head.word not in _OF_SEVERAL and sentence.word(index + 1) not in _OF_SEVERAL:
            message = _("'mellan' names only one side")
            hint = _("write 'med', or name the other side as well")
            yield finding_at(sentence, index, index, message, hint)


_REACH = 12


def _is_near(sentence: Sentence, first: int, second: int) -> bool:
    """Whether nothing but a few words stand between, so that they are the pair."""
    between = sentence.tokens[first + 1 : second]
    return len(between) <= 6 and not any(may(each.forms, FINITE | MARK) for each in between)


def _lonely_dels(sentence: Sentence) -> Iterator[Finding]:
    places = [index for index, token in enumerate(sentence.tokens) if token.word == "dels"]
    if len(places) != 1 or sentence.passage.kind != "paragraph" or "men" in sentence.words:
        return
    if len(re.findall(r"(?<!\w)dels(?!\w)", sentence.passage.typed, re.IGNORECASE)) == 1:
        message = _("'dels' stands only once")
        place = places[0]
        yield finding_at(sentence, place, place, message, _("write 'dels … dels', or leave it out"))


# Words that can stand twice in a row: "det det", "som som", "var var", "mycket mycket".
_TWICE = word_set(
    "det den de som var har är hade man så då för att mycket långt väldigt jätte ",
    "ja nej hej tack aj oj ha men mm etc fin ",
    "nu in ut upp ner fram tillbaka vi i på till hela stora små många fler mer åter ",
) - word_set("att i på för till vi har är som den")
_NEVER_TWICE = word_set("om och att i på av med till en ett som vi för från inte har är den")


@rule(
    "doubled-word",
    Severity.WARNING,
    about=_("A word stands twice in a row, typed or printed by an expression: `och och`, `i i`."),
    why=_("The eye does not see it, above all where a line ends between them."),
    bad="# Text\n\nVi arbetade med med polisen.\n",
    good="# Text\n\nVi arbetade med polisen om det det gällde.\n",
)
def doubled_word(subject: Subject) -> Iterator[Finding]:
    """The same word again, small letters or a noun, with nothing but a blank between."""
    for passage in swedish_passages(subject):
        yield from _printed_again(passage)
    for sentence in subject.sentences:
        for index in range(1, len(sentence.tokens)):
            first, second = sentence.tokens[index - 1 : index + 1]
            if first.word != second.word or not second.text.islower() or len(second.word) < 1:
                continue
            if _is_doubled(sentence, index):
                message = _("'{word}' stands twice", word=second.text)
                right = first.text
                yield finding_at(
                    sentence, index - 1, index, message, _("delete one of them"), right
                )


def _is_doubled(sentence: Sentence, index: int) -> bool:
    word = sentence.tokens[index]
    between = sentence.passage.typed[sentence.tokens[index - 1].end : word.start]
    return not between.strip() and not only(word.forms, NUMBER) and _never_comes_twice(word.word)


def _never_comes_twice(word: str, *, shortest: int = 2) -> bool:
    if not word.isalpha() or word in _TWICE:
        return False
    return word in _NEVER_TWICE or len(word) >= shortest


# So near to an expression stands the word beside it.
_BESIDE = 40
_LAST_WORD = Pattern(r"(?<!\w)(\w+)\s$")
_FIRST_WORD = Pattern(r"\w+")
_NEXT_WORD = Pattern(r"\s(\w+)")
# "i tabellen tabell 1", "i avsnittet avsnitt 3"
_ENDINGS = ("", "en", "et", "erna")


def _printed_again(passage: Passage) -> Iterator[Finding]:
    """A typed word beside an expression that prints the same: `avsnittet {{ ref("trender") }}`."""
    for start, end, inline in passage.inlines():
        printed = passage.text[start:end]
        before = _LAST_WORD.search(passage.text[max(0, start - _BESIDE) : start])
        first = _FIRST_WORD.match(printed)
        if before and first and _is_same(before[1], first[0], inline):
            opens = isinstance(inline, Computed) and not before[1].islower()
            yield _printed_twice(passage, (start - len(before[0]), start), mend=not opens)
        after = _NEXT_WORD.match(passage.typed[end : end + _BESIDE])
        last = printed.split()[-1:]
        if after and last and _is_same(after[1], last[0], inline):
            yield _printed_twice(passage, (end, end + after.end()))


def _is_same(typed: str, printed: str, inline: Inline) -> bool:
    typed, printed = typed.lower(), printed.lower()
    if isinstance(inline, Reference):
        return typed in {printed.removesuffix("et") + ending for ending in _ENDINGS}
    return typed == printed and _never_comes_twice(typed, shortest=3)


def _printed_twice(passage: Passage, place: tuple[int, int], *, mend: bool = True) -> Finding:
    message = _("'{word}' stands twice", word=passage.text[slice(*place)].strip())
    hint = _("delete it: the expression beside it prints the word as well")
    return Finding(message, passage.span(*place), hint, passage.fix(*place, "") if mend else None)


_DETERMINERS = word_set("en ett")
_AFTER_DETERMINER = word_set("ett en det denna detta dessa våra vårt vår sin sitt sina flera")
_PREPOSITIONS = word_set("inom hos bland enligt från mellan genom via")
_AFTER_PREPOSITION = word_set("i på av med till från hos inom under")


# Between these and `att` a noun is missing: “kommer under att sammanställa”.
_NEVER_BEFORE_ATT = word_set("under inom hos bland enligt")


@rule(
    "leftover-word",
    Severity.WARNING,
    about=_("Two small words stand side by side that exclude each other: `en ett`, `inom i`."),
    why=_("One of them is left from an earlier wording."),
    bad="# Text\n\nVi höll en ett seminarium.\n",
    good="# Text\n\nVi höll ett seminarium.\n",
)
def leftover_word(subject: Subject) -> Iterator[Finding]:
    """Two articles, or two prepositions, that never stand together."""
    for sentence in subject.sentences:
        for index in range(1, len(sentence.tokens)):
            first, second = sentence.word(index - 1), sentence.word(index)
            articles = first in _DETERMINERS and second in _AFTER_DETERMINER and first != second
            prepositions = first in _PREPOSITIONS and second in _AFTER_PREPOSITION
            prepositions = prepositions or _are_rivals(sentence, index)
            prepositions = prepositions or (second == "att" and first in _NEVER_BEFORE_ATT)
            if (articles or prepositions) and not _is_phrase(sentence, index):
                message = _(
                    "'{first} {second}' is left from two wordings", first=first, second=second
                )
                yield finding_at(sentence, index - 1, index, message, _("delete one of them"))


def _are_rivals(sentence: Sentence, index: int) -> bool:
    """“Störst i inom branschen”: two prepositions where no clause before can end with the first."""
    if sentence.word(index - 1) not in ("i", "på", "av", "från") or not sentence.is_main(index - 1):
        return False
    rival = sentence.word(index) in ("inom", "hos", "bland", "enligt")
    before = sentence.forms(index - 2)
    rival = rival and sentence.word(index + 1) not in ("annat", "andra")
    return rival and only(before, NOUN | ADJECTIVE | SUPINE | ADVERB) and before != 0


def _is_phrase(sentence: Sentence, index: int) -> bool:
    """`inom till exempel`, `vart och ett en`: the second begins something of its own."""
    return sentence.word(index - 2) == "och" or sentence.word(index + 1) in (
        "exempel",
        "dag",
        "stort",
        "och",
        "princip",
        "år",
        "övrigt",
        "första",
        "huvudsak",
        "går",
        "fjol",
    )
