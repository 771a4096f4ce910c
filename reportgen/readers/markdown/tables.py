"""Markdown tables: cells cut out of the source lines, where their places are known."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from msgspec.structs import replace

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, Span
from reportgen.language.patterns import Pattern
from reportgen.model import (
    Alignment,
    Cell,
    Inline,
    Inlines,
    LineBreak,
    Row,
    SoftBreak,
    Statement,
    Table,
    Text,
)
from reportgen.readers.markdown.inlines import InlineReader
from reportgen.readers.markdown.links import has_words
from reportgen.readers.markdown.masks import Stretch
from reportgen.readers.markdown.pasted import PastedCell, aligned, split_rows
from reportgen.readers.markdown.statements import is_statement

_Range = tuple[int, int]
_BREAK = Pattern(r"((?<!\\)(?:\\\\)*)\\[ \t]")
_NUMBER = Pattern(r"[+−-]?(?:\d{1,3}(?: \d{3})+|\d+)(?:,\d+)?(?: ?(?:%|kr|tkr|mnkr))?")
_PIPE = Pattern(r"(?<!\\)\|")


def parse_table(lines: Sequence[_Range], reader: InlineReader) -> Table:
    """The table whose header, dashes and rows stand on `lines`, without its caption.

    Errors: `table-shape` (a row of more or fewer cells than the header), `table-header`
    (no words in it), `table-without-rows`, `merged-cells`, `row-continued`, and those of inlines.
    """
    header = _parse_row(lines[0], reader, None)
    alignments = tuple(_alignment(reader, dashes) for dashes in _split(lines[1], reader))
    _check_count(lines[1], len(alignments), header, reader)
    rows: list[Row] = []
    statements: list[tuple[int, Statement]] = []
    for line in lines[2:]:
        text = reader.masked.text[slice(*_trim(line, reader))]
        if is_statement(text):
            statement = reader.statement(*_trim(line, reader))
            statements += [(len(rows), statement)] if statement else []
            continue
        rows.append(_parse_row(line, reader, rows[-1] if rows else None))
        _check_count(line, len(rows[-1].cells), header, reader)
    span = header.span.until(reader.masked.span(*_trim(lines[-1], reader)))
    check_header(header, None if rows else span, reader.problems)
    table = Table("", (), alignments, header, merged_down(rows), (), span)
    return _nested(replace(table, statements=tuple(statements)), reader) if statements else table


def _nested(table: Table, reader: InlineReader) -> Table:
    """The table with the statements among its rows nested as they must be."""
    made: list[tuple[int, Statement]] = []
    rows = 0
    for line in reader.nesting.mended(table.lines, reader.problems):
        if isinstance(line, Statement):
            made.append((rows, line))
        else:
            rows += 1
    return replace(table, statements=tuple(made))


def parse_pasted_table(text: str, begin: int, reader: InlineReader, span: Span) -> Table:
    """The table of the rows in `text`, pasted from Excel, which begins at `begin` in the file.

    Errors: `table-shape` (a row longer or shorter than the first), `table-header`,
    `table-without-rows`, and those of inlines.
    """
    source, end = reader.masked.text, begin + len(text)
    pasted = split_rows(source, begin, end)
    rows = tuple(_pasted_row(cells, reader) for cells in pasted)
    if not rows:
        reader.problems.error("table-without-rows", span, _("there are no rows in the table"))
        return Table("", (), (), Row((), span), (), (), span)
    header, *others = rows
    _check_pasted(header, others, reader)
    check_header(header, None if others else header.span, reader.problems)
    columns = zip_longest(*([cell.written(source) for cell in row] for row in pasted[1:]))
    alignments = tuple(aligned([text or "" for text in column]) for column in columns)
    return Table("", (), alignments, header, tuple(others), (), span)


def _pasted_row(cells: list[PastedCell], reader: InlineReader) -> Row:
    made = tuple(_pasted_cell(cell, reader) for cell in cells)
    return Row(made, made[0].span.until(made[-1].span))


def _pasted_cell(cell: PastedCell, reader: InlineReader) -> Cell:
    """A cell; where Excel has a line end in it, it has a line break."""
    text, offsets, places = "", [], []
    for begin, piece in cell.pieces(reader.masked.text):
        offsets.append(len(text))
        places.append(begin)
        text += piece
    words = text.rstrip(" ")
    whole = Stretch(text, offsets, places, in_cell=True)
    stretch = whole.part(len(words) - len(words.lstrip(" ")), len(words))
    children = tuple(
        LineBreak(each.span) if isinstance(each, SoftBreak) else each
        for each in reader.parse(stretch)
    )
    return Cell(_close_breaks(children), reader.masked.span(cell.begin, cell.end))


def _check_pasted(header: Row, rows: Sequence[Row], reader: InlineReader) -> None:
    wanted = len(header.cells)
    if wanted == 1:
        message = _("the rows have one column: there is no tab and no ';' between cells")
        reader.problems.error("table-shape", header.span, message, _TABS)
    for number, row in enumerate(rows, start=2):
        if len(row.cells) != wanted:
            message = _(
                "row {row} has {count} cells, the first {wanted}",
                row=number,
                count=len(row.cells),
                wanted=wanted,
            )
            reader.problems.error("table-shape", row.span, message, _TABS)


_TABS = _(
    "cells are parted by tabs, or all of them by ';'; put quotation marks around a text with ';'"
)


def check_header(header: Row, empty: Span | None, problems: Problems) -> None:
    """Tell of a header without words, and of a table without rows, which stands at `empty`."""
    if not any(has_words(cell.children) for cell in header.cells):
        message = _("the table has no words in its header")
        hint = _("the first row says what stands in each column")
        problems.error("table-header", header.span, message, hint)
    if empty:
        problems.error("table-without-rows", empty, _("the table has only a header"))


def count_cells(row: str) -> int:
    """How many cells a row has."""
    row = row.strip(" \t")
    pipes = len(_PIPE.findall(row))
    return pipes + 1 - row.startswith("|") - bool(_PIPE.search(row, len(row) - 1))


def _parse_row(line: _Range, reader: InlineReader, above: Row | None) -> Row:
    cells: list[Cell] = []
    for index, (begin, end) in enumerate(_split(line, reader)):
        if begin == end and cells:
            _widen(cells, reader.masked.span(begin, end))
        else:
            cells.append(_parse_cell((begin, end), reader, above, index))
    row = Row(tuple(cells), reader.masked.span(*_trim(line, reader)))
    _check_merged(row, above, reader)
    return row


def _widen(cells: list[Cell], span: Span) -> None:
    """`||`: the last cell takes up one column more."""
    first = max(index for index, cell in enumerate(cells) if cell.columns)
    cells[first] = replace(cells[first], columns=cells[first].columns + 1)
    cells.append(Cell((), span, columns=0))


def _parse_cell(cell: _Range, reader: InlineReader, above: Row | None, index: int) -> Cell:
    begin, end = _trim(cell, reader)
    text, span = reader.masked.text[begin:end], reader.masked.span(begin, end)
    if text == "^^" and above and index < len(above.cells):
        return Cell((), span, rows=0)
    if text == "^^":
        message = _("there is no cell above to merge with")
        hint = _("'^^' goes on with the cell in the row above; nothing goes on with the header")
        reader.problems.error("merged-cells", span, message, hint)
        return Cell((), span)
    # A backslash before a blank breaks the line, as one at the end of a line does elsewhere.
    broken = _BREAK.sub("\\1\\\\\n", text)
    return Cell(_close_breaks(reader.parse(Stretch(broken, [0], [begin], in_cell=True))), span)


def _check_merged(row: Row, above: Row | None, reader: InlineReader) -> None:
    """What goes on with a cell above is as wide as that one."""
    for cell, upper in zip(row.cells, above.cells if above else (), strict=False):
        if not cell.rows and cell.columns != upper.columns:
            message = _("the cell above is not as wide as this one")
            hint = _("merge the same columns in both rows: '^^ ||' below 'text ||'")
            reader.problems.error("merged-cells", cell.span, message, hint)


def merged_down(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows, each cell with the number of rows that it takes up."""
    below = [0] * max((len(row.cells) for row in rows), default=0)
    made: list[Row] = []
    for row in reversed(rows):
        cells = list(row.cells)
        for index, cell in enumerate(cells):
            if not cell.rows:
                below[index] += 1
                continue
            if below[index]:
                cells[index] = replace(cell, rows=1 + below[index])
            below[index] = 0
        made.append(row if cells == list(row.cells) else replace(row, cells=tuple(cells)))
    return tuple(reversed(made))


