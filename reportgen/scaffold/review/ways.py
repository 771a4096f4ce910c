"""How the sources came to be what they are now since a document was sent: places of then, now."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.compare.threeway import ThreeWay
from reportgen.diagnostics import Span
from reportgen.readers.source import Source
from reportgen.scaffold.review.tokens import offsets_of

Sources = Mapping[str, Source]


class Ways:
    """From each base that files are held against to the sources as they are now, found once."""

    def __init__(self, ours: Sources) -> None:
        self._ours = ours
        self._known: dict[tuple[int, str], ThreeWay] = {}

    def of(self, base: Sources, file: str) -> ThreeWay:
        """That of a file that both have."""
        place = id(base), file
        if place not in self._known:
            self._known[place] = ThreeWay(base[file].text, self._ours[file].text)
        return self._known[place]

    def now(self, span: Span | None, base: Sources) -> Span | None:
        """A place in the sources that a document was made of as it is in those of now."""
        if span is None or span.file not in base or span.file not in self._ours:
            return span
        way = self.of(base, span.file)
        if way.same:
            return span
        return self._ours[span.file].span_between(*way.stretch(*offsets_of(span, base[span.file])))
