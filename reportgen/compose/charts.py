"""Makes charts out of chart definitions and statistics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import assert_never

from msgspec.structs import replace

from reportgen.compose.cell_charts import chart_of_cells
from reportgen.compose.chart_data import (
    MOST_SERIES,
    ChartData,
    YearsBehind,
    changes_of,
    gapped,
    marked_in,
    quiet_in,
    series_of,
    shown,
    too_many_series,
    with_gaps,
)
from reportgen.compose.charts_over_years import column_a_year, lines
from reportgen.compose.grouping import Category, categories_of
from reportgen.compose.timelines import timeline
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import did_you_mean
from reportgen.expressions.values import (
    ExpressionError,
    ToldBeforeError,
    protected_value,
)
from reportgen.language.messages import Translate
from reportgen.model import Chart, ChartKind, Series, plan_of
from reportgen.model.project import FigureDefinition
from reportgen.model.statistics import UNKNOWN_LABELS, Amount, Statistics, StatisticsTable


def chart_of(
    definition: FigureDefinition, behind: YearsBehind, language: str, translate: Translate
) -> ChartData:
    """The chart that `definition` describes, drawn from the report's year and those before it.

    Raises ExpressionError: unknown-statistic, figure-without-data, too-many-series,
    negative-share, division-by-zero, unknown-list, unknown-column, empty-list.
    """
    crossed = _crossed(definition, behind)
    if crossed is not None:
        return chart_of_cells(definition, crossed, behind.years[-1], language)
    match definition.kind:
        case "bars" | "columns":
            return _bars(definition, behind, language, translate)
        case "years":
            return column_a_year(definition, behind, language)
        case "grouped" | "dumbbell" | "stacked" | "panels":
            return _TABLE_OVER_YEARS[definition.kind](definition, behind, language)
        case "timeline":
            return timeline(definition, behind, language, translate)
        case "line":
            return lines(definition, behind, language)
        case "pyramid":
            message = _("a pyramid shows a table in two dimensions")
            hint = _("give the table 'cross: [Kön, Ålder]', or choose kind: bars")
            raise ExpressionError("wrong-value", message, hint)
    assert_never(definition.kind)


def empty_chart(
    definition: FigureDefinition, behind: YearsBehind, language: str, translate: Translate
) -> ChartData:
    """The chart of a draft whose figures are not known yet: its categories, nothing beside them.

    Raises ExpressionError where its statistics are not there at all.
    """
    year = behind.years[-1]
    if plan_of(definition.kind).has_rows:
        table = _named_table(definition, behind.statistics_of(year))
        labels = tuple(row.label for row in table.rows)
    else:
        table, labels = None, tuple(str(each) for each in behind.last(definition.years))
    series = (Series(translate(_("Number")), (None,) * len(labels)),)
    unit = table.unit if table else ""
    return ChartData(Chart("bars", definition.title, labels, series, unit, language), table, year)


def _table(definition: FigureDefinition, behind: YearsBehind) -> StatisticsTable:
    """The report's year of the one table that the definition names, with something to show."""
    table = _named_table(definition, behind.statistics_of(behind.years[-1]))
    if all(row.protected for row in table.rows):
        raise protected_value(table.id)
    if all(row.count is None for row in table.rows):
        message = _("the statistics '{table}' hold no figures yet", table=table.id)
        hint = _("fill in the counts in statistics.yaml, or take the figure out for now")
        raise ExpressionError("figure-without-data", message, hint, table.id)
    return table


def _named_table(definition: FigureDefinition, statistics: Statistics) -> StatisticsTable:
    """The one table that the definition names."""
    names = (definition.data,) if isinstance(definition.data, str) else definition.data
    if len(names) != 1:
        message = _("a chart of the kind '{kind}' shows one table", kind=definition.kind)
        raise ExpressionError("wrong-value", message)
    if statistics.is_broken(names[0]):
        raise ToldBeforeError
    table = statistics.tables.get(names[0])
    if table is not None and table.damage:
        raise ToldBeforeError
    if table is None:
        message = _("there are no statistics called '{name}'", name=names[0])
        hint = did_you_mean(names[0], statistics.tables)
        raise ExpressionError("unknown-statistic", message, hint)
    return table


def _crossed(definition: FigureDefinition, behind: YearsBehind) -> StatisticsTable | None:
    """The table in two dimensions that the chart shows; None where it shows something else."""
    named = behind.statistics_of(behind.years[-1]).tables.get(str(definition.data))
    kinds = ("grouped", "stacked", "pyramid")
    if named is None or not named.cross or definition.kind not in kinds:
        return None
    return _table(definition, behind)


def _bars(
    definition: FigureDefinition, behind: YearsBehind, language: str, translate: Translate
) -> ChartData:
    """A bar or a column for each row."""
    table = _table(definition, behind)
    rows = categories_of((table,), definition, language)
    marked_in([each.name for each in rows], definition.highlight)
    categories = tuple(each for each in rows if not each.is_protected(table))
    values = tuple(shown(each.count(table), table, definition) for each in categories)
    counted = _("Number") if table.decimals is None else _("Value")
    series = (Series(translate(counted), values),)
    labels = tuple(each.name for each in categories)
    marked = marked_in(labels, [each for each in labels if each in definition.highlight])
    kind, title = definition.kind, definition.title
    chart = Chart(kind, title, labels, series, table.unit, language, marked=marked)
    chart = replace(chart, quiet=quiet_in(categories))
    without = len(categories) < len(rows)
    return ChartData(chart, table, behind.years[-1], without=without)


