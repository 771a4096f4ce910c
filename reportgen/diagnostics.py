"""What went wrong and where: spans, messages that can be translated, diagnostics, ReportError.

Imports nothing of ours. A message keeps its English template and its values apart, so that
the edge (the command line, later a preview page) can say it in the project's language.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum

from msgspec import Struct


class Span(Struct, frozen=True):
    """A stretch of a source file; lines and columns count from 1, in characters.

    `file` is relative to the project, with forward slashes. The end is exclusive:
    one character at line 3, column 5 ends at line 3, column 6.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def of_file(cls, file: str) -> Span:
        """The very beginning of `file`, for problems that concern all of it."""
        return cls(file, 1, 1, 1, 1)

    def until(self, end: Span) -> Span:
        """From where this one begins to where `end` ends."""
        return Span(self.file, self.line, self.column, end.end_line, end.end_column)


class Message:
    """A template in English with `{named}` places, and what belongs in them.

    `plural` is the template for any `count` but 1. Values may be messages themselves.
    """

    __slots__ = ("plural", "template", "values")

    def __init__(self, template: str, /, plural: str | None = None, **values: object) -> None:
        self.template = template
        self.plural = plural
        self.values = values

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Message):
            return NotImplemented
        mine, others = (self.template, self.plural), (other.template, other.plural)
        return mine == others and self.values == other.values

    def __hash__(self) -> int:
        return hash(self.template)

    def __repr__(self) -> str:
        return f"Message({self.template!r}, {self.values!r})"

    def __str__(self) -> str:
        """The message in English, for tracebacks and for tests."""
        chosen = self.template
        if self.plural is not None and self.values.get("count") != 1:
            chosen = self.plural
        return chosen.format(**self.values)


_ = Message


class Severity(StrEnum):
    """How much a diagnostic weighs: only an error stops a build."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


SEVERITY_WORDS = {
    Severity.ERROR: _("error"),
    Severity.WARNING: _("warning"),
    Severity.NOTE: _("note"),
}


class Diagnostic(Struct, frozen=True):
    """One finding: a stable readable `code`, what is wrong, where, and what to do.

    `span` is None where no file is concerned (a year that does not exist).
    """

    code: str
    message: Message
    span: Span | None = None
    hint: Message | None = None
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        where = f"{self.span.file}:{self.span.line}:{self.span.column}: " if self.span else ""
        return f"{where}{self.severity}[{self.code}]: {self.message}"


def counts_in_words(diagnostics: Iterable[Diagnostic]) -> tuple[Message, Message, Message]:
    """How many errors, warnings and notes there are, each as a message with its `count`."""
    severities = [each.severity for each in diagnostics]
    return (
        _("{count} error", "{count} errors", count=severities.count(Severity.ERROR)),
        _("{count} warning", "{count} warnings", count=severities.count(Severity.WARNING)),
        _("{count} note", "{count} notes", count=severities.count(Severity.NOTE)),
    )


class ReportError(Exception):
    """The only exception that content, settings or surroundings can cause.

    Holds every problem that was found, in the order of file, line and column; none where all
    that is wrong has been told before.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(sorted(diagnostics, key=reading_order))
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))


class Problems:
    """Collects diagnostics through a stage, so that all are told at once.

    An error whose code is `forgiven` is noted as a warning: it does not stop a draft. `damaged`
    says that something could not be read for a reason that has been told elsewhere.
    """

    def __init__(self, forgiven: frozenset[str] = frozenset()) -> None:
        self.found: list[Diagnostic] = []
        self.forgiven = forgiven
        self.damaged = False

    def error(
        self, code: str, span: Span | None, message: Message, hint: Message | None = None
    ) -> None:
        """Note an error and go on; a forgiven one is a warning."""
        severity = Severity.WARNING if code in self.forgiven else Severity.ERROR
        self.found.append(Diagnostic(code, message, span, hint, severity))

    def warn(
        self, code: str, span: Span | None, message: Message, hint: Message | None = None
    ) -> None:
        """Note something that does not stop the build."""
        self.found.append(Diagnostic(code, message, span, hint, Severity.WARNING))

    @property
    def errors(self) -> list[Diagnostic]:
        """The found diagnostics that stop a build, each once."""
        every = dict.fromkeys(self.found)
        return [found for found in every if found.severity is Severity.ERROR]

    @property
    def warnings(self) -> list[Diagnostic]:
        """The found diagnostics that do not stop a build, each once."""
        every = dict.fromkeys(self.found)
        return [found for found in every if found.severity is not Severity.ERROR]

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """Take in the diagnostics of a ReportError raised inside, and go on after it."""
        try:
            yield
        except ReportError as problem:
            self.found.extend(problem.diagnostics)
            self.damaged |= not problem.diagnostics

    def raise_errors(self) -> None:
        """Raise ReportError with all errors, if there are any or something is damaged."""
        if self.errors or self.damaged:
            raise ReportError(self.errors)


def reading_order(diagnostic: Diagnostic) -> tuple[str, int, int]:
    """Sort key: file, line, column; what has no place comes first."""
    if diagnostic.span is None:
        return ("", 0, 0)
    return (diagnostic.span.file, diagnostic.span.line, diagnostic.span.column)


def report_error(
    code: str, span: Span | None, message: Message, hint: Message | None = None
) -> ReportError:
    """A ReportError with one diagnostic, to raise at once."""
    return ReportError([Diagnostic(code, message, span, hint)])


def did_you_mean(wrong: str, candidates: Iterable[str]) -> Message | None:
    """The hint "did you mean …?", or None where nothing is near `wrong`."""
    near = closest(wrong, candidates)
    return _("did you mean '{name}'?", name=near) if near is not None else None


def closest(wrong: str, candidates: Iterable[str]) -> str | None:
    """The candidate that `wrong` most likely stands for, or None where none is near it."""
    from difflib import get_close_matches

    by_fold = {candidate.casefold(): candidate for candidate in candidates}
    if len(by_fold) > _MOST_COMPARED:
        by_fold = _likeliest(wrong.casefold(), by_fold)
    near = get_close_matches(wrong.casefold(), by_fold, n=1, cutoff=0.6)
    return by_fold[near[0]] if near else None


# Comparing two words costs microseconds, and a file can have thousands of wrong ones.
_MOST_COMPARED = 100


def _likeliest(wrong: str, by_fold: dict[str, str]) -> dict[str, str]:
    """Of very many candidates those that begin as `wrong` does, nearest in length first."""
    alike = (name for name in by_fold if name[:1] == wrong[:1])
    nearest = sorted(alike, key=lambda name: abs(len(name) - len(wrong)))
    return {name: by_fold[name] for name in nearest[:_MOST_COMPARED]}
