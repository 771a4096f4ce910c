"""References to headings by their titles: what comes back from Word is the same reference."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from sample_project import write_project
from test_review import FILE, listed, reviewed

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.cli.program import make_program
from reportgen.model import Link, Reference
from reportgen.model.traverse import inlines_of, walk_blocks, walk_inlines
from reportgen.readers.word.reading import read_word_document
from reportgen.storage.rewriting import rewrite_all

TEXT = """# Rubrik

Mer står under {{ ref("delen") }}, säger vi. {{ ref("delen") }} är kort.

## Delen om siffror {#delen}

Här står det.
"""


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """The built document of a project."""
    write_project(tmp_path / "p", {FILE: TEXT})
    return build_year(tmp_path / "p", 2022, BuildOptions()).target


def edited(sent: Path, *edits: tuple[str, str]) -> Path:
    """The document with texts of its body replaced wherever they stand."""
    target = sent.with_name("granskad.docx")
    with zipfile.ZipFile(sent) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                for before, after in edits:
                    content = content.replace(before.encode("utf-8"), after.encode("utf-8"))
            new.writestr(name, content)
    return target


def test_all_its_words_are_one_reference(sent: Path) -> None:
    inlines = [
        each
        for block in walk_blocks(read_word_document(sent).blocks)
        for group in inlines_of(block)
        for each in walk_inlines(group)
    ]
    found = [each for each in inlines if isinstance(each, Reference)]
    assert [each.text for each in found] == [
        "avsnittet ”Delen om siffror”",
        "Avsnittet ”Delen om siffror”",
    ]
    assert len({each.target for each in found}) == 1
    assert not [each for each in inlines if isinstance(each, Link)]


def test_a_title_that_follows_its_heading_is_no_change_of_the_text(
    sent: Path, tmp_path: Path
) -> None:
    back = edited(sent, ("Delen om siffror", "Delen om tal"), (", säger vi", ", tror vi"))
    found = reviewed(tmp_path / "p", back)
    assert listed(found) == [("taken", "säger", "tror"), ("taken", "siffror", "tal")]
    rewrite_all(tmp_path / "p", found.changed)
    text = (tmp_path / "p" / FILE).read_text("utf-8")
    assert text == TEXT.replace("om siffror", "om tal").replace("säger", "tror")
    assert {each.list for each in reviewed(tmp_path / "p", back).verdicts} == {"already"}


def test_a_title_typed_over_in_one_place_is_told_as_a_value(sent: Path, tmp_path: Path) -> None:
    back = edited(sent, ("Avsnittet ”", "Kapitlet ”"))
    [(kind, before, _after)] = listed(reviewed(tmp_path / "p", back))
    assert (kind, before) == ("numbers", "Avsnittet ”Delen om siffror”")


def test_it_is_imported_as_the_reference_that_it_was(
    sent: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "q").mkdir()
    monkeypatch.chdir(tmp_path / "q")
    result = CliRunner().invoke(make_program(), ["import", str(sent)])
    assert result.exit_code == 0, result.output
    text = "".join(each.read_text("utf-8") for each in (tmp_path / "q").glob("content/2022/*.md"))
    assert 'under {{ ref("avsnitt:delen-om-siffror") }}, säger vi.' in text
    assert '{{ ref("avsnitt:delen-om-siffror") }} är kort.' in text
