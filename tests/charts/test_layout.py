"""Where things stand: tested on the drawing's plan, without matplotlib."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from reportgen.model import CHART_KINDS, Chart, Series, Target
from reportgen.model.colours import contrast
from reportgen.model.look import OWN_LOOK
from reportgen.writers.charts.layout import lay_out
from reportgen.writers.charts.layout.names import find_tops
from reportgen.writers.charts.layout.scale import find_ticks
from reportgen.writers.charts.palette import (
    GROUND,
    INK,
    QUIET_INK,
    text_colour,
)
from reportgen.writers.charts.shapes import Bar, Drawing, Label, Marker, Stroke
from reportgen.writers.charts.style import ChartStyle
from reportgen.writers.charts.typesetting import wrap

STYLE = ChartStyle()
NARROW = ChartStyle(width_mm=88.0, height_mm=1500.0, names_above=True)
STYLES = pytest.mark.parametrize("style", [STYLE, NARROW], ids=["page", "narrow"])
NBSP = "\u00a0"


class EvenTypeface:
    """Every character is half as wide as the text is high."""

    cap_height = 0.64 * STYLE.text_size_pt

    def width(self, text: str) -> float:
        return 0.5 * STYLE.text_size_pt * len(text)


FACE = EvenTypeface()


def texts(drawing: Drawing) -> list[str]:
    return [label.text for label in drawing.labels]


def bars(drawing: Drawing) -> list[Bar]:
    return [shape for shape in drawing.shapes if isinstance(shape, Bar)]


def box(label: Label) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of the ink, accents left aside."""
    size = STYLE.text_size_pt
    return label.x, label.y - 0.72 * size, label.x + label.width, label.y + 0.2 * size


def overlap(one: Label, other: Label) -> bool:
    left, top, right, bottom = box(one)
    left2, top2, right2, bottom2 = box(other)
    return min(right, right2) - max(left, left2) > 0.01 and min(bottom, bottom2) > max(top, top2)


words = st.text("abcdefghijåäö /-\u00ad", max_size=25)
quantities = st.none() | st.integers(0, 10**9) | st.integers(0, 20)
days = st.integers(738_000, 738_400)
years_of_days = st.integers(700_000, 750_000)
shares = st.none() | st.fractions(0, 1, max_denominator=1000)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    kind = draw(st.sampled_from(CHART_KINDS))
    count = draw(st.integers(1, 30))
    value = draw(st.sampled_from([quantities, shares]))
    if kind == "timeline":
        value = st.none() | draw(st.sampled_from([days, years_of_days]))
    series = {"dumbbell": 2, "pyramid": 2}.get(kind) or (
        1 if kind in ("bars", "columns", "years", "timeline") else draw(st.integers(1, 4))
    )
    target = st.builds(Target, words, st.integers(0, 10**6))
    return Chart(
        kind,
        draw(words),
        tuple(draw(st.lists(words, min_size=count, max_size=count))),
        tuple(
            Series(draw(words), tuple(draw(st.lists(value, min_size=count, max_size=count))))
            for _ in range(series)
        ),
        draw(words),
        draw(st.sampled_from(["sv", "en"])),
        tuple(draw(st.sets(st.integers(1, count), max_size=2))),
        tuple(draw(st.sets(st.integers(0, count - 1), max_size=2))) if series == 1 else (),
        draw(st.none() | target) if kind in ("years", "line") else None,
    )


@STYLES
@settings(max_examples=90, deadline=None)
@given(chart=charts())
def test_labels_never_overlap_or_leave_the_picture(style, chart):
    drawing = lay_out(chart, style, FACE)
    for one, other in combinations([label for label in drawing.labels if label.text], 2):
        assert not overlap(one, other), (one, other)
    for label in drawing.labels:
        left, top, right, bottom = box(label)
        assert left >= -0.01
        assert top >= -0.01
        assert right <= drawing.width + 0.01
        assert bottom <= drawing.height + 0.01


@STYLES
@settings(max_examples=60, deadline=None)
@given(chart=charts())
def test_shapes_stay_in_the_picture_and_bars_begin_at_zero(style, chart):
    drawing = lay_out(chart, style, FACE)
    for bar in bars(drawing):
        assert bar.x >= 0
        assert bar.width > 0
        assert bar.x + bar.width <= drawing.width + 0.01
        assert 0 <= bar.y <= bar.y + bar.height <= drawing.height + 0.01
    if chart.kind in {"bars", "grouped"}:
        plot = [bar for bar in bars(drawing) if bar.height > 0 and bar.height != 8.0]
        assert len({round(bar.x, 6) for bar in plot}) <= 1


