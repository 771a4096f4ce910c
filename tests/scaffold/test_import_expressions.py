"""Numbers of a Word file that has nothing of ours are expressions again, and the right ones.

`expressions_back.py` measures it on the real report, all example years and random projects.
"""

from __future__ import annotations

from pathlib import Path

from expressions_back import measured
from sample_project import build, composed, copy_example
from stripped import WAYS, stripped
from test_import_answers import answer, run_here
from test_import_listed import imported


def test_most_numbers_are_expressions_again_and_all_of_them_right(tmp_path: Path) -> None:
    root = copy_example(tmp_path / "example")
    done = build(root, "2021")
    assert done.exit_code == 0, done.output
    [file] = (root / "output/2021").glob("*.docx")
    way = WAYS["direct"]
    found = measured(root, 2021, stripped(file, tmp_path / "a.docx", way), tmp_path / "back")
    assert found.lost == 0, found.notes
    assert found.right == found.taken, found.notes
    assert found.taken + found.proposed >= 0.9 * found.numbers, found.notes


def test_what_was_answered_with_yes_stands_in_the_text(tmp_path: Path) -> None:
    lines = [
        "# Uppdragsbeskrivning",
        "Uppdraget har två heltidstjänster och omfattar 31 kommuner.",
        "Fyra kommuner har prövat metoden.",
        "# Trender",
        "Det blev sju intervjuer, varav tre med journalister, två med elever och två med lärare.",
    ]
    imported(tmp_path, lines)
    answer(tmp_path / "ny", "x", "Kommuner", "Intervjuer", "Heltidstjänster")
    done = run_here("import", "--continue", "2021", "--project", str(tmp_path / "ny"))
    assert done.exit_code == 0, done.output
    statistics = composed(tmp_path / "ny", 2021).year.statistics
    values = {name: each.value for name, each in statistics.values.items()}
    assert values == {"kommuner": 31, "heltidstjanster": 2}
    first, second = sorted((tmp_path / "ny/content/2021").glob("[0-9]*.md"))
    assert "{{ words(heltidstjanster) }} heltidstjänster" in first.read_text("utf-8")
    assert "omfattar {{ kommuner }} kommuner." in first.read_text("utf-8")
    assert "Fyra kommuner har prövat" in first.read_text("utf-8")
    told = second.read_text("utf-8")
    assert "varav {{ words(intervjuer_trender" in told, told
    assert '["Journalister"]) }} med journalister' in told, told
