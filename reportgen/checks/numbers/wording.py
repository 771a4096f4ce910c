"""What Swedish calls the things that reports count: other forms of labels, verbs, restrictions.

Data only. A line of a table is a word of a label and, behind it, the beginnings of other words
for the same; `*` is any ending.
"""

from __future__ import annotations

import re

from reportgen.checks.patterns import word_set, words_pattern, words_source
from reportgen.language.patterns import Pattern

# By the label in lower case: what else people write for it. Only what is no other label's.
OTHER_WORDS = {
    "kvinnor": "kvinnlig* kvinna kvinnan kvinnans",
    "män": "manlig* mannen en_man",
    "flickor": "flicka flickan",
    "pojkar": "pojke pojken",
    "vuxna": "vuxen vuxnas",
    "barn": "barnet barnen minderårig*",
    "minderåriga": "barn barnärende* barnen barnet underårig* under_18_år",
    "återvänt": "rest_hem resa_hem reste_hem åkt_hem åkte_hem "
    "att_återvända kunnat_återvända till_ett_återvändande till_återvändande "
    "återvände återvänder återvänd återvänt återvändande_personer reste_tillbaka",
    "återtagna": "återtog återtogs återtagit återtagen återkallade återkallades återkallat "
    "drog_tillbaka drogs_tillbaka tog_tillbaka tagit_tillbaka dragit_tillbaka ångrade_sig",
    "ansökningar": "ansökan ansökningen ansökte ansökt sökande",
    "avslag": "avslogs avslagna avslagen",
    "pågående": "pågår",
    "annan könsidentitet": "annan_könstillhörighet ickebinär* icke-binär* annat_kön",
    "sexuella ändamål": "sexuellt_ändamål prostitutionsändamål ändamålet_sexuellt "
    "ändamål_sexuellt det_sexuella",
    "arbetskraftsexploatering": "arbetskraftsexploatering* tvångsarbete*",
    "statslös": "statslösa",
    "intervjuer": "intervju intervjun",
    "utbildningar": "utbildning utbildningen utbildningstillfäll*",
    "heltidstjänster": "på_heltid heltidstjänst heltidstjänst*",
    "polis": "polisen polisens",
    "frivilligorganisation": "ideell_organisation* ideella_organisation* ideell_sektor* "
    "ideella_sektor* ideell_förening* ideella_förening* civilsamhälle*",
    "arbetsmiljöverket/akc": "center_mot_arbetslivskriminalitet centret_mot_arbetslivskriminalitet "
    "centren_mot_arbetslivskriminalitet centra_mot_arbetslivskriminalitet "
    "arbetslivskriminalitetsc*",
    "annan": "annan_aktör andra_aktörer annan_myndighet andra_myndigheter",
    "socialtjänst": "socialtjänsten socialtjänstens",
    "den utsatta själv": "de_utsatta_själva utsatta_själva den_utsatte_själv "
    "tog_själva_kontakt själva_tagit_kontakt själva_tog_kontakt "
    "hörde_av_sig_själva hörde_själva_av_sig själva_hört_av_sig hört_av_sig_själva "
    "hörde_den_utsatta_själv_av_sig den_utsatta_själv_hörde_av_sig tog_själv_kontakt "
    "själv_tagit_kontakt kontaktade_oss_själva sökte_själva_stöd själva_sökt_stöd",
    "hälso- och sjukvård": "vården sjukvården sjukvård",
}

