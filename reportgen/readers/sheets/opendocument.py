"""What the XML of a LibreOffice sheet (.ods) says and its values don't, and where names lie."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping

from reportgen.readers.sheets.cells import Area, Marks, Place, read_area
from reportgen.readers.sheets.package import Attributes, PackageError, parse_part

_CONTENT = "content.xml"
_MOST_CELLS = 30_000_000
# $'Sheet name'.$A$1:.$B$9, the sheet named a second time or not.
_SHEET = r"\$?(?:'((?:[^']|'')+)'|([^'.]+))"
_CELL = r"(\$?[A-Z]{1,3}\$?\d+)"
_ADDRESS = re.compile(rf"{_SHEET}\.{_CELL}(?::(?:[^:]*\.)?{_CELL})?")


def read_document(
    package: zipfile.ZipFile,
) -> tuple[Mapping[str, Marks], Mapping[str, tuple[str, Area]]]:
    """The marks of each sheet by name, and the named areas with theirs; raises PackageError."""
    reading = _Reading()
    parse_part(package, _CONTENT, reading.begin, reading.end)
    return reading.sheets, reading.areas


class _Reading:
    """What is gathered while the document is read: places count through repeated rows and cells."""

    def __init__(self) -> None:
        self.sheets: dict[str, Marks] = {}
        self.areas: dict[str, tuple[str, Area]] = {}
        self.name = ""
        self.hidden: set[int] = set()
        self.uncalculated: set[Place] = set()
        self.errors: dict[Place, str] = {}
        self.row = self.rows = self.column = 0
        self.cells = 0

    def begin(self, tag: str, attributes: Attributes) -> None:
        match tag:
            case "table":
                self.name, self.row, self.rows = attributes.get("name", ""), 0, 0
                self.hidden, self.uncalculated, self.errors = set(), set(), {}
            case "table-row":
                self.row += self.rows
                self.rows, self.column = _repeated(attributes, "number-rows-repeated"), 0
                if attributes.get("visibility", "visible") != "visible" and self.rows < 100_000:
                    self.hidden |= set(range(self.row, self.row + self.rows))
            case "table-cell" | "covered-table-cell":
                self.cell(attributes)
            case "named-range" | "database-range":
                self.named(attributes)

    def cell(self, attributes: Attributes) -> None:
        repeated = _repeated(attributes, "number-columns-repeated")
        valued = "value-type" in attributes
        if valued:
            self.cells += repeated * self.rows
            if self.cells > _MOST_CELLS:
                raise PackageError
        # LibreOffice keeps an error's text in an attribute of its own since 24.
        error = attributes.get("value-type") == "error" or "error" in attributes
        if "formula" in attributes and not valued:
            self.uncalculated.add((self.row, self.column))
        elif error:
            self.errors[self.row, self.column] = ""
        self.column += repeated

    def named(self, attributes: Attributes) -> None:
        address = attributes.get("cell-range-address") or attributes.get("target-range-address", "")
        found = _ADDRESS.fullmatch(address)
        name = attributes.get("name", "")
        area = read_area(f"{found[3]}:{found[4] or found[3]}") if found else None
        if found and area and name and not name.startswith("__Anonymous"):
            sheet = found[1].replace("''", "'") if found[1] else found[2]
            self.areas[name] = sheet, area

    def end(self, tag: str) -> None:
        if tag == "table" and self.name:
            marks = Marks(frozenset(self.hidden), frozenset(self.uncalculated), self.errors)
            self.sheets[self.name] = marks


def _repeated(attributes: Attributes, name: str) -> int:
    number = attributes.get(name, "1")
    return int(number) if number.isdecimal() and len(number) < 9 else 1
