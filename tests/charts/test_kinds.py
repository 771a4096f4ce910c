"""Kinds of charts as a definition asks for them: what they show, and what they refuse."""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations, pairwise
from zipfile import ZipFile

import pytest
from chart_gallery import gallery
from msgspec.structs import replace
from sample_project import MakeProject, build_tiny, composed, find_problems
from test_layout import FACE, STYLE, STYLES, bars, overlap, texts

from reportgen.model import Chart, Figure, Series, Target
from reportgen.model.colours import PAPER, contrast
from reportgen.model.look import OWN_LOOK
from reportgen.model.traverse import walk_blocks
from reportgen.writers.charts.fitting import fit
from reportgen.writers.charts.layout import lay_out
from reportgen.writers.charts.shapes import Bar, Label, Marker, Stroke
from reportgen.writers.charts.style import SMALLEST_TYPE_PT, ChartStyle
from reportgen.writers.charts.widths import EstimatedTypeface

EVENTS = """\
source: Egen statistik
columns: {Vad: text, Ort: text, Dag: date}
rows:
- {Vad: Möte, Ort: Borås, Dag: 2022-11-03}
- {Vad: Kurs, Ort: Mora, Dag: null}
- {Vad: Kurs, Ort: Umeå, Dag: 2022-02-14}
"""
COUNTS = "kon: {title: Kön, unit: personer, counts: {Kvinnor: %d, Män: %d}}\n"


def figures(root) -> list[Figure]:
    blocks = (b for s in composed(root).document.sections for b in walk_blocks(s.blocks))
    return [block for block in blocks if isinstance(block, Figure)]


def project(make_project: MakeProject, figure: str):
    return make_project(
        {
            "content/2021/report.yaml": "title: Rapport\ndate: 2022-01-01\n",
            "content/2021/10-text.md": "# Text\n\nText.\n",
            "content/2021/statistics.yaml": COUNTS % (4, 3),
            "content/2022/statistics.yaml": COUNTS % (9, 2),
            "content/2022/10-text.md": '# Text\n\n{{ figure("kon") }}\n',
            "content/2022/utbildningar.yaml": EVENTS,
            "content/2022/odaterat.yaml": "columns: {Vad: text}\nrows: [{Vad: Kurs}]\n",
            "figures/kon.yaml": figure,
        }
    )


@pytest.mark.parametrize(
    ("written", "categories", "series", "marked"),
    [
        ("kind: columns\ndata: kon", ("Kvinnor", "Män"), {"Antal": (9, 2)}, ()),
        ("kind: columns\ndata: kon\nhighlight: Män", ("Kvinnor", "Män"), {"Antal": (9, 2)}, (1,)),
        ("kind: bars\ndata: kon\nhighlight: [Män]", ("Kvinnor", "Män"), {"Antal": (9, 2)}, (1,)),
        ("kind: years\ndata: kon.total", ("2021", "2022"), {"Kön": (7, 11)}, (1,)),
        ("kind: years\ndata: kon.Män\nhighlight: '2021'", ("2021", "2022"), {"Män": (3, 2)}, (0,)),
        (
            "kind: panels\ndata: kon",
            ("2021", "2022"),
            {"Kvinnor": (4, 9), "Män": (3, 2)},
            (),
        ),
        (
            "kind: dumbbell\ndata: kon",
            ("Kvinnor", "Män"),
            {"2021": (4, 3), "2022": (9, 2)},
            (),
        ),
    ],
)
def test_a_kind_shows_its_rows_or_its_years(
    make_project: MakeProject, written: str, categories, series, marked
) -> None:
    root = project(make_project, f"{written}\ntitle: Personer\n")
    assert find_problems(root) == []
    (figure,) = figures(root)
    chart = figure.content
    assert isinstance(chart, Chart)
    assert (chart.categories, chart.marked) == (categories, marked)
    assert {each.label: each.values for each in chart.series} == series


