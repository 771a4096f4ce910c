"""A chart is as wide as its place and no higher than its page, or an error before a build."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from sample_project import OUTPUT, MakeProject, build, build_tiny, find_problems

from reportgen.checks.engine import check_year
from reportgen.language.messages import translator

SV = translator("sv")
PROSE = '# Text\n\n{{ figure("land") }}\n'


def counts(rows: int, value: int = 7) -> str:
    return ", ".join(f"Land {number}: {value}" for number in range(rows))


def project(make_project: MakeProject, definition: str, rows: int, **more: str) -> Path:
    statistics = f"land: {{title: Land, counts: {{{counts(rows)}}}}}\n"
    years = {f"content/{year}/statistics.yaml": statistics for year in (2020, 2021, 2022)}
    files = {**years, "content/2022/10-text.md": PROSE, "figures/land.yaml": definition, **more}
    return make_project(files)


def extents(root: Path) -> list[tuple[float, float]]:
    """Width and height of each drawing, in mm."""
    with zipfile.ZipFile(root / OUTPUT) as package:
        body = package.read("word/document.xml").decode()
    found = re.findall(r'<wp:extent cx="(\d+)" cy="(\d+)"', body)
    return [(int(width) / 36000, int(height) / 36000) for width, height in found]


@pytest.mark.parametrize("charts", ["picture", "editable"])
@pytest.mark.parametrize(
    ("kind", "rows", "advice"),
    [
        ("bars", 100, "group: {top: 79, label: Övriga}"),
        ("grouped", 25, "years: 2, eller för samman de små: group: {top: 21, label: Övriga}"),
    ],
)
def test_what_does_not_fit_stops_the_build_with_what_to_write(
    make_project: MakeProject, charts: str, kind: str, rows: int, advice: str
) -> None:
    definition = f"kind: {kind}\ndata: land\ntitle: Land\ncharts: {charts}\n"
    root = project(make_project, definition, rows)
    assert find_problems(root) == []
    result = build(root, "2022")
    assert result.exit_code == 1
    assert "content/2022/10-text.md:3:1: fel[chart-too-large]" in result.output
    assert advice in result.output
    assert not (root / OUTPUT).exists()


@pytest.mark.parametrize("charts", ["picture", "editable"])
@pytest.mark.parametrize(
    ("kind", "more", "rows"),
    [
        ("bars", "group: {top: 79, label: Övriga}\n", 100),
        ("grouped", "group: {top: 21, label: Övriga}\n", 25),
        ("grouped", "years: 2\n", 25),
        ("bars", "", 60),
    ],
)
def test_what_is_advised_fits(
    make_project: MakeProject, charts: str, kind: str, more: str, rows: int
) -> None:
    definition = f"kind: {kind}\ndata: land\ntitle: Land\ncharts: {charts}\n{more}"
    root = project(make_project, definition, rows)
    build_tiny(root)
    [(width, height)] = extents(root)
    assert width == pytest.approx(160, abs=0.2)
    assert height <= 215.1


@pytest.mark.parametrize("charts", ["picture", "editable"])
def test_in_columns_a_chart_is_as_wide_as_one_of_them(
    make_project: MakeProject, charts: str
) -> None:
    definition = f"kind: bars\ndata: land\ntitle: Land\ncharts: {charts}\n"
    prose = {"content/2022/10-text.md": f"---\ncolumns: 2\n---\n{PROSE}"}
    root = project(make_project, definition, 3, **prose)
    build_tiny(root)
    [(width, height)] = extents(root)
    assert width == pytest.approx(75, abs=0.2)
    # Its type is not made smaller with it: three bars are as high as they are across the page.
    assert height > 3 * 5


def test_a_chart_of_zeros_is_built_and_remarked_upon(make_project: MakeProject) -> None:
    root = project(make_project, "kind: stacked\ndata: land\ntitle: Land\n", 2)
    for year in (2020, 2021, 2022):
        file = root / f"content/{year}/statistics.yaml"
        file.write_text(f"land: {{single: true, counts: {{{counts(2, 0)}}}}}\n", "utf-8")
    build_tiny(root)
    told = [each.diagnostic for each in check_year(root, 2022, (), ()).reported]
    assert "chart-of-zeros" in {each.code for each in told}
