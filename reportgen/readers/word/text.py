"""The text of a Word file, line by line: for `git diff`, and to read without Word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, assert_never

from msgspec import Struct

from reportgen.model import (
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    Definition,
    DefinitionList,
    DeletedBlocks,
    Figure,
    Footnote,
    Heading,
    ImagePlacement,
    Inline,
    Inlines,
    InsertedBlocks,
    LineBreak,
    ListItem,
    OrderedList,
    Paragraph,
    Placement,
    Quote,
    Statement,
    Table,
)
from reportgen.model.traverse import inlines_in, plain_text
from reportgen.readers.sentences import split_sentences
from reportgen.readers.word.places import CaptionPlace
from reportgen.readers.word.reading import read_word_document

# The kinds whose neighbours of the same kind stand without an empty line between them.
_TIGHT = ("item", "row")


class _Piece(Struct, frozen=True):
    """A paragraph or a row of a table, as the lines that it is printed in."""

    kind: Literal["paragraph", "item", "row"]
    lines: tuple[str, ...]


def read_word_text(path: Path) -> tuple[str, ...]:
    """The lines of the .docx at `path`, one sentence a line, tracked changes accepted.

    Headings begin with `#`, items of lists with `-`; a table's cells stand between `|`; `[^1]` is
    a footnote, `![…]` a picture. Headers, footers, comments, hidden text and the table of contents
    are left out. Raises ReportError (unreadable-word-file).
    """
    document = read_word_document(path)
    printing = _Printing(document.captions)
    pieces = [*printing.pieces(document.blocks)]
    pieces += printing.note_pieces()
    lines: list[str] = []
    for before, piece in zip((None, *pieces), pieces, strict=False):
        if before and not (before.kind == piece.kind and piece.kind in _TIGHT):
            lines.append("")
        lines += piece.lines
    return tuple(lines)


class _Printing:
    """One way through a document: where its captions stand, and the notes met so far."""

    def __init__(self, captions: Mapping[int, CaptionPlace]) -> None:
        self._captions = captions
        self._notes: dict[str, Footnote] = {}

    def pieces(self, blocks: Blocks) -> Iterator[_Piece]:
        """All that `blocks` say."""
        for block in blocks:
            yield from self._block(block)

    def note_pieces(self) -> Iterator[_Piece]:
        """The notes that the text refers to, in its order."""
        for number, note in enumerate([*self._notes.values()], start=1):
            lines = [line for piece in self.pieces(note.blocks) for line in piece.lines]
            yield _Piece("paragraph", _with_marks(tuple(lines), f"[^{number}]: ", "    "))

    def _block(self, block: Block) -> Iterator[_Piece]:
        match block:
            case Heading():
                yield _Piece("paragraph", (f"{'#' * block.level} {self._text(block.children)}",))
            case Paragraph():
                yield from self._paragraph(block.children)
            case CodeBlock():
                yield _Piece("paragraph", tuple(block.text.splitlines()))
            case BulletList() | OrderedList() | DefinitionList():
                for item in block.items:
                    yield from self._item(item)
            case Table() | Figure() | ImagePlacement():
                yield from self._captioned(block)
            case Quote() | InsertedBlocks():
                yield from self.pieces(block.blocks)
            case DeletedBlocks() | Placement() | Statement():
                return  # no part of a Word file whose changes are accepted
            case _:
                assert_never(block)

    def _paragraph(self, inlines: Inlines) -> Iterator[_Piece]:
        text = self._text(inlines)
        if text:
            yield _Piece("paragraph", split_sentences(text))

    def _item(self, item: ListItem | Definition) -> Iterator[_Piece]:
        """The item, what stands in it after its first lines further in; or a term with its text."""
        if isinstance(item, Definition):
            yield from self._paragraph(item.term)
            yield from self.pieces(item.blocks)
            return
        first = "- "
        for piece in self.pieces(item.blocks):
            yield _Piece("item", _with_marks(piece.lines, first, "  "))
            first = "  "

    def _captioned(self, block: Table | Figure | ImagePlacement) -> Iterator[_Piece]:
        """A table, figure or picture with its caption on the side where the file has it."""
        caption = block.caption if isinstance(block.caption, str) else self._text(block.caption)
        place = self._captions.get(block.span.line)
        line = _squeezed(f"{place.label} {caption}" if place else caption)
        said = [_Piece("paragraph", split_sentences(line))] if line else []
        shown = self._rows(block) if isinstance(block, Table) else _picture(block.alt)
        yield from (*shown, *said) if place and not place.above else (*said, *shown)
        if not isinstance(block, ImagePlacement):
            yield from self._paragraph(block.note)

    def _rows(self, table: Table) -> Iterator[_Piece]:
        """The rows; a cell that belongs to the one above it is empty."""
        for row in (table.header, *table.rows):
            cells = (self._text(cell.children) for cell in row.cells if cell.columns)
            yield _Piece("row", (f"| {' | '.join(cells)} |",))

    def _text(self, inlines: Inlines) -> str:
        return _squeezed("".join(map(self._said, inlines)))

    def _said(self, inline: Inline) -> str:
        if isinstance(inline, Footnote):
            self._notes.setdefault(inline.label, inline)
            return f"[^{[*self._notes].index(inline.label) + 1}]"
        if isinstance(inline, LineBreak):
            return " "
        inside = inlines_in(inline)
        return "".join(map(self._said, inside)) if inside else plain_text((inline,))


def _picture(alt: str) -> Iterator[_Piece]:
    if alt:
        yield _Piece("paragraph", (f"![{_squeezed(alt)}]",))


def _squeezed(text: str) -> str:
    """`text` with single spaces, without soft hyphens; spaces that do not break stay."""
    return re.sub(r"[ \t\r\n]+", " ", text.replace("\u00ad", "")).strip(" ")


def _with_marks(lines: tuple[str, ...], first: str, later: str) -> tuple[str, ...]:
    return tuple((later if number else first) + line for number, line in enumerate(lines))
