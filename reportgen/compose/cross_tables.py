"""The rows of a table in two dimensions: a row and a column for each label, margins at the ends."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from reportgen.compose.table_cells import count_cell, share_cell
from reportgen.compose.wording import Wording
from reportgen.diagnostics import Message as _
from reportgen.model import Cell, Row, Text
from reportgen.model.crossing import WHOLE, Cross
from reportgen.model.statistics import CountRow, StatisticsTable


def cross_rows(
    statistics: StatisticsTable, cross: Cross, wording: Wording, *, share: bool
) -> Iterator[Row]:
    """The header row, a row for each label of the first dimension, and the totals below.

    `share`: behind each number its share of all stands in brackets.
    """
    total, span = wording.translate(_("Total")), statistics.span
    headings = (cross.rows.heading, *cross.columns.labels, total)
    yield Row(tuple(Cell((Text(each, span),), span) for each in headings), span)
    printing = _Printing(statistics, cross, wording, share)
    columns = (*cross.columns.labels, WHOLE)
    for label in (*cross.rows.labels, WHOLE):
        named = Cell((Text(total if label == WHOLE else label, span),), span)
        numbers = (printing.cell(label, column) for column in columns)
        yield Row((named, *numbers), span, total=label == WHOLE)


class _Printing(Struct, frozen=True, dict=True):
    """One table being printed."""

    statistics: StatisticsTable
    cross: Cross
    wording: Wording
    share: bool

    @cached_property
    def cells(self) -> dict[tuple[str, str] | None, CountRow]:
        """The cells by their labels."""
        return {row.pair: row for row in self.statistics.rows}

    def cell(self, row: str, column: str) -> Cell:
        """The number where two labels meet; where one is `total`, a margin."""
        table, found = self.statistics, self.cells.get((row, column))
        source, span = f'{table.id}["{row}", "{column}"]', found.span if found else table.span
        if found:
            count = found.count
        elif row == column:
            source, count = f"{table.id}.total", table.base
        else:
            count = table.sum_of(self.cross.cells(row, column))
        shown = count_cell(count, source, span, self.wording)
        if not self.share or count is None or table.share(count) is None:
            return shown
        share = share_cell(table, count, source, span, self.wording).children
        between, behind = Text(" (", span), Text(")", span)
        return Cell((*shown.children, between, *share, behind), span)