def test_a_timeline_tells_what_happened_by_its_days(make_project: MakeProject) -> None:
    root = project(make_project, "kind: timeline\ndata: utbildningar\ntitle: Året\n")
    assert find_problems(root) == []
    (made,) = figures(root)
    told = "14 februari 2022: Kurs; 3 november 2022: Möte; datum saknas: Kurs."
    assert made.alt == f"Tidslinje. {told}"
    assert [each.text for each in made.note] == ["Källa: Egen statistik."]
    assert isinstance(made.content, Chart)
    words = texts(lay_out(made.content, STYLE, FACE))
    assert words[:2] == ["jan", "feb"]
    assert words[12:] == ["14 februari", "Kurs", "3 november", "Möte", "datum saknas", "Kurs"]
    both = project(
        make_project, "kind: timeline\ndata: utbildningar\ntitle: Året\ncolumns: [Ort, Vad]\n"
    )
    (made,) = figures(both)
    assert made.content.categories == ("Umeå, Kurs", "Borås, Möte", "Mora, Kurs")


def test_an_event_stands_as_far_down_as_its_day() -> None:
    days = tuple(date(2022, month, 1).toordinal() for month in (1, 7, 12))
    series = (Series("Datum", days),)
    drawing = lay_out(Chart("timeline", "", ("a", "b", "c"), series, "", "sv"), STYLE, FACE)
    dots = [s.y for s in drawing.shapes if isinstance(s, Marker) and s.colour != PAPER]
    assert dots[1] - dots[0] == pytest.approx((dots[2] - dots[0]) * 181 / 334)


def test_panels_have_one_scale_and_the_last_year_marked() -> None:
    rows = (Series("Norge", (2, 8)), Series("Polen", (0, None)), Series("Chile", (4, 4)))
    drawing = lay_out(Chart("panels", "", ("2021", "2022"), rows, "", "sv"), STYLE, FACE)
    high = [(round(bar.height, 3), bar.colour) for bar in bars(drawing)]
    unit = high[1][0] / 8
    muted, marked = OWN_LOOK.muted, OWN_LOOK.marked
    assert high == [
        (pytest.approx(unit * value, abs=0.01), colour)
        for value, colour in ((2, muted), (8, marked), (4, muted), (4, marked))
    ]
    said = texts(drawing)
    assert said[said.index("Polen") + 1 :][:2] == ["0", "–"]
    assert said[-2:] == ["–", "uppgift saknas"], "what the dash means stands below"


def test_panels_of_more_years_than_word_has_colours_for_stay_pictures(
    make_project: MakeProject,
) -> None:
    rows = (Series("Norge", (2, 8)), Series("Polen", (0, 1)))
    few = Chart("panels", "", ("2021", "2022"), rows, "", "sv")
    many = replace(few, categories=("a", "b", "c", "d", "e"))
    assert (few.is_picture_only, many.is_picture_only) == (False, True)
    figure = "kind: panels\ndata: kon\ntitle: P\ncharts: editable\n"
    made = build_tiny(project(make_project, figure))
    with ZipFile(made.target) as package:
        part = next(name for name in package.namelist() if "/charts/chart" in name)
        assert package.read(part).decode().count("<c:ser>") == 2


@pytest.mark.parametrize("value", ["9", "kon.base", '"12"'])
def test_a_target_is_a_number_or_an_expression(make_project: MakeProject, value: str) -> None:
    figure = f"kind: line\ndata: kon.total\ntitle: P\ntarget: {{label: Mål, value: {value}}}\n"
    (made,) = figures(project(make_project, figure))
    assert isinstance(made.content, Chart)
    wanted = {"9": 9, "kon.base": 11, '"12"': 12}[value]
    assert made.content.target == Target("Mål", wanted)
    assert f"Mål: {wanted}." in made.alt


