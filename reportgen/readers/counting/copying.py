"""Copies the numbers of a summary sheet: cells with labels, cells with counts beside them."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.diagnostics import Message, Problems, report_error
from reportgen.diagnostics import Message as _
from reportgen.model.registers import Copying
from reportgen.model.statistics import Amount
from reportgen.readers.counting.labels import Labels
from reportgen.readers.counting.meaning import folded, plain
from reportgen.readers.counting.results import cell_amount
from reportgen.readers.counting.tellings import shown
from reportgen.readers.sheets.book import Book
from reportgen.readers.sheets.cells import Area, Place, Sheet, read_area


def copy_numbers(
    book: Book, copying: Copying, labels: Labels, decimals: int | None, problems: Problems
) -> dict[str, Amount | None]:
    """The numbers by label, "" for one number; an empty cell is None, not known.

    Notes unknown-label, unreadable-cell, duplicate-key, uncalculated-cell, error-cell. Raises
    ReportError where the cells can't be found.
    """
    sheet = book.sheet(copying.sheet)
    copied = _Copying(sheet, copying, labels, decimals, problems)
    numbers = _cells(copying.counts)
    if not copying.labels:
        if len(numbers) > 1:
            message = _("'{cells}' are several cells", cells=copying.counts)
            hint = _("write the cells with their labels: 'labels: A2:A27'")
            raise report_error("wrong-value", copying.span, message, hint)
        return {"": copied.number(numbers[0])}
    names = _cells(copying.labels)
    if len(names) != len(numbers):
        message = _(
            "'labels' are {one} cells, 'counts' {other}", one=len(names), other=len(numbers)
        )
        raise report_error("wrong-value", copying.span, message, _("they stand beside each other"))
    return copied.rows(names, numbers)


def _cells(address: str) -> list[Place]:
    area = read_area(address) or Area(0, 0, 0, 0)
    return [
        (row, column)
        for row in range(area.first_row, min(area.last_row, area.first_row + 100_000) + 1)
        for column in range(area.first_column, min(area.last_column, area.first_column + 100) + 1)
    ]


class _Copying:
    """One table being copied."""

    def __init__(
        self,
        sheet: Sheet,
        copying: Copying,
        labels: Labels,
        decimals: int | None,
        problems: Problems,
    ) -> None:
        self.sheet = sheet
        self.copying = copying
        self.labels = labels
        self.decimals = decimals
        self.problems = problems

    def error(self, code: str, place: Place, what: Message, hint: Message | None = None) -> None:
        address = self.sheet.address(*place)
        message = _("{file}, {cells}: {what}", file=self.sheet.file, cells=address, what=what)
        self.problems.error(code, self.copying.span, message, hint)

    def rows(self, names: Sequence[Place], numbers: Sequence[Place]) -> dict[str, Amount | None]:
        copied: dict[str, Amount | None] = {}
        for name, number in zip(names, numbers, strict=True):
            value = self.sheet.value(*name)
            if not folded(value) and not folded(self.sheet.value(*number)):
                continue
            label = self.labels.find(plain(value))
            if label is None:
                what = _("'{value}' is no row of the table", value=shown(value))
                hint = self.labels.near(plain(value)) or _("write the label as the table has it")
                self.error("unknown-label", name, what, hint)
            elif label in copied:
                self.error("duplicate-key", name, _("'{key}' stands here twice", key=label))
            else:
                copied[label] = self.number(number)
        return copied

    def number(self, place: Place) -> Amount | None:
        """The number in a cell, None where nothing stands there, or nothing that can be read."""
        value = self.sheet.value(*place)
        if place in self.sheet.marks.uncalculated:
            hint = _("open the file in Excel, save it, and count again")
            what = _("the formula has never been calculated")
            self.error("uncalculated-cell", place, what, hint)
        elif place in self.sheet.marks.errors:
            error = self.sheet.marks.errors[place]
            what = _("the formula gives an error: {error}", error=error)
            self.error("error-cell", place, what, _("correct the formula in Excel"))
        elif folded(value):
            number = cell_amount(value, self.decimals)
            if not isinstance(number, Message):
                return number
            self.error("unreadable-cell", place, number)
        return None
