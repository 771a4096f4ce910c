"""Clauses: the order of their words, and what joins them."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.grammar.forms import (
    ADJECTIVE,
    ADVERB,
    DEFINITE,
    DETERMINER,
    FINITE,
    GENITIVES,
    INFINITIVES,
    MARK,
    NOUN,
    NUMBER,
    OBJECT_PRONOUN,
    SUBJECT_PRONOUN,
    SUPINES,
    UNKNOWN,
    may,
    only,
)
from reportgen.checks.grammar.sentences import (
    PERSONS,
    Sentence,
    after_adverbials,
    begins_subordinate,
    has_finite,
    may_be_finite,
    subject_phrase,
)
from reportgen.checks.patterns import word_set
from reportgen.checks.prose import finding_at
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity

TOPIC = _("Clauses")

_BEGINNING = word_set("eftersom om när som innan medan tills huruvida där fastän ifall")
_BEFORE_VERB = word_set("inte aldrig")
# These may stand behind a verb that is alone, but not between it and what it helps.
_OFTEN = word_set("alltid ofta sällan redan också fortfarande ännu")
# Behind these a clause with `att` has the order of a subordinate one.
_BEFORE_ATT = word_set(
    "trots för så därför efter genom utan innebär innebar på av till om från påminna beror risk "
    "eftersom förutsatt märker märkte befarar orsaken skälet anledningen"
)


def _begins_clause(sentence: Sentence, index: int) -> bool:
    word, before = sentence.word(index), sentence.word(index - 1)
    if word == "att":
        return before in _BEFORE_ATT
    return word in _BEGINNING and before not in ("så", "än", "hur")


def _stands_behind(sentence: Sentence, verb: int) -> bool:
    """Whether an adverb stands behind a clause's verb that belongs before it."""
    word, forms = sentence.word(verb + 1), sentence.forms(verb + 2)
    helped = forms != UNKNOWN and may(forms, INFINITIVES | SUPINES)
    return word in _BEFORE_VERB or (word in _OFTEN and helped)


@rule(
    "word-order",
    Severity.WARNING,
    about=_("The words of a clause stand in the other kind's order: `eftersom vi har inte`."),
    why=_(
        "`Inte` stands before the verb of a subordinate clause; a main clause has its verb second."
    ),
    bad="# Text\n\nMånga avstår, eftersom vi vågar inte anmäla.\n",
    good="# Text\n\nMånga avstår, eftersom de inte vågar anmäla.\n",
)
def word_order(subject: Subject) -> Iterator[Finding]:
    """`inte` behind the verb of a subordinate clause; a subject before a main clause's verb."""
    for sentence in subject.sentences:
        for index in range(len(sentence.tokens)):
            verb = _verb_of_clause(sentence, index) if _begins_clause(sentence, index) else 0
            if verb and _stands_behind(sentence, verb):
                word = sentence.tokens[verb + 1].text
                message = _("'{word}' stands behind the verb of a subordinate clause", word=word)
                yield finding_at(sentence, verb, verb + 1, message, _("write it before the verb"))
        yield from _verb_third(sentence)
        yield from _after_fronted(sentence)


def _verb_of_clause(sentence: Sentence, index: int) -> int:
    """Where the finite verb of a subordinate clause stands; 0 where that is not plain."""
    if sentence.word(index) == "som":  # "som vi", but "som standard" too
        return index + 1 if may_be_finite(sentence, index + 1) else 0
    if sentence.word(index) == "när" and sentence.word(index - 1) in ("än", "så"):
        return 0
    phrase = subject_phrase(sentence, index + 1)
    if phrase is None:
        end = _end_of_bare_phrase(sentence, index + 1)
        return end if end and sentence.is_finite(end) else 0
    return phrase.end if has_finite(sentence, phrase) else 0


def _end_of_bare_phrase(sentence: Sentence, start: int) -> int:
    """The index behind adjectives and a noun without article: “sexuell exploatering”; else 0."""
    index = start
    while index < start + 3 and only(sentence.forms(index), ADJECTIVE | ADVERB | GENITIVES | NOUN):
        index += 1
    return index if index > start and only(sentence.forms(index - 1), NOUN) else 0


def _verb_third(sentence: Sentence) -> Iterator[Finding]:
    """The finding for "Sedan 2022 vi delar lokaler"."""
    start = after_adverbials(sentence, 0)
    if not start or sentence.word(start) not in PERSONS or not may_be_finite(sentence, start + 1):
        return
    if sentence.passage.kind != "paragraph" or any(
        may_be_finite(sentence, index) for index in range(start + 2, len(sentence.tokens))
    ):
        return
    message = _("the verb stands behind '{word}' and belongs before it", word=sentence.word(start))
    verb = sentence.tokens[start + 1].text
    hint = _("write '{right}'", right=f"{verb} {sentence.tokens[start].text}")
    yield finding_at(sentence, start, start + 1, message, hint)


_FRONTING = word_set("eftersom när om innan medan sedan trots fast då")


