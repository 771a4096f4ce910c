"""Opens a file with sheets, whatever kind it is, and gives a sheet of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span, did_you_mean, report_error
from reportgen.readers.sheets.cells import Area, Sheet
from reportgen.readers.sheets.delimited import read_delimited
from reportgen.readers.sheets.unreadable import damaged, locked, unreadable

_ZIP = b"PK\x03\x04"
_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WEB_PAGE = (b"<html", b"<!doctype", b"<table", b"<?xml")


class Book(Struct, frozen=True):
    """An open file: the names of its sheets, and where its named areas and tables lie.

    `visible` are those that are not hidden. A CSV file has one sheet, without a name. `file`
    and `span` stand in messages.
    """

    file: str
    span: Span | None
    names: tuple[str, ...]
    visible: tuple[str, ...]
    areas: Mapping[str, tuple[str, Area]]
    read: Callable[[str], Sheet]

    def sheet(self, name: str | None = None) -> Sheet:
        """The sheet of that name; the only one where it is None.

        Raises ReportError: unknown-sheet, unreadable-sheets.
        """
        return self.read(self._named(name) if self.names != ("",) else "")

    def _named(self, name: str | None) -> str:
        known = ", ".join(f"'{each}'" for each in self.names)
        if name is None:
            if len(self.visible) == 1:
                return self.visible[0]
            message = _("{file} has several sheets: {known}", file=self.file, known=known)
            hint = _("write which of them: 'sheet: {name}'", name=self.names[0])
            raise report_error("unknown-sheet", self.span, message, hint)
        by_fold = {each.strip().casefold(): each for each in self.names}
        if name.strip().casefold() in by_fold:
            return by_fold[name.strip().casefold()]
        message = _("{file} has no sheet '{name}'", file=self.file, name=name)
        hint = did_you_mean(name, self.names) or _("the sheets are: {known}", known=known)
        raise report_error("unknown-sheet", self.span, message, hint)


def open_book(content: bytes, file: str, span: Span | None = None) -> Book:
    """Open a file of any kind by what it holds, not by its ending.

    Raises ReportError (unreadable-sheets) that says what is wrong and what to do about it.
    """
    if not content.strip(b"\0 \r\n\xef\xbb\xbf"):
        raise unreadable(file, span, _("it is empty"))
    if content.startswith((_ZIP, _COMPOUND)):
        return _open_workbook(content, file, span)
    if content[:200].lstrip(b"\xef\xbb\xbf \r\n").lower().startswith(_WEB_PAGE):
        hint = _("open it in Excel and save it as an Excel workbook (.xlsx)")
        raise unreadable(file, span, _("it is a web page with another ending"), hint)
    try:
        rows = read_delimited(content)
    except ValueError:  # a text that is none (UnicodeDecodeError), or quotes that never end
        raise damaged(file, span) from None
    sheet = Sheet(file, "", rows)
    return Book(file, span, ("",), ("",), {}, lambda _name: sheet)


def _open_workbook(content: bytes, file: str, span: Span | None) -> Book:
    from reportgen.readers.sheets.workbooks import Workbook

    if content.startswith(_COMPOUND) and _ENCRYPTED in content:
        raise locked(file, span)
    opened = Workbook(content, file, span)
    if not opened.names:
        raise unreadable(file, span, _("it has no sheet with cells"))
    visible = opened.visible or opened.names
    return Book(file, span, opened.names, visible, opened.areas, opened.sheet)
