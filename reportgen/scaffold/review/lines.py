"""A document as the lines that a person sees: each heading, paragraph, table, figure by itself.

A line remembers what it stands in (lists, quotations), so that lines can be laid beside each
other whatever they stand in, and what changed can be put back where it belongs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, assert_never

from msgspec import Struct

from reportgen.diagnostics import Span
from reportgen.model import (
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    Container,
    Definition,
    DefinitionList,
    DeletedBlocks,
    Document,
    Figure,
    Heading,
    ImagePlacement,
    Inlines,
    InsertedBlocks,
    ListItem,
    OrderedList,
    Paragraph,
    Placement,
    Quote,
    Statement,
    Table,
    Text,
)
from reportgen.model.traverse import inlines_of, plain_text

HolderKind = Literal["bullet", "ordered", "quote", "definition"]
Shown = Heading | Paragraph | CodeBlock | Table | Figure | ImagePlacement
# What is on the page and in no file: the cover and signature, source lines of figures.
NOWHERE = Span("", 0, 0, 0, 0)


class Holder(Struct, frozen=True):
    """A list, quotation or definition that a line stands in, and the item of it."""

    kind: HolderKind
    block: Block
    item: ListItem | Definition | None = None


class Line(Struct, frozen=True):
    """A block that shows something, and what it stands in, outermost first.

    `leads` says that it is the first of its item and bears the mark. `made` says that the
    program made it of something else than a text: it has no place of its own in the sources.
    `role` is that of a line of the cover, "signature" for the signature's.
    """

    block: Shown
    holders: tuple[Holder, ...] = ()
    leads: bool = False
    made: bool = False
    role: str = ""

    @property
    def children(self) -> Inlines:
        """Its words; of a table or figure its caption."""
        match self.block:
            case Heading(children=children) | Paragraph(children=children):
                return children
            case Table(caption=caption) | Figure(caption=caption):
                return caption
            case ImagePlacement(caption=caption, span=span):
                return (Text(caption, span),) if caption else ()
            case CodeBlock(text=text, span=span):
                return (Text(text, span),)
            case _:
                assert_never(self.block)

    @property
    def text(self) -> str:
        """All that a reader reads of it, with single blanks."""
        if isinstance(self.block, Table):
            return " ".join(" ".join(plain_text(each).split()) for each in inlines_of(self.block))
        return " ".join(plain_text(self.children).split())

    @property
    def is_prose(self) -> bool:
        """Whether it is a heading or a paragraph."""
        return isinstance(self.block, Heading | Paragraph)

    @property
    def is_term(self) -> bool:
        """Whether it is a term that is explained below it."""
        return self.leads and bool(self.holders) and self.holders[-1].kind == "definition"

    @property
    def shape(self) -> tuple[str, ...]:
        """What it is and stands in: as a reader sees it."""
        kinds = tuple(holder.kind for holder in self.holders)
        match self.block:
            case Heading(level=level):
                return (*kinds, f"h{level}")
            case Figure() | ImagePlacement():
                return (*kinds, "figure")
        return (*kinds, type(self.block).__name__, "lead" if self.leads and kinds else "")


def in_one_line(text: str) -> str:
    """A text with single blanks; those that hold words together stay."""
    return re.sub(r"[ \t\n]+", " ", text).strip(" ")


def lines_of(blocks: Blocks) -> tuple[Line, ...]:
    """The lines of blocks, from top to bottom."""
    return tuple(_lines(blocks, ()))


def lines_of_document(document: Document) -> tuple[Line, ...]:
    """All lines of a report: its cover, its sections, its signature."""
    cover = (_made(each.text, each.role) for each in document.cover)
    signature = (_made(each, "signature") for each in document.signature)
    sections = (
        line
        for section in document.sections
        for line in lines_of((section.heading, *section.blocks))
    )
    return (*cover, *sections, *signature)


def _made(text: str, role: str) -> Line:
    return Line(Paragraph((Text(text, NOWHERE),), NOWHERE), made=True, role=role)


def _lines(blocks: Blocks, holders: tuple[Holder, ...], *, item: bool = False) -> Iterator[Line]:
    leads = item
    for block in blocks:
        yield from _of_block(block, holders, leads=leads)
        leads = False


def _of_block(block: Block, holders: tuple[Holder, ...], *, leads: bool) -> Iterator[Line]:
    match block:
        case Heading() | Paragraph() | CodeBlock() | Table() | ImagePlacement():
            yield Line(block, holders, leads)
        case Figure():
            yield Line(block, holders, leads)
            if block.note:
                yield Line(Paragraph(block.note, block.span), holders, made=True)
        case Placement() | Statement():
            return
    if isinstance(block, Container):
        yield from _inside(block, holders)


def _inside(block: Container, holders: tuple[Holder, ...]) -> Iterator[Line]:
    match block:
        case BulletList(items=items) | OrderedList(items=items):
            kind: HolderKind = "bullet" if isinstance(block, BulletList) else "ordered"
            for item in items:
                yield from _lines(item.blocks, (*holders, Holder(kind, block, item)), item=True)
        case DefinitionList(items=definitions):
            for meaning in definitions:
                inside = (*holders, Holder("definition", block, meaning))
                span = meaning.term[0].span.until(meaning.term[-1].span)
                yield Line(Paragraph(meaning.term, span), inside, leads=True)
                yield from _lines(meaning.blocks, inside)
        case Quote(blocks=inner):
            yield from _lines(inner, (*holders, Holder("quote", block)))
        case InsertedBlocks(blocks=inner):
            yield from _lines(inner, holders)
        case DeletedBlocks():
            return
        case _:
            assert_never(block)
