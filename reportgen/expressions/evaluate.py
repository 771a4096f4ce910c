"""Evaluates expressions by walking their tree: what is not listed here can't be done.

Nothing of Python is reachable from content: an attribute is looked up among the statistics,
a call among our functions, and there is no operation whose cost its text does not bound.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import did_you_mean
from reportgen.expressions.bounds import bounded
from reportgen.expressions.functions import (
    FILTERS_BY_NAME,
    FUNCTIONS_BY_NAME,
    call_function,
)
from reportgen.expressions.literals import read_literal
from reportgen.expressions.lookup import member, statistic
from reportgen.expressions.names import FILTERS, FUNCTIONS
from reportgen.expressions.operators import COMPARISONS, OPERATIONS, calculate, compare, truth
from reportgen.expressions.records import part_of, row_of
from reportgen.expressions.rows import table_cell, table_row
from reportgen.expressions.syntax import parse_expression
from reportgen.expressions.values import (
    ColumnView,
    Count,
    ExpressionError,
    Function,
    RecordsView,
    ReportView,
    RowView,
    TableView,
    Value,
    YearView,
    describe,
    number_of,
    text_of,
)
from reportgen.model.statistics import Amount, Protected, Statistics


class Scope(Struct, frozen=True):
    """What expressions of one report can see.

    `other_year` reads another year's statistics; it raises ReportError where that year is
    wrong itself and ExpressionError where there is none. `years` are those that a series goes
    over, up to the report's own, from the oldest. `in_series` is True for what a series evaluates.
    `edition` is the name of the one that is built, empty for the report itself; `protected` are the
    values that it keeps from its readers, by the expressions that name them.
    """

    statistics: Statistics
    report: Mapping[str, Value]
    language: str
    other_year: Callable[[int], Statistics]
    years: tuple[int, ...] = ()
    in_series: bool = False
    edition: str = ""
    protected: Mapping[str, Protected] = field(default_factory=dict)


class Outcome(Struct, frozen=True):
    """A value and the statistics that it came from, as expressions that name them."""

    value: Value
    sources: tuple[str, ...]


class Evaluator:
    """Evaluates the expressions of one scope, each distinct one once."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self._outcomes: dict[str, Outcome | ExpressionError] = {}
        self._sources: dict[str, None] = {}

    def evaluate(self, expression: str) -> Outcome:
        """The value of `expression`; raises ExpressionError."""
        outcome = self._outcomes.get(expression)
        if outcome is None:
            outcome = self._outcomes[expression] = self._attempt(expression)
        if isinstance(outcome, ExpressionError):
            raise outcome
        return outcome

    def _attempt(self, expression: str) -> Outcome | ExpressionError:
        self._sources = {}
        try:
            value = self.visit(parse_expression(expression))
        except ExpressionError as error:
            return error
        except RecursionError:
            return ExpressionError("expression-syntax", _("the expression is nested too deeply"))
        return Outcome(value, tuple(self._sources))

    def visit(self, node: ast.expr) -> Value:
        """The value of one node of the expression's tree, of a size that a report can hold."""
        handler = _HANDLERS.get(type(node))
        if handler is None:
            raise not_possible()
        return bounded(handler(self, node))

    def count(self, value: Amount | None, base: Amount | None, source: str) -> Count:
        """A count out of the statistics, noted as a source of the expression."""
        self.note(source)
        protected = self.scope.protected.get(source)
        return Count(None if protected else value, base, source, protected)

    def note(self, source: str) -> None:
        """Note what the expression's value comes from."""
        self._sources[source] = None


def _name(evaluator: Evaluator, node: ast.Name) -> Value:
    if node.id in _CONSTANTS:
        return _CONSTANTS[node.id]
    if node.id in FUNCTIONS:
        return Function(node.id)
    if node.id == "report":
        return ReportView(evaluator.scope.report)
    if node.id == "edition":
        return evaluator.scope.edition
    return statistic(evaluator.count, evaluator.scope.statistics, node.id, "")


_CONSTANTS: dict[str, Value] = {"true": True, "false": False, "none": None}


def _attribute(evaluator: Evaluator, node: ast.Attribute) -> Value:
    return _part(evaluator, evaluator.visit(node.value), node.attr)


