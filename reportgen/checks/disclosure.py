"""What can be read together: a small count, and what else the report tells of those few."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from reportgen.checks.numbers.names import Mention, Names
from reportgen.checks.numbers.quantities import Quantity, find_quantities
from reportgen.checks.passages import Passage
from reportgen.language.patterns import Pattern
from reportgen.model.statistics import Amount, CountRow, StatisticsTable

# Which part of a sentence is about the same few: it ends where the next begins.
_CLAUSE_ENDS = Pattern(r"[,;:]\s|\s(?:och|samt|medan|men|respektive)\s")
# Who goes home is told of persons, and is said once for all that a sentence lists.
_RETURNS = Pattern(r"(?i)\b(?:återvän[dt]|återres|hemres|hemländ|hemland)\w*")
_YEAR = Pattern(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Disclosure(Struct, frozen=True):
    """Where a passage tells more of those whom `row` of `table` counts; `said` is its number."""

    passage: Passage
    start: int
    end: int
    said: str
    row: CountRow
    table: str


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
                if row and number and number.start not in told:
                    told.add(number.start)
                    said = passage.text[number.start : number.end]
                    yield Disclosure(passage, each.start, each.end, said, row, named.table)

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
    if not table.relation.has_total or table.base is None or len(hidden) != 1:
        return None
    told = sum((row.count for row in table.rows if row.count is not None), start=0)
    return hidden[0], table.base - told


def _clause(text: str, sentence: tuple[int, int], mention: Mention) -> tuple[int, int]:
    """From where to where the clause reaches in which something is mentioned."""
    start, end = sentence
    ends = [found.span() for found in _CLAUSE_ENDS.finditer(text, start, end)]
    first = max((stop for _begin, stop in ends if stop <= mention.start), default=start)
    last = min((begin for begin, _stop in ends if begin >= mention.end), default=end)
    return first, last