@pytest.mark.parametrize(
    ("written", "code", "said"),
    [
        ("kind: pie\ndata: kon", "wrong-value", "kind: bars"),
        ("kind: Tårta\ndata: kon", "wrong-value", "kind: bars"),
        ("kind: column\ndata: kon", "wrong-value", "columns"),
        ("kind: columns\ndata: kon\nhighlight: Man", "unknown-category", "Män"),
        ("kind: columns\ndata: kon\nhighlight: X", "unknown-category", "Kvinnor, Män"),
        ("kind: years\ndata: [kon.total, kon.Män]", "wrong-value", "kind: line"),
        ("kind: dumbbell\ndata: kon\nyears: 1", "figure-without-data", "kind: bars"),
        ("kind: line\ndata: kon.total\ntarget: {label: Mål}", "missing-key", "value"),
        ("kind: line\ndata: kon.total\ntarget: 12", "wrong-type", "key"),
        ("kind: line\ndata: kon.total\ntarget: {label: M, value: x.y}", "unknown-statistic", ""),
        ("kind: columns\ndata: kon\ntarget: {label: M, value: 1}", "unused-setting", ""),
        ("kind: grouped\ndata: kon\nhighlight: Män", "unused-setting", ""),
        ("kind: columns\ndata: kon\nyears: 2", "unused-setting", ""),
        ("kind: columns\ndata: kon\ncolumns: Vad", "unused-setting", ""),
        ("kind: timeline\ndata: kon", "unknown-list", "a timeline shows a list"),
        ("kind: timeline\ndata: utbildninga", "unknown-list", "utbildningar"),
        ("kind: timeline\ndata: [utbildningar, kon]", "wrong-value", ""),
        ("kind: timeline\ndata: utbildningar\ncolumns: Va", "unknown-column", "Vad"),
        ("kind: timeline\ndata: utbildningar\nhighlight: X", "unknown-category", "Kurs"),
        ("kind: timeline\ndata: utbildningar\nsort: label", "unused-setting", ""),
        ("kind: timeline\ndata: utbildningar\nyears: 2", "unused-setting", ""),
        ("kind: timeline\ndata: utbildningar\ncharts: editable", "unused-setting", ""),
        ("kind: timeline\ndata: odaterat", "wrong-value", "declare it as date"),
    ],
)
def test_what_can_not_be_drawn_is_told(
    make_project: MakeProject, written: str, code: str, said: str
) -> None:
    found = find_problems(project(make_project, f"{written}\ntitle: Personer\n"))
    assert [each.code for each in found] == [code], found
    assert said in str(found[0].hint)


@STYLES
@pytest.mark.parametrize("name", gallery())
def test_the_gallery_keeps_to_its_pictures(name: str, style: ChartStyle) -> None:
    chart = gallery()[name]
    fitted = fit(chart, style, EstimatedTypeface)
    drawing = fitted.drawing
    assert fitted.fits or len(chart.categories) * len(chart.series) > 59
    assert drawing.text_size >= SMALLEST_TYPE_PT
    grounds = {PAPER}
    for shape in drawing.shapes:
        if isinstance(shape, Label):
            assert shape.x >= -0.01
            assert shape.x + shape.width <= drawing.width + 0.01
            assert 0 <= shape.y <= drawing.height
        if isinstance(shape, Bar):
            grounds.add(shape.colour)
    for one, other in combinations(drawing.labels, 2):
        assert not overlap(one, other), (one.text, other.text)
    shown = grounds | {shape.colour for shape in drawing.shapes if isinstance(shape, Marker)}
    assert all(contrast(colour, PAPER) >= 3 for colour in shown - {PAPER})


def test_columns_lie_down_where_their_words_find_no_room() -> None:
    narrow = Chart("columns", "", ("Kort", "Ett mycketlångtordutanmellanrum"), (), "", "sv")
    for names, standing in ((("Ja", "Nej"), True), (narrow.categories * 6, False)):
        values = tuple(range(1, len(names) + 1))
        chart = Chart("columns", "", names, (Series("A", values),), "", "sv")
        edges = {round(bar.y + bar.height, 3) for bar in bars(lay_out(chart, STYLE, FACE))}
        assert (len(edges) == 1) is standing


def test_a_column_is_as_high_as_its_value_and_stands_on_the_line() -> None:
    chart = Chart("columns", "", ("a", "b", "c"), (Series("A", (8, 4, None)),), "", "sv")
    drawing = lay_out(chart, STYLE, FACE)
    high, low = bars(drawing)
    assert high.height == pytest.approx(2 * low.height)
    assert high.y + high.height == pytest.approx(low.y + low.height)
    assert texts(drawing) == ["8", "4", "uppgift saknas", "a", "b", "c"]