def _part(evaluator: Evaluator, owner: Value, name: str) -> Value:
    if isinstance(owner, RecordsView | RowView):
        return part_of(owner, name, evaluator.note)
    return member(evaluator.count, owner, name)


def _item(evaluator: Evaluator, node: ast.Subscript) -> Value:
    key = evaluator.visit(node.slice)
    if isinstance(key, int) and isinstance(owner := evaluator.visit(node.value), RecordsView):
        return row_of(owner, key)
    if isinstance(key, tuple) and isinstance(owner := evaluator.visit(node.value), TableView):
        return table_cell(evaluator.count, owner, key)
    if not isinstance(key, str):
        raise ExpressionError(
            "expression-syntax",
            _("expected a label in quotation marks, found {found}", found=describe(key)),
            _('write the label in quotation marks: ["Rumänien"]'),
        )
    owner = evaluator.visit(node.value)
    if isinstance(owner, TableView):
        return table_row(evaluator.count, owner, key)
    return _part(evaluator, owner, key)


def _constant(_evaluator: Evaluator, node: ast.Constant) -> Value:
    return read_literal(node.value)


def _sequence(evaluator: Evaluator, node: ast.List | ast.Tuple) -> Value:
    return tuple(evaluator.visit(item) for item in node.elts)


def _binary(evaluator: Evaluator, node: ast.BinOp) -> Value:
    """Arithmetic, or a filter: `share(…) | percent`."""
    if isinstance(node.op, ast.BitOr):
        return _filter(evaluator, node)
    operation = OPERATIONS.get(type(node.op))
    if operation is None:
        raise not_possible()
    return calculate(operation, evaluator.visit(node.left), evaluator.visit(node.right))


def _unary(evaluator: Evaluator, node: ast.UnaryOp) -> Value:
    match node.op:
        case ast.Not():
            return not truth(evaluator.visit(node.operand))
        case ast.USub():
            return -number_of(evaluator.visit(node.operand))
        case _:
            raise not_possible()


def _comparison(evaluator: Evaluator, node: ast.Compare) -> Value:
    left = evaluator.visit(node.left)
    for operator, operand in zip(node.ops, node.comparators, strict=True):
        comparison = COMPARISONS.get(type(operator))
        if comparison is None:
            raise not_possible()
        right = evaluator.visit(operand)
        if not compare(comparison, left, right):
            return False
        left = right
    return True


def _condition(evaluator: Evaluator, node: ast.BoolOp) -> Value:
    answers = (truth(evaluator.visit(value)) for value in node.values)
    return all(answers) if isinstance(node.op, ast.And) else any(answers)


def _choice(evaluator: Evaluator, node: ast.IfExp) -> Value:
    return evaluator.visit(node.body if truth(evaluator.visit(node.test)) else node.orelse)


def _call(evaluator: Evaluator, node: ast.Call) -> Value:
    function = _called(evaluator, node.func)
    if not isinstance(function, Function):
        message = _("{found} is not a function", found=describe(function))
        raise ExpressionError("unknown-function", message)
    arguments, named = _arguments(evaluator, node)
    for each in arguments:
        if isinstance(each, RecordsView | ColumnView):
            evaluator.note(each.path)
    if function.name == "year":
        return _other_year(evaluator, arguments, named)
    if function.name == "series":
        return _series(evaluator, arguments, named)
    return call_function(
        FUNCTIONS_BY_NAME[function.name], evaluator.scope.language, arguments, named
    )


def _called(evaluator: Evaluator, node: ast.expr) -> Value:
    """What stands before the parentheses; a lone name there is meant as a function."""
    if not isinstance(node, ast.Name) or node.id in evaluator.scope.statistics.names:
        return evaluator.visit(node)
    if node.id in FUNCTIONS:
        return Function(node.id)
    message = _("there is no function '{name}'", name=node.id)
    listed = _("there are: {names}", names=", ".join(FUNCTIONS))
    raise ExpressionError("unknown-function", message, did_you_mean(node.id, FUNCTIONS) or listed)


