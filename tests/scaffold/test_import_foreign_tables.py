"""Tables as people make them: one that only places text, one with a column for each year."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from sample_project import build, composed

from reportgen.cli.program import make_program
from reportgen.model import Table
from reportgen.model.traverse import walk_blocks
from reportgen.scaffold.importing.fidelity import said

LONG = "Regionen är stor, och vi har därför delat upp kommunerna mellan oss så gott det går."


def report(path: Path) -> docx.document.Document:
    word = docx.Document()
    word.add_paragraph("Årsrapport 2021, region Nord", style="Title")
    return word


def imported(word: docx.document.Document, folder: Path) -> tuple[Path, str]:
    word.add_paragraph("Umeå 2022-01-27")
    word.save(folder / "a.docx")
    project = folder / "ny"
    project.mkdir()
    arguments = ["import", str(folder / "a.docx"), "--project", str(project)]
    done = CliRunner().invoke(make_program(), arguments)
    assert done.exit_code == 0, done.output
    return project, done.output


def fill(table: docx.table.Table, rows: Sequence[Sequence[str]]) -> None:
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            first, *others = text.split("\n")
            cell.text = first
            for other in others:
                cell.add_paragraph(other)


# What stands in the rows of a table; whether it stays one.
PLACING = {
    "a heading beside its text": ([["Trender", f"{LONG}\nOch så vidare."]], False),
    "a heading beside one paragraph": ([["Trender", LONG]], False),
    "a row for each section": (
        [["Trender", f"{LONG}\nMer."], ["Metodutveckling", f"{LONG}\nMer."]],
        False,
    ),
    "a head and a text below": ([["Vem", "Vad"], ["Polisen", f"{LONG}\nMer."]], True),
    "a head of two lines": ([["Vem", "Antal\n(minst)"], ["Polisen", "3"]], True),
}


@pytest.mark.parametrize(("rows", "stays"), PLACING.values(), ids=PLACING)
def test_a_table_that_places_text_is_its_text(tmp_path: Path, rows, stays: bool) -> None:
    word = report(tmp_path)
    if stays:
        word.add_heading("Trender", 1)
    table = word.add_table(len(rows), 2)
    fill(table, rows)
    for row in table.rows:
        row.cells[0].paragraphs[0].runs[0].bold = True
    project, told = imported(word, tmp_path)
    assert "ord för ord" in told, told
    sections = composed(project, 2021).document.sections
    tables = [b for s in sections for b in walk_blocks(s.blocks) if isinstance(b, Table)]
    assert bool(tables) is stays
    assert [s.id for s in sections] == (
        ["trender"] if stays else [row[0].casefold() for row in rows]
    )
    texts = [each.text for s in sections for each in said((s.heading, *s.blocks))]
    words = [" ".join(text.split()) for row in rows for text in row]
    assert " ".join(words) in " ".join(texts)


def test_of_a_table_with_a_column_for_each_year_the_year_is_taken(tmp_path: Path) -> None:
    word = report(tmp_path)
    word.add_heading("Kön", 1)
    word.add_paragraph("Vi hade 30 ärenden.")
    rows = [["Kön", "2020", "2021"], ["Kvinnor", "18", "20"], ["Män", "7", "10"]]
    fill(word.add_table(3, 3), rows)
    project, told = imported(word, tmp_path)
    assert "ord för ord" in told, told
    report_2021 = composed(project, 2021)
    table = report_2021.year.statistics.tables["kon"]
    assert [(row.label, row.count) for row in table.rows] == [("Kvinnor", 20), ("Män", 10)]
    assert any(isinstance(b, Table) for s in report_2021.document.sections for b in s.blocks)


def test_numbers_that_the_statistics_contradict_are_told_and_do_not_hinder(tmp_path: Path) -> None:
    word = report(tmp_path)
    word.add_heading("Kön", 1)
    word.add_paragraph("Av 30 ärenden rörde 20 människohandel och 10 prostitution.")
    word.add_paragraph("I rapporten är det 20 kvinnor och 10 män.")
    fill(word.add_table(3, 2), [["Kön", "Antal"], ["Kvinnor", "20"], ["Män", "11"]])
    project, told = imported(word, tmp_path)
    assert "Tal i filen som säger emot statistiken:" in told
    assert "'Män' är 11 i statistiken, inte 10" in told
    text = (project / "content/2021/10-kon.md").read_text("utf-8")
    assert text.count("<!-- check: ignore contradicting-number –") == 1
    done = build(project, "2021")
    assert done.exit_code == 0, done.output


def test_a_number_is_never_of_the_label_that_the_next_line_begins_with(tmp_path: Path) -> None:
    """Lines broken by hand: “Kvinnor 40 / Män 18” says nothing of 40 men."""
    word = docx.Document()
    word.add_heading("Ärenden", 1)
    word.add_paragraph("Under året hade vi 60 ärenden.")
    rows = ("Kvinnor", 40), ("Män", 18), ("Annan könsidentitet", 2)
    word.add_paragraph("\n".join(f"{label}\t{count}" for label, count in rows))
    _project, told = imported(word, tmp_path)
    assert "Män 40" not in told
    assert "Annan könsidentitet 18" not in told
