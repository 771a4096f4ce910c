"""A document of another program as a Word file, by way of LibreOffice."""

from __future__ import annotations

from pathlib import Path

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span, report_error
from reportgen.office.libreoffice import convert_to_word
from reportgen.storage.causes import cause_of
from reportgen.storage.files import read_regular

# What LibreOffice opens and Word files are made of.
ENDINGS = (".odt", ".doc", ".rtf", ".fodt")


def as_word_file(file: Path, folder: Path) -> Path:
    """The Word file of the document `file`, of the same name, in `folder`.

    Raises ReportError: unreadable-file, no-libreoffice, libreoffice-failed.
    """
    try:
        content = read_regular(file)
    except OSError as error:
        message = _("'{file}' can't be read: {reason}", file=file.name, reason=cause_of(error))
        raise report_error("unreadable-file", Span.of_file(file.name), message) from None
    made = folder / f"{file.stem}.docx"
    made.write_bytes(convert_to_word(content, file.suffix.lower()))
    return made