def _arguments(evaluator: Evaluator, node: ast.Call) -> tuple[list[Value], dict[str, Value]]:
    """What a call is given, by position and by name."""
    named = {each.arg: evaluator.visit(each.value) for each in node.keywords if each.arg}
    if len(named) < len(node.keywords) or any(isinstance(a, ast.Starred) for a in node.args):
        raise ExpressionError("expression-syntax", _("* and ** can't be used in a call"))
    return [evaluator.visit(argument) for argument in node.args], named


def _other_year(evaluator: Evaluator, arguments: list[Value], named: Mapping[str, Value]) -> Value:
    if len(arguments) != 1 or named:
        raise ExpressionError("wrong-arguments", _("year() takes one year: year(2021)"))
    year = number_of(arguments[0])
    if not isinstance(year, int):
        raise ExpressionError("wrong-arguments", _("year() takes one year: year(2021)"))
    return YearView(evaluator.scope.other_year(year), f"year({year})")


def _series(evaluator: Evaluator, arguments: list[Value], named: Mapping[str, Value]) -> Value:
    """The value of a path in each year: "70 (2021), 75 (2022) och 80 (2023)".

    Years that do not know it are left out.
    """
    match arguments:
        case [str() as path] if not named:
            pass
        case _:
            message = _("series() takes what to follow, in quotation marks")
            raise ExpressionError("wrong-arguments", message, _('write series("arenden.total")'))
    if evaluator.scope.in_series:
        message = _("series() can't stand inside series()")
        raise ExpressionError("wrong-arguments", message, _('write series("arenden.total")'))
    found = [(year, _in_year(evaluator, path, year)) for year in evaluator.scope.years]
    language = evaluator.scope.language
    shown = tuple(
        f"{text_of(value, language)} ({year})" for year, value in found if value is not None
    )
    if not shown:
        raise ExpressionError("empty-list", _("no year knows '{path}'", path=path))
    return shown


def _in_year(evaluator: Evaluator, path: str, year: int) -> Value:
    """What `path` gives in `year`, None where that year does not know it."""
    scope = evaluator.scope
    own = year == scope.statistics.year
    there = Evaluator(
        replace(
            scope,
            statistics=scope.statistics if own else scope.other_year(year),
            in_series=True,
        )
    )
    try:
        outcome = there.evaluate(path)
        number_of(outcome.value)
    except ExpressionError as error:
        if error.code == "unknown-value" or (error.code == "unknown-statistic" and not own):
            return None
        raise
    for source in outcome.sources:
        evaluator.note(source if own else f"year({year}).{source}")
    return outcome.value


def _filter(evaluator: Evaluator, node: ast.BinOp) -> Value:
    """`value | filter`, or `value | filter(argument)`."""
    call = node.right if isinstance(node.right, ast.Call) else None
    name = call.func if call else node.right
    if not isinstance(name, ast.Name) or name.id not in FILTERS:
        shown = name.id if isinstance(name, ast.Name) else "…"
        message = _("there is no filter '{name}'", name=shown)
        listed = _("there are: {names}", names=", ".join(FILTERS))
        raise ExpressionError("unknown-function", message, did_you_mean(shown, FILTERS) or listed)
    arguments, named = _arguments(evaluator, call) if call else ([], {})
    value = evaluator.visit(node.left)
    function = FILTERS_BY_NAME[name.id]
    return call_function(function, evaluator.scope.language, [value, *arguments], named)


def not_possible() -> ExpressionError:
    """The error for what Python's grammar allows and expressions do not."""
    return ExpressionError(
        "expression-syntax",
        _("this can't be done in an expression"),
        _("use names, numbers, text, + - * /, comparisons, if … else and functions"),
    )


_HANDLERS: dict[type[ast.expr], Callable[[Evaluator, Any], Value]] = {
    ast.Name: _name,
    ast.Attribute: _attribute,
    ast.Subscript: _item,
    ast.Constant: _constant,
    ast.List: _sequence,
    ast.Tuple: _sequence,
    ast.BinOp: _binary,
    ast.UnaryOp: _unary,
    ast.Compare: _comparison,
    ast.BoolOp: _condition,
    ast.IfExp: _choice,
    ast.Call: _call,
}
