"""A chart of an edition is the same whatever the numbers are that it hides, one bar or many."""

from __future__ import annotations

from pathlib import Path

import pytest
from sample_project import write_project

from reportgen.compose.year import compose
from reportgen.diagnostics import Problems
from reportgen.model import Chart, Figure

SETTINGS = """\
region: region Exempel
organisation: Exempelstad
profile: profil.yaml
file_name: rapport-{year}
page_numbers: false
editions: {offentlig: {title: Offentlig version, threshold: 4, insiders: false}}
"""


def drawn(root: Path, counts: str, show: str) -> Figure:
    statistics = (
        "kon:\n  total: 30\n  counts: {Kvinnor: 20, Män: 10}\n"
        f"land: {{title: Länder, unit: ärenden, of: kon.Kvinnor, counts: {counts}}}\n"
    )
    files = {
        "content/reportgen.yaml": SETTINGS,
        "content/2022/statistics.yaml": statistics,
        "content/2022/10-text.md": '# Text\n\n{{ figure("land") }}\n',
        "figures/land.yaml": f"kind: bars\ndata: land\ntitle: Länder\nshow: {show}\n",
    }
    made = compose(write_project(root, files), 2022, Problems(), "offentlig").document
    blocks = [block for section in made.sections for block in section.blocks]
    [figure] = [each for each in blocks if isinstance(each, Figure)]
    return figure


@pytest.mark.parametrize("show", ["count", "share"])
@pytest.mark.parametrize(
    ("one", "other", "bars"),
    [
        ("{Sverige: 16, Chile: 3, Peru: 1}", "{Sverige: 16, Chile: 2, Peru: 2}", 1),
        (
            "{Sverige: 9, Norge: 5, Chile: 3, Peru: 2, Ghana: 1}",
            "{Sverige: 9, Norge: 5, Chile: 1, Peru: 2, Ghana: 3}",
            2,
        ),
    ],
)
def test_a_chart_tells_no_more_than_its_numbers(
    tmp_path: Path, one: str, other: str, bars: int, show: str
) -> None:
    figures = [drawn(tmp_path / name, counts, show) for name, counts in (("a", one), ("b", other))]
    assert figures[0].look() == figures[1].look()
    assert isinstance(figures[0].content, Chart)
    assert len(figures[0].content.categories) == bars
