"""Names that stand for something in a stretch of text: what is written about each in turn."""

from __future__ import annotations

import ast
from functools import cache

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.expressions.syntax import parse_expression
from reportgen.expressions.values import ExpressionError


class Loop(Struct, frozen=True):
    """`u in utbildningar if u.Deltagare > 10`: a name, what it goes through, and which of it."""

    name: str
    through: str
    conditions: tuple[str, ...]


@cache
def parse_loop(text: str) -> Loop:
    """What stands behind `for`; raises ExpressionError (statement-syntax, expression-syntax)."""
    try:
        parsed = parse_expression(f"[0 for {text}]")
    except ExpressionError as error:
        # What is between `for` and `in` may be all that is wrong.
        raise _not_understood() from error
    if not (isinstance(parsed, ast.ListComp) and len(parsed.generators) == 1):
        raise _not_understood()
    loop = parsed.generators[0]
    if not isinstance(loop.target, ast.Name) or loop.is_async:
        raise _not_understood()
    source = f"[0 for {text}]"

    def written(node: ast.expr) -> str:
        return ast.get_source_segment(source, node) or ""

    return Loop(loop.target.id, written(loop.iter), tuple(map(written, loop.ifs)))


def _not_understood() -> ExpressionError:
    message = _("what to go through is not understood")
    hint = _(
        "write 'for', a name that no loop around it has, 'in' and a list:"
        " '{{% for u in utbildningar %}}'"
    )
    return ExpressionError("statement-syntax", message, hint)


def bound(expression: str, name: str, meaning: str) -> str:
    """`expression` with another in place of each `name`; what can't be parsed stays as it is."""
    places = _places(expression, name)
    if not places:
        return expression
    made, at = [], 0
    for begin in places:
        made += [expression[at:begin], meaning]
        at = begin + len(name)
    return "".join((*made, expression[at:]))


@cache
def _places(expression: str, name: str) -> tuple[int, ...]:
    """Where in `expression` the name stands for itself, not as a label or an argument's name."""
    if name not in expression:
        return ()
    try:
        tree = parse_expression(expression)
    except ExpressionError:
        return ()
    content = expression.strip().encode()
    before = len(expression) - len(expression.lstrip())
    begins = sorted(
        node.col_offset
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and node.id == name and node.lineno == 1
    )
    return tuple(before + len(content[:begin].decode()) for begin in begins)
