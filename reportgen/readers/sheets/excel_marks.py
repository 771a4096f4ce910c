"""What the XML of an Excel sheet says and its values don't: hidden rows, formulas, errors.

A sheet of 100,000 rows takes seconds to parse. Most hold nothing of the kind, which a search of
their bytes tells in a tenth of that; only where it finds something is the sheet parsed.
"""

from __future__ import annotations

import re
import zipfile

from reportgen.readers.sheets.cells import Marks, Place, read_area
from reportgen.readers.sheets.package import Attributes, PackageError, chunks_of, parse_part

# A formula: nothing else in a sheet begins so. A pattern finds two bytes sooner than `in` does.
_FORMULA = re.compile(rb"<f")
# Rows and columns so far out that the sheet as a rectangle may not fit into memory.
_FAR_ROW = re.compile(rb'r=["\']([0-9]{6,7})["\']')
_FAR_COLUMN = re.compile(rb'r=["\']([A-Z]{2,3})[0-9]')
_NEAR_ROWS, _NEAR_COLUMNS = 99_999, 26
# A cell takes 32 bytes in the reader's memory.
MOST_CELLS = 30_000_000


def read_marks(package: zipfile.ZipFile, part: str) -> Marks:
    """The marks of a sheet; raises PackageError, for one too large to be laid out as well."""
    if not _is_worth_parsing(package, part):
        return Marks()
    reading = _Reading()
    parse_part(package, part, reading.begin, reading.end, reading.text)
    if (reading.last_row + 1) * (reading.last_column + 1) > MOST_CELLS:
        raise PackageError
    return Marks(frozenset(reading.hidden), frozenset(reading.uncalculated), reading.errors)


def _is_worth_parsing(package: zipfile.ZipFile, part: str) -> bool:
    """Whether there is anything to find in a sheet, or it may be too large.

    Names with a prefix (`x:worksheet`) have it from the beginning; those are parsed.
    """
    rows, columns, before = _NEAR_ROWS, set[bytes](), b""
    for chunk in chunks_of(package, part):
        text = before + chunk
        if _has_signs(text) or (not before and b":worksheet" in text):
            return True
        rows = max(rows, *map(int, _FAR_ROW.findall(text)), 0)
        columns.update(_FAR_COLUMN.findall(text))
        before = chunk[-20:]
    return rows * max(_NEAR_COLUMNS, *map(_column_number, columns), 0) > MOST_CELLS


def _has_signs(text: bytes) -> bool:
    """Whether it has a hidden row, a formula or an error (`<v>#N/A</v>`)."""
    if b"hidden=" in text or _FORMULA.search(text):
        return True
    return b"#" in text and b">#" in text


def _column_number(letters: bytes) -> int:
    area = read_area(letters.decode() + "1")
    return area.last_column + 1 if area else 0


class _Reading:
    """What is gathered while a sheet's XML is read; `last_row` and `last_column` have values."""

    def __init__(self) -> None:
        self.hidden: set[int] = set()
        self.uncalculated: set[Place] = set()
        self.errors: dict[Place, str] = {}
        self.last_row = self.last_column = 0
        self.row, self.column = -1, -1
        self.kind = self.value = ""
        self.formula = self.inside = False

    def begin(self, tag: str, attributes: Attributes) -> None:
        if tag == "row":
            number = attributes.get("r", "")
            self.row = int(number) - 1 if number.isdecimal() else self.row + 1
            self.column = -1
            if attributes.get("hidden") in ("1", "true"):
                self.hidden.add(self.row)
        elif tag == "c":
            area = read_area(attributes.get("r", ""))
            self.row = area.first_row if area else self.row
            self.column = area.first_column if area else self.column + 1
            self.kind, self.value, self.formula = attributes.get("t", "n"), "", False
        elif tag == "f":
            self.formula = True
        self.inside = tag in ("v", "t")

    def text(self, text: str) -> None:
        if self.inside:
            self.value += text

    def end(self, tag: str) -> None:
        self.inside = False
        if tag != "c":
            return
        # A formula that gives no text has an empty value of the kind `str`.
        if self.formula and not self.value and self.kind != "str":
            self.uncalculated.add((self.row, self.column))
        elif self.kind == "e":
            self.errors[self.row, self.column] = self.value
        if self.value or self.formula:
            self.last_row = max(self.last_row, self.row)
            self.last_column = max(self.last_column, self.column)
