"""Infinitives where a finite verb belongs."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from reportgen.checks.finding import Finding
from reportgen.checks.grammar.forms import (
    ADJECTIVE_NEUTER,
    ADVERB,
    DEFINITE,
    DETERMINER,
    FINITE,
    IMPERATIVE,
    INFINITIVE,
    INFINITIVES,
    OBJECT_PRONOUN,
    PARTICIPLE_NEUTER,
    SUBJECT_PRONOUN,
    SUPINE,
    may,
    only,
)
from reportgen.checks.grammar.sentences import (
    MEASURES,
    PERSONS,
    Sentence,
    begins_subordinate,
    subject_phrase,
)
from reportgen.checks.grammar.word_groups import NAMING
from reportgen.checks.patterns import word_set
from reportgen.checks.prose import finding_at
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity

TOPIC = _("Infinitives")

# Before an infinitive these need `att`. Others are particles, or `för` and `om` in other senses.
_BEFORE_ATT = word_set("för genom till utan med av i på efter om mot från")
# What says that something is meant to be done: "syftet (är) att stärka".
_AIMS = word_set(
    "syfte syftet möjlighet möjligheten möjligheter möjligheterna uppdrag uppdraget ambition ",
    "ambitionen avsikt avsikten ansvar ansvaret förmåga förmågan rätt chans chansen målsättning ",
    "målsättningen behov behovet viljan skyldighet skyldigheten tid tiden råd modet",
)
_HELPING = word_set(
    "ska skall skulle kan kunde vill ville bör borde måste får fick låter lät låta brukar brukade ",
    "behöver behövde hoppas försöker försökte planerar planerade avser avsåg börjar ",
    "började slutar ",
    "beslutade orkar hinner vågar tänker tänkte kommer kunna vilja behöva ska få måste kunnat ",
    "behövt velat fått låtit hinna orka våga försöka börja bruka torde lär verkar tycks synes ",
    "slipper lyckas lyckades",
)


@rule(
    "missing-att",
    Severity.WARNING,
    about=_("An infinitive stands where `att` is missing before it: `för stärka`, `uppdrag öka`."),
    why=_("The reader stops and reads the sentence again."),
    bad="# Text\n\nVi utbildar för öka kunskapen.\n",
    good="# Text\n\nVi utbildar för att öka kunskapen. Kan uppdraget fortsätta?\n",
)
def missing_att(subject: Subject) -> Iterator[Finding]:
    """A preposition or an aim with nothing between it and what can only be an infinitive."""
    for sentence in subject.sentences:
        for index, token in enumerate(sentence.tokens):
            if not index or not may(token.forms, INFINITIVE):
                continue
            few = token.word == "få" and _is_said_of_deed(sentence, index - 1)
            if not few and not only(token.forms, INFINITIVES | IMPERATIVE):
                continue
            before = sentence.word(index - 1)
            coming = before == "kommer" and sentence.is_finite(index - 1)
            if coming or _needs_att(sentence, index, before):
                message = _("'{verb}' lacks 'att'", verb=token.text)
                hint = _("write '{before} att {verb}'", before=before, verb=token.text)
                right = f"att {token.text}"
                found = finding_at(sentence, index, index, message, hint, right)
                yield replace(found, severity=Severity.NOTE) if coming else found


def _needs_att(sentence: Sentence, index: int, before: str) -> bool:
    if _is_said_of_deed(sentence, index - 1):
        return True
    if before not in _BEFORE_ATT and before not in _AIMS:
        return False
    if sentence.word(index - 2) in ("rakt", "rent", "vid", "med"):
        return False  # "rent av be", "vid behov stödja"
    if before in _NEVER_BARE and sentence.word(index - 2) not in ("och", "börja"):
        return sentence.word(index) not in _NOUNS_TOO
    return not any(
        token.word in _HELPING or (token.word == "att" and before not in _BEFORE_ATT)
        for token in sentence.tokens[:index]
    ) or _is_close_aim(sentence, index, before)


_NEVER_BARE = word_set("för från genom mot av till med vid hos")
_NOUNS_TOO = word_set("ära väga känna fånga mötes snö hicka")
_COPULAS = word_set("är var blir blev vara varit bli blivit känns kändes gör gjorde gjort")
_BETWEEN = word_set(
    "så mycket för inte också ofta alltid väldigt ännu särskilt även lika mer mest det alldeles",
)


def _is_said_of_deed(sentence: Sentence, index: int) -> bool:
    """Whether a neuter adjective stands there behind a copula: “är ännu för tidigt dra”."""
    forms = sentence.forms(index)
    kind = ADJECTIVE_NEUTER | PARTICIPLE_NEUTER | ADVERB | SUPINE
    easier = sentence.word(index) in ("lättare", "svårare", "enklare")
    if not easier and (not only(forms, kind) or not may(forms, ADJECTIVE_NEUTER)):
        return False
    before = index - 1
    while sentence.word(before) in _BETWEEN:
        before -= 1
    return sentence.word(before) in _COPULAS


def _is_close_aim(sentence: Sentence, index: int, before: str) -> bool:
    """Whether a preposition after `för att …` has the infinitive for itself: "genom öka"."""
    return before in ("genom", "för") and not may(sentence.forms(index - 2), FINITE | INFINITIVES)


@rule(
    "infinitive-for-finite",
    Severity.WARNING,
    about=_("An infinitive stands where the finite verb belongs: `antalet ärenden öka`."),
    why=_("A letter has been left out, or a word such as `ska`."),
    bad="# Text\n\nAntalet deltagare öka med 260.\n",
    good="# Text\n\nAntalet deltagare ökade med 260. Att låta antalet öka är målet.\n",
    supersedes=("no-finite-verb",),
)
def infinitive_for_finite(subject: Subject) -> Iterator[Finding]:
    """A subject that begins a sentence or a clause, and a verb that can be nothing else."""
    for sentence in subject.sentences:
        for at in _in_clauses(sentence):
            yield _infinitive_finding(sentence, at)
        phrase = subject_phrase(sentence, 0) if _is_prose(sentence) else None
        if phrase is None or not _is_subject(phrase.head.word, phrase.head.forms):
            continue
        if phrase.head.word in NAMING or sentence.word(phrase.end) == "må":
            continue  # “uttrycket sova som en stock”
        at = phrase.end
        forms = sentence.forms(at)
        if not only(forms, INFINITIVE | IMPERATIVE) or not may(forms, INFINITIVE):
            continue
        if any(map(sentence.is_finite, range(at, min(at + _NEAR, len(sentence.tokens))))):
            continue  # “det arbetet leda till är …”: no such clause, but another slip
        yield _infinitive_finding(sentence, at)


def _infinitive_finding(sentence: Sentence, at: int) -> Finding:
    verb = sentence.tokens[at].text
    message = _("'{verb}' is an infinitive, and the sentence needs a finite verb", verb=verb)
    return finding_at(sentence, at, at, message, _("write the present or the past"))


# They begin phrases as well: "än polisen", "tack vare".
_NOT_CLAUSES = word_set("som vilka vilken vilket sedan efter så då än tack för vad vem")


def _in_clauses(sentence: Sentence) -> Iterator[int]:
    """Where an infinitive follows the subject of a subordinate clause: “att polisen dra”."""
    for index, token in enumerate(sentence.tokens):
        if not begins_subordinate(token) or token.word in _NOT_CLAUSES:
            continue
        phrase = subject_phrase(sentence, index + 1)
        if phrase is None or not only(phrase.head.forms, _SUBJECTS):
            continue
        forms = sentence.forms(phrase.end)
        if only(forms, INFINITIVES | IMPERATIVE) and may(forms, INFINITIVES):
            yield phrase.end


_SUBJECTS = DEFINITE | SUBJECT_PRONOUN | OBJECT_PRONOUN | DETERMINER


_NEAR = 3
_ENDS = word_set(". ! ?")


def _is_prose(sentence: Sentence) -> bool:
    running = sentence.passage.kind in ("paragraph", "item", "footnote")
    return running and sentence.tokens[-1].text in _ENDS


def _is_subject(word: str, forms: int) -> bool:
    return word in MEASURES or word in PERSONS or only(forms, DEFINITE)
