"""Charts that Word can edit: same figures, words and size as the pictures, sound and repeatable."""

from __future__ import annotations

from fractions import Fraction
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from msgspec.structs import replace
from test_word_package import check_sound
from word_reading import built, files, part
from word_sample import document, figure, section

from reportgen.model import CHART_KINDS, Chart, Series, Target
from reportgen.model.look import OWN_LOOK
from reportgen.writers.charts.layout import lay_out
from reportgen.writers.charts.style import POINTS_PER_MM, ChartStyle
from reportgen.writers.charts.widths import EstimatedTypeface
from reportgen.writers.word.editable import editable_chart

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
YEARS = ("2019", "2020", "2021", "2022")
SHARE = Fraction(65, 80)
CHARTS = {
    "bars": Chart(
        "bars", "B", ("Kvinnor", "Män", "Okänt"), (Series("Antal", (65, 14, None)),), "", "sv"
    ),
    "shares": Chart("bars", "B", ("Kvinnor",), (Series("Antal", (SHARE,)),), "", "sv"),
    "grouped": Chart(
        "grouped",
        "G",
        ("=SUM(A1)", "http://x.se", "007"),
        (Series("2021", (1, 2, None)), Series("2022", (0, 4, 5))),
        "ärenden",
        "sv",
    ),
    "stacked": Chart(
        "stacked",
        "S",
        ("2021", "2022"),
        (Series("Människohandel", (40, 48)), Series("Annat", (0, 1))),
        "ärenden",
        "sv",
    ),
    "line": Chart("line", "L", YEARS, (Series("Ärenden", (7, None, 9, 8)),), "ärenden", "sv", (2,)),
    "columns": Chart(
        "columns", "C", ("A", "B"), (Series("Antal", (65, None)),), "", "sv", marked=(1,)
    ),
    "years": Chart(
        "years",
        "Y",
        YEARS,
        (Series("Antal", (5, 0, 3, 8)),),
        "",
        "sv",
        (2,),
        (3,),
        Target("Mål", 6),
    ),
    "dumbbell": Chart(
        "dumbbell", "D", ("A", "B"), (Series("2021", (1, 2)), Series("2022", (3, None))), "", "sv"
    ),
    "target": Chart(
        "line", "T", YEARS, (Series("Antal", (5, 0, 3, 8)),), "", "sv", target=Target("Mål", 6)
    ),
    "lines": Chart(
        "line", "L", YEARS, (Series("A", (1, 2, 3, 4)), Series("B", (4, 3, 2, None))), "", "sv"
    ),
}


def report(*charts: Chart):
    blocks = [
        replace(figure(f"f{n}", n), content=chart, alt=f"I ord {n}")
        for n, chart in enumerate(charts, 1)
    ]
    return document(section(*blocks))


def package(*charts: Chart, **options) -> bytes:
    ids = frozenset(f"f{n}" for n in range(1, len(charts) + 1))
    return built(report(*charts), {}, editable=ids, **options)


def chart_part(chart: Chart):
    return part(package(chart), "word/charts/chart1.xml")


def sheet_of(content: bytes) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(BytesIO(files(content)["word/embeddings/chart1.xlsx"]))
    assert book.sheetnames == ["Data"]
    return list(book["Data"].iter_rows(values_only=True))


def cached(root, tag: str) -> list[list[str]]:
    return [[v.text for v in node.iter(f"{C}v")] for node in root.iter(f"{C}{tag}")]


@pytest.mark.parametrize("name", CHARTS)
def test_each_kind_is_sound(name):
    check_sound(package(CHARTS[name]))


def test_all_kinds_together_are_sound_and_give_the_same_bytes():
    content = package(*CHARTS.values())
    check_sound(content)
    assert content == package(*CHARTS.values())


def test_the_workbook_holds_just_what_is_shown_and_unknown_is_empty():
    assert sheet_of(package(CHARTS["bars"])) == [
        (None, "Antal"),
        ("Kvinnor", 65),
        ("Män", 14),
        ("Okänt (uppgift saknas)", None),
    ]


def test_labels_are_text_whatever_they_look_like():
    content = files(package(CHARTS["grouped"]))["word/embeddings/chart1.xlsx"]
    cells = list(openpyxl.load_workbook(BytesIO(content))["Data"]["A"])[1:]
    assert [cell.value for cell in cells] == [
        "=SUM(A1)",
        "http://x.se",
        "007 (2021: uppgift saknas)",
    ]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.hyperlink is None for cell in cells)


