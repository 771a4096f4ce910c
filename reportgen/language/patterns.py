"""Regular expressions that are compiled when they are first used.

A build loads a hundred patterns that speak only where something is wrong; the rules of `check`
have more than a hundred others. Compiling one takes as long as loading a module.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Protocol

_END = 2**62


class _Finds(Protocol):
    """A match of a text between two of its offsets, None where there is none."""

    def __call__(
        self, string: str, pos: int = ..., endpos: int = ..., /
    ) -> re.Match[str] | None: ...


class Pattern:
    """A regular expression with the methods of `re.Pattern` that rules need."""

    def __init__(self, source: str, flags: int = 0) -> None:
        self.source = source
        self.flags = flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self.source, self.flags)

    # Bound once: what is asked for in every sentence of a report pays for no wrapper.

    @cached_property
    def search(self) -> _Finds:
        """Gives the first place in a text where it matches."""
        return self.compiled.search

    @cached_property
    def match(self) -> _Finds:
        """Gives the match that begins at an offset."""
        return self.compiled.match

    @cached_property
    def fullmatch(self) -> _Finds:
        """Gives the match of all from one offset to another."""
        return self.compiled.fullmatch

    def finditer(self, text: str, start: int = 0, end: int = _END) -> Iterator[re.Match[str]]:
        """Every match, from the left."""
        return self.compiled.finditer(text, start, end)

    def findall(self, text: str, start: int = 0, end: int = _END) -> list[str]:
        """The text of every match of a pattern that has no groups."""
        return self.compiled.findall(text, start, end)

    def sub(self, replacement: str, text: str, count: int = 0) -> str:
        """`text` with every match replaced, or the first `count` of them."""
        return self.compiled.sub(replacement, text, count)
