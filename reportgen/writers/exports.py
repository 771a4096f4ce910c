"""Writes statistics for other programs: CSV for Swedish Excel, XLSX, JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from decimal import Decimal
from io import BytesIO, StringIO

from msgspec.structs import asdict, astuple

from reportgen.expressions.inventory import Record

COLUMNS = Record.__struct_fields__
# A cell that begins so is a formula to Excel.
_FORMULA = ("=", "+", "-", "@")


def write_csv(records: Iterable[Record]) -> bytes:
    """As Excel in Swedish opens it: semicolons, decimal commas, a byte order mark, UTF-8.

    Unknown cells are empty.
    """
    stream = StringIO()
    rows = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows([_cell(value) for value in astuple(record)] for record in records)
    return b"\xef\xbb\xbf" + stream.getvalue().encode()


def _cell(value: object) -> object:
    """A value as a spreadsheet takes it: an amount as a number, text never as a formula."""
    if isinstance(value, Decimal):
        return str(value).replace(".", ",")
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return value


def write_json(records: Iterable[Record]) -> bytes:
    """A list of objects; what is not known is null."""
    objects = [asdict(record) for record in records]
    return json.dumps(objects, ensure_ascii=False, indent=2, default=float).encode() + b"\n"


def write_xlsx(records: Iterable[Record], title: str) -> bytes:
    """A workbook of one sheet with a header row, a filter and readable widths."""
    import datetime

    import xlsxwriter

    stream = BytesIO()
    workbook = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    # Same figures, same bytes.
    workbook.set_properties({"title": title, "created": datetime.datetime(1980, 1, 1)})  # noqa: DTZ001
    sheet = workbook.add_worksheet(title[:31])
    rows = [COLUMNS, *(astuple(record) for record in records)]
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    sheet.set_row(0, None, workbook.add_format({"bold": True}))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows) - 1, 1), len(COLUMNS) - 1)
    sheet.autofit()
    workbook.close()
    return stream.getvalue()
