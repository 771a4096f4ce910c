"""Sums of stacked bars, years without a report, and what bars count: in Word and in words."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree
from openpyxl import load_workbook
from sample_project import MakeProject, composed

from reportgen.compose.charts_in_words import alt_text
from reportgen.language.messages import translator
from reportgen.model import CHART_KINDS, Chart, ChartKind, Figure, Series
from reportgen.model.traverse import plain_text
from reportgen.writers.charts.layout import lay_out
from reportgen.writers.charts.style import ChartStyle
from reportgen.writers.charts.widths import EstimatedTypeface
from reportgen.writers.word.editable import editable_chart

STYLE = ChartStyle()
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
YEARS = ("2020", "2021", "2022")
PARTS = (Series("Kvinnor", (3, None, 30)), Series("Män", (4, None, 9)))
STACK = Chart("stacked", "Kön", YEARS, PARTS, "ärenden", "sv", summed=True)


def part(chart: Chart) -> etree._Element:
    return etree.fromstring(editable_chart(chart, STYLE, "sv-SE").markup.encode())


def test_words_tell_what_stacked_bars_come_to() -> None:
    assert alt_text(STACK, translator("sv")) == (
        "Staplat stapeldiagram. Kvinnor: 2020 3, 2021 uppgift saknas, 2022 30."
        " Män: 2020 4, 2021 uppgift saknas, 2022 9. Totalt: 2020 7, 2022 39."
    )


def test_sums_stand_behind_bars_that_word_can_edit_and_follow_them() -> None:
    made = editable_chart(STACK, STYLE, "sv-SE")
    root = etree.fromstring(made.markup.encode())
    *_parts, sums = root.iter(f"{C}ser")
    assert sums.find(f"{C}spPr/*").tag.endswith("noFill")
    assert [each.text for each in sums.find(f"{C}val").iter(f"{C}v")] == ["7", "39"]
    assert sums.find(f"{C}dLbls/{C}dLblPos").get("val") == "inBase"
    assert sums.find(f"{C}tx/{C}v").text == " ", "the key says nothing of them"
    assert float(root.find(f".//{C}valAx/{C}scaling/{C}max").get("val")) > 39
    sheet = load_workbook(BytesIO(made.workbook)).active
    assert [row[3] for row in sheet.iter_rows(values_only=True)] == [
        "Totalt",
        "=SUM(B2:C2)",
        None,
        "=SUM(B4:C4)",
    ]


def test_without_sums_nothing_is_added() -> None:
    root = part(Chart("stacked", "Kön", YEARS, PARTS, "ärenden", "sv"))
    assert len(list(root.iter(f"{C}ser"))) == 2


def test_a_line_that_word_can_edit_has_a_dash_for_what_is_missing() -> None:
    root = part(Chart("line", "L", YEARS, (Series("Ärenden", (3, None, 9)),), "ärenden", "sv"))
    years = [each.text for each in root.find(f".//{C}cat").iter(f"{C}v")]
    assert years == ["2020", "2021 –", "2022"]
    assert "– uppgift saknas" in "".join(root.itertext())


@pytest.mark.parametrize("kind", CHART_KINDS)
def test_what_is_counted_stands_once_above(kind: ChartKind) -> None:
    series = tuple(Series(name, (3, 4, 5)) for name in ("2021", "2022"))
    many = kind not in ("bars", "columns", "years", "timeline")
    chart = Chart(kind, "T", YEARS, series if many else series[:1], "ärenden", "sv")
    labels = [each.text for each in lay_out(chart, STYLE, EstimatedTypeface(9.5)).labels]
    assert labels.count("Antal ärenden") == (0 if kind == "timeline" else 1)
    if kind != "timeline":
        assert "".join(part(chart).itertext()).count("Antal ärenden") == 1


def project(make_project: MakeProject, kind: str) -> Path:
    years = {
        f"content/{year}/{name}": text
        for year, counts in ((2018, "{Kvinnor: 3, Män: 4}"), (2019, "{Kvinnor: 5, Män: 1}"))
        for name, text in (
            ("report.yaml", f"title: Rapport {year}\ndate: {year + 1}-01-26\n"),
            ("statistics.yaml", f"kon: {{counts: {counts}}}\n"),
            ("10-text.md", "# Text\n\nText.\n"),
        )
    }
    again = {
        name.replace("2018", "2021"): text.replace("2018", "2021") for name, text in years.items()
    }
    text = '# Text\n\nSe {{ ref("figur:kon") }}.\n\n{{ figure("kon") }}\n'
    figure = f"kind: {kind}\ndata: kon\ntitle: Ärenden efter kön\n"
    return make_project(
        {**years, **again, "content/2022/10-text.md": text, "figures/kon.yaml": figure}
    )


@pytest.mark.parametrize("kind", ["stacked", "panels", "grouped"])
def test_a_year_without_a_report_is_marked(make_project: MakeProject, kind: str) -> None:
    document = composed(project(make_project, kind)).document
    [figure] = [b for section in document.sections for b in section.blocks if isinstance(b, Figure)]
    assert isinstance(figure.content, Chart)
    if kind == "grouped":
        assert "Uppgift saknas för 2020." in plain_text(figure.note)
        assert "Uppgift saknas för 2020." in figure.alt
    else:
        assert figure.content.categories == ("2018", "2019", "2020", "2021", "2022")
        assert all(each.values[2] is None for each in figure.content.series)
