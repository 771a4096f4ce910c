"""A Word file as one side of a comparison: both sides are read as Word files, by the one reader."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from reportgen.compose.year import Composed
from reportgen.diagnostics import Problems, Span
from reportgen.model import (
    Block,
    Blocks,
    Emphasis,
    Heading,
    ImagePlacement,
    Paragraph,
    Section,
    Text,
)
from reportgen.model.traverse import plain_text, rewrite_blocks
from reportgen.readers.markdown.attributes import slug
from reportgen.readers.word.reading import read_word_document
from reportgen.storage.files import replace_file


def is_word_file(side: str) -> bool:
    """Whether a side of a comparison is the name of a Word file."""
    return side.lower().endswith(".docx")


def as_word_file(folder: Path, composed: Composed) -> Composed:
    """A report as its Word file says it, so that nothing but words is another."""
    from reportgen.build.figures import draw_figures
    from reportgen.build.formats import Printable, docx

    problems = Problems()
    pictures, _drawn = draw_figures(folder, composed, problems, all_as_pictures=True)
    printable = Printable(folder, composed, pictures)
    content = docx.make(printable, problems, all_as_pictures=True)
    with tempfile.TemporaryDirectory(prefix="reportgen-") as name:
        path = Path(name, "document.docx")
        replace_file(path, content)
        return of_word_file(path, composed)


def of_word_file(path: Path, like: Composed) -> Composed:
    """What a Word file says, in the look of a report of ours; raises ReportError."""
    blocks = read_word_document(path).blocks
    document = replace(
        like.document, cover=(), signature=(), sections=tuple(_sections(_plain(blocks)))
    )
    return replace(like, document=document)


def _plain(blocks: Blocks) -> Blocks:
    """The blocks with words for pictures, under no ids: they lead to nothing any more."""

    def rewritten(block: Block) -> Block:
        if isinstance(block, ImagePlacement):
            words = " – ".join(filter(None, (block.caption, block.alt)))
            return Paragraph((Emphasis((Text(f"[{words}]", block.span),), block.span),), block.span)
        return replace(block, id="") if isinstance(block, Heading) else block

    return rewrite_blocks(blocks, lambda inline: inline, rewritten)


def _sections(blocks: Blocks) -> Iterator[Section]:
    """The blocks by the headings of the first level; what stands before them is a section too."""
    first = Heading(1, (Text("–", _NOWHERE),), "", _NOWHERE)
    heading, inside, taken = first, list[Block](), set[str]()
    for block in (*blocks, first):
        if not isinstance(block, Heading) or block.level > 1:
            inside.append(block)
            continue
        if inside or heading is not first:
            name = slug(plain_text(heading.children)) or "-"
            while name in taken:
                name += "-"
            taken.add(name)
            named = replace(heading, id=name)
            yield Section(name, named, tuple(inside), heading.span)
        heading, inside = block, []


_NOWHERE = Span.of_file("")
