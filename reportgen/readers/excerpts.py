"""The line that a diagnostic is about, cut to what a person can take in."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from reportgen.diagnostics import Span
from reportgen.storage.files import is_folder, read_regular

_WIDEST = 100
_LARGEST_READ = 20 * 1024 * 1024


class Excerpt(Struct, frozen=True):
    """A line, or a window of a long one; what the span covers of it is from `begin` to `end`."""

    text: str
    begin: int
    end: int


def find_excerpt(span: Span, root: Path, widest: int = _WIDEST) -> Excerpt | None:
    """The line in which `span` begins, of the project at or above `root`.

    None where there is nothing to show: a whole file, a blank line, a file that is gone. What a
    link leads to outside the project is not shown; a file with a whole path of its own is.
    A longer line than `widest` is cut.
    """
    if span == Span.of_file(span.file):
        return None
    text = _line(_file(span.file, root), span.line)
    if text is None or not text.strip():
        return None
    begin = span.column - 1
    end = span.end_column - 1 if span.end_line == span.line else len(text)
    return _narrowed(text.replace("\t", " "), begin, max(end, begin + 1), widest)


def _narrowed(text: str, begin: int, end: int, widest: int) -> Excerpt:
    """A window of a long line around what matters in it."""
    if len(text) <= widest:
        return Excerpt(text, begin, min(end, max(len(text), begin + 1)))
    start = max(0, min(begin - 20, len(text) - widest))
    stop = min(len(text), start + widest)
    before, after = "…" if start else "", "…" if stop < len(text) else ""
    moved = len(before) - start
    window = before + text[start:stop] + after
    return Excerpt(window, begin + moved, max(begin + 1, min(end, stop)) + moved)


def _file(name: str, root: Path) -> Path | None:
    """Where the file called `name` in the project at or above `root` is; None outside of it."""
    folder = root.absolute()
    for place in (folder, *folder.parents):
        if is_folder(place / "content"):
            folder = place
            break
    path = folder / name
    leads_out = not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))
    return None if leads_out and not Path(name).is_absolute() else path


def _line(path: Path | None, number: int) -> str | None:
    if path is None:
        return None
    try:
        status = path.stat()
    except OSError:
        return None
    if status.st_size > _LARGEST_READ:
        return None
    lines = _lines(path, status.st_mtime_ns, status.st_size)
    return lines[number - 1] if number <= len(lines) else None


@lru_cache(maxsize=8)
def _lines(path: Path, *_version: int) -> tuple[str, ...]:
    """The lines of a file; `_version` is its time and size, so that a saved one is read again."""
    try:
        text = read_regular(path, _LARGEST_READ).decode("utf-8-sig", "replace")
    except OSError:
        return ()
    return tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
