"""What expressions give, to the letter, and that nothing else can be done with them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sample_project import read_cases, write_project

from reportgen.compose.year import evaluators_of, read_report
from reportgen.diagnostics import Problems, ReportError
from reportgen.expressions.evaluate import Evaluator
from reportgen.expressions.values import ExpressionError, ReferenceTo, number_of, text_of

NO_BREAK_SPACE = "\u00a0"
CASES = read_cases("expressions.yaml")
PROSE = "# Text\n\nProsa.\n"


@pytest.fixture(scope="module")
def evaluator(tmp_path_factory: pytest.TempPathFactory) -> Evaluator:
    files = {
        "content/2022/statistics.yaml": CASES["statistics"],
        "content/2021/statistics.yaml": CASES["earlier"],
        "content/2020/statistics.yaml": CASES["broken"],
        "content/2022/10-text.md": PROSE,
    }
    root = write_project(tmp_path_factory.mktemp("uttryck"), files)
    project, year = read_report(root, 2022, Problems())
    return evaluators_of(root, project, year)(2022)


def groups() -> Iterator[object]:
    for group, cases in CASES.items():
        if isinstance(cases, dict):
            for expression, expected in cases.items():
                yield pytest.param(expression, expected, id=f"{group}: {expression}"[:90])


def evaluated(evaluator: Evaluator, expression: str) -> str:
    try:
        return text_of(evaluator.evaluate(expression).value, "sv")
    except ExpressionError as error:
        return f"error: {error.code}" if str(error.message) else "silence"
    except ReportError as error:
        return f"error: {error.diagnostics[0].code}"


@pytest.mark.parametrize(("expression", "expected"), [*groups()])
def test_an_expression_gives(evaluator: Evaluator, expression: str, expected: str) -> None:
    assert evaluated(evaluator, expression) == expected.replace("_", NO_BREAK_SPACE)


@pytest.mark.parametrize("name", ["totalt", "Totalt", "totalen", "totals"])
def test_a_total_by_another_name_is_meant_as_one(evaluator: Evaluator, name: str) -> None:
    with pytest.raises(ExpressionError) as raised:
        evaluator.evaluate(f"kon.{name}")
    assert "kon.total" in str(raised.value.hint)


def test_a_series_keeps_zeros(tmp_path: Path) -> None:
    counts = {2020: "{x: 5, y: 0}", 2021: "{x: 0, y: 0}", 2022: "{x: 7, y: 0}", 2019: "{x: null}"}
    files = {
        f"content/{year}/{name}": text
        for year, each in counts.items()
        for name, text in {
            "statistics.yaml": f"t: {{counts: {each}}}\nd: {{decimals: 1, value: 0}}\n",
            "10-text.md": PROSE,
            "report.yaml": "title: Rapport\nsubtitle: Den\ndate: 2023-01-26\n",
        }.items()
    }
    root = write_project(tmp_path, files)
    project, year = read_report(root, 2022, Problems())
    evaluator = evaluators_of(root, project, year)(2022)
    series = {
        "total(t, 'x', 'y')": "5 (2020), 0 (2021) och 7 (2022)",
        "t.x - t.y": "5 (2020), 0 (2021) och 7 (2022)",
        "t.total": "5 (2020), 0 (2021) och 7 (2022)",
        "t.x * 1.0": "5 (2020), 0 (2021) och 7 (2022)",
        "d": "0,0 (2019), 0,0 (2020), 0,0 (2021) och 0,0 (2022)",
        "d + t.y": "0,0 (2020), 0,0 (2021) och 0,0 (2022)",
    }
    assert {path: evaluated(evaluator, f'series("{path}")') for path in series} == series


NUMBERS = st.sampled_from(
    ["999999999999999", "report.year", "arenden.total", "0.000001", "3", "timmar", "share(1, 3)"]
)
OPERATORS = st.sampled_from(["+", "-", "*", "/", "//", "%"])
CALCULATIONS = st.recursive(
    NUMBERS,
    lambda inner: st.one_of(
        st.builds("({} {} {})".format, inner, OPERATORS, inner),
        st.builds("total({}, {})".format, inner, inner),
        st.builds("-({})".format, inner),
        st.builds("share({}, {})".format, inner, inner),
        st.builds("({} if {} > 1 else {})".format, inner, inner, inner),
    ),
    max_leaves=12,
)
REFUSALS = {"number-too-large", "division-by-zero", "negative-share"}


@given(CALCULATIONS)
@example("report.year * 999999999999999 * 999999999999999")
@example("report.year + 999999999999999 + 999999999999999")
@example("total(999999999999999, 999999999999999)")
@example("timmar * 999999999999999")
@example("share(999999999999999, 0.000001)")
@settings(max_examples=200)
def test_no_operation_goes_beyond_what_a_report_holds(evaluator: Evaluator, text: str) -> None:
    if evaluated(evaluator, text).removeprefix("error: ") in REFUSALS:
        return
    value = evaluator.evaluate(text).value
    assert abs(number_of(value)) < 10**15
    assert Fraction(number_of(value)).denominator < 10**45
    assert len(text_of(value, "sv")) < 40


def test_a_misspelt_name_comes_with_a_suggestion(evaluator: Evaluator) -> None:
    misspelt = ["kom.Kvinnor", "kon.Kvinor", "shar(3)", "3 | procent", "report.titl", "year(2023)"]
    for expression in misspelt:
        with pytest.raises(ExpressionError) as error:
            evaluator.evaluate(expression)
        assert error.value.hint is not None, expression


def test_a_value_tells_where_it_came_from(evaluator: Evaluator) -> None:
    outcome = evaluator.evaluate("share(kon.Kvinnor, year(2021).arenden.total)")
    assert outcome.sources == ('kon["Kvinnor"]', "year(2021).arenden.total")
    assert evaluator.evaluate("3 + 4").sources == ()


def test_a_reference_may_begin_a_sentence(evaluator: Evaluator) -> None:
    assert evaluator.evaluate('ref("figur:kon") | capitalize').value == ReferenceTo(
        "figur:kon", capital=True
    )


@pytest.mark.parametrize(
    "expression",
    [
        "(" * 900 + "1" + ")" * 900,
        "[" * 900 + "]" * 900,
        "not " * 400 + "true",
        "-" * 1500 + "1",
        " + ".join(["1"] * 600),
        " ~ ".join(['"a"'] * 400),
        "1" * 5000,
        "1" * 1900,
        "1" * 600 + "*" + "9" * 600 + "*" + "7" * 600,
        "1/" * 900 + "1",
        "a" * 100_000,
        "\x00",
        "{% raw %}",
        "{# #}",
        "}}",
        "\ufeff1",
    ],
    ids=lambda text: f"{text[:12]!r} of {len(text)}",
)
def test_monsters_are_answered(evaluator: Evaluator, expression: str) -> None:
    evaluated(evaluator, expression)


SIGNS = [*"()[]{}.,|~+-*/%<>=\"' 0123", "//", "**", "1e9", "0x1", "2021", '"Okänt"']
NAMES = (
    "kon Kvinnor halva Saknas nationalitet report date year share listing total words ref figure"
)
GRAMMAR = "if else in not and is percent without= top= counts="
WORDS = st.sampled_from([*SIGNS, *NAMES.split(), *GRAMMAR.split()])


@settings(max_examples=400)
@given(st.text() | st.lists(WORDS, max_size=14).map(" ".join))
@example("kon.Kvinnor if")
def test_any_text_gives_a_value_or_an_expression_error(
    evaluator: Evaluator, expression: str
) -> None:
    evaluated(evaluator, expression)


@given(st.fractions(max_denominator=10_000) | st.integers())
def test_numbers_are_swedish(number: object) -> None:
    from reportgen.language.formatting import format_quantity

    text = format_quantity(number, "sv")
    assert set(text) <= set("0123456789,\u2212" + NO_BREAK_SPACE)
    groups = text.partition(",")[0].lstrip("\u2212").split(NO_BREAK_SPACE)
    assert all(len(group) == 3 for group in groups[1:])
    assert 1 <= len(groups[0]) <= 3
