"""Just those changes and comments are written that were chosen by their ids."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from sample_project import write_project
from test_review import FILE, returned

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.cli.program import make_program
from reportgen.diagnostics import ReportError
from reportgen.scaffold.review.choosing import apply_chosen, changes_of

TEXT = "# Rubrik\n\nPolisen tog kontakt.\n\nSedan ringde skolan.\n\nSist kom ett brev.\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A document with three changed words, two of them alike."""
    write_project(tmp_path, {FILE: TEXT})
    build_year(tmp_path, 2022, BuildOptions())
    words = ("kontakt", "avsked"), ("skolan", "vården"), ("ett brev", "två brev")
    return returned(tmp_path, *words)


def text_of(root: Path) -> str:
    return (root / FILE).read_text("utf-8")


def test_each_is_written_by_itself_and_keeps_its_id(tmp_path: Path, file: Path) -> None:
    first, second, third = changes_of(tmp_path, [file]).every
    assert text_of(tmp_path) == TEXT
    applied = apply_chosen(tmp_path, [file], {second.id})
    assert applied.kept
    assert text_of(tmp_path) == TEXT.replace("skolan", "vården")
    assert [each.list for each in applied.reviewed.every] == ["declined", "taken", "declined"]
    again = changes_of(tmp_path, [file]).every
    assert [each.id for each in again] == [first.id, second.id, third.id]
    assert [each.list for each in again] == ["taken", "already", "taken"]
    apply_chosen(tmp_path, [file], [first.id, second.id, third.id])
    assert "avsked" in text_of(tmp_path)
    assert "två brev" in text_of(tmp_path)


def test_an_unknown_id_writes_nothing(tmp_path: Path, file: Path) -> None:
    [first, *_others] = changes_of(tmp_path, [file]).every
    with pytest.raises(ReportError) as told:
        apply_chosen(tmp_path, [file], {first.id, "0000000000"})
    assert [each.code for each in told.value.diagnostics] == ["unknown-review"]
    assert text_of(tmp_path) == TEXT


def test_the_command_takes_ids(tmp_path: Path, file: Path) -> None:
    program, project = make_program(), ["--project", str(tmp_path)]
    listing = CliRunner().invoke(program, ["review", str(file), "--json", *project])
    changes = json.loads(listing.stdout)["changes"]
    chosen = next(each["id"] for each in changes if each["after"].startswith("två"))
    arguments = ["review", str(file), "--apply", "--only", chosen, *project]
    result = CliRunner().invoke(program, arguments)
    assert result.exit_code == 0, result.output
    assert text_of(tmp_path) == TEXT.replace("ett brev", "två brev")
    arguments[-3] = "finns-inte"
    result = CliRunner().invoke(program, arguments)
    assert result.exit_code != 0
    assert "finns-inte" in result.output
