"""The places of comments: where each begins, and the words that it is about."""

from __future__ import annotations

from reportgen.diagnostics import Span

# Comments on the same words; of more than these it is not told what they are about.
_MOST_OPEN = 50


class Remarks:
    """Listens to the text while it is read, and keeps the words of each comment's range."""

    def __init__(self) -> None:
        self._places: dict[str, Span] = {}
        self._words: dict[str, list[str]] = {}
        self._open: list[str] = []

    def begin(self, identity: str, span: Span) -> None:
        """The range of a comment begins at `span`."""
        self._places.setdefault(identity, span)
        if len(self._open) < _MOST_OPEN:
            self._open.append(identity)

    def end(self, identity: str) -> None:
        """The range of a comment ends."""
        self._open = [each for each in self._open if each != identity]

    def hear(self, text: str) -> None:
        """Text that stands in every range that is open."""
        for identity in self._open:
            self._words.setdefault(identity, []).append(text)

    def place(self, identity: str) -> Span | None:
        """Where the range of a comment begins, None where it has none."""
        return self._places.get(identity)

    def words(self, identity: str) -> str:
        """The words that a comment is about, with single spaces."""
        return " ".join("".join(self._words.get(identity, ())).split())
