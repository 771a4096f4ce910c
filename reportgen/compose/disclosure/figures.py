"""The figures of one or several years as a system of quantities and relations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from reportgen.compose.disclosure.earlier import with_published
from reportgen.compose.disclosure.mentions import Mentions
from reportgen.compose.disclosure.system import Quantity, Relation, System
from reportgen.model.crossing import WHOLE, Cross
from reportgen.model.project import Edition
from reportgen.model.statistics import (
    Amount,
    Statistics,
    StatisticsTable,
    add_counts,
    behind,
)
from reportgen.storage.published import Told


class Figures(Struct, frozen=True):
    """A system, and the quantity that each expression of a report names.

    `names` has year and expression (2022, 'kon["Män"]', "kon.total", "kon.base") as keys: several
    can name one quantity. `sums` are those of rows, by year, table and labels.
    """

    system: System
    names: Mapping[tuple[int, str], str]
    sums: Mapping[tuple[int, str, tuple[str, ...]], str]


def system_of(
    years: Iterable[Statistics],
    mentions: Mentions,
    edition: Edition,
    published: Mapping[str, Told],
    *,
    told: bool,
) -> Figures:
    """All that the figures of `years` say of each other; what is mentioned is printed.

    Small counts are sensitive in the tables that `edition` protects. `told`: readers see which of
    the hidden numbers are the small ones.
    """
    gathered = _Gathered(mentions, edition)
    for statistics in years:
        _Year(statistics, gathered).add()
    largest = 1 + max((each.value for each in gathered.quantities.values()), default=0)
    priced = {
        name: replace(q, cost=q.cost + q.value / largest) for name, q in gathered.quantities.items()
    }
    least = 0 if edition.zeros else 1
    round_to = edition.round_to if edition.method == "round" else None
    relations = tuple(gathered.relations)
    most, insiders = edition.threshold - 1, edition.insiders
    system = System(priced, relations, least, most, told, round_to, insiders)
    system = with_published(system, published)
    return Figures(system, gathered.names, gathered.sums)


class _Gathered(Struct):
    """What has been gathered so far."""

    mentions: Mentions
    edition: Edition
    quantities: dict[str, Quantity] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    names: dict[tuple[int, str], str] = field(default_factory=dict)
    sums: dict[tuple[int, str, tuple[str, ...]], str] = field(default_factory=dict)


# A total is missed more than a row.
_COST_OF_A_TOTAL = 1.5


class _Year:
    """One year's statistics, on their way into a system."""

    def __init__(self, statistics: Statistics, gathered: _Gathered) -> None:
        self.statistics = statistics
        self.gathered = gathered
        self.is_shown = statistics.year in gathered.mentions.years

    def add(self) -> None:
        for single in self.statistics.values.values():
            named = single.decimals is None and single.id in self.gathered.edition.protect
            self._add(single.id, single.id, single.value, protected=named)
        waiting = [t for t in self.statistics.tables.values() if is_counted(t)]
        # A table comes behind the one that it is a part of, whose row is its base.
        while waiting:
            there = {table.id for table in waiting}
            ready = [t for t in waiting if not there & _leaned_on(t)]
            for table in ready or waiting:
                self._table(table)
            waiting = [t for t in waiting if ready and t not in ready]

    def _table(self, table: StatisticsTable) -> None:
        protected = self._protects(table)
        # Who sees a row takes it that there is somebody in it, but where some have none.
        floor = 0 if any(row.count == 0 for row in table.rows) else 1
        rows = [
            self._add(
                table.id + row.subscript,
                table.id,
                row.count,
                protected=protected and not row.unknown,
                floor=floor,
            )
            for row in table.rows
        ]
        if table.cross:
            self._margins(table, table.cross)
        self._sums(table)
        if table.relation.base == "first":
            first, *others = rows
            for each in others:
                self._relate({first: -1, each: 1}, None, 0)
            counts = [row.count for row in table.rows[1:]]
            if None not in counts and add_counts(counts) == table.rows[0].count:
                # Nobody says so, and whoever reads that all have an outcome knows it.
                self._relate({first: -1, **dict.fromkeys(others, 1)}, 0, 0)
        if table.relation.base == "whole" and table.base is not None:
            self._whole(table, rows)

    def _protects(self, table: StatisticsTable) -> bool:
        return self.gathered.edition.protects(table)

    def _whole(self, table: StatisticsTable, rows: list[str]) -> None:
        """The base of a table, and how its rows are parts of it."""
        base = self._base(table)
        if None in [row.count for row in table.rows]:
            self._relate({base: -1, **dict.fromkeys(rows, 1)}, None, 0)
        elif table.relation.overlapping:
            self._relate({base: -1, **dict.fromkeys(rows, 1)}, 0, None)
            for each in rows:
                self._relate({base: -1, each: 1}, None, 0)
        else:
            self._relate({base: -1, **dict.fromkeys(rows, 1)}, 0, 0)

    def _base(self, table: StatisticsTable) -> str:
        """The quantity that a table's rows are parts of: a row of another table, or its own."""
        known = self._named(table.of) if table.of else None
        own = f"{table.id}.total" if table.relation.has_total else f"{table.id}.base"
        name = known or self._add(
            own,
            table.id,
            table.base,
            protected=self._protects(table),
            cost=_COST_OF_A_TOTAL,
        )
        for alias in ("total", "base"):
            self.gathered.names[self.statistics.year, f"{table.id}.{alias}"] = name
        if table.id in self.gathered.mentions.names and self.is_shown:
            self._print(name)
        return name

    def _sums(self, table: StatisticsTable) -> None:
        """The named sums that are asked for somewhere: each a number of its own.

        A row that is not written is 0 where the sum is known.
        """
        for name, labels in table.sums.items():
            if name in self.gathered.mentions.text:
                self._sum(table, table.id + behind(name), tuple(labels), table.named_sum(name))

    def _margins(self, table: StatisticsTable, cross: Cross) -> None:
        """The margins of a table of cells, which it prints wherever it is placed."""
        for dimension in cross.dimensions:
            for label in dimension.labels:
                pair = (label, WHOLE) if dimension == cross.rows else (WHOLE, label)
                cells, name = cross.cells(*pair), f'{table.id}["{pair[0]}", "{pair[1]}"]'
                own = self._named(f"{dimension.table}.{label}") if dimension.table else None
                self._sum(table, name, cells, table.sum_of(cells), own)

    def _sum(
        self,
        table: StatisticsTable,
        expression: str,
        labels: tuple[str, ...],
        value: Amount | None,
        own: str | None = None,
    ) -> None:
        """A sum of rows, which may be known already under another name: `own` in another table."""
        key = (self.statistics.year, table.id, labels)
        if key in self.gathered.sums:
            self.gathered.names[self.statistics.year, expression] = self.gathered.sums[key]
        elif value is not None:
            subscripts = {row.label: row.subscript for row in table.rows}
            written = [table.id + subscripts[each] for each in labels if each in subscripts]
            parts = [self.gathered.names[self.statistics.year, each] for each in written]
            protected = self._protects(table)
            whole = own or self._add(expression, table.id, value, protected=protected)
            self.gathered.names[self.statistics.year, expression] = whole
            self.gathered.sums[key] = whole
            if table.id in self.gathered.mentions.names and self.is_shown:
                self._print(whole)
            self._relate({whole: -1, **dict.fromkeys(parts, 1)}, 0, 0)

    def _named(self, path: str) -> str | None:
        """The quantity that `arenden.Människohandel`, `arenden` or a single value is."""
        table, dot, label = path.partition(".")
        forms = (f'{table}["{label}"]', path) if dot else (table, f"{table}.base")
        known = (self.gathered.names.get((self.statistics.year, form)) for form in forms)
        return next((name for name in known if name), None)

    def _add(
        self,
        expression: str,
        owner: str,
        value: Amount | None,
        *,
        protected: bool,
        cost: float = 1.0,
        floor: int = 0,
    ) -> str:
        """A quantity under its expression; what is not known is nothing that is printed."""
        year, edition = self.statistics.year, self.gathered.edition
        name = f"{year}: {expression}"
        known = self._is_public(owner)
        printed = known or (owner in self.gathered.mentions.names and self.is_shown)
        small = value is not None and edition.is_small(value)
        self.gathered.names[year, expression] = name
        self.gathered.quantities[name] = Quantity(
            name,
            int(value or 0),
            printed and value is not None,
            sensitive=protected and small,
            cost=cost,
            rounded=protected,
            public=known,
            floor=floor,
            # What is no secret can be hidden beside one, however small it is.
            large=protected,
        )
        return name

    def _is_public(self, owner: str) -> bool:
        """Whether everybody can count the table or value called `owner` in a list."""
        tables, values = self.statistics.tables, self.statistics.values
        counted = tables[owner].records if owner in tables else values[owner].records
        return counted in self.gathered.edition.public

    def _print(self, name: str) -> None:
        """Have a quantity printed: it is the base of a table that is."""
        quantity = self.gathered.quantities[name]
        self.gathered.quantities[name] = replace(quantity, printed=True)

    def _relate(self, factors: Mapping[str, int], low: int | None, high: int | None) -> None:
        self.gathered.relations.append(Relation(dict(factors), low, high))


def _leaned_on(table: StatisticsTable) -> set[str]:
    """The tables that have a number of this one: its base, its margins."""
    margins = {each.table for each in table.cross.dimensions} if table.cross else set()
    return ({(table.of or "").partition(".")[0]} | {each for each in margins if each}) - {table.id}


def is_counted(table: StatisticsTable) -> bool:
    """Whether a table has counts, and all of them: others are no part of a system."""
    return table.decimals is None and not table.damage
