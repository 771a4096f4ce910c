"""Tenses: a present where the rest of the sentence tells what has been."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.grammar.forms import (
    NUMBER,
    PASSIVE_INFINITIVE,
    PASSIVE_PAST,
    PASSIVE_PRESENT,
    PAST,
    PRESENT,
    may,
    only,
)
from reportgen.checks.grammar.sentences import Sentence, begins_subordinate
from reportgen.checks.patterns import word_set
from reportgen.checks.prose import finding_at
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity

TOPIC = _("Tenses")

_NOW = PRESENT | PASSIVE_PRESENT | PASSIVE_INFINITIVE
_THEN = PAST | PASSIVE_PAST


@rule(
    "unlike-tenses",
    Severity.WARNING,
    about=_("A verb is in the present, the rest of its sentence in the past: `då vi sitter`."),
    why=_("It is left from a plan, or from a draft that was written while the year went on."),
    bad="# Text\n\nDagen hölls den 9 oktober, då 58 handläggare deltar.\n",
    good="# Text\n\nDagen hölls den 9 oktober, då 58 handläggare samlades. De sa att det är bra.\n",
)
def unlike_tenses(subject: Subject) -> Iterator[Finding]:
    """A present in a clause about a time that the main clause tells of in the past."""
    for sentence in subject.sentences:
        places = (*_in_time_clause(sentence), *_in_reason(sentence), *_beside_change(sentence))
        for index in dict.fromkeys(places):
            verb = sentence.tokens[index].text
            message = _("'{verb}' is in the present, the rest in the past", verb=verb)
            yield finding_at(sentence, index, index, message, _("write both in the same tense"))


def _is_now(sentence: Sentence, index: int) -> bool:
    forms = sentence.forms(index)
    return only(forms, _NOW) and may(forms, PRESENT | PASSIVE_PRESENT)


def _is_then(sentence: Sentence, index: int) -> bool:
    return only(sentence.forms(index), _THEN) or sentence.word(index) == "var"


def _past_main(sentence: Sentence, end: int) -> bool:
    """Whether a main clause before `end` has its verb in the past, and none in the present."""
    verbs = [n for n in range(end) if sentence.is_finite(n)]
    return (
        any(_is_then(sentence, n) for n in verbs)
        and not any(_is_now(sentence, n) for n in verbs)
        and not any(sentence.word(n) in ("att", "om", "hur", "för") for n in range(end))
    )


_TIMES = word_set(
    "år året dag dagen tid tiden period perioden vecka veckan månad månaden kväll kvällen "
    "januari februari mars april maj juni juli augusti september oktober november december "
    "tillfälle tillfället gången dagar"
)


def _in_time_clause(sentence: Sentence) -> Iterator[int]:
    """“… den 9 oktober, då 58 handläggare samlas”."""
    for index in range(2, len(sentence.tokens) - 2):
        if sentence.word(index) not in ("då", "när"):
            continue
        before = index - 1 - (sentence.word(index - 1) == ",")
        year = only(sentence.forms(before), NUMBER) and len(sentence.word(before)) == len("2023")
        if (sentence.word(before) in _TIMES or year) and _past_main(sentence, before):
            yield from _first_verb(sentence, index + 1)


def _first_verb(sentence: Sentence, start: int) -> Iterator[int]:
    """The first verb of a clause, where it is in the present and nothing parts them."""
    for index in range(start, len(sentence.tokens)):
        if sentence.word(index) in _PARTING or _begins_clause(sentence, index):
            return
        if sentence.is_finite(index):
            if _is_now(sentence, index) and index > start:
                yield index
            return


_PARTING = word_set(", ; : – ( och men nu fortfarande numera")


def _begins_clause(sentence: Sentence, index: int) -> bool:
    """Whether another clause begins; “än” of a comparison is none."""
    return sentence.word(index) != "än" and begins_subordinate(sentence.tokens[index])


_PERSONS = word_set("personen personerna kvinnan mannen klienten sökande utsatta anhöriga")


def _in_reason(sentence: Sentence) -> Iterator[int]:
    """“Tre ansökningar återtogs eftersom den sökande ändrar sig”."""
    for index in range(2, len(sentence.tokens) - 2):
        word = sentence.word(index)
        because = word == "eftersom" or (word == "att" and sentence.word(index - 1) == "därför")
        end = index - (word == "att")
        if not because or not _past_main(sentence, end):
            continue
        start = index + 1 + (sentence.word(index + 1) in ("den", "de"))
        if sentence.word(start) not in _PERSONS:
            continue
        for verb in _first_verb(sentence, start):
            if sentence.word(verb) not in ("är", "har", "kan"):
                yield verb


_CHANGING = word_set("ökar minskar sjunker stiger växer fördubblas halveras går")
_CHANGED = word_set("ökade minskade sjönk steg växte fördubblades halverades gick")


def _beside_change(sentence: Sentence) -> Iterator[int]:
    """“Kvinnorna minskar från 103 till 86, samtidigt som männen ökade”."""
    if sentence.words.isdisjoint(_CHANGING) or sentence.words.isdisjoint(_CHANGED):
        return
    for index, token in enumerate(sentence.tokens):
        counted = sentence.word(index + 1) == "från" and only(sentence.forms(index + 2), NUMBER)
        if token.word in _CHANGING and counted and sentence.word(index + 3) == "till":
            yield index
