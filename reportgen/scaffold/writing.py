"""Puts new files into a project: all of them or none, and never over one that is there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span, report_error
from reportgen.storage.causes import cannot_write
from reportgen.storage.files import is_folder, read_regular, replace_file, size_of_regular


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make `folder` with `files` in it, whole or not at all; raises ReportError (cannot-write).

    The files are written beside it first: a folder that has its name is complete.
    """
    making = folder.with_name(f".{folder.name}-ny")
    try:
        if is_folder(making):  # left by one that was killed
            shutil.rmtree(making)
        making.mkdir()
        try:
            _write(making, files)
            making.rename(folder)
        except BaseException:
            shutil.rmtree(making, ignore_errors=True)
            raise
    except OSError as error:
        raise cannot_write(str(folder), error) from None


def write_files(root: Path, files: Mapping[str, bytes]) -> None:
    """Write `files` into `root`, which may hold others; those that an end in the middle left stay.

    Raises ReportError: file-exists where one is there already with another content, or all of
    them, with nothing written; cannot-write.
    """
    there = [name for name in files if os.path.lexists(root / name)]
    others = [name for name in there if not _holds(root / name, files[name])]
    if others or len(there) == len(files):
        there = others or there
        message = _("'{file}' is there already, and nothing is overwritten", file=there[0])
        hint = _("choose an empty folder, or a name that no folder has")
        raise report_error("file-exists", Span.of_file(there[0]), message, hint)
    try:
        _write(root, {name: files[name] for name in files if name not in there})
    except OSError as error:
        raise cannot_write(str(root), error) from None


def _holds(path: Path, content: bytes) -> bool:
    """Whether a plain file holds just that."""
    return size_of_regular(path) == len(content) and read_regular(path) == content


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        replace_file(folder / name, content)
