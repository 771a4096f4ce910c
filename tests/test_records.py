"""Lists in the project: how they are read, what expressions and tables make of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from sample_project import composed, find_problems, place, read_cases, run, write_project

from reportgen.compose.year import evaluators_of, read_report
from reportgen.diagnostics import Problems
from reportgen.expressions.evaluate import Evaluator
from reportgen.expressions.values import ExpressionError, text_of
from reportgen.model import Table
from reportgen.model.traverse import plain_text, walk_blocks
from reportgen.scaffold.year import make_year

FILE = "content/2022/utbildningar.yaml"
LIST = """\
title: Utbildningar  # invented
columns:
  Datum: date
  Målgrupp: [Socialtjänst, Polis, Skola]
  Antal deltagare: whole
  Timmar: decimal
  Ort: text
rows:
  - {Datum: 2022-03-14, Målgrupp: Socialtjänst, Antal deltagare: 25, Timmar: 2.5, Ort: Östby}
  - {Datum: 2022-02-01, Målgrupp: Polis, Antal deltagare: 12, Timmar: 3, Ort: null}
  - {Datum: 2022-05-19, Målgrupp: Socialtjänst, Antal deltagare: 40, Timmar: 1, Ort: Aby}
"""
PROSE = "content/2022/10-text.md"


def evaluator(root: Path, files: Mapping[str, str | bytes] | None = None) -> Evaluator:
    write_project(root, {FILE: LIST, **(files or {})})
    project, year = read_report(root, 2022, Problems())
    return evaluators_of(root, project, year)(2022)


def said(evaluator: Evaluator, expression: str) -> str:
    try:
        value = evaluator.evaluate(expression).value
        return str(value) if isinstance(value, bool) else text_of(value, "sv")
    except ExpressionError as error:
        return error.code


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("count(utbildningar)", "3"),
        ('count(utbildningar, Målgrupp="Socialtjänst")', "2"),
        ('count(utbildningar, Målgrupp=["Polis", "Skola"])', "1"),
        ('count(utbildningar, Målgrupp="Socialtjänst", Datum="2022-05-19")', "1"),
        ("count(utbildningar, Antal_deltagare=12)", "1"),
        ("count(utbildningar, Ort=none)", "1"),
        ('share(count(utbildningar, Målgrupp="Polis"))', "33,3\u00a0procent"),
        ("words(count(utbildningar)) | capitalize", "Tre"),
        ('total(utbildningar["Antal deltagare"])', "77"),
        ("total(utbildningar.Antal_deltagare)", "77"),
        ('total(utbildningar.Timmar, Målgrupp="Socialtjänst")', "3,5"),
        ('total(utbildningar.Timmar, Målgrupp="Skola")', "0"),
        ("utbildningar[1].Datum", "14 mars 2022"),
        ("utbildningar[2].Timmar", "3,0"),
        ('(utbildningar | sort("Datum"))[1].Målgrupp', "Polis"),
        ('(utbildningar | sort("Datum", descending=true))[1].Ort', "Aby"),
        ("utbildningar[2].Ort", ""),
        ("utbildningar[1].Datum > utbildningar[2].Datum", "True"),
        ('utbildningar[1].Datum >= date("2022-03-14")', "True"),
        ("utbildningar[1].Datum == utbildningar[1].Ort", "False"),
        ('series("count(utbildningar)")', "3 (2022)"),
        ("utbildningar", "no-text"),
        ("utbildningar.Timmar", "no-text"),
        ("utbildningar[1]", "no-text"),
        ("utbildningar[0].Ort", "unknown-row"),
        ("utbildningar[4].Ort", "unknown-row"),
        ("utbildningar[1][1]", "expression-syntax"),
        ('count(utbildningar, Malgrupp="Polis")', "unknown-column"),
        ('count(utbildningar, Målgrupp="Plis")', "unknown-label"),
        ('count(utbildningar, Ort="Östbyn")', "unknown-label"),
        ('count(utbildningar, Ort="Kiruna")', "0"),
        ('count(utbildningar, Datum="14 mars")', "wrong-arguments"),
        ('count(utbildningar, Timmar="tre")', "not-a-number"),
        ("count(kon)", "wrong-arguments"),
        ("count(3)", "wrong-arguments"),
        ("count()", "wrong-arguments"),
        ("total(utbildningar.Ort)", "not-a-number"),
        ("total(utbildningar.Timmar, utbildningar.Timmar)", "wrong-arguments"),
        ('total(kon, "Kvinnor", Ort="Aby")', "wrong-arguments"),
        ("utbildningr", "unknown-statistic"),
    ],
)
def test_an_expression_gives(tmp_path: Path, expression: str, text: str) -> None:
    assert said(evaluator(tmp_path), expression) == text


def test_a_sum_over_what_is_not_known_is_not_known(tmp_path: Path) -> None:
    there = evaluator(
        tmp_path, {FILE: LIST.replace("Antal deltagare: 12", "Antal deltagare: null")}
    )
    assert said(there, "total(utbildningar.Antal_deltagare)") == "unknown-value"
    assert said(there, 'total(utbildningar.Antal_deltagare, Målgrupp="Socialtjänst")') == "65"


def test_a_value_names_what_it_comes_from(tmp_path: Path) -> None:
    there = evaluator(tmp_path)
    assert there.evaluate("count(utbildningar)").sources == ("utbildningar",)
    assert there.evaluate("total(utbildningar.Timmar)").sources == ("utbildningar.Timmar",)
    source = 'utbildningar[1]["Antal deltagare"]'
    assert there.evaluate("utbildningar[1].Antal_deltagare").sources == (source,)
    assert said(there, source) == "25"


@given(
    st.lists(
        st.tuples(st.sampled_from("ABC"), st.integers(0, 10**6), st.none() | st.dates()),
        max_size=20,
    )
)
def test_counts_and_sums_are_those_of_plain_python(tmp_path_factory, rows) -> None:
    lines = "".join(f"\n  - {{K: {k}, N: {n}, D: {d or 'null'}}}" for k, n, d in rows)
    text = f"columns: {{K: [A, B, C], N: whole, D: date}}\nrows:{lines or ' []'}"
    there = evaluator(tmp_path_factory.mktemp("made"), {FILE: text})
    for kind in "ABC":
        own = [n for k, n, _d in rows if k == kind]
        assert there.evaluate(f'count(utbildningar, K="{kind}")').value.value == len(own)
        assert there.evaluate(f'total(utbildningar.N, K="{kind}")').value == sum(own)
    days = sorted(d for _k, _n, d in rows if d)
    rows = there.evaluate('utbildningar | sort("D")').value
    found = [rows.records.rows[index].values["D"] for index in rows.rows]
    assert found == [*days, *[None] * (len(found) - len(days))]


def table(root: Path, call: str, files: Mapping[str, str | bytes] | None = None) -> list[list[str]]:
    text = f'# Text\n\nSe {{{{ ref("tabell:utbildningar") }}}}.\n\n{{{{ {call} }}}}\n'
    document = composed(write_project(root, {FILE: LIST, PROSE: text, **(files or {})})).document
    [found] = [b for s in document.sections for b in walk_blocks(s.blocks) if isinstance(b, Table)]
    rows = (found.header, *found.rows)
    return [[plain_text(cell.children) for cell in row.cells] for row in rows]


def test_a_list_is_a_table(tmp_path: Path) -> None:
    call = 'records("utbildningar", columns=["Datum", "Antal_deltagare"], sort="Datum", total=true)'
    assert table(tmp_path, call) == [
        ["Datum", "Antal deltagare"],
        ["2022-02-01", "12"],
        ["2022-03-14", "25"],
        ["2022-05-19", "40"],
        ["Totalt", "77"],
    ]


def test_the_rows_that_are_asked_for_come_in_the_order_that_is_asked_for(tmp_path: Path) -> None:
    call = 'records("utbildningar", columns=["Ort"], Målgrupp="Socialtjänst", sort="Ort")'
    assert table(tmp_path, call) == [["Ort"], ["Aby"], ["Östby"]]
    call = call.replace('sort="Ort"', 'sort="Ort", descending=true')
    assert table(tmp_path, call) == [["Ort"], ["Östby"], ["Aby"]]


@pytest.mark.parametrize(
    ("call", "code"),
    [
        ('records("utbildningr")', "unknown-list"),
        ('records("utbildningar", sort="Dag")', "unknown-column"),
        ('records("utbildningar", columns=["Dag"])', "unknown-column"),
        ('records("utbildningar", Målgrupp="Skola")', "empty-list"),
        ('records("utbildningar", total="ja")', "wrong-arguments"),
        ("records(utbildningar)", "wrong-arguments"),
    ],
)
def test_what_can_not_be_shown_is_an_error_and_no_other(
    tmp_path: Path, call: str, code: str
) -> None:
    text = f'# Text\n\nSe {{{{ ref("tabell:utbildningar") }}}}.\n\n{{{{ {call} }}}}\n'
    found = find_problems(write_project(tmp_path, {FILE: LIST, PROSE: text}))
    assert [place(each) for each in found] == [f"{PROSE}:5:1 {code}"]


CASES = read_cases("records.yaml")


@pytest.mark.parametrize("title", CASES)
def test_what_is_wrong_is_told_at_its_place_and_nothing_else(tmp_path: Path, title: str) -> None:
    case = CASES[title]
    text = '# Text\n\nDet var {{ count(utbildningar) }}.\n\n{{ records("utbildningar") }}\n'
    found = find_problems(write_project(tmp_path, {FILE: case["list"], PROSE: text}))
    assert [place(each) for each in found] == [f"{FILE}:{each}" for each in case["says"]]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Utbildningar", "bad-id"),
        ("möten", "bad-id"),
        ("count", "reserved-name"),
        ("kon", "duplicate-id"),
    ],
)
def test_a_list_has_a_name_that_expressions_can_say(tmp_path: Path, name: str, code: str) -> None:
    found = find_problems(write_project(tmp_path, {f"content/2022/{name}.yaml": LIST}))
    assert [each.code for each in found] == [code]


HEADINGS = ["Datum", "Målgrupp", "Antal deltagare", "Timmar", "Ort"]
IN_A_SHEET = LIST[: LIST.index("rows:")]


def sheet(rows: list[list[object]], path: Path) -> bytes:
    book = Workbook()
    for row in [["Utbildningar 2022"], [], HEADINGS, *rows]:
        book.active.append(row)
    book.save(path)
    return path.read_bytes()


def test_the_rows_may_stand_in_a_sheet(tmp_path: Path) -> None:
    rows = [
        [date(2022, 3, 14), "Socialtjänst", 25, 2.5, "Östby"],
        [date(2022, 2, 1), "polis ", 12, 3, None],
        [date(2022, 5, 19), "Socialtjänst", 40, 1, "Aby"],
        ["Summa", None, 77, 6.5, None],
    ]
    content = sheet(rows, tmp_path / "a.xlsx")
    files = {FILE: IN_A_SHEET + "file: a.xlsx\n", "content/2022/a.xlsx": content}
    one = table(tmp_path / "sheet", 'records("utbildningar")', files)
    assert one == table(tmp_path / "yaml", 'records("utbildningar")')
    assert find_problems(tmp_path / "sheet") == []


def test_the_rows_may_stand_in_a_csv_file_as_excel_writes_it(tmp_path: Path) -> None:
    lines = [";".join(HEADINGS), "2022-03-14;Socialtjänst;25;2,5;Östby", "1/2 2022;Polis;12;3,0;"]
    files = {
        FILE: IN_A_SHEET + "file: a.csv\n",
        "content/2022/a.csv": "\r\n".join(lines).encode("cp1252"),
    }
    assert table(tmp_path, 'records("utbildningar")', files)[1:] == [
        ["2022-03-14", "Socialtjänst", "25", "2,5", "Östby"],
        ["2022-02-01", "Polis", "12", "3,0", ""],
    ]


def test_what_is_wrong_in_a_sheet_is_told_with_its_cells(tmp_path: Path) -> None:
    rows = [["i våras", "Kyrka", 25, 2.5, None], [date(2022, 2, 1), "Polis", "många", "3 h", None]]
    content = sheet(rows, tmp_path / "a.xlsx")
    files = {FILE: IN_A_SHEET + "file: a.xlsx\n", "content/2022/a.xlsx": content}
    found = find_problems(write_project(tmp_path / "p", files))
    assert {each.code for each in found} == {"unreadable-cell"}
    assert [[c for c in ("A4", "B4", "C5") if c in str(each.message)] for each in found] == [
        ["A4"],
        ["B4"],
        ["C5"],
    ]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({}, "missing-file"),
        ({"content/2022/a.csv": "Datum;Målgrupp\n2022-01-01;Polis\n"}, "unknown-column"),
        ({"content/2022/a.csv": "Datum;Målgrupp;Antal deltagare;Timmar;Ort\n"}, "no-rows"),
        ({"content/2022/a.csv": ""}, "unreadable-sheets"),
    ],
)
def test_a_sheet_that_is_of_no_use_is_one_error(tmp_path: Path, files, code: str) -> None:
    text = '# Text\n\n{{ records("utbildningar") }}\n'
    there = {FILE: IN_A_SHEET + "file: a.csv\n", PROSE: text, **files}
    found = [each.code for each in find_problems(write_project(tmp_path, there))]
    assert set(found) == {code}


def test_nothing_is_read_from_outside_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Datum\n2022-01-01\n", "utf-8")
    files = {FILE: "columns: {Datum: date}\nfile: ../../../a.csv\n"}
    assert [e.code for e in find_problems(write_project(tmp_path / "p", files))] == [
        "outside-project"
    ]


@pytest.mark.parametrize("ending", ["rows", "file"])
def test_a_new_year_begins_with_the_columns_and_no_rows(tmp_path: Path, ending: str) -> None:
    own = LIST if ending == "rows" else IN_A_SHEET + "file: a.csv  # från Excel\n"
    files = {FILE: own, **({"content/2022/a.csv": "Datum\n"} if ending == "file" else {})}
    write_project(tmp_path, files)
    make_year(tmp_path, 2023, 2022)
    assert (tmp_path / "content/2023/utbildningar.yaml").read_text("utf-8") == (
        IN_A_SHEET + "rows: null\n"
    )
    assert not (tmp_path / "content/2023/a.csv").exists()


def test_values_lists_what_can_be_said_of_a_list(tmp_path: Path) -> None:
    printed = run("values", "2022", folder=write_project(tmp_path, {FILE: LIST})).stdout
    for expression in (
        "count(utbildningar)",
        'count(utbildningar, Målgrupp="Polis")',
        'total(utbildningar["Antal deltagare"])',
        "total(utbildningar.Timmar)",
    ):
        assert f"{{{{ {expression} }}}}" in printed


STATISTICS = """\
{}:
  title: Utbildningar efter målgrupp
  unit: utbildningar
  counted: {{records: utbildningar, {}}}
