"""Walks and rewrites the document, so that a pass need name only the nodes that it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import is_
from typing import TypeVar, assert_never, get_args

from msgspec.structs import replace

from reportgen.model import (
    Block,
    Blocks,
    BulletList,
    Cell,
    Change,
    Code,
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
    LineBreak,
    OrderedList,
    Paragraph,
    Placement,
    Quote,
    Reference,
    Row,
    SoftBreak,
    Statement,
    Table,
    Text,
    Wrapper,
)

W = TypeVar("W", bound=Wrapper)
_LEAVES = frozenset(get_args(Leaf))
RewriteInline = Callable[[Inline], Inline]
RewriteBlock = Callable[[Block], Block | None]


def plain_text(inlines: Inlines) -> str:
    """The text of `inlines` as the new version of the document reads, without footnotes."""
    if len(inlines) == 1:
        return _plain(inlines[0])
    return "".join(map(_plain, inlines))


def _plain(inline: Inline) -> str:
    match inline:
        case Text(text=text) | Code(text=text):
            return text
        case Computed(text=computed) | Reference(text=computed):
            return computed or ""
        case SoftBreak() | LineBreak():
            return " "
        case Footnote() | Deleted():
            return ""
    if isinstance(inline, Wrapper):
        return plain_text(inline.children)
    assert_never(inline)


def inlines_in(inline: Inline) -> Inlines:
    """The inlines inside `inline`; a footnote has blocks in place of them."""
    if type(inline) in _LEAVES:  # most of a text, and quicker than asking for each class in turn
        return ()
    if isinstance(inline, Wrapper):
        return inline.children
    if isinstance(inline, Leaf | Footnote):
        return ()
    assert_never(inline)


def shows(inlines: Inlines) -> bool:
    """Whether anything of `inlines` is seen; a paragraph that shows nothing is not written."""
    return any(map(_shows, inlines))


def _shows(inline: Inline) -> bool:
    match inline:
        case Text(text=text) | Code(text=text):
            return bool(text.strip())
        case Computed(text=shown) | Reference(text=shown):
            # What was never evaluated must not vanish: the writers refuse it.
            return shown is None or bool(shown.strip())
        case SoftBreak() | LineBreak():
            return False
        case Footnote():
            return True
    if isinstance(inline, Wrapper):
        return shows(inline.children)
    assert_never(inline)


def common_change(inlines: Inlines) -> Change | None:
    """The change of `inlines` as a whole between two compared documents; None: not one."""
    if inlines and all(isinstance(each, Inserted) for each in inlines):
        return "inserted"
    if inlines and all(isinstance(each, Deleted) for each in inlines):
        return "deleted"
    return None


def walk_inlines(inlines: Inlines) -> Iterator[Inline]:
    """Every inline, parents before children, footnotes' text not included."""
    for inline in inlines:
        yield inline
        if inside := inlines_in(inline):
            yield from walk_inlines(inside)


def walk_blocks(blocks: Blocks) -> Iterator[Block]:
    """Every block, parents before children, footnotes' blocks where their mark stands."""
    found: list[Block] = []
    _collect_blocks(blocks, found)
    return iter(found)


def _collect_blocks(blocks: Blocks, found: list[Block]) -> None:
    """Append them to `found`: a generator in a generator takes twice as long."""
    for block in blocks:
        found.append(block)
        for inlines in inlines_of(block):
            for note in footnotes_in(inlines):
                _collect_blocks(note.blocks, found)
        if inside := children_of(block):
            _collect_blocks(inside, found)


def has_statements(blocks: Blocks) -> bool:
    """Whether anything in `blocks` is still to be carried out."""
    return any(
        isinstance(block, Statement)
        or (isinstance(block, Table) and bool(block.statements))
        or has_statements(children_of(block))
        for block in blocks
    )


def footnotes_in(inlines: Inlines) -> tuple[Footnote, ...]:
    """The footnotes whose marks stand in `inlines`, in their order; none of those in footnotes."""
    found: tuple[Footnote, ...] = ()
    for inline in inlines:
        if type(inline) in _LEAVES:
            continue
        found += (inline,) if isinstance(inline, Footnote) else footnotes_in(inlines_in(inline))
    return found


def children_of(block: Block) -> Blocks:
    """The blocks inside `block`."""
    match block:
        case Paragraph() | Heading() | Table() | Figure() | CodeBlock():
            return ()
        case BulletList(items=items) | OrderedList(items=items):
            return tuple(child for item in items for child in item.blocks)
        case DefinitionList(items=definitions):
            return tuple(child for item in definitions for child in item.blocks)
        case Quote(blocks=blocks) | InsertedBlocks(blocks=blocks) | DeletedBlocks(blocks=blocks):
            return blocks
        case Placement() | ImagePlacement() | Statement():
            return ()
    assert_never(block)