def _grouped(definition: FigureDefinition, behind: YearsBehind, language: str) -> ChartData:
    """A group of bars for each row, a bar for each of the last years that have the table."""
    table = _table(definition, behind)
    tables = _over_years(table, definition, behind)
    if len(tables) > MOST_SERIES:
        raise too_many_series(len(tables), _("write years: 4 or fewer"))
    return _years_beside(table, tables, definition, behind, language)


def _dumbbell(definition: FigureDefinition, behind: YearsBehind, language: str) -> ChartData:
    """Two dots for each row: the first and the last of the years, by themselves the last two."""
    table = _table(definition, behind)
    back = 2 if definition.years is None else definition.years
    tables = _over_years(table, replace(definition, years=back), behind)
    if len(tables) < 2:
        message = _("a dumbbell compares two years")
        raise ExpressionError("figure-without-data", message, _("choose kind: bars for now"))
    ends = {year: tables[year] for year in (min(tables), max(tables))}
    return _years_beside(table, ends, definition, behind, language)


def _years_beside(
    table: StatisticsTable,
    tables: dict[int, StatisticsTable],
    definition: FigureDefinition,
    behind: YearsBehind,
    language: str,
) -> ChartData:
    """The rows, each with its value of every year."""
    categories = categories_of(tuple(tables.values()), definition, language)
    series = tuple(
        series_of(str(year), ((each, table) for each in categories), definition)
        for year, table in tables.items()
    )
    labels = tuple(each.name for each in categories)
    chart = Chart(definition.kind, definition.title, labels, series, table.unit, language)
    changes = changes_of((table.id,), tuple(tables), behind)
    missing = tuple(year for year in with_gaps(tuple(tables)) if year not in tables)
    between = missing if definition.kind == "grouped" else ()
    return ChartData(chart, table, min(tables), changes, missing=between)


def _stacked(definition: FigureDefinition, behind: YearsBehind, language: str) -> ChartData:
    """A bar for each year, divided into the categories; one that is 0 in all years is no part."""
    table = _table(definition, behind)
    tables = _over_years(table, definition, behind)
    if any(
        row.count is not None and row.count < 0 for each in tables.values() for row in each.rows
    ):
        message = _("a stacked chart can't show what is below zero")
        raise ExpressionError("wrong-value", message, _("choose kind: grouped"))
    categories = categories_of(tuple(tables.values()), definition, language)
    counts = {each: [each.count(table) for table in tables.values()] for each in categories}
    there = [each for each, found in counts.items() if any(n is None or n for n in found)]
    parts = there or list(categories)
    if len(parts) > MOST_SERIES:
        raise too_many_series(len(parts), _fewer_parts(parts))
    series = tuple(
        series_of(each.name, ((each, table) for table in tables.values()), definition)
        for each in parts
    )
    years = with_gaps(tuple(tables))
    series = tuple(gapped(each, tuple(tables), years) for each in series)
    labels = tuple(str(year) for year in years)
    chart = Chart("stacked", definition.title, labels, series, table.unit, language)
    chart = replace(chart, quiet=quiet_in(parts), summed=_is_all(tables.values(), counts))
    return ChartData(chart, table, min(tables), changes_of((table.id,), tuple(tables), behind))


def _is_all(
    tables: Iterable[StatisticsTable], counts: Mapping[Category, Sequence[Amount | None]]
) -> bool:
    """Whether the rows of each table come to its whole, and nothing of it is protected."""
    for at, table in enumerate(tables):
        known = [each[at] for each in counts.values()]
        if table.is_protected or not table.relation.has_total or table.base is None:
            return False
        if None not in known and sum(n for n in known if n is not None) != table.base:
            return False
    return True


def _panels(definition: FigureDefinition, behind: YearsBehind, language: str) -> ChartData:
    """A small chart for each row, with a column for each year."""
    table = _table(definition, behind)
    tables = _over_years(table, definition, behind)
    rows = categories_of(tuple(tables.values()), definition, language)
    series = tuple(
        Series(each.name, tuple(shown(each.count(of), of, definition) for of in tables.values()))
        for each in rows
        if not each.is_protected(table)
    )
    years = with_gaps(tuple(tables))
    series = tuple(gapped(each, tuple(tables), years) for each in series)
    changes = changes_of((table.id,), tuple(tables), behind)
    breaks = tuple(dict.fromkeys(years.index(year) for year, _what in changes))
    labels = tuple(str(year) for year in years)
    chart = Chart("panels", definition.title, labels, series, table.unit, language, breaks)
    return ChartData(chart, table, min(tables), changes)


def _fewer_parts(parts: Sequence[Category]) -> _:
    """What to write so that few enough are left: "Okänt" stays beside the group."""
    unknown = sum(1 for each in parts if each.name in UNKNOWN_LABELS)
    top = max(MOST_SERIES - 1 - unknown, 1)
    return _("group the small rows: group: {{top: {top}, label: Övriga}}", top=str(top))


def _over_years(
    table: StatisticsTable, definition: FigureDefinition, behind: YearsBehind
) -> dict[int, StatisticsTable]:
    """The table in each of the last years that have it, from the oldest."""
    found = {
        year: behind.statistics_of(year).tables.get(table.id)
        for year in behind.last(definition.years)
    }
    return {year: each for year, each in found.items() if each is not None}


_TABLE_OVER_YEARS: dict[ChartKind, Callable[[FigureDefinition, YearsBehind, str], ChartData]] = {
    "grouped": _grouped,
    "dumbbell": _dumbbell,
    "stacked": _stacked,
    "panels": _panels,
}
