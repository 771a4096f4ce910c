"""Footnotes that came in: each gets a name that no other note of its file has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from reportgen.model import Footnote, Paragraph, Text
from reportgen.readers.source import Source
from reportgen.scaffold.review.edits import Edit
from reportgen.scaffold.review.lines import Line, lines_of
from reportgen.scaffold.review.references import References
from reportgen.scaffold.review.tokens import Sources
from reportgen.writers.markdown.blocks import block_lines

_LABEL = re.compile(r"\[\^([^\]\s]+)\]")
_STEM = "granskning"


class NewNotes:
    """Names new footnotes, and says what is to be written below the text for them.

    `references` are those that the text has.
    """

    def __init__(self, sources: Sources, references: References) -> None:
        self.references = references
        self._sources = sources
        self._taken = {
            label for source in sources.values() for label in _LABEL.findall(source.text)
        }
        self._waiting: list[Footnote] = []

    def named(self, note: Footnote) -> Footnote:
        """The note under its new name; its text waits to be taken."""
        made = replace(note, label=self._new(), mark=0)
        self._waiting.append(made)
        return made

    def free(self, label: str, target: Source) -> str:
        """The label for a note that comes from another file: its own, where that is free."""
        return self._new() if f"[^{label}]" in target.text else label

    def _new(self) -> str:
        number = 1
        while f"{_STEM}-{number}" in self._taken:
            number += 1
        label = f"{_STEM}-{number}"
        self._taken.add(label)
        return label

    def take(self, file: str) -> Iterator[Edit]:
        """The texts of the notes that wait, at the end of `file`."""
        end = len(self._sources[file].text.rstrip("\n"))
        for text in self.texts():
            yield Edit(file, end, end, f"\n\n{text}")

    def texts(self) -> Iterator[str]:
        """The notes that wait as they are written below a text."""
        for note in self._waiting:
            blocks = tuple(_paragraph(each) for each in lines_of(note.blocks) if each.is_prose)
            first, *others = block_lines(blocks) or [""]
            yield "\n".join(
                [f"[^{note.label}]: {first}", *(f"    {each}" if each else "" for each in others)]
            )
        self._waiting.clear()


def _paragraph(line: Line) -> Paragraph:
    """A line of a note as a paragraph: an item of a list keeps its sign."""
    span = line.block.span
    sign = (Text("• ", span),) if line.leads and line.holders else ()
    return Paragraph((*sign, *line.children), span)
