"""Random tables typed by hand, from two columns to thirteen."""

from __future__ import annotations

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


class TypedTableMaker:
    """Makes tables as Markdown, with the cells that must be printed."""

    def __init__(
        self, rng: Random, words: Vocabulary, language: str, features: frozenset[str]
    ) -> None:
        self._rng = rng
        self._widths = (2, 3, 3, 4, 6, 9, 13) if "wide" in features else (2, 3)
        self._words = words
        self._language = language

    def cells(self) -> list[list[str]]:
        columns = self._rng.choice(self._widths)
        rows = [self._row(columns) for _ in range(self._rng.randint(1, 8))]
        return [self._header(columns), *rows]

    def markdown(self, rows: list[list[str]], caption: str) -> str:
        first = self._rng.choice(("---", ":---", ":---:"))
        rule = [first, *["---:"] * (len(rows[0]) - 1)]
        lines = ["| " + " | ".join(row) + " |" for row in (rows[0], rule, *rows[1:])]
        return "\n".join(lines) + f"\n\n: {caption}"

    def with_note(self, rows: list[list[str]], note: Callable[[str], str]) -> list[list[str]]:
        """The rows with a note's mark in the first cell of one."""
        chosen = self._rng.randrange(1, len(rows))
        name = rows[chosen][0].rsplit(" ", 1)[-1]
        marked = [rows[chosen][0] + note(name), *rows[chosen][1:]]
        return [*rows[:chosen], marked, *rows[chosen + 1 :]]

    def _header(self, columns: int) -> list[str]:
        first = self._rng.choice(_FIRST)
        if self._rng.random() < 0.6:
            return [first, *(str(2010 + n) for n in range(columns - 1))]
        return [first, *(self._rng.choice(_HEADS) for _ in range(columns - 1))]

    def _row(self, columns: int) -> list[str]:
        size = self._rng.choice((50, 9_999, 9_999, 999_999)) if columns > 6 else 9_999_999
        label = f"{self._rng.choice(_BEFORE)} {self._words.place()}".strip()
        if columns < 4 and self._rng.random() < 0.2:
            return [label, *(self._words.sentence() for _ in range(columns - 1))]
        counts = (self._rng.randint(0, size) for _ in range(columns - 1))
        return [label, *(number(count, self._language) for count in counts)]
