"""A document of another program as a Word file, by way of LibreOffice."""

from __future__ import annotations

from pathlib import Path

from reportgen.office.libreoffice import convert_to_word

# What LibreOffice opens and Word files are made of.
ENDINGS = (".odt", ".doc", ".rtf", ".fodt")


def as_word_file(name: str, content: bytes, folder: Path) -> Path:
    """The Word file of the document `name`, which holds `content`; it lies in `folder`.

    Raises ReportError: no-libreoffice, libreoffice-failed.
    """
    file = Path(name)
    made = folder / f"{file.stem}.docx"
    made.write_bytes(convert_to_word(content, file.suffix.lower()))
    return made
