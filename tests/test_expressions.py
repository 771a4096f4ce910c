"""What expressions give, to the letter, and that nothing else can be done with them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sample_project import read_cases, write_project

from reportgen.compose import evaluators_of, read_report
from reportgen.diagnostics import Problems, ReportError
from reportgen.expressions.evaluate import Evaluator
from reportgen.expressions.values import ExpressionError, ReferenceTo, text_of

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
    from reportgen.formatting import format_quantity

    text = format_quantity(number, "sv")
    assert set(text) <= set("0123456789,\u2212" + NO_BREAK_SPACE)
    groups = text.partition(",")[0].lstrip("\u2212").split(NO_BREAK_SPACE)
    assert all(len(group) == 3 for group in groups[1:])
    assert 1 <= len(groups[0]) <= 3
