"""Which rows are a chart's categories: decided once, for all the years that it shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from msgspec import Struct

from reportgen.model.project import FigureDefinition, Grouping
from reportgen.model.statistics import Amount, CountRow, StatisticsTable, add_counts


class Category(Struct, frozen=True):
    """What a chart calls `name`: the row with that label, or several rows drawn as one.

    `labels` are those of the rows. No two categories of a chart share a name or a label.
    """

    name: str
    labels: tuple[str, ...]
    group: bool = False

    def is_protected(self, table: StatisticsTable) -> bool:
        """Whether its number is kept from the readers of an edition."""
        rows = (table.row(label) for label in self.labels)
        return any(row is not None and row.protected is not None for row in rows)

    def count(self, table: StatisticsTable) -> Amount | None:
        """What `table` holds of it; None where that is not known.

        A group of which the table has no row is 0 where its rows reach the base.
        """
        if not self.group:
            row = table.row(self.name)
            return row.count if row else None
        labels = set(self.labels)
        counts = [row.count for row in table.rows if row.label in labels]
        return add_counts(counts) if counts or table.reaches_base else None


def categories_of(
    tables: Sequence[StatisticsTable], definition: FigureDefinition, language: str
) -> tuple[Category, ...]:
    """The categories of a chart of `tables`, one table in several years, from the oldest.

    They come sorted as the newest year has them, small ones grouped, unknown last. Every row
    of every year is in just one of them: what they count adds up to what each table holds.
    """
    rows = _arranged(tables, definition, language)
    if definition.group is None:
        return tuple(Category(row.label, (row.label,)) for row in rows)
    return _grouped(rows, tables, definition.group)


def _arranged(
    tables: Sequence[StatisticsTable], definition: FigureDefinition, language: str
) -> tuple[CountRow, ...]:
    """The newest year's rows in the chart's order, and those that only older years have."""
    newest = tables[-1]
    in_table = definition.sort == "table" or newest.ordered
    rows = newest.rows if in_table else newest.in_order()
    gone = _gone(tables)
    end = _after_known(rows)
    known = [row for row in gone if not row.unknown]
    rows = (*rows[:end], *known, *rows[end:], *(row for row in gone if row.unknown))
    if definition.sort != "label":
        return rows
    return tuple(sorted(rows, key=lambda row: (row.unknown, _collation(row.label, language))))


def _gone(tables: Sequence[StatisticsTable]) -> list[CountRow]:
    """A row for each label that the newest table lacks, from the most recent year that has it."""
    there = {row.label for row in tables[-1].rows}
    gone: dict[str, CountRow] = {}
    for table in reversed(tables):
        for row in table.in_order():
            if row.label not in there:
                gone.setdefault(row.label, row)
    return list(gone.values())


def _after_known(rows: Sequence[CountRow]) -> int:
    """Where a row is inserted that is to stand behind all but the unknown ones."""
    return max((index + 1 for index, row in enumerate(rows) if not row.unknown), default=0)


def _grouped(
    rows: Sequence[CountRow], tables: Sequence[StatisticsTable], group: Grouping
) -> tuple[Category, ...]:
    """`rows` with the small ones as one behind the others.

    "Okänt" is never among them, nor what is not known. A row that is called as the group is
    part of it, whatever its size.
    """
    small = _small(rows, tables[-1], group)
    if len(small) < 2:
        return tuple(Category(row.label, (row.label,)) for row in rows)
    rows_of_all = [row for table in tables for row in table.rows]
    counted = {row.label for row in rows_of_all if row.count not in (None, 0)} & small
    name = group.label.replace("{n}", str(len(counted)))
    inside = [row.label for row in rows if row.label in small or _read_alike(row.label, name)]
    kept = [row for row in rows if row.label not in inside]
    single = [Category(row.label, (row.label,)) for row in kept]
    single.insert(_after_known(kept), Category(name, tuple(inside), group=True))
    return tuple(single)


def _small(rows: Iterable[CountRow], newest: StatisticsTable, group: Grouping) -> set[str]:
    """The labels of the rows that `group` takes; what is gone from the newest year is small."""
    counts = {row.label: row.count for row in newest.rows}
    known = [row.label for row in rows if not row.unknown and counts.get(row.label, 0) is not None]
    # Far below zero is not small.
    sizes = {label: abs(Fraction(counts.get(label) or 0)) for label in known}
    if group.below is not None:
        return {label for label in known if sizes[label] < group.below}
    by_size = sorted(known, key=lambda label: -sizes[label])
    return set(by_size[group.top :])


def _read_alike(one: str, other: str) -> bool:
    """Whether a reader would take two names for the same."""
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _collation(label: str, language: str) -> str:
    """A sort key for labels; å, ä and ö come last in Swedish."""
    folded = label.casefold()
    return folded.translate(str.maketrans("åäö", "{|}")) if language == "sv" else folded