def _after_fronted(sentence: Sentence) -> Iterator[Finding]:
    """The finding for "Eftersom det rör sig om få personer vi redovisar inte …".

    `inte` behind the verb says that it is the main clause, whose verb stands before its subject.
    """
    fronted = sentence.word(0) in _FRONTING
    verb = next((n for n in range(2, 7) if fronted and may_be_finite(sentence, n)), 0)
    for index in range(verb + 1, len(sentence.tokens) if verb else 0):
        if sentence.word(index) in _ENDING or sentence.is_finite(index):
            return
        person = sentence.word(index) in PERSONS and may_be_finite(sentence, index + 1)
        if person and sentence.word(index + 2) in _BEFORE_VERB:
            subject = sentence.tokens[index].text
            message = _("the verb stands behind '{word}' and belongs before it", word=subject)
            hint = _("write '{right}'", right=f"{sentence.tokens[index + 1].text} {subject}")
            yield finding_at(sentence, index, index + 1, message, hint)
            return


# What begins another clause, or goes on with the first.
_ENDING = word_set("och men att som eftersom när ; : –")

# Always followed by a clause with `att`, or by a noun alone.
_WITH_ATT = word_set("betyder betydde innebär innebar")
_WITH_ATT_AFTER = word_set("om på för över")
_SURE = word_set(
    "medveten medvetna medvetet övertygad övertygade säker säkra säkert orolig oroliga eniga",
)
_CLEAR_VERBS = word_set("är har hade var kan ska kommer blir måste får")
# What is said, seen or thought: then only a verb that can be nothing else shows the clause.
_TOLD = word_set(
    "medför medförde visar visade bedömer bedömde konstaterar konstaterade noterar noterade",
    "uppger uppgav berättar berättade förutsätter säkerställa säkerställer hävdar påpekar",
    "framhåller rapporterar upplever upplevde misstänker befarar ser såg anser ansåg menar menade",
)
_LEADING_TO = {
    "till": word_set("se ser såg sett leda leder ledde lett bidra bidrar bidrog bidragit"),
    "på": word_set("bero beror berodde tyder tydde tyda"),
}


@rule(
    "missing-att-before-clause",
    Severity.WARNING,
    about=_("`att` is missing before a clause: `det betyder fler är utsatta`."),
    why=_("The reader takes the noun for all that is meant, until another verb comes."),
    bad="# Text\n\nDet innebär kommunerna har ett ansvar.\n",
    good="# Text\n\nDet innebär att kommunerna har ett ansvar. Det innebär ett ansvar.\n",
)
def missing_att_before_clause(subject: Subject) -> Iterator[Finding]:
    """A verb or an adjective with its preposition, a subject, and a second finite verb."""
    for sentence in subject.sentences:
        yield from _told_without_att(sentence)
        if sentence.words.isdisjoint(_WITH_ATT | _SURE):
            continue
        for index, token in enumerate(sentence.tokens):
            start = index + 1
            if token.word in _SURE:
                start = index + 2 if sentence.word(index + 1) in _WITH_ATT_AFTER else 0
            elif token.word not in _WITH_ATT or not _is_plain(sentence, index):
                continue
            while start and sentence.word(start) in _BEFORE_VERB:
                start += 1
            phrase = subject_phrase(sentence, start) if start else None
            if phrase is not None and sentence.word(phrase.end) in _CLEAR_VERBS:
                yield _att_finding(sentence, start)


def _att_finding(sentence: Sentence, start: int) -> Finding:
    first = sentence.tokens[start].text
    message = _("'att' is missing before '{word}'", word=first)
    right = f"att {first}"
    hint = _("write '{right}'", right=right)
    return finding_at(sentence, start, start, message, hint, right)


def _told_without_att(sentence: Sentence) -> Iterator[Finding]:
    """“Vi bedömer behovet ökar”, “se till erfarenheterna kommer fler till del”."""
    for index, token in enumerate(sentence.tokens):
        leading = sentence.word(index - 1) in _LEADING_TO.get(token.word, ())
        if not leading and token.word not in _TOLD:
            continue
        allowed = ("att", "som") if leading else ()
        before = (each for each in sentence.tokens[:index] if each.word not in allowed)
        if any(map(begins_subordinate, before)):
            continue
        phrase = subject_phrase(sentence, index + 1)
        if phrase is None or not only(phrase.head.forms, _KNOWN):
            continue
        forms = sentence.forms(phrase.end)
        if phrase.head.word in ("det", "den", "detta", "dessa"):
            continue  # “hur man bidrar till det kan hittas här”
        if only(forms, FINITE) and sentence.is_finite(phrase.end):
            yield _att_finding(sentence, index + 1)


_KNOWN = DEFINITE | SUBJECT_PRONOUN | OBJECT_PRONOUN | DETERMINER


def _is_plain(sentence: Sentence, index: int) -> bool:
    """Whether the verb is the main clause's: before it at most a whole `att` clause."""
    if sentence.is_main(index):
        return True
    rest = any(map(begins_subordinate, sentence.tokens[1:index]))
    finite = any(sentence.is_finite(each) for each in range(1, index))
    return sentence.word(0) == "att" and finite and not rest


