"""What the text of an imported report lists: rows of its own, statistics of its own."""

from __future__ import annotations

from pathlib import Path

import docx
import docx.shared
import pytest
from click.testing import CliRunner
from sample_project import composed

from reportgen.cli.program import make_program

COVER = ("Region Almvik", "Årsrapport 2021", "Rapport till Jämställdhetsmyndigheten")


def imported(folder: Path, lines: list[str], *, cover: tuple[str, ...] = COVER) -> str:
    """What is told of a report of these lines; one with # is a heading of Word's."""
    word = docx.Document()
    for line in cover:
        word.add_paragraph(line)
    for line in lines:
        if line.startswith("#"):
            word.add_heading(line.lstrip("# "), len(line) - len(line.lstrip("#")))
        else:
            word.add_paragraph(line)
    word.add_paragraph("Almvik 2022-01-27")
    word.save(folder / "a.docx")
    (folder / "ny").mkdir()
    arguments = ["import", str(folder / "a.docx"), "--project", str(folder / "ny")]
    done = CliRunner().invoke(make_program(), arguments)
    assert done.exit_code == 0, done.output
    assert "ord för ord" in done.output, done.output
    return done.output


def statistics(folder: Path) -> dict[str, dict[str, int]]:
    tables = composed(folder / "ny", 2021).year.statistics.tables
    return {
        name: {row.label: row.count for row in table.rows if row.count is not None}
        for name, table in tables.items()
    }


def test_a_row_that_only_the_report_has_completes_a_standard_table(tmp_path: Path) -> None:
    imported(
        tmp_path,
        [
            "# Sammanfattning av året",
            "Under året har totalt 61 ärenden hanterats.",
            (
                "Av de 61 ärendena avsåg 38 människohandel, 17 sexuell exploatering/prostitution "
                "och 6 människoexploatering."
            ),
            "Det var 44 kvinnor, 16 män och 1 person med annan könsidentitet.",
            "Under 2020 var det 30 kvinnor och 31 män av 61.",
        ],
    )
    found = statistics(tmp_path)
    assert found["arenden"] == {
        "Människohandel": 38,
        "Sexuell exploatering/prostitution": 17,
        "Människoexploatering": 6,
    }
    assert found["kon"] == {"Kvinnor": 44, "Män": 16, "Annan könsidentitet": 1}


LISTS = {
    "of which": (
        (
            "Vi medverkade i 14 intervjuer, varav 6 med journalister, 5 med studenter och 3 med "
            "forskare."
        ),
        ["Journalister: 6", "Studenter: 5", "Forskare: 3", "total: 14"],
    ),
    "names before numbers": (
        (
            "I de 49 ärenden där vi mött någon skedde det på polisstation i 13 ärenden, på hotell "
            "eller annat boende i 28 och på socialkontor i 8 ärenden."
        ),
        ["Polisstation: 13", "Hotell eller annat boende: 28", "Socialkontor: 8"],
    ),
    "what is left in a sentence of its own": (
        (
            "Vi gjorde 61 besök. Storby fick 33, Mellanby 12 och Lillby 7 av besöken. Återstående "
            "9 besök fördelade sig på fem kommuner."
        ),
        ["Mellanby: 12", "Lillby: 7", "Övriga: 9"],
    ),
    "number words": (
        "Vi höll sju möten, tre med polisen och fyra med skolor.",
        ["Polisen: 3", "Skolor: 4", "total: 7"],
    ),
}


@pytest.mark.parametrize(("text", "wanted"), LISTS.values(), ids=LISTS)
def test_a_list_that_comes_to_a_whole_is_asked_for(
    tmp_path: Path, text: str, wanted: list[str]
) -> None:
    imported(tmp_path, ["# Trender", text])
    questions = (tmp_path / "ny/content/2021/import.md").read_text()
    assert [each for each in wanted if each not in questions] == []


@pytest.mark.parametrize(
    "text",
    [
        "År 2020 hölls 14 intervjuer, varav 6 med journalister och 8 med studenter.",
        "Vi mötte kören (4), klubben (3), laget (2), kyrkan (1) och orkestern (1).",
        "Det finns 14 enheter, och 3 av dem har 5 lag.",
    ],
)
def test_another_years_list_and_what_comes_to_nothing_are_no_questions(
    tmp_path: Path, text: str
) -> None:
    imported(tmp_path, ["# Trender", text])
    assert not (tmp_path / "ny/content/2021/import.md").exists()


def test_a_table_typed_with_tabs_is_a_table_and_its_columns_are_asked_for(tmp_path: Path) -> None:
    rows = (
        "Målgrupp\tUtbildningar\tDeltagare",
        "Skola\t12\t410",
        "Polis\t4\t120",
        "Summa\t16\t530",
    )
    imported(tmp_path, ["# Trender", "Så fördelade sig utbildningarna:", *rows])
    text = next((tmp_path / "ny/content/2021").glob("*trender.md")).read_text()
    assert "| Polis | 4 | 120 |" in text
    questions = (tmp_path / "ny/content/2021/import.md").read_text()
    assert "Deltagare (Trender)" in questions
    assert "total: 16" in questions


def test_standard_sections_change_places_and_others_stay(tmp_path: Path) -> None:
    told = imported(
        tmp_path,
        ["# Metodutveckling", "Ett.", "# Trender", "Två.", "# Utmaningar", "Tre."],
    )
    assert "har flyttats dit" in told
    sections = composed(tmp_path / "ny", 2021).document.sections
    assert [each.id for each in sections] == ["trender", "metodutveckling", "utmaningar"]


def test_lines_of_the_cover_are_what_they_say(tmp_path: Path) -> None:
    told = imported(
        tmp_path,
        ["# Trender", "Ett."],
        cover=(*COVER, "Nationellt metodstödsteam", "Författare: Ann Ek", "Telefon: 070-174 06 12"),
    )
    settings = (tmp_path / "ny/content/2021/report.yaml").read_text()
    settings += (tmp_path / "ny/content/reportgen.yaml").read_text()
    assert "titel: Årsrapport 2021" in told
    for each in (
        "Ann Ek",
        "070-174 06 12",
        "till Jämställdhetsmyndigheten",
        "Nationellt metodstöd",
    ):
        assert each in settings
    sections = composed(tmp_path / "ny", 2021).document.sections
    assert [each.id for each in sections] == ["trender"]


def test_sizes_say_which_lines_are_sections(tmp_path: Path) -> None:
    word = docx.Document()
    lines = (
        *(("Årsrapport 2021", 24), ("Region Almvik", 18), ("2022-01-27", 0), ("Bakgrund", 16)),
        *(("Vi har arbetat.", 0), ("Trender", 16), ("Fler ärenden.", 0)),
        *(("På nätet", 13), ("Allt fler.", 0), ("Utmaningar", 16), ("Boende saknas.", 0)),
    )
    for text, size in lines:
        run = word.add_paragraph().add_run(text)
        if size:
            run.bold, run.font.size = True, docx.shared.Pt(size)
    word.save(tmp_path / "a.docx")
    (tmp_path / "ny").mkdir()
    arguments = ["import", str(tmp_path / "a.docx"), "--project", str(tmp_path / "ny")]
    done = CliRunner().invoke(make_program(), arguments)
    assert done.exit_code == 0, done.output
    assert "ord för ord" in done.output, done.output
    sections = composed(tmp_path / "ny", 2021).document.sections
    assert [each.id for each in sections] == ["bakgrund", "trender", "utmaningar"]
