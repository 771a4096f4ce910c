"""Reads the files that figures are counted from: a user's registers, a project's own sheets."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from secrets import token_bytes

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, Span, report_error
from reportgen.readers.counting.provenance import NO_KEY, source_digest
from reportgen.readers.paths import inside_project, printable
from reportgen.readers.sheets.book import Book, open_book
from reportgen.storage.causes import cause_of
from reportgen.storage.files import exists, read_regular, replace_file

# 100,000 rows of 20 columns take 10 MB as .xlsx and 20 MB as CSV.
LARGEST = 300_000_000
_KEY_FILE = "count.key"


class Source(Struct, frozen=True):
    """An open file with sheets, the day on which it was saved, and its digest."""

    book: Book
    date: date
    digest: str


class Registers(Struct, frozen=True):
    """Where a user has the registers, by name, and the key of their digests."""

    paths: Mapping[str, Path]
    key: bytes


def own_key(folder: Path) -> bytes:
    """The key of digests that a user's `folder` holds; made the first time, if it can be kept."""
    file = folder / _KEY_FILE
    kept = kept_key(folder)
    if kept is not None:
        return kept
    key = token_bytes(32)
    with suppress(OSError):
        replace_file(file, key)
        file.chmod(0o600)
    return key


def kept_key(folder: Path) -> bytes | None:
    """The key that a user's `folder` holds; None where nothing was counted yet."""
    try:
        return read_regular(folder / _KEY_FILE, 64)
    except OSError:
        return None


def register_path(written: str, year: int) -> Path:
    """The file that a user's settings name; {year} is the report's."""
    return Path(written.replace("{year}", str(year))).expanduser()


def open_register(path: Path, root: Path, span: Span, key: bytes, problems: Problems) -> Source:
    """Open a register; raises ReportError (unreadable-sheets, register-in-project).

    Warns where Excel has it open (open-in-excel): what is not saved is not counted.
    """
    name = printable(path.name)
    if path.name.startswith(("~$", ".~lock.")):
        message = _("{file} is only Excel's mark that the file is open", file=name)
        raise report_error("unreadable-sheets", span, message, _("name the file without ~$"))
    if Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        message = _("{file} lies in the project's folder", file=name)
        hint = _("move the register out of it: its rows would get into git with the report")
        raise report_error("register-in-project", span, message, hint)
    if any(exists(lock) for lock in _locks(path)):
        message = _("{file} is open: what is not saved yet is not counted", file=name)
        problems.warn("open-in-excel", span, message, _("save it, and count again"))
    return _opened(path, name, span, key)


def open_own_sheet(root: Path, name: str, span: Span) -> Source:
    """Open a sheet of the project; raises ReportError.

    Codes: outside-project, missing-file, unreadable-sheets.
    """
    return _opened(inside_project(root, name, span), printable(name), span, NO_KEY)


def _opened(path: Path, name: str, span: Span, key: bytes) -> Source:
    try:
        content = read_regular(path, LARGEST)
        saved = saved_on(path)
    except OSError as error:
        message = _("{file} can't be read: {reason}", file=name, reason=cause_of(error))
        hint = _("look whether it lies where you said, and close it if it is open")
        raise report_error("unreadable-sheets", span, message, hint) from None
    return Source(open_book(content, name, span), saved, source_digest(content, key))


def saved_on(path: Path) -> date:
    """The day on which a file was saved, as Excel shows it; raises OSError."""
    return datetime.fromtimestamp(path.stat().st_mtime).date()  # noqa: DTZ006


def _locks(path: Path) -> tuple[Path, ...]:
    """What Excel and LibreOffice lay beside a file while they have it open."""
    return path.with_name(f"~${path.name}"), path.with_name(f".~lock.{path.name}#")