def test_a_pyramids_sides_begin_at_one_line_and_have_one_scale(make_chart):
    rows = {"Barn": [2, 4], "Vuxna": [8, 6], "Äldre": [0, None]}
    drawing = lay_out(make_chart("pyramid", rows, ("Kvinnor", "Män")), STYLE, FACE)
    left, right, *others = sorted(
        (bar for bar in bars(drawing) if bar.height != 8.0), key=lambda bar: -bar.width
    )
    assert left.x + left.width == pytest.approx(right.x)
    assert left.width / 8 == pytest.approx(right.width / 6)
    assert [bar.width * 8 / left.width for bar in others] == pytest.approx([4, 2])
    # The first category is at the bottom, and every number stands beside its bar.
    told = texts(drawing)[2:]
    assert told == ["Äldre", "0", "uppgift saknas", "Vuxna", "8", "6", "Barn", "2", "4"]


def test_bars_are_as_long_as_their_values(make_chart):
    drawing = lay_out(make_chart(rows={"a": 18, "b": 9, "c": 0, "d": None}), STYLE, FACE)
    long, short = bars(drawing)
    assert long.width == pytest.approx(2 * short.width)
    assert texts(drawing) == ["a", "18", "b", "9", "c", "0", "d", "uppgift saknas"]


def test_on_a_narrow_screen_names_stand_above_their_bars_and_nearer_to_them(make_chart):
    rows = {"Rumänien": [18, 11], "Ukraina": [11, 9]}
    for kind, series in (("bars", 1), ("grouped", 2), ("stacked", 2), ("pyramid", 2)):
        chart = make_chart(kind, {n: v[:series] for n, v in rows.items()}, ("A", "B")[:series])
        drawing = lay_out(chart, NARROW, FACE)
        one, other = sorted(
            (name for name in drawing.labels if name.text in rows), key=lambda name: name.y
        )
        below = [bar for bar in bars(drawing) if one.y < bar.y < other.y - FACE.cap_height]
        assert one.x == other.x == 0.0
        assert len(below) == series
        first, last = min(b.y for b in below), max(b.y + b.height for b in below)
        assert first - one.y < other.y - FACE.cap_height - last


def test_the_first_category_is_on_top(make_chart):
    drawing = lay_out(make_chart(), STYLE, FACE)
    heights = [label.y for label in drawing.labels[::2]]
    assert heights == sorted(heights)


@pytest.mark.parametrize(
    ("language", "value", "text"),
    [
        ("sv", 1234567, f"1{NBSP}234{NBSP}567"),
        ("sv", Fraction(9, 80), f"11,3{NBSP}%"),
        ("en", Fraction(9, 80), "11.3%"),
        ("sv", None, "uppgift saknas"),
        ("en", None, "not available"),
        ("sv", 0, "0"),
    ],
)
def test_values_stand_in_the_documents_language(make_chart, language, value, text):
    chart = make_chart(rows={"a": value}, language=language)
    assert texts(lay_out(chart, STYLE, FACE)) == ["a", text]


def test_huge_values_and_tiny_ones_are_both_seen(make_chart):
    drawing = lay_out(make_chart(rows={"a": 10**15, "b": 1}), STYLE, FACE)
    long, short = bars(drawing)
    assert long.width > 100
    assert 0 < short.width < 1


def test_sixty_rows_fit_on_a_page(make_chart):
    chart = make_chart(rows={f"Land {number}": number for number in range(60)})
    drawing = lay_out(chart, STYLE, FACE)
    assert drawing.outer_height <= 297 / 25.4 * 72 - 2 * 25 / 25.4 * 72
    assert drawing.text_size == STYLE.text_size_pt


