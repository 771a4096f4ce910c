"""The expressions that print a typed number as it is typed."""

from __future__ import annotations

from reportgen.checks.numbers.quantities import Quantity
from reportgen.checks.numbers.readings import Reading, expression_of
from reportgen.checks.numbers.verdicts import Agrees
from reportgen.checks.passages import Passage

# Up to here numbers are written in words.
_SMALL = 13


def ways_to_write(verdict: Agrees) -> dict[str, Reading]:
    """The expressions that give the number, each with what it is then; the likeliest first.

    More than one: which of them is meant is not sure. None: it is not written so.
    """
    quantity = verdict.quantity
    if quantity.form in ("weak", "fraction"):
        return {}
    ways: dict[str, Reading] = {}
    for each in verdict.readings:
        if expression_of(each):
            ways.setdefault(_written(quantity, verdict.passage, each), each)
    return ways


def _written(quantity: Quantity, passage: Passage, reading: Reading) -> str:
    """The expression that prints the reading as the number is written now."""
    typed = passage.text[quantity.start : quantity.end]
    expression = expression_of(reading) or ""
    match quantity.form:
        case "percent":
            if quantity.decimals != 1:
                expression = f"{expression[:-1]}, decimals={quantity.decimals})"
            return f"{expression} | percent" if "%" in typed else expression
        case "word" if quantity.value < _SMALL:
            return f"words({expression})" + (" | capitalize" if typed[0].isupper() else "")
    return expression
