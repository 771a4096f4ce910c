"""Random statistics over some years, and what is true of them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from random import Random

import reckoning
from vocabulary import COUNTRIES, ODD_LABELS, SHORT_LABELS, Vocabulary

Counts = dict[str, int | None]
KINDS = ("parts", "parts", "parts", "multiple", "outcomes", "single")


@dataclass(frozen=True)
class Table:
    """A table of statistics; what differs from year to year is by year."""

    name: str
    title: str
    kind: str
    heading: str | None
    unit: str
    of: str | None
    ordered: bool
    counts: dict[int, Counts]
    bases: dict[int, int | None]
    sums: dict[str, list[str]]
    source: str | None
    note: str | None
    changed: dict[int, str]
    states_total: bool
    # Amounts are held in their smallest unit, as whole numbers; None where the rows count.
    decimals: int | None = None

    def text(self, amount: int, language: str) -> str:
        """An amount as it is printed."""
        decimals = self.decimals or 0
        return reckoning.number(Fraction(amount, 10**decimals), language, decimals)

    @property
    def is_negative(self) -> bool:
        return any(n < 0 for year in self.counts for n in self.known(year).values())

    def _typed(self, amount: int | None) -> float | int | None:
        """An amount as YAML has it."""
        return amount / 10**self.decimals if amount is not None and self.decimals else amount

    def base(self, year: int) -> int | None:
        """What shares are shares of in a year; None where nothing can be."""
        return self.bases[year]

    def known(self, year: int) -> dict[str, int]:
        return {label: n for label, n in self.counts[year].items() if n is not None}

    def source_of(self, year: int) -> dict[str, object]:
        """The table as `statistics.yaml` says it."""
        said: dict[str, object] = {"title": self.title, "unit": self.unit}
        optional = {
            "heading": self.heading,
            "of": self.of,
            "source": self.source,
            "note": self.note,
        }
        said |= {key: value for key, value in optional.items() if value}
        said |= {"changed": self.changed[year]} if year in self.changed else {}
        said |= {self.kind: True} if self.kind != "parts" else {}
        said |= {"ordered": True} if self.ordered else {}
        said |= {"decimals": self.decimals} if self.decimals is not None else {}
        said |= {"total": self._typed(self.bases[year])} if self.states_total else {}
        said |= {"sums": self.sums} if self.sums else {}
        return said | {"counts": {k: self._typed(n) for k, n in self.counts[year].items()}}


@dataclass(frozen=True)
class Value:
    """A single number."""

    name: str
    title: str
    unit: str
    values: dict[int, int]


class TableMaker:
    def __init__(
        self, rng: Random, words: Vocabulary, years: list[int], features: frozenset[str]
    ) -> None:
        self._rng = rng
        self._odd = ODD_LABELS if "long-words" in features else SHORT_LABELS
        self._words = words
        self._years = years

    def tables(self, count: int) -> list[Table]:
        made: list[Table] = []
        for number in range(count):
            parent = self._rng.choice(made) if made and self._rng.random() < 0.4 else None
            made.append(self._table(f"tabell_{number + 1}", parent))
        return made

    def amounts(self, count: int) -> list[Table]:
        """Tables of hours and kronor, means and differences."""
        return [self._amounts(f"belopp_{number + 1}") for number in range(count)]

    def _amounts(self, name: str) -> Table:
        rng = self._rng
        labels = rng.sample(SHORT_LABELS, rng.randint(2, 6))
        least = rng.choice((0, 0, -5_000))
        counts: dict[int, Counts] = {
            year: {label: rng.randint(least, rng.choice((90, 50_000))) for label in labels}
            for year in self._years
        }
        kind = "single" if least < 0 else "parts"
        sums = {
            year: sum(n for n in rows.values() if n is not None) for year, rows in counts.items()
        }
        return Table(
            name,
            f"Resultat för {self._words.place()}",
            kind,
            None,
            rng.choice(("timmar", "kronor")),
            None,
            rng.random() < 0.3,
            counts,
            dict.fromkeys(self._years) if kind == "single" else dict(sums),
            {},
            None,
            None,
            {},
            kind == "parts" and rng.random() < 0.5,
            rng.randint(0, 2),
        )

    def values(self, count: int) -> list[Value]:
        return [
            Value(
                f"tal_{number + 1}",
                f"Antal i {self._words.place()}",
                "kommuner",
                {year: self._rng.randint(0, 300) for year in self._years},
            )
            for number in range(count)
        ]

    def _table(self, name: str, parent: Table | None) -> Table:
        rng = self._rng
        kind = rng.choice(KINDS)
        labels = self._labels()
        of, bases = self._parent_of(parent, kind)
        counts = {year: self._counts(kind, labels, bases.get(year)) for year in self._years}
        states = kind == "parts" and of is None
        own = self._own_bases(kind, counts) if of is None else bases
        if kind == "multiple" and of is None:
            states = True
        return Table(
            name,
            f"Ärenden i {self._words.place()}",
            kind,
            rng.choice((None, "Kategori", "Insats", "Ärendets huvudsakliga karaktär")),
            rng.choice(("ärenden", "personer", "st")),
            of,
            rng.random() < 0.3,
            counts,
            own,
            {"sammanlagt": labels[:2]} if kind in ("parts", "multiple") and len(labels) > 2 else {},
            f"Statistiken från {self._words.place()}" if rng.random() < 0.4 else None,
            f"Talen gäller {self._words.place()}." if rng.random() < 0.3 else None,
            self._changes(),
            states,
        )

    def _changes(self) -> dict[int, str]:
        if len(self._years) < 2 or self._rng.random() < 0.75:
            return {}
        return {self._rng.choice(self._years[1:]): f"Räknas nu som i {self._words.place()}"}

    def _labels(self) -> list[str]:
        rng = self._rng
        pool, most = rng.choice(
            (
                (SHORT_LABELS, 8),
                (SHORT_LABELS, 4),
                (COUNTRIES, 60),
                (COUNTRIES, 12),
                (self._odd, 9),
            )
        )
        labels = rng.sample(list(pool), rng.randint(2, min(most, len(pool))))
        return [*labels, "Okänt"] if rng.random() < 0.25 else labels

    def _parent_of(
        self, parent: Table | None, kind: str
    ) -> tuple[str | None, dict[int, int | None]]:
        """The base that this table says it is part of, and its size by year."""
        if parent is None or kind not in ("parts", "multiple"):
            return None, {}
        simple = [label for label in next(iter(parent.counts.values())) if label in SHORT_LABELS]
        rows = [
            label
            for label in simple
            if all(parent.counts[y][label] is not None for y in self._years)
        ]
        if rows and (parent.kind != "parts" or self._rng.random() < 0.5):
            row = self._rng.choice(rows)
            return f"{parent.name}.{row}", {y: parent.counts[y][row] for y in self._years}
        return (parent.name, dict(parent.bases)) if parent.kind == "parts" else (None, {})

    def _own_bases(self, kind: str, counts: dict[int, Counts]) -> dict[int, int | None]:
        sums = {year: [n for n in rows.values() if n is not None] for year, rows in counts.items()}
        if kind == "single":
            return dict.fromkeys(counts)
        if kind == "outcomes":
            return {year: numbers[0] for year, numbers in sums.items()}
        if kind == "multiple":
            return {year: self._rng.randint(max(n, default=0), sum(n)) for year, n in sums.items()}
        has_gap = {year: None in rows.values() for year, rows in counts.items()}
        return {y: sum(n) + (self._rng.randint(1, 9) if has_gap[y] else 0) for y, n in sums.items()}

    def _counts(self, kind: str, labels: list[str], base: int | None) -> Counts:
        rng = self._rng
        if base is not None and kind == "parts":
            return dict(zip(labels, _split(rng, base, len(labels)), strict=True))
        size = base if base is not None else rng.choice((0, 5, 30, 30, 400, 9_000, 10_000_000))
        numbers: list[int | None] = [rng.randint(0, size) for _ in labels]
        if kind == "multiple" and base is not None:
            numbers[0] = base
        if rng.random() < 0.2:
            numbers = [0] * len(labels)
            numbers[0] = size
        if kind == "outcomes":
            numbers.sort(key=lambda n: -(n or 0))
        elif rng.random() < 0.2:
            numbers[rng.randrange(1, len(labels))] = None
        return dict(zip(labels, numbers, strict=True))


def _split(rng: Random, whole: int, count: int) -> list[int]:
    """`count` numbers from 0 that add up to `whole`."""
    cuts = sorted(rng.randint(0, whole) for _ in range(count - 1))
    return [high - low for low, high in zip([0, *cuts], [*cuts, whole], strict=True)]
