"""A new year out of an old one: same sections, settings and tables, and none of its numbers."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, report_error
from reportgen.readers.manifest import PROPOSALS, is_section
from reportgen.readers.paths import choose_year, unreadable
from reportgen.readers.records.finding import list_files
from reportgen.readers.source import MAX_BYTES, read_source
from reportgen.scaffold.carrying import (
    carry_records,
    carry_section,
    carry_settings,
    carry_statistics,
    sheet_of,
)
from reportgen.scaffold.writing import write_folder
from reportgen.storage.causes import cause_of
from reportgen.storage.files import exists, read_regular

SETTINGS, STATISTICS = "report.yaml", "statistics.yaml"


def make_year(root: Path, year: int, source: int | None) -> tuple[int, tuple[str, ...]]:
    """Make `content/YEAR` after the year `source`, the newest one for None.

    The prose stays byte for byte, marked as not reviewed; settings lose their date, statistics
    their numbers, lists their rows; pictures and other files come along. Returns the year that it
    was made after and the files' names. Raises ReportError: year-exists, unknown-year, and what
    the old year's settings, statistics and lists can raise.
    """
    folder = root / "content" / str(year)
    if exists(folder):
        message = _("content/{year} is there already, and nothing is overwritten", year=str(year))
        hint = _("go on writing in it, or give it another name first")
        raise report_error("year-exists", None, message, hint)
    old = choose_year(root, source)
    files = _carried(root, old, year)
    write_folder(folder, files)
    return old, tuple(files)


def _carried(root: Path, old: int, new: int) -> dict[str, bytes]:
    """The new year's files by their names; every problem of the old ones at once."""
    problems = Problems()
    files: dict[str, bytes] = {}
    lists = list_files(root, f"content/{old}")
    sheets = {sheet_of(read_regular(root / file), file) for file in lists}
    for name in _names(root, f"content/{old}", problems):
        with problems.collecting():
            files[name] = _carry(root, f"content/{old}/{name}", old, new, lists)
    problems.raise_errors()
    return {name: content for name, content in files.items() if name not in sheets}


def _names(root: Path, folder: str, problems: Problems) -> list[str]:
    """The files in `folder` and the folders in it; hidden ones, open ones' locks, questions not.

    Notes unreadable-file for one that can't be listed.
    """

    def tell(error: OSError) -> None:
        closed = Path(error.filename).relative_to(root).as_posix()
        problems.found.extend(unreadable(closed, error).diagnostics)

    names: list[str] = []
    for base, folders, files in os.walk(root / folder, onerror=tell):
        folders[:] = sorted(name for name in folders if name[0] != ".")
        inside = Path(base).relative_to(root / folder)
        names += [(inside / name).as_posix() for name in sorted(files) if name[0] not in ".~"]
    return [name for name in names if name != PROPOSALS]


def _carry(root: Path, file: str, old: int, new: int, lists: Collection[str]) -> bytes:
    path = root / file
    name = file.split("/", 2)[2]
    if name in (SETTINGS, STATISTICS) or file in lists:
        read_source(path, file)  # raises what a person can understand
    try:
        content = read_regular(path)
    except OSError as error:
        message = _("'{file}' can't be read: {reason}", file=file, reason=cause_of(error))
        raise report_error("unreadable-file", None, message) from None
    if name == SETTINGS:
        return carry_settings(content, file, old, new)
    if name == STATISTICS:
        return carry_statistics(content, file)
    if file in lists:
        return carry_records(content, file)
    if is_section(name) and "/" not in name and len(content) <= MAX_BYTES:
        return carry_section(content, file)
    return content
