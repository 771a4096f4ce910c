"""Just those changes and comments are written that were chosen by their ids."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner
from docx.oxml.ns import qn
from sample_project import write_project
from test_review import FILE, returned

from reportgen.build.pipeline import BuildOptions, build_year
from reportgen.cli.program import make_program
from reportgen.diagnostics import ReportError
from reportgen.scaffold.review.choosing import apply_chosen, changes_of
from reportgen.scaffold.review.verdicts import Verdict

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


@pytest.mark.parametrize(
    ("answers", "taken"),
    [
        ("j n y", ("kontakt", "ett brev")),
        ("n q", ()),
        ("n f", ("skolan", "ett brev")),
        ("p", ("kontakt", "skolan", "ett brev")),
        ("å j q", ("kontakt",)),
    ],
)
def test_each_is_asked_about_one_by_one(
    tmp_path: Path, file: Path, answers: str, taken: tuple[str, ...]
) -> None:
    """Yes in both languages, no, the rest of a file or person, no more; nonsense is asked again."""
    given = "".join(f"{each}\n" for each in answers.split())
    arguments = ["review", str(file), "--pick", "--project", str(tmp_path)]
    result = CliRunner().invoke(make_program(), arguments, input=given)
    assert result.exit_code == 0, result.output
    new = {"kontakt": "avsked", "skolan": "vården", "ett brev": "två brev"}
    wanted = TEXT
    for word in taken:
        wanted = wanted.replace(word, new[word])
    assert text_of(tmp_path) == wanted


def test_a_format_that_no_text_file_has_is_counted(tmp_path: Path, file: Path) -> None:
    assert changes_of(tmp_path, [file]).told == ()
    desk = docx.Document(str(file))
    [found] = [each for each in desk.paragraphs if each.text.startswith("Polisen")]
    found.runs[0].font.strike = True
    desk.save(str(file))
    [told] = changes_of(tmp_path, [file]).told
    assert "strikethrough" in str(told)


STATISTICS = "arenden:\n  title: Ärenden\n  unit: ärenden\n  counts: {A: 48, B: 32}\n"
BLOCK = STATISTICS.replace("{A: 48, B: 32}", "\n    A: 48\n    B: 32").replace(": \n", ":\n")
ROW = "content/2022/statistics.yaml"


@pytest.mark.parametrize(
    ("statistics", "after"),
    [
        (STATISTICS, STATISTICS.replace("32}", "32, Typ C: 5}")),
        (BLOCK, BLOCK + "    Typ C: 5\n"),
        (STATISTICS + "  total: 80\n", None),
    ],
)
def test_a_new_row_of_the_statistics(tmp_path: Path, statistics: str, after: str | None) -> None:
    text = '# Rubrik\n\nTabellen.\n\n{{ table("arenden") }}\n'
    write_project(tmp_path, {FILE: text, ROW: statistics})
    build_year(tmp_path, 2022, BuildOptions())
    desk = docx.Document(str(next((tmp_path / "output/2022").glob("*.docx"))))
    [row] = [each for table in desk.tables for each in table.rows if each.cells[0].text == "B"]
    made = copy.deepcopy(row._tr)
    row._tr.addnext(made)
    words = [*made.iter(qn("w:t"))]
    words[0].text, words[1].text = "Typ C", "5"
    file = tmp_path / "granskad.docx"
    desk.save(str(file))
    [told] = changes_of(tmp_path, [file]).every
    assert told.list == "numbers"
    assert isinstance(told, Verdict)
    assert told.authored.change.expression == "arenden"
    applied = apply_chosen(tmp_path, [file], [told.id], numbers=True)
    assert (tmp_path / ROW).read_text("utf-8") == (after or statistics)
    assert [each.list for each in applied.reviewed.every] == ["taken" if after else "numbers"]


@pytest.mark.parametrize("style", ["Quote", "Normal"])
def test_a_paragraph_becomes_a_quotation_and_back(tmp_path: Path, style: str) -> None:
    quoted = style == "Normal"
    plain, marked = "En rad.\nEn till.", "> En rad.\n> En till."
    text = f"# Rubrik\n\nFörst.\n\n{marked if quoted else plain}\n\nSist.\n"
    write_project(tmp_path, {FILE: text})
    desk = docx.Document(str(build_year(tmp_path, 2022, BuildOptions()).target))
    [found] = [each for each in desk.paragraphs if each.text == "En rad. En till."]
    found.style = next(each.style for each in desk.paragraphs if each.text == "Sist.")
    if not quoted:
        found.style = desk.styles["Quote"]
    file = tmp_path / "granskad.docx"
    desk.save(str(file))
    apply_chosen(tmp_path, [file], [each.id for each in changes_of(tmp_path, [file]).every])
    expected = text.replace(marked, plain) if quoted else text.replace(plain, marked)
    assert text_of(tmp_path) == expected


def test_a_paragraph_that_ends_with_a_note_is_joined(tmp_path: Path) -> None:
    text = "# Rubrik\n\nFörst detta.[^1]\n\nSedan detta.\n\n[^1]: En not.\n"
    write_project(tmp_path, {FILE: text})
    desk = docx.Document(str(build_year(tmp_path, 2022, BuildOptions()).target))
    first, second = (
        next(each for each in desk.paragraphs if each.text.startswith(word))
        for word in ("Först", "Sedan")
    )
    first.add_run(" ")
    for run in second.runs:
        first._p.append(run._r)
    second._p.getparent().remove(second._p)
    file = tmp_path / "granskad.docx"
    desk.save(str(file))
    apply_chosen(tmp_path, [file], [each.id for each in changes_of(tmp_path, [file]).every])
    assert text_of(tmp_path) == text.replace("[^1]\n\nSedan", "[^1]\nSedan")


def test_a_date_typed_over_a_computed_one_is_told_whole(tmp_path: Path) -> None:
    text = "# Rubrik\n\nUppgiften kom {{ report.date }} från länet i norr.\n"
    write_project(tmp_path, {FILE: text})
    desk = docx.Document(str(build_year(tmp_path, 2022, BuildOptions()).target))
    [found] = [each for each in desk.paragraphs if each.text.startswith("Uppgiften")]
    assert re.search(r"\d+ [a-z]+ \d{4}", found.text)
    for run in found.runs[1:]:
        run._r.getparent().remove(run._r)
    for each in found._p.findall(qn("w:hyperlink")) + found._p.findall(qn("w:sdt")):
        found._p.remove(each)
    found.runs[0].text = "Uppgiften lämnades 13 mars 2028 från länet i norr."
    file = tmp_path / "granskad.docx"
    desk.save(str(file))
    reviewed = changes_of(tmp_path, [file])
    apply_chosen(tmp_path, [file], [each.id for each in reviewed.every])
    [number] = [each for each in reviewed.verdicts if each.list == "numbers"]
    assert number.authored.change.after == "13 mars 2028"
    assert text_of(tmp_path) == text.replace("kom", "lämnades")
