"""Prints diagnostics as a person reads them: place, message, the line, a caret, a hint."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache, wraps
from pathlib import Path
from typing import ParamSpec

import click

from reportgen.cli.language import say
from reportgen.diagnostics import Diagnostic, ReportError, Severity, Span
from reportgen.diagnostics import Message as _

P = ParamSpec("P")

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_WORDS = {
    Severity.ERROR: _("error"),
    Severity.WARNING: _("warning"),
    Severity.NOTE: _("note"),
}
_WIDEST = 100


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


def print_diagnostics(diagnostics: Iterable[Diagnostic], root: Path) -> None:
    """Print each diagnostic to standard error, files named from the project at or above `root`."""
    for diagnostic in diagnostics:
        click.echo(rendered(diagnostic, root), err=True)


def rendered(diagnostic: Diagnostic, root: Path) -> str:
    """A diagnostic as lines of text: place, message, the line with a caret, a hint."""
    translate = say()
    word = translate(_WORDS[diagnostic.severity])
    head = click.style(f"{word}[{diagnostic.code}]", fg=_COLOURS[diagnostic.severity], bold=True)
    span = diagnostic.span
    place = f"{span.file}:{span.line}:{span.column}: " if span else ""
    lines = [f"{place}{head}: {translate(diagnostic.message)}"]
    if span:
        lines += _excerpt(span, root)
    if diagnostic.hint:
        hint = click.style(translate(_("hint")), fg="cyan", bold=True)
        lines.append(f"  {hint}: {translate(diagnostic.hint)}")
    return "\n".join(lines)


def _excerpt(span: Span, root: Path) -> list[str]:
    """The line that `span` begins in, and carets under what it covers of it."""
    text = _line(_file(span.file, root), span.line)
    if text is None or not text.strip():
        return []
    begin = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(text)
    text, begin, end = _narrowed(text.replace("\t", " "), begin, max(end, begin + 1))
    margin = " " * len(str(span.line))
    carets = click.style("^" * (end - begin), fg="green", bold=True)
    return [f"  {span.line} | {text}", f"  {margin} | {' ' * begin}{carets}"]


def _narrowed(text: str, begin: int, end: int) -> tuple[str, int, int]:
    """A window of a long line around what matters in it."""
    if len(text) <= _WIDEST:
        return text, begin, min(end, max(len(text), begin + 1))
    start = max(0, min(begin - 20, len(text) - _WIDEST))
    stop = min(len(text), start + _WIDEST)
    before, after = "…" if start else "", "…" if stop < len(text) else ""
    window = before + text[start:stop] + after
    moved = len(before) - start
    return window, begin + moved, max(begin + 1, min(end, stop)) + moved


def _file(name: str, root: Path) -> Path:
    """Where the file called `name` in the project at or above `root` is."""
    folder = root.absolute()
    for place in (folder, *folder.parents):
        if (place / "content").is_dir():
            return place / name
    return folder / name


@lru_cache(maxsize=8)
def _lines(path: Path) -> tuple[str, ...]:
    try:
        if path.stat().st_size > 20 * 1024 * 1024:
            return ()
        text = path.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        return ()
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))


def _line(path: Path, number: int) -> str | None:
    lines = _lines(path)
    return lines[number - 1] if number <= len(lines) else None
