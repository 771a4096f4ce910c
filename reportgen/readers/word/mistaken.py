"""What a file is that was taken for a Word file, told by its first bytes and its parts."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO

from msgspec import Struct

from reportgen.diagnostics import Message
from reportgen.diagnostics import Message as _

DAMAGED = _("it is no .docx file, or it is damaged or encrypted")
_OF_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WITH_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_SAVE = _("open it in Word, and save it as a Word document (.docx)")


class Mistaken(Struct, frozen=True):
    """Why it is no Word file that can be read, and what to do about it."""

    reason: Message
    hint: Message


def mistaken(file: str, content: bytes) -> Mistaken:
    """What the file called so is, which holds `content` and no document."""
    if file.startswith("~$"):
        hint = _("close the report in Word, and take the file whose name does not begin with ~$")
        return Mistaken(_("it is a note by Word that somebody has the report open"), hint)
    if not content.strip(b"\0 \r\n\t"):
        hint = _("it may not have been copied to its end: fetch it once more")
        return Mistaken(_("it is empty"), hint)
    if content.startswith(b"PK"):
        return _of_parts(content)
    return _of_beginning(content)


def _of_beginning(content: bytes) -> Mistaken:
    begin = content[:1024].lstrip().lower()
    if content.startswith(_OF_OFFICE):
        if _WITH_PASSWORD in content:
            hint = _(
                "open it in Word, take the password away (File, Info, Protect Document) and save it"
            )
            return Mistaken(_("it is protected by a password"), hint)
        return Mistaken(_("it is of an older Word, whatever its name says"), _SAVE)
    if begin.startswith(b"%pdf"):
        hint = _("find the Word file that it was made of, or open it in Word and save it as .docx")
        return Mistaken(_("it is a PDF, whatever its name says"), hint)
    if begin.startswith((b"{\\rtf", b"<!doctype html", b"<html")):
        return Mistaken(_("it is a text of another kind, whatever its name says"), _SAVE)
    return Mistaken(DAMAGED, _SAVE)


def _of_parts(content: bytes) -> Mistaken:
    """What a zip is by the names in it."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            names = package.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        hint = _("open it in Word, which may mend it, and save it anew; or fetch it once more")
        return Mistaken(DAMAGED, hint)
    return Mistaken(*_kind_of(names))


def _kind_of(names: Iterable[str]) -> tuple[Message, Message]:
    folders = {name.partition("/")[0] for name in names}
    if "xl" in folders:
        return _("it is an Excel workbook"), _("take the Word file of the report")
    if "ppt" in folders:
        return _("it is a PowerPoint presentation"), _("take the Word file of the report")
    if "Index" in folders or "Index.zip" in folders:
        return _("it is of Pages"), _("open it in Pages, and choose File, Export To, Word")
    if "mimetype" in folders:
        return _("it is an OpenDocument file"), _("let its name end in .odt, as LibreOffice does")
    return _("it holds no document"), _SAVE
