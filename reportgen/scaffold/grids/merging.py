"""Three grids of one entry: as it was opened, as a person wants it, as the file has it now.

What only one side changed is taken; what both changed otherwise is a question, and nothing is
written before it is answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from reportgen.scaffold.grids.grid import Grid, Label, Row

Subject = Literal["number", "removed", "gone", "label", "total", "form"]


class Question(Struct, frozen=True):
    """What both sides changed, by the labels of its row and column.

    number, total: `mine` and `theirs` are the numbers. removed: a person took out what the file
    has with other numbers now. gone: the file no longer has what a person changed. label: both
    gave it another name. form: the file has other columns now, and nothing could be brought
    together.
    """

    subject: Subject
    row: str
    column: str = ""
    mine: str = ""
    theirs: str = ""


class Merged(Struct, frozen=True):
    """A grid with the changes of both sides, those of the person where both changed the same.

    Its labels say what they are called in the file as it is now.
    """

    grid: Grid
    questions: tuple[Question, ...] = ()


class _Merging(Struct, frozen=True):
    """One merge; `questions` are collected."""

    opened: Grid
    wanted: Grid
    now: Grid
    questions: list[Question] = field(default_factory=list)

    def rows(self, columns: Sequence[Label]) -> list[Row]:
        rows = [row for each in self.now.rows if (row := self.row(each, columns))]
        for place, mine in enumerate(self.wanted.rows):
            if mine.label.was is None or self.now.row(mine.label.was) is None:
                self.put_in(mine, place, rows, columns)
        return rows

    def row(self, theirs: Row, columns: Sequence[Label]) -> Row | None:
        """A row of the file with what the person changed in it; None where they took it out."""
        was = theirs.label.text
        before, mine = self.opened.row(was), self.wanted.row(was)
        if before is None:
            return self.shaped(theirs, columns, theirs.label, None)
        if mine is None:
            if _cells(before, self.opened) == _cells(theirs, self.now):
                return None
            self.ask("removed", was, theirs=", ".join(theirs.numbers))
            return None
        label = Label(mine.label.text, was)
        return self.shaped(theirs, columns, label, (before, mine))

    def shaped(
        self,
        theirs: Row,
        columns: Sequence[Label],
        label: Label,
        sides: tuple[Row, Row] | None,
    ) -> Row:
        """A row under the merged columns."""
        there = _cells(theirs, self.now)
        before = _cells(sides[0], self.opened) if sides else {}
        mine = _cells_by_name(sides[1], self.wanted) if sides else {}
        numbers = []
        for column in columns:
            new, old = mine.get(column.text), before.get(column.was)
            current = there.get(column.was, "")
            if new is None or new == current or (old is not None and new == old):
                numbers.append(current)
                continue
            if current not in (old or "", new):
                self.ask("number", label.text, column.text, new, current)
            numbers.append(new)
        return Row(label, tuple(numbers))

    def put_in(self, mine: Row, place: int, rows: list[Row], columns: Sequence[Label]) -> None:
        """Put a row of the person in that the file lacks, behind the one that it stands behind."""
        was = mine.label.was
        if was is not None:
            before = self.opened.row(was)
            changed = before is None or mine.label.text != was or mine.numbers != before.numbers
            if not changed:
                return
            self.ask("gone", mine.label.text, mine=", ".join(mine.numbers))
        cells = _cells_by_name(mine, self.wanted)
        numbers = tuple(cells.get(column.text, "") for column in columns)
        for there, row in enumerate(rows):
            if row.label.text == mine.label.text:
                self.meet(row, numbers, columns)
                rows[there] = Row(row.label, numbers)
                return
        labels = [row.label.text for row in rows]
        ahead = [row.label.text for row in self.wanted.rows[:place]]
        known = [labels.index(each) + 1 for each in reversed(ahead) if each in labels]
        rows.insert(known[0] if known else 0, Row(Label(mine.label.text), numbers))

    def meet(self, theirs: Row, numbers: tuple[str, ...], columns: Sequence[Label]) -> None:
        """Ask where both sides have a new row of one label with other numbers."""
        for column, mine, there in zip(columns, numbers, theirs.numbers, strict=True):
            if mine != there:
                self.ask("number", theirs.label.text, column.text, mine, there)

    def columns(self) -> list[Label]:
        """The columns of the file with what the person changed among them."""
        columns: list[Label] = []
        for theirs in self.now.columns:
            was = theirs.text
            mine = next((each for each in self.wanted.columns if each.was == was), None)
            opened = any(each.text == was for each in self.opened.columns)
            if mine is not None:
                columns.append(Label(mine.text, was))
            elif not opened:
                columns.append(theirs)
            elif self.column(self.opened, was) != self.column(self.now, was):
                self.ask("removed", "", was)
        for place, mine in enumerate(self.wanted.columns):
            there = {each.text for each in columns}
            lost = mine.was is not None and self.lost(mine)
            if (lost or mine.was is None) and mine.text not in there:
                if lost:
                    self.ask("gone", "", mine.text)
                ahead = {each.text for each in self.wanted.columns[:place]}
                known = [i + 1 for i, each in enumerate(columns) if each.text in ahead]
                columns.insert(known[-1] if known else 0, Label(mine.text))
        return columns

    def lost(self, mine: Label) -> bool:
        """Whether a person changed something in a column that the file has no more."""
        assert mine.was is not None
        if any(each.text == mine.was for each in self.now.columns):
            return False
        before, after = self.column(self.opened, mine.was), self.column(self.wanted, mine.text)
        names = {row.label.text: row.label.was for row in self.wanted.rows}
        return mine.text != mine.was or any(
            number != before.get(names[label] or "", "") for label, number in after.items()
        )

    @staticmethod
    def column(grid: Grid, label: str) -> dict[str, str]:
        """The numbers of a column by their rows."""
        place = [each.text for each in grid.columns].index(label)
        return {row.label.text: row.numbers[place] for row in grid.rows}

    def total(self) -> str | None:
        before, mine, theirs = self.opened.total, self.wanted.total, self.now.total
        if theirs is None or mine is None or mine in (before, theirs):
            return theirs
        if theirs != before:
            self.ask("total", "", "", mine, theirs)
        return mine

    def ask(
        self, subject: Subject, row: str, column: str = "", mine: str = "", theirs: str = ""
    ) -> None:
        self.questions.append(Question(subject, row, column, mine, theirs))


def merge(opened: Grid, wanted: Grid, now: Grid) -> Merged:
    """Bring what a person made of `opened` into the grid as it is `now`."""
    if opened.crossed != now.crossed or opened.single != now.single:
        return Merged(now, (Question("form", ""),))
    merging = _Merging(opened, _with_known_rows(opened, wanted), now)
    columns = merging.columns()
    rows = merging.rows(columns)
    return Merged(Grid(tuple(columns), tuple(rows), merging.total()), tuple(merging.questions))


def _with_known_rows(opened: Grid, wanted: Grid) -> Grid:
    """`wanted` with a row that was taken out and put in again as the row that it was."""
    there = {row.label.was for row in wanted.rows}
    taken_out = {row.label.text for row in opened.rows} - there
    rows = (
        Row(Label(row.label.text, row.label.text), row.numbers)
        if row.label.was is None and row.label.text in taken_out
        else row
        for row in wanted.rows
    )
    return replace(wanted, rows=tuple(rows))


def _cells(row: Row, grid: Grid) -> dict[str | None, str]:
    """The numbers of a row by what their columns were called; not those of new ones."""
    pairs = zip(grid.columns, row.numbers, strict=True)
    return {column.was: number for column, number in pairs if column.was is not None}


def _cells_by_name(row: Row, grid: Grid) -> dict[str, str]:
    """The numbers of a row by what their columns are called."""
    return dict(zip((column.text for column in grid.columns), row.numbers, strict=True))
