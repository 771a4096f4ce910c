"""Standard tables by other words: lists line for line, labels in other forms, headings above."""

from __future__ import annotations

import re
from pathlib import Path

import docx
import pytest
from test_import_foreign_tables import fill
from test_import_foreign_tables import imported as with_project
from test_import_listed import imported, statistics

from reportgen.diagnostics import Span
from reportgen.readers.profile import read_profile
from reportgen.scaffold.importing.standards import meant_label

CASES = "Under året hade vi 47 ärenden."
TYPES = ["Människohandel: 17", "Sexuell exploatering/prostitution: 26", "Oklart: 4"]
OF_TYPES = {"Människohandel": 17, "Sexuell exploatering/prostitution": 26, "Oklart": 4}

# The lines below a heading, and the statistics that they are.
LINES = {
    "typed bullets": (
        ["## Kön", "• Kvinna: 34", "• Man: 11", "• Icke-binär: 2"],
        {"kon": {"Kvinnor": 34, "Män": 11, "Annan könsidentitet": 2}},
    ),
    "tabs, and a sum of their own": (
        ["## De utsatta", "Kön:", "Kvinnor\t34", "Män\t11", "Transpersoner\t2", "Totalt\t47"],
        {"kon": {"Kvinnor": 34, "Män": 11, "Annan könsidentitet": 2}},
    ),
    "lines broken by hand": (
        ["## Kön", "Kvinnor 34\nMän 11\nUppgift saknas 2"],
        {"kon": {"Kvinnor": 34, "Män": 11, "Ej noterat": 2}},
    ),
    "dashes, and a misspelt heading": (
        ["## Nationallitet", "Rumänien – 30", "Nigeria – 12", "Okänd nationalitet – 5"],
        {"nationalitet": {"Rumänien": 30, "Nigeria": 12, "Okänt": 5}},
    ),
    "units, and rows in other words": (
        [
            "## Initierande aktör",
            "- Polisen, 20 st",
            "- Socialtjänsten, 15 st",
            "- Ideell organisation, 9 st",
            "- Vården, 3 st",
        ],
        {
            "initierande_aktor": {
                "Polis": 20,
                "Socialtjänst": 15,
                "Frivilligorganisation": 9,
                "Hälso- och sjukvård": 3,
            }
        },
    ),
    "a list that comes to less than there is": (["## Kön", "- Kvinnor: 30", "- Män: 11"], {}),
    "ages in spans of their own": (
        ["## Ålder", "- 0–17 år: 9", "- 18–29 år: 30", "- Okänd: 8"],
        {},
    ),
    "trainings about one thing, elsewhere": (
        ["## Metoder", "Vi höll två utbildningar om metoden."],
        {},
    ),
}


@pytest.mark.parametrize(("lines", "wanted"), LINES.values(), ids=LINES)
def test_lines_of_labels_and_numbers_are_standard_tables(
    tmp_path: Path, lines: list[str], wanted: dict[str, dict[str, int]]
) -> None:
    above = ["# Sammanfattning av året", CASES, "# Återrapportering av ärenden och insatser"]
    imported(tmp_path, [*above, "## Ärenden efter typ", *TYPES, *lines])
    assert statistics(tmp_path) == {"arenden": OF_TYPES, **wanted}


def test_a_table_below_a_heading_that_names_it_is_that_one(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Region Almvik", style="Title")
    word.add_paragraph("Årsrapport 2021")
    word.add_heading("Återrapportering", 1)
    tables = {
        "Ålder och kön": [["Kön", "Antal"], ["Kvinna", "30"], ["Man", "5"], ["Okänt", "4"]],
        "Nationalitet": [["Land", "Antal"], ["Rumänien", "30"], ["Övriga", "9"]],
    }
    for heading, rows in tables.items():
        word.add_heading(heading, 2)
        fill(word.add_table(len(rows), 2), rows)
    (root, _told) = with_project(word, tmp_path)
    assert root.exists()
    assert statistics(tmp_path) == {
        "kon": {"Kvinnor": 30, "Män": 5, "Ej noterat": 4},
        "nationalitet": {"Rumänien": 30, "Övriga": 9},
    }


def test_antal_over_a_column_is_not_what_it_counts(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Årsrapport 2021", style="Title")
    word.add_heading("Trender", 1)
    word.add_paragraph("Under 2021 arbetade vi i 39 ärenden.")
    for rows in (
        [["Kön", "Antal"], ["Kvinnor", "30"], ["Män", "5"], ["Ej noterat", "4"], ["Totalt", "39"]],
        [["Ort", "Antal ärenden"], ["Umeå", "21"], ["Luleå", "18"], ["Totalt", "39"]],
    ):
        word.add_paragraph("Så här var det.")
        fill(word.add_table(len(rows), 2), rows)
    (root, _told) = with_project(word, tmp_path)
    files = (next(tmp_path.rglob(name)) for name in ("statistics.yaml", "import.md"))
    units = re.findall(r"  unit: (.+)", "".join(each.read_text() for each in files))
    assert root.exists()
    assert units == ["ärenden", "ärenden"]


def test_what_is_no_number_is_not_told_as_one_that_contradicts(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Årsrapport 2021", style="Title")
    word.add_heading("Trender", 1)
    rows = [["Ort", ""], ["Umeå", "stor stad"], ["Luleå", "mindre stad"]]
    fill(word.add_table(len(rows), 2), rows)
    (_root, told) = with_project(word, tmp_path)
    looked_at, _mark, others = told.partition("Rapporten säger detsamma")
    assert "en kolumn saknar rubrik" in looked_at
    assert "säger emot" not in others


# A row's label, and the standard one of the table; None where it is one of its own.
LABELS = [
    ("kon", "KVINNOR", "Kvinnor"),
    ("arenden", "Prostitution / sexuell exploatering", "Sexuell exploatering/prostitution"),
    ("arenden", "Människoexploatering", None),
    ("andamal", "Brottslig verksamhet", "Kriminalitet"),
    ("andamal", "Annat ändamål", "Annat"),
    ("andamal", "Arbete", None),
    ("initierande_aktor", "Polismyndigheten", "Polis"),
    ("initierande_aktor", "Skatteverket", None),
    ("initierande_aktor", "Jämställdhetsmyndigheten", None),
    ("nationalitet", "Okänd (7 st)", "Okänt"),
    ("nationalitet", "Övriga¹", None),
    ("alder", "18–24 år", None),
]


@pytest.mark.parametrize(("table", "label", "wanted"), LABELS)
def test_a_label_means_a_standard_one_only_where_it_says_it(
    table: str, label: str, wanted: str | None
) -> None:
    profile = read_profile("jamstalldhetsmyndigheten", Path(), Span.of_file("a.docx"))
    assert meant_label(label, profile.statistics[table]) == wanted


def test_a_report_in_english_stays_one(tmp_path: Path) -> None:
    lines = ["# Trends", "There were 30 cases, and most of them came from the police."]
    for name, more in (("a", []), ("b", ["Vi har sett att det är fler, och att de är yngre."])):
        (tmp_path / name).mkdir()
        imported(tmp_path / name, [*lines, *more * 2])
        settings = (tmp_path / name / "ny/content/reportgen.yaml").read_text("utf-8")
        assert ("language: en" in settings) == (name == "a")
