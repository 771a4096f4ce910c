"""Which files of a project the page may write: those that are there, and new ones by legal names.

Never through a link, a folder that is one included: what is written lies where it seems to.
"""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePosixPath

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span, report_error
from reportgen.readers.manifest import SECTION_ENDINGS, YAML_ENDINGS
from reportgen.readers.paths import printable
from reportgen.storage.watching import look_at

_WRITTEN = (*SECTION_ENDINGS, *YAML_ENDINGS)
_FOLDERS = ("content", "figures")
# A new file's name: what every system takes and every synchroniser keeps.
_LEGAL = re.compile(r"[0-9a-z][0-9a-z_-]{0,80}\.[a-z]{2,4}")
# Names that mean a device on Windows, whatever their ending.
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])\.", re.IGNORECASE)


def existing_file(root: Path, file: str) -> Path:
    """The text file of the report that `file` names from `root`; raises ReportError otherwise."""
    path = root / file
    named = PurePosixPath(file)
    ours = named.parts[:1] and named.parts[0] in _FOLDERS and str(named) == file
    if not ours or not file.casefold().endswith(_WRITTEN) or str(path) not in look_at(root):
        message = _("'{file}' is no file of the report", file=printable(file))
        raise report_error("missing-file", None, message)
    _check_straight(root, path, file)
    return path


def new_file(root: Path, folder: str, name: str) -> Path:
    """Where a new file of the project is made; raises ReportError (bad-file-name, cannot-write).

    `folder` is one of ours, from `root`; it need not be there.
    """
    if not _LEGAL.fullmatch(name) or is_device(name):
        message = _("a file can't be called '{name}'", name=printable(name))
        hint = _("use a to z, digits and hyphens")
        raise report_error("bad-file-name", None, message, hint)
    path = root / folder / name
    _check_straight(root, path, f"{folder}/{name}")
    return path


def is_device(name: str) -> bool:
    """Whether a file of this name is a device on Windows."""
    return _DEVICES.match(name) is not None


def _check_straight(root: Path, path: Path, file: str) -> None:
    """Raise ReportError (outside-project) where a link stands on the way from `root`, or there."""
    real = Path(os.path.realpath(root))
    if os.path.realpath(path) != str(real / path.relative_to(root)):
        message = _("'{file}' is reached by a link, through which nothing is written", file=file)
        hint = _("open the file itself, where it lies")
        raise report_error("outside-project", Span.of_file(file), message, hint)