def _close_breaks(inlines: Inlines) -> Inlines:
    """The inlines without blanks on either side of a line break, and no break at their ends."""
    made: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, LineBreak):
            made = [*made[:-1], *_stripped(made[-1:], left=False)]
        elif made and isinstance(made[-1], LineBreak):
            made += _stripped([inline], left=True)
            continue
        made.append(inline)
    while made and isinstance(made[-1], LineBreak):
        made.pop()
    first = next((i for i, each in enumerate(made) if not isinstance(each, LineBreak)), 0)
    return tuple(map(_whole_number, made[first:]))


def _whole_number(inline: Inline) -> Inline:
    """A number in one piece: "1 234" and "12,5 %" as they are typed would break at the blank."""
    if isinstance(inline, Text) and _NUMBER.fullmatch(inline.text):
        return replace(inline, text=inline.text.replace(" ", "\u00a0"))
    return inline


def _stripped(inlines: list[Inline], *, left: bool) -> list[Inline]:
    """A text without the blanks on one side; what else there is stays."""
    if not inlines or not isinstance(inlines[0], Text):
        return inlines
    text, span = inlines[0].text, inlines[0].span
    words = text.lstrip(" \t") if left else text.rstrip(" \t")
    cut = len(text) - len(words)
    if left:
        span = Span(span.file, span.line, span.column + cut, span.end_line, span.end_column)
    else:
        span = Span(span.file, span.line, span.column, span.end_line, span.end_column - cut)
    return [Text(words, span)] if words else []


