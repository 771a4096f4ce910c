"""Finds a register's rows in its sheet: the headings, the columns below them, where they end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter

from msgspec import Struct, field

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, Span, did_you_mean, report_error
from reportgen.model.registers import Register
from reportgen.readers.counting.meaning import folded, plain
from reportgen.readers.sheets.book import Book
from reportgen.readers.sheets.cells import Area, Row, Sheet, Value

# The headings stand above the rows: below so many lines of titles nobody looks for them.
_DEEPEST_HEADING = 200
_TOTAL = re.compile(
    r"(?:(?:del|total)?summa|totalt|(?:grand )?total|sum)(?: (?:antal )?[a-zåäö]+| \d{4})?:?"
)
# What such a word begins with, blanks and case aside: most rows begin otherwise.
_TOTAL_BEGINS = frozenset("dDtTsSgG\u200b")


class Columns(Struct, frozen=True):
    """The rows of a register, by column: `values[heading]` are as long as `rows`.

    `rows` are the numbers of the rows in `sheet`, from 0. Blank rows are left out, and `totals`,
    which are told. `places` says in which column each heading stands. Under `unreadable` are, by
    heading and index, the cells that have an error in Excel, or a formula never calculated ("").
    """

    sheet: Sheet
    rows: Sequence[int]
    values: Mapping[str, Sequence[Value]]
    places: Mapping[str, int]
    totals: tuple[int, ...] = ()
    unreadable: Mapping[str, Mapping[int, str]] = field(default_factory=dict)

    def address(self, index: int, heading: str) -> str:
        """The cell of the row at `index` below `heading`, as Excel calls it."""
        return self.sheet.address(self.rows[index], self.places[heading])


def read_columns(book: Book, register: Register, wanted: Mapping[str, Span], year: int) -> Columns:
    """The columns below the headings that are `wanted`, each at a place; raises ReportError.

    In the names of a sheet or table {year} is `year`.

    Codes: unknown-sheet, unknown-column, ambiguous-column, hidden-rows, no-rows.
    """
    sheet, area = _place(book, register, year)
    span = register.span
    heading, places = _find_headings(sheet, area, register, wanted)
    block = _block(sheet, heading, places.values(), area)
    rows, totals = _rows_below(sheet, heading, area, block, _own_places(register, places))
    if not rows:
        message = _("{file}: there is no row below the headings", file=sheet.file)
        raise report_error("no-rows", span, message)
    if register.hidden == "error":
        _refuse_hidden(sheet, rows, span)
    merged = _fillings(sheet, heading)
    lines = [sheet.rows[row] for row in rows]
    values = {name: _column(sheet, rows, lines, at, merged) for name, at in places.items()}
    unreadable = {name: _unreadable(sheet, rows, place) for name, place in places.items()}
    return Columns(sheet, rows, values, places, totals, unreadable)


def _place(book: Book, register: Register, year: int) -> tuple[Sheet, Area | None]:
    """The sheet, and the area of it that is named; {year} in a name is the report's."""
    sheet_name, table = (
        name and name.replace("{year}", str(year)) for name in (register.sheet, register.table)
    )
    if table is None:
        return book.sheet(sheet_name), None
    by_fold = {name.casefold(): name for name in book.areas}
    if table.casefold() not in by_fold:
        message = _("{file} has no table '{name}'", file=book.file, name=table)
        known = _("tables and names: {known}", known=", ".join(book.areas))
        hint = did_you_mean(table, book.areas) or (known if book.areas else None)
        raise report_error("unknown-sheet", register.span, message, hint)
    sheet, area = book.areas[by_fold[table.casefold()]]
    return book.sheet(sheet), area


