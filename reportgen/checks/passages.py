"""Passages: each paragraph, heading, cell and label as a line of text that knows its places."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import cached_property, wraps
from typing import Literal, TypeVar, assert_never

from msgspec import Struct

from reportgen.checks.finding import Fix
from reportgen.diagnostics import Span
from reportgen.model import (
    Block,
    Blocks,
    BulletList,
    Code,
    CodeBlock,
    Computed,
    DefinitionList,
    Deleted,
    DeletedBlocks,
    Emphasis,
    Figure,
    Footnote,
    Foreign,
    Heading,
    Image,
    ImagePlacement,
    Inline,
    Inlines,
    Inserted,
    InsertedBlocks,
    LineBreak,
    Link,
    OrderedList,
    Paragraph,
    Placement,
    Quote,
    Reference,
    Section,
    SoftBreak,
    Statement,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from reportgen.model.traverse import children_of, walk_blocks, walk_inlines

PassageKind = Literal[
    "heading",
    "paragraph",
    "item",
    "term",
    "quote",
    "footnote",
    "caption",
    "header",
    "cell",
    "setting",
]
T = TypeVar("T")
# Stands in `typed` for every character that nobody typed as prose. It is no letter, no digit
# and no space, so that an expression for words or numbers never matches across it.
MASK = "\ufffc"


class Piece(Struct, frozen=True):
    """A part of a passage: where it begins in the text, where it stands in the source.

    `exact` is True where the source has the very same characters.
    """

    start: int
    span: Span
    inline: Inline | None
    exact: bool


class Passage(Struct, frozen=True, dict=True):
    """A paragraph, heading, caption, cell or setting as one line of text.

    `text` is what the reader of the report reads, without footnotes; a line end is a space.
    `typed` is of the same length and has MASK in place of all that was computed, is code or in
    another language. `section` is None for a setting; `key` is its key in the YAML file.
    """

    kind: PassageKind
    text: str
    typed: str
    pieces: tuple[Piece, ...]
    section: Section | None = None
    block: Block | None = None
    key: str = ""

    @cached_property
    def _starts(self) -> list[int]:
        return [piece.start for piece in self.pieces]

    def piece_at(self, offset: int) -> Piece:
        """The piece that holds the character at `offset`."""
        return self.pieces[max(0, bisect_right(self._starts, offset) - 1)]

    def span(self, start: int, end: int) -> Span:
        """Where in the source the characters from `start` to before `end` stand."""
        first, last = self.piece_at(start), self.piece_at(max(start, end - 1))
        begin = first.span
        if first.exact:
            column = first.span.column + start - first.start
            begin = Span(begin.file, begin.line, column, begin.end_line, begin.end_column)
        if not last.exact:
            return begin.until(last.span)
        stop = last.span.column + end - last.start
        return Span(begin.file, begin.line, begin.column, last.span.line, stop)

    @property
    def whole(self) -> Span:
        """Where all of it stands."""
        return self.span(0, len(self.text))

    def fix(self, start: int, end: int, replacement: str) -> Fix | None:
        """Put `replacement` in place of these characters; None where the source is not as plain."""
        first, last = self.piece_at(start), self.piece_at(max(start, end - 1))
        if first is not last or not first.exact:
            return None
        return Fix(self.span(start, end), replacement)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """The sentences, each from one offset to before another."""
        return tuple(_sentences(self.text))

    @cached_property
    def broken_sentences(self) -> tuple[tuple[int, int], ...]:
        """The sentences, each cut where somebody broke its line: “Kvinnor 40 / Män 18”."""
        breaks = [each.start for each in self.pieces if isinstance(each.inline, LineBreak)]
        if not breaks:
            return self.sentences
        starts = sorted({*self._sentence_starts, *(each + 1 for each in breaks)})
        ends = [*(each - 1 for each in starts[1:]), len(self.text)]
        return tuple(zip(starts, ends, strict=True))

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """The sentence that holds the character at `offset`."""
        return self.sentences[max(0, bisect_right(self._sentence_starts, offset) - 1)]

    def inlines(self, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, Inline]]:
        """What was computed or referred to between two offsets, each with its own two."""
        stop = len(self.text) if end is None else end
        ends = [*self._starts[1:], len(self.text)]
        for piece, after in zip(self.pieces, ends, strict=True):
            inside = start <= piece.start < stop
            if inside and isinstance(piece.inline, (Computed, Reference)):
                yield piece.start, after, piece.inline


def once_a_passage(find: Callable[[Passage], T]) -> Callable[[Passage], T]:
    """Make a function of a passage alone keep with it what it finds; nobody changes that."""
    name = f"{find.__module__}.{find.__qualname__}"

    @wraps(find)
    def found(passage: Passage) -> T:
        kept: dict[str, T] = passage.__dict__
        if name not in kept:
            kept[name] = find(passage)
        return kept[name]

    return found


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    # Its patterns take a while to compile, and most rules of a build ask for no sentence.
    from reportgen.readers.sentences import find_sentence_starts

    starts = [0, *find_sentence_starts(text)]
    yield from zip(starts, [*(start - 1 for start in starts[1:]), len(text)], strict=True)


class _Line:
    """Gathers the pieces of one passage."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.typed: list[str] = []
        self.pieces: list[Piece] = []
        self.length = 0

    def add(self, text: str, inline: Inline, *, typed: bool) -> None:
        span = inline.span
        exact = typed and span.line == span.end_line and len(text) == span.end_column - span.column
        self.pieces.append(Piece(self.length, span, inline, exact))
        self.text.append(text)
        self.typed.append(text if typed else MASK * len(text))
        self.length += len(text)

    def take(self, inlines: Inlines, *, typed: bool = True) -> None:
        for inline in inlines:
            match inline:
                case Text(text=text):
                    self.add(text, inline, typed=typed)
                case Code(text=text):
                    self.add(text, inline, typed=False)
                case Computed(text=text) | Reference(text=text):
                    self.add(text or MASK, inline, typed=False)
                case SoftBreak() | LineBreak():
                    self.add(" ", inline, typed=True)
                case Emphasis() | Strong() | Link() | Inserted():
                    self.take(inline.children, typed=typed)
                case Foreign() | Subscript() | Superscript():
                    self.take(inline.children, typed=False)
                case Footnote() | Deleted():
                    pass
                case _:
                    assert_never(inline)


