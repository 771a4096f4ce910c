"""`reportgen values`: the list that writers copy from, and the exports."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sample_project import MakeProject

from reportgen.cli.program import make_program
from reportgen.compose.year import evaluators_of, read_report
from reportgen.diagnostics import Problems
from reportgen.expressions.evaluate import Evaluator
from reportgen.expressions.values import ExpressionError, text_of


def values(root: Path, *arguments: str) -> Result:
    return CliRunner().invoke(make_program(), ["values", *arguments, "--project", str(root)])


def given_by(evaluator: Evaluator, expression: str) -> str:
    try:
        return text_of(evaluator.evaluate(expression).value, "sv")
    except ExpressionError as error:
        return error.code


def test_every_listed_expression_gives_what_is_listed(example_read_only: Path) -> None:
    listed = values(example_read_only, "2022").output
    project, year = read_report(example_read_only, 2022, Problems())
    evaluator = evaluators_of(example_read_only, project, year)(2022)
    lines = re.findall(r"\{\{ (.+?) \}\} +(\S.*)", listed)
    assert len(lines) > 40
    for expression, told in lines:
        text = given_by(evaluator, expression)
        assert text in (told.split("  ")[0].strip(), "unknown-value"), expression


def test_the_list_names_every_table_and_value(example_read_only: Path) -> None:
    listed = values(example_read_only, "2022").output
    for expected in ("arenden.total", 'alder["Barn 7–12 år"]', "andamal.sum", "alder.minderåriga"):
        assert expected in listed
    assert "{{ kommuner }}" in listed
    assert "{{ report.date }}" in listed
    assert "andamal.total" not in listed


def test_the_newest_year_is_meant_when_none_is_named(example_read_only: Path) -> None:
    assert "1\u00a0260" in values(example_read_only).output


def test_csv_is_what_excel_opens(example_read_only: Path) -> None:
    content = values(example_read_only, "2022", "--format", "csv").stdout_bytes
    text = content.decode("utf-8-sig")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = [*csv.reader(io.StringIO(text), delimiter=";")]
    assert any("Människohandel" in row and "31" in row for row in rows)
    assert all(len(row) == len(rows[0]) for row in rows)
    unknown = next(row for row in rows if "Polis" in row)
    none = next(row for row in rows if "Den utsatta själv" in row)
    assert "0" in none
    assert "0" not in unknown


def test_json_keeps_what_is_not_known_apart_from_none(example_read_only: Path) -> None:
    content = values(example_read_only, "2022", "--format", "json").stdout_bytes
    records = json.loads(content)
    records = records if isinstance(records, list) else next(iter(records.values()))
    counts = {record["label"]: record["count"] for record in records}
    assert counts["Polis"] is None
    assert counts["Den utsatta själv"] == 0
    assert counts["Rumänien"] == 15
    assert {record["year"] for record in records} == {2022}


def test_xlsx_opens_and_holds_numbers(example_read_only: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    target = tmp_path / "ut med åäö" / "siffror.xlsx"
    result = values(example_read_only, "2022", "--format", "xlsx", "-o", str(target))
    assert result.exit_code == 0
    book = load_workbook(target)
    assert book.sheetnames[0] == "arenden"
    assert book.sheetnames[-1] == "Enstaka tal"
    rows = [*book["nationalitet"].iter_rows(values_only=True)]
    assert rows[0] == ("Tabell", "Rad", "Antal", "Enhet")
    assert ("nationalitet", "Rumänien", 15, "ärenden") in rows
    assert ("arenden", "Totalt", 52, "ärenden") in [*book["arenden"].iter_rows(values_only=True)]
    assert ("initierande_aktor", "Polis", None, "ärenden") in [
        *book["initierande_aktor"].iter_rows(values_only=True)
    ]


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_an_export_repeats_its_bytes(example_read_only: Path, tmp_path: Path, form: str) -> None:
    made = []
    for name in ("a", "b"):
        target = tmp_path / f"{name}.{form}"
        values(example_read_only, "2022", "--format", form, "-o", str(target))
        made.append(target.read_bytes())
    assert made[0] == made[1]


def test_a_label_that_looks_like_a_formula_stays_text(
    make_project: MakeProject, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    statistics = 'land: {counts: {"=1+1": 3, "@SUM(A1)": 2}}\n'
    root = make_project(
        {"content/2022/statistics.yaml": statistics, "content/2022/10-text.md": "# Text\n"}
    )
    target = tmp_path / "siffror.xlsx"
    assert values(root, "2022", "--format", "xlsx", "-o", str(target)).exit_code == 0
    cells = [cell for row in load_workbook(target).active.iter_rows() for cell in row]
    found = [cell for cell in cells if cell.value == "=1+1"]
    assert [cell.data_type for cell in found] == ["s"]


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["2019"], 1),
        (["20x2"], 2),
        (["2022", "--format", "pdf"], 2),
        (["2022", "extra"], 2),
        (["2022", "--project", "finns-inte"], 2),
    ],
)
def test_exit_codes(example_read_only: Path, arguments: list[str], code: int) -> None:
    assert (
        CliRunner()
        .invoke(make_program(), ["values", "--project", str(example_read_only), *arguments])
        .exit_code
        == code
    )


def test_an_export_that_cannot_be_written(example_read_only: Path, tmp_path: Path) -> None:
    (tmp_path / "hinder").write_text("en fil")
    target = tmp_path / "hinder" / "siffror.csv"
    result = values(example_read_only, "2022", "--format", "csv", "-o", str(target))
    assert result.exit_code == 1
    assert "cannot-write" in result.output


def test_broken_statistics_are_told(make_project: MakeProject) -> None:
    root = make_project({"content/2022/statistics.yaml": "kon: {counts: {Kvinnor: -1}}\n"})
    for form in ("text", "csv"):
        result = values(root, "2022", "--format", form)
        assert result.exit_code == 1
        assert "content/2022/statistics.yaml:1:25" in result.output
        assert "Traceback" not in result.output
