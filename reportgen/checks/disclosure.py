"""What can be read together: a small count, and what else the report tells of those few."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property

from msgspec import Struct

from reportgen.checks.numbers.names import Mention, Names
from reportgen.checks.numbers.quantities import Quantity, find_quantities
from reportgen.checks.numbers.typed import whole_number
from reportgen.checks.passages import Passage
from reportgen.checks.vocabulary import Named, stem_of
from reportgen.diagnostics import Span
from reportgen.language.patterns import Pattern
from reportgen.model import Cell, Table
from reportgen.model.statistics import Amount, CountRow, Statistics, StatisticsTable
from reportgen.model.traverse import plain_text

# Which part of a sentence is about the same few: it ends where the next begins.
_CLAUSE_ENDS = Pattern(r"[,;:]\s|\s(?:och|samt|medan|men|respektive)\s")
# Who goes home is told of persons, and is said once for all that a sentence lists.
_RETURNS = Pattern(r"(?i)\b(?:återvän[dt]|återres|hemres|hemländ|hemland)\w*")
_OF = Pattern(r"[ \u00a0]av[ \u00a0](?:(?:de|våra|årets|alla|samtliga|dessa)[ \u00a0])*")
# “Antalet från Rumänien ökade med en, en flicka”
_GROWN = Pattern(r"\b(?:ök|minsk)\w*[ \u00a0](?:\w+[ \u00a0]){0,2}?med[ \u00a0]$")
# A share of fewer than these tells how many it is of, if it is one of whole persons.
_FEW_ENOUGH = 30
_SHOWN = Fraction(6, 1000)
_YEAR = Pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Disclosure(Struct, frozen=True):
    """Where a passage tells more of those whom `row` of `table` counts; `said` is its number."""

    passage: Passage
    start: int
    end: int
    said: str
    row: CountRow
    table: str


class CrossedCell(Struct, frozen=True):
    """A cell of a typed table that counts a few of two categories at once: girls from Ghana."""

    span: Span
    said: str
    label: str
    other: str


class SmallShare(Struct, frozen=True):
    """A share of `whole` in a passage, of so few that it tells how many they are: `count`."""

    passage: Passage
    start: int
    end: int
    whole: int
    count: int


class Few(Struct, frozen=True, dict=True):
    """The rows of a year that count somebody, and fewer than `threshold`."""

    names: Names
    threshold: int
    year: int

    @cached_property
    def rows(self) -> dict[tuple[str, str], CountRow]:
        """Each such row by its table and label."""
        tables = [t for t in self.names.statistics.tables.values() if t.id in self.persons]
        return {(t.id, r.label): r for t in tables for r in small_rows(t, self.threshold)}

    @cached_property
    def persons(self) -> frozenset[str]:
        """The tables whose rows say what somebody is, not who went home."""
        tables = self.names.statistics.tables.values()
        kept = (t for t in tables if t.relation.of_cases and not _RETURNS.search(t.title))
        return frozenset(table.id for table in kept)

    def told_in(self, passage: Passage) -> Iterator[Disclosure]:
        """Where something more is said of such a row.

        There a clause has a small number, the row's label, and the label of another table; or
        its sentence tells who went home. Of several such rows in a clause the first is told.
        """
        mentions = self.names.mentions(passage.text) if self.rows else []
        told: set[int] = set()
        for each in mentions:
            for named in each.named if each.kind == "label" else ():
                row = self.rows.get((named.table, named.label))
                number = self._said(passage, each, mentions) if row else None
                if row is None:
                    row, number = self._changed(passage, each, mentions, named)
                if row and number and number.start not in told:
                    told.add(number.start)
                    said = passage.text[number.start : number.end]
                    yield Disclosure(passage, each.start, each.end, said, row, named.table)

    def crossed_in(self, table: Table) -> Iterator[CrossedCell]:
        """The small numbers of a typed table whose row and column are of different tables."""
        headers = [self._persons_in(cell) for cell in table.header.cells]
        for row in table.rows:
            labels = self._persons_in(row.cells[0]) if row.cells else {}
            for header, cell in zip(headers[1:], row.cells[1:], strict=False):
                said = plain_text(cell.children).strip()
                few = said.isdecimal() and 0 < whole_number(said) < self.threshold
                apart = labels and header and not set(labels) & set(header)
                if few and apart:
                    names = (next(iter(labels.values())), next(iter(header.values())))
                    yield CrossedCell(cell.span, said, *names)

    def _persons_in(self, cell: Cell) -> dict[str, str]:
        """What a cell names of persons: labels by their tables."""
        mentions = self.names.mentions(plain_text(cell.children))
        named = (n for m in mentions if m.kind == "label" for n in m.named)
        return {n.table: n.label for n in named if n.table in self.persons}

    def shares_in(self, passage: Passage) -> Iterator[SmallShare]:
        """The shares of a small whole: “en tredjedel av de sex barnen” are two."""
        mentions = self.names.mentions(passage.text)
        quantities = find_quantities(passage)
        for each in quantities:
            whole = self._whole_of(each, passage, mentions, quantities) if each.is_share else 0
            count = round(each.value * whole)
            told = whole and abs(each.value - Fraction(count, whole)) <= _SHOWN
            if told and 0 < count < self.threshold and count < whole:
                yield SmallShare(passage, each.start, each.end, whole, count)

    def _whole_of(
        self,
        share: Quantity,
        passage: Passage,
        mentions: list[Mention],
        quantities: list[Quantity],
    ) -> int:
        """How many persons a share is said to be of; 0 where that is not told or no few."""
        of_what = _OF.match(passage.text, share.end)
        at = of_what.end() if of_what else -1
        said = next((q for q in quantities if q.start == at and not q.is_share), None)
        noun = said.end + 1 if said else at
        persons = [m for m in mentions if m.start == noun and m.tables & self.persons]
        counts = {n.count for m in persons for n in m.named if n.table in self.persons}
        if not persons or (said is None and len(counts) != 1):
            return 0
        whole = int(said.value) if said else int(counts.pop())
        return whole if whole < _FEW_ENOUGH else 0

    def _said(self, passage: Passage, mention: Mention, mentions: list[Mention]) -> Quantity | None:
        """The small number of the mention's clause; None where nothing more is said of it."""
        sentence = passage.sentence_at(mention.start)
        if {int(found) for found in _YEAR.findall(passage.text, *sentence)} - {self.year}:
            return None
        first, last = _clause(passage.text, sentence, mention)
        near = [each for each in mentions if first <= each.start < last]
        if not self._is_crossed(mention, near) and not _RETURNS.search(passage.text, *sentence):
            return None
        for quantity in find_quantities(passage):
            inside = first <= quantity.start < last and not quantity.is_share
            if inside and 0 < quantity.value < self.threshold:
                return quantity
        return None

    def _changed(
        self, passage: Passage, mention: Mention, mentions: list[Mention], named: Named
    ) -> tuple[CountRow | None, Quantity | None]:
        """A large row, where a clause tells more of the few that it has grown by."""
        first, last = passage.sentence_at(mention.start)
        near = [each for each in mentions if first <= each.start < last]
        if named.table not in self.persons or not self._is_crossed(mention, near):
            return None, None
        for each in find_quantities(passage):
            grown = _GROWN.search(passage.text, first, each.start)
            if mention.end <= each.start < last and grown and 0 < each.value < self.threshold:
                return self.names.statistics.tables[named.table].row(named.label), each
        return None, None

    def _is_crossed(self, mention: Mention, near: list[Mention]) -> bool:
        """Whether a label of another table stands near it: a sex beside a nationality."""
        others = (each.tables & self.persons for each in near if each.kind == "label")
        return any(tables and not tables & mention.tables for tables in others)


