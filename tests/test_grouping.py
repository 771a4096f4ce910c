"""A chart shows all that its table holds, in each year, and each thing once."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_project import MakeProject, composed, find_problems

from reportgen.compose.chart_data import YearsBehind
from reportgen.compose.charts import chart_of
from reportgen.compose.charts_in_words import alt_text
from reportgen.diagnostics import Span
from reportgen.expressions.evaluate import Evaluator, Scope
from reportgen.expressions.values import ExpressionError
from reportgen.language.messages import translator
from reportgen.model import Chart, Figure
from reportgen.model.project import FigureDefinition, Grouping
from reportgen.model.statistics import CountRow, Statistics, StatisticsTable, add_counts
from reportgen.model.traverse import walk_blocks

SPAN = Span("t.yaml", 1, 1, 1, 2)
SV = translator("sv")
LABELS = ["Övriga", "övriga ", "Norge", "Okänt", "Övriga, 2", "Övriga, 3", "A", "B", "C", "D"]
NAMES = ["Övriga", "Norge", "Övriga, {n}", "Okänt", "Andra"]


def table(counts: dict[str, int | None], kind: str = "parts") -> StatisticsTable:
    rows = tuple(CountRow(label, count, SPAN) for label, count in counts.items())
    base = add_counts(counts.values())
    return StatisticsTable("t", "T", "ärenden", kind, rows, SPAN, base)


def behind(*years: dict[str, int | None] | None) -> YearsBehind:
    """The years up to 2022 with their counts; None for a year without the table."""
    tables = {2023 - len(years) + n: counts for n, counts in enumerate(years)}
    statistics = {
        year: Statistics(year, {} if counts is None else {"t": table(counts)}, {})
        for year, counts in tables.items()
    }
    every = tuple(tables)
    return YearsBehind(
        every,
        statistics.__getitem__,
        lambda year: Evaluator(Scope(statistics[year], {}, "sv", statistics.__getitem__, every)),
    )


def definition(kind: str, group: Grouping | None = None, **more: object) -> FigureDefinition:
    return FigureDefinition(SPAN, kind, "t", "Titel", group=group, **more)


def grouping(label: str = "Övriga", **by: int) -> Grouping:
    return Grouping(SPAN, label, by.get("below"), by.get("top"))


def drawn(chart: Chart) -> dict[str, dict[str, object]]:
    """What is drawn of each year, by the categories' names; bars are those of 2022."""
    if chart.kind == "bars":
        return {"2022": dict(zip(chart.categories, chart.series[0].values, strict=True))}
    if chart.kind == "grouped":
        return {
            each.label: dict(zip(chart.categories, each.values, strict=True))
            for each in chart.series
        }
    return {
        year: {each.label: each.values[index] for each in chart.series}
        for index, year in enumerate(chart.categories)
    }


def made(kind: str, years: YearsBehind, group: Grouping | None, **more: object) -> Chart:
    return chart_of(definition(kind, group, **more), years, "sv", SV).chart


def attempted(
    kind: str, years: YearsBehind, group: Grouping | None, **more: object
) -> Chart | None:
    """The chart; None where it needs more colours than the eye can tell apart."""
    try:
        return made(kind, years, group, **more)
    except ExpressionError as error:
        if error.code == "too-many-series" and kind == "stacked":
            return None
        raise


counts = st.dictionaries(st.sampled_from(LABELS), st.none() | st.integers(0, 50), min_size=1)
groups = (
    st.none()
    | st.builds(grouping, st.sampled_from(NAMES), below=st.integers(1, 40))
    | st.builds(grouping, st.sampled_from(NAMES), top=st.integers(1, 6))
)


@given(
    st.sampled_from(["bars", "grouped", "stacked"]),
    st.lists(st.none() | counts, max_size=3),
    counts.filter(lambda year: any(each is not None for each in year.values())),
    groups,
    st.sampled_from(["size", "table", "label"]),
)
def test_what_is_drawn_adds_up_to_what_the_table_holds_in_each_year(
    kind, older, newest, group, sort
):
    years = (*older, newest)
    chart = attempted(kind, behind(*years), group, sort=sort)
    if chart is None:
        return
    assert len(set(chart.categories)) == len(chart.categories)
    assert len({each.label for each in chart.series}) == len(chart.series)
    held = {str(2023 - len(years) + n): year for n, year in enumerate(years) if year is not None}
    found = drawn(chart)
    if kind == "stacked":  # a year without the table keeps its place, with nothing in it
        empty = {year for year in found.keys() - held.keys() if not any(found[year].values())}
        found = {year: values for year, values in found.items() if year not in empty}
    assert found.keys() == (held.keys() if kind != "bars" else {"2022"})
    for year, values in found.items():
        shown = [each for each in values.values() if each is not None]
        if None not in held[year].values():
            assert sum(shown) == sum(held[year].values())
        told = alt_text(chart, SV)
        assert all(
            f"{name} {value}" in told or kind == "stacked"
            for name, value in values.items()
            if value is not None
        )


KINDS = pytest.mark.parametrize("kind", ["bars", "grouped", "stacked"])
PRESENT = {"Norge": 60, "Ungern": 40, "Polen": 30, "Övriga": 42, "Ghana": 31, "Kenya": 22}


