"""What prose tells of tables that have no numbers yet: which row each of its numbers counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from msgspec import Struct

from reportgen.checks.numbers.readings import Entry, Reading
from reportgen.checks.numbers.said import Statement
from reportgen.checks.numbers.statements import Statements, opening_scene
from reportgen.checks.passages import Passage
from reportgen.checks.vocabulary import Named, NamedKind
from reportgen.language.patterns import Pattern
from reportgen.model.statistics import Statistics

# row and sum: of a table, by its label; total: of the table; rest: what a table has beside the
# rows that are named ("övriga åtta ärenden"), of which table is not said.
TellingKind = Literal["row", "sum", "total", "rest"]

_KINDS: Mapping[NamedKind, TellingKind] = {
    "row": "row", "sum": "sum", "total": "total", "value": "total"
}  # fmt: skip
_REST = Pattern(r"(?i)\b(?:ytterligare|övriga|resterande|återstående)[ \u00a0](?:\w+[ \u00a0])?$")


class Telling(Struct, frozen=True):
    """A number of the prose and what it counts; `certain` and `likely` as a claim of `check` is.

    `label` is empty for a total and a rest, `table` for a rest.
    """

    kind: TellingKind
    table: str
    label: str
    count: int
    certain: bool
    likely: bool
    passage: Passage
    start: int


def tellings(passages: Iterable[Passage], statistics: Statistics, language: str) -> list[Telling]:
    """What the typed numbers of the passages tell of the tables of a year, in reading order.

    `statistics` has the rows that there may be. A count that is not known yet is 0 there: it is
    the labels that are asked for. What is known of the counts makes clear what others are of.
    """

    def of_year(year: int) -> Statistics | None:
        return statistics if year == statistics.year else None

    start = opening_scene(statistics, language, of_year)
    told = Statements(passages, start).typed()
    return [telling for each in told if _is_count(each) for telling in _tellings(each)]


def _is_count(statement: Statement) -> bool:
    """Whether it is a whole number that says just how many there are of something."""
    quantity = statement.quantity
    return (
        not quantity.is_share
        and quantity.slack == "exact"
        and quantity.value.denominator == 1
        and not statement.claim.every
    )


def _tellings(statement: Statement) -> Iterator[Telling]:
    passage, quantity = statement.passage, statement.quantity
    count, claim = int(quantity.value), statement.claim
    how = claim.certain, claim.certain or claim.likely
    readings = [r for r in statement.claim.readings if not isinstance(r, Entry) or r.year is None]
    rows = _rows(readings)
    if not rows and _REST.search(passage.text, max(0, quantity.start - 40), quantity.start):
        yield Telling("rest", "", "", count, *how, passage, quantity.start)
        return
    for named in rows or _totals(readings):
        kind = _KINDS[named.kind]
        label = "" if kind == "total" else named.label
        yield Telling(kind, named.table, label, count, *how, passage, quantity.start)


def _rows(readings: Iterable[Reading]) -> list[Named]:
    return [r.named for r in readings if isinstance(r, Entry) and r.named.kind in ("row", "sum")]


def _totals(readings: Iterable[Reading]) -> list[Named]:
    return [
        r.named
        for r in readings
        if isinstance(r, Entry) and r.named.kind == "total" and "." not in r.named.label
    ]
