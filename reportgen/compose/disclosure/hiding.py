"""Takes the hidden numbers out of the statistics, so that nothing made of these can tell them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from reportgen.compose.disclosure.figures import Figures
from reportgen.compose.disclosure.suppression import Suppression
from reportgen.model.project import Edition
from reportgen.model.statistics import (
    Amount,
    CountRow,
    Protected,
    Statistics,
    StatisticsTable,
    add_counts,
)


class Hidden(Struct, frozen=True):
    """What an edition keeps from its readers: for each year and expression what they may know.

    `sums` are those of rows, by year and table, that were looked at and may be told.
    """

    edition: str
    values: Mapping[tuple[int, str], Protected]
    sums: Mapping[tuple[int, str], frozenset[tuple[str, ...]]]

    @classmethod
    def of(cls, name: str, edition: Edition, figures: Figures, found: Suppression) -> Hidden:
        """The values that `found` hides in the edition called `name`, under each of their names."""
        system = figures.system

        def known_of(name: str) -> Protected:
            small = system.told and system.quantities[name].sensitive
            return Protected(edition.threshold if small else None, edition.zeros)

        values = {key: known_of(n) for key, n in figures.names.items() if n in found.hidden}
        for year, expression in tuple(values):
            # What the rows come to is no table's total where they overlap, and is not told either.
            table = expression.partition("[")[0].partition(".")[0]
            values.setdefault((year, f"{table}.sum"), Protected(None, edition.zeros))
        sums: dict[tuple[int, str], frozenset[tuple[str, ...]]] = {}
        for (year, table, labels), quantity in figures.sums.items():
            if quantity not in found.hidden:
                sums[year, table] = sums.get((year, table), frozenset()) | {labels}
        return cls(name, values, sums)

    def in_year(self, year: int) -> dict[str, Protected]:
        """The same as the expressions of one year's report name them."""
        return {
            expression if each == year else f"year({each}).{expression}": known
            for (each, expression), known in self.values.items()
        }

    def taken_out_of(self, statistics: Statistics) -> Statistics:
        """The statistics of a year without the hidden numbers: None stands for each."""
        values = self.values
        if not any(year == statistics.year for year, _expression in values):
            return statistics
        tables = {name: self._table(statistics.year, t) for name, t in statistics.tables.items()}
        singles = {
            name: replace(each, value=None) if (statistics.year, name) in values else each
            for name, each in statistics.values.items()
        }
        return replace(statistics, tables=tables, values=singles)

    def _table(self, year: int, table: StatisticsTable) -> StatisticsTable:
        base = self.values.get((year, f"{table.id}.base"))
        rows = _in_no_telling_order(table, [self._row(year, table, row) for row in table.rows])
        if base is None and rows == table.rows:
            return table
        return replace(
            table,
            rows=rows,
            base=None if base else table.base,
            protected_base=base,
            accounted=table.reaches_base,
            known_sums={
                labels: known
                for labels in self.sums.get((year, table.id), ())
                if (known := _sum_of(table, labels)) is not None
            },
        )

    def _row(self, year: int, table: StatisticsTable, row: CountRow) -> CountRow:
        known = self.values.get((year, table.id + row.subscript))
        return replace(row, count=None, protected=known) if known else row


def _in_no_telling_order(table: StatisticsTable, rows: Sequence[CountRow]) -> tuple[CountRow, ...]:
    """The hidden rows behind the others, by their names: those who type rows do so by size.

    Where the order is that of the matter, such as age, it tells nothing and is kept.
    """
    if table.ordered or table.cross or table.relation.base != "whole":
        return tuple(rows)
    shown = [row for row in rows if not row.protected and not row.unknown]
    hidden = sorted((row for row in rows if row.protected), key=lambda row: row.label)
    return (*shown, *hidden, *(row for row in rows if row.unknown and not row.protected))


def _sum_of(table: StatisticsTable, labels: tuple[str, ...]) -> Amount | None:
    """Rows added up, of which one that is not written is 0."""
    return add_counts(row.count for row in table.rows if row.label in labels)