@rule(
    "missing-som",
    Severity.WARNING,
    about=_("`som` is missing behind `vem` or `vad` in an indirect question: `vem gör anmälan`."),
    why=_("Only a direct question does without it."),
    bad="# Text\n\nRutinen beskriver vem gör anmälan.\n",
    good="# Text\n\nRutinen beskriver vem som gör anmälan. Vad händer sedan?\n",
)
def missing_som(subject: Subject) -> Iterator[Finding]:
    """`vem` and `vad` inside a sentence that is no question, right before a finite verb."""
    for sentence in subject.sentences:
        yield from _something_without_som(sentence)
        if sentence.words.isdisjoint(("vem", "vad")) or sentence.tokens[-1].text == "?":
            continue
        for index, token in enumerate(sentence.tokens):
            if token.text not in ("vem", "vad") or index == 0 or _is_inverted(sentence, index):
                continue
            verb, before = sentence.word(index + 1), sentence.forms(index - 1)
            if (
                may_be_finite(sentence, index + 1)
                and verb not in _OF_ITSELF
                and not only(before, MARK)
            ):
                message = _("'{word}' lacks 'som'", word=token.text)
                right = f"{token.text} som"
                yield finding_at(
                    sentence, index, index, message, _("write '{right}'", right=right), right
                )


def _something_without_som(sentence: Sentence) -> Iterator[Finding]:
    """“…, något har visat sig vara bra”: what the clause before tells is meant."""
    for index in range(3, len(sentence.tokens) - 2):
        if sentence.word(index) != "något" or sentence.word(index - 1) != ",":
            continue
        if sentence.is_finite(index + 1) and sentence.word(index + 2) not in PERSONS:
            message = _("'{word}' lacks 'som'", word="något")
            hint = _("write '{right}'", right="något som")
            yield finding_at(sentence, index, index, message, hint, "något som")


def _is_inverted(sentence: Sentence, index: int) -> bool:
    """Whether the subject stands behind the verb: "vad gör man"."""
    return sentence.word(index + 2) in PERSONS


# "Vad är", "vem är": what follows can be the subject.
_OF_ITSELF = word_set("är var blir blev heter hette gäller gällde beträffar angår avser")

_SPLICED = word_set("vi de det detta dessa den denna man")


@rule(
    "comma-splice",
    Severity.NOTE,
    about=_("Two main clauses are joined by nothing but a comma."),
    why=_(
        "The reader expects a list or a subordinate clause; a full stop or `och` says what it is."
    ),
    bad="# Text\n\nVi utbildade personal på hotell, det gav fler tips.\n",
    good="# Text\n\nVi utbildade personal, och antalet tips ökade. Om det krävs, är vi beredda.\n",
)
def comma_splice(subject: Subject) -> Iterator[Finding]:
    """A plain main clause, a comma, a pronoun, and a finite verb."""
    for sentence in subject.sentences:
        if (
            not sentence.words.isdisjoint('”"')
            or "," not in sentence.words
            or sentence.passage.kind not in ("paragraph", "item")
        ):
            continue
        commas = [index for index, token in enumerate(sentence.tokens) if token.text == ","]
        for comma in commas:
            if _is_spliced(sentence, comma) and not _is_series(sentence, commas, comma):
                message = _("two main clauses have only a comma between them")
                yield finding_at(sentence, comma, comma + 1, message, _SPLICE_HINT)


_SPLICE_HINT = _("write a full stop, or a word such as 'och' or 'eftersom' after the comma")


def _is_spliced(sentence: Sentence, comma: int) -> bool:
    after = sentence.word(comma + 1)
    if after.isalpha() and only(sentence.forms(comma + 1), NUMBER):
        finite = sentence.is_finite(comma + 2)  # “vi hade sex, två ställdes in”
        return sentence.word(0) in PERSONS and finite and _is_clause(sentence, comma)
    if after not in _SPLICED or not sentence.is_finite(comma + 2):
        return False
    told = after == "det" and sentence.word(comma + 3) == "säga"  # “det vill säga”
    return not told and _is_clause(sentence, comma)


def _is_clause(sentence: Sentence, comma: int) -> bool:
    """Whether a finite verb stands before the comma, and no fronted clause or short answer."""
    if sentence.word(0) in _FRONTED or comma < 3:
        return False
    finite = any(sentence.is_finite(index) for index in range(1, comma))
    after_person = sentence.word(0) in PERSONS and may_be_finite(sentence, 1)
    return (finite or after_person) and not any(
        token.word in ("ju", "desto", "än") for token in sentence.tokens[:comma]
    )


_FRONTED = word_set(
    "att om när då eftersom innan medan sedan som ju ja nej så fast trots ifall såvida även"
)


def _is_series(sentence: Sentence, commas: list[int], comma: int) -> bool:
    """Whether clauses are listed: "vi kom, vi såg, och vi lärde oss"."""
    others = [each for each in commas if each != comma]
    return any(sentence.word(each + 1) == sentence.word(comma + 1) for each in others)
