"""Hours, kronor, means and differences: the same figures in every place that prints them."""

from __future__ import annotations

import json
import re
import zipfile
from decimal import Decimal
from pathlib import Path

import docx
import pytest
from sample_project import MakeProject, composed, find_problems, run

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.model import Chart, Figure, Series
from reportgen.writers.charts.layout.plot import labelled_ticks

NO_BREAK_SPACE = "\u00a0"
STATISTICS = """\
tid:
  title: Arbetad tid
  unit: timmar
  decimals: 1
  counts:
    Samtal: 12,5
    Möten: {meetings}
skillnad:
  title: Resultat mot budget
  unit: kronor
  decimals: 0
  single: true
  counts: {{Norr: {north}, Söder: 300}}
medel: {{title: Medelålder, unit: år, decimals: 2, value: 32.5}}
"""
TEXT = """\
# Text

Det tog {{ tid.total }} timmar. I norr blev det {{ skillnad.Norr }} kronor.
Medelåldern är {{ medel }} år.

{{ table("tid", share=true) }}

{{ table("skillnad") }}

{{ figure("skillnad") }}

{{ figure("tid") }}
"""
FILES = {
    "content/2021/statistics.yaml": STATISTICS.format(meetings="8", north="100"),
    "content/2021/10-text.md": "# Text\n\nDet gick bra.\n",
    "content/2021/report.yaml": "title: Rapport\ndate: 2022-01-26\n",
    "content/2022/statistics.yaml": STATISTICS.format(meetings="7.5", north="-1200"),
    "content/2022/10-text.md": TEXT,
    "figures/skillnad.yaml": "kind: bars\ndata: skillnad\ntitle: Resultat\n",
    "figures/tid.yaml": "kind: line\ndata: [tid.Möten]\ntitle: Möten\n",
}
MINUS_1200 = f"−1{NO_BREAK_SPACE}200"


@pytest.fixture
def project(make_project: MakeProject) -> Path:
    return make_project(FILES)


def test_word_and_html_print_them_alike(project: Path) -> None:
    built = build_year(project, 2022, BuildOptions(formats=("html",)))
    word = docx.Document(built.target)
    prose = "\n".join(each.text for each in word.paragraphs)
    assert "Det tog 20,0 timmar." in prose
    assert f"I norr blev det {MINUS_1200} kronor. Medelåldern är 32,50 år." in prose
    tables = [[[cell.text for cell in row.cells] for row in each.rows] for each in word.tables]
    hours = next(each for each in tables if each[0][1:2] == ["Timmar"])
    assert [row[1] for row in hours[1:]] == ["12,5", "7,5", "20,0"]
    assert hours[1][2] == f"62,5{NO_BREAK_SPACE}%"
    assert any(["Norr", MINUS_1200] in each for each in tables)
    assert "n = 20" not in prose.replace(NO_BREAK_SPACE, " ")
    page = re.sub("<[^>]*>", "", built.made["html"].read_text("utf-8"))
    assert all(text in page for text in ("20,0 timmar", MINUS_1200, "32,50", "7,5"))


def charts(root: Path) -> dict[str, Figure]:
    blocks = composed(root).document.sections[0].blocks
    return {each.id: each for each in blocks if isinstance(each, Figure)}


def test_charts_say_them_in_words(project: Path) -> None:
    figures = charts(project)
    assert f"Norr {MINUS_1200}, Söder 300" in figures["skillnad"].alt
    assert "2021 8,0, 2022 7,5" in figures["tid"].alt


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        (("0.2", "0.9"), ["0,0", "0,2", "0,4", "0,6", "0,8", "1,0"]),
        (("30.5", "32"), ["0", "10", "20", "30", "40"]),
        (("-1.5", "1"), ["−1,5", "−1,0", "−0,5", "0,0", "0,5", "1,0"]),
        (("0.0", "0.0"), ["0", "1"]),
    ],
)
def test_an_axis_has_as_many_decimals_as_it_needs(
    values: tuple[str, ...], wanted: list[str]
) -> None:
    series = (Series("Timmar", tuple(map(Decimal, values))),)
    chart = Chart("line", "T", ("2021", "2022"), series, "timmar", "sv")
    assert [text for _tick, text in labelled_ticks(chart)] == wanted


def test_editable_charts_have_their_decimals(make_project: MakeProject) -> None:
    figures = {"figures/tid.yaml": FILES["figures/tid.yaml"] + "charts: editable\n"}
    built = build_year(make_project({**FILES, **figures}), 2022, BuildOptions())
    with zipfile.ZipFile(built.target) as package:
        part = package.read(next(name for name in package.namelist() if "charts/chart" in name))
    text = part.decode()
    assert "<c:v>8.0</c:v>" in text
    assert "<c:v>7.5</c:v>" in text
    assert "<c:dLbls>" in text
    assert 'formatCode="[$-41D]#,##0.0"' in text
    axis = text[text.index("<c:valAx>") :]
    assert 'formatCode="[$-41D]#,##0"' in axis


def test_the_values_and_the_comparison_have_them(project: Path) -> None:
    listed = run("values", "2022", folder=project).stdout
    assert MINUS_1200 in listed
    assert "12,5" in listed
    told = run("diff", "2021", "2022", "--only", "statistics", folder=project).stdout
    assert f"−1{NO_BREAK_SPACE}300" in told
    assert "−0,5" in told
    found = run("diff", "2021", "2022", "--format", "json", folder=project).stdout
    hours = next(each for each in json.loads(found)["statistics"] if each["id"] == "tid")
    row = next(each for each in hours["rows"] if each["label"] == "Möten")
    assert (row["old"], row["new"], row["difference"]) == (8, 7.5, -0.5)


@pytest.mark.parametrize(
    ("place", "figure"),
    [
        ('{{ table("skillnad", share=true) }}', "kind: bars\ndata: tid\ntitle: T\n"),
        ('{{ figure("tid") }}', "kind: bars\ndata: skillnad\ntitle: T\nshow: share\n"),
    ],
)
def test_there_are_no_shares_below_zero(make_project: MakeProject, place: str, figure: str) -> None:
    files = {**FILES, "content/2022/10-text.md": f"# T\n\n{place}\n", "figures/tid.yaml": figure}
    assert [each.code for each in find_problems(make_project(files))] == ["negative-share"]
