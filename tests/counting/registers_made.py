"""Registers as people have them: the same few rows in every kind of file, and a project of them."""

from __future__ import annotations

import csv
import io
import struct
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import openpyxl
import yaml
from click.testing import CliRunner
from openpyxl.worksheet.worksheet import Worksheet
from sample_project import write_project

from reportgen.cli.program import make_program

FILES = Path(__file__).parent / "files"
HEADINGS = ("Nr", "Inkom", "Kön", "Land", "Ålder")
ROWS: tuple[tuple[object, ...], ...] = (
    HEADINGS,
    (1, date(2022, 1, 7), "Kvinna", "Rumänien", 17),
    (2, date(2022, 2, 9), "Man", "Ukraina", 34),
    (3, date(2022, 11, 30), "Kvinna", "Okänt", 41),
    (4, date(2021, 12, 31), "Kvinna", "Polen", 25),
)
# How the rows of 2022 are counted where a test says nothing else.
KON = """\
kon:
  counted: {register: arenden, by: Kön, labels: {Kvinnor: kvinna, Män: [man, M]}}
  counts: {Kvinnor: 0, Män: 0}
"""
LAND = """\
land:
  title: Ärenden efter land
  unit: ärenden
  counted: {register: arenden, by: Land, empty: Okänt}
  counts:
    Rumänien: 0
    Ukraina: 0
    Okänt: 0
"""
RIGHT = {"Kvinnor": 2, "Män": 1}


def xlsx(
    rows: Iterable[Sequence[object]] = ROWS,
    change: Callable[[Worksheet], object] = lambda _sheet: None,
    *,
    sheet: str = "Ärenden",
    from_1904: bool = False,
) -> bytes:
    """A workbook of one sheet with `rows`, made by openpyxl and changed."""
    book = openpyxl.Workbook()
    if from_1904:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    worksheet = book.active
    worksheet.title = sheet
    for row in rows:
        worksheet.append(list(row))
    change(worksheet)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def text(rows: Iterable[Sequence[object]] = ROWS, delimiter: str = ";") -> str:
    """The rows as Excel writes them into a CSV file."""
    stream = io.StringIO()
    csv.writer(stream, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return stream.getvalue()


_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet><table:table table:name={name}>{rows}</table:table>{after}"
    "</office:spreadsheet></office:body></office:document-content>"
)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/"'
    ' manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>{more}'
    "</manifest:manifest>"
)


def ods_cell(value: object) -> str:
    """A cell as LibreOffice writes it."""
    if value in ("", None):
        return "<table:table-cell/>"
    if isinstance(value, date):
        kind = f'office:value-type="date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, int | float):
        kind = f'office:value-type="float" office:value="{value}"'
    else:
        kind = 'office:value-type="string"'
    return f"<table:table-cell {kind}><text:p>{escape(str(value))}</text:p></table:table-cell>"


def ods(
    rows: Iterable[Sequence[object]] = ROWS,
    *,
    row_attributes: Callable[[int], str] = lambda _number: "",
    more_rows: str = "",
    after: str = "",
    manifest: str = "",
) -> bytes:
    """A LibreOffice sheet, written by hand."""
    body = "".join(
        f"<table:table-row{row_attributes(n)}>{''.join(map(ods_cell, row))}</table:table-row>"
        for n, row in enumerate(rows, 1)
    )
    content = _ODS.format(name=quoteattr("Ärenden"), rows=body + more_rows, after=after)
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": _MANIFEST.format(more=manifest),
            "content.xml": content,
        }
    )


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """A zip of `parts`."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def changed_part(content: bytes, part: str, old: str, new: str) -> bytes:
    """A zip with `old` replaced once in one part."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts: dict[str, str | bytes] = {n: package.read(n) for n in package.namelist()}
    xml = bytes(parts[part]).decode() if isinstance(parts[part], bytes) else str(parts[part])
    assert old in xml, xml
    return zipped({**parts, part: xml.replace(old, new, 1)})


def xlsb(rows: Iterable[Sequence[object]] = ROWS) -> bytes:
    """Excel's binary workbook, as small as it can be; days are numbers."""
    types = "application/vnd.ms-excel."
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
    content_types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="bin" ContentType="' + types + 'sheet.binary.macroEnabled.main"/>'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="{type}" Target="{target}"/></Relationships>'
    )
    bundle = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Ärenden")
    workbook = b"".join((_record(131), _record(143), _record(156, bundle), _record(144)))
    return zipped(
        {
            "[Content_Types].xml": content_types,
            "_rels/.rels": relations.format(
                type=relation + "officeDocument", target="xl/workbook.bin"
            ),
            "xl/workbook.bin": workbook + _record(132),
            "xl/_rels/workbook.bin.rels": relations.format(
                type=relation + "worksheet", target="worksheets/sheet1.bin"
            ),
            "xl/worksheets/sheet1.bin": _binary_sheet(list(rows)),
        }
    )


