"""A sheet as values: rows of cells, and what of them no value can tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from msgspec import Struct, field

# An empty cell is "". Whole numbers come as floats from most kinds of files.
Value = str | int | float | bool | date | datetime | time | timedelta
Row = Sequence[Value]

# A place in a sheet: row and column, both from 0.
Place = tuple[int, int]


class Area(Struct, frozen=True):
    """A rectangle of a sheet, its ends included. Rows and columns count from 0.

    `totals` is how many of its last rows are totals.
    """

    first_row: int
    first_column: int
    last_row: int
    last_column: int
    totals: int = 0


class Marks(Struct, frozen=True):
    """What a cell's value does not tell, by places in the whole sheet.

    `hidden` are rows that are hidden or filtered away. An `uncalculated` cell is a formula
    without a stored value; an `error` is what Excel shows as #N/A and the like. All three look
    like empty cells otherwise. `complete` is False where the kind of file does not let us see.
    """

    hidden: frozenset[int] = frozenset()
    uncalculated: frozenset[Place] = frozenset()
    errors: Mapping[Place, str] = field(default_factory=dict)
    complete: bool = True


class Sheet(Struct, frozen=True):
    """The cells of one sheet.

    `file` and `name` are said in messages. `rows` begin at the top of the sheet and may be of
    different lengths. In `merged` areas only the first cell has a value. `from_1904`: days are
    counted from 1904 and not from 1900.
    """

    file: str
    name: str
    rows: Sequence[Row]
    marks: Marks = field(default_factory=Marks)
    merged: tuple[Area, ...] = ()
    from_1904: bool = False

    def value(self, row: int, column: int) -> Value:
        """What stands in a cell; "" beyond the last one."""
        if row >= len(self.rows) or column >= len(self.rows[row]):
            return ""
        return self.rows[row][column]

    def address(self, row: int, column: int) -> str:
        """A cell as Excel calls it, with its sheet where that has a name: `Ärenden!C17`."""
        cell = f"{column_letters(column)}{row + 1}"
        return f"{self.name}!{cell}" if self.name else cell


def column_letters(column: int) -> str:
    """A column, from 0, as Excel calls it: A, Z, AA."""
    letters, rest = "", column
    while rest >= 0:
        letters = chr(ord("A") + rest % 26) + letters
        rest = rest // 26 - 1
    return letters


def read_area(text: str) -> Area | None:
    """The area that Excel calls `A2:B27`, `$A$2` or `A2`; None where it is no such address."""
    ends = [_place(each) for each in text.replace("$", "").upper().split(":")]
    first, last = ends[0], ends[-1]
    if len(ends) > 2 or first is None or last is None:
        return None
    rows, columns = sorted((first[0], last[0])), sorted((first[1], last[1]))
    return Area(rows[0], columns[0], rows[1], columns[1])


def _place(cell: str) -> Place | None:
    letters = cell.rstrip("0123456789")
    digits = cell[len(letters) :]
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3 and digits.isdecimal()):
        return None
    if len(digits) > 7 or digits.startswith("0"):
        return None
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(digits) - 1, column - 1
