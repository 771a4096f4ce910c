"""Verbs that no affix class describes: their principal parts, with all their prefixes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from reportgen.checks.grammar.forms import (
    INFINITIVE,
    PARTICIPLE_A,
    PARTICIPLE_NEUTER,
    PARTICIPLE_UTRUM,
    PASSIVE_INFINITIVE,
    PASSIVE_PAST,
    PASSIVE_PRESENT,
    PASSIVE_SUPINE,
    PAST,
    PRESENT,
    SUPINE,
    Forms,
)
from reportgen.checks.patterns import word_set

# Infinitive, present, past, supine, and the participle where there is one; / parts doubles.
_PRINCIPAL_PARTS = """
be ber bad bett bedd; binda binder band bundit bunden; bita biter bet bitit biten
bjuda bjuder bjöd bjudit bjuden; bli blir blev blivit bliven; brinna brinner brann brunnit
bringa bringar bringade/bragte bringat/bragt bragd; brista brister brast brustit brusten
bryta bryter bröt brutit bruten; bära bär bar burit buren; böra bör borde bort
dra/draga drar/drager drog dragit dragen; dricka dricker drack druckit drucken
driva driver drev drivit driven; dölja döljer dolde dolt dold
falla faller föll fallit fallen; fara far for farit faren; finna finner fann funnit funnen
flyga flyger flög flugit flugen; flyta flyter flöt flutit fluten; fly flyr flydde flytt
frysa fryser frös frusit frusen; få får fick fått; förmå förmår förmådde förmått
ge/giva ger/giver gav gett/givit given; gilla gillar gillade gillat gillad
gjuta gjuter göt gjutit gjuten; glida glider gled glidit; glädja gläder gladde glatt
gnida gnider gned gnidit gniden; gripa griper grep gripit gripen; gråta gråter grät gråtit
gå går gick gått gången; göra gör gjorde gjort gjord; ha/hava har/haver hade haft havd
heta heter hette hetat; hinna hinner hann hunnit hunnen; hugga hugger högg huggit huggen
hålla håller höll hållit hållen; kliva kliver klev klivit; komma kommer kom kommit kommen
krypa kryper kröp krupit; kunna kan kunde kunnat; leva lever levde levt/levat
lida lider led lidit liden; ligga ligger låg legat; ljuda ljuder ljöd ljudit
ljuga ljuger ljög ljugit; låta låter lät låtit låten; lägga lägger lade/la lagt lagd
våga vågar vågade vågat; visa visar visade visat visad; lära lär lärde lärt lärd; må mår mådde mått
njuta njuter njöt njutit; nypa nyper nöp nupit
nå når nådde nått nådd
pysa pyser pös pyst; rida rider red ridit riden; rinna rinner rann runnit runnen
riva river rev rivit riven; ryta ryter röt rutit; se ser såg sett sedd; sitta sitter satt suttit
sjuda sjuder sjöd sjudit; sjunga sjunger sjöng sjungit sjungen; sjunka sjunker sjönk sjunkit
ske sker skedde skett; skilja skiljer skilde skilt skild; skina skiner sken skinit
skjuta skjuter sköt skjutit skjuten; skola ska/skall skulle skolat; skrida skrider skred skridit
skrika skriker skrek skrikit; skriva skriver skrev skrivit skriven; skära skär skar skurit skuren
slippa slipper slapp sluppit; slita sliter slet slitit sliten; slå slår slog slagit slagen
släppa släpper släppte släppt släppt; smyga smyger smög smugit; smälta smälter smälte smält smält
smörja smörjer smorde smort smord; snyta snyter snöt snutit; sova sover sov sovit
spinna spinner spann spunnit; sprida sprider spred/spridde spridit/spritt spridd
springa springer sprang sprungit sprungen; sticka sticker stack stuckit stucken
stiga stiger steg stigit stigen; stjäla stjäl stal stulit stulen
stå står stod stått stånden; stödja/stöda stödjer/stöder stödde stött stödd
stödjas stöds stöddes stötts; suga suger sög sugit sugen; svida svider sved svidit
svika sviker svek svikit sviken; svälja sväljer svalde svalt svald; svälta svälter svalt svultit
svära/svärja svär/svärjer svor svurit svuren; säga/säja säger/säjer sade/sa sagt sagd
sälja säljer sålde sålt såld; sätta sätter satte satt satt; sörja sörjer sörjde sörjt sörjd
ta/taga tar/tager tog tagit tagen; tiga tiger teg tigit; tro tror trodde trott trodd
tvinga tvingar tvingade/tvang tvingat/tvungit tvingad; tälja täljer täljde täljt täljd
tämja tämjer tämjde tämjt tämjd; töra tör torde; vara är var varit; varda varder vart vorden
veta vet visste vetat; vika viker vek vikit viken; vilja vill ville velat
vinna vinner vann vunnit vunnen; vrida vrider vred vridit vriden; välja väljer valde valt vald
vänja vänjer vande vant vand; växa växer växte växt/vuxit vuxen
bero beror berodde berott; bestå består bestod bestått; bo bor bodde bott bodd
finnas finns/finnes fanns funnits; följa följer följde följt följd; hoppas hoppas hoppades hoppats
minnas minns mindes mints; umgås umgås umgicks umgåtts; trivas trivs trivdes trivts
kännas känns kändes känts; lyckas lyckas lyckades lyckats; saknas saknas saknades saknats
krävas krävs krävdes krävts; dväljas dväljs dvaldes dvalts; skiljas skiljs skildes skilts
rädas räds räddes rätts; synas syns syntes synts; träffas träffas träffades träffats
märkas märks märktes märkts; behövas behövs behövdes behövts; mötas möts möttes mötts
sy syr sydde sytt sydd; ro ror rodde rott rodd; gro gror grodde grott; spy spyr spydde spytt
bry bryr brydde brytt brydd; klä klär klädde klätt klädd; strö strör strödde strött strödd
töja töjer töjde töjt töjd; böja böjer böjde böjt böjd; höja höjer höjde höjt höjd
röja röjer röjde röjt röjd; dröja dröjer dröjde dröjt; nöja nöjer nöjde nöjt nöjd
möta möter mötte mött mött; köpa köper köpte köpt köpt; känna känner kände känt känd
röra rör rörde rört rörd; höra hör hörde hört hörd; köra kör körde kört körd
störa stör störde stört störd; hyra hyr hyrde hyrt hyrd; styra styr styrde styrt styrd
begära begär begärde begärt begärd; avgöra avgör avgjorde avgjort avgjord
""".replace("\n", ";")

_PREFIXES = word_set(
    "av an be bi bort efter ej fort fram frikänna från för före förbi förut genom ",
    "gen hem hän i igen ",
    "ihop in inne innan kring kvar lös med mot ned ner om omkring på runt sam ",
    "sammansätta samman sär ",
    "till tillbaka tvång und undan under upp ur ut ute uppe vid vidare vidmakt vill å åter över ",
    "del er hand ring sak iakt rätt tve fast full god grund syn bekant klar lag makt ",
    "när fri stads ",
    "miss van väl vit ned still död frisk hel en ny ill vida fel färdig omhänder ",
    "överens förut fort ",
    "ibland jäm iord igång utom istånd bidra sönder",
)


@cache
def irregular_forms() -> dict[str, Forms]:
    """The forms of every irregular verb, alone and with each prefix."""
    forms: dict[str, Forms] = {}
    for line in _PRINCIPAL_PARTS.split(";"):
        parts = line.split()
        for word, form in _inflected(parts):
            forms[word] = forms.get(word, 0) | form
    simple = tuple(forms.items())
    forms |= {"äta": INFINITIVE, "äter": PRESENT, "åt": PAST, "ätit": SUPINE}
    for prefix in _PREFIXES:
        for word, form in simple:
            forms[prefix + word] = forms.get(prefix + word, 0) | form
    return forms


def _inflected(parts: list[str]) -> Iterator[tuple[str, Forms]]:
    kinds = (INFINITIVE, PRESENT, PAST, SUPINE)
    passives = (PASSIVE_INFINITIVE, PASSIVE_PRESENT, PASSIVE_PAST, PASSIVE_SUPINE)
    deponent = bool(parts) and parts[0].endswith("s") and parts[0] != "s"
    for part, kind, passive in zip(parts, kinds, passives, strict=False):
        for word in part.split("/"):
            if deponent:
                yield word, passive
                continue
            yield word, kind
            yield _passive(word, passive), passive
    for word in parts[4:]:
        yield from _participle(word)


def _passive(word: str, form: Forms) -> str:
    """The passive: "skriver" gives "skrivs", "gör" "görs", "får" "fås"."""
    if form != PASSIVE_PRESENT:
        return word + "s"
    stem = word.removesuffix("er")
    if stem == word and word[-2:-1] in tuple("aoåeä") and word.endswith("r"):
        stem = word[:-1]
    return stem + "s"


def _participle(utrum: str) -> Iterator[tuple[str, Forms]]:
    """Skriven, skrivet, skrivna; gjord, gjort, gjorda; satt, satta."""
    yield utrum, PARTICIPLE_UTRUM
    if utrum.endswith("en"):
        yield utrum[:-1] + "t", PARTICIPLE_NEUTER
        yield utrum[:-2] + "na", PARTICIPLE_A
    elif utrum.endswith("dd"):
        yield utrum[:-2] + "tt", PARTICIPLE_NEUTER
        yield utrum + "a", PARTICIPLE_A
    else:
        yield utrum.removesuffix("d").removesuffix("t") + "t", PARTICIPLE_NEUTER
        yield utrum + ("e" if utrum.endswith("ad") else "a"), PARTICIPLE_A
