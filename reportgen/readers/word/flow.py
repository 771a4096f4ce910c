"""What stands in a Word file from top to bottom: paragraphs, tables, what is drawn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from reportgen.diagnostics import Span
from reportgen.model import Block, Change
from reportgen.readers.word.drawings import chosen_way
from reportgen.readers.word.elements import (
    NAMES,
    attribute,
    child,
    child_value,
    is_on,
    value_of,
    whole_number,
)
from reportgen.readers.word.elsewhere import ELSEWHERE
from reportgen.readers.word.line import Line
from reportgen.readers.word.lines import Lines
from reportgen.readers.word.pictures import block_of
from reportgen.readers.word.story import CHANGES, Drawn, Part

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_SILENT = frozenset(["sectPr", "tblPr", "tblGrid", "trPr", "tcPr", "sdtPr", "sdtEndPr", "tblPrEx"])

# What may stand between paragraphs and says something of the next.
_MARKS = frozenset(
    ["bookmarkStart", "commentRangeStart", "commentRangeEnd", "moveFromRangeStart",
     "moveToRangeStart", "moveFromRangeEnd", "moveToRangeEnd"]
)  # fmt: skip


class Placed(Struct, frozen=True):
    """A block that is made already: a picture, a chart; it stands `indent` twips in."""

    block: Block
    indent: int = 0


class GridCell(Struct, frozen=True):
    """A cell of a table as it stands in the file; `continued` belongs to the one above it."""

    flats: tuple[Flat, ...]
    columns: int
    continued: bool


class GridRow(Struct, frozen=True):
    """A row of a table; `header` where it repeats on every page."""

    cells: tuple[GridCell, ...]
    header: bool
    change: Change | None


class Grid(Struct, frozen=True):
    """A table as it stands in the file; `title` and `description` are said of it to the blind."""

    rows: tuple[GridRow, ...]
    title: str
    description: str
    span: Span
    indent: int


Flat = Line | Grid | Placed


class Flow:
    """Reads a part, or what stands in a box of one."""

    def __init__(self, part: Part, root: Element) -> None:
        self._part = part
        self._story = part.story
        self._root = root
        self._lines = Lines(part, root)

    def read(self) -> Iterator[Flat]:
        """All that it holds."""
        yield from self._inside(self._root)
        yield from self._rest()

    def _inside(self, element: Element) -> Iterator[Flat]:
        for each in element:
            name = NAMES[each.tag]
            if name == "p":
                yield from self._paragraph(each)
            elif name == "tbl":
                yield from self._rest()
                yield from self._table(each)
            elif name == "AlternateContent":
                way = chosen_way(each)
                yield from self._inside(way) if way is not None else ()
            elif name == "sdt" and _is_contents(each):
                self._leave_out_contents(each)
            elif name in _MARKS or name in ELSEWHERE:
                self._lines.between(each)
            elif name not in _SILENT and name not in self._story.gone:
                yield from self._inside(each)

    def _paragraph(self, element: Element) -> Iterator[Flat]:
        line = self._lines.read(element)
        if line is not None:
            yield line
            for drawn in line.drawn:
                yield from self._drawn(drawn, line.layout.indent)

    def _rest(self) -> Iterator[Flat]:
        line = self._lines.rest()
        if line is not None:
            yield line
            for drawn in line.drawn:
                yield from self._drawn(drawn, line.layout.indent)

    def _drawn(self, drawn: Drawn, indent: int) -> Iterator[Flat]:
        if drawn.kind == "box":
            flats = [*Flow(self._part, drawn.element).read()]
            if any(not isinstance(flat, Line) or flat.text.strip() for flat in flats):
                self._story.account.lose("box", drawn.span)
            yield from flats
            return
        block = block_of(drawn, self._part)
        if block is not None:
            yield Placed(block, indent)

    def _table(self, element: Element) -> Iterator[Flat]:
        first = self._story.paragraphs + 1
        properties = child(element, "tblPr")
        rows = tuple(self._rows(element))
        if rows:
            line = self._part.note_at.line if self._part.note_at else first
            yield Grid(
                rows,
                child_value(properties, "tblCaption"),
                child_value(properties, "tblDescription"),
                Span(self._story.file, line, 1, max(self._story.paragraphs, line), 1),
                _indent(properties),
            )

    def _rows(self, element: Element) -> Iterator[GridRow]:
        for each in element:
            name = NAMES[each.tag]
            if name == "tr":
                row = self._row(each)
                if row is not None:
                    yield row
            elif name not in _SILENT and name not in self._story.gone:
                yield from self._rows(each)

    def _row(self, element: Element) -> GridRow | None:
        properties = child(element, "trPr")
        names = [NAMES[each.tag] for each in properties] if properties is not None else []
        self._note_properties(properties)
        if not self._story.gone.isdisjoint(names):
            return None
        before = whole_number(child_value(properties, "gridBefore"))
        after = whole_number(child_value(properties, "gridAfter"))
        header = child(properties, "tblHeader")
        cells = (
            *(_EMPTY for _each in range(min(before, _WIDEST))),
            *self._cells(element),
            *(_EMPTY for _each in range(min(after, _WIDEST))),
        )
        changes = [CHANGES[name] for name in names if name in CHANGES]
        return GridRow(
            cells,
            header is not None and is_on(header),
            changes[0] if changes and self._story.changes == "tracked" else None,
        )

    def _cells(self, element: Element) -> list[GridCell]:
        """The cells of a row; where one is gone, that before it is as much wider."""
        cells: list[GridCell] = []
        for each in element:
            name = NAMES[each.tag]
            if name == "tc":
                cell = self._cell(each)
                if cell is not None:
                    cells.append(cell)
                elif cells and self._story.changes == "accepted":
                    wider = cells[-1].columns + _columns(child(each, "tcPr"))
                    cells[-1] = replace(cells[-1], columns=min(wider, _WIDEST))
            elif name not in _SILENT and name not in self._story.gone:
                cells += self._cells(each)
        return cells

    def _note_properties(self, properties: Element | None) -> None:
        """Note the tracked changes of a row or cell, at the paragraph that it begins with."""
        line = self._story.paragraphs + 1
        here = Span(self._story.file, line, 1, line, 1)
        self._story.revisions.note_properties(properties, here)

    def _cell(self, element: Element) -> GridCell | None:
        properties = child(element, "tcPr")
        self._note_properties(properties)
        names = [NAMES[each.tag] for each in properties] if properties is not None else []
        if self._cell_is_gone(names):
            return None
        if self._story.changes == "rejected":
            before = child(properties, "tcPrChange", "tcPr")
            properties = properties if before is None else before
        columns = _columns(properties)
        flats = (*self._inside(element), *self._rest())
        return GridCell(flats, columns, self._continues(properties))

    def _cell_is_gone(self, names: list[str]) -> bool:
        gone = {"accepted": "cellDel", "rejected": "cellIns"}
        return gone.get(self._story.changes) in names

    def _continues(self, properties: Element | None) -> bool:
        """Whether the cell belongs to the one above it, as was changed or as it was."""
        changed = child(properties, "cellMerge")
        if changed is not None:
            which = "vMergeOrig" if self._story.changes == "rejected" else "vMerge"
            return attribute(changed, which) == "cont"
        merged = child(properties, "vMerge")
        return merged is not None and value_of(merged) in ("", "continue")

    def _leave_out_contents(self, element: Element) -> None:
        paragraphs = sum(1 for each in element.iter() if NAMES[each.tag] == "p")
        span = Span.of_file(self._story.file)
        where = Span(span.file, self._story.paragraphs + 1, 1, self._story.paragraphs + 1, 1)
        self._story.paragraphs += paragraphs
        self._story.account.lose("contents", where)


_WIDEST = 200
_EMPTY = GridCell((), 1, continued=False)


def _indent(properties: Element | None) -> int:
    """How far in a table stands, in twips."""
    found = child(properties, "tblInd")
    return 0 if found is None else whole_number(attribute(found, "w"))


def _columns(properties: Element | None) -> int:
    """How many columns a cell takes up."""
    return max(1, min(whole_number(child_value(properties, "gridSpan"), 1), _WIDEST))


def _is_contents(block: Element) -> bool:
    """Whether this holds the table of contents, whose page numbers change with every build."""
    gallery = child_value(block, "sdtPr", "docPartObj", "docPartGallery")
    return gallery == "Table of Contents"
