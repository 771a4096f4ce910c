"""Parses expressions with Python's own grammar; nothing of what it parses is ever run.

`|` puts a value through a filter, as in Jinja; `true`, `false` and `none` are written small.
"""

from __future__ import annotations

import ast
import re
import warnings
from functools import cache

from reportgen.diagnostics import Message
from reportgen.diagnostics import Message as _
from reportgen.expressions.values import ExpressionError
from reportgen.language.patterns import Pattern

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
        message, hint = _explain(text, getattr(error, "msg", None) or "")
        raise ExpressionError("expression-syntax", message, hint) from None
    except (RecursionError, MemoryError):
        message = _("the expression is nested too deeply")
        raise ExpressionError("expression-syntax", message) from None


_STRING = Pattern(r"""\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'""")
_TYPED = Pattern("[”“„’‘«»]")
_PAIRS = {"(": ")", "[": "]", "{": "}"}


def _explain(text: str, said: str) -> tuple[Message, Message]:
    """What keeps an expression from being understood, and what to do; `said` is Python's word."""
    if not text.strip():
        return _("the expression is empty"), _CHECK
    bare = _STRING.sub(" ", text)
    if found := _TYPED.search(bare):
        message = _("the quotation mark {sign} is one for print", sign=found[0])
        return message, _('write straight ones: "…"')
    if '"' in bare or "'" in bare:
        return _("a quotation mark is opened and not closed"), _("write both quotation marks")
    if sign := _lone_bracket(bare):
        return _("the bracket '{sign}' has no other one", sign=sign), _("write both brackets")
    for pattern, message, hint in _KNOWN:
        if re.search(pattern, said):
            return message, hint
    return _("the expression can't be understood"), _CHECK


def _lone_bracket(text: str) -> str | None:
    """The first bracket that is closed and not open, or the last that is not closed."""
    waiting: list[str] = []
    for sign in text:
        if sign in _PAIRS:
            waiting.append(sign)
        elif sign in _PAIRS.values() and (not waiting or _PAIRS[waiting.pop()] != sign):
            return sign
    return waiting[-1] if waiting else None


_CHECK = _('check quotation marks, brackets and commas; labels stand in "…" inside [ ]')
_KNOWN = (
    (
        "expected 'else'",
        _("'if' has no 'else'"),
        _('say what stands there otherwise: "fler" if a > b else "färre"'),
    ),
    (
        "Maybe you meant '=='|cannot assign|assignment",
        _("a single '=' has no meaning here"),
        _("'==' asks whether two things are the same"),
    ),
    (
        "forgot a comma",
        _("something is missing between two values: a comma or a sign such as +"),
        _CHECK,
    ),
    (
        "invalid (?:decimal|hexadecimal|octal|binary) literal|leading zeros|imaginary",
        _("a number is not written as one"),
        _('write 12 or 12.5; a label that begins with a digit stands in quotation marks: ["0–17"]'),
    ),
    (
        "invalid (?:non-printable )?character",
        _("a sign has no meaning in an expression"),
        _("use + - * / and straight quotation marks"),
    ),
)
