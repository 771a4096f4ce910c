"""Numbers and texts that stand in an expression itself."""

from __future__ import annotations

from fractions import Fraction
from math import isfinite
from typing import Any
from unicodedata import category

from reportgen.diagnostics import Message as _
from reportgen.expressions.bounds import too_large
from reportgen.expressions.values import ExpressionError, Value


def read_literal(value: Any) -> Value:  # noqa: ANN401 - the tree says no more of it
    """The exact value of what is written; raises ExpressionError.

    Codes: number-too-large, control-character.
    """
    if isinstance(value, str):
        return _printable(value)
    if value is None or isinstance(value, bool | int):
        return value
    if not isinstance(value, float):
        raise ExpressionError("expression-syntax", _("this can't be done in an expression"))
    if not isfinite(value):
        raise too_large()
    return Fraction(str(value))


def _printable(text: str) -> str:
    """`text` itself; an escape in it can write what no document may hold."""
    unwanted = next((each for each in text if category(each) in ("Cc", "Co", "Cs", "Cn")), None)
    if unwanted is None or unwanted in "\t\n":
        return text
    name = f"U+{ord(unwanted):04X}"
    message = _("the control character {name} can't stand in a document", name=name)
    raise ExpressionError("control-character", message)
