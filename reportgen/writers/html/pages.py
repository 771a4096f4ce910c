"""The page templates: the only door to Jinja's rendering.

Ours lie beside this module. A project's own of the same name stands in for one; it can extend
ours as `reportgen/NAME`. Templates are sandboxed: what is text is escaped, whatever they do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import nullcontext
from functools import lru_cache
from pathlib import Path
from traceback import walk_tb
from typing import Any, NoReturn

from jinja2 import BaseLoader, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from msgspec.structs import asdict

from reportgen.diagnostics import Diagnostic, ReportError, Severity, Span, did_you_mean
from reportgen.diagnostics import Message as _
from reportgen.writers.html.options import FOLDER
from reportgen.writers.html.page import Page
from reportgen.writers.html.sandbox import (
    PageEnvironment,
    RefusedError,
    RefusedSyntaxError,
    bounded,
)
from reportgen.writers.html.style import STYLE

SHIPPED = Path(__file__).parent / "templates"
ENDING = ".html.j2"
_PAGE = "page.html.j2"
_OURS = "reportgen/"


def render_page(page: Page, own: Mapping[str, str]) -> tuple[str, tuple[Diagnostic, ...]]:
    """The page as the templates make it, and notes on those of the project that nothing used.

    `own` are the project's templates by file name. Raises ReportError (page-template) with
    file and line of a template that is broken.
    """
    environment = _environment(tuple(sorted(own.items())))
    try:
        with bounded(_is_template, _size(page)) if own else nullcontext():
            text = environment.get_template(_PAGE).render(_given(page))
    except TemplateSyntaxError as error:
        raise _broken(error.filename or "", error.lineno, _said(error)) from None
    except Exception as error:  # noqa: BLE001 - whatever a template of the project does wrong
        _blame(error)
    if not text.strip():
        raise _broken(f"{FOLDER}/{_PAGE}", 1, _("it makes a page with nothing on it"))
    loader = environment.loader
    assert isinstance(loader, _Loader)
    return text, tuple(_unused(loader.seen, own))


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


@lru_cache(maxsize=4)
def _environment(own: tuple[tuple[str, str], ...]) -> PageEnvironment:
    return PageEnvironment(_Loader(dict(own)))


def _given(page: Page) -> dict[str, Any]:
    """The page's fields by name, as the templates call them."""
    return asdict(page)


def _size(page: Page) -> int:
    """How many characters the page holds before a template has made anything of it."""
    sections = (len(each.heading.markup) + len(each.content.markup) for each in page.sections)
    return sum(sections) + len(page.notes.markup) + len(page.style.markup)


def _is_template(file: str) -> bool:
    return file.startswith(f"{FOLDER}/") or Path(file).parent == SHIPPED


def _blame(error: Exception) -> NoReturn:
    """Raise what a template of the project did as a ReportError; a mistake of ours as it is."""
    for frame, line in reversed(list(walk_tb(error.__traceback__))):
        file = frame.f_code.co_filename
        if file.startswith(f"{FOLDER}/"):
            raise _broken(file, line, _said(error)) from None
    raise error


def _said(error: Exception) -> _:
    """What a template did wrong, in words that can be translated."""
    match error:
        case RefusedError() | RefusedSyntaxError():
            return error.said
        case TemplateSyntaxError():
            return _("what stands between {{{{ }}}} or {{% %}} here is not understood")
        case TemplateNotFound(name=str(name)):
            return _("there is no template '{name}'", name=name)
        case UndefinedError():
            return _("it uses a name that it is not given")
        case SecurityError():
            return _("it tries what a template may not do")
        case _other:
            return _("it can't be done with what it is given")


def _broken(file: str, line: int, problem: _) -> ReportError:
    """The error for a template that can't be used."""
    span = Span(file, line, 1, line, 1)
    message = _("the page template can't be used: {problem}", problem=problem)
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
