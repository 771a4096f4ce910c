"""What a sentence can lean on: the years' figures, and what the text before it spoke of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import groupby
from typing import assert_never

from msgspec import Struct

from reportgen.checks.numbers.names import Mention, Names
from reportgen.checks.numbers.neighbours import neighbours
from reportgen.checks.numbers.readings import Difference, Entry, Reading, Rest, Rows, Share, Sum
from reportgen.checks.numbers.sentences import Cell, Sentence
from reportgen.checks.numbers.years import years_gone_on_with, years_in, years_said
from reportgen.checks.vocabulary import Named, base_of
from reportgen.language.patterns import Pattern
from reportgen.model.statistics import StatisticsTable

_COUNTRY = Pattern(r"land|länder|nationalitet|medborgar|ursprung")
_NO_ROWS = Pattern(r"poster|kategori")

# “Sin ansökan”, “andra länder än Sverige”, “på svenska”: nothing of that is counted.
_IS_NONE = Pattern(r"\b(?:sin|sina|hennes|hans|deras|på|andra [\w-]+ än)[ \u00a0]$")

NamesOf = Callable[[int], Names | None]


class Scene(Struct, frozen=True):
    """Where a sentence stands.

    `names_of` gives the names of a year, None where its figures are not there. `last_named`
    are the rows of the sentence before, `passage_named` those of the passage so far,
    `spoken_of` the figures whose numbers were said last, `recent` those of this sentence or the
    one right before it, `section_named` all that the section named, `topics` the tables that
    heading, references and placements around are about. `region` is the report's own.
    """

    names: Names
    year: int
    names_of: NamesOf
    topics: frozenset[str] = frozenset()
    last_named: tuple[Named, ...] = ()
    passage_named: tuple[Named, ...] = ()
    spoken_of: tuple[Named, ...] = ()
    recent: tuple[Named, ...] = ()
    section_named: tuple[Named, ...] = ()
    region: str = ""

    @property
    def totals(self) -> tuple[Named, ...]:
        """The totals of the tables."""
        return self.names.totals

    @property
    def bases(self) -> tuple[Named, ...]:
        """What tables are parts of: the total, or a row of another table."""
        return self.names.bases

    def is_first(self, named: Named) -> bool:
        """Whether the row is what the others of its table came from: the applications."""
        table = self.names.statistics.tables.get(named.table)
        return table is not None and _is_whole(table, named)

    def outcomes_of(
        self, labels: tuple[Named, ...], all_named: tuple[Named, ...]
    ) -> tuple[Named, ...]:
        """“Två ansökningar återtogs” counts those that were withdrawn, not the applications."""
        tables = self.names.statistics.tables
        first = {n for n in labels if n.table in tables and _is_whole(tables[n.table], n)}
        others = tuple(
            n for n in all_named if n not in first and n.table in {f.table for f in first}
        )
        return others if first and others else labels

    def narrowed(
        self, labels: tuple[Named, ...], all_named: tuple[Named, ...]
    ) -> tuple[Named, ...]:
        """Of “tio barn var 13–17 år” the row, where the noun is a sum that the row is part of."""
        tables = self.names.statistics.tables
        parts = {
            (n.table, label)
            for n in labels
            if n.kind == "sum"
            for label in tables[n.table].sums[n.label]
        }
        rows = tuple(n for n in all_named if n.kind == "row" and (n.table, n.label) in parts)
        return rows or labels

    def as_people(self, labels: tuple[Named, ...]) -> tuple[Named, ...]:
        """The rows whose persons or cases can be counted: no trainings."""
        tables = self.names.statistics.tables
        return tuple(
            n for n in labels if n.table in tables and tables[n.table].relation.base != "none"
        )

    def counted_in(self, unit: Mention, labels: tuple[Named, ...]) -> tuple[Named, ...]:
        """The rows that can be counted in a unit: "ärenden"; steps of a process are of cases."""
        units = {each.unit for each in unit.named}
        fitting = tuple(n for n in labels if not n.unit or n.unit in units)
        if fitting or all(each.kind == "value" for each in unit.named):
            return fitting
        tables = self.names.statistics.tables
        return tuple(n for n in labels if n.table in tables and tables[n.table].first)

    def narrowest(self, labels: tuple[Named, ...]) -> tuple[Named, ...]:
        """The labels without the named sums that others of them are parts of."""
        rows = {(n.table, n.label) for n in labels if n.kind == "row"}
        tables = self.names.statistics.tables
        return tuple(
            n
            for n in labels
            if n.kind != "sum"
            or not any((n.table, label) in rows for label in tables[n.table].sums[n.label])
        )

    def named_by(self, mentions: Iterable[Mention], sentence: Sentence) -> tuple[Named, ...]:
        """The rows that labels name; “okänd” those of the tables that are spoken of."""
        tables = {t for m in sentence.mentions if m.kind == "topic" for t in m.tables}
        tables |= {t for m in sentence.mentions if m.kind == "label" for t in m.tables}
        shared = [m.tables for m in sentence.mentions if m.kind == "label"]
        common = frozenset.intersection(*shared) if shared else frozenset()
        paths = {f"{n.table}.{n.label}" for m in sentence.mentions for n in m.named}
        paths |= {f"{n.table}.{n.label}" for n in self.spoken_of}
        found: list[Named] = []
        for each in mentions:
            if each.kind == "label":
                if _IS_NONE.search(sentence.text, max(0, each.start - 24), each.start):
                    continue
                meant = self._meant(each.named, paths)
                if sentence.text[: each.start].endswith("till "):
                    meant = tuple(n for n in meant if self._is_destination(n.table))
                found += [n for n in meant if not common or n.table in common] or meant
            elif each.kind == "unknown":
                found += [n for n in each.named if n.table in (tables or self.topics)]
        return tuple(dict.fromkeys(found))

    def _meant(self, named: tuple[Named, ...], paths: set[str]) -> tuple[Named, ...]:
        """Of one label in several tables that of a table whose base the text speaks of."""
        tables = self.names.statistics.tables
        parts = tuple(n for n in named if n.table in tables and tables[n.table].of in paths)
        return parts or named

    def _is_destination(self, table: str) -> bool:
        """Whether a table says where those went whom another counts: “tre till Rumänien”."""
        tables = self.names.statistics.tables
        outer = ((tables[table].of or "") if table in tables else "").partition(".")[0]
        return outer in tables and tables[outer].first is not None

    def is_of(self, whole: Named, parts: Iterable[Named]) -> bool:
        """Whether what is counted of a whole may have the numbers of these rows."""
        tables = frozenset(n.table for n in parts)
        if whole.kind == "total" or not tables:
            return True
        return self._related(frozenset((whole.table,)), tables)

    def of_whole(self, labels: tuple[Named, ...], whole: Fraction | None) -> tuple[Named, ...]:
        """The rows that can be told of a whole: of “13 av 17” those of a table of 17."""
        tables = self.names.statistics.tables
        return tuple(
            n
            for n in labels
            if whole is None or n.table not in tables or whole in _counts_of_all(tables[n.table])
        )

    def together(self, named: Iterable[Named]) -> Iterator[Sum]:
        """The sum of the rows of each table, where they are several."""
        once = dict.fromkeys(n for n in named if n.kind in ("row", "sum"))  # as they are named
        rows = sorted(once, key=lambda n: n.table)
        for _table, group in groupby(rows, key=lambda n: n.table):
            parts = tuple(group)
            if len(parts) > 1:
                yield Sum(parts)

    def sums_of(self, table: str) -> Iterator[Entry]:
        """What a table comes to: its base, and its rows added up."""
        found = self.names.statistics.tables.get(table)
        if found is None:
            return
        numbers = (
            [(found.base, "base", base_of(found, self.names.by_expression))] if found.of else []
        )
        if found.sum != found.base:
            numbers.append((found.sum, "sum", f"{table}.sum"))
        for number, name, expression in numbers:
            if number is not None:
                label = f"{table}.{name}"
                yield Entry(Named("total", label, number, None, found.unit, table, expression))

    def rests(self, parts: Iterable[Named]) -> Iterator[Rest]:
        """What each table has left without the rows of it in `parts`, the unknown ones or not."""
        rows = sorted(dict.fromkeys(parts), key=lambda n: n.table)
        for table, group in groupby(rows, key=lambda n: n.table):
            found = self.names.statistics.tables.get(table)
            if found is None or found.relation.base == "none":
                continue
            taken = tuple(n for n in group if not _is_whole(found, n))
            if not taken:
                continue
            rows_of_none = self.names.unknown_rows.get(table, ())
            unknown = tuple(each for each in rows_of_none if each not in taken)
            for whole in dict.fromkeys(self._wholes(found)):
                yield Rest(table, whole, taken)
                if unknown:
                    yield Rest(table, whole, (*taken, *unknown))

    def _wholes(self, table: StatisticsTable) -> Iterator[Fraction]:
        if table.first:
            if table.first.count is not None:
                yield Fraction(table.first.count)
            return
        for number in (table.base, table.sum):
            if number is not None:
                yield Fraction(number)
        for each in self.spoken_of:
            if each.table == table.id or each.kind == "total":
                yield Fraction(each.count)

    def crosses(self, labels: Iterable[Mention], sentence: Sentence, cell: Cell) -> bool:
        """Whether labels of tables meet that are no parts of each other: none has that number."""
        own = [each for each in labels if each.kind == "label"]
        others = [m for m in neighbours(sentence, cell) if m.kind == "label" and m not in own]
        tables = [each.tables for each in (*own, *others)]
        if not own or not tables:
            return False
        return not any(all(self._related(a, b) for b in tables) for a in tables)

    def _related(self, first: frozenset[str], second: frozenset[str]) -> bool:
        if first & second:
            return True
        return any(self._is_within(a, b) or self._is_within(b, a) for a in first for b in second)

    def _is_within(self, table: str, outer: str) -> bool:
        """Whether a table's base is a row of the other."""
        found = self.names.statistics.tables.get(table)
        return bool(found and found.of and found.of.startswith(f"{outer}."))

    def names_other_part(self, cell: Cell) -> bool:
        """Whether a label behind the total narrows it: “80 ärenden som rörde kvinnor”."""
        end = cell.quantity.end
        return any(m.kind == "label" and m.start > end for m in cell.mentions)

    def years_said(self, cell: Cell, sentence: Sentence) -> tuple[int, ...]:
        """The years with figures that the number may be of; none where its year has none here."""
        years = years_said(cell, sentence, self.year)
        if years == {self.year}:
            before = sentence.text[: sentence.start].rstrip().rpartition(". ")[2]
            years = years_gone_on_with(sentence.words, before, self.year) or years
        return tuple(sorted(y for y in years if y == self.year or self.names_of(y)))

    def other_years(self, sentence: Sentence) -> Iterator[Names]:
        """The names of the other years in the sentence, the last one where none is named."""
        years = years_in(sentence.words, self.year) - {self.year} or {self.year - 1}
        yield from filter(None, map(self.names_of, sorted(years)))

    def in_years(self, readings: Iterable[Reading], years: Iterable[int]) -> Iterator[Reading]:
        """The same figures and shares of other years."""
        for names in filter(None, (self.names_of(y) for y in years if y != self.year)):
            for each in readings:
                yield from _in_year(each, names)

    def speaks_of(self, tables: Iterable[str]) -> bool:
        """Whether what the tables are parts of was just given."""
        found = self.names.statistics.tables
        wanted = {found[table].of for table in tables if table in found}
        return any(f"{n.table}.{n.label}" in wanted for n in self.spoken_of)

    @property
    def group_size(self) -> int:
        """How many rows “dessa fyra länder” are: those that the sentence before named."""
        return len({n.label for n in self.last_named if n.kind == "row"})

    def is_said(self, parts: Iterable[Named]) -> bool:
        """Whether the text has just given the number of one of them."""
        spoken = set(self.spoken_of)
        return any(each in spoken for each in parts)

    def tables_with_rows(self, noun: str, sentence: Sentence) -> list[StatisticsTable]:
        """The tables whose rows are called so."""
        tables = self.names.statistics.tables
        topics = {t for m in sentence.mentions if m.kind == "topic" for t in m.tables}
        if _COUNTRY.search(noun):
            countries = [
                t for t in tables.values() if "Okänt" in t.standard or t.id == "nationalitet"
            ]
            return countries if topics or self.topics & {t.id for t in countries} else []
        named = (tables[each] for each in sorted(topics) if each in tables)
        return [each for each in named if each.relation.base != "none"]

    def group_sizes(self, sentence: Sentence) -> set[int]:
        """How many rows the sentence, or the one before it, names."""
        own = {m.named for m in sentence.mentions if m.kind == "label"}
        return {len(own), len({n.label for n in self.last_named})} - {0}

    def just_said(self, sentence: Sentence, cell: Cell) -> list[Entry | Sum | Rest]:
        """What the number right before a share counted: “38 ärenden, eller 47,5 procent”."""
        earlier = [each for each in sentence.cells if each.end <= cell.start]
        labels = self.named_by(
            [m for c in reversed(earlier) for m in c.mentions if m.kind == "label"], sentence
        )
        named = labels or self.recent
        if not named:
            return []
        return [
            *(Entry(n) for n in (*named, *self.recent)),
            *self.together((*named, *self.last_named)),
            *self.together(self.last_named),
            *self.rests(self.last_named),
        ]


