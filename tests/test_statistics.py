"""Statistics that hold together, case by case: what their totals, bases and shares come to."""

from __future__ import annotations

import json
from decimal import Decimal
from io import BytesIO

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from sample_project import read_cases, write_project

from reportgen.compose.year import evaluators_of, read_report
from reportgen.diagnostics import Problems, ReportError
from reportgen.expressions.evaluate import Evaluator
from reportgen.expressions.inventory import records_of
from reportgen.expressions.values import ExpressionError, text_of
from reportgen.language.messages import translator
from reportgen.model.profile import Profile
from reportgen.readers.source import Source
from reportgen.readers.statistics.reading import read_statistics
from reportgen.writers.exports import write_csv, write_json
from reportgen.writers.workbook_of_tables import write_workbook

NO_BREAK_SPACE = "\u00a0"
CASES = read_cases("statistics.yaml")


def evaluator_of(case: dict, root) -> Evaluator:
    profile = (
        f"name: egen\ntitle: Egen\nstatistics:\n{indented(case.get('profile', 'x: {title: X}'))}"
    )
    files = {
        "profil.yaml": profile,
        "content/2022/statistics.yaml": case["statistics"],
        "content/2022/10-text.md": "# Text\n\nProsa.\n",
    }
    project, year = read_report(write_project(root, files), 2022, Problems())
    return evaluators_of(root, project, year)(2022)


def indented(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.splitlines())


def given_by(evaluator: Evaluator, expression: str) -> str:
    try:
        return text_of(evaluator.evaluate(expression).value, "sv")
    except ExpressionError as error:
        return "?" if error.code == "unknown-value" else error.code


@pytest.mark.parametrize("title", CASES)
def test_statistics_give(title: str, tmp_path) -> None:
    case = CASES[title]
    if "problems" in case:
        with pytest.raises(ReportError) as error:
            evaluator_of(case, tmp_path)
        assert {problem.code for problem in error.value.diagnostics} == {case["problems"]}
        return
    evaluator = evaluator_of(case, tmp_path)
    expected = {key: text.replace("_", NO_BREAK_SPACE) for key, text in case["give"].items()}
    assert {key: given_by(evaluator, key) for key in expected} == expected


def test_every_shipped_country_name_is_known() -> None:
    from reportgen.readers.profile import read_profile

    profile = read_profile("jamstalldhetsmyndigheten", None, None)
    names = ["Kirgizistan", "Filippinerna", "Elfenbenskusten", "Statslös", "Okänt", "Kosovo"]
    counts = dict.fromkeys(names, 1)
    text = yaml.safe_dump({"nationalitet": {"counts": counts}}, allow_unicode=True)
    table = read_statistics(Source("s.yaml", text), 2022, profile, "sv").tables["nationalitet"]
    assert table.base == len(names)


COUNTS = st.none() | st.integers(0, 10**9)
LABELS = st.text(st.characters(categories=["L", "Nd"]), min_size=1, max_size=8)


@given(st.dictionaries(LABELS, COUNTS, min_size=1, max_size=6))
def test_a_table_without_a_total_adds_up_its_rows(counts: dict[str, int | None]) -> None:
    lines = [
        f"    {yaml.safe_dump(label, allow_unicode=True).splitlines()[0]}: " for label in counts
    ]
    values = ["null" if count is None else str(count) for count in counts.values()]
    text = "tabell:\n  counts:\n" + "\n".join(map("".join, zip(lines, values, strict=True)))
    try:
        table = read_statistics(Source("s.yaml", text), 2022, Profile("", ""), "sv").tables[
            "tabell"
        ]
    except ReportError:
        return
    known = None if None in counts.values() else sum(counts.values())
    assert table.base == table.sum == known


AMOUNTS = st.decimals(-(10**12), 10**12, places=2)


@given(st.lists(AMOUNTS, min_size=1, max_size=6), st.sampled_from(",."))
def test_amounts_are_read_and_added_exactly(amounts: list[Decimal], mark: str) -> None:
    lines = [f"    r{n}: {str(each).replace('.', mark)}\n" for n, each in enumerate(amounts)]
    text = "tabell:\n  decimals: 2\n  counts:\n" + "".join(lines)
    table = read_statistics(Source("s.yaml", text), 2022, Profile("", ""), "sv").tables["tabell"]
    assert [row.count for row in table.rows] == amounts
    assert table.base == table.sum == sum(amounts)
    assert all(str(row.count)[-3] == "." for row in table.rows)


def test_a_comma_between_braces_is_no_decimal_comma() -> None:
    text = "tid: {decimals: 1, counts: {Samtal: 12,5, Möten: 7}}"
    with pytest.raises(ReportError) as error:
        read_statistics(Source("s.yaml", text), 2022, Profile("", ""), "sv")
    (problem,) = error.value.diagnostics
    assert (problem.code, "12.5" in str(problem.hint)) == ("decimal-comma", True)


def test_exports_have_amounts_as_numbers() -> None:
    text = "tid: {decimals: 1, counts: {Samtal: -12.5, Möten: null}}"
    statistics = read_statistics(Source("s.yaml", text), 2022, Profile("", ""), "sv")
    records = [*records_of(statistics)]
    assert "Samtal;-12,5;" in write_csv(records).decode("utf-8-sig")
    assert [each["count"] for each in json.loads(write_json(records))] == [-12.5, None]
    content = write_workbook(statistics, (), "s", translator("sv"))
    assert load_workbook(BytesIO(content))["tid"]["C2"].value == -12.5
