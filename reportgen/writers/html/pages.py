"""The page templates: the only door to Jinja's rendering.

Ours lie beside this module. A project's own of the same name stands in for one; it can extend
ours as `reportgen/NAME`. Templates are sandboxed: what is text is escaped, whatever they do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from traceback import walk_tb
from typing import Any, NoReturn

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from reportgen.dataclass import asdict
from reportgen.diagnostics import Diagnostic, ReportError, Severity, Span, did_you_mean
from reportgen.diagnostics import Message as _
from reportgen.writers.html.options import FOLDER
from reportgen.writers.html.page import Page
from reportgen.writers.html.style import STYLE

SHIPPED = Path(__file__).parent / "templates"
ENDING = ".html.j2"
_PAGE = "page.html.j2"
_OURS = "reportgen/"
# Filters that would let text in as markup.
_UNSAFE_FILTERS = ("safe", "tojson", "urlize", "xmlattr")


def render_page(page: Page, own: Mapping[str, str]) -> tuple[str, tuple[Diagnostic, ...]]:
    """The page as the templates make it, and notes on those of the project that nothing used.

    `own` are the project's templates by file name. Raises ReportError (page-template) with
    file and line of a template that is broken.
    """
    environment = _environment(tuple(sorted(own.items())))
    try:
        text = environment.get_template(_PAGE).render(_given(page))
    except TemplateSyntaxError as error:
        raise _broken(error.filename or "", error.lineno, error.message or "") from None
    except Exception as error:  # noqa: BLE001 - whatever a template of the project does wrong
        _blame(error)
    return text, tuple(_unused(environment.seen, own))


def shipped_names() -> tuple[str, ...]:
    """The names of the templates that a project can have of its own."""
    return tuple(sorted(path.name for path in SHIPPED.glob(f"*{ENDING}")))


class _Loader(BaseLoader):
    """The project's templates first, then ours; remembers which were asked for."""

    def __init__(self, own: Mapping[str, str]) -> None:
        self.own = own
        self.seen: set[str] = set()

    def get_source(self, environment: object, template: str) -> tuple[str, str, Callable[[], bool]]:
        del environment
        self.seen.add(template)
        if template in self.own:
            return self.own[template], f"{FOLDER}/{template}", lambda: True
        name = template.removeprefix(_OURS)
        if name not in shipped_names():
            raise TemplateNotFound(template)
        path = SHIPPED / name
        return path.read_text(encoding="utf-8"), str(path), lambda: True


class _Environment(SandboxedEnvironment):
    """Jinja without ways around the escaping, or to fill the memory."""

    intercepted_binops = frozenset(["*", "**"])

    def __init__(self, loader: _Loader) -> None:
        super().__init__(
            loader=loader,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.seen = loader.seen
        self.globals.clear()
        for name in _UNSAFE_FILTERS:
            del self.filters[name]

    def call_binop(self, context: object, operator: str, left: object, right: object) -> object:
        """A product; of numbers only."""
        del context
        if not isinstance(left, int | float) or not isinstance(right, int | float):
            raise SecurityError("only numbers can be multiplied")
        if operator == "**":
            raise SecurityError("there are no powers in a template")
        return left * right

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        template = super()._parse(source, name, filename)
        for found in template.find_all(nodes.EvalContextModifier):
            message = "the escaping can't be turned off"
            raise TemplateSyntaxError(message, found.lineno, name, filename)
        return template


@lru_cache(maxsize=4)
def _environment(own: tuple[tuple[str, str], ...]) -> _Environment:
    return _Environment(_Loader(dict(own)))


def _given(page: Page) -> dict[str, Any]:
    """The page's fields by name, as the templates call them."""
    return asdict(page)


def _blame(error: Exception) -> NoReturn:
    """Raise what a template of the project did as a ReportError; a mistake of ours as it is."""
    for frame, line in reversed(list(walk_tb(error.__traceback__))):
        file = frame.f_code.co_filename
        if file.startswith(f"{FOLDER}/"):
            raise _broken(file, line, str(error)) from None
    raise error


def _broken(file: str, line: int, problem: str) -> ReportError:
    """The error for a template that can't be used; `problem` is in Jinja's words."""
    span = Span(file, line, 1, line, 1)
    message = _("the page template can't be used: {problem}", problem=problem.rstrip("."))
    hint = _("the user's guide says what a page template is given; ours are good to start from")
    return ReportError([Diagnostic("page-template", message, span, hint)])


def _unused(seen: set[str], own: Mapping[str, str]) -> list[Diagnostic]:
    """A note on each file that stands in for nothing, mostly a name that is misspelt."""
    return [
        Diagnostic(
            "unused-page-template",
            _("the page template '{name}' is not used by any other", name=name),
            Span.of_file(f"{FOLDER}/{name}"),
            did_you_mean(name, shipped_names()),
            Severity.WARNING,
        )
        for name in sorted(own)
        if name not in seen and name != STYLE
    ]
