"""Records: a list that is kept in the project, its rows under declared columns."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from reportgen.diagnostics import Span

ColumnKind = Literal["text", "whole", "decimal", "date", "choice"]
# What stands in a row under a column; None where nothing does.
CellValue = str | int | Decimal | date | None


class Column(Struct, frozen=True):
    """A column and what its cells hold; those of a "choice" one of `choices`.

    A whole number is from 0. All decimals of a column have as many places.
    """

    name: str
    kind: ColumnKind
    span: Span
    choices: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether its cells are numbers, which can be added up."""
        return self.kind in ("whole", "decimal")


class RecordRow(Struct, frozen=True):
    """One row: a value for every column, by its name.

    `places` says where the values stand; one that is not in it stands at `span`.
    """

    values: Mapping[str, CellValue]
    span: Span
    places: Mapping[str, Span] = {}

    def place(self, column: str) -> Span:
        """Where the value under `column` is written."""
        return self.places.get(column, self.span)


class Records(Struct, frozen=True):
    """A list called `id`, as it is written; `file` is the sheet that its rows are in, if any.

    Not `known`: its rows are not filled in yet. Not `whole`: some of its rows or columns could not
    be read, which has been told.
    """

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[RecordRow, ...]
    span: Span
    source: str | None = None
    note: str | None = None
    file: str | None = None
    known: bool = True
    whole: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column | None:
        """The column of that name; an underscore in it stands for any sign of a longer name."""
        for column in self.columns:
            if column.name == name or "".join(map(_letter, column.name)) == name:
                return column
        return None


class FoundRecords(Struct, frozen=True):
    """The lists of a year by name, and the names of those that can't be read.

    `files` are those that they were read from, by their names in the year's folder.
    """

    records: Mapping[str, Records] = {}
    broken: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()


def _letter(sign: str) -> str:
    return sign if sign.isalnum() else "_"
