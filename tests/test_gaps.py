"""What is not filled in is told once, at its root; what the finished report shows of it, too."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_project import MakeProject, find_problems, place

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.diagnostics import Diagnostic

STATISTICS = """\
kon:
  title: Kön
  unit: ärenden
  total: 5
  counts:
    Kvinnor: 5
    Män: {}
    Ej noterat: {}
kommuner: {}
"""
TEXT = "# Text\n\n"
SHOWN = 'Se {{ ref("tabell:kon") }}.\n\n{{ table("kon") }}\n'


def project(make_project: MakeProject, prose: str, *numbers: str, **more: str) -> Path:
    files = {
        "content/2022/10-text.md": TEXT + prose,
        "content/2022/statistics.yaml": STATISTICS.format(*numbers),
        **more,
    }
    return make_project(files)


def told(make_project: MakeProject, prose: str, *numbers: str) -> list[str]:
    return [place(each) for each in find_problems(project(make_project, prose, *numbers))]


def test_what_one_place_needs_is_told_there(make_project: MakeProject) -> None:
    assert told(make_project, "{{ kon.Män }} män.\n", "null", "0", "3") == [
        "content/2022/10-text.md:3:1 unknown-value"
    ]


@pytest.mark.parametrize(
    "prose",
    [
        "{{ kon.Män }} män, {{ words(kon.Män) }}.\n",
        '{{ kon.Män }} män och {{ kon["Ej noterat"] }} andra.\n',
        "{{ kon.Män }} av {{ kon.sum }}, {{ share(kon.Män) }}, {{ kon.Män + 1 }}.\n",
        "{{ kon.Män }} män.[^1]\n\n[^1]: {{ kon.Män }}\n",
    ],
)
def test_what_several_places_need_is_told_once_where_it_is_missing(
    make_project: MakeProject, prose: str
) -> None:
    root = project(make_project, prose, "null", "null", "3")
    (problem,) = find_problems(root)
    assert place(problem) == "content/2022/statistics.yaml:7:5 unknown-value"
    assert "2" in str(problem.message)
    assert "Män, Ej noterat" in str(problem.message)
    assert "10-text.md:3" in str(problem.hint)


def test_a_single_number_is_told_once_too(make_project: MakeProject) -> None:
    prose = "{{ kommuner }} kommuner, {{ kommuner }}.\n"
    assert told(make_project, prose, "0", "0", "null") == [
        "content/2022/statistics.yaml:9:1 unknown-value"
    ]


def test_other_mistakes_are_told_beside_it(make_project: MakeProject) -> None:
    prose = "{{ kon.Män }}, {{ kon.Män }} och {{ kon.Mäm }}.\n"
    assert {each.rpartition(" ")[2] for each in told(make_project, prose, "null", "0", "3")} == {
        "unknown-value",
        "unknown-statistic",
    }


def unknown_counts(root: Path, *, draft: bool = False) -> list[Diagnostic]:
    warnings = build_year(root, 2022, BuildOptions(draft=draft)).warnings
    return [each for each in warnings if each.code == "unknown-count"]


def test_a_build_tells_of_a_row_that_was_left_empty(make_project: MakeProject) -> None:
    root = project(make_project, SHOWN, "0", "null", "3")
    (warning,) = unknown_counts(root)
    assert place(warning).startswith("content/2022/statistics.yaml:8:5 ")
    assert "Ej noterat" in str(warning.message)
    assert "0" in str(warning.hint)
    assert not unknown_counts(root, draft=True)


@pytest.mark.parametrize(
    ("prose", "empty"),
    [
        (SHOWN, "0"),
        ("Ingen tabell.\n", "null"),
        (SHOWN, "null  # check: ignore unknown-count – ingen vet"),
    ],
)
def test_a_build_is_silent_where_nothing_was_left_empty(
    make_project: MakeProject, prose: str, empty: str
) -> None:
    assert not unknown_counts(project(make_project, prose, "0", empty, "3"))
