"""Lists in expressions: their rows and cells, how many there are, what a column adds up to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import did_you_mean
from reportgen.expressions.arguments import flag_argument, text_argument
from reportgen.expressions.operators import add_numbers
from reportgen.expressions.values import (
    ColumnView,
    Count,
    ExpressionError,
    RecordsView,
    RowView,
    ToldBeforeError,
    Value,
    describe,
    number_of,
    unknown_value,
)
from reportgen.model.records import CellValue, Column, Records
from reportgen.model.statistics import Amount


def view_of(records: Records, path: str) -> RecordsView:
    """All rows of a list as they are written; raises ToldBeforeError where it is damaged.

    Raises ExpressionError (unknown-value) where its rows are not known.
    """
    if not records.whole:
        raise ToldBeforeError
    if not records.known:
        raise unknown_value(path)
    return RecordsView(records, range(len(records.rows)), path)


def part_of(owner: RecordsView | RowView, name: str, note: Callable[[str], None]) -> Value:
    """A column, or the cell of a row, whose source is noted; raises unknown-column."""
    column = column_of(owner.records, name)
    source = f"{owner.path}{written(column.name)}"
    if isinstance(owner, RecordsView):
        return ColumnView(owner, column, source)
    note(source)
    return cell_value(owner.records.rows[owner.index].values[column.name], column, source)


def row_of(view: RecordsView, number: int) -> RowView:
    """The row by its number, from 1; raises ExpressionError (unknown-row)."""
    if not 1 <= number <= len(view.rows):
        message = _("'{path}' has no row {number}", path=view.path, number=str(number))
        hint = _("it has {count} row", "it has {count} rows", count=len(view.rows))
        raise ExpressionError("unknown-row", message, hint)
    return row_at(view, view.rows[number - 1])


def row_at(view: RecordsView, index: int) -> RowView:
    """The row that is written at `index`, from 0."""
    return RowView(view.records, index, f"{view.path}[{index + 1}]")


def written(name: str) -> str:
    """A column's name as it stands behind a list or a row."""
    return f".{name}" if name.isidentifier() else f'["{name}"]'


def column_of(records: Records, name: str) -> Column:
    """The column called `name`; raises ExpressionError (unknown-column)."""
    column = records.column(name)
    if column is None:
        message = _("the list '{name}' has no column '{column}'", name=records.id, column=name)
        listed = _("its columns are: {names}", names=", ".join(records.names))
        hint = did_you_mean(name, records.names) or listed
        raise ExpressionError("unknown-column", message, hint)
    return column


def cell_value(value: CellValue, column: Column, source: str) -> Value:
    """What a cell is in an expression: a number knows its source, an empty text is ""."""
    if column.counts:
        assert value is None or not isinstance(value, str | date)
        return Count(value, None, source)
    return "" if value is None and column.kind != "date" else value


def count(language: str, rows: Value, **where: Value) -> Value:
    """How many rows of a list there are: count(utbildningar, Målgrupp="Socialtjänst")."""
    del language
    view = _rows(rows, "count")
    return Count(len(matching(view, where)), len(view.rows), view.path)


def sort(language: str, rows: Value, column: Value, descending: Value = False) -> Value:  # noqa: FBT002
    """The rows of a list by a column: utbildningar | sort("Datum")."""
    del language
    view = _rows(rows, "sort")
    by = column_of(view.records, text_argument(column, "sort"))
    return sorted_by(view, by, descending=flag_argument(descending, "descending"))


def sorted_by(view: RecordsView, column: Column, *, descending: bool = False) -> RecordsView:
    """The rows by what they say under `column`, equal ones as written; empty ones last."""
    rows = view.records.rows
    filled = [index for index in view.rows if rows[index].values[column.name] is not None]
    empty = [index for index in view.rows if rows[index].values[column.name] is None]
    filled.sort(key=lambda index: _key(rows[index].values[column.name], column), reverse=descending)
    return RecordsView(view.records, (*filled, *empty), view.path)


