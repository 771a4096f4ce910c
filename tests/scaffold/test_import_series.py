"""Tables as Word files have them: merged headers, years side by side, folds, two dimensions."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from sample_project import composed
from test_import_foreign_tables import fill, imported, report

TYPES = [
    ["Typ av ärende", "2021", "2021", "2020", "2020"],
    ["Typ av ärende", "Antal", "Andel", "Antal", "Andel"],
    ["Människohandel", "52", "40 %", "47", "40 %"],
    ["Sexuell exploatering/prostitution", "79", "60 %", "70", "60 %"],
    ["Totalt", "131", "100 %", "117", "100 %"],
]
COUNTRIES = [
    ["Land", "Antal", "Land", "Antal"],
    ["Rumänien", "28", "Nigeria", "10"],
    ["Sverige", "24", "", ""],
    ["", "", "Summa", "62"],
]
SEXES = [
    ["Ålder", "Kön", "Kön", "Totalt"],
    ["Ålder", "Kvinnor", "Män", "Totalt"],
    ["0–14 år", "2", "1", "3"],
    ["15–24 år", "38", "7", "45"],
    ["25 år –", "31", "10", "41"],
    ["Alla", "71", "18", "89"],
]
ACTORS = [
    ["År", "Polisen", "Social-tjänst", "Migrations-verket", "Totalt"],
    ["2020", "44", "31", "13", "88"],
    ["2021", "49", "36", "14", "99"],
    ["Förändring", "+5", "+5", "+1", "+11"],
]
RETURNS = [
    ["Land", "Ansökningar", "Återvänt"],
    ["Rumänien", "6", "5"],
    ["Colombia", "3", "–"],
    ["Nigeria", "2", "1"],
    ["Sammantaget", "11", "6"],
]
MEETINGS = [["Tidningar", "5"], ["Radio", "3"], ["Studenter", "4"]]
NAMED = [
    ["Mötesplats", "Möten"],
    ["Skolor", "4"],
    ["Polisen", "6"],
    ["Kyrkan", "3"],
    ["I hela länet", "13"],
]

STANDARD = [
    ["Ålder", "Kvinnor", "Män", "Totalt"],
    ["Barn 0–6 år", "2", "1", "3"],
    ["Barn 7–12 år", "4", "0", "4"],
    ["Barn 13–17 år", "5", "3", "8"],
    ["Vuxna", "31", "10", "41"],
    ["Totalt", "42", "14", "56"],
]
MISSING = [
    ["Initierande aktör", "Ärenden"],
    ["Polis", "uppgift saknas"],
    ["Socialtjänst", "4"],
    ["Migrationsverket", "2"],
    ["Totalt", "9"],
]

# Rows, caption, what the statistics of the year have of it, and what is asked about.
TABLES = {
    "two years under merged headers": (
        TYPES,
        "Ärenden efter typ",
        {"arenden": {"Människohandel": 52, "Sexuell exploatering/prostitution": 79}},
        [],
    ),
    "a long table in two pairs of columns": (
        COUNTRIES,
        "Nationalitet",
        {"nationalitet": {"Rumänien": 28, "Sverige": 24, "Nigeria": 10}},
        [],
    ),
    "two dimensions with their margins": (
        SEXES,
        "Ålder och kön",
        {"kon": {"Kvinnor": 71, "Män": 18}},
        [
            {"0–14 år": 3, "15–24 år": 45, "25 år –": 41},
            {"0–14 år": 2, "15–24 år": 38, "25 år –": 31},
            {"0–14 år": 1, "15–24 år": 7, "25 år –": 10},
        ],
    ),
    "years below each other": (
        ACTORS,
        "Initierande aktör",
        {"initierande_aktor": {"Polis": 49, "Socialtjänst": 36, "Migrationsverket": 14}},
        [],
    ),
    "a total by another name, and a dash": (
        RETURNS,
        "Tryggt återvändande",
        {"atervandande": {"Ansökningar": 11, "Återvänt": 6}},
        [
            {"Rumänien": 6, "Colombia": 3, "Nigeria": 2},
            {"Rumänien": 5, "Colombia": 0, "Nigeria": 1},
        ],
    ),
    "a standard table in two dimensions, the other way round": (
        STANDARD,
        "Ärenden efter kön och ålder",
        {
            "kon_alder": {
                "Kvinnor, Barn 0–6 år": 2, "Kvinnor, Barn 7–12 år": 4, "Kvinnor, Barn 13–17 år": 5,
                "Kvinnor, Vuxna": 31, "Män, Barn 0–6 år": 1, "Män, Barn 7–12 år": 0,
                "Män, Barn 13–17 år": 3, "Män, Vuxna": 10,
            },
            "alder": {"Barn 0–6 år": 3, "Barn 7–12 år": 4, "Barn 13–17 år": 8, "Vuxna": 41},
            "kon": {"Kvinnor": 42, "Män": 14},
        },
        [],
    ),
    "a row that nobody knows": (
        MISSING,
        "Initierande aktör",
        {"initierande_aktor": {"Socialtjänst": 4, "Migrationsverket": 2, "Polis": None}},
        [],
    ),
    "no header": (MEETINGS, "", {}, [{"Tidningar": 5, "Radio": 3, "Studenter": 4}]),
    "an own table with a total by another name": (
        NAMED, "Möten", {}, [{"Skolor": 4, "Polisen": 6, "Kyrkan": 3}]
    ),
    "a total that is none": ([*SEXES[:-1], ["Alla", "71", "18", "88"]], "Ålder och kön", {}, [
        {"0–14 år": 2, "15–24 år": 38, "25 år –": 31},
        {"0–14 år": 1, "15–24 år": 7, "25 år –": 10},
    ]),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "caption", "counted", "asked"), TABLES.values(), ids=TABLES)
def test_the_counts_of_a_table_of_any_form_are_found_and_none_is_wrong(
    tmp_path: Path, rows, caption: str, counted, asked
) -> None:
    word = report(tmp_path)
    word.add_heading("Återrapportering", 1)
    if caption:
        word.add_paragraph(f"Tabell 1. {caption}", style="Caption")
    table = word.add_table(len(rows), len(rows[0]))
    fill(table, rows)
    _merge(table, rows)
    project, told = imported(word, tmp_path)
    assert "ord för ord" in told, told
    tables = composed(project, 2021).year.statistics.tables
    found = {name: {r.label: r.count for r in each.rows} for name, each in tables.items()}
    assert found == counted
    assert _asked(project) == asked
    assert ("har också talen för 2020" in told) is ("2020" in str(rows))


def _merge(table, rows: list[list[str]]) -> None:
    """Merge the cells of the headers that say the same beside or below each other."""
    for c in range(1, len(rows[0]) - 1):
        if rows[0][c] == rows[0][c + 1] != "":
            table.cell(0, c + 1).text = ""
            table.cell(0, c).merge(table.cell(0, c + 1)).text = rows[0][c]
    if len(rows) > 1 and rows[0][0] == rows[1][0]:
        table.cell(1, 0).text = ""
        table.cell(0, 0).merge(table.cell(1, 0)).text = rows[0][0]


def _asked(project: Path) -> list[dict[str, int]]:
    file = project / "content/2021/import.md"
    text = file.read_text("utf-8") if file.is_file() else ""
    entries = [each.partition("```")[0] for each in text.split("```yaml")[1:]]
    return [
        {str(k): n for k, n in e["counts"].items()}
        for t in entries
        for e in yaml.safe_load(t).values()
    ]
