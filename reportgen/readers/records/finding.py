"""Which YAML files in a year's folder are lists: those that say what columns they have."""

from __future__ import annotations

import re
from pathlib import Path

from reportgen.diagnostics import Problems, ReportError, Span
from reportgen.readers.manifest import YEAR_FILES, Originals, entries_of, is_yaml
from reportgen.readers.paths import check_inside
from reportgen.readers.source import MAX_BYTES
from reportgen.storage.files import read_regular


def list_files(root: Path, folder: str) -> tuple[str, ...]:
    """The files of `folder` that are lists, copies left out."""
    entries = entries_of(root, folder, Problems())  # told where the sections are read
    names = sorted(entry.name for entry in entries if _may_be_list(entry.name))
    files = [f"{folder}/{name}" for name in names]
    found = [file for file in files if says_columns(_raw(root, file))]
    originals = Originals(file.rpartition("/")[2] for file in found)
    return tuple(file for file in found if originals.of(file.rpartition("/")[2]) is None)


def _may_be_list(name: str) -> bool:
    """Whether a file of this name may be one; what begins with a digit is a section's."""
    own = is_yaml(name) and name not in YEAR_FILES
    return own and name.isprintable() and name[0] not in ".~0123456789"


def says_columns(text: str) -> bool:
    """Whether a YAML file is a list: its columns or rows begin a line, and are no number."""
    return re.search(r"^(?:columns|rows)[ \t]*:(?![ \t]*\d)", text, re.MULTILINE) is not None


def _raw(root: Path, file: str) -> str:
    """The text of a file as well as it can be read; "" where it can't."""
    try:
        check_inside(root, file, Span.of_file(file))
        return read_regular(root / file, MAX_BYTES).decode("utf-8", "replace")
    except (OSError, ReportError):
        return ""  # told as a file that nothing reads