def test_a_long_label_breaks_and_an_ordinary_one_does_not(make_chart):
    name = "Sexuell exploatering/prostitution"
    assert name in texts(lay_out(make_chart(rows={name: 1}), STYLE, FACE))
    lines = texts(lay_out(make_chart(rows={f"{name} och {name.lower()}": 1}), STYLE, FACE))
    assert lines[:-1] == [f"{name} och", name.lower()] or len(lines) >= 3
    assert all(len(line) * 4.75 <= 0.45 * STYLE.width_pt for line in lines)


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [
        ("Rumänien", 100, ("Rumänien",)),
        ("Hälso- och sjukvård", 60, ("Hälso- och", "sjukvård")),
        ("exploatering/prostitution", 90, ("exploatering/", "prostitution")),
        ("tjugofem procent", 50, ("tjugofem", "procent")),
        ("Arbets\u00adkrafts", 45, ("Arbets-", "krafts")),
        ("Arbets\u00adkrafts", 100, ("Arbetskrafts",)),
        ("bbbbbbbbbb", 30, ("bbbbb-", "bbbbb")),
        ("sekretariatsmöten", 65, ("sekretariats-", "möten")),
        ("arbetskraften", 50, ("arbets-", "kraften")),
        ("människohandelsärenden", 60, ("människohan-", "delsärenden")),
        ("14\u00a0procent", 60, ("14\u00a0procent",)),
        ("", 50, ("",)),
    ],
)
def test_lines_break_where_words_do(text, limit, lines):
    assert wrap(text, limit, FACE) == lines


def test_grouped_bars_follow_the_legend(make_chart):
    chart = make_chart("grouped", {"Barn": [1, 2], "Vuxna": [60, 66]}, ("2021", "2022"))
    drawing = lay_out(chart, STYLE, FACE)
    assert texts(drawing) == ["2021", "2022", "Barn", "1", "2", "Vuxna", "60", "66"]
    assert [bar.colour for bar in bars(drawing)] == [*OWN_LOOK.series[:2]] * 3


def test_stacked_parts_are_labelled_inside_or_in_the_legend(make_chart):
    chart = make_chart(
        "stacked",
        {"2022": [900, 100, 1, 0, None]},
        ("Kvinnor", "Män", "Ej noterat", "Annan", "Okänt"),
    )
    assert texts(lay_out(chart, STYLE, FACE)) == [
        "Kvinnor",
        "Män",
        "Ej noterat: 1",
        "Annan",
        "Okänt: uppgift saknas",
        "2022",
        "900",
        "100",
    ]


def test_stacked_bars_of_several_years_tell_the_year_of_a_left_out_value(make_chart):
    rows = {"2020": [90, 1], "2021": [90, 0], "2022": [900, 50]}
    drawing = lay_out(make_chart("stacked", rows, ("Kvinnor", "Män")), STYLE, FACE)
    assert texts(drawing)[:2] == ["Kvinnor", f"Män (2020:{NBSP}1)"]


def test_a_bar_of_parts_says_what_it_comes_to_where_that_is_all_there_is(make_chart):
    rows = {"2020": [90, 1], "2021": [90, 0], "2022": [9, None], "2023": [900, 50]}
    chart = make_chart("stacked", rows, ("Kvinnor", "Män"))
    assert "950" not in texts(lay_out(chart, STYLE, FACE))
    drawing = lay_out(replace(chart, summed=True), STYLE, FACE)
    sums = [label for label in drawing.labels if label.text in ("91", "950")]
    assert [label.text for label in sums] == ["91", "950"]
    assert sums[1].x > max(bar.x + bar.width for bar in bars(drawing))
    halves = {"2022": [Fraction(1, 2), Fraction(1, 2)]}
    shares = replace(make_chart("stacked", halves, ("Kvinnor", "Män")), summed=True)
    assert f"100{NBSP}%" not in texts(lay_out(shares, STYLE, FACE))


def test_a_year_of_which_nothing_is_known_has_a_dash_and_a_key(make_chart):
    chart = make_chart("line", {"2019": 4, "2020": None, "2021": 5, "2022": 3})
    drawing = lay_out(chart, STYLE, FACE)
    assert texts(drawing).count("–") == 2
    assert "uppgift saknas" in texts(drawing)
    dash, year = (next(la for la in drawing.labels if la.text == t) for t in ("–", "2020"))
    assert dash.x + dash.width / 2 == pytest.approx(year.x + year.width / 2)
    kept = replace(chart, series=(replace(chart.series[0], kept=frozenset({1})),))
    assert "–" not in texts(lay_out(kept, STYLE, FACE))


