"""Remembers what each file said, for who reads the same files again and again.

A preview reads the whole report at every save. What a file says depends on its text alone, so
the last answer for it is right as long as the text is the same: only what was saved is parsed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from reportgen.diagnostics import ReportError
from reportgen.readers.source import Source

T = TypeVar("T")
P = ParamSpec("P")


def remembering(
    read: Callable[Concatenate[Source, P], T],
) -> Callable[Concatenate[Source, P], T]:
    """Make a pure function of a source keep its last answer for each file, an error as well.

    What it gives must be frozen. One answer a file is kept, of one that is gone as well: the
    memory that this takes is that of one reading of all files that there were.
    """
    kept: dict[tuple[object, ...], tuple[Source, T | ReportError]] = {}

    def attempt(source: Source, /, *rest: P.args, **named: P.kwargs) -> T | ReportError:
        try:
            return read(source, *rest, **named)
        except ReportError as error:
            return ReportError(error.diagnostics)

    @wraps(read)
    def remembered(source: Source, /, *rest: P.args, **named: P.kwargs) -> T:
        key = (source.file, *rest, *named.items())
        known, answer = kept.get(key, (None, None))
        if known != source or answer is None:
            answer = attempt(source, *rest, **named)
            kept[key] = (source, answer)
        if isinstance(answer, ReportError):
            raise ReportError(answer.diagnostics)
        return answer

    return remembered
