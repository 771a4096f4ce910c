"""What a table can say of how it is counted, and what is said of a declaration that is wrong."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from registers_made import REGISTER, Office, xlsx
from sample_project import read_cases

HEADINGS = (
    *("Nr", "Inkom", "Kön", "Land", "Ålder", "Född"),
    *("Ändamål", "Polis", "Soc", "Timmar", "Avslutat", "Utfall"),
)
_FOUR = (4, date(2022, 9, 30), "kvinna", "Polen", "18 år", "19990101-1234")
ROWS = (
    HEADINGS,
    (
        *(1, date(2022, 1, 7), "Kvinna", "Rumänien", 17, 2005),
        *("Tiggeri; Organ", "x", None, 1.5, date(2022, 3, 1), "ja"),
    ),
    (
        *(2, date(2022, 2, 9), "Man", "vet ej", 6, "2016-05-01"),
        *("tiggeri", "X", "ja", "2,5", None, "nej"),
    ),
    (
        *(3, date(2022, 7, 1), "Kvinna", None, 41, date(1981, 1, 2)),
        *("Oklart;", None, "nej", 0, date(2023, 1, 3), "ja"),
    ),
    (*_FOUR, "Annat ;Organ; annat", None, 1, 4, None, None),
    (*_FOUR, "Organ", None, 1, 4, None, None),
    (5, date(2021, 9, 30), "okänt kön", "Narnia", *"???????"),
)
KON = "labels: {Kvinnor: kvinna, Män: man}"

CASES = read_cases("counting.yaml")


@pytest.mark.parametrize("way", CASES["ways"])
def test_a_table_is_counted_as_it_says(office: Office, way: str) -> None:
    case = CASES["ways"][way]
    statistics = case["statistics"].replace("LABELS", KON)
    office.write(statistics + "\n")
    counted = office.count(xlsx(ROWS))
    entry = counted.entry(statistics.partition(":")[0])
    assert entry.get("counts", entry.get("value")) == case["counted"], counted.told
    assert counted.code == 0, counted.told
    if "total" in entry:
        assert entry["total"] == entry["counted_from"]["cases"]


@pytest.mark.parametrize("mistake", CASES["mistakes"])
def test_a_wrong_declaration_is_told(office: Office, mistake: str) -> None:
    case = CASES["mistakes"][mistake]
    statistics = case["statistics"].replace("LABELS", KON)
    office.write(statistics + "\n")
    counted = office.count(xlsx(ROWS))
    assert counted.code == 1
    assert [each for each in case["told"] if each not in counted.told] == [], counted.told
    assert counted.statistics == statistics + "\n"
    assert "Rumänien" not in counted.told, "a value of a column that is not counted by"


REGISTERS_WRONG = {
    "an unknown key": ("{years: Inkom}", "menade du 'year'?"),
    "a word for hidden": ("{hidden: yes}", "include"),
    "a heading that is no number": ("{heading: rad 3}", "rad 3"),
    "a list": ("[Inkom]", "en lista"),
    "a name that no table can say": ("{}\n  Ärenden 2: {}", "Ärenden 2"),
}


@pytest.mark.parametrize("what", REGISTERS_WRONG)
def test_a_wrong_register_is_told_where_it_is_declared(office: Office, what: str) -> None:
    register, told = REGISTERS_WRONG[what]
    office.write(register=register)
    counted = office.count(xlsx(ROWS))
    assert counted.code == 1
    assert "content/reportgen.yaml:" in counted.told
    assert told in counted.told, counted.told


def test_a_condition_that_nothing_fulfils_is_told_and_counted(office: Office) -> None:
    where = "kon: {counted: {register: arenden, by: Kön, where: {Polis: y}, LABELS}, "
    office.write((where + "counts: {Kvinnor: 4}}\n").replace("LABELS", KON))
    counted = office.count(xlsx(ROWS))
    assert counted.counts() == {"Kvinnor": 0}
    assert "varning[where-matches-nothing]" in counted.told
    assert "'y' i 'Polis'" in counted.told


def test_words_for_yes_and_no_are_the_registers_own(office: Office) -> None:
    office.write(
        "andamal: {total: 1,"
        " counted: {register: arenden, columns: [Klart, Utfall], empty: skip}}\n",
        register="{year: Inkom, true_values: [klart, ja], false_values: [ej klart, nej]}",
    )
    rows = [(*row, "klart" if n % 2 else "Ej klart") for n, row in enumerate(ROWS)]
    rows[0] = (*HEADINGS, "Klart")
    counted = office.count(xlsx(rows))
    assert counted.counts("andamal") == {"Klart": 3, "Utfall": 2}, counted.told


def test_where_the_file_lies_is_the_users_own(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.write("kon: {counted: {register: arenden, by: Kön, LABELS}}\n".replace("LABELS", KON))
    (office.registers / "Ärenden 2022.xlsx").write_bytes(xlsx(ROWS))
    told = office.run("count").told
    assert "unknown-register" in told
    assert "--register arenden=FIL" in told
    config = office.folder / "config" / "reportgen"
    config.mkdir(exist_ok=True, parents=True)
    pattern = str(office.registers / "Ärenden {year}.xlsx")
    (config / "settings.yaml").write_text(f"registers: {{arenden: '{pattern}'}}\n", "utf-8")
    assert office.run("count").counts() == {"Kvinnor": 3, "Män": 1}
    assert str(office.registers) not in "".join(
        path.read_text("utf-8") for path in office.project.rglob("*.yaml")
    )


def test_at_a_terminal_the_file_is_asked_for_once(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportgen.cli.count.at_terminal", lambda: True)
    office.write("kon: {counted: {register: arenden, by: Kön, LABELS}}\n".replace("LABELS", KON))
    path = office.registers / "Åsas ärenden.xlsx"
    path.write_bytes(xlsx(ROWS))
    asked = office.run("count", answers=f"'{path}'\nnej\n")
    assert asked.counts() == {"Kvinnor": 3, "Män": 1}, asked.told
    assert "Var ligger filen med registret 'arenden'?" in asked.told
    settings = office.folder / "config/reportgen/settings.yaml"
    assert not settings.exists()
    assert office.run("count", answers=f"{path}\nJa\n").code == 0
    assert str(path) in settings.read_text("utf-8")
    assert "Var ligger" not in office.run("count").told


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ("arende=x.xlsx", "menade du 'arenden'?"),
        ("arenden=", "--register NAMN=FIL"),
        ("finns-inte.xlsx", "unreadable-sheets"),
    ],
)
def test_a_wrong_option_is_told(office: Office, option: str, told: str) -> None:
    office.write("kon: {counted: {register: arenden, by: Kön, LABELS}}\n".replace("LABELS", KON))
    assert told in office.run("count", "--register", option).told


def test_nothing_to_count_is_told(office: Office) -> None:
    office.write("kon: {counts: {Kvinnor: 1}}\n")
    assert "nothing-to-count" in office.run("count").told


def test_a_table_that_is_not_counted_yet_says_so_in_a_build(office: Office) -> None:
    office.write(
        "kon: {counted: {register: arenden, by: Kön}}\n"
        "n: {title: Antal, counted: {register: arenden}}\n"
    )
    told = office.run("build", "2022").told
    assert told.count("är inte räknad än") == 2
    assert told.count("kör 'reportgen count'") == 2
    assert "2 fel" in told


def test_the_schema_knows_what_is_written(office: Office) -> None:
    import json

    schemas = {
        name: json.loads(office.run_only("schema", name)) for name in ("statistics", "reportgen")
    }
    text = json.dumps(schemas, ensure_ascii=False)
    assert all(key in text for key in ("counted_from", "separator", "true_values", "bands"))
    assert yaml.safe_load(REGISTER) == {"year": "Inkom", "case": "Nr"}


def test_a_word_is_looked_for_among_the_labels_of_its_own_column(office: Office) -> None:
    bands = "{column: Ålder, bands: {man: –17, Vuxna: 18–}}"
    office.write(f"ka: {{cross: [Kön, Ålder], counted: {{register: arenden, by: [Kön, {bands}]}}}}")
    counted = office.count(xlsx(ROWS))
    assert counted.code == 1
    assert "Ärenden!C3: 'Man' är ingen av raderna i 'ka'" in counted.told
