"""Key figures: this year's beside the year before's, large, in every format and edition."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from sample_project import MakeProject, build_tiny, find_problems, read_cases

from reportgen.compose.year import compose
from reportgen.diagnostics import Problems
from reportgen.model import Computed, Table
from reportgen.model.traverse import plain_text, walk_inlines

SETTINGS = str(read_cases("project.yaml")["content/reportgen.yaml"])
KEYS = """\
keyfigures:
  Ärenden: kon.total
  Andel kvinnor: "{{ share(kon.Kvinnor) | percent }}"
  Norge: land.Norge
"""
PLACED = "# Text\n\n{{ keyfigures() }}\n"
BEFORE = {
    "content/2021/report.yaml": "title: Rapport 2021\ndate: 2022-01-26\n",
    "content/2021/statistics.yaml": "kon:\n  total: 4\n  counts: {Kvinnor: 3, Män: 1}\n",
    "content/2021/10-text.md": "# Text\n\nDet var {{ kon.total }} ärenden.\n",
}


def with_keys(make_project: MakeProject, **more: str) -> Path:
    changes = {"content/reportgen.yaml": SETTINGS + KEYS, "content/2022/10-text.md": PLACED}
    return make_project({**changes, **more})


def key_figures(root: Path, edition: str = "") -> Table:
    made = compose(root, 2022, Problems(), edition)
    blocks = [block for section in made.document.sections for block in section.blocks]
    [table] = [block for block in blocks if isinstance(block, Table)]
    return table


def said(table: Table) -> list[list[str]]:
    rows = [table.header, *table.rows]
    return [[plain_text(cell.children).replace("\xa0", " ") for cell in row.cells] for row in rows]


def test_the_year_before_stands_beside_what_it_knows(make_project: MakeProject) -> None:
    table = key_figures(with_keys(make_project, **BEFORE))
    assert said(table) == [
        ["Nyckeltal", "2022", "2021"],
        ["Ärenden", "5", "4"],
        ["Andel kvinnor", "60,0 %", "75,0 %"],
        ["Norge", "1", "uppgift saknas"],
    ]
    cells = [row.cells[2] for row in table.rows]
    computed = [each for cell in cells for each in walk_inlines(cell.children)]
    assert [each.expression for each in computed if isinstance(each, Computed)] == [
        "year(2021).kon.total",
        "share(year(2021).kon.Kvinnor) | percent",
    ]


def test_without_a_year_before_there_is_one_column(make_project: MakeProject) -> None:
    table = key_figures(with_keys(make_project))
    assert said(table)[:2] == [["Nyckeltal", "2022"], ["Ärenden", "5"]]


def test_a_year_can_have_its_own(make_project: MakeProject) -> None:
    report = "title: Rapport 2022\ndate: 2023-01-26\nkeyfigures: {Män: 'kon[\"Män\"]'}\n"
    root = with_keys(make_project, **{"content/2022/report.yaml": report})
    assert said(key_figures(root))[1:] == [["Män", "2"]]


def test_what_is_not_filled_in_is_told(make_project: MakeProject) -> None:
    statistics = str(read_cases("project.yaml")["content/2022/statistics.yaml"])
    root = with_keys(
        make_project, **{"content/2022/statistics.yaml": statistics.replace("Norge: 1", "Norge: ~")}
    )
    assert "unknown-value" in [each.code for each in find_problems(root)]


@pytest.mark.parametrize("text", [PLACED, "# Text\n\nText.\n"])
def test_what_is_wrong_in_the_figures_is_told_there_alone(
    make_project: MakeProject, text: str
) -> None:
    wrong = "kon:\n  total: 5\n  counts: {Kvinnor: 3, Män: 2O}\nland:\n  counts: {Norge: 1}\n"
    root = with_keys(
        make_project,
        **{
            "content/2022/statistics.yaml": wrong,
            "content/2022/10-text.md": text,
            "profil.yaml": COVERED,
        },
    )
    assert [each.code for each in find_problems(root)] == ["wrong-value"]


def test_an_empty_file_of_figures_is_said_to_be_empty(make_project: MakeProject) -> None:
    root = make_project({"content/2022/statistics.yaml": ""})
    hints = {str(each.hint) for each in find_problems(root) if each.code == "unknown-statistic"}
    assert hints == {"there are none at all: content/2022/statistics.yaml is empty"}


@pytest.mark.parametrize("expression", ["land.Chile", "land.Chile + land.Peru", "share(land.Peru)"])
def test_an_edition_keeps_what_is_hidden(make_project: MakeProject, expression: str) -> None:
    edition = "editions: {offentlig: {title: Offentlig, threshold: 4, insiders: false}}\n"
    statistics = (
        "kon:\n  total: 30\n  counts: {Kvinnor: 20, Män: 10}\n"
        "land:\n  title: Länder\n  unit: ärenden\n  of: kon.Kvinnor\n"
        "  counts: {Sverige: 10, Norge: 6, Chile: 3, Peru: 1}\n"
    )
    keys = f"keyfigures:\n  Ärenden: kon.total\n  Dolt: {expression}\n"
    root = with_keys(
        make_project,
        **{
            "content/reportgen.yaml": SETTINGS + keys + edition,
            "content/2022/statistics.yaml": statistics,
            "content/2021/report.yaml": BEFORE["content/2021/report.yaml"],
            "content/2021/10-text.md": BEFORE["content/2021/10-text.md"],
            "content/2021/statistics.yaml": statistics,
        },
    )
    table = key_figures(root, "offentlig")
    assert said(table)[1:] == [["Ärenden", "30", "30"], ["Dolt", "..", ".."]]
    assert "skyddad" in plain_text(table.note)
    assert ".." not in said(key_figures(root))[2]


def test_word_sets_the_numbers_in_a_style_of_their_own(make_project: MakeProject) -> None:
    root = with_keys(make_project, **BEFORE)
    with ZipFile(build_tiny(root, force=True).target) as package:
        body = package.read("word/document.xml").decode()
    assert body.count('w:pStyle w:val="KeyFigure"') == 3


def test_nothing_is_said_of_key_figures_that_stand_somewhere(make_project: MakeProject) -> None:
    assert find_problems(with_keys(make_project, **BEFORE)) == []


COVERED = (
    str(read_cases("project.yaml")["profil.yaml"]) + "cover: [title, date, keyfigures, sender]\n"
)


def cover(root: Path) -> list[tuple[str, str]]:
    made = compose(root, 2022, Problems())
    return [(line.role, line.text.replace("\xa0", " ")) for line in made.document.cover]


def test_the_cover_has_them_where_the_text_does_not(make_project: MakeProject) -> None:
    text = "# Text\n\nDet var {{ kon.total }} ärenden.\n"
    root = with_keys(
        make_project, **{**BEFORE, "content/2022/10-text.md": text, "profil.yaml": COVERED}
    )
    assert cover(root)[2:5] == [
        ("cover_figure", "5 Ärenden (2021: 4)"),
        ("cover_figure", "60,0 % Andel kvinnor (2021: 75,0 %)"),
        ("cover_figure", "1 Norge"),
    ]
    assert find_problems(root) == []
    (root / "content/2022/10-text.md").write_text(PLACED, "utf-8")
    assert "cover_figure" not in [role for role, _text in cover(root)]


def test_more_than_fit_on_the_cover_are_told(make_project: MakeProject) -> None:
    keys = "".join(f"  Tal {n}: kon.total\n" for n in range(5))
    root = with_keys(
        make_project,
        **{
            "content/reportgen.yaml": f"{SETTINGS}keyfigures:\n{keys}",
            "content/2022/10-text.md": "# Text\n\nText.\n",
            "profil.yaml": COVERED,
        },
    )
    assert [each.code for each in find_problems(root)] == ["wrong-value"]


def test_word_and_html_set_the_number_apart(make_project: MakeProject) -> None:
    text = "# Text\n\nText.\n"
    root = with_keys(make_project, **{"content/2022/10-text.md": text, "profil.yaml": COVERED})
    built = build_tiny(root, force=True, formats=("docx", "html"))
    with ZipFile(built.target) as package:
        body = package.read("word/document.xml").decode()
    assert body.count('w:rStyle w:val="CoverNumber"') == 3
    page = built.target.with_suffix(".html").read_text("utf-8")
    assert '<p class="cover_figure"><strong>5</strong> Ärenden</p>' in page
