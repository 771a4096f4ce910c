"""Markdown tables: cells cut out of the source lines, where their places are known."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.diagnostics import Message as _
from reportgen.model import Alignment, Cell, Row, Table
from reportgen.readers.inlines import InlineReader
from reportgen.readers.markdown_links import has_words
from reportgen.readers.masks import Stretch

_Range = tuple[int, int]
_PIPE = re.compile(r"(?<!\\)\|")


def parse_table(lines: Sequence[_Range], reader: InlineReader) -> Table:
    """The table whose header, dashes and rows stand on `lines`, without its caption.

    Errors: `table-shape` (a row of more or fewer cells than the header), `table-header`
    (no words in it), `table-without-rows`, and those of inlines.
    """
    header = _parse_row(lines[0], reader)
    alignments = tuple(_alignment(reader, dashes) for dashes in _split(lines[1], reader))
    _check_count(lines[1], len(alignments), header, reader)
    rows = tuple(_parse_row(line, reader) for line in lines[2:])
    for line, row in zip(lines[2:], rows, strict=True):
        _check_count(line, len(row.cells), header, reader)
    span = header.span.until(reader.masked.span(*_trim(lines[-1], reader)))
    if not any(has_words(cell.children) for cell in header.cells):
        message = _("the table has no words in its header")
        hint = _("the first row says what stands in each column")
        reader.problems.error("table-header", header.span, message, hint)
    if not rows:
        reader.problems.error("table-without-rows", span, _("the table has only a header"))
    return Table("", (), alignments, header, rows, (), span)


def count_cells(row: str) -> int:
    """How many cells a row has."""
    row = row.strip(" \t")
    pipes = len(_PIPE.findall(row))
    return pipes + 1 - row.startswith("|") - bool(_PIPE.search(row, len(row) - 1))


def _parse_row(line: _Range, reader: InlineReader) -> Row:
    cells = tuple(_parse_cell(cell, reader) for cell in _split(line, reader))
    return Row(cells, reader.masked.span(*_trim(line, reader)))


def _parse_cell(cell: _Range, reader: InlineReader) -> Cell:
    begin, end = cell
    stretch = Stretch(reader.masked.text[begin:end], [0], [begin], in_cell=True)
    return Cell(reader.parse(stretch), reader.masked.span(begin, end))


def _split(line: _Range, reader: InlineReader) -> list[_Range]:
    r"""Where the cells of a row begin and end; `\|` parts nothing, nor do the outer pipes."""
    begin, end = _trim(line, reader)
    text = reader.masked.text
    pipes = [found.start() for found in _PIPE.finditer(text, begin, end)]
    if pipes and pipes[-1] == end - 1 and len(pipes) > 1:
        end = pipes.pop()
    if pipes and pipes[0] == begin:
        begin = pipes.pop(0) + 1
    starts, ends = [begin, *(pipe + 1 for pipe in pipes)], [*pipes, end]
    return [_trim(cell, reader) for cell in zip(starts, ends, strict=True)]


def _trim(stretch: _Range, reader: InlineReader) -> _Range:
    """A stretch without the blanks on both sides; of a blank one, its beginning."""
    begin, end = stretch
    text = reader.masked.text[begin:end]
    words = text.rstrip(" \t")
    begin += len(words) - len(words.lstrip(" \t"))
    return begin, begin + len(words.lstrip(" \t"))


def _alignment(reader: InlineReader, dashes: _Range) -> Alignment:
    text = reader.masked.text[slice(*dashes)]
    if not text.endswith(":"):
        return "left"
    return "center" if text.startswith(":") else "right"


def _check_count(line: _Range, count: int, header: Row, reader: InlineReader) -> None:
    if count == len(header.cells):
        return
    message = _(
        "the header has {wanted} cells, this row {count}", wanted=len(header.cells), count=count
    )
    begin, end = _trim(line, reader)
    one_cell = not _PIPE.search(reader.masked.text, begin, end)
    hint = _AFTER_TABLE if one_cell else _PIPES
    reader.problems.error("table-shape", reader.masked.span(begin, end), message, hint)


_AFTER_TABLE = _("leave an empty line after the table")
_PIPES = _("cells are parted by '|'; a '|' inside a cell is written '\\|'")
