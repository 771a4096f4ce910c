"""Words by which a text says that something has grown or shrunk, and by which it does not.

Data only.
"""

from __future__ import annotations

import re

from reportgen.checks.patterns import words_begin, words_pattern, words_source
from reportgen.language.patterns import Pattern

_RISES = (
    "ökar ökade ökat ökning ökningen ökningar ökande stiger steg stigit växer växte vuxit växande",
    "allt_fler fler_och_fler fördubbla* tredubbla* fyrdubbla* vanligare uppgång uppgången",
    "blivit_fler blev_fler blir_fler",
)
_FALLS = (
    "minskar minskade minskat minskning minskningen minskningar minskande sjunker sjönk sjunkit",
    "allt_färre färre_och_färre halvera* ovanligare nedgång nedgången bli*_färre blev_färre",
)
_UP, _DOWN = words_source(*_RISES), words_source(*_FALLS)
# No direction, and a claim about years all the same: "ligger på en fortsatt hög nivå".
_STEADY = words_source(
    "fortsatt_hög fortsatt_högt fortsatt_höga fortsatt_stor fortsatt_stort fortsatt_stora",
    "fortsatt_många fortsatt_få fortsatt_låg fortsatt_lågt fortsatt_låga oförändrat_antal",
    "oförändrat_många ligger_kvar_på",
)
_THAN_BEFORE = (
    r"(?= (?:\w+ ){0,3}än (?:under )?(?:år )?(?:(?:19|20)\d\d|förra året|föregående|i fjol|"
    r"året (?:innan|före)|tidigare år))"
)
TREND = Pattern(rf"{_UP}|{_DOWN}|{_STEADY}", re.IGNORECASE)
DIRECTION = Pattern(
    rf"{words_begin(*_RISES, *_FALLS)}"
    rf"(?:(?P<up>{_UP}|\bfler{_THAN_BEFORE})|{_DOWN}|\bfärre{_THAN_BEFORE})",
    re.IGNORECASE,
)
# Words that promise a size, whatever they are said of.
STRONG = words_pattern(
    "markant kraftig kraftigt dramatisk* drastisk* avsevärd avsevärt väsentligt explosionsartat",
    "allt_fler allt_färre fler_och_fler fördubbla* tredubbla* fyrdubbla* halvera* rekord*",
)
COUNTABLE = words_pattern(
    "antal* andel* ärende* fall fallen anmälning* ansökning* utbildning* intervju* insatser*",
    "personer* kvinnor* män barn minderåriga offer utsatta kommuner* möten*",
)
# The writers' own experience: theirs to tell, and told as such.
EXPERIENCE = Pattern(
    r"\b(?:vi|jag|man) (?:själva |också |även |ofta |tydligt |har )*(?:upplev|såg|ser\b|sett\b|"
    r"bedöm|uppfatta|tycker|tror|anar|märk|noterar|erfar)|\b(?:upplever|upplevde|upplevs|ser|såg|"
    r"märker) (?:vi|jag)\b|\b(?:vår|våra|enligt vår|upplevelsen|erfarenheten) "
    r"(?:erfarenhet|bild|uppfattning|bedömning|upplevelse|farhåga|är att)",
    re.IGNORECASE,
)
NOT = words_pattern(
    "ingen inga inget inte varken knappast risk* kan kunde skulle ska bör för_att förbered*",
    "beredskap* eventuell* befar* förvänta* väntas möjlig* prognos* mål målet hoppas önskar",
)
# Others than those whom we count: "allt fler kommuner mobiliserar".
OTHERS = Pattern(
    r"[ \u00a0](?:\w+[ \u00a0])?(?:kommun|myndighet|aktör|verksamhet|organisation|medarbetare|"
    r"yrkesverksam|företag|hotell|länder|region|skol|arbetsgivare|fråg|uppgift|bransch|politiker|"
    r"medier|forskare|kolleg|deltagare|röst|exempel|av våra samverkans)",
    re.IGNORECASE,
)
STEPS = Pattern(
    r"\b(?:i|ett|en|två|tre|fyra|fem|första|andra|tredje|nästa|olika|varje|flera|viktigt|stort)"
    r"[ \u00a0]$"
)
# What grows, and no statistic counts it: "efterfrågan på utbildning växer".
UNCOUNTED = words_pattern(
    "efterfråg* behov* intresse* kunskap* samarbete* samverkan medvetenhet* stöd* engagemang*",
    "uppmärksamhet* tryck* krav* uppdrag* arbete arbetet kompetens* förståelse* fokus betydelse*",
)
YEAR = Pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")
SINCE = Pattern(
    r"\b(?:jämfört med|i jämförelse med|än|sedan) (?:under )?(?:år )?(?:(?:19|20)\d\d|förra året|"
    r"föregående år|året (?:innan|före)|i fjol|tidigare år)",
    re.IGNORECASE,
)
