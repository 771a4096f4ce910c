"""Parallel forms: what is listed has one form of the verb."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.grammar.forms import (
    FINITE,
    IMPERATIVE,
    INFINITIVE,
    INFINITIVES,
    PAST,
    PRESENT,
    UNKNOWN,
    may,
    only,
)
from reportgen.checks.grammar.sentences import Sentence, may_be_finite
from reportgen.checks.patterns import word_set
from reportgen.checks.prose import finding_at
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity

TOPIC = _("Parallel forms")

_HELPING = word_set(
    "ska skall skulle kan kunde vill ville bör borde måste får fick låter lät brukar brukade",
    "behöver behövde hoppas försöker försökte planerar planerade avser avsåg börjar började",
    "kommer att beslutade orkar hinner vågar tänker kunna vilja behöva få kunnat fått låta",
    "låtit hinna orka våga försöka börja bruka slipper lyckas lyckades hjälper hjälpte ber",
    "bad se ser såg lär torde genom för",
)


@rule(
    "loose-infinitive",
    Severity.WARNING,
    about=_("An infinitive is listed with finite verbs: `vi ger stöd, utbildar och bidra`."),
    why=_("What is listed has one form."),
    bad="# Text\n\nVi ger stöd, utbildar personal och bidra till metoder.\n",
    good="# Text\n\nVi ger stöd, utbildar och bidrar. Vi vill ge stöd och bidra.\n",
)
def loose_infinitive(subject: Subject) -> Iterator[Finding]:
    """`och` with an infinitive behind it, where nothing in the sentence governs one."""
    for sentence in subject.sentences:
        if sentence.passage.kind != "paragraph" or not sentence.words.isdisjoint(_HELPING):
            continue
        if may(sentence.forms(0), IMPERATIVE):
            continue
        verbs = [index for index in range(len(sentence.tokens)) if may_be_finite(sentence, index)]
        for index, token in enumerate(sentence.tokens):
            forms = sentence.forms(index + 1)
            if token.word != "och" or not verbs or verbs[0] > index:
                continue
            governed = any(
                each.forms != UNKNOWN and may(each.forms, INFINITIVE)
                for each in sentence.tokens[:index]
            )
            infinitive = only(forms, INFINITIVES | IMPERATIVE) and may(forms, INFINITIVE)
            if infinitive and not governed:
                verb = sentence.tokens[index + 1].text
                message = _("'{verb}' is an infinitive among finite verbs", verb=verb)
                yield finding_at(sentence, index + 1, index + 1, message, _SAME_HINT)


_SAME_HINT = _("give it the form of the other verbs")


@rule(
    "unlike-items",
    Severity.WARNING,
    about=_("One item of a list begins with another form of the verb than all the others."),
    why=_("The words before the list fit all items but that one."),
    bad="# Text\n\nVi ska\n\n- samordna insatser\n- erbjuder stöd\n- utbilda personal\n",
    good="# Text\n\nVi ska\n\n- samordna insatser\n- erbjuda stöd\n- utbilda personal\n",
)
def unlike_items(subject: Subject) -> Iterator[Finding]:
    """A present in a list of infinitives of three items or more, and the other way round."""
    for items in _lists(subject):
        infinitives = [_begins_with(each, INFINITIVES | IMPERATIVE) for each in items]
        finite = [_begins_with(each, FINITE) for each in items]
        for wanted, other in ((infinitives, finite), (finite, infinitives)):
            if sum(wanted) == len(items) - 1 and sum(other) == 1:
                sentence = items[other.index(True)]
                yield _unlike_finding(sentence, 0)
        if sum(infinitives) > 1:
            for sentence in items:
                if _joins_finite(sentence):
                    yield _unlike_finding(sentence, 2)


def _unlike_finding(sentence: Sentence, index: int) -> Finding:
    verb = sentence.tokens[index].text
    message = _("'{verb}' has another form than the other items' verbs", verb=verb)
    return finding_at(sentence, index, index, message, _SAME_HINT)


def _joins_finite(sentence: Sentence) -> bool:
    """Whether an item joins an infinitive with what is none: “utbilda och sprider kunskap”."""
    joined = sentence.word(1) in ("och", "eller", "samt")
    begins = _begins_with(sentence, INFINITIVES | IMPERATIVE)
    return joined and begins and only(sentence.forms(2), PRESENT | PAST)


def _begins_with(sentence: Sentence, kind: int) -> bool:
    return only(sentence.forms(0), kind)


def _lists(subject: Subject) -> Iterator[list[Sentence]]:
    """The first sentences of the items of each list of three or more."""
    items: list[Sentence] = []
    last = None
    for sentence in subject.sentences:
        passage = sentence.passage
        if passage is last:
            continue
        near = bool(items) and passage.whole.line - items[-1].passage.whole.end_line <= 1
        if passage.kind == "item" and (near or not items):
            items.append(sentence)
        else:
            if len(items) > 2:
                yield items
            items = [sentence] if passage.kind == "item" else []
        last = passage
    if len(items) > 2:
        yield items