def test_formulas_point_at_the_cells_that_the_caches_repeat():
    content = package(CHARTS["grouped"])
    root = part(content, "word/charts/chart1.xml")
    assert [f.text for f in root.iter(f"{C}f")] == [
        *("Data!$B$1", "Data!$A$2:$A$4", "Data!$B$2:$B$4"),
        *("Data!$C$1", "Data!$A$2:$A$4", "Data!$C$2:$C$4"),
    ]
    book = openpyxl.load_workbook(BytesIO(files(content)["word/embeddings/chart1.xlsx"]))["Data"]
    for reference in [*root.iter(f"{C}strRef"), *root.iter(f"{C}numRef")]:
        cells = book[reference.find(f"{C}f").text.removeprefix("Data!").replace("$", "")]
        rows = cells if isinstance(cells, tuple) else ((cells,),)
        told = [str(cell.value) for (cell,) in rows if cell.value is not None]
        assert [v.text for v in reference.iter(f"{C}v")] == told


def test_colours_are_those_of_the_pictures():
    root = chart_part(CHARTS["lines"])
    lines = [s.find(f"{C}spPr").find(f".//{A}srgbClr").get("val") for s in root.iter(f"{C}ser")]
    assert lines == [colour.removeprefix("#") for colour in OWN_LOOK.series[:2]]


def test_the_first_category_stands_on_top_and_bars_begin_at_zero():
    root = chart_part(CHARTS["bars"])
    assert root.find(f".//{C}catAx/{C}scaling/{C}orientation").get("val") == "maxMin"
    assert root.find(f".//{C}valAx/{C}scaling/{C}min").get("val") == "0"
    assert root.find(f".//{C}valAx/{C}delete").get("val") == "1"


def test_shares_are_percent():
    root = chart_part(CHARTS["shares"])
    assert root.find(f".//{C}dLbls/{C}numFmt").get("formatCode") == '[$-41D]0.0"\u00a0"%'
    assert cached(root, "numCache") == [["0.8125"]]


@pytest.mark.parametrize(
    ("name", "keys"), [("bars", 0), ("grouped", 1), ("stacked", 1), ("line", 0)]
)
def test_there_is_a_key_only_where_the_picture_has_one(name, keys):
    root = chart_part(CHARTS[name])
    assert len(list(root.iter(f"{C}legend"))) == keys
    title = root.find(f"{C}chart/{C}title")
    said = "" if title is None else "".join(title.itertext())
    unit = "Antal ärenden" if name in ("grouped", "stacked") else ""  # lines: on their axis
    assert said == unit
    assert root.find(f"{C}chart/{C}autoTitleDeleted").get("val") == ("0" if unit else "1")
    assert root.find(f"{C}chart/{C}dispBlanksAs").get("val") == "gap"


def test_the_marked_column_has_a_colour_of_its_own():
    root = chart_part(CHARTS["years"])
    (series,) = root.iterfind(f".//{C}barChart/{C}ser")
    colours = [it.get("val") for it in series.iter(f"{A}srgbClr")]
    assert colours[:2] == [OWN_LOOK.muted[1:], OWN_LOOK.marked[1:]]
    assert [it.get("val") for it in series.iterfind(f"{C}dPt/{C}idx")] == ["3"]
    assert root.find(f".//{C}barDir").get("val") == "col"


def test_a_target_is_a_line_across_with_its_name():
    for name in ("years", "target"):
        *_, line = chart_part(CHARTS[name]).iterfind(f".//{C}lineChart/{C}ser")
        assert [v.text for v in line.iterfind(f"{C}val//{C}v")] == ["6"] * 4
        assert line.find(f".//{A}prstDash") is not None
        assert line.find(f"{C}dLbls/{C}dLbl/{C}showSerName").get("val") == "1"


def test_what_has_no_room_in_a_bar_stands_in_the_key():
    root = chart_part(CHARTS["stacked"])
    names = [s.find(f"{C}tx//{C}v").text for s in root.iter(f"{C}ser")]
    assert names == ["Människohandel", "Annat (2022:\u00a01)"]
    silent = root.findall(f".//{C}dLbl[{C}delete]")
    assert len(silent) == 2