def _find_headings(
    sheet: Sheet, area: Area | None, register: Register, wanted: Mapping[str, Span]
) -> tuple[int, dict[str, int]]:
    """The last row of the headings, and the column of each that is wanted."""
    first = area.first_row if area else 0
    last = min(len(sheet.rows), first + _DEEPEST_HEADING)
    lines: Iterable[int] = range(first, last)
    if register.heading is not None:
        lines = (register.heading - 1,)
    elif area is not None:
        lines = (first,)
    best, found = first, dict[str, list[int]]()
    for line in lines:
        named = _headings_on(sheet, line, area)
        matched = {name: named[folded(name)] for name in wanted if folded(name) in named}
        if len(matched) > len(found):
            best, found = line, matched
    found = _in_one_block(sheet, best, found, area)
    _refuse_missing(sheet, best, found, wanted)
    places = {name: columns[0] for name, columns in found.items()}
    deeper = (
        merged.last_row
        for merged in sheet.merged
        if merged.first_row <= best <= merged.last_row and merged.first_column in places.values()
    )
    return max((best, *deeper)), places


def _in_one_block(
    sheet: Sheet, line: int, found: Mapping[str, list[int]], area: Area | None
) -> dict[str, list[int]]:
    """The columns of each heading, without those of another table beside the register."""
    sure = [columns[0] for columns in found.values() if len(columns) == 1]
    if not sure:
        return dict(found)
    block = _block(sheet, line, sure, area)
    inside = {name: [each for each in columns if each in block] for name, columns in found.items()}
    return {name: columns or found[name] for name, columns in inside.items()}


def _headings_on(sheet: Sheet, line: int, area: Area | None) -> dict[str, list[int]]:
    """The headings of one row, folded, with their columns; also below a merged one above them."""
    named: dict[str, list[int]] = {}
    width = len(sheet.rows[line]) if line < len(sheet.rows) else 0
    above = {
        column: sheet.value(merged.first_row, merged.first_column)
        for merged in sheet.merged
        if merged.first_row <= line <= merged.last_row + 1
        for column in range(merged.first_column, min(merged.last_column + 1, width))
    }
    for column in range(width):
        if area and not area.first_column <= column <= area.last_column:
            continue
        own, upper = folded(sheet.value(line, column)), folded(above.get(column, ""))
        names = {own or upper, f"{upper} / {own}"} if upper else {own}
        for name in names - {""}:
            named.setdefault(name, []).append(column)
    return named


def _refuse_missing(
    sheet: Sheet,
    line: int,
    found: Mapping[str, Sequence[int]],
    wanted: Mapping[str, Span],
) -> None:
    """Raise ReportError for headings that are not there, or there twice."""
    problems = Problems()
    row = sheet.rows[line] if line < len(sheet.rows) and found else ()
    known = [plain(cell) for cell in row if isinstance(cell, str) and plain(cell)]
    for name, span in wanted.items():
        columns = found.get(name, ())
        if not columns:
            where = sheet.name or sheet.file
            message = _("there is no column '{name}' in {sheet}", name=name, sheet=where)
            hint = did_you_mean(name, known) or (
                _("the headings are those of row {row}", row=line + 1)
                if found
                else _("no row has any of the headings that are asked for")
            )
            problems.error("unknown-column", span, message, hint)
        elif len(columns) > 1:
            cells_named = ", ".join(sheet.address(line, column) for column in columns)
            message = _(
                "several columns are called '{name}': {cells}", name=name, cells=cells_named
            )
            hint = _(
                "give each a name of its own, or write the heading above it too: 'Above / Name'"
            )
            problems.error("ambiguous-column", span, message, hint)
    problems.raise_errors()


def _block(sheet: Sheet, line: int, places: Iterable[int], area: Area | None) -> range:
    """The columns of the table: those with a heading, on from the wanted ones without a gap."""
    if area:
        return range(area.first_column, area.last_column + 1)
    first, last = min(places), max(places)
    while first > 0 and sheet.value(line, first - 1) != "":
        first -= 1
    while sheet.value(line, last + 1) != "":
        last += 1
    return range(first, last + 1)


def _own_places(register: Register, places: Mapping[str, int]) -> tuple[int, ...]:
    """The columns of year and case, which every row has and no total."""
    return tuple(places[name] for name in (register.year, register.case) if name)