def _split(line: _Range, reader: InlineReader) -> list[_Range]:
    r"""Where the cells of a row begin and end, blanks included.

    `\|` parts nothing, nor do the outer pipes; `||` has an empty cell between.
    """
    begin, end = _trim(line, reader)
    text = reader.masked.text
    pipes = [found.start() for found in _PIPE.finditer(text, begin, end)]
    if pipes and pipes[-1] == end - 1 and len(pipes) > 1:
        end = pipes.pop()
    if pipes and pipes[0] == begin:
        begin = pipes.pop(0) + 1
    starts, ends = [begin, *(pipe + 1 for pipe in pipes)], [*pipes, end]
    return list(zip(starts, ends, strict=True))


def _trim(stretch: _Range, reader: InlineReader) -> _Range:
    """A stretch without the blanks on both sides; of a blank one, its beginning."""
    begin, end = stretch
    text = reader.masked.text[begin:end]
    words = text.rstrip(" \t")
    begin += len(words) - len(words.lstrip(" \t"))
    return begin, begin + len(words.lstrip(" \t"))


def _alignment(reader: InlineReader, dashes: _Range) -> Alignment:
    text = reader.masked.text[slice(*dashes)].strip(" \t")
    if not text.endswith(":"):
        return "left"
    return "center" if text.startswith(":") else "right"


def _check_count(line: _Range, count: int, header: Row, reader: InlineReader) -> None:
    begin, end = _trim(line, reader)
    if reader.masked.text[end - 1] == "\\":
        message = _("a row of a table stands on one line")
        hint = _("delete the '\\' at its end; to break the line in a cell write <br>")
        reader.problems.error("row-continued", reader.masked.span(end - 1, end), message, hint)
        return
    if count == len(header.cells):
        return
    message = _(
        "the header has {wanted} cells, this row {count}", wanted=len(header.cells), count=count
    )
    one_cell = not _PIPE.search(reader.masked.text, begin, end)
    hint = _AFTER_TABLE if one_cell else _PIPES
    reader.problems.error("table-shape", reader.masked.span(begin, end), message, hint)


_AFTER_TABLE = _("leave an empty line after the table")
_PIPES = _("cells are parted by '|'; a '|' inside a cell is written '\\|'")
