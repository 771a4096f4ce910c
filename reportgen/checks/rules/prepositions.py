"""Prepositions: the one that a verb, a noun or an adjective has before a clause with `att`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from reportgen.checks.finding import Finding
from reportgen.checks.patterns import word_set
from reportgen.checks.prose import finding_at
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity

TOPIC = _("Prepositions")

# The prepositions that a word may have before `att`, the usual one first; and the words.
# `för` before `att` tells a purpose, and stands behind all of them.
_BEFORE_ATT = """
på: bättre sämre bäst duktig duktiga skicklig skickliga exempel exemplet beror bero berodde berott
    fokuserar fokusera fokuserade fokuserat satsar satsa satsade satsat tyder tydde tyda inriktad
    inriktade inriktat siktar siktade hoppas hoppades
till: bidrar bidra bidrog bidragit leder leda ledde lett syftar syfta syftade syftat medverkar
    medverkade medverkat anledningen anledning orsaken orsak orsakerna skälet skälen förutsättningen
    möjligheten möjligheter möjligheterna
för: ansvarar ansvara ansvarade ansvarat ansvaret rutinen rutiner rutinerna metoder metoderna
    risken rädd rädda oro oron
om: handlar handlade handla handlat medveten medvetna medvetenheten medvetenhet övertygad
    övertygade övertygat kännedom kännedomen överens eniga ense enats överenskommelse
    överenskommelsen
av: beroende vikten betydelsen värdet behovet kännetecknas
med: syftet målet meningen fördelen fördelarna nackdelen poängen tanken avsikten nöjd nöjda
    slutar slutade slutat räknar
i: består resulterar resulterade resulterat resultera utmynnade
över: stolt stolta
från: avstår avstod avstått avstå
"""
_ALSO = {
    "för": word_set("oro oron risken"),
    "av": word_set("exempel möjligheten möjligheter risken rädd rädda oro oron ansvaret"),
    "med": word_set(
        "risken sämre bättre bäst behovet vikten värdet rutiner rutinerna rutinen metoder metoderna"
        " exempel anledningen anledning betydelsen nöjd nöjda handlar medverkar medverkade"
        " medverkat hoppas satsar möjligheten möjligheter möjligheterna"
    ),
    "om": word_set("rutiner rutinerna syftet målet tanken meningen räknar hoppas risken"),
    "i": word_set("värdet fördelen poängen möjligheten exempel medverkar medverkade medverkat"),
    "till": word_set("rutiner metoder metoderna exempel ansvaret fördelen bäst lett"),
    "över": word_set("oro oron"),
    "på": word_set("beroende nöjd nöjda risken behovet kännetecknas"),
    "från": word_set("bäst möjligheten"),
}
_ALL = word_set("på till om av med i över från mot vid åt")
_FREE = word_set("beroende")


@cache
def _usual() -> dict[str, str]:
    """The usual preposition of each word of the table."""
    usual: dict[str, str] = {}
    right = ""
    for line in _BEFORE_ATT.strip().split("\n"):
        name, colon, words = line.rpartition(":")
        right = name if colon else right
        usual |= dict.fromkeys(words.split(), right)
    return usual


@rule(
    "wrong-preposition",
    Severity.WARNING,
    about=_("A word has another preposition than its own before `att`: `ansvarar över att`."),
    why=_("Readers stumble, and those who translate choose another word."),
    bad="# Text\n\nPolisen ansvarar om att lokalen är låst.\n",
    good="# Text\n\nPolisen ansvarar för att lokalen är låst. Det handlar om att nå fler.\n",
    supersedes=("wrong-wording",),
)
def wrong_preposition(subject: Subject) -> Iterator[Finding]:
    """Words of the table with a preposition and `att` behind them, where it is not theirs."""
    usual = _usual()
    for sentence in subject.sentences:
        if "att" not in sentence.words or sentence.words.isdisjoint(usual):
            continue
        for index, token in enumerate(sentence.tokens[:-2]):
            right = usual.get(token.word)
            between = sentence.word(index + 1)
            if right is None or sentence.word(index + 2) != "att" or between == right:
                continue
            if between not in _ALL or token.word in _ALSO.get(between, _FREE):
                continue
            message = _(
                "'{word}' has '{right}' before 'att', not '{wrong}'",
                word=token.text,
                right=right,
                wrong=between,
            )
            hint = _("write '{right}'", right=f"{token.text} {right} att")
            yield finding_at(sentence, index + 1, index + 1, message, hint, right)