@KINDS
def test_a_group_holds_the_row_that_is_called_as_it_is(kind):
    chart = made(kind, behind(PRESENT), grouping(top=3))
    assert drawn(chart)["2022"] == {"Norge": 60, "Ungern": 40, "Övriga": 125}
    assert "Övriga 42" not in alt_text(chart, SV)
    assert "125" in alt_text(chart, SV)


@KINDS
def test_shares_of_a_group_and_the_others_are_the_whole(kind):
    chart = made(kind, behind(PRESENT), grouping(top=3), show="share")
    assert sum(drawn(chart)["2022"].values()) == Fraction(1)


@KINDS
def test_the_number_in_a_groups_label_may_make_it_a_rows(kind):
    counts = {"A": 50, "Övriga, 2": 40, "B": 2, "C": 1, "D": 0}
    chart = made(kind, behind(counts), grouping("Övriga, {n}", below=5))
    assert drawn(chart)["2022"] == {"A": 50, "Övriga, 2": 43}


@pytest.mark.parametrize("kind", ["grouped", "stacked"])
def test_the_row_had_another_size_in_another_year(kind):
    before = {"Norge": 10, "Övriga": 500, "Ungern": 4, "Polen": 3, "Ghana": 1}
    chart = made(kind, behind(before, PRESENT), grouping(top=2))
    assert drawn(chart) == {
        "2021": {"Norge": 10, "Övriga": 508},
        "2022": {"Norge": 60, "Övriga": 165},
    }


@pytest.mark.parametrize("kind", ["grouped", "stacked"])
def test_a_row_that_only_an_older_year_has_is_drawn(kind):
    chart = made(kind, behind({"A": 1, "Okänt": 2, "Gammal": 7}, {"A": 5, "Okänt": 3}), None)
    assert drawn(chart) == {
        "2021": {"A": 1, "Gammal": 7, "Okänt": 2},
        "2022": {"A": 5, "Gammal": None, "Okänt": 3},
    }


@pytest.mark.parametrize("kind", ["grouped", "stacked"])
def test_what_a_year_lacks_is_not_the_rest_of_its_rows(kind):
    chart = made(kind, behind({"A": 1, "Gammal": 7}, {"A": 5, "Ny": 3}), None)
    assert drawn(chart)["2021"]["Ny"] is None


def test_a_group_of_which_a_year_has_no_row_is_none_there():
    chart = made("grouped", behind({"A": 9}, {"A": 9, "B": 1, "C": 1}), grouping(below=5))
    assert drawn(chart)["2021"] == {"A": 9, "Övriga": 0}


def test_a_row_of_unknown_count_makes_its_group_unknown_in_that_year():
    chart = made(
        "grouped", behind({"A": 9, "B": None, "C": 1}, {"A": 9, "B": 1, "C": 1}), grouping(below=5)
    )
    assert drawn(chart)["2021"] == {"A": 9, "Övriga": None}


def test_parts_that_are_0_in_every_year_are_no_parts_of_a_stack():
    chart = made("stacked", behind({"A": 1, "B": 0, "C": 0}, {"A": 1, "B": 2, "C": 0}), None)
    assert [each.label for each in chart.series] == ["B", "A"]


def test_the_advice_leaves_room_for_what_stays_beside_the_group():
    years = behind({"A": 9, "B": 8, "C": 7, "D": 6, "Okänt": 1})
    with pytest.raises(ExpressionError) as caught:
        made("stacked", years, None)
    assert "top: 2" in SV(caught.value.hint)
    assert len(made("stacked", years, grouping(top=2)).series) == 4


def test_what_is_below_zero_is_no_part_of_a_stack():
    with pytest.raises(ExpressionError) as caught:
        made("stacked", behind({"A": 9, "B": -1}), None)
    assert "grouped" in SV(caught.value.hint)


LAND = "land: {title: Land, counts: {Norge: 3}}\nkon: {title: Kön, counts: {Norge: 2, Män: 1}}\n"
LINES = {
    "content/2021/statistics.yaml": LAND,
    "content/2022/statistics.yaml": LAND,
    "content/2022/10-text.md": '# Text\n\n{{ figure("land") }}\n',
}


def test_lines_of_the_same_label_are_told_apart_by_their_tables(make_project: MakeProject):
    data = "kind: line\ntitle: T\ndata: [land.Norge, kon.Norge, kon.Män]\n"
    document = composed(make_project({**LINES, "figures/land.yaml": data})).document
    figure = next(
        b for s in document.sections for b in walk_blocks(s.blocks) if isinstance(b, Figure)
    )
    assert [each.label for each in figure.content.series] == ["Land: Norge", "Kön: Norge", "Män"]


def test_a_line_of_nothing_known_is_no_empty_box(make_project: MakeProject):
    empty = "land: {title: Land, counts: {Norge: null}}\n"
    files = {name: text.replace(LAND, empty) for name, text in LINES.items()}
    data = "kind: line\ntitle: T\ndata: [land.total, land.Norge]\n"
    found = find_problems(make_project({**files, "figures/land.yaml": data}))
    assert [each.code for each in found] == ["figure-without-data"]


def test_the_same_line_twice_is_an_error(make_project: MakeProject):
    data = "kind: line\ntitle: T\ndata: [land.total, land.sum]\n"
    found = find_problems(make_project({**LINES, "figures/land.yaml": data}))
    assert [each.code for each in found] == ["wrong-value"]
    assert "Land" in SV(found[0].message)
