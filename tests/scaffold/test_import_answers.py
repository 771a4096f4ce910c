"""`import.md` and `reportgen import --continue`: questions, answers, and what becomes of them."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from sample_project import composed

from reportgen.cli.program import make_program
from reportgen.model import Heading
from reportgen.model.traverse import plain_text
from reportgen.readers.source import Source
from reportgen.scaffold.importing.answers import read_answers
from reportgen.scaffold.importing.fidelity import said
from reportgen.scaffold.importing.proposals import Proposal, proposals_file


def run_here(*arguments: str) -> Result:
    return CliRunner().invoke(make_program(), list(arguments))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An imported year with a question of each kind."""
    word = docx.Document()
    word.add_paragraph("Årsrapport 2021, region Nord", style="Title")
    word.add_heading("Återrapportering", 1)
    word.add_paragraph("Vi hade 61 ärenden. Av dem rörde 35 sexuella ändamål och 9 tiggeri.")
    word.add_paragraph("Under året mötte vi 35 kvinnor och 25 män.")
    word.add_paragraph().add_run("En egen plan").bold = True
    word.add_paragraph("Planen är vår.")
    table = word.add_table(3, 2)
    cells = [("Kommun", "Antal"), ("Umeå", "4"), ("Boden", "2")]
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    word.add_paragraph("Umeå 2022-01-27")
    word.save(tmp_path / "a.docx")
    project = tmp_path / "ny"
    project.mkdir()
    done = run_here("import", str(tmp_path / "a.docx"), "--project", str(project))
    assert done.exit_code == 0, done.output
    assert "import.md" in done.output
    return project


def questions(folder: Path) -> Path:
    return folder / "content/2021/import.md"


def answer(folder: Path, word: str, *about: str) -> None:
    """Put a word into the boxes of the questions that say something."""
    lines = questions(folder).read_text("utf-8").split("\n")
    hits = [n for n, x in enumerate(lines) if x.startswith("- [") and any(a in x for a in about)]
    assert len(hits) == len(about), lines
    for n in hits:
        lines[n] = f"- [{word}]" + lines[n].partition("]")[2]
    questions(folder).write_text("\n".join(lines), "utf-8")


def go_on(folder: Path, *arguments: str) -> Result:
    return run_here("import", "--continue", *arguments, "--project", str(folder))


def content(folder: Path) -> dict[str, bytes]:
    found = sorted((folder / "content").rglob("*"))
    return {str(each): each.read_bytes() for each in found if each.is_file()}


def test_what_is_answered_with_yes_is_carried_out_and_the_rest_waits(folder: Path) -> None:
    before = said_by(folder)
    answer(folder, "x", "”kon”", "”En egen plan”")
    answer(folder, "nej", "”andamal”")
    done = go_on(folder, "2021")
    assert done.exit_code == 0, done.output
    assert "– klart" in done.output
    assert "besvarad" in done.output
    text = questions(folder).read_text("utf-8")
    assert text.count("- [klart]") == 2
    assert text.count("- [nej]") == 1
    report = composed(folder, 2021)
    rows = report.year.statistics.tables["kon"].rows
    assert [(row.label, row.count) for row in rows] == [("Kvinnor", 35), ("Män", 25)]
    headings = [b for s in report.document.sections for b in s.blocks if isinstance(b, Heading)]
    assert [plain_text(each.children) for each in headings] == ["En egen plan"]
    assert said_by(folder) == before
    kept = content(folder)
    again = go_on(folder)
    assert again.exit_code == 0, again.output
    assert "Inget har ändrats." in again.output
    assert content(folder) == kept


def said_by(folder: Path) -> list[str]:
    sections = composed(folder, 2021).document.sections
    return [each.text for s in sections for each in said((s.heading, *s.blocks))]


def test_a_table_of_other_things_becomes_statistics_when_a_person_says_so(folder: Path) -> None:
    answer(folder, "ja", "”kommun”")
    assert go_on(folder).exit_code == 0
    assert "  counts:\n    Umeå: 4\n    Boden: 2\n" in statistics(folder)


def statistics(folder: Path) -> str:
    return (folder / "content/2021/statistics.yaml").read_text("utf-8")


def test_what_is_to_be_written_may_be_changed(folder: Path) -> None:
    text = questions(folder).read_text("utf-8")
    changed = text.replace("## En egen plan", "### Vår plan").replace("Män: 25", "Män: 24")
    questions(folder).write_text(changed, "utf-8")
    answer(folder, "x", "”kon”", "”En egen plan”")
    done = go_on(folder)
    assert "inte utfört" in done.output
    assert "### " not in (folder / "content/2021/10-aterrapportering.md").read_text("utf-8")
    assert "Män: 24" not in statistics(folder)


