"""Parses expressions with Python's own grammar; nothing of what it parses is ever run.

`|` puts a value through a filter, as in Jinja; `true`, `false` and `none` are written small.
"""

from __future__ import annotations

import ast
import warnings
from functools import cache

from reportgen.diagnostics import Message as _
from reportgen.expressions.values import ExpressionError

LONGEST = 2000


@cache
def parse_expression(text: str) -> ast.expr:
    """Parse what stands between `{{` and `}}`; raises ExpressionError (expression-syntax)."""
    if len(text) > LONGEST:
        raise ExpressionError("expression-syntax", _("the expression is too long"))
    try:
        with warnings.catch_warnings():
            # Python would warn of a backslash that means nothing.
            warnings.simplefilter("ignore")
            return ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError) as error:
        problem = getattr(error, "msg", None) or str(error)
        message = _("the expression can't be understood ({problem})", problem=problem)
        raise ExpressionError("expression-syntax", message, _CHECK) from None
    except (RecursionError, MemoryError):
        message = _("the expression is nested too deeply")
        raise ExpressionError("expression-syntax", message) from None


_CHECK = _('check quotation marks, brackets and commas; labels stand in "…" inside [ ]')
