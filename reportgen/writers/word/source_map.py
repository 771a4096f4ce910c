"""The part that says where everything came from: blocks and computed values to file and line.

A block is found by its bookmark, a footnote by its number; a computed value by counting the
runs with the character style of computed values in it, those of caption, table and source
line each for themselves. A value is not an empty one: those leave no run.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from reportgen.diagnostics import Span
from reportgen.model import CodeBlock, Computed, Figure, Heading, Paragraph, Table
from reportgen.model.traverse import plain_text
from reportgen.writers.word.wml.markup import Xml, joined
from reportgen.writers.word.wml.sources import NAMESPACE, mapped_block, mapped_value, sources_part

MappedKind = Heading | Paragraph | CodeBlock | Figure | Table


class _Mapped:
    """A block (`bookmark`) or a footnote (`number`); its values with the part they stand in."""

    def __init__(
        self, kind: str, span: Span, bookmark: str = "", number: int = 0, digest: str = ""
    ) -> None:
        self.kind = kind
        self.span = span
        self.name = bookmark or number
        self.digest = digest
        self.values: list[tuple[str, Computed]] = []


class SourceMap:
    """What the writer notes while it writes; values come before or after their block's begin."""

    def __init__(self) -> None:
        self._mapped: list[_Mapped] = []
        self._waiting: list[Computed] = []

    def record(self, value: Computed) -> None:
        """A computed value was written."""
        if value.text:
            self._waiting.append(value)

    def begin(self, bookmark: str, block: MappedKind) -> None:
        """The values that wait, and those until the next block, are of `block`."""
        kind = type(block).__name__.lower()
        self._mapped.append(_Mapped(kind, block.span, bookmark, digest=_digest_of(block)))
        self.take()

    def take(self, part: str = "") -> None:
        """The values that wait are of the last block, in its `part` ("caption", "note")."""
        if self._mapped:
            self._mapped[-1].values += [(part, value) for value in self._waiting]
            self._waiting.clear()

    def note(self, number: int, span: Span) -> None:
        """The values that wait are of a footnote."""
        self._mapped.append(_Mapped("footnote", span, number=number))
        self.take()

    def part(self, build: str, year: int) -> Xml:
        """The map as the content of a customXml part, of the build of that id and year."""
        return sources_part(joined(self._blocks()), build, year)

    def _blocks(self) -> Iterator[Xml]:
        for block in self._mapped:
            values = joined(
                mapped_value(part, value.span, value.expression, value.text or "")
                for part, value in block.values
            )
            yield mapped_block(block.kind, block.span, block.name, block.digest, values)


def _digest_of(block: MappedKind) -> str:
    """A digest of the text of a heading or paragraph as it is sent, without blanks."""
    if not isinstance(block, Heading | Paragraph):
        return ""
    text = "".join(plain_text(block.children).split())
    return sha256(text.encode()).hexdigest()[:8]


__all__ = ["NAMESPACE", "MappedKind", "SourceMap"]
