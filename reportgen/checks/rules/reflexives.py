"""Reflexive verbs: those that need `sig` with what follows them."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.grammar.forms import (
    A_FORMS,
    IMPERATIVE,
    INFINITIVE,
    MARK,
    PAST,
    UTRUM_FORMS,
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

TOPIC = _("Reflexive verbs")

_REFLEXIVES = word_set("sig mig dig oss er")
# They are never without: "de befinner sig".
_ALWAYS = word_set(
    "befinner befann befinna bosätter bosatte bosätta närmar närmade närma åtar åtog åta åtagit",
    "infinner infann infinna beger förlitar förlita beter nöjer nöja beblandar",
)
# With this preposition right behind them they are not without.
_WITH = {
    "till": word_set("vänder vända vände vänt riktar rikta riktade bekänner anpassar anpassa"),
    "mot": word_set("riktar rikta riktade inriktar inrikta inriktade"),
    "på": word_set(
        "inriktar inrikta inriktade specialiserar specialisera specialiserade koncentrerar ",
        "koncentrera koncentrerade förbereder förbereda förberedde förlitar",
    ),
    "i": word_set("engagerar engagera engagerade bosätter inblandar"),
    "åt": word_set("ägnar ägna ägnade"),
    "om": word_set("rör rörde bryr brydde beklagar skaffar"),
    "för": word_set("bestämmer bestämde bestämt intresserar intresserade engagerar"),
}
_FEELING = word_set("känner kände känna känt")


@rule(
    "missing-reflexive",
    Severity.WARNING,
    about=_("A verb lacks its `sig`: `de känner trygga`, `vart man vänder`, `det rör om`."),
    why=_("The small word carries the sense: `vänder sig till`, `rör sig om`."),
    bad="# Text\n\nDet rör om fem personer.\n",
    good="# Text\n\nDet rör sig om fem personer. Vi känner oss trygga, och de känner till det.\n",
)
def missing_reflexive(subject: Subject) -> Iterator[Finding]:
    """Verbs that are never without, or not with their preposition or an adjective."""
    for sentence in subject.sentences:
        for index, token in enumerate(sentence.tokens):
            if _lacks(sentence, index):
                message = _("'{verb}' lacks 'sig'", verb=token.text)
                yield finding_at(sentence, index, index, message, _SELF_HINT)


_SELF_HINT = _("write 'sig' behind it, or 'oss' after 'vi'")


def _lacks(sentence: Sentence, index: int) -> bool:
    word, after = sentence.word(index), sentence.forms(index + 1)
    if word in _ALWAYS:
        return not _has_reflexive(sentence, index)
    if word in _FEELING:
        felt = UTRUM_FORMS | A_FORMS
        alone = only(after, felt | INFINITIVE | IMPERATIVE | PAST) and may(after, felt)
        return alone and sentence.goes_on(index + 2)
    if word in ("vänder", "vända", "vänt") and only(after, MARK):
        return _has_direction(sentence, index)
    if word in _WITH.get(sentence.word(index + 1), ()):
        return word not in _TRANSITIVE or not _has_object_before(sentence, index)
    return False


def _has_direction(sentence: Sentence, index: int) -> bool:
    """Whether `vart` or `till` asks where one turns: “vart man kan vända”."""
    near = range(max(index - 5, 0), index)
    return any(sentence.word(each) in ("vart", "var") for each in near)


# They take what stands before as their object: "stödet som vi riktar mot unga".
_TRANSITIVE = word_set(
    "vänder vända vände vänt riktar rikta riktade inriktar inrikta inriktade förbereder förbereda",
    "förberedde ägnar ägna ägnade anpassar anpassa bestämmer bestämde bestämt koncentrerar ",
    "koncentrera koncentrerade specialiserade inriktade rör rörde intresserade engagerade",
)


def _has_object_before(sentence: Sentence, index: int) -> bool:
    """Whether a relative clause or a question has its object in front, or a participle stands."""
    if sentence.word(index - 1) in ("som", "det", "där", "de", "vi", "man"):
        earlier = sentence.tokens[: index - 1]
    else:
        earlier = sentence.tokens[:index]
        if sentence.word(index).endswith("ade"):
            return True  # “utbildningar riktade till personal”
    objects = any(begins_subordinate(each) and each.word != "att" for each in earlier)
    return objects or index == 0


def _has_reflexive(sentence: Sentence, index: int) -> bool:
    stop = min(index + _NEAR, len(sentence.tokens))
    near = range(max(index - 2, 0), stop)
    return any(sentence.word(each) in _REFLEXIVES for each in near)


_NEAR = 6
