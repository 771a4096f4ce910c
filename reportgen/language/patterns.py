"""Regular expressions that are compiled when they are first used.

A build loads a hundred patterns that speak only where something is wrong; the rules of `check`
have more than a hundred others. Compiling one takes as long as loading a module.
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

    def sub(self, replacement: str, text: str, count: int = 0) -> str:
        """`text` with every match replaced, or the first `count` of them."""
        return self.compiled.sub(replacement, text, count)
