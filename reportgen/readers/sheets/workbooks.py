"""Workbooks of Excel and LibreOffice: the only door to calamine, and what calamine can't see."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import ReportError, Span
from reportgen.readers.sheets.cells import Area, Marks, Sheet
from reportgen.readers.sheets.excel_marks import MOST_CELLS, read_marks
from reportgen.readers.sheets.excel_parts import read_workbook
from reportgen.readers.sheets.opendocument import read_document
from reportgen.readers.sheets.package import MOST_PARTS, PackageError
from reportgen.readers.sheets.unreadable import damaged, locked, unreadable

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

_UNSEEN = Marks(complete=False)


class Workbook:
    """An open workbook: its sheets by name, and where its named areas and tables lie.

    `marks_of` gives what a sheet's values don't tell.
    """

    def __init__(self, content: bytes, file: str, span: Span | None) -> None:
        self.file = file
        self.span = span
        self.areas: Mapping[str, tuple[str, Area]] = {}
        self.from_1904 = False
        self.marks_of: Callable[[str], Marks] = lambda _name: _UNSEEN
        with self.refusing():
            if content.startswith(b"PK"):
                self._look_into(zipfile.ZipFile(BytesIO(content)))
            self._calamine = _opened(content)
        self.names, self.visible = _names(self._calamine)

    def _look_into(self, package: zipfile.ZipFile) -> None:
        """Take from the XML what calamine leaves out, for the kinds that are XML."""
        names = frozenset(package.namelist())
        if len(names) > MOST_PARTS:
            raise PackageError
        if "content.xml" in names:
            if b"encryption-data" in package.read("META-INF/manifest.xml")[:1_000_000]:
                raise locked(self.file, self.span)
            marks, self.areas = read_document(package)
            self.marks_of = lambda name: marks.get(name, _UNSEEN)
        elif "xl/workbook.xml" in names:
            parts = read_workbook(package)
            self.areas, self.from_1904 = parts.areas, parts.from_1904
            self.marks_of = lambda name: (
                read_marks(package, parts.sheets[name]) if name in parts.sheets else _UNSEEN
            )
        elif "xl/workbook.bin" not in names:
            numbers = any(name.startswith("Index/") for name in names)
            hint = _("export it from Numbers as an Excel workbook") if numbers else None
            raise unreadable(self.file, self.span, _("it is no workbook"), hint)

    def sheet(self, name: str) -> Sheet:
        """The sheet of that name, which there is; raises ReportError (unreadable-sheets)."""
        with self.refusing():
            # A sheet too large to be laid out is refused here, before calamine tries.
            marks = self.marks_of(name)
            found = self._calamine.get_sheet_by_name(name)
            if found.total_height * found.total_width > MOST_CELLS:
                raise PackageError
            merged = tuple(Area(*first, *last) for first, last in found.merged_cell_ranges or ())
            # The rows begin at the top of the sheet, and each at its first column with a value.
            before = [""] * (found.start or (0, 0))[1]
            rows = [before + row for row in found.iter_rows()] if before else [*found.iter_rows()]
            return Sheet(self.file, name, rows, marks, merged, self.from_1904)

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Say in words of our own whatever is wrong with the file."""
        try:
            yield
        except (ReportError, KeyboardInterrupt, MemoryError):
            raise
        except BaseException as error:
            # A panic in calamine's Rust is no Exception, and its class can't be imported.
            if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
                raise
            if type(error).__name__ == "PasswordError":
                raise locked(self.file, self.span) from None
            raise damaged(self.file, self.span) from None


def _opened(content: bytes) -> CalamineWorkbook:
    import python_calamine

    return python_calamine.CalamineWorkbook.from_filelike(BytesIO(content))


def _names(workbook: CalamineWorkbook) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the sheets with cells, and of those among them that are not hidden."""
    import python_calamine as calamine

    cells, shown = calamine.SheetTypeEnum.WorkSheet, calamine.SheetVisibleEnum.Visible
    sheets = [each for each in workbook.sheets_metadata if each.typ == cells]
    visible = [each.name for each in sheets if each.visible == shown]
    return tuple(each.name for each in sheets), tuple(visible)
