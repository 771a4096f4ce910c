"""Prints diagnostics as a person reads them: place, message, the line, a caret, a hint."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from pathlib import Path
from typing import ParamSpec

import click

from reportgen.cli.language import language, say
from reportgen.diagnostics import SEVERITY_WORDS, Diagnostic, ReportError, Severity, Span
from reportgen.diagnostics import Message as _
from reportgen.readers.paths import printable

P = ParamSpec("P")

# Whoever has mended these asks again.
_MOST_PRINTED = 500

SEVERITY_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def seconds_shown(seconds: float, places: int = 1) -> str:
    """A time as a number with decimals, in the language of the command line."""
    from fractions import Fraction

    from reportgen.language.formatting import format_number

    return format_number(Fraction(round(seconds * 10**places), 10**places), language(), places)


def reporting(command: Callable[P, None]) -> Callable[P, None]:
    """A command that prints the problems of a ReportError and ends with exit code 1."""

    @wraps(command)
    def run(*arguments: P.args, **options: P.kwargs) -> None:
        try:
            command(*arguments, **options)
        except ReportError as problem:
            root = options.get("project")
            print_diagnostics(problem.diagnostics, root if isinstance(root, Path) else Path())
            errors = sum(d.severity is Severity.ERROR for d in problem.diagnostics)
            counted = _("{count} error found.", "{count} errors found.", count=errors)
            click.secho(say()(counted), err=True, bold=True)
            raise SystemExit(1) from None

    return run


def same_errors(changed: Iterable[str]) -> str:
    """What is said of a save that left every error as it was: they are told once."""
    files = printable(", ".join(changed)) or say()(_("The report"))
    return say()(_("{files}: the errors are the same as before.", files=files))


def print_diagnostics(diagnostics: Iterable[Diagnostic], root: Path) -> None:
    """Print each diagnostic to standard error, files named from the project at or above `root`."""
    every = tuple(diagnostics)
    for diagnostic in every[:_MOST_PRINTED]:
        click.echo(rendered(diagnostic, root), err=True)
    if len(every) > _MOST_PRINTED:
        more = _("… and {count} more; mend some of these first", count=len(every) - _MOST_PRINTED)
        click.echo(say()(more), err=True)


def rendered(diagnostic: Diagnostic, root: Path) -> str:
    """A diagnostic as lines of text: place, message, the line with a caret, a hint."""
    translate = say()
    word = translate(SEVERITY_WORDS[diagnostic.severity])
    head = click.style(
        f"{word}[{diagnostic.code}]", fg=SEVERITY_COLOURS[diagnostic.severity], bold=True
    )
    span = diagnostic.span
    place = f"{printable(span.file)}:{span.line}:{span.column}: " if span else ""
    lines = [f"{place}{head}: {translate(diagnostic.message)}"]
    if span:
        lines += _excerpt(span, root)
    if diagnostic.hint:
        hint = click.style(translate(_("hint")), fg="cyan", bold=True)
        lines.append(f"  {hint}: {translate(diagnostic.hint)}")
    return "\n".join(lines)


def _excerpt(span: Span, root: Path) -> list[str]:
    """The line that `span` begins in, and carets under what it covers of it."""
    from reportgen.readers.excerpts import find_excerpt

    found = find_excerpt(span, root)
    if found is None:
        return []
    margin = " " * len(str(span.line))
    carets = click.style("^" * (found.end - found.begin), fg="green", bold=True)
    return [f"  {span.line} | {found.text}", f"  {margin} | {' ' * found.begin}{carets}"]
