"""A report that was typed by hand, in three forms: all its words, and all its statistics."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from sample_project import build, composed
from typed_report import FORMS, STATISTICS, parts

from reportgen.cli.program import make_program
from reportgen.scaffold.importing.fidelity import said


@pytest.mark.parametrize("form", FORMS)
def test_a_typed_report_has_its_words_and_its_statistics(tmp_path: Path, form: str) -> None:
    FORMS[form]().save(tmp_path / "arsrapport.docx")
    folder = tmp_path / "ny"
    folder.mkdir()
    arguments = ["import", str(tmp_path / "arsrapport.docx"), "--project", str(folder)]
    done = CliRunner().invoke(make_program(), arguments)
    assert done.exit_code == 0, done.output
    assert "ord för ord" in done.output, done.output
    report = composed(folder, 2021)
    sections = report.document.sections
    assert [s.id for s in sections] == [
        *("sammanfattning", "uppdragsbeskrivning", "aterrapportering", "samverkan"),
        *("trender", "metodutveckling", "reflektion"),
    ]
    texts = [each.text for s in sections for each in said((s.heading, *s.blocks))]
    assert texts == [re.sub(r"^(?:- |\d\) )", "", text) for _level, text in parts()]
    found = {
        name: {row.label: row.count for row in table.rows if row.count is not None}
        for name, table in report.year.statistics.tables.items()
    }
    assert found == STATISTICS
    assert "contradicting-number" not in done.output
    built = build(folder, "2021")
    assert built.exit_code == 0, built.output
