"""Titles of figures that state the finding: their numbers come from the statistics, or are held."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_project import MakeProject, composed, find_problems, place

from reportgen.checks.engine import check_year
from reportgen.model import Chart, Computed, Figure
from reportgen.model.traverse import plain_text

TEXT = '# Text\n\nSe {{ ref("figur:kon") }}.\n\n{{ figure("kon") }}\n'


def titled(make_project: MakeProject, title: str) -> Path:
    figure = f"kind: bars\ndata: kon\ntitle: {title}\n"
    return make_project({"content/2022/10-text.md": TEXT, "figures/kon.yaml": figure})


def test_a_title_takes_its_number_from_the_statistics(make_project: MakeProject) -> None:
    root = titled(make_project, "Kvinnor var {{ kon.Kvinnor }} av {{ kon.total }}")
    blocks = [each for section in composed(root).document.sections for each in section.blocks]
    [figure] = [each for each in blocks if isinstance(each, Figure)]
    assert plain_text(figure.caption) == "Kvinnor var 3 av 5, region Exempel 2022"
    assert [each.sources for each in figure.caption if isinstance(each, Computed)] == [
        ('kon["Kvinnor"]',),
        ("kon.total",),
    ]
    assert isinstance(figure.content, Chart)
    assert figure.content.title == plain_text(figure.caption)


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Kvinnor var {{ kom.total }}", "figures/kon.yaml:3:8 unknown-statistic"),
        ("Kvinnor var {{ kon }}", "figures/kon.yaml:3:8 no-text"),
        ("Kvinnor var {kon}", "figures/kon.yaml:3:8 wrong-value"),
        ("Kvinnor var {{ kon.total", "figures/kon.yaml:3:8 wrong-value"),
        ("'{{ figure(\"kon\") }} visar'", "figures/kon.yaml:3:8 misplaced-figure"),
    ],
)
def test_a_wrong_expression_is_told_where_the_title_stands(
    make_project: MakeProject, title: str, told: str
) -> None:
    assert [place(each) for each in find_problems(titled(make_project, title))] == [told]


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("Det var 3 kvinnor", ["typed-number"]),
        ("Det var 4 kvinnor", ["contradicting-number"]),
        ("Kvinnor var {{ kon.Kvinnor }} av {{ kon.total }}", []),
        ("Ärenden efter kön", []),
    ],
)
def test_a_typed_number_of_a_title_is_held_against_the_statistics(
    make_project: MakeProject, title: str, codes: list[str]
) -> None:
    found = check_year(titled(make_project, title), 2022, (), ())
    told = [each.diagnostic for each in found.reported]
    assert [e.code for e in told if e.span and e.span.file == "figures/kon.yaml"] == codes
