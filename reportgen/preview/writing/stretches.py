"""Which stretch of a file is edited at once: a block of a section, all of any other file."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from reportgen.diagnostics import ReportError
from reportgen.model import Block
from reportgen.readers.manifest import is_section, is_yaml
from reportgen.readers.markdown.reading import read_fragment
from reportgen.readers.source import Source


class Stretch(Struct, frozen=True):
    """What stands from the offset `begin` to `end` in the text of a file, whole lines.

    `kind` is the block's, in small letters ("paragraph"), or "file".
    """

    begin: int
    end: int
    kind: str


def stretch_at(source: Source, line: int) -> Stretch:
    """The outermost block of a section that `line` is in, with its first line and its last.

    What is no block, a footnote's text or a comment, reaches from empty line to empty line. Of
    YAML it is the whole file: there lines mean something only together.
    """
    lines = source.lines
    line = min(max(line, 1), len(lines))
    if is_yaml(source.file) or not is_section(source.file.rpartition("/")[2]):
        return Stretch(0, len(source.text.rstrip("\n")), "file")
    for block in blocks_of(source):
        if block.span.line <= line <= block.span.end_line:
            return _of_lines(source, block.span.line, block.span.end_line, kind_of(block))
    first = last = line
    while first > 1 and lines[first - 2].strip() and lines[first - 1].strip():
        first -= 1
    while last < len(lines) and lines[last].strip() and lines[last - 1].strip():
        last += 1
    return _of_lines(
        source, first, last if lines[last - 1].strip() else max(first, last - 1), "text"
    )


def blocks_of(source: Source) -> Iterator[Block]:
    """The outermost blocks of a section, its heading first; none where it can't be read."""
    try:
        fragment = read_fragment(source)
    except ReportError:
        return
    yield from (fragment.heading, *fragment.blocks)


def kind_of(block: Block) -> str:
    """What a block is, in small letters."""
    return type(block).__name__.lower()


def _of_lines(source: Source, first: int, last: int, kind: str) -> Stretch:
    begin = source.starts[first - 1]
    return Stretch(begin, source.starts[last - 1] + len(source.lines[last - 1]), kind)
