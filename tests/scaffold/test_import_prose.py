"""Statistics that running text tells: what adds up is taken, the rest is only told."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from sample_project import composed

from reportgen.cli.import_told import told_in
from reportgen.cli.program import make_program
from reportgen.diagnostics import Span
from reportgen.model import Heading, Paragraph, Section, Text
from reportgen.readers.profile import read_profile

AT = Span("a.docx", 1, 1, 1, 9)
PROFILE = read_profile("jamstalldhetsmyndigheten", Path(), AT)
CASES_OF_TYPE = {"arenden": {"Människohandel": 48, "Sexuell exploatering/prostitution": 32}}

# What is written; what of it is sure and what is told, by table.
WRITTEN = {
    "parts of a number in the sentence": (
        (
            "Vi var delaktiga i 80 ärenden varav 48 har rört människohandel och 32 har rört "
            "sexuell exploatering eller prostitution."
        ),
        {"arenden": [48, 32]},
        {},
    ),
    "and of one in the sentence before": (
        (
            "Under året var ärendena 1 080 ärenden. Av dem rörde 1 048 människohandel och 32 "
            "sexuell exploatering/prostitution."
        ),
        {"arenden": [1048, 32]},
        {},
    ),
    "number words": (
        (
            "Under 2022 hade vi åtta ärenden, varav fem rörde människohandel och tre sexuell "
            "exploatering eller prostitution."
        ),
        {"arenden": [5, 3]},
        {},
    ),
    "parts that do not add up": (
        (
            "Vi hade 81 ärenden varav 48 rörde människohandel och 32 sexuell exploatering eller "
            "prostitution."
        ),
        {},
        {"arenden": [48, 32]},
    ),
    "another year's": (
        (
            "Under 2021 hade vi 80 ärenden varav 48 rörde människohandel och 32 sexuell "
            "exploatering eller prostitution."
        ),
        {},
        {},
    ),
    "last year's": (
        (
            "Förra året hade vi 80 ärenden varav 48 rörde människohandel och 32 sexuell "
            "exploatering eller prostitution."
        ),
        {},
        {},
    ),
    "one row only": ("Av 80 ärenden rörde 48 människohandel.", {}, {}),
}
OF_CASES = {
    "of the cases": (
        "Det var 65 kvinnor, 14 män samt 1 med annan könsidentitet.",
        {"kon": [65, 14, 1]},
        {},
    ),
    "of some of the cases": ("Av de 35 var 30 kvinnor och 5 män.", {}, {}),
    "a listing": (
        "Rumänien (38), Ukraina (31), Elfenbenskusten (3) och Okänt (8).",
        {"nationalitet": [38, 31, 3, 8]},
        {},
    ),
    "a listing with what is left of it": (
        (
            "Rumänien (38), Ukraina (31). Ytterligare fem ärenden rörde sex länder. I "
            "sex ärenden var nationaliteten okänd."
        ),
        {"nationalitet": [38, 31, 6, 5]},
        {},
    ),
    "set against another year": (
        "Kvinnor förekom i 65 ärenden, mot 50 förra året. Männen ökade från 3 till 15.",
        {"kon": [65, 15]},
        {},
    ),
    "a sum and its parts": (
        (
            "Av de 80 ärendena gällde 72 vuxna. Minderåriga förekom i åtta ärenden: fem barn var "
            "13–17 år och tre var 7–12 år."
        ),
        {"alder": [72, 5, 3]},
        {},
    ),
    "said again elsewhere, otherwise": (
        "Det var 66 kvinnor och 14 män.\nKvinnor förekom i 60 ärenden, och män i 12.",
        {"kon": [66, 14]},
        {},
    ),
    "rows that overlap, several in one place": (
        (
            "Av de 48 ärendena rörde 35 sexuella ändamål, 15 arbetskraftsexploatering, två tiggeri "
            "och ett var oklart."
        ),
        {"andamal": [35, 15, 2]},
        {},
    ),
    "what came of applications": (
        (
            "Fem ansökningar om tryggt återvändande påbörjades. Tre personer har återvänt, "
            "och övriga två har återtagit sin ansökan."
        ),
        {"atervandande": [5, 3, 2]},
        {},
    ),
    "things counted apart": (
        "Vi höll 26 utbildningar och gav 19 intervjuer.",
        {"insatser": [26, 19]},
        {},
    ),
    "a listing of the largest": ("Rumänien (38), Ukraina (31).", {}, {"nationalitet": [38, 31]}),
    "rows that overlap": (
        "Av dem rörde 35 sexuella ändamål och 15 arbetskraftsexploatering.",
        {},
        {"andamal": [35, 15]},
    ),
    "a label twice": ("Av 65 kvinnor, 14 män och 1 kvinna kom några.", {}, {}),
    "two labels for a number": ("Vi mötte 65 kvinnor och män.", {}, {}),
}


def tell(text: str, known):
    heading = Heading(1, (Text("Ärenden", AT),), "", AT)
    paragraphs = tuple(Paragraph((Text(each, AT),), AT) for each in text.split("\n"))
    section = Section("arenden", heading, paragraphs, AT)
    found = told_in((section,), PROFILE, known, 2022)
    rows = [(each.is_sure, each.standard.id, [n for _l, n in each.rows]) for each in found.tables]
    return [
        {name: counts for is_sure, name, counts in rows if is_sure is sure}
        for sure in (True, False)
    ]


@pytest.mark.parametrize(("text", "sure", "told"), WRITTEN.values(), ids=WRITTEN)
def test_what_adds_up_is_taken(text: str, sure, told) -> None:
    assert tell(text, {}) == [sure, told]


@pytest.mark.parametrize(("text", "sure", "told"), OF_CASES.values(), ids=OF_CASES)
def test_parts_of_what_is_known_come_to_it(text: str, sure, told) -> None:
    assert tell(text, CASES_OF_TYPE) == [sure, told]


def test_two_answers_are_none() -> None:
    text = "Det var 65 kvinnor och 15 män. I bilagan är det 66 kvinnor och 14 män."
    assert tell(text, CASES_OF_TYPE) == [{}, {}]


def test_a_report_without_any_table_has_its_statistics(tmp_path: Path) -> None:
    word = docx.Document()
    word.add_paragraph("Årsrapport 2022, region Väst", style="Title")
    word.add_heading("Återrapportering", 1)
    word.add_paragraph(WRITTEN["parts of a number in the sentence"][0])
    word.add_paragraph(OF_CASES["of the cases"][0] + " Vi hade 80 ärenden.")
    word.add_paragraph("Av de 80 ärendena rörde 72 vuxna, fem barn 13–17 år och 3 barn 7–12 år.")
    word.add_paragraph("Göteborg 2023-01-26")
    word.save(tmp_path / "a.docx")
    folder = tmp_path / "ny"
    folder.mkdir()
    arguments = ["import", str(tmp_path / "a.docx"), "--project", str(folder)]
    done = CliRunner().invoke(make_program(), arguments)
    assert done.exit_code == 0, done.output
    assert "ord för ord" in done.output
    tables = composed(folder).year.statistics.tables
    assert {name: [row.count for row in each.rows] for name, each in tables.items()} == {
        "arenden": [48, 32],
        "kon": [65, 14, 1],
        "alder": [72, 5, 3],
    }
    text = (folder / "content/2022/10-aterrapportering.md").read_text("utf-8")
    assert '{{ kon["Kvinnor"] }} kvinnor' in text
    assert '{{ words(alder["Barn 13–17 år"]) }} barn 13–17 år' in text


def test_a_text_as_long_as_a_book_is_read_where_it_names_most(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportgen.checks.numbers.densest.MOST_READ", 12)
    word = docx.Document()
    word.add_paragraph("Årsrapport 2022, region Väst", style="Title")
    for place in range(8):
        word.add_heading(f"Om våra möten {'abcdefgh'[place]}", 1)
        for number in (3, 4, 5):
            word.add_paragraph(f"Vi höll {number} möten i stan, och till dem kom {number}0 gäster.")
        if place == 6:
            word.add_paragraph(WRITTEN["parts of a number in the sentence"][0])
    word.add_paragraph("Göteborg 2023-01-26")
    word.save(tmp_path / "a.docx")
    folder = tmp_path / "ny"
    folder.mkdir()
    arguments = ["import", str(tmp_path / "a.docx"), "--project", str(folder)]
    done = CliRunner().invoke(make_program(), arguments)
    assert "lång som en bok" in done.output
    assert "15 stycken med tal" in done.output
    arenden = composed(folder).year.statistics.tables["arenden"]
    assert [row.count for row in arenden.rows] == [48, 32]
