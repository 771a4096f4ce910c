"""Sections that went out as a whole: their files are taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from reportgen.diagnostics import Span
from reportgen.model import Heading
from reportgen.scaffold.review.edits import Change, Edit, WholeFile
from reportgen.scaffold.review.lines import Line
from reportgen.scaffold.review.tokens import Sources


class GoneSection(Struct, frozen=True):
    """A section of which no line came back: the places of its lines among those sent."""

    places: tuple[int, ...]
    text: str
    file: str
    length: int
    span: Span

    def change(self, at: Span) -> Change:
        """The change that takes its file away, which must say what it said when it was sent."""
        edits = (Edit(self.file, 0, self.length, ""),)
        files = (WholeFile(self.file, None),)
        return Change("deleted", self.text, "", self.span, at, edits, files=files)


def gone_sections(
    old: Sequence[Line],
    source: Sequence[Line],
    source_of: Mapping[int, Line],
    gone: Sequence[int],
    sources: Sources,
) -> Mapping[int, GoneSection]:
    """The sections that went out, by the places of their lines.

    `old` are the lines that were sent, `source` those of the sources, and `gone` the places of
    those that did not come back.
    """
    whole: dict[str, int] = {}
    for line in source:
        whole[line.block.span.file] = whole.get(line.block.span.file, 0) + 1
    found: dict[str, list[int]] = {}
    for place in gone:
        known = source_of.get(place)
        if known is not None and not known.role and known.block.span.file in sources:
            found.setdefault(known.block.span.file, []).append(place)
    made: dict[int, GoneSection] = {}
    for file, places in found.items():
        first = source_of[places[0]].block
        if len(places) == whole[file] and isinstance(first, Heading) and first.level == 1:
            text = " ¶ ".join(old[place].text for place in places)
            length = len(sources[file].text)
            section = GoneSection(tuple(places), text, file, length, first.span)
            made.update(dict.fromkeys(places, section))
    return made
