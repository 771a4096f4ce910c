"""Patterns that are compiled when they are first used, and lists of words that can be read.

The rules have more than a hundred patterns, 30 ms to compile; a build uses a few of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

_END = 2**62


class Pattern:
    """A regular expression with the methods of `re.Pattern` that rules need."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self.source, self.flags)

    def search(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        """The first place in `text` where it matches."""
        return self.compiled.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        """The match that begins at `start`."""
        return self.compiled.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        """The match of all from `start` to `end`."""
        return self.compiled.fullmatch(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = _END) -> Iterator[re.Match[str]]:
        """Every match, from the left."""
        return self.compiled.finditer(text, start, end)

    def findall(self, text: str, start: int = 0, end: int = _END) -> list[str]:
        """The text of every match of a pattern that has no groups."""
        return self.compiled.findall(text, start, end)

    def sub(self, replacement: str, text: str) -> str:
        """`text` with every match replaced."""
        return self.compiled.sub(replacement, text)


def words_pattern(*lines: str) -> Pattern:
    """Any of the words, whole and in any case.

    Words are separated by spaces; `_` is a space inside one, `*` any ending: "allt_fler öka*".
    """
    return Pattern(words_source(*lines), re.IGNORECASE)


def words_source(*lines: str) -> str:
    """The same as the source of a pattern, to be put into another."""
    words = " ".join(lines).split()
    choices = (re.escape(word).replace("_", r"[ \u00a0]").replace(r"\*", r"\w*") for word in words)
    return rf"(?<!\w)(?:{'|'.join(choices)})(?!\w)"


def word_set(*lines: str) -> frozenset[str]:
    """The words in `lines`, which blanks part."""
    return frozenset(" ".join(lines).split())