def small_rows(table: StatisticsTable, threshold: int) -> Iterator[CountRow]:
    """The rows of a table that count somebody, and fewer than `threshold`."""
    if table.decimals is not None:
        return
    for row in table.rows:
        if row.count is not None and 0 < row.count < threshold and not row.unknown:
            yield row


def remainder_of(table: StatisticsTable) -> tuple[CountRow, Amount] | None:
    """The only row that is not told, and what it must be; None where that can't be computed."""
    hidden = [row for row in table.rows if row.count is None]
    if not table.relation.has_total or table.relation.crossed:
        return None
    if table.base is None or len(hidden) != 1:
        return None
    told = sum((row.count for row in table.rows if row.count is not None), start=0)
    return hidden[0], table.base - told


def small_cells(
    table: StatisticsTable, threshold: int
) -> Iterator[tuple[str, tuple[CountRow, ...]]]:
    """Each row of a table in two dimensions that has cells of a few, with those cells."""
    few = [row for row in small_rows(table, threshold) if row.pair]
    for label in dict.fromkeys(row.labels[0] for row in few):
        yield label, tuple(row for row in few if row.labels[0] == label)


class Remainder(Struct, frozen=True):
    """A cell that is left out, `count`: what is known of `label` less the cells that are told."""

    cell: CountRow
    label: str
    whole: Amount
    count: Amount


