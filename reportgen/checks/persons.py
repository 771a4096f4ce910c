"""Single persons of whom a sentence tells so much that somebody can know them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportgen.checks.patterns import words_source
from reportgen.checks.taken_over import MONTHS
from reportgen.language.patterns import Pattern

# Nouns of one from a country, which say sex or are said of one person only.
_FROM_COUNTRIES = (
    "thailändska|thailändare|rumänska|rumän|bulgariska|bulgar|ukrainska|ukrainare|nigerianska|"
    "nigerian|georgiska|georgier|polska|polack|ungerska|ungrare|albanska|alban|vietnamesiska|"
    "vietnames|kinesiska|kines|filippinska|filippinare|moldaviska|ryska|ryss|brasilianska|"
    "brasilianare|colombianska|colombian|venezuelanska|syriska|syrier|eritreanska|eritrean|"
    "somaliska|somalier|etiopiska|etiopier|marockanska|marockan|turkiska|uzbekiska|uzbek|indiska|"
    "indier|iranska|iranier|irakiska|irakier|afghanska|afghan|litauiska|litauer|lettiska|estniska"
)
_SINGLE = (
    r"flicka|flickan|pojke|pojken|kvinna|kvinnan|man|mannen|person|personen|ungdom|barn|barnet|"
    rf"tjej|kille|elev|mamma|pappa|mor|{_FROM_COUNTRIES}"
)
_ONE_PERSON = Pattern(
    r"(?<!\w)(?:en|ett|enda|Ett|En|yngsta|äldsta|den|Den)[ \u00a0](?:[\w-]+[ \u00a0]){0,3}?"
    rf"(?P<noun>{_SINGLE})(?![\w-])"
)
# Not “under 18 år”, as laws speak, nor “ett flerårigt samarbete”.
_AGED = Pattern(
    r"\b(?:\d{1,2}-|\w{2,8})(?<!fler)(?<!mång)årig\w*"
    r"|(?<!under )(?<!fyllt )(?<!över )(?<!minst )(?<!till )(?<!än )(?<!i )"
    r"\b\d{1,2}[ \u00a0]år\b(?! sedan)|\b\d{2}-års?åldern|-årsåldern"
)
# An age that is the person's own: “en 15-årig flicka”, “en flicka, 15 år,”.
_OWN_AGE = Pattern(
    r"(?:\d{1,2}-|(?:tolv|tretton|fjorton|femton|sexton|sjutton|arton|nitton))åriga?[ \u00a0]"
    rf"(?:[\w-]+[ \u00a0])?(?:{_SINGLE})(?![\w-])"
    rf"|(?<!\w)(?:{_SINGLE})(?:,[ \u00a0]|[ \u00a0]\()\d{{1,2}}[ \u00a0]år(?:[,)]|[ \u00a0]gammal)"
)
_CLASS = Pattern(r"\bårskurs[ \u00a0]\d\b|\bi[ \u00a0](?:sexan|sjuan|åttan|nian)\b")
_HOME = Pattern(
    r"\b(?:bor|bodde|bosatt|vistas|vistades|hittades|påträffades|placerad|placerades|lever)"
    r"[ \u00a0](?:[\w-]+[ \u00a0])?(?:i|på|utanför)[ \u00a0](?P<place>[A-ZÅÄÖ]\w+)"
)
_ORIGIN = Pattern(r"\bfrån[ \u00a0](?P<place>[A-ZÅÄÖ]\w+)")
_HOME_OR_DAY = Pattern(
    rf"\bi[ \u00a0]familjehem\b|\bden[ \u00a0]\d{{1,2}}[ \u00a0]{words_source(MONTHS)}"
)
_PLACES = (
    "salong|restaurang|hotell|pizzeria|biltvätt|krog|bageri|fabrik|städfirma|kiosk|butik|bar|"
    "verkstad|kafé|café|klubb|camping"
)
# “Nagelsalongen vid torget i Åsunda”, “salong Lotus”, “Klippnässkolan”, “skolan i Berga”
_NAMED_PLACE = Pattern(
    r"(?<!\w)(?:på|vid|i|hos)[ \u00a0](?:"
    rf"\w*(?:{_PLACES}|skola|gymnasi|förskola)(?:en|et|n)[ \u00a0]"
    r"(?:(?:vid|på|intill|nära|mitt)[ \u00a0][\w-]+[ \u00a0])?i[ \u00a0](?:[Cc]entrala[ \u00a0])?"
    r"[A-ZÅÄÖ]\w+"
    rf"|(?:\w*[a-zåäö])?(?i:{_PLACES})[ \u00a0][A-ZÅÄÖ]\w+"
    rf"|[A-ZÅÄÖ]\w{{2,}}(?:(?:{_PLACES})(?:en|et|n)|skolan|gymnasiet))(?!\w)"
)
# Who is there: at once behind the noun, or as what somebody does.
_AT_ONCE = Pattern(r",?[ \u00a0](?:[\w-]+[ \u00a0]){0,3}?\Z")
_IS_THERE = Pattern(
    r"\b(?:arbeta\w*|jobba\w*|går|gick|gått|elev|anställ\w+|städa\w*|läser|läste|studera\w*|bor|"
    r"bodde|hitta\w*|påträffa\w*|exploatera\w*|utnyttja\w*)\b"
)
_FARTHEST = 90
# Staff of a school are persons as well.
_VAGUE = frozenset(("person", "personen", "man"))


class Described(NamedTuple):
    """A single person, from `start` to before `end`; `certain` is False where it is an age only."""

    start: int
    end: int
    said: tuple[str, ...]
    certain: bool


def find_described(text: str, start: int, end: int) -> Described | None:
    """Who is told of in a sentence by two of age, class, home, origin, day, or by a work place."""
    one = _ONE_PERSON.search(text, start, end)
    if one is None:
        return None
    named = next(_workplaces(text, start, end), None)
    own = _OWN_AGE.search(text, start, end)
    found = [each.search(text, start, end) for each in (_AGED, _ORIGIN, _HOME)]
    found.append(_HOME_OR_DAY.search(text, start, end) if own else None)
    found.append(_CLASS.search(text, one.end(), end))
    told = [each for each in (*found, named) if each is not None]
    certain = len(told) > 1 or named is not None
    if not certain and own is None:
        return None
    first, last = min((one, *told), key=_start), max((one, *told), key=_end)
    return Described(first.start(), last.end(), tuple(each[0] for each in told), certain)


def _start(found: re.Match[str]) -> int:
    return found.start()


def _end(found: re.Match[str]) -> int:
    return found.end()


def _workplaces(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    """Named places of work and schools that one person is said to be at."""
    for place in _NAMED_PLACE.finditer(text, start, end):
        for one in _ONE_PERSON.finditer(text, max(start, place.start() - _FARTHEST), place.start()):
            between = text[one.end() : place.start()]
            close = between.strip(" ,\u00a0") == "" and one["noun"] not in _VAGUE
            if close or _CLASS.search(between) or _IS_THERE.search(between):
                yield place
