"""How a workbook of Excel (.xlsx, .xlsm) is put together: sheets, names, tables, its calendar."""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Mapping

from msgspec import Struct, field

from reportgen.readers.sheets.cells import Area, read_area
from reportgen.readers.sheets.package import Attributes, parse_part

_WORKBOOK = "xl/workbook.xml"
# 'Sheet name'!$A$1:$B$9, without quotation marks where the name needs none.
_SHEET = r"(?:'((?:[^']|'')+)'|([^'!\[\]]+))"
_NAMED = re.compile(_SHEET + r"!(\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)")


class Parts(Struct, frozen=True):
    """`sheets` are their XML files by name; `areas` the named ones with their sheets."""

    sheets: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, tuple[str, Area]] = field(default_factory=dict)
    from_1904: bool = False


def read_workbook(package: zipfile.ZipFile) -> Parts:
    """What a workbook says of itself; raises PackageError."""
    reading = _Reading()
    targets = _related(package, _WORKBOOK)
    parse_part(package, _WORKBOOK, reading.begin, reading.end, reading.text)
    parts = {name: targets[key][1] for name, key in reading.sheets.items() if key in targets}
    areas = dict(reading.areas)
    for sheet, part in parts.items():
        for kind, target in _related(package, part).values():
            if kind == "table":
                name, area = _table(package, target)
                if area is not None:
                    areas[name] = sheet, area
    return Parts(parts, areas, reading.from_1904)


class _Reading:
    """What is gathered while the workbook's part is read."""

    def __init__(self) -> None:
        self.sheets: dict[str, str] = {}
        self.areas: dict[str, tuple[str, Area]] = {}
        self.from_1904 = False
        self.name = ""
        self.formula = ""

    def begin(self, tag: str, attributes: Attributes) -> None:
        if tag == "workbookPr":
            self.from_1904 = attributes.get("date1904") in ("1", "true")
        elif tag == "sheet":
            self.sheets[attributes.get("name", "")] = attributes.get("id", "")
        elif tag == "definedName":
            # Excel's own names (print areas, filters) begin so.
            name = attributes.get("name", "")
            self.name, self.formula = "" if name.startswith("_xlnm") else name, ""

    def text(self, text: str) -> None:
        if self.name:
            self.formula += text

    def end(self, tag: str) -> None:
        if tag != "definedName" or not self.name:
            return
        found = _NAMED.fullmatch(self.formula)
        area = read_area(found[3]) if found else None
        if found and area:
            sheet = found[1].replace("''", "'") if found[1] else found[2]
            self.areas[self.name] = sheet, area
        self.name = ""


def _related(package: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """What a part refers to: kind and path of each target by its key."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    targets: dict[str, tuple[str, str]] = {}
    if relations not in package.namelist():
        return targets

    def begin(tag: str, attributes: Attributes) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            kind = attributes.get("Type", "").rpartition("/")[2]
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            targets[attributes.get("Id", "")] = kind, target.lstrip("/")

    parse_part(package, relations, begin)
    return targets


def _table(package: zipfile.ZipFile, part: str) -> tuple[str, Area | None]:
    """The name of an Excel table and where it lies."""
    found: dict[str, str] = {}

    def begin(tag: str, attributes: Attributes) -> None:
        if tag == "table":
            found.update(attributes)

    parse_part(package, part, begin)
    area = read_area(found.get("ref", ""))
    totals = found.get("totalsRowCount", "0")
    if area and totals.isdecimal():
        area = Area(area.first_row, area.first_column, area.last_row, area.last_column, int(totals))
    return found.get("displayName") or found.get("name", ""), area
