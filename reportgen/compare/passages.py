"""What changed, passage by passage, as texts: what terminal, Markdown and JSON show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, assert_never

from msgspec import Struct
from msgspec.structs import replace

from reportgen.compare.fingerprints import picture_key
from reportgen.compare.words import compare_inlines
from reportgen.diagnostics import Span
from reportgen.language.similarity import words_of
from reportgen.model import (
    Block,
    Blocks,
    BulletList,
    Change,
    CodeBlock,
    Computed,
    Definition,
    DefinitionList,
    Deleted,
    DeletedBlocks,
    Figure,
    Footnote,
    Heading,
    ImagePlacement,
    Inline,
    Inlines,
    Inserted,
    InsertedBlocks,
    Leaf,
    Markup,
    OrderedList,
    Paragraph,
    Placement,
    Quote,
    Row,
    Section,
    Statement,
    Table,
    Text,
)
from reportgen.model.traverse import children_of, common_change, plain_text

PassageKind = Literal[
    "paragraph", "heading", "item", "term", "code", "caption", "row", "note", "footnote", "picture"
]
PassageStatus = Literal["edited", "new", "gone", "moved here", "moved away"]
Mark = Literal["same", "inserted", "deleted"]


class Stretch(Struct, frozen=True):
    """Text that stayed, came in or went out. `value` is the computed value that it is."""

    mark: Mark
    text: str
    value: Computed | None = None


class Passage(Struct, frozen=True):
    """A paragraph, heading, list item, row … that is not as it was.

    `move` names a passage that was moved, and is the same in both its places.
    """

    kind: PassageKind
    status: PassageStatus
    stretches: tuple[Stretch, ...]
    span: Span
    move: str = ""


def passages_of(section: Section) -> tuple[Passage, ...]:
    """The passages of a compared section that changed, in reading order."""
    status = _STATUS[section.change] if section.change else "edited"
    return tuple(_of_blocks((section.heading, *section.blocks), _Where(status)))


class _Where(Struct, frozen=True):
    """What a block stands in."""

    status: PassageStatus
    kind: PassageKind = "paragraph"
    move: str = ""

    @property
    def mark(self) -> Mark:
        return _MARKS[self.status]


_STATUS: dict[Change, PassageStatus] = {"inserted": "new", "deleted": "gone"}
_MARKS: dict[PassageStatus, Mark] = {
    "edited": "same",
    "new": "inserted",
    "gone": "deleted",
    "moved here": "same",
    "moved away": "same",
}


def _of_blocks(blocks: Blocks, where: _Where) -> Iterator[Passage]:
    for block in blocks:
        yield from _of_block(block, where)


def _of_block(block: Block, where: _Where) -> Iterator[Passage]:
    match block:
        case Paragraph():
            yield from _told(block.children, block.span, where)
        case Heading():
            yield from _told(block.children, block.span, replace(where, kind="heading"))
        case CodeBlock(text=text, span=span):
            yield from _told((Text(text, span),), span, replace(where, kind="code"))
        case Table():
            yield from _of_table(block, where)
        case Figure():
            yield from _of_figure(block, where)
        case Placement() | ImagePlacement() | Statement():
            raise ValueError(f"the placement at {block.span} has not been evaluated")
        case BulletList() | OrderedList() | DefinitionList() | Quote():
            yield from _of_container(block, where)
        case InsertedBlocks() | DeletedBlocks():
            yield from _of_blocks(block.blocks, _inside(block, where))
        case _:
            assert_never(block)


def _of_container(
    block: BulletList | OrderedList | DefinitionList | Quote, where: _Where
) -> Iterator[Passage]:
    match block:
        case Quote(blocks=blocks):
            yield from _of_blocks(blocks, where)
        case BulletList() | OrderedList():
            yield from _of_blocks(children_of(block), replace(where, kind="item"))
        case DefinitionList(items=items):
            for item in items:
                yield from _of_definition(item, where)
        case _:
            assert_never(block)


def _of_definition(item: Definition, where: _Where) -> Iterator[Passage]:
    change = common_change(item.term)
    status = _STATUS[change] if change and where.status == "edited" else where.status
    yield from _told(item.term, item.span, replace(where, kind="term", status=status))
    yield from _of_blocks(item.blocks, replace(where, kind="item"))


def _inside(block: InsertedBlocks | DeletedBlocks, where: _Where) -> _Where:
    status: PassageStatus
    if isinstance(block, InsertedBlocks):
        status = "moved here" if block.move else "new"
    else:
        status = "moved away" if block.move else "gone"
    return replace(where, status=status, move=block.move)


def _of_table(table: Table, where: _Where) -> Iterator[Passage]:
    yield from _told(table.caption, table.span, replace(where, kind="caption"))
    kept = _sorted_anew(table.rows)
    for row in (table.header, *table.rows):
        if id(row) in kept:
            was = kept[id(row)]
            both = (
                None if was is None else compare_inlines(_row_text(was), _row_text(row), _no_note)
            )
            yield from _told(both or (), row.span, replace(where, kind="row"))
            continue
        inside = replace(where, status=_STATUS[row.change]) if row.change else where
        yield from _told(_row_text(row), row.span, replace(inside, kind="row"))
    yield from _told(table.note, table.span, replace(where, kind="note"))


def _sorted_anew(rows: tuple[Row, ...]) -> dict[int, Row | None]:
    """Rows that only stand elsewhere among the others: by those that came in what they were.

    None for those that went out. A row is known by its label.
    """
    gone = {_label(row): row for row in rows if row.change == "deleted"}
    come = {_label(row): row for row in rows if row.change == "inserted"}
    both = [label for label in come if label in gone and label]
    return {
        **{id(gone[label]): None for label in both},
        **{id(come[label]): gone[label] for label in both},
    }


def _label(row: Row) -> str:
    return plain_text(row.cells[0].children) if row.cells else ""


def _no_note(_old: Footnote, _new: Footnote) -> None:
    """Notes of cells are not compared with each other."""


def _row_text(row: Row) -> Inlines:
    """The cells as one line."""
    parted: list[Inline] = []
    for index, cell in enumerate(row.cells):
        parted += [Text(" | ", row.span)] if index else []
        parted += cell.children
    return tuple(parted)


def _of_figure(figure: Figure, where: _Where) -> Iterator[Passage]:
    older, span = figure.older, figure.span
    if where.status != "edited":
        yield from _told((Text(figure.alt, span),), span, replace(where, kind="picture"))
    elif older and picture_key(older) != picture_key(figure):
        gone, come = (
            Deleted((Text(older.alt, span),), span),
            Inserted((Text(figure.alt, span),), span),
        )
        yield from _told((gone, come), span, replace(where, kind="picture"))
    yield from _told(figure.caption, span, replace(where, kind="caption"))
    yield from _told(figure.note, span, replace(where, kind="note"))


def _told(inlines: Inlines, span: Span, where: _Where) -> Iterator[Passage]:
    """The passage of a line of text where it changed, and those of its footnotes."""
    notes: list[tuple[Footnote, Mark]] = []
    stretches = _joined(_stretches(inlines, where.mark, notes))
    changed = any(each.mark != "same" for each in stretches)
    if stretches and (changed or where.status != "edited"):
        yield Passage(where.kind, where.status, stretches, span, where.move)
    for note, mark in notes:
        status = where.status if mark == where.mark else _NOTES[mark]
        yield from _of_blocks(note.blocks, _Where(status, "footnote", where.move))


_NOTES: dict[Mark, PassageStatus] = {"inserted": "new", "deleted": "gone", "same": "edited"}


def _stretches(
    inlines: Inlines, mark: Mark, notes: list[tuple[Footnote, Mark]]
) -> Iterator[Stretch]:
    for inline in inlines:
        if isinstance(inline, Inserted):
            yield from _stretches(inline.children, "inserted", notes)
        elif isinstance(inline, Deleted):
            yield from _stretches(inline.children, "deleted", notes)
        elif isinstance(inline, Markup):
            yield from _stretches(inline.children, mark, notes)
        elif isinstance(inline, Footnote):
            notes.append((inline, mark))
        elif isinstance(inline, Leaf):
            value = inline if isinstance(inline, Computed) else None
            yield Stretch(mark, plain_text((inline,)), value)
        else:
            assert_never(inline)


def _joined(stretches: Iterator[Stretch]) -> tuple[Stretch, ...]:
    """Neighbours of one mark as one, values apart."""
    made: list[Stretch] = []
    for each in stretches:
        last = made[-1] if made else None
        if last and last.mark == each.mark and not last.value and not each.value:
            made[-1] = Stretch(each.mark, last.text + each.text)
        elif each.text:
            made.append(each)
    return tuple(made)


def count_words(passages: tuple[Passage, ...], mark: Mark) -> int:
    """How many words came in, or went out."""
    return sum(
        len(words_of(stretch.text))
        for passage in passages
        for stretch in passage.stretches
        if stretch.mark == mark
    )