def test_a_break_cuts_the_line_and_is_said_below_the_years():
    root = chart_part(CHARTS["line"])
    names = [s.find(f"{C}tx//{C}v").text for s in root.iter(f"{C}ser")]
    assert names == ["Ärenden 2019–2020", "Ärenden"]
    assert cached(root, "numCache") == [["7"], ["9", "8"]]
    titles = ["".join(t.text for t in it.iter(f"{A}t")) for it in root.iter(f"{C}title")]
    assert titles == ["– uppgift saknas   Brott i tidsserien: 2020–2021", "Antal ärenden"]


def test_lines_are_named_at_their_last_known_point():
    named = [
        [it.find(f"{C}idx").get("val"), it.find(f"{C}showVal").get("val")]
        for it in chart_part(CHARTS["lines"]).iter(f"{C}dLbl")
        if it.find(f"{C}showSerName").get("val") == "1"
    ]
    assert named == [["3", "1"], ["2", "0"]]


@pytest.mark.parametrize("name", ["shares", "stacked", "line", "lines", "columns", "years"])
def test_a_chart_is_as_large_as_its_picture(name):
    drawn = lay_out(CHARTS[name], ChartStyle(), EstimatedTypeface(9.5))
    extent = part(package(CHARTS[name])).find(f".//{WP}extent")
    width, height = int(extent.get("cx")) / 36000, int(extent.get("cy")) / 36000
    assert width == pytest.approx(160, abs=0.1)
    assert height == pytest.approx(drawn.outer_height / POINTS_PER_MM, abs=0.1)


def test_the_text_alternative_is_the_figures():
    names = [it.get("descr") for it in part(package(*CHARTS.values())).iter(f"{WP}docPr")]
    assert names == [f"I ord {n}" for n in range(1, len(CHARTS) + 1)]


def test_only_the_chosen_figures_become_editable():
    from word_sample import picture

    one = built(report(*list(CHARTS.values())[:2]), {"f2": picture()}, editable=frozenset({"f1"}))
    names = [name for name in files(one) if name.startswith(("word/charts/c", "word/media/"))]
    assert names == ["word/charts/chart1.xml", "word/media/figure1.png", "word/media/figure2.svg"]


def test_hostile_labels_are_just_text():
    chart = replace(CHARTS["bars"], categories=('<a:x/>"&', "b'", "]]>"))
    root = chart_part(chart)
    assert root.find(f".//{C}strCache").getnext() is None
    assert '<a:x/>"&' in etree.tostring(root, method="text", encoding="unicode")


TARGETS = st.builds(Target, st.text("abc ", min_size=1, max_size=20), st.integers(0, 10**6))
LABELS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=60)
VALUES = st.none() | st.integers(0, 10**9) | st.fractions(0, 1, max_denominator=10**6)


@st.composite
def charts(draw) -> Chart:
    kind = draw(st.sampled_from(CHART_KINDS))
    categories = draw(st.lists(LABELS, min_size=1, max_size=30))
    count = draw(st.integers(1, 4)) if kind in ("grouped", "stacked", "panels", "line") else 1
    count = 2 if kind in ("dumbbell", "pyramid") else count
    values = st.none() | st.integers(738_000, 738_400) if kind == "timeline" else VALUES
    column = st.tuples(*[values for _ in categories])
    series = [Series(draw(LABELS), draw(column)) for _ in range(count)]
    cuts = st.lists(st.integers(0, len(categories) + 1), max_size=3)
    breaks = tuple(draw(cuts)) if kind == "line" else ()
    marked = (0,) if count == 1 and draw(st.booleans()) else ()
    target = draw(st.none() | TARGETS) if kind in ("years", "line") else None
    return Chart(
        kind, "T", tuple(categories), tuple(series), draw(LABELS), "sv", breaks, marked, target
    )


@settings(max_examples=60, deadline=None)
@given(charts())
def test_whatever_the_chart_its_caches_are_what_its_workbook_holds(chart):
    made = editable_chart(chart, ChartStyle(), "sv-SE")
    root = etree.fromstring(made.markup.encode())
    book = openpyxl.load_workbook(BytesIO(made.workbook))["Data"]
    assert book.max_column == 1 + len(list(root.iter(f"{C}ser")))
    told = [it for row in book.iter_rows(2, min_col=2, values_only=True) for it in row]
    known = sum(len(values) for values in cached(root, "numCache"))
    assert sum(value is not None for value in told) == known
    flat = len(chart.categories) if "lineChart" in made.markup and chart.target else 0
    assert known == flat + sum(value is not None for each in chart.series for value in each.values)
    areas = root.iter(f"{C}w", f"{C}h")
    assert all(0 < float(it.get("val")) <= 1 for it in areas)
