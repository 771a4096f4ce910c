"""Takes numbers back out of a workbook that `values --format xlsx` made and a person changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from reportgen.diagnostics import Message, Problems, did_you_mean, report_error
from reportgen.diagnostics import Message as _
from reportgen.model.crossing import cell_label
from reportgen.model.registers import Tallying
from reportgen.model.statistics import Amount
from reportgen.readers.counting.entries import StatisticsFile
from reportgen.readers.counting.meaning import folded, plain
from reportgen.readers.counting.results import Counts, Result, cell_amount, numbers_of
from reportgen.readers.counting.tellings import shown
from reportgen.readers.paths import printable
from reportgen.readers.sheets.book import open_book
from reportgen.readers.sheets.cells import Place, Sheet
from reportgen.storage.causes import cause_of
from reportgen.storage.files import read_regular

# What stands above the columns, in the languages of a project.
TABLE_WORDS = ("tabell", "table")
ROW_WORDS = ("rad", "row")
COUNT_WORDS = ("antal", "count")
# Above the second label of a cell, in tables of two dimensions.
COLUMN_WORDS = ("kolumn", "column")
# The row of a table's total, which has no label of its own.
TOTAL_WORDS = ("totalt", "total")


class _Line(Struct, frozen=True):
    """One row of the workbook that has a table's name: where it is, and what it says."""

    sheet: Sheet
    table: str
    label: str
    place: Place

    @property
    def address(self) -> str:
        return f"{self.sheet.file}, {self.sheet.address(*self.place)}"


def read_returned(path: Path, file: StatisticsFile, problems: Problems) -> tuple[Result, ...]:
    """The entries of `file` with the numbers of the workbook at `path`; what is wrong is noted.

    An empty cell is a number not known. What the workbook leaves out stays as it is. Notes
    unknown-statistic, unknown-label, duplicate-key, unreadable-cell. Raises ReportError.
    """
    lines = list(_lines(path, problems))
    by_table: dict[str, list[_Line]] = {}
    names = {folded(name): name for name in file.names}
    for line in lines:
        name = names.get(folded(line.table))
        if name is None:
            wrong = shown(line.table)
            message = _("{place}: there is no table '{name}'", place=line.address, name=wrong)
            hint = did_you_mean(line.table, file.names)
            problems.error("unknown-statistic", None, message, hint)
        elif name in file.entries and isinstance(file.entries[name].counted, Tallying):
            message = _(
                "{place}: '{name}' is counted from a list of the project",
                place=line.address,
                name=name,
            )
            problems.error("conflicting-keys", None, message, _("change the list in its place"))
        else:
            by_table.setdefault(name, []).append(line)
    return tuple(_result(name, file, own, problems) for name, own in by_table.items())


def _lines(path: Path, problems: Problems) -> Iterator[_Line]:
    name = printable(path.name)
    try:
        book = open_book(read_regular(path), name)
    except OSError as error:
        message = _("{file} can't be read: {reason}", file=name, reason=cause_of(error))
        raise report_error("unreadable-sheets", None, message) from None
    found = False
    for sheet in (book.sheet(each) for each in book.names):
        columns = _columns(sheet)
        if columns is None:
            continue
        found = True
        heading, table, row, count, across = columns
        for number in range(heading + 1, len(sheet.rows)):
            named = plain(sheet.value(number, table))
            if named:
                label = plain(sheet.value(number, row))
                column = "" if across is None else plain(sheet.value(number, across))
                label = cell_label(label, column) if column else label
                yield _Line(sheet, named, label, (number, count))
            elif folded(sheet.value(number, count)):
                message = _(
                    "{file}, {cells}: it is not said which table the number belongs to",
                    file=name,
                    cells=sheet.address(number, count),
                )
                problems.error("unknown-statistic", None, message)
    if not found:
        message = _("{file}: no sheet has the columns Tabell, Rad and Antal", file=name)
        hint = _("make the workbook with 'reportgen values --format xlsx', and change its numbers")
        raise report_error("unknown-column", None, message, hint)


def _columns(sheet: Sheet) -> tuple[int, int, int, int, int | None] | None:
    """The row of the headings, and the columns of tables, rows, counts and of columns, if any."""
    for number in range(min(len(sheet.rows), 20)):
        places = {folded(cell): column for column, cell in enumerate(sheet.rows[number])}
        columns = [
            next((places[word] for word in words if word in places), None)
            for words in (TABLE_WORDS, ROW_WORDS, COUNT_WORDS)
        ]
        if None not in columns:
            across = next((places[word] for word in COLUMN_WORDS if word in places), None)
            return (number, *columns, across)  # type: ignore[return-value]
    return None


def _result(name: str, file: StatisticsFile, lines: list[_Line], problems: Problems) -> Result:
    """The entry with the numbers that the lines give its rows, its total or its value."""
    entry = file.entries.get(name)
    old = {"": file.plain[name]} if entry is None else numbers_of(entry)
    old_total = entry.total if entry else None
    labels = {folded(label): label for label in old}
    if entry and "total" in entry.keys:
        labels = {**dict.fromkeys(TOTAL_WORDS, _TOTAL), **labels}
    numbers: dict[str, Amount | None] = {}
    for line in lines:
        label = labels.get(folded(line.label))
        if label is None:
            _refuse_row(name, line, old, problems)
        elif label in numbers:
            message = _("{place}: the row stands here twice", place=line.address)
            problems.error("duplicate-key", None, message)
        else:
            numbers[label] = _number(line, entry.decimals if entry else None, problems)
    rows = {label: numbers.get(label, number) for label, number in old.items()}
    pairs = entry.grid.pairs if entry and entry.grid else {}
    return Result(name, old, rows, numbers.get(_TOTAL), old_total, pairs=pairs)


# No label: those have no line ends.
_TOTAL = "\n"


def _refuse_row(name: str, line: _Line, old: Counts, problems: Problems) -> None:
    message = _(
        "{place}: '{table}' has no row '{row}'",
        place=line.address,
        table=name,
        row=shown(line.label),
    )
    near = did_you_mean(line.label, [label for label in old if label])
    problems.error("unknown-label", None, message, near or _("write new rows in statistics.yaml"))


def _number(line: _Line, decimals: int | None, problems: Problems) -> Amount | None:
    marks = line.sheet.marks
    if line.place in marks.uncalculated or line.place in marks.errors:
        wrong = _("the formula there gives no number")
    else:
        value = line.sheet.value(*line.place)
        if not folded(value):
            return None
        number = cell_amount(value, decimals)
        if not isinstance(number, Message):
            return number
        wrong = number
    message = _("{place}: {what}", place=line.address, what=wrong)
    problems.error("unreadable-cell", None, message)
    return None