kon: {{title: Kön, unit: ärenden, counts: {{Kvinnor: 3, Män: 2}}}}
"""


TWO = "by: [Målgrupp, Ort], empty: Okänt"


def tallied(root: Path, how: str, more: str = "") -> Evaluator:
    text = STATISTICS.format("tabell", how) + more
    if how.startswith(TWO):
        text = text.replace("  counted:", "  cross: [Målgrupp, Ort]\n  counted:")
    return evaluator(root, {"content/2022/statistics.yaml": text})


@pytest.mark.parametrize(
    ("how", "expression", "text"),
    [
        ("by: Målgrupp", "tabell.Socialtjänst", "2"),
        ("by: Målgrupp", "tabell.Skola", "0"),
        ("by: Målgrupp", "tabell.total", "3"),
        ("by: Ort, empty: Okänt", 'tabell["Okänt"]', "1"),
        ("by: Ort, empty: skip", "tabell.total", "2"),
        ("by: Målgrupp, sum: Antal deltagare", "tabell.Socialtjänst", "65"),
        ("by: Målgrupp, sum: Timmar", "tabell.Skola", "0,0"),
        ("by: Målgrupp, sum: Timmar", "tabell.sum", "6,5"),
        ("where: {Ort: aby}", "tabell", "1"),
        ("where: {Datum: {from: 2022-03-01}}", "tabell", "2"),
        ("where: {Antal deltagare: {to: 25}, Målgrupp: {not: Polis}}", "tabell", "1"),
        ("where: {Ort: {empty: true}}", "tabell", "1"),
        ("sum: Antal deltagare", "tabell", "77"),
        (TWO, 'tabell["Socialtjänst", "Aby"]', "1"),
        (TWO, 'tabell["Skola", "Okänt"]', "0"),
        (TWO, "tabell.Socialtjänst", "2"),
        (TWO, "tabell.total", "3"),
        (f"{TWO}, sum: Timmar", "tabell.Östby", "2,5"),
    ],
)
def test_a_statistic_is_counted_from_a_list(tmp_path, how: str, expression: str, text: str) -> None:
    assert said(tallied(tmp_path, how), expression) == text


@pytest.mark.parametrize(
    ("how", "more", "says"),
    [
        ("by: Målgrup", "", "4:12 unknown-column"),
        ("by: Ort", "", f"{FILE}:10:79 empty-cell"),
        ("by: [Målgrupp, Ort], empty: skip", "", "4:12 missing-key"),
        ("by: [Målgrupp, Orten]", "", "4:12 unknown-column"),
        ("by: [{column: Ort, bands: {A: 1–2}}, Målgrupp]", "", "4:41 conflicting-keys"),
        ("by: Målgrupp, sum: Ort", "", "4:12 not-a-number"),
        ("by: Målgrupp, register: arenden", "", "4:12 conflicting-keys"),
        ("where: {Måltid: Polis}", "", "4:52 unknown-column"),
    ],
)
def test_what_can_not_be_counted_is_one_error(tmp_path, how: str, more: str, says: str) -> None:
    text = STATISTICS.format("tabell", how) + more
    prose = '# Text\n\n{{ tabell }} {{ tabell.Polis }}\n\n{{ records("utbildningar") }}\n'
    statistics = "content/2022/statistics.yaml"
    found = find_problems(write_project(tmp_path, {FILE: LIST, statistics: text, PROSE: prose}))
    wanted = says if says.startswith("content") else f"{statistics}:{says}"
    assert [place(each) for each in found if each.severity == "error"] == [wanted]


def test_numbers_of_their_own_beside_a_list_are_refused(tmp_path: Path) -> None:
    text = STATISTICS.format("tabell", "by: Målgrupp").replace(
        "\nkon:", "\n  counts: {Polis: 1}\nkon:"
    )
    statistics = "content/2022/statistics.yaml"
    found = find_problems(write_project(tmp_path, {FILE: LIST, statistics: text}))
    assert [place(each) for each in found] == [f"{statistics}:4:12 conflicting-keys"]


def test_an_unknown_list_is_told_and_what_it_gives_is_not(tmp_path: Path) -> None:
    text = STATISTICS.format("tabell", "by: Målgrupp").replace("records: utb", "records: ut")
    statistics = "content/2022/statistics.yaml"
    files = {FILE: LIST, statistics: text, PROSE: "# Text\n\n{{ tabell.Polis }}\n"}
    found = find_problems(write_project(tmp_path, files))
    assert [place(each) for each in found] == [f"{statistics}:4:12 unknown-list"]


def test_the_workbook_has_what_can_be_changed_in_it(tmp_path: Path) -> None:
    text = STATISTICS.format("tabell", "by: Målgrupp")
    root = write_project(tmp_path, {FILE: LIST, "content/2022/statistics.yaml": text})
    before = (root / "content/2022/statistics.yaml").read_bytes()
    run("values", "2022", "--format", "xlsx", "-o", "a.xlsx", folder=root)
    told = run("count", "2022", "--from", "a.xlsx", folder=root)
    assert told.returncode == 0, told.stderr
    assert (root / "content/2022/statistics.yaml").read_bytes() == before


def test_rows_that_are_not_known_are_not_none(tmp_path: Path) -> None:
    text = STATISTICS.format("tabell", "by: Målgrupp")
    empty = {FILE: IN_A_SHEET + "rows: null\n", "content/2022/statistics.yaml": text}
    there = evaluator(tmp_path / "null", empty)
    for expression in ("count(utbildningar)", "total(utbildningar.Timmar)", "tabell.Polis"):
        assert said(there, expression) == "unknown-value"
    none = evaluator(tmp_path / "none", {**empty, FILE: IN_A_SHEET + "rows: []\n"})
    assert said(none, "count(utbildningar)") == said(none, "tabell.Polis") == "0"


def test_a_draft_of_a_new_year_is_built_before_its_lists_are_filled_in(tmp_path: Path) -> None:
    prose = (
        "# Text\n\nDet var {{ count(utbildningar) }}, av {{ tabell.Polis }}.\n\n"
        '{{ records("utbildningar") }}\n\n'
        "{% for u in utbildningar %}\n- {{ u.Ort }}\n{% endfor %}\n"
    )
    text = STATISTICS.format("tabell", "by: Ort")
    files = {FILE: IN_A_SHEET + "rows: null\n", "content/2022/statistics.yaml": text}
    root = write_project(tmp_path, {**files, PROSE: prose.replace("tabell.Polis", "tabell.total")})
    built = run("build", "2022", "--draft", folder=root)
    assert built.returncode == 0, built.stdout + built.stderr
    assert {each.code for each in find_problems(root)} == {"unknown-value"}
