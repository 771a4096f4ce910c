"""Numbers of prose that count cells, margins and named sums of a table in two dimensions."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from seeded import findings, write_example

STATISTICS = """\
kon: {title: Ärenden efter kön, unit: ärenden, counts: {Kvinnor: 65, Män: 15}}
kon_alder:
  title: Ärenden efter kön och ålder
  unit: ärenden
  cross: {Kön: kon, Ålder: null}
  counts:
    Kvinnor: {Barn 7–12 år: 13, 18–24 år: 20, Vuxna: 32}
    Män: {Barn 7–12 år: 4, 18–24 år: 5, Vuxna: 6}
  sums: {flickor: [Kvinnor, Barn 7–12 år], pojkar: [Män, Barn 7–12 år]}
"""


def told(sentence: str, folder: Path) -> list[tuple[str, str]]:
    """What is said of the numbers of a sentence: rule, and the expression of the hint."""
    text = f'# Text\n\n{sentence} Se {{{{ ref("kon_alder") }}}}.\n\n{{{{ table("kon_alder") }}}}\n'
    root = write_example({"statistics.yaml": STATISTICS, "text.md": text}, folder / "projekt")
    rules = ("contradicting-number", "typed-number")
    return [(each.code, str(each.hint)) for each in findings(root) if each.code in rules]


@pytest.mark.parametrize(
    ("sentence", "rule", "expression"),
    [
        ("Det var 32 vuxna kvinnor.", "typed-number", 'kon_alder["Kvinnor", "Vuxna"]'),
        ("Det var 33 vuxna kvinnor.", "contradicting-number", 'kon_alder["Kvinnor", "Vuxna"]'),
        ("Det var 20 kvinnor i åldern 18–24 år.", "typed-number", '["Kvinnor", "18–24 år"]'),
        ("Det var 21 kvinnor 18–24 år.", "contradicting-number", '["Kvinnor", "18–24 år"]'),
        ("I 13 ärenden var det flickor.", "typed-number", "kon_alder.flickor"),
        ("Ärendena rörde 5 pojkar.", "contradicting-number", "kon_alder.pojkar"),
        # A margin that is a table of its own is named there.
        ("Det var 65 kvinnor.", "typed-number", 'kon["Kvinnor"]'),
        ("Det var 38 vuxna.", "typed-number", "kon_alder.Vuxna"),
        ("Det var 37 vuxna.", "contradicting-number", "kon_alder.Vuxna"),
    ],
)
def test_cells_and_margins_are_known(
    sentence: str, rule: str, expression: str, tmp_path: Path
) -> None:
    ((found, hint),) = told(sentence, tmp_path)
    assert (found, expression in hint) == (rule, True), hint


def test_a_list_of_people_is_no_cell(tmp_path: Path) -> None:
    assert told("Vi mötte kvinnor, vuxna och barn.", tmp_path) == []
