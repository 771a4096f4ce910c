"""Blocks as Markdown, a line of text for each line of the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import assert_never

from reportgen.model import (
    Block,
    Blocks,
    BulletList,
    Chart,
    CodeBlock,
    Container,
    Definition,
    DefinitionList,
    DeletedBlocks,
    Figure,
    Heading,
    ImagePlacement,
    InsertedBlocks,
    OrderedList,
    Paragraph,
    Placement,
    Quote,
    Statement,
    Table,
)
from reportgen.model.traverse import plain_text
from reportgen.writers.markdown.captions import ends_in_words, in_braces
from reportgen.writers.markdown.escaping import escaped
from reportgen.writers.markdown.inlines import address, written
from reportgen.writers.markdown.tables import statement_line, table_lines


def block_lines(blocks: Blocks) -> list[str]:
    """The lines of blocks one below the other, with an empty line between each two.

    A list directly behind one of its kind has the other marks, so that they stay two.
    """
    made: list[str] = []
    second = False
    for before, block in pairwise((None, *blocks)):
        assert block is not None
        listed = isinstance(block, BulletList | OrderedList)
        second = listed and type(before) is type(block) and not second
        lines = _lines(block, second=second)
        made += ["", *lines] if made and lines else lines
    return made


def _lines(block: Block, *, second: bool) -> list[str]:
    if isinstance(block, Container):
        return _contained(block, second=second)
    match block:
        case Heading():
            return [_heading(block)]
        case Paragraph(children=children):
            return written(children).split("\n")
        case CodeBlock(text=text):
            return _code(text)
        case Table():
            return table_lines(block)
        case Figure() | ImagePlacement() | Placement():
            return [_placed(block)]
        case Statement():
            return [statement_line(block)]
    assert_never(block)


def _contained(block: Container, *, second: bool) -> list[str]:
    match block:
        case BulletList(items=items):
            mark = "*" if second else "-"
            return _listed([(f"{mark} ", item.blocks) for item in items])
        case OrderedList(items=items, start=start):
            mark = ")" if second else "."
            return _listed([(f"{n}{mark} ", item.blocks) for n, item in enumerate(items, start)])
        case DefinitionList(items=definitions):
            return _definitions(definitions)
        case Quote(blocks=blocks):
            return [f"> {line}" if line else ">" for line in block_lines(blocks)]
        case InsertedBlocks(blocks=blocks):
            return block_lines(blocks)
        case DeletedBlocks():
            return []
    assert_never(block)


def _heading(heading: Heading) -> str:
    words = ends_in_words(written(heading.children))
    attributes = [f"#{heading.id}"] if heading.id else []
    attributes += [] if heading.numbered else ["-"]
    return f"{'#' * heading.level} {words}{in_braces(attributes)}"


def _listed(items: Sequence[tuple[str, Blocks]]) -> list[str]:
    """The items, each behind its mark; an empty line before those that follow several blocks."""
    made: list[str] = []
    loose = any(_is_loose(blocks) for _mark, blocks in items)
    for mark, blocks in items:
        made += [""] if made and loose else []
        made += _behind(mark, _tight(blocks))
    return made


def _is_loose(blocks: Blocks) -> bool:
    return len(blocks) > 1 and not (len(blocks) == 2 and isinstance(blocks[1], BulletList))


def _tight(blocks: Blocks) -> list[str]:
    """The lines of an item: of a paragraph and a list, without an empty line between."""
    if _is_loose(blocks) or len(blocks) < 2:
        return block_lines(blocks)
    return [*block_lines(blocks[:1]), *block_lines(blocks[1:])]


def _behind(mark: str, lines: Sequence[str]) -> list[str]:
    """The lines with `mark` before the first, the others as far in as that."""
    indent = " " * len(mark)
    first, *others = lines
    return [mark + first, *((indent + line) if line else "" for line in others)]


def _definitions(items: Sequence[Definition]) -> list[str]:
    made: list[str] = []
    for item in items:
        made += [""] if made else []
        made += [written(item.term), *_behind(": ", block_lines(item.blocks))]
    return made


def _code(text: str) -> list[str]:
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    return [fence, *text.split("\n"), fence]


def _placed(block: Figure | ImagePlacement | Placement) -> str:
    """What stands alone in a paragraph."""
    match block:
        case Placement(expression=expression):
            return f"{{{{ {expression} }}}}"
        case Figure(content=Chart(), id=name):
            return f'{{{{ figure("{name}") }}}}'
        case Figure(content=content):
            file = "" if isinstance(content, Chart) else content.file
            return _image(file, block, plain_text(block.caption))
        case ImagePlacement():
            return _image(block.target, block, block.caption)
    assert_never(block)


def _image(target: str, block: Figure | ImagePlacement, caption: str) -> str:
    quoted = escaped(caption).replace('"', '\\"')
    title = f' "{quoted}"' if caption else ""
    attributes = [f"#{block.id}"] if block.id else []
    attributes += [f"width={block.width}%"] if block.width is not None else []
    attributes += [".landscape"] if block.landscape else []
    braces = in_braces(attributes).lstrip()
    return f"![{escaped(block.alt)}]({address(target)}{title}){braces}"
