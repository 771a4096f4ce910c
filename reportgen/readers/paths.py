"""Where a project's files are: its root, its years, and that nothing leads out of it."""

from __future__ import annotations

import os
import re
import unicodedata
from errno import ENOENT, ENOTDIR
from pathlib import Path

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import ReportError, Span, did_you_mean, report_error
from reportgen.storage.causes import cause_of
from reportgen.storage.files import is_folder, is_regular, list_folder

SETTINGS = "content/reportgen.yaml"
_ABSENT = (ENOENT, ENOTDIR)
_YEAR = re.compile(r"(19|20)[0-9]{2}")


def find_project(start: Path) -> Path:
    """The folder with `content/reportgen.yaml`: `start` or the nearest above it.

    Raises ReportError (no-project).
    """
    start = start.absolute()
    for folder in (start, *start.parents):
        if is_regular(folder / SETTINGS):
            return folder
        _refuse_closed(folder / SETTINGS)
    raise report_error(
        "no-project",
        None,
        _("there is no report project in {folder} or above it", folder=str(start)),
        _("go to the folder that holds 'content', or name it with --project"),
    )


def _refuse_closed(settings: Path) -> None:
    """Raise ReportError (unreadable-file) where `content` is there and can't be looked into."""
    try:
        settings.stat()
    except OSError as error:
        if error.errno not in _ABSENT and is_folder(settings.parent):
            raise unreadable("content", error) from None


def find_years(root: Path) -> tuple[int, ...]:
    """The years that have a folder in `content`, from the oldest.

    Raises ReportError (unreadable-file) where `content` can't be listed.
    """
    try:
        entries = list_folder(root / "content")
    except OSError as error:
        if error.errno in _ABSENT:
            return ()
        raise unreadable("content", error) from None
    return tuple(sorted(int(e.name) for e in entries if is_year(e.name) and is_folder(e)))


def unreadable(folder: str, error: OSError) -> ReportError:
    """The error for a folder that the system lets nobody list."""
    message = _("'{file}' can't be read: {reason}", file=folder, reason=cause_of(error))
    return report_error("unreadable-file", Span.of_file(folder), message)


def is_year(name: str) -> bool:
    """Whether a folder of this name in `content` is that of a year."""
    return _YEAR.fullmatch(name) is not None


def choose_year(root: Path, year: int | None) -> int:
    """`year`, or the newest where it is None; raises ReportError (unknown-year)."""
    years = find_years(root)
    if year is not None:
        check_year(year, years)
        return year
    if not years:
        message = _("there is no year in content yet")
        hint = _("make a folder such as content/2024 with report.yaml in it")
        raise report_error("unknown-year", None, message, hint)
    return years[-1]


def check_year(year: int, years: tuple[int, ...]) -> None:
    """Raise ReportError (unknown-year) where `year` has no folder."""
    if year in years:
        return
    known = ", ".join(str(each) for each in years)
    hint = (
        _("years there are: {known}", known=known)
        if years
        else _("make the folder content/{year} with report.yaml in it", year=str(year))
    )
    message = _("there is no year {year} in content", year=str(year))
    raise report_error("unknown-year", None, message, hint)


def printable(name: str) -> str:
    """A file's name without what steers a terminal or is no text: a disk holds any names."""
    return "".join(each if each.isprintable() else "?" for each in name)


def inside_project(root: Path, name: str, span: Span) -> Path:
    """The path of the file that content names at `span`, relative to `root`.

    Raises ReportError: outside-project (also through a symbolic link), missing-file.
    File names with decomposed letters (macOS) are found by their composed names.
    """
    path = root / name
    if Path(name).is_absolute() or "\\" in name or ":" in name:
        raise _outside(name, span)
    check_inside(root, name, span)
    found = path if is_regular(path) else _decomposed(path)
    if found is not None:
        # What is opened is checked: it may be a link in other letters than those written.
        check_inside(root, found.relative_to(root).as_posix(), span)
    else:
        names = [entry.name for entry in _neighbours(path)]
        message = _("there is no file '{name}'", name=name)
        raise report_error("missing-file", span, message, did_you_mean(path.name, names))
    return found


def name_in(path: Path, root: Path) -> str:
    """The file's name in messages: from the project where it lies in it.

    Raises ReportError (outside-project) where it lies in it and a link leads out.
    """
    try:
        name = path.absolute().relative_to(root.absolute()).as_posix()
    except ValueError:
        return path.as_posix()
    check_inside(root, name, Span.of_file(name))
    return name


def check_inside(root: Path, name: str, span: Span) -> None:
    """Raise ReportError (outside-project) where `name`, from `root`, leads out, links followed."""
    # `Path.resolve` refuses a circle of links; here it is what reading it says.
    real = Path(os.path.realpath(root / name))
    if not real.is_relative_to(os.path.realpath(root)):
        raise _outside(name, span)


def _outside(name: str, span: Span) -> ReportError:
    return report_error(
        "outside-project",
        span,
        _("'{name}' lies outside the project", name=name),
        _("copy the file into the project and write its path from there, with /"),
    )


def _decomposed(path: Path) -> Path | None:
    """The file whose name is the same letters as `path`'s, composed otherwise."""
    wanted = unicodedata.normalize("NFC", path.name)
    for entry in _neighbours(path):
        if unicodedata.normalize("NFC", entry.name) == wanted and is_regular(Path(entry)):
            return Path(entry)
    return None


def _neighbours(path: Path) -> list[os.DirEntry[str]]:
    """What stands in the folder of `path`; nothing where that can't be listed."""
    try:
        return list_folder(path.parent)
    except OSError:
        return []