def inlines_of(block: Block) -> tuple[Inlines, ...]:
    """The runs of inlines that `block` itself holds: a table's caption, cells and note, terms."""
    match block:
        case Paragraph(children=children) | Heading(children=children):
            return (children,)
        case Table():
            rows = (block.header, *block.rows)
            cells = (cell.children for row in rows for cell in row.cells)
            return (block.caption, *cells, block.note)
        case Figure(caption=caption, note=note):
            return (caption, note)
        case DefinitionList(items=items):
            return tuple(item.term for item in items)
        case BulletList() | OrderedList() | Quote() | InsertedBlocks() | DeletedBlocks():
            return ()
        case CodeBlock() | Placement() | ImagePlacement() | Statement():
            return ()
    assert_never(block)


def rewrite_inlines(inlines: Inlines, rewrite: RewriteInline, blocks: RewriteBlock) -> Inlines:
    """`inlines` with `rewrite` done to each, children first; the same object if nothing changed."""
    result = tuple([_rewrite_inline(inline, rewrite, blocks) for inline in inlines])
    return inlines if same_nodes(result, inlines) else result


def _rewrite_inline(inline: Inline, rewrite: RewriteInline, blocks: RewriteBlock) -> Inline:
    if type(inline) in _LEAVES:
        return rewrite(inline)
    if isinstance(inline, Wrapper):
        children = rewrite_inlines(inline.children, rewrite, blocks)
        return rewrite(with_children(inline, children))
    if isinstance(inline, Footnote):
        inside = rewrite_blocks(inline.blocks, rewrite, blocks)
        return rewrite(inline if inside is inline.blocks else replace(inline, blocks=inside))
    if isinstance(inline, Leaf):
        return rewrite(inline)
    assert_never(inline)


def with_children(wrapper: W, children: Inlines) -> W:
    """`wrapper` around other inlines; the same object where they are what it held."""
    return wrapper if children is wrapper.children else replace(wrapper, children=children)


def rewrite_blocks(blocks: Blocks, rewrite: RewriteInline, block: RewriteBlock) -> Blocks:
    """`blocks` with both done to what they hold, children first; None drops a block."""
    result = tuple(
        rewritten
        for each in blocks
        if (rewritten := block(_rewrite_inside(each, rewrite, block))) is not None
    )
    return blocks if same_nodes(result, blocks) else result


def _rewrite_inside(block: Block, rewrite: RewriteInline, blocks: RewriteBlock) -> Block:
    """`block` with its contents rewritten."""
    match block:
        case Heading() | Paragraph():
            children = rewrite_inlines(block.children, rewrite, blocks)
            return block if children is block.children else replace(block, children=children)
        case BulletList() | OrderedList():
            items = tuple(
                replace(item, blocks=rewrite_blocks(item.blocks, rewrite, blocks))
                for item in block.items
            )
            return replace(block, items=items)
        case DefinitionList():
            definitions = tuple(_rewrite_definition(each, rewrite, blocks) for each in block.items)
            return replace(block, items=definitions)
        case Quote() | InsertedBlocks() | DeletedBlocks():
            return replace(block, blocks=rewrite_blocks(block.blocks, rewrite, blocks))
        case Table():
            return _rewrite_table(block, rewrite, blocks)
        case Figure():
            caption = rewrite_inlines(block.caption, rewrite, blocks)
            return replace(
                block, caption=caption, note=rewrite_inlines(block.note, rewrite, blocks)
            )
        case CodeBlock() | Placement() | ImagePlacement() | Statement():
            return block
    assert_never(block)


def _rewrite_definition(
    old: Definition, rewrite: RewriteInline, blocks: RewriteBlock
) -> Definition:
    term = rewrite_inlines(old.term, rewrite, blocks)
    return replace(old, term=term, blocks=rewrite_blocks(old.blocks, rewrite, blocks))


def _rewrite_table(table: Table, rewrite: RewriteInline, blocks: RewriteBlock) -> Table:
    def row(old: Row) -> Row:
        cells = tuple(cell(each) for each in old.cells)
        return old if same_nodes(cells, old.cells) else replace(old, cells=cells)

    def cell(old: Cell) -> Cell:
        children = rewrite_inlines(old.children, rewrite, blocks)
        return old if children is old.children else replace(old, children=children)

    return replace(
        table,
        caption=rewrite_inlines(table.caption, rewrite, blocks),
        header=row(table.header),
        rows=tuple(row(each) for each in table.rows),
        note=rewrite_inlines(table.note, rewrite, blocks),
    )


def same_nodes(new: tuple[object, ...], old: tuple[object, ...]) -> bool:
    """Whether both hold the very same nodes: then nothing is rewritten."""
    return len(new) == len(old) and all(map(is_, new, old))
