"""Rounds the counts of an edition: what is derived from them is derived from rounded ones."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from reportgen.compose.disclosure.figures import Figures
from reportgen.compose.disclosure.system import rounded
from reportgen.model.project import Edition
from reportgen.model.statistics import Amount, Protected, Statistics, StatisticsTable


class Rounding(Struct, frozen=True):
    """What an edition that rounds keeps from its readers: how much each count was before."""

    edition: str
    rules: Edition
    figures: Figures

    def in_year(self, _year: int) -> Mapping[str, Protected]:
        """Nothing is hidden."""
        return {}

    def taken_out_of(self, statistics: Statistics) -> Statistics:
        """The statistics of a year with every count of the protected tables rounded."""
        tables = {
            name: self._table(statistics.year, table) if self.rules.protects(table) else table
            for name, table in statistics.tables.items()
        }
        return replace(statistics, tables=tables)

    def _table(self, year: int, table: StatisticsTable) -> StatisticsTable:
        # A sum is rounded itself: the sum of rounded numbers strays from it.
        sums = {
            labels: self._rounded(quantities[name].value)
            for (each, owner, labels), name in self.figures.sums.items()
            if (each, owner) == (year, table.id) and (quantities := self.figures.system.quantities)
        }
        return replace(
            table,
            rows=tuple(replace(row, count=self._known(row.count)) for row in table.rows),
            base=self._known(table.base),
            accounted=table.reaches_base,
            known_sums=sums,
        )

    def _known(self, count: Amount | None) -> Amount | None:
        return None if count is None else self._rounded(int(count))

    def _rounded(self, count: int) -> int:
        return rounded(count, self.rules.round_to)