def passage_of(
    inlines: Inlines, kind: PassageKind, section: Section, block: Block
) -> Passage | None:
    """The passage of a run of inlines; None where there is none."""
    line = _Line()
    line.take(inlines)
    if not line.pieces:
        return None
    text, typed = "".join(line.text), "".join(line.typed)
    return Passage(kind, text, typed, tuple(line.pieces), section, block)


def passages_of(section: Section) -> Iterator[Passage]:
    """What people wrote in a section, in order; what is made of statistics left out."""
    found = passage_of(section.heading.children, "heading", section, section.heading)
    if found:
        yield found
    yield from _in_blocks(section.blocks, "paragraph", section)


def alternatives_of(section: Section) -> Iterator[Passage]:
    """The alternative texts of a section's pictures, which a listener hears in their place."""
    for block in walk_blocks(section.blocks):
        if isinstance(block, Figure) and isinstance(block.content, Image) and block.alt:
            begin = block.span
            column = begin.column + len("![")
            span = Span(begin.file, begin.line, column, begin.line, column + len(block.alt))
            exact = not set(block.alt) & set("\\[]&")
            piece = Piece(0, span, None, exact)
            yield Passage("caption", block.alt, block.alt, (piece,), section, block)


def passages_in(block: Block, section: Section) -> Iterator[Passage]:
    """What people wrote in one block of a section, in order."""
    yield from _in_blocks((block,), "paragraph", section)


def _in_blocks(blocks: Blocks, kind: PassageKind, section: Section) -> Iterator[Passage]:
    for block in blocks:
        for inlines, own in _runs(block, kind, section):
            found = passage_of(inlines, own, section, block)
            if found:
                yield found
            for inline in walk_inlines(inlines):
                if isinstance(inline, Footnote) and inline.mark <= 1:
                    yield from _in_blocks(inline.blocks, "footnote", section)
        yield from _in_blocks(children_of(block), _kind_inside(block, kind), section)


def _kind_inside(block: Block, kind: PassageKind) -> PassageKind:
    if isinstance(block, BulletList | OrderedList):
        return "item"
    return "quote" if isinstance(block, Quote) else kind


def _runs(
    block: Block, kind: PassageKind, section: Section
) -> Iterator[tuple[Inlines, PassageKind]]:
    """The runs of inlines that a block itself holds and that a person wrote."""
    match block:
        case Heading(children=children):
            yield children, "heading"
        case Paragraph(children=children):
            yield children, kind
        case Table() if block.header.span.file == section.span.file:
            yield block.caption, "caption"
            yield from ((cell.children, "header") for cell in block.header.cells)
            yield from ((cell.children, "cell") for row in block.rows for cell in row.cells)
        case Figure(content=Image(), caption=caption):
            yield caption, "caption"
        case DefinitionList(items=items):
            yield from ((item.term, "term") for item in items)
        case Table() | Figure() | CodeBlock() | Placement() | ImagePlacement() | Statement():
            pass
        case BulletList() | OrderedList() | Quote() | InsertedBlocks() | DeletedBlocks():
            pass
        case _:
            assert_never(block)
