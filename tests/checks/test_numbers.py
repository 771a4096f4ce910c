"""What the prose says in numbers is held against the figures, whatever is said and how."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from mutate import measure
from seeded import ROOT, findings, write_example

NUMBER_RULES = ("typed-number", "contradicting-number", "nearly-a-statistic", "wrong-percent")
# The example project of 2022: 80 cases (48 and 32), Rumänien 18, Ukraina 11, Nigeria 9, unknown
# 42; 65 women and 15 men; 5 applications, 3 returned, 2 withdrawn; 55 municipalities. 2021: 90
# cases, 70 women and 20 men.
TRUE = """
Under året hade vi 80 ärenden.
Under året hade vi 80 ärenden. Av dem rörde 48 människohandel och 32 prostitution.
Av ärendena rörde 65 kvinnor och 15 män.
Drygt hälften av ärendena, 48 stycken, gällde människohandel och resterande 32 prostitution.
Kvinnor förekom i 65 av 80 ärenden, alltså i 81 procent.
Åtta av tio ärenden rörde kvinnor.
Nästan var fjärde person kom från Rumänien.
Flest kom från Rumänien (18), Ukraina (11) och Nigeria (9).
Rumänien stod för flest ärenden, 18, följt av Ukraina med elva och Nigeria med nio.
Rumänien, Ukraina och Nigeria stod för 38 ärenden, eller 47,5 procent av samtliga.
Elva ärenden rörde ukrainare och nio rörde nigerianer.
Fem personer ansökte om återvändande. Tre har återvänt och de övriga två återtog sin ansökan.
Antalet ärenden minskade från 90 till 80.
Ärendena blev tio färre än 2021, en minskning med elva procent.
Andelen kvinnor var 78 procent året innan och är nu 81 procent.
Kvinnor förekom i 65 ärenden, jämfört med 70 året innan.
Vi arbetar i regionens 55 kommuner.
Ett åttiotal ärenden är färre än förra året.
Sammantaget har 65 kvinnor och 15 män varit föremål för insatser.
Ärenden om kvinnor och ärenden om män var 65 respektive 15.
Ärenden om människohandel var 48 båda åren.
Kvinnor är den största gruppen, men antalet har sjunkit från 70 till 65: många hör av sig själva.
Kvinnorna är nu vanligare än män, som minskade från 20 till 15.
Kvinnornas andel har ökat från 78 procent.
Kvinnor förekom i 65 ärenden, vilket motsvarar 81 procent (2021: 78 procent).
År 2021 rörde 70 ärenden kvinnor. I år var det 65 av 80.
Under 2021 rörde 70 ärenden kvinnor. I år är de 65.
Kvinnorna och männen var 65 och 15. Båda grupperna har minskat, med fem respektive fem ärenden.
Ett ärende kan gälla flera, så summan är större; i tio ärenden fanns det mer än ett syfte.
Åtta ärenden rörde personer från länder med färre än tre ärenden vardera; de redovisas tillsammans.
Andelen som har återvänt är densamma, då tre av fem sökande återvände.
Antalet kvinnor är nästan detsamma som året innan (65 respektive 70).
Nio av de 24 samtalen, drygt en tredjedel, gällde kvinnor.
Kvinnor är den största gruppen, 65 av 80.
Tillsammans blev kvinnor och män 80 ärenden, jämfört med 90 året innan.
Båda könen minskade: ärendena om kvinnor med fem och ärendena om män med fem.
Vi hade 80 ärenden, tio färre än året före, och 65 av dem rörde kvinnor, fem färre än 2021.
Tre personer, tre av fem sökande, har återvänt.
Vi hade 80 ärenden, en minskning med tio ärenden eller elva procent jämfört med 2021.
Vi hade 80 ärenden, elva procent färre än året innan, då de var 90.
65 av de 80 personerna var kvinnor, det vill säga 81 procent.
De tre största grupperna svarar tillsammans för 38 ärenden.
Antalet kvinnor har sjunkit från 70 till 65, vilket är en minskning med sju procent.
Av årets 80 ärenden rörde 48 människohandel, vilket är 60 procent, och resten prostitution.
I landet fanns det tusen sådana under 2021. Regionens 90 ärenden motsvarade då nio procent.
Året före var fördelningen 70 respektive 20 ärenden.
Vi hade 80 ärenden, tio färre än de 90 som vi redovisade för 2021.
Minskningen ligger hos kvinnor, där antalet ärenden sjönk från 70 till 65.
Kvinnor kom till vår kännedom oftare, 65 i år mot 70 året före.
Kvinnor har passerat män, 65 ärenden mot 15.
Ärendena om kvinnor blev fem färre än 2021, då de var 70.
Siffrorna visar att ärendena har minskat från 90 till 80, att kvinnorna har blivit färre.
Kvinnornas ärenden blev fem färre, 65 mot 70.
Av fem sökande återvände tre personer, och två ansökningar återtogs.
I 15 ärenden, alltså knappt en femtedel, rörde det män.
Kvinnor förekom i 65 ärenden och män i 15, färre av båda slagen än året före.
Kvinnor har minskat sedan 2021, då de förekom i 70 ärenden.
Av de fem sökande återvände tre, och de två återstående ansökningarna återtogs.
Vi hade 80 ärenden, tio färre än de 90 ärenden som redovisades för 2021 och är en minskning.
De flesta var kvinnor, och 15 av de 80 var män.
Barnen träffade i genomsnitt fyra kvinnor färre än tidigare.
De kom från fler länder, mot 12 länder under 2021, och flest från Rumänien (18).
""".strip().splitlines()
FALSE = """
Under året hade vi 95 ärenden.
Under året hade vi nittiofem ärenden.
Under 2022 var vi delaktiga i 8 ärenden.
Av ärendena rörde 56 kvinnor.
Av ärendena rörde 65 kvinnor och 65 män.
Under året hade vi 80 ärenden. Av dem rörde åtta människohandel.
Kvinnor förekom i 65 av 85 ärenden.
Kvinnor förekom i 18 procent av ärendena.
Två av tio ärenden rörde kvinnor.
Nästan hälften kom från Rumänien.
Flest kom från Rumänien (81), Ukraina (11) och Nigeria (9).
Rumänien stod för flest ärenden, 18, följt av Ukraina med nio.
Rumänien, Ukraina och Nigeria stod för 83 ärenden.
Fyrtio ärenden rörde ukrainare.
Fem personer ansökte om återvändande. De övriga fyra återtog sin ansökan.
Antalet ärenden minskade från 90 till 60.
Ärendena blev 20 färre än 2021.
Kvinnor förekom i 65 ärenden, jämfört med 40 året innan.
Vi arbetar i regionens 12 kommuner.
Ett fyrtiotal ärenden kom in under året.
I tre av de 62 ärendena dröjde svaret.
Under året hade vi 140 ärenden och en förfrågan.
Tre fjärdedelar av ärendena, 48 stycken, gällde människohandel.
Ärenden om kvinnor och ärenden om män var 65 respektive 51.
Kvinnor är den största gruppen, men antalet har sjunkit från 70 till 56: många hör av sig själva.
Kvinnorna är nu vanligare än män, som minskade från 20 till 51.
Kvinnornas andel har ökat från 87 procent.
Kvinnor förekom i 65 ärenden, vilket motsvarar 18 procent (2021: 78 procent).
Kvinnor förekom i 65 ärenden, vilket motsvarar 81 procent (2021: 87 procent).
År 2021 rörde 70 ärenden kvinnor. I år var det 56 av 80.
Kvinnorna och männen var 65 och 15. Båda grupperna har minskat, med fem respektive nio ärenden.
Antalet kvinnor är nästan detsamma som året innan (56 respektive 70).
Kvinnor är den största gruppen, 65 av 95.
Tillsammans blev kvinnor och män 80 ärenden, jämfört med 60 året innan.
Ärendena blev tio fler än 2021.
Av ärendena rörde 65 kvinnor, fem fler än året före.
Vi hade 80 ärenden, en minskning med tio ärenden eller 21 procent jämfört med 2021.
Under året hade vi 80 ärenden, varav 56 rörde kvinnor.
Båda könen minskade: ärendena om kvinnor med fem och ärendena om män med nio.
Vi hade 80 ärenden, tio färre än de 60 som vi redovisade för 2021.
Kvinnor kom till vår kännedom oftare, 56 i år mot 70 året före.
Kvinnor har passerat män, 65 ärenden mot 51.
Ärendena om kvinnor blev fem färre än 2021, då de var 50.
Siffrorna visar att ärendena har minskat från 90 till 60, att kvinnorna har blivit färre.
Kvinnornas ärenden blev fem färre, 56 mot 70.
Vi hade 80 ärenden, tio färre än de 60 ärenden som redovisades för 2021 och är en minskning.
Drygt hälften av de utsatta var kvinnor.
Av ärendena rörde 65 kvinnor och 15 män. Det motsvarar 81 respektive 25 procent.
Flest kom från Rumänien (18), Ukraina (11) och Nigeria (9), och de fyra länderna är kända.
Vi har hjälpt fyra personer att återvända hem.
""".strip().splitlines()
OF_OTHER_THINGS = """
I ett ärende hade tre kvinnor arbetat 14 timmar om dagen.
Stiftelsen Fyrljuset tog emot 11 kvinnor från regionen.
Av de 28 personerna i ärenden om tiggeri fick ett tiotal stödsamtal.
I mars besökte 26 studenter och två män verksamheten.
Kontrollerna gav nio ärenden. I tre av de nio ärendena dröjde svaret.
I elva av de 14 ärendena från bärplockningen hade personen en skuld.
Två kommuner i inlandet har aldrig anmält något ärende.
Utbildningarna nådde omkring 900 deltagare från 40 kommuner.
I två av ärendena med barn var kommunen redan inkopplad.
Tre av de rumänska kvinnorna har fått uppehållstillstånd.
Av kvinnorna kom tolv från Rumänien.
Två kvinnor från Ukraina var under 18 år.
Bestämmelsen finns i 4 kap. 1 a § brottsbalken.
Vi nås på telefon 010-123 45 67 måndag till fredag klockan 9–16.
Projektet fick 2,4 miljoner kronor och pågår i 18 månader.
I genomsnitt fick vi knappt tre ärenden i veckan.
Vi vill nå 60 kvinnor nästa år.
”Vi mötte 40 kvinnor”, säger en av dem.
Polisen gjorde 43 tillslag, och vi deltog i nio av dem.
Under året hölls 43 möten, varav nio för kvinnor och tolv för män.
Kvinnojouren upprättade 37 anmälningar, åtta fler än de 29 som gjordes året före.
Barn fanns med i två ärenden: en flicka på 15 år och en pojke på 12.
De som köper sex dömdes till böter, och de som säljer sex varken erbjuds hjälp eller stöd.
Deltagarna kom från Rumänien (371), Ukraina (164) och Nigeria (107).
Av deltagarna kom 371 från Rumänien, 164 från Ukraina och 107 från Nigeria.
Vid de 43 mötena deltog sammanlagt 405 personer.
Vi fann 13 annonser, två fler än 2021, trots att ärendena har blivit färre.
Kvinnorna hade sålt sex, och barnen hade erbjudits pengar för sex mot ersättning.
I Norrby rörde elva ärenden kvinnor och fyra ärenden män, medan Söderby hade sju.
Kvinnorna på boendet var tolv, och männen var fyra.
Den ideella föreningen Klippan tog emot 31 kvinnor.
Kvinnor och män gavs 612 samtal.
Tillsammans har regionerna 24 kommuner, 15 i Norrby och nio i Söderby.
""".strip().splitlines()


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Tio ärenden hade två ändamål", []),
        ("I tio av ärendena om handel noterades två ändamål", []),
        ("Fem ärenden hade två ändamål", ["contradicting-number"]),
    ],
)
def test_what_is_counted_twice_is_what_the_rows_come_to_beyond_the_base(
    said: str, found: list[str], tmp_path: Path
) -> None:
    example = {
        "text.md": f"# Text\n\n{said}.\n",
        "statistics.yaml": "arenden: {unit: ärenden, total: 80, counts: {Handel: 80}}\n"
        "andamal: {title: Ärenden efter ändamål, of: arenden.Handel, multiple: true, "
        "counts: {Tiggeri: 30, Stöld: 60}}\n",
    }
    root = write_example(example, tmp_path / "example")
    assert [each.code for each in findings(root, rules=("contradicting-number",))] == found


def told(text: str, tmp_path: Path) -> list[tuple[str, str]]:
    """Code and message of what the rules about numbers say of a text in the example project."""
    root = write_example(f"# Text\n\n{text}\n", tmp_path / "example")
    return [(each.code, str(each.message)) for each in findings(root, rules=NUMBER_RULES)]


@pytest.mark.parametrize("text", TRUE)
def test_a_true_number_is_never_contradicted(text: str, tmp_path: Path) -> None:
    assert {code for code, _message in told(text, tmp_path)} <= {"typed-number"}


@pytest.mark.parametrize("text", FALSE)
def test_a_false_number_is_found_at_any_distance(text: str, tmp_path: Path) -> None:
    assert {code for code, _message in told(text, tmp_path)} & {
        "contradicting-number",
        "wrong-percent",
    }


@pytest.mark.parametrize("text", OF_OTHER_THINGS)
def test_numbers_of_other_things_are_left_alone(text: str, tmp_path: Path) -> None:
    assert told(text, tmp_path) == []


SHARES = "| Grupp | Antal | Andel av alla |\n| --- | --- | --- |\n"
YEARS = "| Ärenden | 2021 | 2022 | Förändring |\n| --- | --- | --- | --- |\n"
TABLES = [
    (f"{YEARS}| Kvinnor | 70 | 65 | −5 |\n| Varav män | 20 | 15 | −5 |\n", None),
    (f"{YEARS}| Kvinnor | 70 | 65 | −5 |\n| Varav män | 20 | 16 | −4 |\n", "contradicting-number"),
    (f"{YEARS}| Kvinnor | 71 | 65 | −6 |\n| Varav män | 20 | 15 | −5 |\n", "contradicting-number"),
    (f"{YEARS}| Ärenden totalt | 90 | 81 | −9 |\n| Män | 20 | 15 | −5 |\n", "contradicting-number"),
    (f"{YEARS}| Kvinnor | 70 | 65 | −4 |\n| Män | 20 | 15 | −5 |\n", "does-not-follow"),
    (f"{YEARS}| Resor | 12 | 17 | +5 |\n| Möten | 8 | 6 | +2 |\n", "does-not-follow"),
    (
        "| Kön | Antal | Andel |\n| --- | --- | --- |\n| Lag | 30 | 75 % |\n| Par | 10 | 25 % |\n",
        None,
    ),
    (
        f"{SHARES}| Lag | 24 | 60 % |\n| Par | 12 | 30 % |\n| Ensamma | 4 | 1 % |\n",
        "does-not-follow",
    ),
    (f"{SHARES}| Lag | 24 | 60,0 % |\n| Par | 12 | 30 |\n| Summa | 40 | 100 % |\n", None),
    ("| Insats | Antal kommuner |\n| --- | --- |\n| Stöd | 30 |\n| Råd | 25 |\n", None),
]


@pytest.mark.parametrize(("table", "code"), TABLES)
def test_cells_of_typed_tables_are_held_against_their_year(
    table: str, code: str | None, tmp_path: Path
) -> None:
    root = write_example(f"# Text\n\n{table}\n: Ärenden {{#egen}}\n", tmp_path / "example")
    rules = ("contradicting-number", "does-not-follow")
    assert [each.code for each in findings(root, rules=rules)] == ([code] if code else [])


@pytest.mark.parametrize(
    "names",
    ["Rumänien, Ukraina, Nigeria", "Nigeria, Rumänien, Ukraina", "Ukraina, Nigeria, Rumänien"],
)
def test_a_sum_is_told_in_the_order_in_which_its_rows_are_named(names: str, tmp_path: Path) -> None:
    text = f"{names.replace(', ', ' och ')} stod för 38 ärenden."
    ((_code, message),) = told(text, tmp_path)
    assert names.replace(", ", " + ") in message


def test_mutations_of_the_report_are_found() -> None:
    measured = measure(ROOT, 2022, ["Under hösten deltog vi i två av de tre"], every=12)
    assert measured.unchanged == []
    assert measured.share >= 0.95, measured.missed


def test_time_grows_with_the_length_of_a_paragraph_and_no_faster(tmp_path: Path) -> None:
    def seconds(times: int) -> float:
        text = "Kvinnor förekom i 65 ärenden, män i 15 och Rumänien (18) i flera.\n" * times
        root = write_example(f"# Text\n\n{text}", tmp_path / str(times))
        begin = time.process_time()
        findings(root, rules=NUMBER_RULES)
        return time.process_time() - begin

    seconds(50)
    assert seconds(800) < 8 * max(seconds(200), 0.05)
