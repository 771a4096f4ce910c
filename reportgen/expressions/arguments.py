"""What a writer gives to a function: text, a flag, a small number; anything else is told."""

from __future__ import annotations

from reportgen.diagnostics import Message as _
from reportgen.expressions.values import ExpressionError, Value, describe, number_of


def text_argument(value: Value, function: str) -> str:
    """The text that `function` needs; raises ExpressionError (wrong-arguments), as all here do."""
    if isinstance(value, str):
        return value
    message = _("{name} needs text, found {found}", name=function, found=describe(value))
    raise ExpressionError("wrong-arguments", message, _("put the text in quotation marks"))


def whole_argument(value: Value, name: str) -> int:
    """A whole number from 0 to 6."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 6:
        return value
    raise ExpressionError("wrong-arguments", _("{name} is a whole number from 0 to 6", name=name))


def flag_argument(value: Value, name: str) -> bool:
    """True or false."""
    if isinstance(value, bool):
        return value
    raise ExpressionError("wrong-arguments", _("{name} is true or false", name=name))


def labels_argument(value: Value, name: str) -> list[str]:
    """The labels that a writer gave, as one text or as a list of them."""
    each = value if isinstance(value, tuple) else (value,)
    return [text_argument(label, name) for label in each]


def rank_argument(top: Value) -> int:
    """A whole number from 1."""
    number = number_of(top)
    if isinstance(number, int) and number > 0:
        return number
    raise ExpressionError("wrong-arguments", _("top is a whole number from 1"))
