"""A chart fits on a page with type that can be read, or it is said that it does not."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.model import Chart, Series
from reportgen.writers.charts.fitting import fit, most_categories, most_series
from reportgen.writers.charts.layout import lay_out
from reportgen.writers.charts.shapes import Bar, Drawing, Stroke
from reportgen.writers.charts.style import POINTS_PER_MM, SMALLEST_TYPE_PT, ChartStyle
from reportgen.writers.charts.widths import EstimatedTypeface
from reportgen.writers.word.editable import editable_chart

STYLE = ChartStyle()
NARROW = ChartStyle(width_mm=75.0)
LYING = ChartStyle(width_mm=170.0, height_mm=130.0)
NAMES = ["Rumänien", "Bosnien och Hercegovina", "Demokratiska republiken Kongo", "Norge"]
GROUPED, STACKED = ("2020", "2021", "2022"), ("Kvinnor", "Män", "Okänt")


def rows(count: int) -> tuple[str, ...]:
    return tuple(f"{NAMES[number % len(NAMES)]} {number}" for number in range(count))


def chart(kind: str, categories: tuple[str, ...], *series: str, value: object = 7) -> Chart:
    columns = tuple(Series(each, (value,) * len(categories)) for each in series or ("Antal",))
    return Chart(kind, "T", categories, columns, "ärenden", "sv")


def texts(drawing: Drawing) -> list[str]:
    return [label.text for label in drawing.labels]


@pytest.mark.parametrize("style", [STYLE, NARROW, LYING])
@pytest.mark.parametrize("kind", ["bars", "grouped", "stacked", "line", "pyramid"])
@pytest.mark.parametrize("count", [1, 2, 12, 25, 40, 60, 80])
def test_what_fits_is_readable_and_inside_the_page_and_editable_ones_are(style, kind, count):
    series = {
        "bars": (),
        "grouped": GROUPED,
        "stacked": STACKED,
        "line": STACKED,
        "pyramid": GROUPED[:2],
    }[kind]
    made = chart(kind, rows(count), *series)
    fitted = fit(made, style, EstimatedTypeface)
    assert SMALLEST_TYPE_PT <= fitted.drawing.text_size <= style.text_size_pt
    assert fitted.fits == (fitted.drawing.outer_height <= style.height_mm * POINTS_PER_MM + 0.02)
    editable = editable_chart(made, style, "sv-SE")
    assert editable.height_mm == pytest.approx(
        fitted.drawing.outer_height / POINTS_PER_MM, abs=0.1
    ) or kind in ("bars", "stacked")
    sizes = set(editable.markup.split('sz="')[1:])
    assert all(int(each.split('"')[0]) >= 100 * SMALLEST_TYPE_PT for each in sizes)


@pytest.mark.parametrize(
    ("made", "size", "fits"),
    [
        (chart("bars", rows(25)), 9.5, True),
        (chart("bars", rows(60)), 9.0, True),
        (chart("bars", rows(100)), 7.0, False),
        (chart("grouped", rows(18), *GROUPED), 8.5, True),
        (chart("grouped", rows(25), *GROUPED), 7.0, False),
        (chart("line", rows(12), *STACKED), 9.5, True),
    ],
)
def test_type_grows_smaller_as_far_as_it_can_be_read(made, size, fits):
    fitted = fit(made, STYLE, EstimatedTypeface)
    assert (fitted.drawing.text_size, fitted.fits) == (size, fits)


def test_how_much_would_fit():
    assert most_categories(chart("bars", rows(100)), STYLE, EstimatedTypeface) == 78
    grouped = chart("grouped", rows(25), *GROUPED)
    assert 20 <= most_categories(grouped, STYLE, EstimatedTypeface) < 25
    assert most_series(grouped, STYLE, EstimatedTypeface) == 2


@pytest.mark.parametrize("count", [14, 16, 17])
def test_a_chart_takes_no_more_than_two_fifths_of_a_page_where_bars_may_stand_closer(count):
    drawing = lay_out(chart("bars", rows(count)), STYLE, EstimatedTypeface(9.5))
    assert drawing.height == pytest.approx(0.4 * STYLE.height_pt)


def test_a_long_word_is_not_broken_where_there_is_room_for_it():
    word = "Arbetskraftsexploateringsärenden"
    drawing = lay_out(chart("bars", (word, "B")), NARROW, EstimatedTypeface(7))
    assert word in texts(drawing)


@pytest.mark.parametrize("kind", ["bars", "grouped", "stacked"])
def test_a_chart_of_zeros_says_so_beside_a_line(kind):
    series = {"bars": (), "grouped": GROUPED, "stacked": STACKED}[kind]
    made = chart(kind, ("A", "B"), *series, value=0)
    drawing = lay_out(made, STYLE, EstimatedTypeface(9.5))
    assert texts(drawing).count("0") == (6 if kind == "grouped" else 2)
    assert len([shape for shape in drawing.shapes if isinstance(shape, Stroke)]) == 1
    assert not any("0" in text for text in texts(drawing) if text not in ("0", *GROUPED))
    assert "<a:ln w=" in editable_chart(made, STYLE, "sv-SE").markup.split("<c:catAx>")[1]


def test_a_bar_of_a_stack_that_has_no_parts_says_why():
    years = ("2020", "2021", "2022", "2023")
    series = (Series("K", (0, None, None, 5)), Series("M", (0, None, 0, 4)))
    made = Chart("stacked", "T", years, series, "", "sv")
    found = texts(lay_out(made, STYLE, EstimatedTypeface(9.5)))
    after = {year: found[found.index(year) + 1] for year in years}
    assert after == {"2020": "0", "2021": "uppgift saknas", "2022": "uppgift saknas", "2023": "5"}
    assert found[:2] == ["K (2022:\u00a0uppgift saknas)", "M"]
    words = editable_chart(made, STYLE, "sv-SE").markup
    assert re.findall('<c:dLbl><c:idx val="(.)"/><c:numFmt', words) == ["0"]
    assert "2021 (uppgift saknas)" in editable_chart(made, STYLE, "sv-SE").markup


negative = st.none() | st.integers(-60, 60) | st.decimals(-9, 9, places=1)


@settings(max_examples=60)
@given(
    st.sampled_from(["bars", "grouped", "line"]),
    st.lists(st.tuples(negative, negative), min_size=1, max_size=12),
)
def test_what_is_below_zero_is_on_its_side_of_zero(kind, values):
    pairs = [[row[0] for row in values], [row[1] for row in values]]
    series = tuple(Series(str(2021 + n), tuple(each)) for n, each in enumerate(pairs))
    made = Chart(kind, "T", rows(len(values)), series[: 1 if kind == "bars" else 2], "", "sv")
    drawing = lay_out(made, STYLE, EstimatedTypeface(9.5))
    for label in drawing.labels:
        assert label.x >= -0.01
        assert label.x + label.width <= drawing.width + 0.01
    bars = [shape for shape in drawing.shapes if isinstance(shape, Bar) and shape.height != 8.0]
    signs = [
        value > 0
        for row in zip(*(each.values for each in made.series), strict=True)
        for value in row
        if value
    ]
    if kind != "line" and not all(signs):
        zero = next(shape for shape in drawing.shapes if isinstance(shape, Stroke)).points[0][0]
        assert [bar.x + 0.01 >= zero for bar in bars] == signs
        assert '<c:min val="0"/>' not in editable_chart(made, STYLE, "sv-SE").markup


def test_lengths_below_zero_are_as_long_as_above():
    made = Chart(
        "bars", "T", ("a", "b"), (Series("", (Decimal("12.5"), Decimal("-12.5"))),), "", "sv"
    )
    up, down = (
        s for s in lay_out(made, STYLE, EstimatedTypeface(9.5)).shapes if isinstance(s, Bar)
    )
    assert up.width == pytest.approx(down.width)
    assert up.x == pytest.approx(down.x + down.width)
