"""Arithmetic, comparison and conditions over the values of expressions."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from reportgen.diagnostics import Message as _
from reportgen.expressions.values import ExpressionError, Value, YearNumber, describe, number_of
from reportgen.language.formatting import Number

Operation = Literal["+", "-", "*", "/", "//", "%"]
Comparison = Literal["==", "!=", "<", "<=", ">", ">=", "in", "not in"]

# How Python's grammar calls them.
COMPARISONS: dict[type[ast.cmpop], Comparison] = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not in",
}

OPERATIONS: dict[type[ast.operator], Operation] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.FloorDiv: "//",
    ast.Mod: "%",
}

_OPERATIONS: dict[Operation, Callable[[Fraction, Fraction], int | Fraction]] = {
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "//": lambda a, b: a // b,
    "%": lambda a, b: a % b,
}


def calculate(operation: Operation, left: Value, right: Value) -> Value:
    """The exact result; a year with a number added or taken away stays a year."""
    one, other = number_of(left), number_of(right)
    if operation in ("/", "//", "%") and other == 0:
        raise ExpressionError("division-by-zero", _("a division by zero"))
    if operation == "+":
        result = add_numbers(one, other)
    elif operation == "-":
        result = add_numbers(one, -other)
    else:
        result = _simplest(_OPERATIONS[operation](Fraction(one), Fraction(other)))
    if isinstance(left, YearNumber) and isinstance(result, int):
        return YearNumber(result)
    return result


def add_numbers(*numbers: Number) -> Number:
    """The exact sum; amounts and counts together are an amount with as many decimals."""
    if any(isinstance(number, Fraction) for number in numbers):
        return _simplest(sum((Fraction(number) for number in numbers), Fraction(0)))
    total: int | Decimal = 0
    for number in numbers:
        assert not isinstance(number, Fraction)
        total += number
    return total


def _simplest(number: int | Fraction) -> int | Fraction:
    """A whole number as an int."""
    return int(number) if number == int(number) else number


def compare(operator: Comparison, left: Value, right: Value) -> bool:
    """Whether `left` stands to `right` as `operator` says."""
    if operator in ("in", "not in"):
        if not isinstance(right, tuple):
            raise ExpressionError("expression-syntax", _("'in' needs a list"))
        return any(_same(left, each) for each in right) == (operator == "in")
    if operator in ("==", "!="):
        return _same(left, right) == (operator == "==")
    if isinstance(left, date) and isinstance(right, date):
        return _ORDER[operator](left, right)
    return _ORDER[operator](number_of(left), number_of(right))


def _same(left: Value, right: Value) -> bool:
    """Whether two texts, days or numbers are the same; none of them is another, or nothing."""
    if isinstance(left, str | date) or isinstance(right, str | date):
        return left == right
    return number_of(left) == number_of(right)


_ORDER: dict[str, Callable[[Any, Any], bool]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def truth(value: Value) -> bool:
    """A condition's answer; a number is no condition, so that a slip is seen."""
    if isinstance(value, bool):
        return value
    raise ExpressionError(
        "not-a-condition",
        _("{found} is not a condition", found=describe(value)),
        _("compare it with something: … > 0"),
    )
