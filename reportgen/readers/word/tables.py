"""Tables of a Word file, on the model's grid."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span
from reportgen.model import Alignment, Block, Cell, Inline, Inlines, LineBreak, Row, Table, Text
from reportgen.model.traverse import shows
from reportgen.readers.word.flow import Flat, Grid, GridCell, GridRow, Placed
from reportgen.readers.word.line import Line
from reportgen.readers.word.story import Story


def holds_layout(grid: Grid) -> bool:
    """Whether a table only places things: one cell, headings in it, or a text in its first row."""
    if width_of(grid) > _WIDEST or width_of(grid) * len(grid.rows) > _MOST_CELLS:
        return True
    cells = [cell for row in grid.rows for cell in row.cells]
    if len(cells) == 1:
        return True
    flats = [flat for cell in cells for flat in cell.flats]
    if any(isinstance(flat, Line) and flat.layout.level and flat.text.strip() for flat in flats):
        return True
    if any(_holds_text(cell, alone=len(grid.rows) == 1) for cell in grid.rows[0].cells):
        return True
    pictures = sum(isinstance(flat, Placed) for flat in flats)
    return pictures > 0 and len(grid.rows) <= _LAYOUT_ROWS


def _holds_text(cell: GridCell, *, alone: bool) -> bool:
    """Whether a cell holds a text of several paragraphs, or a table, as no head of a column does.

    `alone`: there is no other row, and one long paragraph or several short lines are no head.
    """
    lines = [len(f.text.split()) for f in cell.flats if isinstance(f, Line) and f.text.strip()]
    if any(isinstance(flat, Grid) for flat in cell.flats):
        return bool(lines)
    long = max(lines, default=0) >= _SENTENCE
    return (len(lines) > 1 and (alone or long)) or (alone and long)


# So many words are no head of a column.
_SENTENCE = 12
_LAYOUT_ROWS = 2
# A table that is larger than these is damaged, or was made to be: Word has 63 columns at most.
_WIDEST = 200
_MOST_CELLS = 500_000


def width_of(grid: Grid) -> int:
    """The number of columns of a table."""
    return max(sum(cell.columns for cell in row.cells) for row in grid.rows)


class _Spot:
    """A cell at its place: the first column that it takes up, how many, and how many rows.

    `owner` is the cell above that it belongs to, itself where it belongs to none.
    """

    def __init__(self, cell: GridCell, column: int) -> None:
        self.column = column
        self.columns = cell.columns
        self.rows = 1
        self.flats = cell.flats
        self.owner = self


def table_of(grid: Grid, story: Story) -> tuple[Table | None, tuple[Block, ...]]:
    """The table, and what its cells can't hold: it stands below; None for an empty one."""
    width = width_of(grid)
    besides = tuple(_besides(grid))
    spots = _laid_out(grid.rows)
    rows = [
        _row(row, spots_of_row, width, grid.span, story)
        for row, spots_of_row in zip(grid.rows, spots, strict=True)
    ]
    if not any(shows(cell.children) for row in rows for cell in row.cells):
        return None, besides
    if besides:
        message = _("a picture in a table has been put below the table")
        story.account.warn("became-text", grid.span, message)
    header, *body = rows
    identity = story.identity(grid.span, "table")
    alignments = _alignments(spots, width)
    return Table(identity, (), alignments, header, tuple(body), (), grid.span), besides


def _laid_out(rows: Sequence[GridRow]) -> list[list[_Spot]]:
    """The cells of each row at their columns, those that are merged downwards made one."""
    laid: list[list[_Spot]] = []
    above: dict[int, _Spot] = {}
    for row in rows:
        column, spots = 0, []
        for cell in row.cells:
            spot = _Spot(cell, column)
            owner = above.get(column)
            if cell.continued and owner is not None and owner.columns == cell.columns:
                spot.owner = owner
                owner.rows += 1
                owner.flats = (*owner.flats, *cell.flats)
            spots.append(spot)
            column += cell.columns
        above = {spot.column: spot.owner for spot in spots}
        laid.append(spots)
    return laid


def _row(row: GridRow, spots: Sequence[_Spot], width: int, span: Span, story: Story) -> Row:
    cells: list[Cell] = []
    here = _span_of(spots, span)
    for spot in spots:
        if spot.owner is spot:
            inlines = tuple(_inlines(spot.flats, story))
            where = inlines[0].span.until(inlines[-1].span) if inlines else here
            cells.append(Cell(inlines, where, spot.columns, spot.rows))
        else:
            cells.append(Cell((), here, spot.columns, 0))
        cells += [Cell((), here, 0)] * (spot.columns - 1)
    cells += [Cell((), here)] * (width - len(cells))
    return Row(tuple(cells), here, _is_total(spots), row.change)


def _span_of(spots: Sequence[_Spot], otherwise: Span) -> Span:
    """Where a row stands: at its first paragraph."""
    lines = (flat for spot in spots for flat in spot.flats if isinstance(flat, Line))
    line = next((each.number for each in lines), otherwise.line)
    return Span(otherwise.file, line, 1, line, 1)


def _is_total(spots: Sequence[_Spot]) -> bool:
    """Whether the first cell is in the style that sums are set in."""
    lines = [flat for spot in spots[:1] for flat in spot.flats if isinstance(flat, Line)]
    return any(line.layout.look.kind == "total" for line in lines)


def _inlines(flats: Sequence[Flat], story: Story) -> Iterator[Inline]:
    """What stands in a cell as one line of text, with line ends between its paragraphs."""
    between: Span | None = None
    for flat in flats:
        inlines = _inlines_of(flat, story)
        if not inlines:
            continue
        if between is not None:
            yield LineBreak(between)
        yield from inlines
        end = inlines[-1].span
        between = Span(end.file, end.end_line, end.end_column, end.end_line, end.end_column)


def _inlines_of(flat: Flat, story: Story) -> Inlines:
    if isinstance(flat, Placed):
        return ()
    if isinstance(flat, Grid):
        message = _("a table inside a table has become text")
        story.account.warn("became-text", flat.span, message)
        rows = [[flat for cell in row.cells for flat in cell.flats] for row in flat.rows]
        return tuple(_inlines([each for row in rows for each in row], story))
    inlines = flat.segments.inlines()
    if not shows(inlines) or not flat.listed:
        return inlines if shows(inlines) else ()
    message = _("a list in a table has become text")
    story.account.warn("became-text", inlines[0].span, message)
    sign = f"{flat.listed.number}. " if flat.listed.ordered else "• "
    return (Text(sign, inlines[0].span), *inlines)


def _besides(grid: Grid) -> Iterator[Block]:
    """The pictures and charts in the cells of a table."""
    for row in grid.rows:
        for cell in row.cells:
            for flat in cell.flats:
                if isinstance(flat, Placed):
                    yield flat.block
                elif isinstance(flat, Grid):
                    yield from _besides(flat)


def _alignments(spots: Sequence[Sequence[_Spot]], width: int) -> tuple[Alignment, ...]:
    """How each column is set: as most of its cells are, those of the first row left aside."""
    votes: list[Counter[Alignment]] = [Counter() for _column in range(width)]
    for row in spots[1:] or spots:
        for spot in row:
            lines = [flat for flat in spot.flats if isinstance(flat, Line) and flat.text.strip()]
            if spot.columns == 1 and lines:
                votes[spot.column][lines[0].layout.alignment] += 1
    return tuple(vote.most_common(1)[0][0] if vote else "left" for vote in votes)
