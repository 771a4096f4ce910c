"""Charts of tables in two dimensions: which is the categories and which the colours."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from reportgen.compose.chart_data import MOST_SERIES, ChartData, shown, too_many_series
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import did_you_mean
from reportgen.expressions.values import ExpressionError
from reportgen.model import Chart, Series
from reportgen.model.crossing import Cross, Dimension
from reportgen.model.project import FigureDefinition
from reportgen.model.statistics import StatisticsTable


class _Arranged(Struct, frozen=True):
    """The dimension of the categories, that of the series, and which labels of that are shown."""

    cross: Cross
    categories: Dimension
    series: Dimension
    shown: tuple[str, ...]

    def pair(self, category: str, series: str) -> tuple[str, str]:
        """The labels of a cell, its row's first."""
        return (category, series) if self.categories == self.cross.rows else (series, category)


def chart_of_cells(
    definition: FigureDefinition, table: StatisticsTable, year: int, language: str
) -> ChartData:
    """The chart of a table in two dimensions, of the report's year.

    Its rows are the categories and its columns the colours; the other way round where only
    the rows are few enough. Raises ExpressionError: too-many-series, wrong-value, unknown-label,
    negative-share, division-by-zero, figure-without-data.
    """
    assert table.cross
    cells = _arranged(definition, table.cross)
    if len(cells.shown) > MOST_SERIES:
        raise too_many_series(len(cells.shown), _("put some of the labels together"))
    counts = {row.pair: row.count for row in table.rows}
    kept = {row.pair for row in table.rows if row.protected}
    if any(count is not None and count < 0 for count in counts.values()) and definition.kind in (
        "stacked",
        "pyramid",
    ):
        message = _("a chart of that kind can't show what is below zero")
        raise ExpressionError("wrong-value", message, _("choose kind: grouped"))
    labels = cells.categories.labels
    series = tuple(
        Series(
            each,
            tuple(shown(counts[cells.pair(label, each)], table, definition) for label in labels),
            frozenset(at for at, each_ in enumerate(labels) if cells.pair(each_, each) in kept),
        )
        for each in cells.shown
    )
    chart = Chart(
        definition.kind, definition.title, labels, series, table.unit, language, crossed=True
    )
    chart = replace(chart, summed=not kept and cells.shown == cells.series.labels)
    left_out = tuple(
        (label, table.margin(label, cells.series))
        for label in cells.series.labels
        if label not in cells.shown
    )
    return ChartData(chart, table, year, left_out=left_out)


def _arranged(definition: FigureDefinition, cross: Cross) -> _Arranged:
    if definition.kind == "pyramid":
        return _sides(definition, cross)
    rows, columns = cross.dimensions
    if len(columns.labels) > MOST_SERIES >= len(rows.labels):
        rows, columns = columns, rows
    return _Arranged(cross, rows, columns, columns.labels)


def _sides(definition: FigureDefinition, cross: Cross) -> _Arranged:
    """A pyramid's dimensions: two labels of one of them are its sides."""
    sides = definition.sides
    if not sides:
        two = next((each for each in cross.dimensions if len(each.labels) == 2), None)
        if two is None:
            message = _("it is not said which two labels are the sides of the pyramid")
            raise ExpressionError("wrong-value", message, _("write sides: [Kvinnor, Män]"))
        sides = two.labels
    dimension = next((each for each in cross.dimensions if sides[0] in each.labels), None)
    known = dimension.labels if dimension else (*cross.rows.labels, *cross.columns.labels)
    wrong = next((label for label in sides if label not in known), None)
    if dimension is None or wrong is not None:
        message = _("the pyramid has no side '{label}'", label=wrong or sides[0])
        listed = _("there are: {names}", names=", ".join(known))
        raise ExpressionError("unknown-label", message, did_you_mean(wrong or "", known) or listed)
    other = cross.columns if dimension == cross.rows else cross.rows
    return _Arranged(cross, other, dimension, sides)
