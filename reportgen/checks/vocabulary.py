"""The words by which prose names a statistic: labels, named sums, units, in any inflection."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from typing import Literal

from msgspec import Struct

from reportgen.language.formatting import country_names
from reportgen.language.patterns import Pattern
from reportgen.model.statistics import UNKNOWN_LABELS, Amount, Statistics, StatisticsTable, behind

# row and sum: of a table; total: a table's, named by its unit; value: a single number's unit.
NamedKind = Literal["row", "sum", "total", "value"]

# Labels that are words of every day: naming them says nothing of the statistics.
_EVERYDAY = frozenset([*(label.casefold() for label in UNKNOWN_LABELS), "annat", "annan"])
_INFLECTION = Pattern(r"(?<=\w{4})(?:orna|arna|erna|or|ar|er|en|na|an|n|a|(?<=ar)e)$")
# What may follow a stem: an ending, or the word for the counted thing in a compound.
_ENDING = r"(?:(?:\w{0,4}|s?ärende(?:n|na|t|nas)?|s?fall(?:en|et)?)(?!\w))"


class Named(Struct, frozen=True):
    """A count that a word can name; `expression` is what gives it, `base` what it is part of.

    `pair` are the two labels of a cell, None for what has one.
    """

    kind: NamedKind
    label: str
    count: Amount
    base: Amount | None
    unit: str
    table: str
    expression: str
    pair: tuple[str, str] | None = None


class Mention(Struct, frozen=True):
    """A word of a text, from one offset to another, and all that it can name."""

    start: int
    end: int
    named: tuple[Named, ...]


class Vocabulary:
    """All names of one year's statistics, ready to be looked for."""

    def __init__(self, statistics: Statistics, language: str) -> None:
        self._by_stem: dict[str, list[Named]] = {}
        countries = country_names(language)
        self.named = tuple(named_of(statistics))
        for named in self.named:
            if named.label and not named.pair and named.label.casefold() not in _EVERYDAY:
                stem = stem_of(named.label, whole=named.label in countries)
                self._by_stem.setdefault(stem, []).append(named)
        stems = sorted(self._by_stem, key=lambda stem: (-len(stem), stem))
        choices = "|".join(re.escape(stem) for stem in stems) or r"(?!)"
        self._pattern = re.compile(rf"(?<!\w)({choices}){_ENDING}", re.IGNORECASE)

    def mentions(self, text: str) -> list[Mention]:
        """The words of `text` that name a statistic."""
        return [
            Mention(found.start(), found.end(), tuple(self._by_stem[found[1].casefold()]))
            for found in self._pattern.finditer(text)
        ]


def stem_of(label: str, *, whole: bool = False) -> str:
    """What all inflections of `label` begin with: "kvinn" of Kvinnor."""
    folded = label.casefold()
    return folded if whole else _INFLECTION.sub("", folded)


def named_of(statistics: Statistics) -> Iterator[Named]:
    """Every known count of a year."""
    for table in statistics.tables.values():
        yield from _of_table(table, _sums_of(table, statistics))
    for single in statistics.values.values():
        if single.value is not None:
            yield Named("value", single.unit, single.value, None, single.unit, single.id, single.id)


def _sums_of(table: StatisticsTable, statistics: Statistics) -> list[str]:
    """The sums that a table names; a margin that is a table of its own is named there."""
    dimensions = table.cross.dimensions if table.cross else ()
    alone = {
        label for each in dimensions if each.table in statistics.tables for label in each.labels
    }
    return [name for name in table.sums if name not in alone]


def _of_table(table: StatisticsTable, sums: Iterable[str]) -> Iterator[Named]:
    unit = table.unit
    # A table that is a part of another has that one's total, which is named there.
    if table.relation.has_total and table.base is not None and table.of is None:
        yield Named("total", unit, table.base, None, unit, table.id, f"{table.id}.total")
    for name in sums:
        count = table.named_sum(name)
        if count is not None:
            yield Named("sum", name, count, table.base, unit, table.id, table.id + behind(name))
    for row in table.rows:
        if row.count is not None:
            expression = table.id + row.subscript
            whole, name = table.base, row.label
            yield Named("row", name, row.count, whole, unit, table.id, expression, row.pair)


def base_of(table: StatisticsTable, known: Container[str]) -> str:
    """What gives a table's base: the total that it is, if that is `known`, or its own name.

    Two names of one number are no doubt about what a number is.
    """
    total = f"{table.of}.total"
    return total if total in known else f"{table.id}.base"
