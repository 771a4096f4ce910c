"""The user's own settings: what a person has on this computer, whatever project is open."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span
from reportgen.readers.fields import Field, Record
from reportgen.readers.shapes import Text
from reportgen.readers.source import read_source
from reportgen.readers.yaml.reading import parse_yaml
from reportgen.storage.files import exists


class UserSettings(Struct, frozen=True):
    """`editor` is a command that opens a file at a line, None where none is named."""

    span: Span
    editor: str | None = None


USER = Record(
    UserSettings,
    {"editor": Field(Text(), _("the editor that the preview opens files in, such as code"))},
)


def read_user_settings(path: Path) -> UserSettings:
    """Read the settings in `path`; without the file there are none. Raises ReportError."""
    if not exists(path):
        return UserSettings(Span.of_file(str(path)))
    return USER.read(parse_yaml(read_source(path, str(path))))
