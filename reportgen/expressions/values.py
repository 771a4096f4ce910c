"""What an expression can give: numbers that know their base, shares, dates, text, placements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from msgspec import Struct

from reportgen.diagnostics import Message
from reportgen.diagnostics import Message as _
from reportgen.language.formatting import (
    Number,
    format_date,
    format_protected,
    format_quantity,
    format_share,
    join_words,
)
from reportgen.model.records import Column, Records
from reportgen.model.statistics import Amount, Protected, Statistics, StatisticsTable


class ExpressionError(Exception):
    """An expression that can't be evaluated; the pass that evaluates knows where it stands.

    `source` names the figure that it lacks (`nationalitet["Rumänien"]`); empty: none.
    """

    def __init__(
        self, code: str, message: Message, hint: Message | None = None, source: str = ""
    ) -> None:
        super().__init__(str(message))
        self.code = code
        self.message = message
        self.hint = hint
        self.source = source


class ToldBeforeError(ExpressionError):
    """An expression that needs what is wrong elsewhere and has been told there: not told again."""

    def __init__(self) -> None:
        super().__init__("told-before", Message("it needs something that is wrong elsewhere"))


class Count(Struct, frozen=True):
    """A count or an amount out of the statistics; None where it is not known.

    `base` is what it is a share of, None where there is nothing. `source` is the expression
    that names it. `protected`: it is kept from the readers, and `value` is None.
    """

    value: Amount | None
    base: Amount | None
    source: str
    protected: Protected | None = None


class Share(Struct, frozen=True):
    """An exact share of 1, and with how many decimals its percent is shown."""

    value: Fraction
    decimals: int = 1


class YearNumber(Struct, frozen=True):
    """A calendar year: a number whose thousands are never grouped."""

    value: int


class TableView(Struct, frozen=True):
    """A table of the statistics; `path` is the expression that names it."""

    table: StatisticsTable
    path: str


class YearView(Struct, frozen=True):
    """Another year's statistics; `path` is the expression that names them."""

    statistics: Statistics
    path: str


class RecordsView(Struct, frozen=True):
    """Rows of a list, by their indexes, in the order that is asked for; `path` names the list."""

    records: Records
    rows: Sequence[int]
    path: str


class ColumnView(Struct, frozen=True):
    """A column of a list; `path` is the expression that names it."""

    view: RecordsView
    column: Column
    path: str


class RowView(Struct, frozen=True):
    """A row of a list; `path` is the expression that names it: `utbildningar[3]`."""

    records: Records
    index: int
    path: str


class ReportView(Struct, frozen=True):
    """What `report.` offers."""

    fields: Mapping[str, Value]


class Damaged(Struct, frozen=True):
    """A value that can't be read where it is written, which has been told."""


DAMAGED = Damaged()


class PlacedFigure(Struct, frozen=True):
    """`figure("name")`: put the figure here; `id` tells a second placement from the first.

    `landscape` asks for a page on its side. `floats` says whether text may pass it to fill a
    page; None: as its definition says. `table` asks for its numbers as a table with it, with
    shares where `share` does.
    """

    name: str
    id: str
    landscape: bool = False
    floats: bool | None = None
    table: bool = False
    share: bool = False


class PlacedTable(Struct, frozen=True):
    """`table("name")`: put the statistics table here; `caption` None takes its title.

    `id` tells a second placement from the first. `landscape` asks for a page on its side.
    """

    name: str
    id: str
    share: bool = False
    caption: str | None = None
    landscape: bool = False


class PlacedRecords(Struct, frozen=True):
    """`records("name")`: put the list here as a table; `caption` None takes its title.

    `columns` empty: all. `sort` names a column, "" keeps the written order. `total` adds up the
    columns of numbers. `where` has the columns' names and what they must be.
    """

    name: str
    id: str
    columns: tuple[str, ...] = ()
    sort: str = ""
    descending: bool = False
    total: bool = False
    caption: str | None = None
    landscape: bool = False
    where: tuple[tuple[str, Value], ...] = ()


class PlacedKeyFigures(Struct, frozen=True):
    """`keyfigures()`: put the year's key figures here; `id` tells a second placement apart."""

    id: str
    caption: str = ""


class ReferenceTo(Struct, frozen=True):
    """`ref("id")`: name the figure, table or section here."""

    target: str
    capital: bool = False


class Function(Struct, frozen=True):
    """The name of a function, before its parentheses."""

    name: str