# Country: adjective and people, as beginnings.
PEOPLES = {
    "Afghanistan": "afghan*",
    "Albanien": "alban*",
    "Algeriet": "algerisk* algerier*",
    "Argentina": "argentin*",
    "Armenien": "armenisk* armenier*",
    "Bangladesh": "bangladeshisk* bangladeshier*",
    "Belarus": "belarusisk* belarusier* vitryss* vitrysk*",
    "Bolivia": "bolivian*",
    "Bosnien och Hercegovina": "bosnisk* bosnier*",
    "Brasilien": "brasilian*",
    "Bulgarien": "bulgarisk* bulgarer*",
    "Chile": "chilen*",
    "Colombia": "colombian*",
    "Danmark": "danskar*",
    "Dominikanska republiken": "dominikan*",
    "Egypten": "egyptisk* egyptier*",
    "Elfenbenskusten": "ivorian*",
    "Eritrea": "eritrean*",
    "Estland": "estnisk* ester esterna estländ*",
    "Etiopien": "etiopisk* etiopier*",
    "Filippinerna": "filippinsk* filippin*",
    "Finland": "finländ*",
    "Frankrike": "fransmän fransk*",
    "Gambia": "gambisk* gambier*",
    "Georgien": "georgisk* georgier*",
    "Ghana": "ghanansk* ghanan*",
    "Grekland": "grekisk* greker*",
    "Guinea": "guineansk* guinean*",
    "Indien": "indisk* indier*",
    "Indonesien": "indonesisk* indonesier*",
    "Irak": "irakisk* irakier*",
    "Iran": "iransk* iranier*",
    "Italien": "italiensk* italienar*",
    "Kamerun": "kamerunsk* kamerunier*",
    "Kazakstan": "kazakisk* kazaker*",
    "Kenya": "kenyansk* kenyan*",
    "Kina": "kinesisk* kineser*",
    "Kirgizistan": "kirgizisk* kirgis*",
    "Kosovo": "kosovansk* kosovan*",
    "Kroatien": "kroatisk* kroater*",
    "Kuba": "kubansk* kuban*",
    "Lettland": "lettisk* letter*",
    "Liberia": "liberiansk* liberian*",
    "Libyen": "libysk* libyer*",
    "Litauen": "litauisk* litauer*",
    "Marocko": "marockansk* marockan*",
    "Moldavien": "moldavisk* moldavier*",
    "Mongoliet": "mongolisk* mongoler*",
    "Nepal": "nepalesisk* nepales*",
    "Nigeria": "nigeriansk* nigerian*",
    "Nordmakedonien": "nordmakedonsk* makedonsk*",
    "Norge": "norrmän",
    "Pakistan": "pakistansk* pakistanier*",
    "Paraguay": "paraguayan*",
    "Peru": "peruansk* peruan*",
    "Polen": "polsk* polacker*",
    "Portugal": "portugisisk* portugiser*",
    "Rumänien": "rumänsk* rumäner*",
    "Ryssland": "rysk* ryssar*",
    "Senegal": "senegalesisk* senegales*",
    "Serbien": "serbisk* serber*",
    "Sierra Leone": "sierraleonsk* sierraleonier*",
    "Slovakien": "slovakisk* slovaker*",
    "Slovenien": "slovensk*",
    "Somalia": "somalisk* somalier*",
    "Spanien": "spansk* spanjor*",
    "Sri Lanka": "srilankesisk* srilankes*",
    "Sudan": "sudanesisk* sudanes*",
    "Sverige": "svensk*",
    "Syrien": "syrisk* syrier*",
    "Tanzania": "tanzanisk* tanzanier*",
    "Thailand": "thailändsk* thailändare* thai*",
    "Tjeckien": "tjeckisk* tjecker*",
    "Tunisien": "tunisisk* tunisier*",
    "Turkiet": "turkisk* turkar*",
    "Tyskland": "tysk* tyskar*",
    "Uganda": "ugandisk* ugandier*",
    "Ukraina": "ukrainsk* ukrainar* ukrainare*",
    "Ungern": "ungersk* ungrare* ungrar*",
    "Uzbekistan": "uzbekisk* uzbeker*",
    "Venezuela": "venezuelan*",
    "Vietnam": "vietnames*",
    "Zambia": "zambisk* zambier*",
    "Zimbabwe": "zimbabwisk* zimbabwier*",
}

UNKNOWN = words_source(
    "okänd* okänt oklar* okända uppgift_saknas uppgifter_saknas saknas_uppgift* ej_noterat",
    "inte_noterat inte_noterad* inte_har_noterats har_inte_noterats inte_noterats ej_noterad*",
    "inte_känd inte_känt inte_kända inte_angiven inte_angivet framgår_inte framgick_inte",
    "noterades_inte angavs_inte uppgavs_inte framkom_inte är_inte_känt är_inte_känd",
    "saknas saknades inte_vet vet_vi_inte aldrig_veta inte_veta inte_fastställ* inte_klarlagd*",
    "inte_kunnat_fastställ* inte_kunde_fastställ* inte_gått_att_fastställa",
)

