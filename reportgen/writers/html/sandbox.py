"""What a page template can do: print what it is given, and nothing without a bound.

A template is content. Jinja's sandbox keeps it from Python; what is added here keeps it from
filling the memory and from running for ever. Filters and methods are those listed. Whatever
makes text is counted, and so is every line that is executed.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import wraps
from types import FrameType

from jinja2 import BaseLoader, StrictUndefined, TemplateSyntaxError, Undefined, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext, Macro
from jinja2.sandbox import SandboxedEnvironment
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from reportgen.diagnostics import Message as _

# Beside what a page holds already, four times over: each of its texts may be printed and kept.
MOST_CHARACTERS = 50_000_000
MOST_LINES = 300_000
LONGEST_S = 20
_LARGEST_NUMBER = 10**15
FILTERS = (
    *("abs", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float"),
    *("groupby", "int", "items", "last", "length", "list", "lower", "map", "max", "min", "reject"),
    *("rejectattr", "reverse", "select", "selectattr", "sort", "striptags", "sum", "title", "trim"),
    *("truncate", "unique", "upper", "wordcount"),
)
METHODS = ("endswith", "get", "isoformat", "items", "keys", "startswith", "values")

# What a template may still make; None where there are only ours.
_left: ContextVar[int | None] = ContextVar("_left", default=None)


class RefusedError(SecurityError):
    """What a template tried and may not; `said` can be translated."""

    def __init__(self, said: _) -> None:
        super().__init__(str(said))
        self.said = said


class RefusedSyntaxError(TemplateSyntaxError):
    """The same, seen before the template has run."""

    def __init__(self, said: _, line: int, name: str | None, file: str | None) -> None:
        super().__init__(str(said), line, name, file)
        self.said = said


@contextmanager
def bounded(is_template: Callable[[str], bool], given: int) -> Iterator[None]:
    """What a render inside may cost; `given` characters are the page's own.

    `is_template` tells a template by the name of its file: its lines are counted.
    """
    begun, lines = time.monotonic(), 0

    def trace(frame: FrameType, _event: str, _given: object) -> Callable[..., object] | None:
        return count if is_template(frame.f_code.co_filename) else None

    def count(_frame: FrameType, _event: str, _given: object) -> Callable[..., object]:
        nonlocal lines
        lines += 1
        if lines > MOST_LINES or time.monotonic() - begun > LONGEST_S:
            raise RefusedError(_("the template does not come to an end"))
        return count

    token, before = _left.set(MOST_CHARACTERS + 4 * given), sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        yield
    finally:
        sys.settrace(before)
        _left.reset(token)


class PageEnvironment(SandboxedEnvironment):
    """Jinja with the bounds that this module is about."""

    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "**", "%"])

    def __init__(self, loader: BaseLoader) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            finalize=_printable,
        )
        self.globals.clear()
        self.filters = {name: _counted(self.filters[name]) for name in FILTERS}
        self.filters["join"] = _join
        self.concat = _concatenated  # type: ignore[method-assign]

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Whether a template may have `obj.attr`: a field, or a method that is listed."""
        free = attr in METHODS or isinstance(value, Macro) or isinstance(obj, LoopContext)
        return (free or not callable(value)) and super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: object) -> None:
        """No `format` of a text: its widths are written in few characters."""

    def call_binop(self, context: Context, operator: str, left: object, right: object) -> object:
        """A calculation with numbers, or two texts as one."""
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            _spend(len(left) + len(right))
            return left + right
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or not numbers:
            raise RefusedError(_("'{operator}' can't be done with these", operator=operator))
        result: float = super().call_binop(context, operator, left, right)
        if abs(result) > _LARGEST_NUMBER:
            raise RefusedError(_("the number is too large"))
        return result

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        for turned in template.find_all(nodes.EvalContextModifier):
            said = _("the escaping can't be turned off")
            raise RefusedSyntaxError(said, turned.lineno, name, filename)
        for macro in template.find_all((nodes.Macro, nodes.CallBlock)):
            if made := next(filter(_makes_lists, macro.find_all(_LISTS)), None):
                said = _("a macro can't make lists")
                raise RefusedSyntaxError(said, made.lineno, name, filename)
        joining: nodes.Template = _Joining().visit(template)
        return joining


_LISTS = (nodes.List, nodes.Tuple, nodes.Dict)


def _makes_lists(node: nodes.Node) -> bool:
    """Whether a list is made of what has a name: in a macro that calls itself it would grow."""
    return getattr(node, "ctx", "load") == "load" and any(node.find_all(nodes.Name))


class _Joining(NodeTransformer):
    """Makes of `a ~ b`, which nothing can come between, the list of both, joined."""

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802 - the name that is looked for
        parts = nodes.List([self.visit(each) for each in node.nodes], lineno=node.lineno)
        return nodes.Filter(parts, "join", [], [], None, None, lineno=node.lineno)


def _spend(characters: int) -> None:
    left = _left.get()
    if left is None:
        return
    if characters > left:
        raise RefusedError(_("the template makes too much text"))
    _left.set(left - characters)


def _printable(value: object) -> object:
    """`value`, if it is a text or a number: a list of lists may be endless when printed."""
    plain = value is None or isinstance(value, str | int | float | date | Undefined)
    if plain or hasattr(value, "__html__"):
        return value
    raise RefusedError(_("only text and numbers can be printed"))


def _counted(given: Callable[..., object]) -> Callable[..., object]:
    """The filter, what it makes of a text counted."""

    @wraps(given)
    def counted(*arguments: object, **named: object) -> object:
        made = given(*arguments, **named)
        if isinstance(made, str):
            _spend(len(made))
        return made

    return counted


def _join(values: Iterable[object], between: str = "") -> Markup:
    """The texts as one, what is no markup escaped; without Jinja's `attribute`."""
    parts = [escape(_printable(each)) for each in values]
    _spend(sum(map(len, parts)) + len(parts) * len(between))
    return escape(between).join(parts)


def _concatenated(pieces: Iterable[str]) -> str:
    """What Jinja joins: a block, a macro, the page."""
    parts = []
    for piece in pieces:
        _spend(len(piece))
        parts.append(piece)
    return "".join(parts)