def _key(value: CellValue, column: Column) -> Any:  # noqa: ANN401 - one kind for a column
    """What a cell is sorted by: a choice by its place, text by its letters in Swedish."""
    if column.kind == "choice":
        return column.choices.index(str(value))
    if isinstance(value, str):
        return tuple(_LETTERS.get(sign, ord(sign)) for sign in value.casefold())
    return value


# Behind z, in this order, and what is sorted as another letter.
_LETTERS = {
    **{sign: ord("z") + place for place, sign in enumerate("åäö", 1)},
    "æ": ord("z") + 2,
    "ø": ord("z") + 3,
    "é": ord("e"),
    "ü": ord("y"),
}


def column_total(column: ColumnView, rest: Iterable[Value], where: Mapping[str, Value]) -> Value:
    """The sum of a column in the rows where the conditions hold.

    Raises ExpressionError: unknown-value for a cell in which nothing stands, wrong-arguments.
    """
    if any(True for _each in rest):
        message = _("only one column can be added up at a time")
        hint = _("write total({path}) + …", path=column.path)
        raise ExpressionError("wrong-arguments", message, hint)
    numbers = [*_numbers(column, matching(column.view, where))]
    return add_numbers(*numbers)


def _numbers(column: ColumnView, indexes: Iterable[int]) -> Iterator[Amount]:
    if not column.column.counts:
        message = _("the column '{path}' does not hold numbers", path=column.path)
        hint = _("write 'whole' or 'decimal' for it, under 'columns:' in the list's file")
        raise ExpressionError("not-a-number", message, hint)
    view = column.view
    for index in indexes:
        value = view.records.rows[index].values[column.column.name]
        if value is None:
            row = row_at(view, index)
            raise unknown_value(f"{row.path}{written(column.column.name)}")
        assert not isinstance(value, str | date)
        yield value


def matching(view: RecordsView, where: Mapping[str, Value]) -> tuple[int, ...]:
    """The rows where each column is what `where` says of it: a value, or one of a list."""
    wanted = []
    for name, value in where.items():
        column = column_of(view.records, name)
        each = value if isinstance(value, tuple) else (value,)
        wanted.append((column.name, {_wanted(view, column, one) for one in each}))
    rows = view.records.rows
    return tuple(
        index
        for index in view.rows
        if all(rows[index].values[name] in values for name, values in wanted)
    )


def _wanted(view: RecordsView, column: Column, value: Value) -> CellValue:
    """A condition's value as the column's cells have it; raises ExpressionError."""
    if value is None:
        return None
    if column.counts:
        number = number_of(value)
        return int(number) if number == int(number) else number  # type: ignore[return-value]
    if column.kind == "date":
        return value if isinstance(value, date) else _day(column, value)
    text = text_argument(value, column.name)
    known = column.choices or {
        str(row.values[column.name]): None
        for row in view.records.rows
        if row.values[column.name] not in (None, "")
    }
    near = did_you_mean(text, known) if text not in known else None
    if text not in known and (column.choices or near):
        message = _("no row can have '{text}' in '{column}'", text=text, column=column.name)
        listed = _("choose one of: {options}", options=", ".join(known))
        raise ExpressionError("unknown-label", message, near or listed)
    return text


def _day(column: Column, value: Value) -> date:
    try:
        return date.fromisoformat(text_argument(value, column.name))
    except ValueError:
        message = _("there is no day {text}", text=str(value))
        hint = _("write year-month-day, such as 2023-01-26")
        raise ExpressionError("wrong-arguments", message, hint) from None


def _rows(value: Value, function: str) -> RecordsView:
    if isinstance(value, RecordsView):
        return value
    message = _("{name} needs a list, found {found}", name=function, found=describe(value))
    raise ExpressionError("wrong-arguments", message, _("write the name of a list of the year"))


def only_for_lists(function: str, name: str) -> ExpressionError:
    """The error for a condition where no list is."""
    message = _("'{name}=' has a meaning for lists alone", name=name)
    hint = _("write {name}(list.column, …)", name=function)
    return ExpressionError("wrong-arguments", message, hint)
