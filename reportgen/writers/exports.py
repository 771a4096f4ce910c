"""Writes statistics for other programs: CSV for Swedish Excel, JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from decimal import Decimal
from io import StringIO

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