def test_the_present_year_is_marked_and_the_others_step_back() -> None:
    chart = Chart("years", "", ("2021", "2022"), (Series("A", (8, 4)),), "", "sv", marked=(1,))
    colours = [bar.colour for bar in bars(lay_out(chart, STYLE, FACE))]
    assert colours == [OWN_LOOK.muted, OWN_LOOK.marked]
    assert contrast(*colours) >= 3


def test_what_says_least_is_grey_and_differs_from_what_stands_beside_it(
    make_project: MakeProject,
) -> None:
    rows = "counts: {Norge: 9, Polen: 5, Litauen: 1, Chile: 1, Okänt: 4}"
    shown = {}
    for kind in ("bars", "columns", "stacked"):
        group = "top: 2" if kind != "stacked" else "top: 1"
        figure = f"kind: {kind}\ndata: kon\ntitle: P\ngroup: {{{group}, label: Övriga}}\n"
        root = project(make_project, figure)
        for year in (2021, 2022):
            (root / f"content/{year}/statistics.yaml").write_text(f"kon: {{{rows}}}\n", "utf-8")
        (made,) = figures(root)
        assert isinstance(made.content, Chart)
        chart = made.content
        names = [s.label for s in chart.series] if kind == "stacked" else chart.categories
        assert [names[index] for index in chart.quiet] == ["Övriga", "Okänt"]
        shown[kind] = [bar.colour for bar in bars(lay_out(chart, STYLE, FACE))]
    assert shown["bars"][2:] == shown["columns"][2:] == [OWN_LOOK.muted] * 2
    assert shown["bars"][0] == OWN_LOOK.alone
    parts = shown["stacked"][-3:]
    assert parts[0] == OWN_LOOK.series[0]
    assert all(contrast(one, other) >= 3 for one, other in pairwise(parts))


def test_a_dumbbell_has_two_dots_a_row_and_the_values_outside_them() -> None:
    years = (Series("2021", (3, 6, None)), Series("2022", (7, 2, 5)))
    drawing = lay_out(Chart("dumbbell", "", ("a", "b", "c"), years, "", "sv"), STYLE, FACE)
    dots = [shape for shape in drawing.shapes if isinstance(shape, Marker)]
    assert len(dots) == 2 + 5
    assert texts(drawing)[2:] == ["a", "7", "3", "b", "6", "2", "c", "5", "(2021: uppgift saknas)"]
    by_text = {label.text: label.x for label in drawing.labels}
    assert by_text["3"] < dots[2].x < dots[3].x < by_text["7"]


def test_a_target_stands_at_its_height_with_its_name() -> None:
    for kind in ("years", "line"):
        values = Series("A", (8, 4))
        target = Target("Mål 2025", 10)
        chart = Chart(kind, "", ("2021", "2022"), (values,), "", "sv", target=target)
        drawing = lay_out(chart, STYLE, FACE)
        assert any(label.text == "Mål 2025 10" for label in drawing.labels)
        flat = [s for s in drawing.shapes if isinstance(s, Stroke) and s.width == 1.0]
        assert len(flat) > 5
        dots = [s.y for s in drawing.shapes if isinstance(s, Marker | Bar)]
        assert flat[0].points[0][1] < min(dots)


def test_a_list_of_figures_has_the_short_caption(make_project: MakeProject) -> None:
    root = project(make_project, "kind: bars\ndata: kon\ntitle: En lång rubrik\nshort: Kort\n")
    assert [each.code for each in find_problems(root)] == ["unused-setting"]
    with (root / "content/reportgen.yaml").open("a", encoding="utf-8") as file:
        file.write("lists: [figures]\nformats: [docx, html]\n")
    assert find_problems(root) == []
    made = build_tiny(root).made
    with ZipFile(made["docx"]) as package:
        word = package.read("word/document.xml").decode()
    page = made["html"].read_text("utf-8")
    assert word.count("Figur 1. Kort<") == 1
    assert word.count("En lång rubrik, ") >= 1
    assert page.count('<div class="picture narrow" hidden>') == 1
    assert re.search(r'<a href="#figur-kon">.*?Kort', page, re.DOTALL)
