"""Counts the lists of the project for the statistics that say `counted: {records: …}`.

What is counted so is no number that someone could forget to bring up to date: it is counted anew
whenever the figures are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from msgspec.structs import replace

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, ReportError, Span, did_you_mean, report_error
from reportgen.model.records import CellValue, Column, FoundRecords, RecordRow, Records
from reportgen.model.registers import Condition, Tallying
from reportgen.model.statistics import Amount
from reportgen.readers.counting.meaning import folded
from reportgen.readers.records.cells import decimals_of
from reportgen.readers.statistics.crossing import Grid, named_cells
from reportgen.readers.statistics.file import TableFile, WrittenStatistics

_SKIP = "skip"


def with_tallies(
    written: WrittenStatistics, found: FoundRecords, problems: Problems
) -> WrittenStatistics:
    """What was written, with the numbers of every entry that is counted from a list.

    Notes unknown-list, unknown-column, conflicting-keys, empty-cell, not-a-number. An entry that
    can't be counted is broken.
    """
    entries = dict(written.entries)
    broken: set[str] = set()
    for name, (span, entry) in written.entries.items():
        if not (isinstance(entry, TableFile) and isinstance(entry.counted, Tallying)):
            continue
        try:
            entries[name] = (span, _counted(name, entry, entry.counted, found))
        except ReportError as error:
            problems.found.extend(error.diagnostics)
            del entries[name]
            broken.add(name)
    return replace(written, entries=entries, broken=written.broken | broken)


def _counted(name: str, entry: TableFile, tallying: Tallying, found: FoundRecords) -> TableFile:
    """The entry with its numbers; raises ReportError, without diagnostics where that was told."""
    for key in entry.keys & {"counts", "value", "counted_from"}:
        message = _("'{name}' is counted from a list, and has '{key}' as well", name=name, key=key)
        hint = _("delete '{key}': it is counted at every build", key=key)
        raise report_error("conflicting-keys", tallying.span, message, hint)
    records = _list(tallying, found)
    rows = [row for row in records.rows if _holds_all(tallying, records, row)]
    summed = _column(records, tallying.sum, tallying.span) if tallying.sum else None
    if summed is not None and not summed.counts:
        message = _("the column '{column}' does not hold numbers", column=summed.name)
        raise report_error("not-a-number", tallying.span, message)
    decimals = entry.decimals
    if decimals is None and summed is not None and summed.kind == "decimal":
        decimals = decimals_of(records.rows, summed.name)
    if not records.known:
        return _not_known(entry, records, tallying, decimals)
    if not tallying.by:
        value = _fitted(_number(rows, summed, tallying), decimals)
        return replace(entry, value=value, decimals=decimals, keys=entry.keys | {"value"})
    by = [_column(records, name, tallying.span) for name in tallying.by]
    if len(by) == 2:
        return _with_cells(entry, rows, by, tallying, summed, decimals)
    counts = {
        label: (tallying.span, _fitted(_number(own, summed, tallying), decimals))
        for label, own in _groups(rows, by[0], tallying).items()
    }
    return replace(entry, counts=counts, decimals=decimals, keys=entry.keys | {"counts"})


def _with_cells(
    entry: TableFile,
    rows: Sequence[RecordRow],
    by: Sequence[Column],
    tallying: Tallying,
    summed: Column | None,
    decimals: int | None,
) -> TableFile:
    """The entry with a cell for every two labels, of which a row of the list can have both."""
    by_row, by_column = (_groups(rows, column, tallying) for column in by)
    within = {row: _groups(own, by[1], tallying) for row, own in by_row.items()}

    def counted(row: str, column: str) -> Amount:
        return _fitted(_number(within[row].get(column, ()), summed, tallying), decimals)

    return _as_grid(entry, (by_row, by_column), tallying.span, counted, decimals)


def _as_grid(
    entry: TableFile,
    labels: Sequence[Iterable[str]],
    span: Span,
    number: Callable[[str, str], Amount | None],
    decimals: int | None,
) -> TableFile:
    """The entry with the number of each row and column."""
    rows, columns = (dict.fromkeys(each, span) for each in labels)
    pairs = named_cells(rows, columns, span)
    cells = {label: (span, number(*pair)) for label, pair in pairs.items()}
    grid = Grid(cells, pairs, rows, columns)
    return replace(entry, counts=cells, grid=grid, decimals=decimals, keys=entry.keys | {"counts"})


def _not_known(
    entry: TableFile, records: Records, tallying: Tallying, decimals: int | None
) -> TableFile:
    """The entry without numbers, where the list has no rows yet."""
    if not tallying.by:
        return replace(entry, value=None, decimals=decimals, keys=entry.keys | {"value"})
    by = [_column(records, name, tallying.span) for name in tallying.by]
    labels = [column.choices or (column.name,) for column in by]
    if len(labels) == 2:
        return _as_grid(entry, labels, tallying.span, lambda _row, _column: None, decimals)
    counts = dict.fromkeys(labels[0], (tallying.span, None))
    return replace(entry, counts=counts, decimals=decimals, keys=entry.keys | {"counts"})


def _fitted(number: Amount, decimals: int | None) -> Amount:
    """A number as the entry gives them."""
    if decimals is None:
        return number
    return Decimal(number).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def _list(tallying: Tallying, found: FoundRecords) -> Records:
    records = found.records.get(tallying.records)
    if tallying.records in found.broken or (records and not records.whole):
        raise ReportError(())
    if records is None:
        message = _("there is no list called '{name}'", name=tallying.records)
        listed = _("there are: {names}", names=", ".join(found.records) or "–")
        hint = did_you_mean(tallying.records, found.records) or listed
        raise report_error("unknown-list", tallying.span, message, hint)
    return records


def _column(records: Records, name: str, span: Span) -> Column:
    column = records.column(name)
    if column is None:
        message = _("the list '{name}' has no column '{column}'", name=records.id, column=name)
        listed = _("its columns are: {names}", names=", ".join(records.names))
        hint = did_you_mean(name, records.names) or listed
        raise report_error("unknown-column", span, message, hint)
    return column


def _groups(
    rows: Sequence[RecordRow], by: Column, tallying: Tallying
) -> Mapping[str, list[RecordRow]]:
    """The rows of each label: of all choices in their order, else as they are met."""
    groups: dict[str, list[RecordRow]] = {choice: [] for choice in by.choices}
    for row in rows:
        value = row.values[by.name]
        if value is None and tallying.empty == _SKIP:
            continue
        if value is None and tallying.empty is None:
            message = _("nothing stands under '{column}'", column=by.name)
            hint = _(
                "write it, or say in statistics.yaml what an empty cell is: 'empty: Okänt', or"
                " 'empty: skip'"
            )
            raise report_error("empty-cell", row.place(by.name), message, hint)
        label = tallying.empty if value is None else str(value)
        groups.setdefault(label or "", []).append(row)
    return groups


def _number(rows: Sequence[RecordRow], summed: Column | None, tallying: Tallying) -> Amount:
    """How many rows there are, or what they add up to."""
    if summed is None:
        return len(rows)
    total: Amount = 0
    for row in rows:
        value = row.values[summed.name]
        if value is None and tallying.empty != _SKIP:
            message = _("nothing stands under '{column}'", column=summed.name)
            hint = _("write the number, or 'empty: skip' in statistics.yaml to leave it out")
            raise report_error("empty-cell", row.place(summed.name), message, hint)
        if isinstance(value, int | Decimal):
            total += value
    return total


def _holds_all(tallying: Tallying, records: Records, row: RecordRow) -> bool:
    return all(
        _holds(condition, row.values[_column(records, name, condition.span).name])
        for name, condition in tallying.where.items()
    )


def _holds(condition: Condition, value: CellValue) -> bool:
    """Whether a cell is what a condition says; letter case and blanks do not matter."""
    text = "" if value is None else folded(str(value))
    if condition.empty is not None and (value is None) != condition.empty:
        return False
    if condition.values and text not in map(folded, condition.values):
        return False
    if text in map(folded, condition.excluded):
        return False
    least, most = condition.least, condition.most
    if least is None and most is None:
        return True
    if (
        value is None
        or isinstance(value, str)
        or isinstance(value, date) != isinstance(most if least is None else least, date)
    ):
        return False
    return (least is None or value >= least) and (most is None or value <= most)  # type: ignore[operator]
