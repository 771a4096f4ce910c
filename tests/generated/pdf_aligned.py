"""A PDF's words set beside Word's, letter by letter, so that broken words show."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from pages_seen import MARK, Block, Seen
from pdf_seen import Word

DRAWING = "⟦drawing⟧"
_NUMBERING = re.compile(r"(\d+\.)*\d*\.?|[–•o·\-\uf000-\uf0ff▪▫◦§]|[a-z][.)]")
_SEEN_AGAIN = 14  # letters that are enough to know a place by
_FAR = 6000


@dataclass
class Piece:
    """A word, or a number with its spaces, that should stand whole; and where the PDF has it."""

    text: str
    is_cell: bool
    starts_numbered: bool = False
    table: int | None = None
    words: list[Word] = field(default_factory=list)

    @property
    def letters(self) -> str:
        return "" if self.text == DRAWING else _letters(self.text)


def _letters(text: str) -> str:
    return re.sub(r"[\s\-\u00ad]", "", text)


def pieces_of(blocks: list[Block]) -> Iterator[Piece]:
    for block in blocks:
        text = MARK.sub(r" \1 ", block.text.replace(DRAWING, f" {DRAWING} "))
        is_cell = block.kind == "cell"
        whole = (
            is_cell
            and MARK.search(block.text) is None
            and _letters(re.sub(r"[%.,−–]", "", text)).isdigit()
        )
        for number, each in enumerate([text] if whole else text.split()):
            yield Piece(each, is_cell, block.numbered and number == 0, block.table)


class Alignment:
    """Pieces with their words, and what differs."""

    def __init__(self, seen: Seen, words: list[Word]) -> None:
        self.pieces = list(pieces_of(seen.blocks))
        self.differences: list[str] = []
        self._wanted = [
            (c, n) for n, piece in enumerate(self.pieces) for c in piece.letters or "\0"
        ]
        self._text = "".join(c for c, _ in self._wanted)
        self._got = [
            (c, word) for word in words for c in _letters(re.sub(r"\.{4,}", "", word.text))
        ]
        self._there = "".join(c for c, _ in self._got)
        self._headers = sorted(set(_headers(seen)), key=len, reverse=True)
        self._charts = _letters(" ".join(each.alt for each in seen.drawings if each.chart))
        self._walk()

    def _walk(self) -> None:
        i = j = 0
        while i < len(self._wanted):
            if self._text[i] == "\0":
                i, j = i + 1, self._after_drawing(i + 1, j)
            elif skipped := self._skipped(i, j):
                j += skipped
            elif j < len(self._got) and self._text[i] == self._there[j]:
                self._take(i, j)
                i, j = i + 1, j + 1
            else:
                i, j = self._seen_again(i, j)
        if rest := self._there[j:]:
            self.differences.append(f"the PDF goes on: '{rest[:60]}'")

    def _take(self, i: int, j: int) -> None:
        words = self.pieces[self._wanted[i][1]].words
        if not words or words[-1] is not self._got[j][1]:
            words.append(self._got[j][1])

    def _starts(self, i: int) -> bool:
        return i == 0 or self._wanted[i][1] != self._wanted[i - 1][1]

    def _skipped(self, i: int, j: int) -> int:
        """How many letters of the PDF are a number of a list, or a table's header once more."""
        if not self._starts(i) or j >= len(self._got):
            return 0
        piece, word = self.pieces[self._wanted[i][1]], self._got[j][1].text
        if piece.starts_numbered and _NUMBERING.fullmatch(word) and not piece.text.startswith(word):
            return max(len(_letters(word)), 1)
        again = (
            h
            for h in self._headers
            if self._there.startswith(h, j) and not self._text.startswith(h, i)
        )
        return next((len(h) for h in again), 0)

    def _after_drawing(self, i: int, j: int) -> int:
        """A chart's own words are passed over: where the text goes on."""
        following = ""
        for piece in self.pieces[self._wanted[i - 1][1] + 1 :]:
            if (following and piece.starts_numbered) or piece.text == DRAWING:
                break
            following = (following + piece.letters)[:40]
        found = self._there.find(following, j, j + _FAR)
        return j if found < 0 else found

    def _seen_again(self, i: int, j: int) -> tuple[int, int]:
        """Tell the difference; where both go on alike."""
        for ahead in range(i, min(i + 1500, len(self._text))):
            there = self._text[ahead : ahead + _SEEN_AGAIN]
            found = self._there.find(there, j, j + _FAR) if "\0" not in there else -1
            if found >= 0:
                if ahead > i or not self._is_of_chart(j, found):
                    self._tell(self._text[i:ahead].replace("\0", ""), self._there[j:found], i)
                return ahead, found
        self._tell(self._text[i:].replace("\0", ""), self._there[j:], i)
        return len(self._text), len(self._there)

    def _is_of_chart(self, begin: int, end: int) -> bool:
        """Whether words of the PDF are a chart's own, which are drawn where they will."""
        letters = {_letters(word.text) for _, word in self._got[begin:end]}
        return all(each in self._charts or each.strip(",.%").isdigit() for each in letters)

    def _tell(self, wanted: str, got: str, i: int) -> None:
        before = " ".join(
            p.text for p in self.pieces[max(self._wanted[i][1] - 5, 0) : self._wanted[i][1]]
        )
        self.differences.append(f"after '{before}': Word '{wanted[:120]}', PDF '{got[:120]}'")


def _headers(seen: Seen) -> Iterator[str]:
    """Rows that a table may begin with, as many as it may repeat."""
    for rows in seen.tables:
        for count in (1, 2):
            cells = [MARK.sub(r" \1 ", cell) for row in rows[:count] for cell in row]
            if len(letters := _letters(" ".join(cells))) > 5:
                yield letters
