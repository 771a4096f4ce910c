"""Which colour a part of a chart has."""

from __future__ import annotations

from reportgen.model import Chart
from reportgen.model.look import Look


def fill_of(chart: Chart, look: Look, number: int, index: int) -> str:
    """The colour of the series `number` in the category `index`.

    Where the title speaks of one category the others step back; grey is what says least.
    """
    if len(chart.series) > 1 or chart.plan.series != "one":
        return series_fill(chart, look, number)
    if chart.marked:
        return look.marked if index in chart.marked else look.muted
    return look.muted if index in chart.quiet else look.alone


def series_fill(chart: Chart, look: Look, number: int) -> str:
    """The colour of a series, the same in the chart and in its key."""
    if number in chart.quiet and chart.plan.series == "rows":
        return look.grey(number)
    return look.chart_colour(number, len(chart.series))
