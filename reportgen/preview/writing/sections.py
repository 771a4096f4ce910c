"""Sections as files: a new one behind another, and one that is taken out, kept aside."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, report_error
from reportgen.preview.writing.keeping import move_aside
from reportgen.preview.writing.places import existing_file, new_file
from reportgen.readers.manifest import is_section, section_names
from reportgen.readers.markdown.attributes import slug
from reportgen.storage.causes import cannot_write
from reportgen.storage.files import exists, replace_file

_NUMBER = re.compile(r"\d+")
# From one section's number to the next, so that there is room between.
_STEP = 10


class NewSection(Struct, frozen=True):
    """A section to begin behind the section `after`, a file of the year; "" for the first."""

    title: str
    after: str


class Named(Struct, frozen=True):
    """A file of the project."""

    file: str


def begin_section(root: Path, year: int, asked: NewSection) -> Named:
    """Make a section's file with its heading; raises ReportError where it can't be called so."""
    shown = "".join(each for each in asked.title if each.isprintable() or each.isspace())
    title = " ".join(shown.split())
    if not slug(title):
        message = _("a section needs a heading with letters in it")
        raise report_error("bad-file-name", None, message)
    stem = slug(title)[:60].strip("-")
    folder = f"content/{year}"
    names = section_names(root, folder, Problems())
    after = asked.after.removeprefix(f"{folder}/")
    before = names.index(after) if after in names else -1
    number = _number_between(names, before)
    path = new_file(root, folder, f"{number}-{stem}.md")
    taken = {_NUMBER.sub("", PurePosixPath(each).stem, count=1).lstrip("b-") for each in names}
    if exists(path) or stem in taken:
        message = _("there is a section called so already")
        raise report_error("bad-file-name", None, message, _("give the section another heading"))
    try:
        replace_file(path, f"# {title}\n".encode())
    except OSError as error:
        raise cannot_write(f"{folder}/{path.name}", error) from None
    return Named(f"{folder}/{path.name}")


def take_section_out(root: Path, asked: Named) -> Named:
    """Move a section's file to what is kept aside, whatever it holds by now; where it is."""
    path = existing_file(root, asked.file)
    if not is_section(path.name):
        message = _("'{file}' is no section of the report", file=asked.file)
        raise report_error("missing-file", None, message)
    try:
        return Named(move_aside(root, path))
    except OSError as error:
        raise cannot_write(asked.file, error) from None


def _number_between(names: list[str], before: int) -> str:
    """What a file's name begins with, to stand behind the one at `before` in `names`."""
    low = _number(names[before]) if before >= 0 else 0
    last = (low or 0) + 2 * _STEP
    after = _number(names[before + 1]) if before + 1 < len(names) else last
    if low is None or after is None or after - low < 2:
        # A letter behind a number stands behind the hyphen that others have there.
        found = _NUMBER.match(names[before]) if before >= 0 else None
        return f"{found[0] if found else '0'}b"
    return str((low + after) // 2).zfill(2)


def _number(name: str) -> int | None:
    found = _NUMBER.match(name)
    return int(found[0]) if found else None
