"""An entry of `statistics.yaml` as a grid: labels and numbers as they are written."""

from __future__ import annotations

import re

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span, report_error
from reportgen.readers.yaml.reading import Mapping, Node, Scalar

# The label of the only column of a table in one dimension, and of the only row of one number.
ONLY = ""
_GROUPED = re.compile(r"([-\u2212]?\d{1,3}(?:[ \u00a0\u202f]\d{3})+)([.,]\d+)?")
_DECIMAL = re.compile(r"([-\u2212]?\d+)[.,](\d+)")
# What people write for what they do not know.
_UNKNOWN = ("", "null", "Null", "NULL", "~", "-", "\u2013", "\u2014", "..", "\u2026")


class Label(Struct, frozen=True):
    """What a row or a column is called, and what it was called; `was` None: it is new."""

    text: str
    was: str | None = None


class Row(Struct, frozen=True):
    """A label and its numbers as they are written, one a column; "" where one is not known."""

    label: Label
    numbers: tuple[str, ...]


class Grid(Struct, frozen=True):
    """The numbers of an entry.

    A table in one dimension has one column, `ONLY`; a single number has one row of that name
    as well. `total` is what the rows must add up to, as it is written; None where nothing is.
    """

    columns: tuple[Label, ...]
    rows: tuple[Row, ...]
    total: str | None = None

    def __post_init__(self) -> None:
        """Refuse rows that have not a number for each column."""
        if any(len(row.numbers) != len(self.columns) for row in self.rows):
            raise ValueError(self)

    @property
    def crossed(self) -> bool:
        """Whether it has two dimensions."""
        return self.columns != (Label(ONLY, ONLY),)

    @property
    def single(self) -> bool:
        """Whether it is one number."""
        return len(self.rows) == 1 and self.rows[0].label.text == ONLY

    def row(self, was: str) -> Row | None:
        """The row that was called `was`; None where it is there no more."""
        return next((row for row in self.rows if row.label.was == was), None)

    @property
    def as_saved(self) -> Grid:
        """The same grid as somebody finds it who opens it now: nothing in it is new."""
        columns = tuple(Label(each.text, each.text) for each in self.columns)
        rows = tuple(Row(Label(r.label.text, r.label.text), r.numbers) for r in self.rows)
        return Grid(columns, rows, self.total)


def grid_of(root: Node, name: str, span: Span) -> Grid:
    """The grid of the entry `name` of a file.

    Raises ReportError: unknown-statistic, cannot-edit where it has no numbers of its own.
    """
    entry = root.get(name) if isinstance(root, Mapping) else None
    if entry is None:
        message = _("there are no statistics called '{name}'", name=name)
        raise report_error("unknown-statistic", span, message)
    if isinstance(entry, Scalar):
        return _one_number(entry)
    counts = entry.get("counts") if isinstance(entry, Mapping) else None
    value = entry.get("value") if isinstance(entry, Mapping) else None
    if isinstance(value, Scalar) and counts is None:
        return _one_number(value)
    grid = _grid(entry, counts) if isinstance(counts, Mapping) and counts.entries else None
    if grid is None:
        message = _("'{name}' has no numbers that can be edited as a table", name=name)
        hint = _(
            "write the table one row a line; what is counted from a list is changed in the list"
        )
        raise report_error("cannot-edit", entry.span, message, hint)
    return grid


def _one_number(node: Scalar) -> Grid:
    return Grid((Label(ONLY, ONLY),), (Row(Label(ONLY, ONLY), (_text(node),)),))


def _grid(entry: Node, counts: Mapping) -> Grid | None:
    """The grid of rows; None where a value is neither a number nor a row of them."""
    crossed = any(isinstance(value, Mapping) for _key, value in counts.entries)
    columns: dict[str, None] = {} if crossed else {ONLY: None}
    rows: list[tuple[str, dict[str, str]]] = []
    for key, value in counts.entries:
        cells = value.entries if isinstance(value, Mapping) else ((None, value),)
        numbers: dict[str, str] = {}
        for column, cell in cells:
            if not isinstance(cell, Scalar):
                return None
            if column is not None or not crossed:
                numbers[column.text if column else ONLY] = _text(cell)
        columns |= dict.fromkeys(numbers)
        rows.append((key.text, numbers))
    total = entry.get("total") if isinstance(entry, Mapping) else None
    return Grid(
        tuple(Label(column, column) for column in columns),
        tuple(
            Row(Label(label, label), tuple(numbers.get(each, "") for each in columns))
            for label, numbers in rows
        ),
        _text(total) if isinstance(total, Scalar) else None,
    )


def _text(node: Scalar) -> str:
    return "" if node.null else node.text


def typed(text: str) -> str:
    """A number as the file writes it, of how people and Excel write one; else the text itself.

    Blanks between thousands go, a decimal comma is a point; what means that it is not known is
    empty. 0 stays 0.
    """
    text = text.strip()
    if text in _UNKNOWN:
        return ""
    if found := _GROUPED.fullmatch(text):
        text = re.sub(r"\s", "", found[1]) + (found[2] or "")
    if found := _DECIMAL.fullmatch(text):
        text = f"{found[1]}.{found[2]}"
    return text.replace("\u2212", "-") if re.fullmatch(r"\u2212[\d.]+", text) else text
