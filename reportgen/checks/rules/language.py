"""Language: spelling, names of countries, numbers and verbs as Swedish authorities write them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.abbreviated import find_unpointed
from reportgen.checks.countries import find_wrong_countries
from reportgen.checks.finding import Finding
from reportgen.checks.grammar.forms import FINITE, only
from reportgen.checks.grammar.sentences import Sentence, after_adverbials
from reportgen.checks.names import Names
from reportgen.checks.numbers.typed import TypedNumber, typed_numbers, whole_number
from reportgen.checks.passages import Passage
from reportgen.checks.prose import (
    capital_as,
    finding_at,
    replacing,
    running_passages,
    swedish_passages,
)
from reportgen.checks.rule import rule
from reportgen.checks.spelling import WORD_LIST, Spelling, Word, find_words
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity, Span
from reportgen.language.formatting import number_word
from reportgen.language.patterns import Pattern
from reportgen.model import Computed

TOPIC = _("Language")


@rule(
    "misspelt",
    Severity.WARNING,
    about=_(
        "A word is neither in the dictionary nor in the project's own list, `content/ordlista.txt`."
    ),
    why=_("A misspelt heading is what readers remember of a report."),
    bad="# Text\n\nVi arbetade på likande sätt.\n",
    good="# Text\n\nVi arbetade på liknande sätt med hälso- och sjukvården vid AKC.\n",
)
def misspelt(subject: Subject) -> Iterator[Finding]:
    """Words that are typed as text; not code, other languages, addresses, names, countries.

    A word that may be right is told once, with all its places.
    """
    spelling = subject.spelling
    if spelling is None:
        message = _("spelling is not checked: there is no dictionary")
        hint = _("install chunspell and spylls, or name the dictionary's folder in DICPATH")
        place = Span.of_file("content/reportgen.yaml")
        yield Finding(message, place, hint, severity=Severity.NOTE)
        return
    if any(told.span and told.span.file == WORD_LIST for told in subject.told):
        return  # which words are right is not known
    wrong = [(p, w) for p in subject.written for w in _wrong_words(subject, p, spelling)]
    names = Names(spelling, subject.lexicon)
    names.learn(wrong)
    unknown: dict[str, list[Span]] = {}
    for passage, word in wrong:
        place = passage.span(word.start, word.end)
        if names.has(word.text):
            continue
        right = names.meant(word.text)
        if right is not None:
            message = _("'{word}' is in no dictionary", word=word.text)
            hint = _(
                "did you mean '{word}'? if it is right, add it to {file}",
                word=right,
                file=WORD_LIST,
            )
            yield Finding(message, place, hint)
        elif not names.is_compound(word.text):
            unknown.setdefault(word.text, []).append(place)
    for text, places in unknown.items():
        yield _unknown(text, places)


def _unknown(word: str, places: list[Span]) -> Finding:
    """The one finding for a word that may well be right, with the lines on which it stands."""
    message = _("'{word}' is in no dictionary", word=word)
    if len(places) == 1:
        return Finding(message, places[0], _("if it is right, add it to {file}", file=WORD_LIST))
    others = ", ".join(f"{each.file}:{each.line}" for each in places[1:])
    hint = _(
        "if it is right, add it to {file}; it stands also in {places}",
        file=WORD_LIST,
        places=others,
    )
    return Finding(message, places[0], hint)


def _wrong_words(subject: Subject, passage: Passage, spelling: Spelling) -> list[Word]:
    """The misspelt words of a passage that no other rule tells of."""
    words = [word for word in find_words(passage.typed) if not spelling.accepts(word)]
    if not words or subject.project.language != "sv":
        return words
    told = (*find_wrong_countries(passage.typed), *find_unpointed(passage.typed))
    return [w for w in words if not any(start <= w.start < end for start, end, _right in told)]


@rule(
    "skall",
    Severity.WARNING,
    about=_("`skall` stands where Swedish authorities have written `ska` since long."),
    why=_("Myndigheternas skrivregler has `ska`; the two together look like a paste from a law."),
    bad="# Text\n\nArbetet skall fortsätta.\n",
    good="# Text\n\nArbetet ska fortsätta, och det skulle behövas.\n",
)
def skall(subject: Subject) -> Iterator[Finding]:
    """The word `skall`, outside quotations; no correction where no infinitive follows."""
    for sentence in subject.sentences:
        if "skall" not in sentence.words:
            continue
        for index, token in enumerate(sentence.tokens):
            if token.word == "skall":
                message = _("'{word}' is out of use", word=token.text)
                right = capital_as(token.text, "ska") if _goes_on(sentence, index) else ""
                yield finding_at(sentence, index, index, message, _("write 'ska'"), right)


def _goes_on(sentence: Sentence, index: int) -> bool:
    """Whether no finite verb follows, with which `ska` would be as wrong as `skall` is."""
    following = sentence.forms(after_adverbials(sentence, index + 1))
    return not only(following, FINITE)


_DIGITS_FIRST = Pattern(
    r"[”(]?(?P<number>\d++(?:[ \u00a0]\d{3})*+)(?![ \u00a0]?(?:§|kap\b)|[.)] |[–:]\d)"
)


@rule(
    "sentence-begins-with-digit",
    Severity.WARNING,
    about=_("A sentence begins with a number in digits, typed or computed."),
    why=_("The eye takes the full stop and the digits for one number."),
    bad="# Text\n\nVi mötte många. {{ kommuner }} kommuner deltog.\n",
    good="# Text\n\nVi mötte många. Av dem kom {{ kommuner }} från kommuner.\n",
    supersedes=("small-number",),
)
def sentence_begins_with_digit(subject: Subject) -> Iterator[Finding]:
    """Digits first in a sentence; a list item that is no sentence may begin so."""
    for passage in running_passages(subject):
        for start, end in passage.sentences:
            found = _DIGITS_FIRST.match(passage.text, start, end)
            if found and _is_sentence(passage, start, end):
                message = _("the sentence begins with digits")
                place = passage.span(*found.span("number"))
                yield Finding(message, place, _begin_otherwise(passage, found))


def _is_sentence(passage: Passage, start: int, end: int) -> bool:
    return passage.kind != "item" or start > 0 or passage.text[end - 1] in ".!?"


def _begin_otherwise(passage: Passage, found: re.Match[str]) -> _:
    """What to write: a word where there is one, else another beginning."""
    digits = re.sub(r"\D", "", found["number"])
    word = number_word(whole_number(digits), "sv")
    if word.isdigit() or len(digits) > 2:
        return _("begin with another word, such as 'Totalt' or 'År'")
    computed = next(passage.inlines(found.start("number"), found.end("number")), None)
    if computed and isinstance(computed[2], Computed):
        expression = f"{{{{ words({computed[2].expression}) | capitalize }}}}"
        return _("write {expression}", expression=expression)
    return _("write '{word}'", word=word.capitalize())


@rule(
    "country-name",
    Severity.WARNING,
    about=_("A country has another name in Swedish (Unicode CLDR) than the one written."),
    why=_("The authority that adds up the regions' reports finds two countries where one is."),
    bad="# Text\n\nEn person kom från Kirgistan.\n",
    good="# Text\n\nEn person kom från Kirgizistan, en från Filippinerna.\n",
)
def country_name(subject: Subject) -> Iterator[Finding]:
    """Former and foreign names, names one letter off; the reader sees to the labels of counts."""
    for passage in swedish_passages(subject):
        if passage.key == "counts":
            continue
        for start, end, right in find_wrong_countries(passage.typed):
            message = _("the country is called '{name}' in Swedish", name=right)
            hint = _("write '{right}'", right=right)
            yield replacing(passage, (start, end), message, right, hint)


# Storgatan 4, Windows 11: part of a name, not a count.
_NAME_BEFORE = Pattern(r"\W[A-ZÅÄÖ]\w+[ \u00a0]\Z")


@rule(
    "small-number",
    Severity.NOTE,
    about=_("A number from two to twelve stands in digits in running text."),
    why=_("Words up to twelve read better, where no measure and no larger number stands beside."),
    bad="# Text\n\nVi höll 3 konferenser.\n",
    good="# Text\n\nVi höll tre konferenser och 3–4 möten. Av 26 kurser var 5 nya.\n",
)
def small_number(subject: Subject) -> Iterator[Finding]:
    """Typed numbers that count something, alone with their digits in their sentence.

    One finding where the report writes most of them so: it has chosen digits.
    """
    small = [
        (passage, number)
        for passage in running_passages(subject)
        for number in typed_numbers(passage)
        if 2 <= number.value <= 12
    ]
    digits = [each for each in small if not each[1].word and _is_alone(*each)]
    in_words = sum(1 for _passage, number in small if number.word)
    if len(digits) > max(in_words, _BY_CHOICE):
        passage, number = digits[0]
        message = _("small numbers stand in digits at {places} places", places=str(len(digits)))
        hint = _("that is right for figures; in other sentences write two to twelve in words")
        yield Finding(message, passage.span(number.start, number.end), hint)
        return
    for passage, number in digits:
        message = _("'{number}' stands in digits", number=str(number.value))
        hint = _("write '{word}'", word=number_word(number.value, "sv"))
        yield Finding(message, passage.span(number.start, number.end), hint)


# How many of them are no choice yet.
_BY_CHOICE = 3


def _is_alone(passage: Passage, number: TypedNumber) -> bool:
    """Whether no other digits stand in the sentence, and no name before: “Region 10”."""
    start, end = passage.sentence_at(number.start)
    before = passage.text[start : number.start]
    others = before + passage.text[number.end : end]
    return not (re.search(r"\d", others) or _NAME_BEFORE.search(before))