def _rows_below(
    sheet: Sheet, heading: int, area: Area | None, block: range, own: Sequence[int]
) -> tuple[list[int], tuple[int, ...]]:
    """The rows below the headings that have something in them, and those that are totals."""
    end = len(sheet.rows)
    if area:
        end = min(end, area.last_row + 1 - area.totals)
    rows: list[int] = []
    totals: list[int] = []
    begin, stop = block.start, block.stop
    for number in range(heading + 1, end):
        row = sheet.rows[number]
        first = row[begin] if begin < len(row) else ""
        if first.__class__ is str and (not first or first.isspace()):
            first = next((cell for cell in row[begin:stop] if not _is_blank(cell)), "")
        if first.__class__ is not str:
            rows.append(number)
        elif first:
            (totals if _is_total(first, row, own) else rows).append(number)
    return rows, tuple(totals)


def _is_blank(cell: Value) -> bool:
    return isinstance(cell, str) and not plain(cell)


def _is_total(first: Value, row: Sequence[Value], own: Sequence[int]) -> bool:
    """Whether a row begins with the word for a total, and no case and no date stand in it."""
    if not isinstance(first, str) or first.lstrip()[:1] not in _TOTAL_BEGINS:
        return False
    if not _TOTAL.fullmatch(plain(first).casefold()):
        return False
    filled = [row[place] for place in own if place < len(row) and row[place] != ""]
    return all(cell is first for cell in filled)


def _refuse_hidden(sheet: Sheet, rows: Sequence[int], span: Span) -> None:
    """Raise ReportError where rows are hidden, or can't be seen to be."""
    if not sheet.marks.complete:
        message = _("{file}: hidden rows can't be seen in this kind of file", file=sheet.file)
        raise report_error("hidden-rows", span, message, _("save it as .xlsx"))
    hidden = [row + 1 for row in rows if row in sheet.marks.hidden]
    if hidden:
        message = _(
            "{count} row of {sheet} is hidden or filtered away: {rows}",
            "{count} rows of {sheet} are hidden or filtered away: {rows}",
            count=len(hidden),
            sheet=sheet.name or sheet.file,
            rows=listed(hidden),
        )
        hint = _("show all rows in Excel, or write 'hidden: include' to count them")
        raise report_error("hidden-rows", span, message, hint)


def listed(parts: Sequence[object], most: int = 5) -> str:
    """The first few of `parts` with commas, and an ellipsis where there are more."""
    shown = ", ".join(map(str, parts[:most]))
    return f"{shown} …" if len(parts) > most else shown


def _fillings(sheet: Sheet, heading: int) -> dict[tuple[int, int], tuple[int, int]]:
    """For each cell in a merged one below the headings, over several rows, its first cell."""
    return {
        (row, column): (merged.first_row, merged.first_column)
        for merged in sheet.merged
        if heading < merged.first_row < merged.last_row < len(sheet.rows)
        for row in range(merged.first_row, merged.last_row + 1)
        for column in range(merged.first_column, merged.first_column + 1)
    }


def _column(
    sheet: Sheet,
    rows: Sequence[int],
    lines: Sequence[Row],
    place: int,
    merged: Mapping[tuple[int, int], tuple[int, int]],
) -> list[Value]:
    """The cells of one column in the `rows`, whose cells are `lines`."""
    try:
        column = [*map(itemgetter(place), lines)]
    except IndexError:  # rows of a CSV file end where they like
        column = [line[place] if place < len(line) else "" for line in lines]
    if merged:
        for index, row in enumerate(rows):
            if (row, place) in merged:
                column[index] = sheet.value(*merged[row, place])
    if bool in set(map(type, column)):
        # As a key True would be the same as 1.
        column = [plain(cell) if isinstance(cell, bool) else cell for cell in column]
    return column


def _unreadable(sheet: Sheet, rows: Sequence[int], place: int) -> dict[int, str]:
    """What looks empty in a column and is not, by index."""
    marks = sheet.marks
    lost = {row: text for (row, column), text in marks.errors.items() if column == place}
    lost |= {row: "" for row, column in marks.uncalculated if column == place}
    return {index: lost[row] for index, row in enumerate(rows) if row in lost} if lost else {}
