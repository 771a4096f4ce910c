"""Figures that a report needs and the statistics do not know, told once for each table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from reportgen.diagnostics import Message, Problems, Span
from reportgen.diagnostics import Message as _
from reportgen.expressions.values import ExpressionError
from reportgen.model.statistics import CountRow, Statistics, StatisticsTable

_MOST_NAMED = 8
_MOST_PLACES = 3


class Gap(Struct, frozen=True):
    """A place that needs what is not known, and what is said of it where it is the only one."""

    span: Span
    error: ExpressionError

    @property
    def name(self) -> str:
        """The table, the single number or the list that it is about."""
        return self.error.source.partition("[")[0].partition(".")[0]


def tell_gaps(gaps: Iterable[Gap], statistics: Statistics, problems: Problems) -> None:
    """Note every gap, those of one table or number in one error where it is missing.

    What only one place needs is told of at that place. Notes unknown-value and
    figure-without-data.
    """
    by_name: dict[str, list[Gap]] = {}
    for gap in gaps:
        by_name.setdefault(gap.name, []).append(gap)
    for name, found in by_name.items():
        root = _root(name, statistics) if len(found) > 1 else None
        if root:
            hint = _(
                "fill in what is missing; 0 means none. The report needs it in {places}",
                places=_places(found),
            )
            problems.error("unknown-value", *root, hint)
        else:
            for gap in found:
                problems.error(gap.error.code, gap.span, gap.error.message, gap.error.hint)


def _root(name: str, statistics: Statistics) -> tuple[Span, Message] | None:
    """Where the figure is to be filled in and what is missing there; None: it is not so simple."""
    table, single = statistics.tables.get(name), statistics.values.get(name)
    if table and (first := first_empty(table)):
        return first.span, rows_without_figures(table)
    if single and single.value is None:
        return single.span, _("'{name}' has no figure", name=name)
    records = statistics.records.get(name)
    if records and not records.known:
        return records.span, _("the list '{name}' has no rows yet", name=name)
    return None


def first_empty(table: StatisticsTable) -> CountRow | None:
    """The first row that is not known."""
    return next((row for row in table.rows if row.count is None), None)


def rows_without_figures(table: StatisticsTable) -> Message:
    """Which rows of `table` are not known, the first few by name."""
    labels = [row.label for row in table.rows if row.count is None]
    named = ", ".join(labels[:_MOST_NAMED]) + (" …" if len(labels) > _MOST_NAMED else "")
    return _(
        "{count} row of '{table}' has no figure: {rows}",
        "{count} rows of '{table}' have no figure: {rows}",
        count=len(labels),
        table=table.id,
        rows=named,
    )


def _places(gaps: Sequence[Gap]) -> str:
    """The first few lines that need it."""
    spans = [gap.span for gap in gaps]
    lines = list(dict.fromkeys(f"{span.file.rpartition('/')[2]}:{span.line}" for span in spans))
    return ", ".join(lines[:_MOST_PLACES]) + (" …" if len(lines) > _MOST_PLACES else "")
