"""Looks names up: statistics, their rows and totals, what the report says of itself."""

from __future__ import annotations

from reportgen.diagnostics import Message, did_you_mean
from reportgen.diagnostics import Message as _
from reportgen.expressions.names import FUNCTIONS
from reportgen.expressions.records import view_of
from reportgen.expressions.rows import Counting, table_row
from reportgen.expressions.values import (
    Count,
    Damaged,
    ExpressionError,
    ReportView,
    TableView,
    ToldBeforeError,
    Value,
    YearView,
    describe,
)
from reportgen.model.statistics import SingleValue, Statistics, StatisticsTable


def statistic(count: Counting, statistics: Statistics, name: str, prefix: str) -> Value:
    """The table or single number called `name`; `prefix` names its year ("year(2021).")."""
    if statistics.is_broken(name):
        raise ToldBeforeError
    if name in statistics.tables:
        return TableView(statistics.tables[name], prefix + name)
    if name in statistics.values:
        single: SingleValue = statistics.values[name]
        return count(single.value, None, prefix + name)
    if name in statistics.records:
        return view_of(statistics.records[name], prefix + name)
    message = _("there are no statistics called '{name}'", name=name)
    raise ExpressionError("unknown-statistic", message, _nearest(statistics, name, prefix))


def _nearest(statistics: Statistics, name: str, prefix: str) -> Message:
    if not statistics.names:
        return _(
            "there are none at all: content/{year}/statistics.yaml is empty",
            year=str(statistics.year),
        )
    known = statistics.names if prefix else (*statistics.names, *FUNCTIONS, "report")
    listed = _("there are: {names}", names=", ".join(statistics.names))
    return did_you_mean(name, known) or listed


def member(count: Counting, owner: Value, name: str) -> Value:
    """What `owner.name` is."""
    match owner:
        case TableView():
            if name in ("total", "base", "sum"):
                return _table_number(count, owner, name)
            if name in ("title", "unit"):
                return str(getattr(owner.table, name))
            return table_row(count, owner, name)
        case YearView(statistics=statistics, path=path):
            return statistic(count, statistics, name, path + ".")
        case ReportView(fields=fields):
            if name in fields:
                if isinstance(fields[name], Damaged):
                    raise ToldBeforeError
                if fields[name] is None:
                    raise not_filled_in(name)
                return fields[name]
            listed = _("there are: {names}", names=", ".join(fields))
            message = _("the report has no '{name}'", name=name)
            raise ExpressionError("unknown-name", message, did_you_mean(name, fields) or listed)
        case _:
            message = _("{found} has no '{name}'", found=describe(owner), name=name)
            raise ExpressionError("unknown-name", message, _whole_already(owner, name))


def _whole_already(owner: Value, name: str) -> Message:
    """What to write where a value is asked for a part that it does not have."""
    table, dot, label = owner.source.rpartition(".") if isinstance(owner, Count) else ("", "", "")
    if dot and label not in ("total", "base", "sum"):
        cell = f'{table}["{label}", "{name}"]'
        return _("leave out '.{name}'; a cell of a table is {cell}", name=name, cell=cell)
    if isinstance(owner, Count):
        return _("it is a number already: leave out '.{name}'", name=name)
    return _("leave out '.{name}'", name=name)


def not_filled_in(name: str) -> ExpressionError:
    """The error for a setting of the report that is not known yet."""
    message = _("the report's {name} is not filled in", name=name)
    return ExpressionError("unknown-value", message, _("write it in the year's report.yaml"))


def _table_number(count: Counting, view: TableView, name: str) -> Count:
    """`total`, `base` or `sum` of a table, where the table's kind has it."""
    table, source = view.table, f"{view.path}.{name}"
    if table.damage:
        raise ToldBeforeError
    if name == "sum":
        return count(table.sum, table.base, source)
    if name == "base" and table.relation.base != "none":
        return count(table.base, None, source)
    if name == "total" and table.relation.has_total:
        return count(table.base, None, source)
    message = _("'{path}' has no {name}", path=view.path, name=name)
    raise ExpressionError("no-total", message, _instead_of_total(table, view.path))


def _instead_of_total(table: StatisticsTable, path: str) -> Message:
    """What to write for a table whose rows do not add up to a total."""
    if table.relation.overlapping:
        return _(
            "a case can stand in several rows:"
            " write {path}.base for the cases, {path}.sum for the rows",
            path=path,
        )
    return _("its rows have no common total: name a row, or write {path}.sum", path=path)