def _in_year(reading: Reading, names: Names) -> Iterator[Reading]:
    match reading:
        case Entry(named=named):
            found = names.by_expression.get(named.expression)
            if found:
                yield Entry(found, names.statistics.year)
        case Sum(parts=parts):
            there = [names.by_expression.get(each.expression) for each in parts]
            if all(each is not None for each in there):
                yield Sum(tuple(filter(None, there)), names.statistics.year)
        case Share(part=Entry(named=named)):
            found = names.by_expression.get(named.expression)
            if found and found.base is not None and found.base > 0:
                part = Entry(found, names.statistics.year)
                yield Share(part, "", Fraction(found.base), None)
        case Rows(table=table, expression=expression) if table in names.statistics.tables:
            yield Rows(table, _known_rows(names.statistics.tables[table]), expression)
        case Rest() | Rows() | Difference() | Share():
            return
        case _:
            assert_never(reading)


def _known_rows(table: StatisticsTable) -> int:
    return sum(1 for row in table.rows if row.count not in (None, 0) and not row.unknown)


def _counts_of_all(table: StatisticsTable) -> set[Fraction]:
    """The numbers that the rows can be parts of."""
    first = table.first.count if table.first else None
    return {Fraction(n) for n in (table.base, table.sum, first) if n is not None}


def _is_whole(table: StatisticsTable, named: Named) -> bool:
    """Whether the row is what the others came from: the applications."""
    return table.first is not None and named.label == table.first.label