def _record(number: int, content: bytes = b"") -> bytes:
    kind = bytes([number]) if number < 128 else bytes([number & 127 | 128, number >> 7])
    size, rest = b"", len(content)
    while True:
        size += bytes([rest & 127 | (128 if rest > 127 else 0)])
        rest >>= 7
        if not rest:
            return kind + size + content


def _wide(words: str) -> bytes:
    return struct.pack("<I", len(words)) + words.encode("utf-16-le")


def _binary_sheet(rows: list[Sequence[object]]) -> bytes:
    widest = max(map(len, rows))
    parts = [
        _record(129),
        _record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, widest - 1)),
        _record(145),
    ]
    for number, row in enumerate(rows):
        parts.append(_record(0, struct.pack("<II", number, 0) + b"\0" * 9))
        for column, value in enumerate(row):
            place = struct.pack("<II", column, 0)
            if isinstance(value, str):
                parts.append(_record(6, place + _wide(value)))
            elif value is not None:
                days = (value - date(1899, 12, 30)).days if isinstance(value, date) else value
                parts.append(_record(5, place + struct.pack("<d", float(days))))
    return b"".join((*parts, _record(146), _record(130)))


@dataclass(frozen=True)
class Counted:
    """What `reportgen count` said and did: the figures afterwards, and what it printed."""

    code: int
    told: str
    statistics: str

    def counts(self, name: str = "kon") -> dict[str, int]:
        return yaml.safe_load(self.statistics)[name]["counts"]

    def entry(self, name: str) -> dict[str, object]:
        return yaml.safe_load(self.statistics)[name]


PROFILE = """\
name: liten
title: Ett litet rapportformat
sections: [{id: text, title: Text, required: true}]
statistics:
  kon: {title: Ärenden efter kön, unit: ärenden, labels: [Kvinnor, Män, Ej noterat]}
  land: {title: Ärenden efter land, unit: ärenden, countries: true, labels: [Statslös, Okänt]}
  alder: {title: Ålder, unit: ärenden, ordered: true, labels: [Barn, Vuxna, Ej noterat]}
  andamal: {title: Ändamål, unit: ärenden, kind: multiple, labels: [Tiggeri, Organ, Annat, Oklart]}
  utfall: {title: Utfall, unit: ärenden, kind: outcomes, labels: [Ansökt, Återvänt]}
"""
REGISTER = "{year: Inkom, case: Nr}"


class Office:
    """Someone who counts: a project, a folder of registers outside of it, settings of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.project = folder / "projekt"
        self.registers = folder / "register"
        self.registers.mkdir()

    def write(self, statistics: str = KON, register: str = REGISTER, **files: str) -> None:
        settings = (
            "region: region Exempel\norganisation: Exempelstad\nprofile: profil.yaml\n"
            f"file_name: rapport-{{year}}\npage_numbers: false\nregisters:\n  arenden: {register}\n"
        )
        changes = {
            "content/reportgen.yaml": settings,
            "content/2022/statistics.yaml": statistics,
            "content/2022/10-text.md": "# Text\n\nVi arbetade.\n",
            "figures/kon.yaml": None,
            "profil.yaml": PROFILE,
            **files,
        }
        write_project(self.project, changes)

    def count(self, content: bytes, *options: str, name: str = "register.xlsx") -> Counted:
        path = self.registers / name
        path.write_bytes(content)
        return self.run("count", "--register", f"arenden={path}", *options)

    def run(self, *arguments: str, answers: str = "") -> Counted:
        environment = {"XDG_CONFIG_HOME": str(self.folder / "config")}
        result = CliRunner(env=environment).invoke(
            make_program(),
            [*arguments, "--project", str(self.project)],
            input=answers or None,
            catch_exceptions=False,
        )
        file = self.project / "content/2022/statistics.yaml"
        return Counted(result.exit_code, result.output, file.read_text("utf-8"))

    def run_only(self, *arguments: str) -> str:
        return CliRunner().invoke(make_program(), list(arguments)).stdout
