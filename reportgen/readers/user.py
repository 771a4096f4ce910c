"""The user's own settings: what a person has on this computer, whatever project is open."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span
from reportgen.readers.fields import Field, Record
from reportgen.readers.shapes import MapOf, Text
from reportgen.readers.source import read_source
from reportgen.readers.yaml.reading import parse_yaml
from reportgen.storage.files import exists, read_regular, replace_file


class UserSettings(Struct, frozen=True):
    """`editor` is a command that opens a file at a line, None where none is named.

    `registers` are the files of registers by name; {year} in one stands for the report's year.
    """

    span: Span
    editor: str | None = None
    registers: Mapping[str, str] = field(default_factory=dict)


USER = Record(
    UserSettings,
    {
        "editor": Field(Text(), _("the editor that the preview opens files in, such as code")),
        "registers": Field(MapOf(Text()), _("where the files of registers lie, by their names")),
    },
)


def user_folder() -> Path:
    """Where a person's own settings lie, outside of every project: as each system has it."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or home) / "reportgen"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "reportgen"
    return Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "reportgen"


def user_settings_file() -> Path:
    """The file of a person's own settings, which need not be there."""
    return user_folder() / "settings.yaml"


def read_user_settings(path: Path) -> UserSettings:
    """Read the settings in `path`; without the file there are none. Raises ReportError."""
    if not exists(path):
        return UserSettings(Span.of_file(str(path)))
    return USER.read(parse_yaml(read_source(path, str(path))))


def keep_register(path: Path, name: str, file: str) -> None:
    """Write into the settings in `path` where a register lies; all else in them stays.

    Raises OSError, and ReportError for settings that can't be read.
    """
    read_user_settings(path)
    content = read_regular(path) if exists(path) else b""
    text = content.decode("utf-8", "surrogateescape")
    quoted = file.replace("'", "''")
    found = re.search(r"^registers:[ \t]*(?:#.*)?\r?\n([ \t]*)", text, re.MULTILINE)
    line = f"{found[1] if found and found[1] else '  '}{name}: '{quoted}'\n"
    if found:
        text = text[: found.start(1)] + line + text[found.start(1) :]
    else:
        text += ("\n" if text and not text.endswith("\n") else "") + "registers:\n" + line
    replace_file(path, text.encode("utf-8", "surrogateescape"))
    read_user_settings(path)
