"""Charts of tables in two dimensions: every cell is drawn once, and what is left out is told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_project import MakeProject, composed, find_problems
from test_cross_tables import grids, written

from reportgen.compose.cell_charts import chart_of_cells
from reportgen.diagnostics import Span
from reportgen.model import Chart, Figure
from reportgen.model.profile import Profile
from reportgen.model.project import FigureDefinition
from reportgen.model.traverse import plain_text, walk_blocks
from reportgen.readers.source import Source
from reportgen.readers.statistics.reading import read_statistics

SPAN = Span("f.yaml", 1, 1, 1, 2)
GRID = {
    "Kvinnor": {"Barn": 3, "Vuxna": 20},
    "Män": {"Barn": 0, "Vuxna": None},
    "Annan": {"Barn": 0, "Vuxna": 1},
}


def drawn(chart: Chart) -> dict[tuple[str, str], object]:
    return {
        (category, series.label): value
        for series in chart.series
        for category, value in zip(chart.categories, series.values, strict=True)
    }


@given(grids(), st.sampled_from(["grouped", "stacked", "pyramid"]))
def test_a_chart_has_every_cell_that_plain_python_has(grid: dict, kind: str) -> None:
    table = read_statistics(Source("s.yaml", written(grid)), 2022, Profile("", ""), "sv").tables[
        "ka"
    ]
    sides = ("Kvinnor", "Män") if kind == "pyramid" else ()
    data = chart_of_cells(FigureDefinition(SPAN, kind, "ka", "T", sides=sides), table, 2022, "sv")
    cells = {(row, column): n for row, own in grid.items() for column, n in own.items()}
    if kind == "pyramid":
        shown = {(column, row): n for (row, column), n in cells.items() if row in sides}
        assert drawn(data.chart) == shown
        left = [row for row in grid if row not in sides]
        assert [label for label, _count in data.left_out] == left
    else:
        assert drawn(data.chart) == cells
    assert data.chart.years == ()


def test_many_columns_become_the_categories() -> None:
    grid = {row: dict.fromkeys("abcde", 1) for row in ("Kvinnor", "Män")}
    table = read_statistics(Source("s.yaml", written(grid)), 2022, Profile("", ""), "sv").tables[
        "ka"
    ]
    chart = chart_of_cells(FigureDefinition(SPAN, "grouped", "ka", "T"), table, 2022, "sv").chart
    assert chart.categories == tuple("abcde")


def files(figure: str, grid: dict = GRID) -> dict[str, str]:
    return {
        "content/2022/statistics.yaml": written(grid),
        "content/2022/10-text.md": '# Text\n\nSe {{ ref("figur:p") }}.\n\n{{ figure("p") }}\n',
        "figures/p.yaml": f"data: ka\ntitle: Kön och ålder\n{figure}",
    }


def test_a_pyramid_says_in_words_what_it_shows_and_what_not(make_project: MakeProject) -> None:
    root = make_project(files("kind: pyramid\nsides: [Kvinnor, Män]\n"))
    blocks = [b for s in composed(root).document.sections for b in walk_blocks(s.blocks)]
    (figure,) = (block for block in blocks if isinstance(block, Figure))
    assert figure.alt == (
        "Pyramiddiagram. Kvinnor: Barn 3, Vuxna 20. Män: Barn 0, Vuxna uppgift saknas."
    )
    assert plain_text(figure.note).endswith("Inte med i diagrammet: Annan (1).")


@pytest.mark.parametrize(
    ("figure", "code"),
    [
        ("kind: pyramid\nsides: [Kvinnor, Barn]\n", "unknown-label"),
        ("kind: pyramid\nsides: [Kvinor, Män]\n", "unknown-label"),
        ("kind: pyramid\nsides: [Kvinnor]\n", "wrong-value"),
        ("kind: pyramid\nsides: [Män, Män]\n", "wrong-value"),
        ("kind: pyramid\nsides: Kvinnor\n", "wrong-type"),
        ("kind: grouped\nyears: 2\n", "unused-setting"),
        ("kind: stacked\ngroup: {below: 2, label: Fler}\n", "unused-setting"),
        ("kind: grouped\nsides: [Kvinnor, Män]\n", "unused-setting"),
    ],
)
def test_what_is_wrong_with_a_chart_is_told(
    figure: str, code: str, make_project: MakeProject
) -> None:
    assert [each.code for each in find_problems(make_project(files(figure)))] == [code]


def test_a_pyramid_of_one_dimension_is_refused(make_project: MakeProject) -> None:
    made = files("kind: pyramid\n")
    made["content/2022/statistics.yaml"] = "ka: {counts: {Kvinnor: 3, Män: 2}}\n"
    (problem,) = find_problems(make_project(made))
    assert problem.code == "wrong-value"


def test_sides_are_asked_for_where_no_dimension_has_two_labels(make_project: MakeProject) -> None:
    grid = {row: dict.fromkeys("abc", 1) for row in ("x", "y", "z")}
    (problem,) = find_problems(make_project(files("kind: pyramid\n", grid)))
    assert problem.code == "wrong-value"


def test_too_many_colours_either_way(make_project: MakeProject) -> None:
    grid = {row: dict.fromkeys("abcde", 1) for row in ("v", "w", "x", "y", "z")}
    (problem,) = find_problems(make_project(files("kind: stacked\n", grid)))
    assert problem.code == "too-many-series"
