"""A typed table that has other columns than it had: its lines are written anew, cell by cell."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from msgspec import Struct

from reportgen.compare.alignment import Candidate, align
from reportgen.language.similarity import words_of
from reportgen.model import Alignment, Cell, Row, Table
from reportgen.model.traverse import plain_text
from reportgen.readers.source import Source
from reportgen.scaffold.review.applying import edited
from reportgen.scaffold.review.edits import Edit
from reportgen.scaffold.review.placing import plainly
from reportgen.scaffold.review.prose import Prose
from reportgen.scaffold.review.tokens import offsets_of
from reportgen.writers.markdown.inlines import written

_DASHES: dict[Alignment, str] = {"left": "---", "right": "---:", "center": ":---:"}


def new_columns(
    old: Table, new: Table, source: Table, own: Source, prose: Prose
) -> tuple[Edit, ...]:
    """The edits that give a table its columns and rows; none where cells are merged."""
    rows = (old.header, *old.rows), (new.header, *new.rows), (source.header, *source.rows)
    plain = all(cell.columns == cell.rows == 1 for side in rows for r in side for cell in r.cells)
    named = all(plain_text(cell.children).strip() for cell in new.header.cells)
    if not plain or not named or len(rows[0]) != len(rows[2]) or source.statements:
        return ()
    grid = _Grid(old, source, own, prose, _same_columns(new, old))
    known = {0: 0, **{j + 1: i + 1 for j, i in _pairs(_labels(new), _labels(old))}}
    lines = [grid.line(row, known.get(j)) for j, row in enumerate(rows[1])]
    dashes = "".join(f"| {_DASHES[each]} " for each in grid.alignments(new)) + "|"
    begin = offsets_of(source.span, own)[0]
    last = offsets_of(rows[2][-1].cells[0].span, own)[0]
    end = own.text.find("\n", last)
    end = len(own.text) if end < 0 else end
    text = "\n".join((lines[0], dashes, *lines[1:]))
    return (Edit(own.file, begin, end, text), *prose.around.notes.take(own.file))


def _columns(table: Table) -> list[str]:
    rows = (table.header, *table.rows)
    width = len(table.header.cells)
    return [" ".join(plain_text(row.cells[n].children) for row in rows) for n in range(width)]


def _same_columns(new: Table, old: Table) -> dict[int, int]:
    """Which columns are which: by their words, and as many as went out are those that came in."""
    pairs = [*_pairs(_columns(new), _columns(old))]
    found, j, i = dict(pairs), 0, 0
    for b, a in [*pairs, (len(new.header.cells), len(old.header.cells))]:
        if b - j == a - i:
            found.update(zip(range(j, b), range(i, a), strict=True))
        j, i = b + 1, a + 1
    return found


def _labels(table: Table) -> list[str]:
    return [" ".join(plain_text(cell.children) for cell in row.cells) for row in table.rows]


def _pairs(new: Sequence[str], old: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Which of the new are which of the old."""

    def key(text: str) -> Hashable:
        return text

    yield from align(new, old, key, lambda text: Candidate("", words_of(text)))


class _Grid(Struct, frozen=True):
    """A table as it was, and which of its columns the columns of the new one are."""

    old: Table
    source: Table
    own: Source
    prose: Prose
    columns: dict[int, int]

    def line(self, row: Row, was: int | None) -> str:
        """A row of the new table; `was` is its place in the old one, None where it is new."""
        cells = (self._cell(cell, n, was) for n, cell in enumerate(row.cells))
        return "".join(f"| {text} " if text else "| " for text in cells) + "|"

    def _cell(self, cell: Cell, column: int, was: int | None) -> str:
        before = self.columns.get(column)
        if was is None or before is None:
            children = plainly(cell.children, self.prose.around.notes)
            return written(children, in_cell=True)
        old = (self.old.header, *self.old.rows)[was].cells[before]
        source = (self.source.header, *self.source.rows)[was].cells[before]
        if not source.children:
            return written(plainly(cell.children, self.prose.around.notes), in_cell=True)
        begin = offsets_of(source.children[0].span, self.own)[0]
        end = offsets_of(source.children[-1].span, self.own)[1]
        texts = self.prose.texts(old.children, cell.children, source.children, cell.span)
        edits = [
            Edit(each.file, each.begin - begin, each.end - begin, each.text)
            for change in self.prose.in_cells().changes(texts, "cell")
            for each in change.edits
            if begin <= each.begin and each.end <= end
        ]
        return edited(self.own.text[begin:end], edits)

    def alignments(self, new: Table) -> Iterator[Alignment]:
        """How each column of the new table is set."""
        for column, alignment in enumerate(new.alignments):
            before = self.columns.get(column)
            yield alignment if before is None else self.source.alignments[before]
