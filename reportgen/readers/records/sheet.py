"""The rows of a list that stand in a sheet beside it, column by column."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import assert_never

from reportgen.diagnostics import Message, Problems
from reportgen.diagnostics import Message as _
from reportgen.model.records import CellValue, Column, RecordRow
from reportgen.model.registers import Register
from reportgen.readers.counting import days, meaning
from reportgen.readers.counting.columns import Columns, read_columns
from reportgen.readers.counting.sources import open_own_sheet
from reportgen.readers.counting.tellings import MOST_TOLD, Teller, shown
from reportgen.readers.records.cells import MOST_ROWS, tell_too_many, with_decimals
from reportgen.readers.records.file import RecordsFile
from reportgen.readers.sheets.cells import Value


def read_sheet_rows(
    root: Path, year: int, name: str, written: RecordsFile, problems: Problems
) -> tuple[RecordRow, ...]:
    """The rows below the headings that are the names of the columns; raises ReportError.

    Each stands where the list names its file. Notes too-many-rows, unreadable-cell,
    uncalculated-cell, error-cell. Raises what opening the file and finding its columns can.
    """
    assert written.file is not None
    span, file = written.file
    source = open_own_sheet(root, f"content/{year}/{file}", span)
    register = Register(span, sheet=written.sheet)
    wanted = {column.name: column.span for column in written.columns}
    columns = read_columns(source.book, register, wanted, year)
    if len(columns.rows) > MOST_ROWS:
        tell_too_many(span, problems)
    indexes = range(min(len(columns.rows), MOST_ROWS))
    teller = Teller(columns, name, span, problems)
    cells = {each.name: _read_column(columns, each, indexes, teller) for each in written.columns}
    rows = (RecordRow({n: values[i] for n, values in cells.items()}, span) for i in indexes)
    return with_decimals([*rows], written.columns)


def _read_column(
    columns: Columns, column: Column, indexes: Sequence[int], teller: Teller
) -> list[CellValue]:
    """What stands in each row under the column; what is wrong is noted, value by value."""
    values = columns.values[column.name]
    lost = teller.unreadable(column.name, indexes)
    read = {
        value: _meaning(value, column, from_1904=columns.sheet.from_1904)
        for value in dict.fromkeys(values[index] for index in indexes)
    }
    wrong: dict[Value, list[int]] = {}
    for index in indexes:
        if isinstance(read[values[index]], Message) and index not in lost:
            wrong.setdefault(values[index], []).append(index)
    for value, cells in list(wrong.items())[:MOST_TOLD]:
        what = read[value]
        assert isinstance(what, Message)
        teller.error("unreadable-cell", column.name, cells, what, _HINTS[column.kind])
    teller.rest(column.name, wrong)
    found = (read[values[index]] for index in indexes)
    return [None if isinstance(each, Message) else each for each in found]


def _meaning(value: Value, column: Column, *, from_1904: bool) -> CellValue | Message:
    """What a cell says, None where it is empty, or what is wrong with it."""
    text = meaning.plain(value)
    if not text:
        return None
    match column.kind:
        case "text":
            return text
        case "choice":
            known = {meaning.folded(each): each for each in column.choices}
            wrong = _("'{value}' is none of {choices}", value=shown(value), choices=_listed(column))
            return known.get(meaning.folded(value), wrong)
        case "whole":
            return _or(meaning.whole(value), _("'{value}' is no whole number", value=shown(value)))
        case "decimal":
            number = meaning.number(value)
            fitting = None if number is None else _fitting(number)
            return _or(fitting, _("'{value}' is no number", value=shown(value)))
        case "date":
            day = days.day(value, from_1904=from_1904)
            return _or(day, _("'{value}' is no date", value=shown(value)))
    assert_never(column.kind)


def _or(value: CellValue, wrong: Message) -> CellValue | Message:
    return wrong if value is None else value


def _fitting(number: Decimal) -> Decimal | None:
    """The number with six decimals at most; None where no report has it."""
    return round(number, 6) if abs(number) < 10**12 else None


def _listed(column: Column) -> str:
    return ", ".join(column.choices)


_HINTS = {
    "text": _("write it right in the sheet"),
    "choice": _("write it right in the sheet, or add it to the column's choices"),
    "whole": _("write it in the sheet as a number, or give the column the kind text"),
    "decimal": _("write it in the sheet as a number, or give the column the kind text"),
    "date": _("write it in the sheet as a date such as 2022-03-14"),
}
