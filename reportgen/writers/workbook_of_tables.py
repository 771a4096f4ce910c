"""A year's figures as a workbook, a sheet a table, for numbers to be changed in."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING

from msgspec import Struct

from reportgen.diagnostics import Message
from reportgen.diagnostics import Message as _
from reportgen.language.messages import Translate
from reportgen.model.statistics import Amount, Statistics

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

# What Excel allows in the name of a sheet.
_LONGEST_NAME = 31
_HEADINGS = (_("Table"), _("Row"), _("Count"), _("Unit"))
_OF_CELLS = (_("Table"), _("Row"), _("Column"), _("Count"), _("Unit"))


class TableSheet(Struct, frozen=True):
    """A sheet: rows of a table's name, a label, of a cell two, a number and its unit.

    `whole`: the numbers are counts. `headings` stand above.
    """

    name: str
    rows: tuple[tuple[str | Amount | None, ...], ...]
    whole: bool
    headings: tuple[Message, ...] = _HEADINGS

    @property
    def count(self) -> int:
        """The column of the numbers, before that of the unit."""
        return len(self.headings) - 2


def write_workbook(
    statistics: Statistics, totals: Collection[str], title: str, translate: Translate
) -> bytes:
    """The workbook; `totals` are the tables whose total is written. What is not known is empty."""
    import xlsxwriter

    stream = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = xlsxwriter.Workbook(stream, options)
    # Same figures, same bytes.
    created = datetime.datetime(1980, 1, 1)  # noqa: DTZ001 - the format knows no time zone
    workbook.set_properties({"title": title, "created": created})
    for each in _sheets(statistics, totals, translate):
        _write_sheet(workbook, each, translate)
    workbook.close()
    return stream.getvalue()


def _sheets(
    statistics: Statistics, totals: Collection[str], translate: Translate
) -> Iterator[TableSheet]:
    taken: set[str] = set()
    for table in statistics.tables.values():
        rows: list[tuple[str | Amount | None, ...]] = [
            (table.id, *row.labels, row.count, table.unit) for row in table.rows
        ]
        if table.id in totals:
            # No column: it is that of all of them.
            labels = (translate(_("Total")), "") if table.cross else (translate(_("Total")),)
            rows.append((table.id, *labels, table.base, table.unit))
        headings = _OF_CELLS if table.cross else _HEADINGS
        name, whole = _free_name(table.id, taken), table.decimals is None
        yield TableSheet(name, tuple(rows), whole, headings)
    values = statistics.values.values()
    if values:
        name = _free_name(translate(_("Single numbers")), taken)
        single = tuple((each.id, "", each.value, each.unit) for each in values)
        yield TableSheet(name, single, all(each.decimals is None for each in values))
    elif not taken:
        yield TableSheet(translate(_("Single numbers")), (), whole=True)


def _free_name(name: str, taken: set[str]) -> str:
    """A name that Excel takes and no other sheet has; it makes no difference of case."""
    free, number = name[:_LONGEST_NAME], 2
    while free.casefold() in taken:
        free = f"{name[: _LONGEST_NAME - 4]}-{number}"
        number += 1
    taken.add(free.casefold())
    return free


def _write_sheet(workbook: Workbook, each: TableSheet, translate: Translate) -> None:
    sheet = workbook.add_worksheet(each.name)
    bold = workbook.add_format({"bold": True})
    for column, heading in enumerate(each.headings):
        sheet.write_string(0, column, translate(heading), bold)
    for number, row in enumerate(each.rows, 1):
        _write_row(sheet, number, row)
    sheet.freeze_panes(1, 0)
    sheet.autofit()
    if each.whole and each.rows:
        wrong = _("Write a whole number from 0, or leave the cell empty where it is not known.")
        rule = {
            "validate": "integer",
            "criteria": ">=",
            "value": 0,
            "error_title": translate(_("Count")),
            "error_message": translate(wrong),
        }
        sheet.data_validation(1, each.count, len(each.rows), each.count, rule)


def _write_row(sheet: Worksheet, number: int, row: Iterable[str | Amount | None]) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, str):
            # Text, whatever it looks like: a label can begin as a formula does.
            sheet.write_string(number, column, cell)
        elif cell is not None:
            sheet.write_number(number, column, float(cell) if isinstance(cell, Decimal) else cell)
