"""Each paragraph and table of a Word file as a block, with what says where it belongs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span
from reportgen.model import (
    Block,
    CodeBlock,
    Deleted,
    DeletedBlocks,
    Heading,
    Inlines,
    Inserted,
    InsertedBlocks,
    Paragraph,
    Table,
    Text,
)
from reportgen.model.traverse import common_change, shows
from reportgen.readers.word.captions import Caption, caption_in
from reportgen.readers.word.flow import Flat, Grid
from reportgen.readers.word.line import Line
from reportgen.readers.word.numbering import Listed
from reportgen.readers.word.offered import Look, looks_like_heading
from reportgen.readers.word.story import Story
from reportgen.readers.word.stylesheet import Kind
from reportgen.readers.word.tables import holds_layout, table_of
from reportgen.readers.word.typed_lists import with_typed_lists
from reportgen.readers.word.typed_tables import with_typed_tables


class Piece(Struct, frozen=True):
    """A block that may belong to what stands beside it.

    `listed` is its place in a list, None outside; `indent` (twips) says whether it goes on in
    one. `caption` is what it says as a caption, where it is one.
    """

    block: Block
    kind: Kind = ""
    listed: Listed | None = None
    indent: int = 0
    caption: Caption | None = None


def pieces_of(flats: Sequence[Flat], story: Story) -> Iterator[Piece]:
    """All that `flats` hold and that shows something, one after the other."""
    for flat in with_typed_tables(flats):
        if isinstance(flat, Table):
            yield Piece(flat)
        elif isinstance(flat, Line):
            yield from _line(flat, story)
        elif isinstance(flat, Grid):
            yield from _grid(flat, story)
        else:
            yield Piece(flat.block, indent=flat.indent)


def _line(line: Line, story: Story) -> Iterator[Piece]:
    layout = line.layout
    kind = layout.look.kind
    inlines = (*_box(line), *line.segments.inlines())
    if not shows(inlines):
        return
    if kind == "contents":
        story.account.lose("contents", inlines[0].span)
        return
    span = inlines[0].span.until(inlines[-1].span)
    if layout.look.name:
        story.style_names[line.number] = layout.look.name
    if layout.level and not line.in_note:
        identity = story.identity(span, "section")
        yield Piece(_changed(Heading(layout.level, inlines, identity, span), line, story))
    elif kind == "code":
        code = CodeBlock(f"{line.text}\n", span)
        yield Piece(code, kind, line.listed, layout.indent)
    else:
        caption = caption_in(line, inlines) if not line.listed else None
        if not (kind or line.listed or caption or line.in_note):
            _offer(line, span, story)
        block = _changed(Paragraph(inlines, span), line, story)
        # How far in its style sets a quotation says nothing of the list before it.
        styled = kind == "quote" and layout.indent == layout.look.indent
        yield Piece(block, kind, line.listed, 0 if styled else layout.indent, caption)


def _changed(block: Heading | Paragraph, line: Line, story: Story) -> Block:
    """The block, as one that came in or went out as a whole where its end did so too."""
    mark, change = line.layout.mark, common_change(block.children)
    if story.changes != "tracked" or mark is None:
        return block
    [first, *more] = block.children
    if change != mark or more or not isinstance(first, Inserted | Deleted):
        story.account.lose("divided", block.span)
        return block
    inside = replace(block, children=first.children)
    if isinstance(first, Inserted):
        return InsertedBlocks((inside,), block.span, line.move)
    return DeletedBlocks((inside,), block.span, line.move)


def _offer(line: Line, span: Span, story: Story) -> None:
    """Note a paragraph that looks like a heading."""
    look = line.layout.look
    bold = look.bold or line.segments.all_bold()
    seen = Look(span, line.text, bold, line.size or look.size)
    if looks_like_heading(seen, story.styles.size):
        story.offered.append(seen)


def _box(line: Line) -> Inlines:
    """The box of an item that can be ticked: it is the sign of a list, and says something."""
    if line.listed is None or line.listed.sign not in ("☐", "☒", "☑"):
        return ()
    return (Text(f"{line.listed.sign} ", line.segments.start),)


def _grid(grid: Grid, story: Story) -> Iterator[Piece]:
    """A table; one that only puts things beside each other is what it holds."""
    if holds_layout(grid):
        message = _("a table that only places text on the page has become its text")
        story.account.warn("became-text", grid.span, message)
        for row in grid.rows:
            for cell in row.cells:
                yield from pieces_of([*with_typed_lists(cell.flats, story)], story)
        return
    table, besides = table_of(grid, story)
    if table is not None:
        yield Piece(table, indent=grid.indent)
    yield from map(Piece, besides)
