"""How large a number and how long a text an expression can give."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from reportgen.diagnostics import Message as _
from reportgen.expressions.values import Count, ExpressionError, Share, Value, YearNumber

# Beyond this no number is a report's, and its digits are more than are computed exactly.
LARGEST = 10**15
# Characters: several pages, and more than any sentence lists.
LONGEST_TEXT = 20_000


def bounded(value: Value) -> Value:
    """`value` itself, if a report can have it.

    Raises ExpressionError: number-too-large, text-too-long.
    """
    match value:
        case str() if len(value) > LONGEST_TEXT:
            raise too_long()
        case Share(value=number) | YearNumber(value=number) | Count(value=int() as number):
            pass
        case int() | Fraction() | Decimal() as number:
            pass
        case _:
            return value
    digits = number.denominator if isinstance(number, Fraction) else 1
    if -LARGEST < number < LARGEST and digits < LARGEST**3:
        return value
    raise too_large()


def too_long() -> ExpressionError:
    """The error for a text that no sentence can hold."""
    return ExpressionError(
        "text-too-long",
        _("the expression gives a text of more than {most} characters", most=str(LONGEST_TEXT)),
        _("list fewer rows, as listing(…, top=10) does, or place the table with table(…)"),
    )


def too_large() -> ExpressionError:
    """The error for a number that no report has."""
    return ExpressionError("number-too-large", _("a number of more than 15 digits"))
