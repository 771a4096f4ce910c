"""Parses expressions: the only door to Jinja's expression grammar."""

from __future__ import annotations

from functools import cache

from jinja2 import Environment, TemplateSyntaxError, nodes
from jinja2.parser import Parser

from reportgen.diagnostics import Message as _
from reportgen.expressions.values import ExpressionError

LONGEST = 2000


@cache
def _environment() -> Environment:
    return Environment(autoescape=False)  # noqa: S701 - only its grammar is used, nothing is rendered


@cache
def parse_expression(text: str) -> nodes.Expr:
    """Parse what stands between `{{` and `}}`; raises ExpressionError (expression-syntax)."""
    if len(text) > LONGEST:
        raise ExpressionError("expression-syntax", _("the expression is too long"))
    try:
        parser = Parser(_environment(), text, state="variable")
        expression = parser.parse_expression()
        if not parser.stream.eos:
            rest = parser.stream.current
            message = _("'{rest}' is not expected here", rest=str(rest.value or rest.type))
            raise ExpressionError("expression-syntax", message, _CHECK)
    except TemplateSyntaxError as error:
        problem = (error.message or "").rstrip(".")
        message = _("the expression can't be understood: {problem}", problem=problem)
        raise ExpressionError("expression-syntax", message, _CHECK) from None
    except RecursionError:
        message = _("the expression is nested too deeply")
        raise ExpressionError("expression-syntax", message) from None
    return expression


_CHECK = _('check quotation marks, brackets and commas; labels stand in "…" inside [ ]')