def cell_remainders(table: StatisticsTable, statistics: Statistics) -> Iterator[Remainder]:
    """The cells left out that can be computed, one after the other, from margins that are told."""
    counts = {row.label: row.count for row in table.rows}
    rows = {row.label: row for row in table.rows}
    sums = [*_told_sums(table, statistics)]
    found = True
    while found:
        found = False
        for label, whole, cells in sums:
            hidden = [cell for cell in cells if counts[cell] is None]
            if len(hidden) == 1:
                told = sum((count for c in cells if (count := counts[c]) is not None), start=0)
                counts[hidden[0]] = whole - told
                yield Remainder(rows[hidden[0]], label, whole, whole - told)
                found = True


def _told_sums(
    table: StatisticsTable, statistics: Statistics
) -> Iterator[tuple[str, Amount, tuple[str, ...]]]:
    """What is told of several cells together: of a margin, by its own table, and of all."""
    for dimension in table.cross.dimensions if table.cross else ():
        alone = statistics.tables.get(dimension.table or "")
        for label in dimension.labels if alone else ():
            row = alone.row(label) if alone else None
            if table.cross and row and row.count is not None:
                yield label, row.count, table.cross.meeting((label,))
    if table.base is not None:
        yield "total", table.base, tuple(row.label for row in table.rows)


def hidden_rows(statistics: Statistics) -> Iterator[tuple[StatisticsTable, CountRow, Amount]]:
    """The only row that a table without a total leaves out, and what the others come to."""
    for table in statistics.tables.values():
        hidden = [row for row in table.rows if row.count is None]
        open_ = table.relation.has_total and table.base is None and table.unit
        if open_ and len(hidden) == 1:
            told = (row.count for row in table.rows if row.count is not None)
            yield table, hidden[0], sum(told, start=0)


def is_counted_in(text: str, end: int, unit: str) -> bool:
    """Whether the word behind a number is a unit, in any inflection."""
    return text[end:].lstrip(" \u00a0").casefold().startswith(stem_of(unit))


def _clause(text: str, sentence: tuple[int, int], mention: Mention) -> tuple[int, int]:
    """From where to where the clause reaches in which something is mentioned."""
    start, end = sentence
    ends = [found.span() for found in _CLAUSE_ENDS.finditer(text, start, end)]
    first = max((stop for _begin, stop in ends if stop <= mention.start), default=start)
    last = min((begin for begin, _stop in ends if begin >= mention.end), default=end)
    return first, last