def test_a_text_that_was_changed_since_is_told_and_left(folder: Path) -> None:
    section = folder / "content/2021/10-aterrapportering.md"
    text = section.read_text("utf-8").replace("35 kvinnor", "36 kvinnor")
    section.write_text("# Återrapportering\n\nNytt först.\n" + text.split("\n", 1)[1], "utf-8")
    answer(folder, "x", "”kon”", "”En egen plan”")
    done = go_on(folder)
    assert "texten har ändrats sedan dess" in done.output
    assert "## En egen plan" in section.read_text("utf-8")
    assert "Kvinnor: 3" not in statistics(folder)


DAMAGES = {
    "no such answer": (("- [x] 1.", "- [kanske] 1."), "unknown-answer"),
    "the box is gone": (("- [x] 1.", "- 1."), "damaged-proposal"),
    "the place is gone": (("content/2021/10-aterrapportering.md:", "här"), "damaged-proposal"),
    "the quotation is gone": (("> ", ""), "damaged-proposal"),
    "no end of what is written": (("  ```\n", ""), "damaged-proposal"),
    "no such YAML": (("  counts:", "  counts: ["), "yaml-syntax"),
    "no counts": (("counts:", "antal:"), "damaged-proposal"),
    "another file": (("content/2021/10-ater", "content/../../ater"), "damaged-proposal"),
    "another kind": (("```yaml", "```python"), "damaged-proposal"),
    "no question at all": (("- [", "Kanske ["), "damaged-proposal"),
}


@pytest.mark.parametrize(("damage", "code"), DAMAGES.values(), ids=DAMAGES)
def test_damaged_answers_are_told_and_nothing_is_done(folder: Path, damage, code: str) -> None:
    answer(folder, "x", "”andamal”", "”kon”")
    text = questions(folder).read_text("utf-8")
    questions(folder).write_text(text.replace(*damage), "utf-8")
    before = content(folder)
    done = go_on(folder)
    assert done.exit_code == 1
    assert f"[{code}]" in done.output
    assert "import.md" in done.output
    assert content(folder) == before


WRONG = {
    "another year": (["2020"], "unknown-year"),
    "a file": (["a.docx"], "unknown-year"),
}


@pytest.mark.parametrize(("arguments", "code"), WRONG.values(), ids=WRONG)
def test_what_can_not_go_on_is_told(folder: Path, arguments: list[str], code: str) -> None:
    done = go_on(folder, *arguments)
    assert done.exit_code == 1
    assert f"[{code}]" in done.output


def test_without_questions_there_is_nothing_to_answer(folder: Path) -> None:
    questions(folder).unlink()
    done = go_on(folder)
    assert "[nothing-to-answer]" in done.output
    assert "[missing-file]" in run_here("import", "--project", str(folder)).output


def test_numbers_in_one_line_are_each_carried_out(folder: Path) -> None:
    section = folder / "content/2021/10-aterrapportering.md"
    line = "Under året mötte vi 35 kvinnor och 25 män."
    file = "content/2021/10-aterrapportering.md"
    assert line in section.read_text("utf-8")
    changes = [
        ("A", line.replace("35", "{{ 30 + 5 }}")),
        ("B", line.replace("35", "{{ 40 - 5 }}")),
        ("C", line.replace("25", "{{ 20 + 5 }}")),
        ("D", line.replace("25", "{{ 20 + 6 }}")),
    ]
    proposals = [Proposal("number", name, file, 5, line, text) for name, text in changes]
    questions(folder).write_text(proposals_file(proposals, "a.docx", 2021), "utf-8")
    answer(folder, "x", "1. A", "2. B", "3. C")
    done = go_on(folder)
    assert done.exit_code == 0, done.output
    now = "Under året mötte vi {{ 30 + 5 }} kvinnor och {{ 20 + 5 }} män."
    assert now in section.read_text("utf-8")
    text = questions(folder).read_text("utf-8")
    assert [each.answer for each in read_answers(Source("import.md", text))] == [
        *("done", "no", "done", "no")
    ]


def test_a_number_that_would_print_another_is_taken_back(folder: Path) -> None:
    section = folder / "content/2021/10-aterrapportering.md"
    file, line = "content/2021/10-aterrapportering.md", "Planen är vår."
    before = section.read_bytes()
    wrong = [Proposal("number", "A", file, 1, line, "Planen är {{ 1 + 1 }}.")]
    questions(folder).write_text(proposals_file(wrong, "a.docx", 2021), "utf-8")
    answer(folder, "X", "1. A")
    assert "rapporten skulle säga något annat" in go_on(folder).output
    assert section.read_bytes() == before


def test_a_new_year_has_no_questions(folder: Path) -> None:
    assert run_here("new", "2022", "--project", str(folder)).exit_code == 0
    assert not (folder / "content/2022/import.md").exists()
    assert [s.id for s in composed(folder, 2021).document.sections] == ["aterrapportering"]
