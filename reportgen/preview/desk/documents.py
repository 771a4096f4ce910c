"""The documents that were built of a year, and how one is opened in its own program."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import report_error
from reportgen.preview.system_editor import system_opener
from reportgen.readers.paths import printable
from reportgen.storage.causes import cause_of
from reportgen.storage.files import files_in
from reportgen.storage.formats import FORMATS
from reportgen.storage.watching import look_at

_ENDINGS = tuple(each.ending for each in FORMATS)


class Finished(Struct, frozen=True):
    """A document: its name, when it was written, and whether a source was saved since."""

    name: str
    at: float
    written: str
    outdated: bool


def list_documents(root: Path, year: int) -> list[Finished]:
    """The documents in the year's folder of `output`, the newest first."""
    newest = max((at for _size, at in look_at(root).values()), default=0) / 1e9
    found = []
    for path in _documents(root, year):
        at = path.stat().st_mtime
        written = time.strftime("%Y-%m-%d %H:%M", time.localtime(at))
        found.append(Finished(path.name, at, written, outdated=newest > at))
    return sorted(found, key=lambda each: -each.at)


def open_document(root: Path, year: int, name: str) -> None:
    """Open one of `list_documents` as a double click does; raises ReportError."""
    path = next((each for each in _documents(root, year) if each.name == name), None)
    if path is None:
        message = _("there is no document '{name}'", name=printable(name))
        raise report_error("missing-file", None, message, _("build it once more"))
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 - a document of ours, by the user's own programs
        return
    opener = "/usr/bin/open" if sys.platform == "darwin" else system_opener()
    if opener is None:
        message = _("there is no program here that opens documents")
        hint = _("open it from its folder: {folder}", folder=str(path.parent))
        raise report_error("no-editor", None, message, hint)
    try:
        subprocess.Popen(  # noqa: S603 - the system's own opener, no shell
            [opener, str(path)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        message = _("'{name}' can't be opened: {reason}", name=name, reason=cause_of(error))
        raise report_error("no-editor", None, message) from None


def _documents(root: Path, year: int) -> list[Path]:
    return files_in(root / "output" / str(year), _ENDINGS)
