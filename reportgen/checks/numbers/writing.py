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
    return {} if verdict.quantity.form == "weak" else possible_ways(verdict)


def possible_ways(verdict: Agrees) -> dict[str, Reading]:
    """The same, those among them of an “en” or “ett” that may be an article."""
    quantity = verdict.quantity
    if quantity.form == "fraction":
        return {}
    ways: dict[str, Reading] = {}
    for each in verdict.readings:
        if expression_of(each):
            written = number_as(expression_of(each) or "", quantity, verdict.passage)
            ways.setdefault(written, each)
    return ways


def number_as(expression: str, quantity: Quantity, passage: Passage) -> str:
    """The expression that prints what `expression` gives as the number is written now."""
    typed = passage.text[quantity.start : quantity.end]
    match quantity.form:
        case "percent":
            if quantity.decimals != 1:
                expression = f"{expression[:-1]}, decimals={quantity.decimals})"
            return f"{expression} | percent" if "%" in typed else expression
        case "word" | "weak" if quantity.value < _SMALL:
            one = ', "en"' if typed.lower() == "en" else ""
            return f"words({expression}{one})" + (" | capitalize" if typed[0].isupper() else "")
    return expression
