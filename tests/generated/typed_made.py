"""Random tables typed by hand, from two columns to thirteen, some with merged cells."""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

from reckoning import number
from vocabulary import Vocabulary

_FIRST = ("Ort", "Huvudsaklig verksamhet", "Kommun och insats")
_HEADS = (
    "Antal",
    "Andel",
    "Ärenden",
    "Ansökningar",
    "Deltagare",
    "Utbildningstillfällen",
    "Möten",
)
_BEFORE = ("", "", "Samordning och stöd i", "Utbildning")
DOWN = "^^"  # the cell above goes on
ACROSS = ""  # the cell to the left goes on

Rows = list[list[str]]


def printed(rows: Rows) -> Rows:
    """What a reader of the document meets: merged cells once, lines of a cell as one."""
    return [
        [cell.replace("<br>", " ") for cell in row if cell not in (DOWN, ACROSS)] for row in rows
    ]


class TypedTableMaker:
    """Makes tables as rows of cells, and as Markdown."""

    def __init__(
        self, rng: Random, words: Vocabulary, language: str, features: frozenset[str]
    ) -> None:
        self._rng = rng
        self._widths = (2, 3, 3, 4, 6, 9, 13) if "wide" in features else (2, 3)
        self._words = words
        self._language = language
        self._features = features

    def rows(self) -> Rows:
        columns = self._rng.choice(self._widths)
        rows = [self._row(columns) for _ in range(self._rng.randint(1, 8))]
        if "merged" in self._features and self._rng.random() < 0.3:
            self._merge(rows)
        return [self._header(columns), *rows]

    def _merge(self, rows: Rows) -> None:
        """Let a first cell go on downwards, and the last row's cell across."""
        for row in rows[1 : self._rng.randint(1, len(rows))]:
            row[0] = DOWN
        if self._rng.random() < 0.4:
            rows.append([self._words.sentence(), *[ACROSS] * (len(rows[0]) - 1)])

    def markdown(self, rows: Rows, caption: str) -> str:
        first = self._rng.choice(("---", ":---", ":---:"))
        rule = [first, *["---:"] * (len(rows[0]) - 1)]
        lines = [_line(row) for row in (rows[0], rule, *rows[1:])]
        return "\n".join(lines) + f"\n\n: {caption}"

    def with_note(self, rows: Rows, note: Callable[[str], str]) -> Rows:
        """The rows with a note's mark in the first cell of one."""
        named = [n for n, row in enumerate(rows) if n and row[0] != DOWN and row[0][-1] != "."]
        chosen = self._rng.choice(named)
        name = re.split("[ >]", rows[chosen][0])[-1]
        marked = [rows[chosen][0] + note(name), *rows[chosen][1:]]
        return [*rows[:chosen], marked, *rows[chosen + 1 :]]

    def _header(self, columns: int) -> list[str]:
        first = self._rng.choice(_FIRST)
        if self._rng.random() < 0.6:
            return [first, *(str(2010 + n) for n in range(columns - 1))]
        return [first, *(self._rng.choice(_HEADS) for _ in range(columns - 1))]

    def _row(self, columns: int) -> list[str]:
        size = self._rng.choice((50, 9_999, 9_999, 999_999)) if columns > 6 else 9_999_999
        between = "<br>" if "break" in self._features and self._rng.random() < 0.1 else " "
        label = f"{self._rng.choice(_BEFORE)}{between}{self._words.place()}"
        label = label.removeprefix(between)
        if columns < 4 and self._rng.random() < 0.2:
            return [label, *(self._words.sentence() for _ in range(columns - 1))]
        counts = (self._rng.randint(0, size) for _ in range(columns - 1))
        return [label, *(number(count, self._language) for count in counts)]


def _line(row: list[str]) -> str:
    return "|" + "|".join(f" {cell} " if cell != ACROSS else "" for cell in row) + "|"