Value = (
    str
    | bool
    | int
    | Decimal
    | Fraction
    | date
    | None
    | tuple["Value", ...]
    | Count
    | Share
    | YearNumber
    | TableView
    | YearView
    | RecordsView
    | ColumnView
    | RowView
    | ReportView
    | Damaged
    | PlacedFigure
    | PlacedTable
    | PlacedRecords
    | PlacedKeyFigures
    | ReferenceTo
    | Function
)


def number_of(value: Value) -> Number:
    """The number that `value` is; raises ExpressionError (unknown-value, not-a-number)."""
    match value:
        case bool():
            pass
        case int() | Decimal() | Fraction():
            return value
        case Count(value=None, source=source, protected=protected):
            raise protected_value(source) if protected else unknown_value(source)
        case Count(value=int() | Decimal() as count):
            return count
        case Share(value=share):
            return share
        case YearNumber(value=year):
            return year
        case _:
            pass
    hint = None
    if isinstance(value, TableView):
        hint = _('write {path}.total, or {path}["…"] for a row', path=value.path)
    message = _("{found} is not a number", found=describe(value))
    raise ExpressionError("not-a-number", message, hint)


def negative_share(name: str) -> ExpressionError:
    """The error for shares among numbers of which one is below 0."""
    message = _("'{name}' has negative numbers, and no shares", name=name)
    return ExpressionError("negative-share", message, _("show the numbers themselves"))


def protected_value(source: str) -> ExpressionError:
    """The error for a value that the edition keeps from its readers."""
    return ExpressionError(
        "protected-value",
        _(
            "'{source}' is protected in this edition: nothing can be worked out from it",
            source=source,
        ),
        _('write the sentence without it for this edition: {{% if edition == "…" %}}'),
    )


def unknown_value(source: str) -> ExpressionError:
    """The error for a value that the statistics do not know."""
    return ExpressionError(
        "unknown-value",
        _("'{source}' is not known in the statistics", source=source),
        _("fill in the figure, or write the sentence without it"),
        source,
    )


def describe(value: Value) -> Message:  # noqa: C901 - as many arms as the union has
    """What kind of thing `value` is, for a message."""
    match value:
        case None | Damaged():
            return _("an empty value")
        case bool():
            return _("a condition")
        case int() | Decimal() | Fraction() | Count() | Share() | YearNumber():
            return _("a number")
        case str():
            return _("the text '{text}'", text=value if len(value) < 40 else value[:39] + "…")
        case date():
            return _("a date")
        case tuple():
            return _("a list")
        case TableView(path=path) | YearView(path=path) | RecordsView(path=path):
            return _("the whole of '{path}'", path=path)
        case ColumnView(path=path) | RowView(path=path):
            return _("the whole of '{path}'", path=path)
        case ReportView():
            return _("the whole of '{path}'", path="report")
        case PlacedFigure() | PlacedTable() | PlacedRecords() | PlacedKeyFigures():
            return _("a figure or a table")
        case ReferenceTo():
            return _("a reference")
        case Function(name=name):
            return _("the function '{name}' without its parentheses", name=name)
    assert_never(value)


def text_of(value: Value, language: str) -> str:
    """`value` as prose shows it; raises ExpressionError for what has no text of its own."""
    match value:
        case str():
            return value
        case Share(value=share, decimals=decimals):
            return format_share(share, language, decimals)
        case YearNumber(value=year):
            return str(year)
        case date():
            return format_date(value, language)
        case Count(protected=Protected() as protected):
            return format_protected(protected.below, language)
        case tuple():
            return join_words([text_of(each, language) for each in value], language)
        case Count() | int() | Decimal() | Fraction() if not isinstance(value, bool):
            return format_quantity(number_of(value), language)
        case PlacedFigure() | PlacedTable() | PlacedRecords() | PlacedKeyFigures():
            raise ExpressionError(
                "misplaced-figure",
                _("a figure or table can't stand inside a sentence"),
                _('give it a paragraph of its own, and refer to it with ref("…")'),
            )
        case _:
            raise ExpressionError(
                "no-text", _("{found} can't be printed", found=describe(value)), _print_hint(value)
            )


def _print_hint(value: Value) -> Message | None:
    """What to write instead of a value that has no text."""
    match value:
        case TableView(path=path):
            return _('write {path}.total, or {path}["…"] for a row', path=path)
        case RecordsView(path=path):
            return _("count its rows with count({path}), or place it with records(…)", path=path)
        case ColumnView(path=path):
            return _("add it up with total({path})", path=path)
        case RowView(path=path, records=records):
            return _("name a column: {path}.{name}", path=path, name=records.columns[0].name)
        case YearView(path=path):
            return _("name a value of that year: {path}.arenden.total", path=path)
        case bool():
            return _('say what to print: {{{{ "yes" if … else "no" }}}}')
        case _:
            return None
