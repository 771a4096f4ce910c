"""Rows, sums and cells of a table by their labels, and what to say of those that it lacks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from reportgen.diagnostics import Message, closest, did_you_mean
from reportgen.diagnostics import Message as _
from reportgen.expressions.operators import add_numbers
from reportgen.expressions.values import (
    Count,
    ExpressionError,
    TableView,
    ToldBeforeError,
    Value,
    describe,
    protected_value,
    unknown_value,
)
from reportgen.language.formatting import Number
from reportgen.model.crossing import WHOLE, Cross, Dimension
from reportgen.model.statistics import Amount, behind

# Makes a count of a value, its base and the expression for it, and notes where it came from.
Counting = Callable[[Amount | None, Amount | None, str], Count]


def table_row(count: Counting, view: TableView, label: str) -> Count:
    """The count of a row or of a named sum; raises ExpressionError (unknown-statistic)."""
    table = view.table
    if table.damage and (label in table.sums or table.row(label)):
        raise ToldBeforeError
    if label in table.sums and table.row(label) is None:
        return count(table.named_sum(label), table.base, f"{view.path}{behind(label)}")
    row = table.row(label)
    if row is None:
        raise no_such_row(view, label)
    return count(row.count, table.base, view.path + row.subscript)


def table_cell(count: Counting, view: TableView, labels: Sequence[Value]) -> Count:
    """What a table holds of two labels, its row's and its column's; raises ExpressionError.

    Codes: unknown-statistic, expression-syntax.
    """
    table, cross = view.table, view.table.cross
    if table.damage:
        raise ToldBeforeError
    if cross is None:
        message = _("'{table}' has one label a row", table=view.path)
        raise ExpressionError("expression-syntax", message, _("write one label in the brackets"))
    match labels:
        case (str() as row, str() as column):
            pass
        case (str(), other) | (other, *_):
            message = _("expected a label in quotation marks, found {found}", found=describe(other))
            hint = _('write the labels in quotation marks: ["Kvinnor", "Vuxna"]')
            raise ExpressionError("expression-syntax", message, hint)
    cells = cross.cells(row, column)
    if not cells:
        raise _no_such_cell(view, cross, row, column)
    return count(table.sum_of(cells), table.base, f'{view.path}["{row}", "{column}"]')


def _no_such_cell(view: TableView, cross: Cross, row: str, column: str) -> ExpressionError:
    """The error for two labels that do not meet: which of them is wrong, or their order."""
    dimension, label = (
        (cross.columns, column) if cross.labels_of(row, cross.rows) else (cross.rows, row)
    )
    message = _(
        "the statistics '{table}' have no '{label}' under '{heading}'",
        table=view.path,
        label=label,
        heading=dimension.heading,
    )
    if cross.cells(column, row):
        hint = _('write {table}["{row}", "{column}"]', table=view.path, row=column, column=row)
    else:
        known = _names(cross, dimension)
        listed = _("its rows are: {rows}", rows=", ".join(known[:12]))
        hint = did_you_mean(label, known) or listed
    return ExpressionError("unknown-statistic", message, hint)


def _names(cross: Cross, dimension: Dimension) -> list[str]:
    """What can be written for a dimension."""
    groups = [name for name in cross.groups if cross.labels_of(name, dimension)]
    return [*dimension.labels, *groups, WHOLE]


def total_of(view: TableView, labels: Collection[str]) -> Number:
    """The named rows of a table added up; of one with cells those where the labels meet.

    Raises ExpressionError (unknown-statistic, unknown-value).
    """
    table = view.table
    if table.cross is None:
        found = {label: table.row(label) for label in labels}
    else:
        known = {*table.cross.rows.labels, *table.cross.columns.labels}
        found = {label: None for label in labels if label not in known}
        found = found or {cell: table.row(cell) for cell in table.cross.meeting(labels)}
    total: Number = 0
    for label, row in found.items():
        if row is None:
            raise no_such_row(view, label)
        if table.damage:
            raise ToldBeforeError
        if row.count is None:
            source = view.path + row.subscript
            raise protected_value(source) if row.protected else unknown_value(source)
        total = add_numbers(total, row.count)
    return total


def no_such_row(view: TableView, label: str) -> ExpressionError:
    """The error for a label that the table lacks; it may have it where rows are damaged."""
    cross = view.table.cross
    if view.table.damage == "rows":
        return ToldBeforeError()
    if cross and label in cross.shared:
        message = _(
            "'{label}' is both a row and a column of '{table}'", label=label, table=view.path
        )
        hint = _(
            'write {table}["{label}", "total"] or {table}["total", "{label}"]',
            table=view.path,
            label=label,
        )
        return ExpressionError("unknown-statistic", message, hint)
    known = [*(row.label for row in view.table.rows if not row.pair), *view.table.sums]
    message = _("the statistics '{table}' have no row '{row}'", table=view.path, row=label)
    listed = _("its rows are: {rows}", rows=", ".join(known[:12]))
    hint = did_you_mean(label, known) or _meant_total(view, label) or listed
    return ExpressionError("unknown-statistic", message, hint)


def _meant_total(view: TableView, label: str) -> Message | None:
    """What to write for “totalt” or “summa”, where the table has such a number."""
    relation = view.table.relation
    names = ["total"] * relation.has_total + ["base"] * (relation.base != "none") + ["sum"]
    near = closest(label, names)
    return _("did you mean '{name}'?", name=f"{view.path}.{near}") if near else None