def test_between_stacked_parts_is_white(make_chart):
    chart = make_chart("stacked", {"2022": [65, 13]}, ("Kvinnor", "Män"))
    first, second = bars(lay_out(chart, STYLE, FACE))[2:]
    assert second.x - (first.x + first.width) == pytest.approx(0.75)


def lines_of(drawing: Drawing) -> list[Stroke]:
    return [
        shape
        for shape in drawing.shapes
        if isinstance(shape, Stroke) and shape.colour in OWN_LOOK.series
    ]


def test_a_line_has_gaps_where_nothing_is_known(make_chart):
    rows = {"2018": 1, "2019": 2, "2020": None, "2021": 4, "2022": 5}
    strokes = lines_of(lay_out(make_chart("line", rows), STYLE, FACE))
    assert len(strokes) == 2


def test_a_break_cuts_the_line_and_is_explained(make_chart):
    rows = {"2020": 1, "2021": 2, "2022": 3}
    drawing = lay_out(make_chart("line", rows, breaks=(1,)), STYLE, FACE)
    before, after, _whole = lines_of(drawing)
    assert before.points[-1][0] < after.points[0][0]
    assert "brott i tidsserien" in texts(drawing)


def test_lines_end_with_their_sign_and_name(make_chart):
    rows = {"2021": [1, 40], "2022": [2, 41]}
    drawing = lay_out(make_chart("line", rows, ("Barn", "Vuxna")), STYLE, FACE)
    assert {"Barn 2", "Vuxna 41"} <= set(texts(drawing))
    signs = {
        shape.kind
        for shape in drawing.shapes
        if isinstance(shape, Marker) and shape.colour != GROUND
    }
    assert signs == {"circle", "square"}


def test_a_single_line_carries_its_values(make_chart):
    drawing = lay_out(make_chart("line", {"2021": 41, "2022": 48}), STYLE, FACE)
    assert {"41", "48", "2021", "2022", "Antal ärenden"} <= set(texts(drawing))


def test_crowded_years_are_thinned_out_and_the_last_one_stays(make_chart):
    chart = make_chart("line", {str(year): year for year in range(1960, 2023)})
    shown = [
        text for text in texts(lay_out(chart, STYLE, FACE)) if text.isdigit() and len(text) == 4
    ]
    assert "2022" in shown
    assert len(shown) < 30


@pytest.mark.parametrize(
    ("biggest", "whole", "ticks"),
    [
        (Fraction(48), True, [0, 10, 20, 30, 40, 50]),
        (Fraction(3), True, [0, 1, 2, 3]),
        (Fraction(0), True, [0, 1]),
        (
            Fraction(1),
            False,
            [0, Fraction(1, 5), Fraction(2, 5), Fraction(3, 5), Fraction(4, 5), 1],
        ),
        (Fraction(1, 1000), False, [Fraction(number, 5000) for number in range(6)]),
    ],
)
def test_ticks_are_round(biggest, whole, ticks):
    assert list(find_ticks(biggest, whole=whole)) == ticks


@given(st.fractions(0, 10**12), st.booleans())
def test_ticks_reach_the_highest_value_and_are_few(biggest, whole):
    ticks = find_ticks(biggest, whole=whole)
    assert ticks[0] == 0
    assert ticks[-1] >= biggest
    assert 2 <= len(ticks) <= 7


@given(st.lists(st.tuples(st.floats(0, 150), st.floats(1, 40)), min_size=1, max_size=4))
def test_names_keep_apart_and_inside(blocks):
    wanted, heights = [block[0] for block in blocks], [block[1] for block in blocks]
    field = (0.0, max(150.0, sum(heights)))
    tops = find_tops(wanted, heights, field)
    placed = sorted(zip(tops, heights, strict=True))
    assert placed[0][0] >= -1e-6
    assert placed[-1][0] + placed[-1][1] <= field[1] + 1e-6
    for (top, height), (below, _height) in pairwise(placed):
        assert top + height <= below + 1e-6


def test_colours_are_told_apart():
    for one, other in pairwise(OWN_LOOK.series[:4]):
        assert contrast(one, other) >= 3
    for colour in OWN_LOOK.series:
        assert contrast(colour, GROUND) >= 2.99
        assert contrast(colour, text_colour(colour)) >= 4.5
    for ink in (INK, QUIET_INK):
        assert contrast(ink, GROUND) >= 4.5


def test_contrast_is_wcags():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
