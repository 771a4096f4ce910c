"""Captions of tables that the program makes are written where they stand."""

from __future__ import annotations

from pathlib import Path

from sample_project import write_project
from test_review import FILE, listed, returned, reviewed

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.storage.rewriting import rewrite_all

NUMBERS = "content/2022/statistics.yaml"
STATISTICS = "{0}:\n  title: {1}\n  unit: ärenden\n  counts: {{A: 48, B: 32}}\n"
TEXT = '# Rubrik\n\nEtt stycke.\n\n{{{{ table("arenden"{0}) }}}}\n'


def _project(root: Path, own: str = "") -> Path:
    changes = {FILE: TEXT.format(own), NUMBERS: STATISTICS.format("arenden", "Ärenden efter typ")}
    write_project(root, changes)
    build_year(root, 2022, BuildOptions())
    return root


def test_the_title_of_the_statistics(tmp_path: Path) -> None:
    file = returned(_project(tmp_path), (">Ärenden efter typ", ">Ärenden: vilka de var"))
    found = reviewed(tmp_path, file)
    assert [each for each, _before, _after in listed(found)] == ["taken"]
    rewrite_all(tmp_path, found.changed)
    expected = STATISTICS.format("arenden", '"Ärenden: vilka de var"')
    assert (tmp_path / NUMBERS).read_text("utf-8") == expected
    assert [each for each, _before, _after in listed(reviewed(tmp_path, file))] == ["already"]


def test_the_caption_of_the_placement(tmp_path: Path) -> None:
    root = _project(tmp_path, ', caption="Vad det gällde"')
    found = reviewed(root, returned(root, (">Vad det gällde", ">Vad ärendena gällde")))
    rewrite_all(root, found.changed)
    expected = TEXT.format(', caption="Vad ärendena gällde"')
    assert (root / FILE).read_text("utf-8") == expected


def test_what_the_program_writes_of_it_is_told(tmp_path: Path) -> None:
    root = _project(tmp_path)
    file = returned(root, (">Ärenden efter typ, region Exempel 2022", ">Ärenden efter typ 2023"))
    assert {each for each, _before, _after in listed(reviewed(root, file))} == {"numbers"}
