"""Completes an entry of `statistics.yaml` by the profile's table of its name."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import assert_never

from msgspec.structs import replace

from reportgen.model.crossing import Cross, Dimension
from reportgen.model.profile import ProfileTable
from reportgen.model.statistics import Amount, CountRow, StatisticsTable, relation_of
from reportgen.readers.statistics.file import TableFile


def stands_alone(entry: TableFile) -> bool:
    """Whether it says itself that it is no part of another table."""
    return entry.total is not None or any(not relation_of(each).of_cases for each in entry.kinds)


def complete(name: str, entry: TableFile, tables: Mapping[str, ProfileTable]) -> StatisticsTable:
    """The table of an entry and the profile's table of that name, its base not yet found."""
    profile = tables.get(name) or ProfileTable(name, name)
    pairs = entry.grid.pairs if entry.grid else {}
    rows = tuple(
        CountRow(label, count, span, pairs.get(label))
        for label, (span, count) in (entry.counts or {}).items()
    )
    cross = cross_of(entry, profile, tables)
    kind = entry.kinds[0] if entry.kinds else profile.kind
    table = StatisticsTable(
        id=name,
        title=entry.title or profile.title,
        heading=entry.heading or profile.heading,
        unit=entry.unit or profile.unit,
        kind=kind,
        rows=rows,
        span=entry.span,
        ordered=profile.ordered if entry.ordered is None else entry.ordered,
        sums=cross.sums if cross else entry.sums or _possible(profile.sums, profile.labels),
        standard=profile.labels,
        source=entry.source,
        note=entry.note,
        changed=entry.changed,
        decimals=entry.decimals,
        damage=entry.damage,
        cross=cross,
        records=entry.records,
    )
    return with_base(table, _own_base(entry, table), None)


def cross_of(
    entry: TableFile, profile: ProfileTable, tables: Mapping[str, ProfileTable]
) -> Cross | None:
    """The dimensions of an entry with cells, as it says them itself or the profile does."""
    if entry.grid is None:
        return None
    named = profile.cross
    if entry.cross:
        named = {heading: table for heading, (_span, table) in entry.cross.tables.items()}
    if not named:
        return None
    (heading, table), (other_heading, other_table) = named.items()
    rows = Dimension(heading, tuple(entry.grid.rows), table)
    columns = Dimension(other_heading, tuple(entry.grid.columns), other_table)
    groups = entry.sums or {
        name: present
        for name, labels in profile.sums.items()
        if (present := _present(labels, (rows, columns), tables))
    }
    return Cross(rows, columns, groups)


def _present(
    labels: Sequence[str], dimensions: Sequence[Dimension], tables: Mapping[str, ProfileTable]
) -> tuple[str, ...]:
    """Those of the profile's `labels` that a table of cells has; none where a dimension has none.

    Without its boys' ages a sum of boys would be one of all men.
    """
    for each in dimensions:
        standard = tables[each.table].labels if each.table and each.table in tables else ()
        named = [label for label in labels if label in (*standard, *each.labels)]
        if named and not set(named) & set(each.labels):
            return ()
    there = {label for each in dimensions for label in each.labels}
    return tuple(label for label in labels if label in there)


def _possible(
    sums: Mapping[str, tuple[str, ...]], labels: Collection[str]
) -> Mapping[str, tuple[str, ...]]:
    return {name: summed for name, summed in sums.items() if set(summed) <= set(labels)}


def _own_base(entry: TableFile, table: StatisticsTable) -> Amount | None:
    """The base of a table that is no part of another."""
    match table.relation.base:
        case "none":
            return None
        case "first":
            return table.first.count if table.first else None
        case "whole":
            counted = entry.total is None and table.relation.has_total
            return table.sum if counted else entry.total
    assert_never(table.relation.base)


def with_base(table: StatisticsTable, base: Amount | None, of: str | None) -> StatisticsTable:
    """`table` as a part of `base`, which `of` names."""
    return replace(table, base=base, of=of)
