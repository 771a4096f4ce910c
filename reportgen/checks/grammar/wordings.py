"""Wordings that are wrong in standard Swedish, and what is written instead of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from reportgen.checks.grammar.prepositions import PREPOSITIONS
from reportgen.checks.prose import capital_as

# Wrong = right. In a wrong one (a|b) stands for either, and what is right repeats it as \1.
_CERTAIN = r"""
numer = numera
utav = av
med bakgrund av = mot bakgrund av
med bakgrund mot = mot bakgrund av
på bakgrund av = mot bakgrund av
i enighet med = i enlighet med
i enlighet till = i enlighet med
i samband till = i samband med
i samband av = i samband med
till följd utav = till följd av
i förhållande mot = i förhållande till
i jämförelse mot = i jämförelse med
i jämförelse till = i jämförelse med
tillskillnad från = till skillnad från
i möjligast mån = i möjligaste mån
på basis utav = på basis av
med hänsyn av = med hänsyn till
med avseende till = med avseende på
med anledning utav = med anledning av
på uppdrag utav = på uppdrag av
i syfte för att = i syfte att
med syfte för att = i syfte att
inflödet av antalet = inflödet av
ökning av antal = ökning av antalet
i första han = i första hand
tack vara = tack vare
i form utav = i form av
(?<!hänger )(?<!hänga )(?<!hängde )(?<!hör )(?<!hörde )ihop med att = i och med att
(ta|tar|tog|tagit|tas|togs|tagits) i mot = \1 emot
tag i på = tag på
till baka = tillbaka
till räcklig(t|a|) = tillräcklig\1
fort farande = fortfarande
över ens = överens
i mellan = emellan
någon ting = någonting
(har|hade) vart(?! (?:och|annat|tredje|fjärde|femte|sjätte|sjunde|tionde)\b) = \1 varit
mellan (<month>) till (<month>) = mellan \1 och \2
mellan (<number>) till (<number>) = mellan \1 och \2
vart (<person>) (finns|fanns|bor|bodde|befinner|befann|ligger) = var \1 \2
var (<person>) (kan|ska|skulle|kunde|bör|måste) (vända|åka|flytta|återvända|skickas) = vart \1 \2 \3
var (<person>) (vänder|vände|åker|flyttar)(?! in\b| till\b) = vart \1 \2
i samma grad med = i samma grad som
lika mycket med = lika mycket som
mer eller minder = mer eller mindre
framförallt allt = framför allt
i slutändan så = i slutändan
det vill säg = det vill säga
ett antal utav = ett antal av
i synnerlighet = i synnerhet
inte desto minde = inte desto mindre
nånting = någonting
nåt = något
nån = någon
nåra = några
sånt = sådant
sån = sådan
såna = sådana
dej = dig
mej = mig
sej = sig
sedemera = sedermera
över huvudet taget = över huvud taget
överhuvudtaget taget = över huvud taget
i och för att = för att
utifrån att ha = efter att ha
en utav = en av
ett utav = ett av
vart (är|var|har|finns|ligger) = var \1
mycket utav = mycket av
mer utav = mer av
del utav = del av
eftersom att = eftersom
nästa (alltid|aldrig|alla|samtliga|inga|hälften) = nästan \1
(dubbelt|hälften|lika|tre gånger|fyra gånger) så (många|mycket|stora?|höga?|ofta) än = \1 så \2 som
på grund av (det skälet|den anledningen|den orsaken) = av \1
(utarbetats|utarbetat|utarbeta|utarbetade|utarbetades) fram = \1
efterfrågan av = efterfrågan på
för (kunna|slippa|få) = för att \1
(beror|bero|berodde|berott) av att = \1 på att
(beror|bero|berodde|berott) (främst|framför allt|till stor del|delvis|också) av att = \1 \2 på att
bristen av = bristen på
tillgången av = tillgången till
förtroende på = förtroende för
förtroendet på = förtroendet för
exempel av = exempel på
kännedom kring = kännedom om
medvetenheten av = medvetenheten om
anledning för = anledning till
orsaken för = orsaken till
särskilt (kraft|vikt|uppmärksamhet|omsorg|hänsyn|prioritet|tyngd) = särskild \1
mellan ((?:19|20)\d\d) till ((?:19|20)\d\d) = mellan \1 och \2
för och (möta|kunna|få|ge|nå|öka|stärka|skapa|utveckla|stödja|hjälpa|bidra) = för att \1
för och (förebygga|motverka|upptäcka|vara|bli|göra|ta|arbeta|minska|förbättra) = för att \1
(fler|färre|mer|större|mindre|högre|lägre) en (förra|föregående|tidigare|någonsin) = \1 än \2
(fler|färre|mer|större|mindre|högre|lägre) en ((?:19|20)\d\d|i fjol|året) = \1 än \2
(någon|ingen) annan stans = \1 annanstans
i hop med = ihop med
dess utom = dessutom
fram för allt = framför allt
till sammans = tillsammans
där emot = däremot
(har|hade|haft) svår att = \1 svårt att
(har|hade|haft) lätt för och = \1 lätt för att
utsat(t|ta) av (människohandel|människoexploatering|prostitution) = utsat\1 för \2
utsat(t|ta) av (exploatering|våld|brott|tvång) = utsat\1 för \2
(återtagit|återtog|återtar|återkallat|återkallade) deras (ansökan|anmälan) = \1 sin \2
(återvänt|återvände|återvänder|åkt hem|rest hem) till deras hemländer = \1 till sina hemländer
(återvänt|återvände|återvänder|åkt hem|rest hem) till deras hemland = \1 till sitt hemland
(beror|berodde|berott) av att = \1 på att
(syftar|syftade) på att = \1 till att
(behovet|behov) på = \1 av
(bristen|brist) av (kunskap|resurser|boenden|bostäder|tolkar|rutiner|tid) = \1 på \2
tillgången på (stöd|skyddat boende|vård|tolk) = tillgången till \1
intresset på (frågan|utbildning|utbildningar|våra) = intresset för \1
i linje (till|för) = i linje med
oberoende på = oberoende av
misstänk(t|ta) på = misstänk\1 för
(dömd|dömda|dömdes|åtalad|åtalade|åtalades) på (människohandel) = \1 för \2
ansvarig över = ansvarig för
ansvaret över = ansvaret för
(tog|tar|tagit|ta) hänsyn på = \1 hänsyn till
medveten(heten)? över = medveten\1 om
vänd(er|e|a) sig mot (ungdomsmottagning|socialtjänst|personal|chefer) = vänd\1 sig till \2
i samråd till = i samråd med
med fokus i = med fokus på
stå till förfogande till = stå till förfogande för
allt mindre (ärenden|personer|kommuner|anmälningar|fall|deltagare|samtal|möten) = allt färre \1
mellan (\d+)–(\d+) = mellan \1 och \2
första hands kontrakt = förstahandskontrakt
andra hands kontrakt = andrahandskontrakt
delar utav = delar av
(större|mindre|fler|färre|högre|lägre|längre|kortare) vad(?! som\b| gäller\b) = \1 än vad
(bättre|sämre|yngre|äldre) vad(?! som\b| gäller\b) = \1 än vad
(vanligare|snabbare|svårare|lättare|viktigare) vad(?! som\b| gäller\b) = \1 än vad
(större|färre|högre|lägre|längre|kortare|bättre) som (förra|föregående|tidigare|i fjol) = \1 än \2
(sämre|yngre|äldre) som (förra|föregående|tidigare|i fjol) = \1 än \2
(vanligare|snabbare|svårare|lättare) som (förra|föregående|tidigare|i fjol) = \1 än \2
mer (större|högre|bättre|oftare|fler|vanligare|svårare|lättare) = \1
mest (vanligaste|viktigaste|största|bästa|högsta) = \1
(drygt|knappt|ungefär) cirka = \1
cirka (drygt|knappt|ungefär) = \1
till exempel bland annat = bland annat
bland annat till exempel = bland annat
därför eftersom = därför att
på grund av att (därför att|eftersom) = eftersom
och samt = och
samt och(?! synnerligen\b) = samt
utgå(r|tt|) ifrån på = utgå\1 ifrån
utgick ifrån på = utgick ifrån
i (samband|enlighet|samråd) (en|ett|den|det|denna|detta|att|årets) = i \1 med \2
i (anslutning|förhållande|relation) (en|ett|den|det|denna|detta|att) = i \1 till \2
(våran|vårans) = vår
vårat = vårt
(våran|vårans) egna = vår egen
(?<!a )(?<!den )(?<!ett )eran(?! (?:av|i|då|när|som|efter|är|var|har)\b) = er
erat = ert
samtlig = samtliga
varenda en av = var och en av
(ska|skall|kan|bör|måste|skulle|kunde|borde) att (<verb>) = \1 \2
(vågar|vågade|orkar|orkade|hinner|hann) att (<verb>) = \1 \2
(gör|gjorde|göra|gjort) (lättare|svårare|enklare) (för \w+ )?att = \1 det \2 \3att
(gör|gjorde|göra|gjort) (möjligt|omöjligt|svårt) (för \w+ )?att = \1 det \2 \3att
mellan (klockan|kl\.|kl) (<number>) till (<number>) = mellan \1 \2 och \3
(beror|bero|berodde|berott|tyder|tydde|fokuserar|fokuserade) (av|i|om|till|över) på = \1 på
(består|bestod|bestått) (i|på|till|med) av = \1 av
(leder|ledde|lett|bidrar|bidrog|bidragit|syftar|syftade) (för|på|i|mot|av) till = \1 till
(handlar|handlade|handlat) (på|av|i|för|kring) om = \1 om
(ansvarar|ansvarade|ansvarat) (över|om|på|av) för = \1 för
ibland annat(?! (?:som|än|är|var)\b) = bland annat
vart och en(?! eller) = var och en
var och ett = vart och ett
(veta|vet|visste|vetat) var (<person>) (tog|tar|tagit) vägen = \1 vart \2 \3 vägen
(står?|stod|stått|ställer|ställde|ställt|ställa) förfogande = \1 till förfogande
"""
# What can be right, or has no one right wording.
_DOUBTFUL = """
ljus på = belyser, uppmärksammar
flertalet av = de flesta, eller flera
på daglig basis = dagligen
på årlig basis = varje år
på regelbunden basis = regelbundet
enligt mig = vi anser
per automatik = automatiskt
"""

# What <these> stand for in a wrong wording.
_KINDS = {
    "<month>": "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november"
    "|december",
    "<number>": r"\d+|två|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv",
    "<verb>": "vara|bli|få|ge|ta|göra|ha|gå|komma|se|säga|anmäla|berätta|anställa|stärka|utveckla"
    "|öka|minska|skapa|bidra|arbeta|samverka|samarbeta|erbjuda|stödja|hjälpa|utbilda|delta|ställa"
    "|söka|lämna|hålla|genomföra|ordna|starta|avsluta|fortsätta|påverka|leda|möta|nå|utsättas|användas"
    "|följa|bygga|förebygga|upptäcka|identifiera|medverka|vända|sprida|tala|prata|polisanmäla",
    "<owner>": "arbetsgivaren|arbetsgivare|andra|kommunen|socialtjänsten|stöd|bidrag|någon|den"
    "|varandra|gärningsmannen|gärningspersonen|sin|sina|sitt|dem|polisen|föräldrarna|personen",
    "<person>": "de|man|det|den|vi|du|hon|han|personen|personerna|kvinnan|kvinnorna",
}


class Wording(NamedTuple):
    """What stands from `start` to before `end`, and what to write; `certain` where one thing is."""

    start: int
    end: int
    right: str
    certain: bool


@cache
def _pattern(wrong: str) -> re.Pattern[str]:
    source = _ungrouped(wrong.replace(" ", r"\s"))
    return re.compile(rf"(?<![\w-])(?:{source})(?![\w-])", re.IGNORECASE)


_PLAIN = re.compile(r"\w+|\((?:\w[\w ]*)(?:\|\w[\w ]*)*\)")
_AROUND = re.compile(r"\(\?<?[!=](?:[^()]|\([^()]*\))*\)")
_WORD = re.compile(r"[^\W_]+")


@cache
def _words_of(wrong: str) -> tuple[frozenset[str], ...]:
    """What each plain word of a wording can be; a text that has the wording has all of them."""
    wrong = _AROUND.sub("", wrong)
    tokens = re.sub(r"\([^()]*\)", lambda found: found[0].replace(" ", "_"), wrong).split(" ")
    plain = [each for each in tokens if _PLAIN.fullmatch(each)]
    return tuple(
        frozenset(choice.split("_")[0] for choice in each.strip("()").split("|")) for each in plain
    )


@cache
def _lines_by_word() -> dict[str, tuple[str, ...]]:
    """The wordings by their longest word, or words; under "" those that have none."""
    lines: dict[str, list[str]] = {}
    for wrong in _table():
        words = max(_words_of(wrong), key=lambda each: min(map(len, each)), default={""})
        for word in words:
            lines.setdefault(word, []).append(wrong)
    return {word: tuple(each) for word, each in lines.items()}


def _possible(text: str) -> tuple[str, ...]:
    """The wordings whose words are all in a text, longest first."""
    words = {*_WORD.findall(text.lower()), ""}
    lines = _lines_by_word()
    found = {
        wrong
        for word in words & lines.keys()
        for wrong in lines[word]
        if not any(words.isdisjoint(each) for each in _words_of(wrong))
    }
    return tuple(sorted(found, key=lambda each: (-len(each), each)))


def _ungrouped(source: str) -> str:
    return re.sub(r"\((?!\?)", "(?:", source)


@cache
def _table() -> dict[str, str]:
    """The right wording by the source of the wrong one's pattern, longest first."""
    text = f"{_CERTAIN.strip()}\n{PREPOSITIONS.strip()}"
    for kind, words in _KINDS.items():
        text = text.replace(kind, words)
    lines = [line.partition(" = ") for line in text.split("\n")]
    return {wrong: right for wrong, _sign, right in sorted(lines, key=lambda each: -len(each[0]))}


def find_wordings(text: str) -> Iterator[Wording]:
    """The wrong wordings of a text, from the left; of those that overlap the first, or longest."""
    every = (found for wrong in _possible(text) for found in _pattern(wrong).finditer(text))
    end = 0
    for found in sorted(every, key=lambda each: each.start()):
        if found.start() < end:
            continue
        end = found.end()
        typed = " ".join(found[0].split())
        right = _right_for(typed)
        yield Wording(*found.span(), capital_as(found[0], right), certain=True)


def _right_for(typed: str) -> str:
    for wrong, right in _table().items():
        whole = re.fullmatch(wrong, typed, re.IGNORECASE)
        if whole:
            return whole.expand(right)
    return typed


@cache
def doubtful_wordings() -> dict[str, str]:
    """What to think twice about, and what to write perhaps."""
    lines = (line.partition(" = ") for line in _DOUBTFUL.strip().split("\n"))
    return {wrong: right for wrong, _sign, right in lines}
