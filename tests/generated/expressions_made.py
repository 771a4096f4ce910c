"""Random expressions of the language between braces, with the text that each must give."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from random import Random

from reckoning import NUMERALS, changed, listed, number, percent, percent_in_prose, rounded, share
from tables_made import Table, Value

_MONTHS = {
    "sv": [
        "januari",
        "februari",
        "mars",
        "april",
        "maj",
        "juni",
        "juli",
        "augusti",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


def day_text(day: date, language: str) -> str:
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"


class ExpressionMaker:
    def __init__(
        self,
        rng: Random,
        language: str,
        years: list[int],
        tables: list[Table],
        values: list[Value],
        day: date,
    ) -> None:
        self._rng = rng
        self.language = language
        self._years = years
        self._year = years[-1]
        self._tables = [each for each in tables if each.decimals is None]
        self._amounts = [each for each in tables if each.decimals is not None]
        self._values = values
        self._day = day

    def one(self) -> tuple[str, str]:
        """An expression and its text."""
        makers: list[Callable[[], tuple[str, str] | None]] = [
            self._row,
            self._row,
            self._total,
            self._sum,
            self._share,
            self._share,
            self._share_shown,
            self._numeral,
            self._plural,
            self._listing,
            self._rows,
            self._adding,
            self._date,
            self._last_year,
            self._change,
            self._series,
            self._choice,
            self._value,
            self._base,
            self._amount,
        ]
        while True:
            made = self._rng.choice(makers)()
            if made is not None:
                return made

    def _n(self, value: int) -> str:
        return number(value, self.language)

    def _some_row(self, year: int | None = None) -> tuple[Table, str, int] | None:
        table = self._rng.choice(self._tables)
        known = table.known(year or self._year)
        if not known:
            return None
        label = self._rng.choice(list(known))
        return table, label, known[label]

    @staticmethod
    def _path(table: Table, label: str) -> str:
        quoted = label.replace("\\", "\\\\").replace('"', '\\"')
        return f'{table.name}["{quoted}"]'

    def _row(self) -> tuple[str, str] | None:
        found = self._some_row()
        return found and (self._path(found[0], found[1]), self._n(found[2]))

    def _total(self) -> tuple[str, str] | None:
        table = self._rng.choice(self._tables)
        base = table.base(self._year)
        if table.kind != "parts" or base is None:
            return None
        return f"{table.name}.total", self._n(base)

    def _base(self) -> tuple[str, str] | None:
        table = self._rng.choice(self._tables)
        base = table.base(self._year)
        return None if base is None or table.of is None else (f"{table.name}.base", self._n(base))

    def _sum(self) -> tuple[str, str] | None:
        table = self._rng.choice(self._tables)
        for name, labels in table.sums.items():
            numbers = [table.counts[self._year][label] for label in labels]
            if all(n is not None for n in numbers):
                return f"{table.name}.{name}", self._n(sum(n for n in numbers if n is not None))
        return None

    def _part(self) -> tuple[str, int, int] | None:
        found = self._some_row()
        base = found and found[0].base(self._year)
        if not found or not base or found[0].kind == "single":
            return None
        return self._path(found[0], found[1]), found[2], base

    def _share(self) -> tuple[str, str] | None:
        part = self._part()
        return part and (f"share({part[0]})", percent_in_prose(part[1], part[2], self.language))

    def _share_shown(self) -> tuple[str, str] | None:
        part = self._part()
        if not part:
            return None
        path, count, base = part
        if self._rng.random() < 0.4:
            return f"share({path}) | percent", percent(count, base, self.language)
        if self._rng.random() < 0.5:
            return f"share({path}) | number", number(share(count, base), self.language, 1)
        exact = number(rounded(share(count, base), 0), self.language)
        return (
            f"share({path}, decimals=0)",
            f"{exact}\u00a0{'procent' if self.language == 'sv' else 'per cent'}",
        )

    def _numeral(self) -> tuple[str, str]:
        n = self._rng.randint(0, 12)
        return f"words({n})", NUMERALS[self.language][n]

    def _plural(self) -> tuple[str, str] | None:
        found = self._some_row()
        if not found:
            return None
        return f'plural({self._path(found[0], found[1])}, "sak", "saker")', "sak" if found[
            2
        ] == 1 else "saker"

    def _ranked(self, table: Table) -> list[tuple[str, int]]:
        """The rows that are not zero, as tables list them."""
        rows = [(label, n) for label, n in table.known(self._year).items() if n]
        return rows if table.ordered else sorted(rows, key=lambda row: (row[0] == "Okänt", -row[1]))

    def _listing(self) -> tuple[str, str] | None:
        table = self._rng.choice(self._tables)
        ranked = self._ranked(table)
        if table.kind not in ("parts", "multiple") or table.ordered or len(ranked) < 2:
            return None
        top = self._rng.randint(1, min(4, len(ranked)))
        chosen = [row for row in ranked if row[0] != "Okänt"][:top]
        if not chosen:
            return None
        source = f'listing({table.name}, top={top}, without=["Okänt"]'
        if "Okänt" not in table.counts[self._year]:
            source = f"listing({table.name}, top={top}"
        if self._rng.random() < 0.3:
            return f"{source}, counts=false)", listed([label for label, _ in chosen], self.language)
        return f"{source})", listed(
            [f"{label} ({self._n(n)})" for label, n in chosen], self.language
        )

    def _rows(self) -> tuple[str, str]:
        table = self._rng.choice(self._tables)
        return f"rows({table.name})", self._n(
            len([n for n in table.counts[self._year].values() if n])
        )

    def _adding(self) -> tuple[str, str] | None:
        table = self._rng.choice(self._tables)
        known = table.known(self._year)
        if table.kind in ("single", "outcomes") or len(known) < 2:
            return None
        chosen = self._rng.sample(sorted(known), 2)
        quoted = ", ".join('"' + label.replace('"', '\\"') + '"' for label in chosen)
        return f"total({table.name}, {quoted})", self._n(sum(known[label] for label in chosen))

    def _date(self) -> tuple[str, str]:
        if self._rng.random() < 0.5:
            return "report.date", day_text(self._day, self.language)
        day = date(
            self._rng.randint(2019, 2026), self._rng.randint(1, 12), self._rng.randint(1, 28)
        )
        return f'date("{day.isoformat()}")', day_text(day, self.language)

    def _history(self) -> Iterator[tuple[str, dict[int, int]]]:
        """What is known for all years, and what it was."""
        for table in self._tables:
            bases = {y: base for y, base in table.bases.items() if base is not None}
            if table.kind == "parts" and len(bases) == len(self._years):
                yield f"{table.name}.total", bases
            for label in table.counts[self._year]:
                row = {y: n for y in self._years if (n := table.counts[y].get(label)) is not None}
                if len(row) == len(self._years):
                    yield self._path(table, label), row

    def _some_history(self) -> tuple[str, dict[int, int]] | None:
        found = list(self._history())
        return self._rng.choice(found) if found else None

    def _last_year(self) -> tuple[str, str] | None:
        found = self._some_history()
        if not found:
            return None
        year = self._rng.choice(self._years)
        return f"year({year}).{found[0]}", self._n(found[1][year])

    def _change(self) -> tuple[str, str] | None:
        found = self._some_history()
        if not found or len(self._years) < 2:
            return None
        path, numbers = found
        before = self._rng.choice(self._years[:-1])
        text = changed(numbers[before], numbers[self._year], self.language)
        return f"change(year({before}).{path}, {path})", text

    def _series(self) -> tuple[str, str] | None:
        found = self._some_history()
        if not found or "'" in found[0] or "\\" in found[0]:
            return None
        path, numbers = found
        text = listed([f"{self._n(numbers[y])} ({y})" for y in self._years], self.language)
        return f"series('{path}')", text

    def _choice(self) -> tuple[str, str] | None:
        one, other = self._some_row(), self._some_row()
        if not one or not other:
            return None
        text = "fler" if one[2] > other[2] else "inte fler"
        return f'"fler" if {self._path(*one[:2])} > {self._path(*other[:2])} else "inte fler"', text

    def _value(self) -> tuple[str, str] | None:
        if not self._values:
            return None
        value = self._rng.choice(self._values)
        return value.name, self._n(value.values[self._year])

    def _amount(self) -> tuple[str, str] | None:
        """An amount, printed with its table's decimals."""
        if not self._amounts:
            return None
        table = self._rng.choice(self._amounts)
        label, amount = self._rng.choice(list(table.known(self._year).items()))
        return self._path(table, label), table.text(amount, self.language)
