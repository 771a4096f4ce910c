"""How figures are counted, as a project declares it: registers, and what of them a table counts.

A register is a sheet with a row for each case or event. Where its file lies is not said here:
that is each user's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from msgspec import Struct, field

from reportgen.diagnostics import Span

# Frictionless Table Schema has trueValues and falseValues with no words; these are what people
# write in a column of yes and no.
TRUE_VALUES = ("x", "ja", "j", "yes", "y", "sant", "true", "1", "✓", "✔")
FALSE_VALUES = ("nej", "n", "no", "falskt", "false", "0", "-")


class Register(Struct, frozen=True):
    """A sheet of rows, its columns named by what stands above them.

    `sheet` None: the only one. `table` is an Excel table or a named area. `heading` is the number
    of the row with the headings; None: the row that has those that are asked for. `year` is the
    column with each row's date or year; None: every row is of the year. `case` is the column
    whose value is the same for all rows of a case; None: each row is one. A cell that says one of
    `missing` is as an empty one. `decimal` is the decimal sign of numbers written as text.
    """

    span: Span
    sheet: str | None = None
    table: str | None = None
    heading: int | None = None
    year: str | None = None
    case: str | None = None
    hidden: Literal["include", "error"] = "include"
    missing: tuple[str, ...] = ()
    decimal: Literal[",", "."] = ","
    true_values: tuple[str, ...] = TRUE_VALUES
    false_values: tuple[str, ...] = FALSE_VALUES


class Band(Struct, frozen=True):
    """Whole numbers from `least` to `most`, both included; None: no end there."""

    least: int | None
    most: int | None

    def holds(self, number: int) -> bool:
        """Whether `number` lies in it."""
        above = self.least is None or number >= self.least
        return above and (self.most is None or number <= self.most)


class Condition(Struct, frozen=True):
    """What a cell must be for its row to be counted; all that is said must hold.

    `values`: one of them. `excluded`: none of them. `least` and `most`: a number, or a day, from
    and to, both included. `empty`: whether the cell is; None: no matter.
    """

    span: Span
    values: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    least: int | date | None = None
    most: int | date | None = None
    empty: bool | None = None


class Counting(Struct, frozen=True):
    """`counted:` of a table or a number: what of a register it counts.

    `by` is the column whose values are the table's rows; `columns` are several of yes and no, each
    the row of its label. None of them: one number, of cases, or of `sum`, a column of numbers.
    `bands` are rows by label that hold numbers; `born`: the column has birth years, and the age
    is what is reached during the report's year. `labels` are other words for a row. An `empty`
    cell is counted as the row of that name; None: it is an error; "skip": its case is left out.
    `each` "row" counts rows where the register has several for a case. `dimensions` are the two
    columns of a table in two dimensions, each as if it were counted alone.
    """

    span: Span
    register: str
    by: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    where: Mapping[str, Condition] = field(default_factory=dict)
    separator: str | None = None
    bands: Mapping[str, Band] = field(default_factory=dict)
    born: bool = False
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    empty: str | None = None
    sum: str | None = None
    each: Literal["case", "row"] = "case"
    dimensions: tuple[Counting, ...] = ()

    @property
    def of_rows(self) -> bool:
        """Whether it counts the rows of a table, not one number."""
        return self.by is not None or bool(self.columns or self.dimensions)

    @property
    def headings(self) -> tuple[str, ...]:
        """The columns that it looks at, first those that tell its rows apart."""
        apart = (self.by, *(each.by for each in self.dimensions), *self.columns.values())
        return tuple(each for each in (*apart, self.sum, *self.where) if each)


class Copying(Struct, frozen=True):
    """`counted:` of a table that stands in a summary sheet of the project, counted already.

    `file` is named from the year's folder; `labels` and `counts` are addresses of cells, as long
    as each other. `labels` is empty for one number.
    """

    span: Span
    file: str
    counts: str
    labels: str = ""
    sheet: str | None = None


class Tallying(Struct, frozen=True):
    """`counted:` of a table that counts a list of the project, anew whenever that is read.

    `by` are the columns whose values are the table's rows, two of a table in two dimensions; none:
    one number, of rows, or of `sum`, a column of numbers. `empty` is as in `Counting`.
    """

    span: Span
    records: str
    by: tuple[str, ...] = ()
    where: Mapping[str, Condition] = field(default_factory=dict)
    sum: str | None = None
    empty: str | None = None


class CountedFrom(Struct, frozen=True):
    """`counted_from:`, which `reportgen count` writes beside what it has counted.

    `rows` are those that were counted, `cases` how many cases they are, where that differs.
    `date` is the file's. `source` is a keyed digest of the file, `counts` one of the counts.
    """

    span: Span
    rows: int
    date: date
    source: str
    counts: str
    cases: int | None = None
