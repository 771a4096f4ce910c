"""How alike two texts are, word by word; and which of many texts is most like one.

Likeness is from 0 (no word in common) to 1 (the same words in the same order): twice the
words that match in order, over the words of both. Case, punctuation and spacing are no words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

_WORD = re.compile(r"\w+(?:[-:’']\w+)*")
# Words in a row that two texts must share for one to be tried against the other.
_RUN = 3

Words = tuple[str, ...]


def words_of(text: str) -> Words:
    """The words of `text`, in lower case."""
    return tuple(word.casefold() for word in _WORD.findall(text))


def likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """How alike two sequences of words are, from 0 to 1; two empty ones are alike."""
    if one == other:
        return 1.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def most_alike(one: Sequence[str], other: Sequence[str]) -> float:
    """What `likeness` can't exceed: the words in common, in whatever order; cheap."""
    total = len(one) + len(other)
    if not total:
        return 1.0
    return 2 * sum((Counter(one) & Counter(other)).values()) / total


class Match(Struct, frozen=True):
    """The text that is most like another: its place in the index, and how alike."""

    index: int
    likeness: float


class LikenessIndex:
    """Many texts, of which the one most like another is found without trying them all.

    Only texts that share a run of three words with it are tried, so a text of common words in
    another order is not found; what is nearly the same always is.
    """

    def __init__(self, texts: Iterable[Sequence[str]]) -> None:
        self.texts = tuple(tuple(text) for text in texts)
        self._whole: dict[Words, int] = {}
        self._runs: dict[Words, list[int]] = {}
        for index, text in enumerate(self.texts):
            self._whole.setdefault(text, index)
            for run in _runs(text):
                self._runs.setdefault(run, []).append(index)

    def find(self, text: Sequence[str], at_least: float) -> Match | None:
        """The most alike of the texts, or None where none is as alike as `at_least`."""
        words = tuple(text)
        same = self._whole.get(words)
        if same is not None:
            return Match(same, 1.0)
        best: Match | None = None
        for index in self._near(words):
            other = self.texts[index]
            wanted = max(at_least, best.likeness if best else 0.0)
            if most_alike(words, other) < wanted:
                continue
            found = likeness(words, other)
            if found >= wanted:
                best = Match(index, found)
        return best

    def _near(self, words: Words) -> list[int]:
        """The texts that share most runs with `words`, at most eight."""
        shared: Counter[int] = Counter()
        for run in _runs(words):
            here = self._runs.get(run, ())
            if len(here) <= 64:
                shared.update(here)
        return [index for index, _ in sorted(shared.items(), key=lambda e: (-e[1], e[0]))[:8]]


def _runs(words: Words) -> set[Words]:
    if len(words) < _RUN:
        return {words}
    return {words[start : start + _RUN] for start in range(len(words) - _RUN + 1)}
