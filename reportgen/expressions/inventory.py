"""Every value that prose can use: the expression to write, and what it gives now."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from reportgen.expressions.evaluate import Evaluator
from reportgen.expressions.records import written
from reportgen.expressions.values import ExpressionError, text_of
from reportgen.model.records import Records
from reportgen.model.statistics import Amount, Statistics, StatisticsTable, behind


class Offer(Struct, frozen=True):
    """One value: what to write, what it gives (None: not known), and its share of the base."""

    expression: str
    text: str | None
    share: str | None = None


class Group(Struct, frozen=True):
    """The values of one table, of the single numbers, or of the report itself."""

    title: str
    offers: tuple[Offer, ...]


def list_values(evaluator: Evaluator, single_values: str, report: str) -> tuple[Group, ...]:
    """All values of a report, its tables first; two titles for the groups behind them."""
    statistics = evaluator.scope.statistics
    groups = [
        Group(table.title, tuple(_offers(evaluator, _expressions(table))))
        for table in statistics.tables.values()
    ]
    if statistics.values:
        groups.append(Group(single_values, tuple(_offers(evaluator, iter(statistics.values)))))
    groups += (
        Group(records.title, tuple(_offers(evaluator, _of_list(records))))
        for records in statistics.records.values()
    )
    fields = (f"report.{name}" for name in evaluator.scope.report)
    groups.append(Group(report, tuple(_offers(evaluator, fields))))
    return tuple(groups)


def _expressions(table: StatisticsTable) -> Iterator[str]:
    """What names each value of a table."""
    if table.relation.has_total:
        yield f"{table.id}.total"
    elif table.relation.overlapping:
        yield from (f"{table.id}.base", f"{table.id}.sum")
    yield from (table.id + behind(name) for name in table.sums)
    for row in table.in_order():
        plain = row.label.isidentifier() and row.label not in ("total", "base", "sum")
        yield f"{table.id}.{row.label}" if plain else table.id + row.subscript


def _of_list(records: Records) -> Iterator[str]:
    """What names the number of a list's rows, those of each choice, and each column's sum."""
    yield f"count({records.id})"
    for column in records.columns:
        if column.counts:
            yield f"total({records.id}{written(column.name)})"
        key = "".join(sign if sign.isalnum() else "_" for sign in column.name)
        for choice in column.choices:
            yield f'count({records.id}, {key}="{choice}")'


def _offers(evaluator: Evaluator, expressions: Iterator[str]) -> Iterator[Offer]:
    for expression in expressions:
        text = _text(evaluator, expression)
        share = _text(evaluator, f"share({expression})") if text is not None else None
        yield Offer(f"{{{{ {expression} }}}}", text, share)


def _text(evaluator: Evaluator, expression: str) -> str | None:
    """What an expression prints; None where it prints nothing."""
    try:
        return text_of(evaluator.evaluate(expression).value, evaluator.scope.language)
    except ExpressionError:
        return None


class Record(Struct, frozen=True):
    """One count as a row of an export; None where something is not known or has no meaning.

    `column` is the second label of a cell, empty for what is told by one.
    """

    year: int
    table: str
    title: str
    unit: str
    label: str
    count: Amount | None
    base: Amount | None
    column: str = ""


def records_of(statistics: Statistics) -> Iterator[Record]:
    """Every count of a year, in the order in which it is written."""
    for table in statistics.tables.values():
        for row in table.rows:
            yield Record(
                statistics.year,
                table.id,
                table.title,
                table.unit,
                row.labels[0],
                row.count,
                table.base,
                row.pair[1] if row.pair else "",
            )
    for single in statistics.values.values():
        yield Record(statistics.year, single.id, single.title, single.unit, "", single.value, None)
