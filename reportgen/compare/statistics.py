"""Compares the figures of two years: what was, what is, what is new, gone or counted otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from reportgen.model.statistics import Amount, CountRow, SingleValue, Statistics, StatisticsTable

Presence = Literal["both", "new", "gone"]


class CountDifference(Struct, frozen=True):
    """A count in both years; None where it is not known, or where there is no such row.

    `expression` is what one writes for it in prose. `presence` says whether the category is in
    both years.
    """

    label: str
    expression: str
    was: Amount | None
    now: Amount | None
    presence: Presence = "both"

    @property
    def difference(self) -> Amount | None:
        """How many more; None where either is not known."""
        return None if self.was is None or self.now is None else self.now - self.was

    @property
    def share(self) -> Fraction | None:
        """The difference as a share of what was; None from 0, below it or what is not known."""
        difference = self.difference
        if difference is None or self.was is None or self.was <= 0:
            return None
        return Fraction(difference) / Fraction(self.was)

    @property
    def changed(self) -> bool:
        """Whether anything about it is another."""
        return self.presence != "both" or self.was != self.now


class TableDifference(Struct, frozen=True):
    """A table of counts in both years, or a single value (`rows` has it alone).

    `total` is what the rows are parts of; None where there is no such count. `older_title`,
    `older_unit` and `older_base` (an expression) are None where they are the same. `changed`
    is the newer year's word for what it defines differently.
    """

    id: str
    title: str
    unit: str
    presence: Presence
    rows: tuple[CountDifference, ...]
    total: CountDifference | None = None
    changed: str | None = None
    older_title: str | None = None
    older_unit: str | None = None
    older_base: str | None = None
    older_kind: str | None = None
    single: bool = False

    @property
    def differs(self) -> bool:
        """Whether anything about it is another."""
        definition = (self.older_title, self.older_unit, self.older_base, self.older_kind)
        return (
            self.presence != "both"
            or self.changed is not None
            or any(each is not None for each in definition)
            or any(row.changed for row in self.rows)
            or (self.total is not None and self.total.changed)
        )


def compare_statistics(old: Statistics, new: Statistics) -> tuple[TableDifference, ...]:
    """All tables and values of either year, in the newer's order; those that are gone last."""
    return (
        *_tables(old, new),
        *_values(old, new),
    )


def _tables(old: Statistics, new: Statistics) -> Iterator[TableDifference]:
    for name, table in new.tables.items():
        yield _table(old.tables.get(name), table)
    for name, table in old.tables.items():
        if name not in new.tables:
            yield _table(table, None)


def _table(old: StatisticsTable | None, new: StatisticsTable | None) -> TableDifference:
    shown = new or old
    assert shown
    return TableDifference(
        id=shown.id,
        title=shown.title,
        unit=shown.unit,
        presence=_presence(old, new),
        rows=tuple(_rows(old, new)),
        total=_total(old, new),
        changed=new.changed if new else None,
        older_title=_other(old, new, "title"),
        older_unit=_other(old, new, "unit"),
        older_base=_other(old, new, "of"),
        older_kind=_other(old, new, "kind"),
    )


def _presence(old: object | None, new: object | None) -> Presence:
    if old is None:
        return "new"
    return "both" if new is not None else "gone"


def _other(old: object | None, new: object | None, name: str) -> str | None:
    """The older one's text where both years have the thing and say something else of it."""
    if old is None or new is None or getattr(old, name) == getattr(new, name):
        return None
    return getattr(old, name) or ""


def _rows(old: StatisticsTable | None, new: StatisticsTable | None) -> Iterator[CountDifference]:
    rows = {row.label: row for table in (old, new) if table for row in table.rows}
    labels = [row.label for table in (new, old) if table for row in table.in_order()]
    shown = new or old
    assert shown
    for label in dict.fromkeys(labels):
        before, after = old and old.row(label), new and new.row(label)
        yield CountDifference(
            label,
            _expression(shown, rows[label]),
            before.count if before else None,
            after.count if after else None,
            _presence(_written(old, label), _written(new, label)),
        )


def _written(table: StatisticsTable | None, label: str) -> str | None:
    """The label where the table has it; a standard row that is not written is none of its own."""
    return label if table and any(row.label == label for row in table.rows) else None


def _expression(table: StatisticsTable, row: CountRow) -> str:
    plain = row.label.isidentifier() and row.label not in ("total", "base", "sum")
    return f"{table.id}.{row.label}" if plain else table.id + row.subscript


def _total(old: StatisticsTable | None, new: StatisticsTable | None) -> CountDifference | None:
    shown = new or old
    assert shown
    before, after = old.base if old else None, new.base if new else None
    if not shown.relation.of_cases or (before is None and after is None):
        return None
    name = "total" if shown.relation.has_total else "base"
    return CountDifference("", f"{shown.id}.{name}", before, after, _presence(old, new))


def _values(old: Statistics, new: Statistics) -> Iterator[TableDifference]:
    for name, value in new.values.items():
        yield _value(old.values.get(name), value)
    for name, value in old.values.items():
        if name not in new.values:
            yield _value(value, None)


def _value(old: SingleValue | None, new: SingleValue | None) -> TableDifference:
    shown = new or old
    assert shown
    was, now = old.value if old else None, new.value if new else None
    presence = _presence(old, new)
    return TableDifference(
        id=shown.id,
        title=shown.title,
        unit=shown.unit,
        presence=presence,
        rows=(CountDifference(shown.title, shown.id, was, now, presence),),
        older_title=_other(old, new, "title"),
        older_unit=_other(old, new, "unit"),
        single=True,
    )
