"""Makes the document's tables out of lists: their columns, their rows in order, a total row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from reportgen.compose.wording import Wording, text_inlines
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span
from reportgen.expressions.records import (
    column_of,
    column_total,
    matching,
    row_at,
    sorted_by,
    view_of,
    written,
)
from reportgen.expressions.values import (
    ColumnView,
    ExpressionError,
    PlacedRecords,
    RecordsView,
    number_of,
)
from reportgen.language.formatting import format_quantity
from reportgen.model import Alignment, Cell, Computed, Row, Table, Text
from reportgen.model.records import CellValue, Column, RecordRow, Records


def table_of_records(
    records: Records, placed: PlacedRecords, span: Span, wording: Wording
) -> Table:
    """The table that `placed` at `span` asks for; raises ExpressionError.

    Codes: unknown-column, unknown-label, empty-list where no row is left, unknown-value for a
    total over a cell in which nothing stands.
    """
    view = _chosen(records, placed)
    columns = _columns(records, placed)
    rows = [_row(view, index, columns, wording) for index in view.rows]
    if placed.total:
        rows.append(_total(view, columns, wording))
    alignments: list[Alignment] = ["right" if each.counts else "left" for each in columns]
    return Table(
        id=placed.id,
        caption=(Text(placed.caption or wording.caption_of(records.title), span),),
        alignments=tuple(alignments),
        header=Row(tuple(_text(each.name, each.span) for each in columns), records.span),
        rows=tuple(rows),
        note=text_inlines(" ".join(_note(records, wording)), span),
        span=span,
        landscape=placed.landscape,
    )


def _chosen(records: Records, placed: PlacedRecords) -> RecordsView:
    """The rows that are asked for, in their order."""
    whole = view_of(records, records.id)
    view = RecordsView(records, matching(whole, dict(placed.where)), records.id)
    if not view.rows:
        message = _("no row of '{name}' is left to show", name=records.id)
        hint = _("write its rows in {file}, or delete the table", file=records.span.file)
        raise ExpressionError("empty-list", message, hint)
    if not placed.sort:
        return view
    return sorted_by(view, column_of(records, placed.sort), descending=placed.descending)


def _columns(records: Records, placed: PlacedRecords) -> Sequence[Column]:
    """The columns that are asked for, all where none is; none twice."""
    asked = dict.fromkeys(column_of(records, name).name for name in placed.columns)
    named = {column.name: column for column in records.columns}
    return [named[name] for name in asked] or records.columns


def _row(view: RecordsView, index: int, columns: Sequence[Column], wording: Wording) -> Row:
    row = view.records.rows[index]
    return Row(tuple(_cell(view, index, row, each, wording) for each in columns), row.span)


def _cell(view: RecordsView, index: int, row: RecordRow, column: Column, wording: Wording) -> Cell:
    value, span = row.values[column.name], row.place(column.name)
    if not column.counts:
        return _text(_said(value), span)
    source = row_at(view, index).path + written(column.name)
    if value is None or isinstance(value, str | date):
        text = wording.translate(_("not available"))
    else:
        text = format_quantity(value, wording.language)
    return Cell((Computed(source, text, span, (source,)),), span)


def _said(value: CellValue) -> str:
    """A text, or a day as tables have it: 2022-03-14."""
    return "" if value is None else str(value)


def _total(view: RecordsView, columns: Sequence[Column], wording: Wording) -> Row:
    """The row that adds up the numbers; the first column says what it is, where it has none."""
    span = view.records.span
    cells = [_sum(view, each, wording) if each.counts else Cell((), span) for each in columns]
    if not columns[0].counts:
        cells[0] = _text(wording.translate(_("Total")), span)
    return Row(tuple(cells), span, total=True)


def _sum(view: RecordsView, column: Column, wording: Wording) -> Cell:
    path = view.path + written(column.name)
    number = number_of(column_total(ColumnView(view, column, path), (), {}))
    text = format_quantity(number, wording.language)
    return Cell((Computed(f"total({path})", text, view.records.span, (path,)),), view.records.span)


def _text(text: str, span: Span) -> Cell:
    return Cell(text_inlines(text, span), span)


def _note(records: Records, wording: Wording) -> Iterator[str]:
    if records.source:
        yield wording.translate(_("Source: {source}.", source=records.source.rstrip(".")))
    if records.note:
        yield records.note.rstrip(".") + "."