# What is counted where the word itself names no figure: it may be any of them.
GENERIC = words_pattern(
    "fall fallen fallet person* individ* människor människa offer utsatta klient* stycken st",
    "sådana st. brukare*",
)
# Rows of a table: "26 poster", "25 länder".
ROWS = words_pattern(
    "land länder länderna nationalitet* poster posterna kategori* ändamål ändamålen",
    "åldersgrupp* ursprungsländer* ärendetyp* medborgarskap*",
)
# Verbs and words by which a sentence says how many there were of something in all.
_COUNTING = (
    "vi_hade hade_vi vi_har har_vi",
    "rör rörde rörs rört gäller gällde gällt avser avsåg avsett handlar handlade handlat var",
    "är vara varit utgör utgjorde utgjort förekom förekommer förekommit fanns finns omfattar",
    "omfattade omfattat mötte mött träffade träffat genomförde genomfört genomfördes höll",
    "hölls hållit hållits ordnade ordnades arrangerade arrangerades innebar innebär uppgick",
    "uppgår består bestod blev blir blivit står stod svarar svarade kom kommer kommit",
    "registrerades registrerade identifierades identifierade återvände återvänt återtog",
    "återtagit ansökte ansökt inleddes inledde lämnades lämnat lämnade gavs gav gjorde",
    "gjordes gjort redovisas redovisade redovisar tillsammans sammanlagt sammantaget totalt",
    "antal antalet andel andelen fördelade fördelar fördelas fördelades fördelat fördelningen",
    "noterades noterade noterats hanterade hanterades handlades handlagt delaktiga medverkade",
    "arbetade arbetat motsvarar motsvarade tog initierades initierade initierats anmälde",
    "anmäldes anmält inkom inkommit tillhör tillhörde samt jämfört varav därav",
    " avsågs stöttade stöttat stödde deltog ansökan",
    "ansökningar startade startades dominerade följt följde bedömdes bedömts klassades",
    "kategoriserades definierades identifierats berörde involverade registrerats rapporterats",
    "inrapporterats ingick avslutades öppnades uppdagades upptäcktes rapporterades återfanns",
    "härrörde hänförde påbörjades inrapporterades uppmärksammades aktualiserades hörde drog",
    "initierat initierar tagit_kontakt tog_kontakt",
    "fördubblats fördubblades tredubblats tredubblades halverats halverades",
    "hjälpt hjälpte bistått bistod ledde lett",
    "drogs återkallade återkallades ökade minskade ökat minskat steg sjönk stigit sjunkit",
)
COUNTING = words_pattern(*_COUNTING)
# The same one by one; those of several words are none of them.
COUNTING_WORDS = word_set(*_COUNTING)
# The sentence is of one case, of a part of the year or of something else than the whole.
NARRATIVE = Pattern(
    r"^\W*(?:I|Vid|Under|Ett|En|Efter|Från|Inom) (?:ett|en)(?: \w+)? (?:annat |annan |av |"
    r"enskilt |särskilt )?"
    r"(?:ärende|fall|dem|dessa|gång|tillfälle|insats|inspektion|utbildning|kurs|"
    r"lägenhet)\b(?! var \w+et oklart)"
    r"|\bI ett (?:av|annat)\b|\b(?:en|ett) av (?:dem|dessa)\b"
    r"|\bvid (?:ett|en|det|den|två|tre|fyra) (?:av )?\w*(?:tillfälle|insats|inspektion|möte|"
    r"kontroll)\w*",
    re.IGNORECASE,
)
RESTRICTED = words_pattern(
    "bort utom förutom exklusive undantaget medföljande träffade_då",
    "januari februari mars april maj juni juli augusti september oktober november december",
    "våren vårens sommaren hösten höstens vintern i_vår höst sommar vinter halvåret kvartalet",
    "halvår kvartal vecka veckan veckor månad månaden månader varje per dag dagen dagligen",
    "annars senare ibland genomsnitt genomsnittet medeltal median samtidigt pågående som_mest",
    "nya nystartade nyanlända varav_minst till_det_kommer därtill_kommer",
)
# "Sedan sommaren 2021" says since when, not of which year or season the numbers are.
SINCE = Pattern(r"\b(?:sedan|från och med|start\w*) (?:\w+ ){0,3}(?:19|20)\d\d", re.IGNORECASE)
SEASONS = words_pattern(
    "januari februari mars april maj juni juli augusti september oktober november december",
    "våren sommaren hösten vintern halvåret kvartalet",
)
# The number is of others than those whom the report counts.
ELSEWHERE = Pattern(
    r"\b(?:nationellt|nationell statistik|(?:hela|i) landet|landets|globalt|i Europa|inom EU|i EU|"
    r"rikets|i hela Sverige|Brottsförebyggande rådet|Brå)\b",
    re.IGNORECASE,
)
# “Mikamottagningen hade kontakt med …”: another than we does it.
OTHER_ACTOR = Pattern(
    r"\W*(?!(?:Vi|Jag|Region\w*|Team\w*|Verksamhet\w*|Uppdrag\w*|Ärende\w*|Samordnar\w*|Totalt|"
    r"Sammanlagt|"
    r"Redovisning\w*|Tabell\w*|Figur\w*|Året|Statistik\w*|Antal\w*|Andel\w*|Utbildning\w*|"
    r"Intervju\w*|Sammantaget|Tillsammans|Vidare|Dessutom|Därutöver|Därtill|Därmed|Därefter|"
    r"Härtill|Utöver|Hittills|Sedan|Även|Också|Således|Däremot|Samtidigt|Slutligen|Då|Nu|Här|Där|"
    r"Ytterligare|\w+ligen|\w+vis|Samtliga|Alla)\b)"
    r"[A-ZÅÄÖ][\w-]+(?:[ \u00a0][A-ZÅÄÖ][\w-]+|[ \u00a0](?:i|och|på|mot|för|av)[ \u00a0][\w-]+)*"
    r"[ \u00a0](?:hade|har|mötte|träffade|gav|fick|anmälde|tog emot|hanterade|utredde|"
    r"registrerade)\b"
)
# “Under året hade Fyrmottagningen kontakt med …”
TURNED_ACTOR = Pattern(
    r"[a-zåäö,][ \u00a0](?:hade|har|mötte|träffade|gav|fick|anmälde|hanterade|utredde)[ \u00a0]"
    r"((?!Vi\b|Region)[A-ZÅÄÖ]\w{3,})"
)
# What follows is of another year, or of another thing, than the number before.
COMPARED = Pattern(
    r"[\s,(]*(?:och |medan |men )?(?:jämfört med|mot|att jämföra med|i jämförelse med|"
    r"att jämföras med|i stället för)[ \u00a0]"
)
PLANNED = words_pattern(
    "ska skall skulle vill bör kan_komma kommer_att mål målet målsättning* planer* planera*",
    "väntas beräknas förväntas hoppas önskar behöver behövs hade_velat nästa_år",
)
TOGETHER = Pattern(
    words_source("tillsammans sammanlagt totalt sammantaget ihop summan summa summeras")
    + r"(?! med\b)",
    re.IGNORECASE,
)
REST = words_pattern(
    "övriga resterande återstående resten återstoden övrigt återstår återstod kvarstår kvarstod",
    "kvarvarande",
)
BOTH_COUNTED = words_pattern(
    "flera fler_än mer_än mer_av samma överlapp* dubbelt dubbelräkn* både samtidigt",
    "läggas_ihop summera* flera_ändamål två_ändamål på_två_sätt summan",
)
CHANGE = words_pattern(
    "fördubblats fördubblades tredubblats tredubblades halverats halverades",
    "ökade ökat ökar ökning ökningen minskade minskat minskar minskning minskningen fler",
    "färre sjönk sjunkit steg stigit upp ned jämfört skillnad skillnaden växte växt vuxit",
    "från",
)
MOST = words_pattern(
    "flest vanligast vanligaste oftast störst största dominerade dominerar",
)
GROUP = words_pattern("dessa de_här dem därifrån länderna dit dessa_länder denna detta båda bägge")
RESPECTIVE = Pattern(r"[ \u00a0](?:procent[ \u00a0])?respektive[ \u00a0]")
LAST_YEAR = words_pattern(
    "året_före året_innan förra_året föregående_år fjol fjolåret i_fjol tidigare_år",
    "förra_årets föregående_års året_dessförinnan fjolårets",
)
