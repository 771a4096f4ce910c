"""What makes two pieces of a document the same: all that a reader sees, and how it is set.

Where a text comes from is not part of it: a computed "80" is the same as a typed one.
"""

from __future__ import annotations

from typing import assert_never

from reportgen.language.similarity import Words, words_of
from reportgen.model import (
    Block,
    Blocks,
    BulletList,
    Cell,
    Code,
    CodeBlock,
    Computed,
    Definition,
    DefinitionList,
    Deleted,
    DeletedBlocks,
    Emphasis,
    Figure,
    Footnote,
    Foreign,
    Heading,
    ImagePlacement,
    Inline,
    Inlines,
    Inserted,
    InsertedBlocks,
    LineBreak,
    Link,
    ListItem,
    Markup,
    OrderedList,
    Paragraph,
    Placement,
    Quote,
    Reference,
    Row,
    SoftBreak,
    Statement,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from reportgen.model.traverse import children_of, inlines_of, plain_text, walk_inlines

# Marks that no text can hold (the readers refuse control characters).
_OPEN, _CLOSE = "\x01", "\x04"


def inlines_key(inlines: Inlines) -> str:
    """A text that is the same for inlines that print the same."""
    return "".join([each.text if type(each) is Text else _inline_key(each) for each in inlines])


def _inline_key(inline: Inline) -> str:
    match inline:
        case Text(text=text):
            return text
        case SoftBreak():
            return " "
        case LineBreak():
            return "\n"
        case Computed(text=shown) | Reference(text=shown):
            return shown or ""
        case Code(text=text):
            return f"{_OPEN}code{_OPEN}{text}{_CLOSE}"
        case Footnote(blocks=blocks):
            return f"{_OPEN}note{_OPEN}{blocks_key(blocks)}{_CLOSE}"
        case Inserted() | Deleted():
            raise ValueError(f"what stands at {inline.span} has been compared already")
    if isinstance(inline, Markup):
        return f"{wrapper_key(inline)}{_OPEN}{inlines_key(inline.children)}{_CLOSE}"
    assert_never(inline)


def wrapper_key(wrapper: Markup) -> str:
    """What a wrapper does to the text in it."""
    match wrapper:
        case Emphasis():
            return "\x01italic"
        case Strong():
            return "\x01bold"
        case Subscript():
            return "\x01below"
        case Superscript():
            return "\x01above"
        case Link(target=target):
            return f"\x01link {target}"
        case Foreign(language=language):
            return f"\x01lang {language}"
        case _:
            assert_never(wrapper)


def blocks_key(blocks: Blocks) -> str:
    """The same for blocks."""
    return "".join(map(block_key, blocks))


def block_key(block: Block) -> str:
    """A text that is the same for blocks that print the same; numbers of captions count."""
    match block:
        case Paragraph():
            return inlines_key(block.children) + _CLOSE
        case Heading(level=level):
            return f"{_OPEN}h{level}{_OPEN}{inlines_key(block.children)}{_CLOSE}"
        case CodeBlock(text=text):
            return f"{_OPEN}pre{_OPEN}{text}{_CLOSE}"
        case Table():
            return _table_key(block)
        case Figure():
            return _figure_key(block)
        case BulletList() | OrderedList() | DefinitionList() | Quote():
            return _container_key(block)
        case InsertedBlocks() | DeletedBlocks() | Placement() | ImagePlacement() | Statement():
            raise ValueError(f"what stands at {block.span} can't be compared")
        case _:
            assert_never(block)


def _container_key(block: BulletList | OrderedList | DefinitionList | Quote) -> str:
    match block:
        case BulletList(items=items):
            return f"{_OPEN}bullets{_OPEN}{''.join(map(item_key, items))}{_CLOSE}"
        case OrderedList(items=items, start=start):
            return f"{_OPEN}list{start}{_OPEN}{''.join(map(item_key, items))}{_CLOSE}"
        case DefinitionList(items=definitions):
            return f"{_OPEN}terms{_OPEN}{''.join(map(definition_key, definitions))}{_CLOSE}"
        case Quote(blocks=blocks):
            return f"{_OPEN}quote{_OPEN}{blocks_key(blocks)}{_CLOSE}"
        case _:
            assert_never(block)


def item_key(item: ListItem) -> str:
    """The same for an item of a list."""
    return f"{_OPEN}item{_OPEN}{blocks_key(item.blocks)}{_CLOSE}"


def definition_key(item: Definition) -> str:
    """The same for a term and what it means."""
    return f"{_OPEN}term{_OPEN}{inlines_key(item.term)}{_CLOSE}{blocks_key(item.blocks)}{_CLOSE}"


def row_key(row: Row) -> str:
    """The same for a row of a table."""
    cells = _CLOSE.join(map(_cell_key, row.cells))
    return f"{_OPEN}{'total' if row.total else 'row'}{_OPEN}{cells}"


def _cell_key(cell: Cell) -> str:
    merged = "" if cell.columns == cell.rows == 1 else f"{_OPEN}{cell.columns}x{cell.rows}{_OPEN}"
    return merged + inlines_key(cell.children)


def _table_key(table: Table) -> str:
    rows = "".join(row_key(row) for row in (table.header, *table.rows))
    caption, note = inlines_key(table.caption), inlines_key(table.note)
    shape = f"{table.number} {table.landscape} {','.join(table.alignments)}"
    return f"{_OPEN}table{shape}{_OPEN}{caption}{_CLOSE}{rows}{_CLOSE}{note}{_CLOSE}"


def _figure_key(figure: Figure) -> str:
    caption, note = inlines_key(figure.caption), inlines_key(figure.note)
    shape = f"{figure.number} {picture_key(figure)}"
    return f"{_OPEN}figure{shape}{_OPEN}{caption}{_CLOSE}{note}{_CLOSE}"


def picture_key(figure: Figure) -> int:
    """The same for figures that show the same and say the same of it."""
    return hash(figure.look())


def shows(inlines: Inlines) -> bool:
    """Whether anything is seen of them: text, or the mark of a footnote."""
    if plain_text(inlines).strip():
        return True
    return any(isinstance(inline, Footnote) for inline in walk_inlines(inlines))


# Words, for likeness


def block_words(block: Block) -> Words:
    """The words of a block and of what stands in it, its footnotes' included."""
    return words_of(" ".join(_texts(block)))


def _texts(block: Block) -> list[str]:
    texts = [plain_text(inlines) for inlines in inlines_of(block)]
    if isinstance(block, CodeBlock):
        texts.append(block.text)
    for child in children_of(block):
        texts += _texts(child)
    return texts
