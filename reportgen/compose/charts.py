"""Makes charts out of chart definitions and statistics."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import assert_never

from msgspec import Struct

from reportgen.compose.grouping import Category, categories_of
from reportgen.diagnostics import Message, did_you_mean
from reportgen.diagnostics import Message as _
from reportgen.expressions.evaluate import Evaluator
from reportgen.expressions.values import (
    Count,
    ExpressionError,
    ToldBeforeError,
    negative_share,
    number_of,
    protected_value,
)
from reportgen.language.messages import Translate
from reportgen.model import Chart, Quantity, Series, plan_of
from reportgen.model.crossing import label_in
from reportgen.model.project import FigureDefinition
from reportgen.model.statistics import UNKNOWN_LABELS, Amount, Statistics, StatisticsTable

MOST_SERIES = 4


class YearsBehind(Struct, frozen=True):
    """The years that a chart can go back over: those up to the report's, from the oldest.

    `evaluator_of` sees a year as that year's own report does.
    """

    years: tuple[int, ...]
    statistics_of: Callable[[int], Statistics]
    evaluator_of: Callable[[int], Evaluator]

    def last(self, count: int | None) -> tuple[int, ...]:
        """The last `count` years, all when None."""
        return self.years if count is None else self.years[-count:]


class ChartData(Struct, frozen=True):
    """A chart, the newest table that it shows (None: single numbers), its first year.

    `changes` are the years from which something is defined otherwise, and what.
    """

    chart: Chart
    table: StatisticsTable | None
    first_year: int
    changes: tuple[tuple[int, str], ...] = ()


def chart_of(
    definition: FigureDefinition, behind: YearsBehind, language: str, translate: Translate
) -> ChartData:
    """The chart that `definition` describes, drawn from the report's year and those before it.

    Raises ExpressionError: unknown-statistic, figure-without-data, too-many-series,
    negative-share, division-by-zero.
    """
    match definition.kind:
        case "bars":
            return _bars(definition, behind, language, translate)
        case "grouped":
            return _grouped(definition, behind, language)
        case "stacked":
            return _stacked(definition, behind, language)
        case "line":
            return _line(definition, behind, language)
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


def _shown(count: Amount | None, table: StatisticsTable, definition: FigureDefinition) -> Quantity:
    """What a bar shows: the count, or its share of the base."""
    if count is None or definition.show == "count":
        return count
    if not table.has_shares:
        raise negative_share(table.id)
    if table.base is not None and table.base == 0:
        message = _("'{table}' is 0 in all, and there are no shares of 0", table=table.id)
        raise ExpressionError("division-by-zero", message, _("write show: count"))
    share = table.share(count)
    if share is None:
        message = _("'{table}' has no base to show shares of", table=table.id)
        raise ExpressionError("figure-without-data", message, _("write show: count"))
    return share


def _bars(
    definition: FigureDefinition, behind: YearsBehind, language: str, translate: Translate
) -> ChartData:
    """A bar for each row."""
    table = _table(definition, behind)
    categories = tuple(
        each
        for each in categories_of((table,), definition, language)
        if not each.is_protected(table)
    )
    values = tuple(_shown(each.count(table), table, definition) for each in categories)
    counted = _("Number") if table.decimals is None else _("Value")
    series = (Series(translate(counted), values),)
    labels = tuple(each.name for each in categories)
    chart = Chart("bars", definition.title, labels, series, table.unit, language)
    return ChartData(chart, table, behind.years[-1])


def _grouped(definition: FigureDefinition, behind: YearsBehind, language: str) -> ChartData:
    """A group of bars for each row, a bar for each of the last years that have the table."""
    table = _table(definition, behind)
    tables = _over_years(table, definition, behind)
    if len(tables) > MOST_SERIES:
        raise too_many_series(len(tables), _("write years: 4 or fewer"))
    categories = categories_of(tuple(tables.values()), definition, language)
    series = tuple(
        Series(
            str(year), tuple(_shown(each.count(table), table, definition) for each in categories)
        )
        for year, table in tables.items()
    )
    labels = tuple(each.name for each in categories)
    chart = Chart("grouped", definition.title, labels, series, table.unit, language)
    return ChartData(chart, table, min(tables), changes_of((table.id,), tuple(tables), behind))


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
    shown = [each for each, found in counts.items() if any(n is None or n for n in found)]
    parts = shown or list(categories)
    if len(parts) > MOST_SERIES:
        raise too_many_series(len(parts), _fewer_parts(parts))
    series = tuple(
        Series(
            each.name,
            tuple(_shown(each.count(table), table, definition) for table in tables.values()),
        )
        for each in parts
    )
    years = tuple(str(year) for year in tables)
    chart = Chart("stacked", definition.title, years, series, table.unit, language)
    return ChartData(chart, table, min(tables), changes_of((table.id,), tuple(tables), behind))


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


def _line(definition: FigureDefinition, behind: YearsBehind, language: str) -> ChartData:
    """A line over the years for each value that the definition names."""
    paths = (definition.data,) if isinstance(definition.data, str) else definition.data
    if len(paths) > MOST_SERIES:
        raise too_many_series(len(paths), _("draw two charts"))
    years = behind.last(definition.years)
    if len(years) < 2:
        message = _("a line needs at least two years")
        raise ExpressionError("figure-without-data", message, _("choose kind: bars for now"))
    series = tuple(
        Series(label, tuple(_in_year(path, year, behind) for year in years))
        for path, label in zip(paths, _series_labels(paths, behind), strict=True)
    )
    if all(value is None for each in series for value in each.values):
        message = _("nothing is known yet of what the chart shows")
        hint = _("fill in the counts in statistics.yaml, or take the figure out for now")
        raise ExpressionError("figure-without-data", message, hint)
    names = tuple(dict.fromkeys(path.partition(".")[0].partition("[")[0] for path in paths))
    table = behind.statistics_of(years[-1]).tables.get(names[0])
    categories = tuple(str(year) for year in years)
    unit = table.unit if table else ""
    changes = changes_of(names, years, behind)
    breaks = tuple(dict.fromkeys(years.index(year) for year, _what in changes))
    chart = Chart("line", definition.title, categories, series, unit, language, breaks)
    return ChartData(chart, table, years[0], changes)


def _in_year(path: str, year: int, behind: YearsBehind) -> Quantity:
    """What `path` gives in `year`; None where that year does not know it or has no such table."""
    try:
        value = behind.evaluator_of(year).evaluate(path).value
    except ExpressionError as error:
        if error.code == "unknown-statistic" and year != behind.years[-1]:
            return None
        raise
    return None if isinstance(value, Count) and value.value is None else number_of(value)


def _series_labels(paths: Sequence[str], behind: YearsBehind) -> list[str]:
    """What the lines are called: the row's label or the table's title, both where two are alike.

    Raises ExpressionError (wrong-value) where two can't be told apart.
    """
    named = [_titles(path, behind) for path in paths]
    short = [own for _title, own in named]
    labels = [
        own if short.count(own) == 1 or not title else f"{title}: {own}" for title, own in named
    ]
    twice = next((label for label in labels if labels.count(label) > 1), None)
    if twice is None:
        return labels
    message = _("two lines of the chart are called '{label}'", label=twice)
    hint = _("name each value once under data, or draw two charts")
    raise ExpressionError("wrong-value", message, hint)


def _titles(path: str, behind: YearsBehind) -> tuple[str, str]:
    """The title of the table that `path` leads into, and of what it leads to.

    The first is empty where that is the table as a whole.
    """
    sources = behind.evaluator_of(behind.years[-1]).evaluate(path).sources
    source = sources[0] if sources else path
    statistics = behind.statistics_of(behind.years[-1])
    name, _dot, member = source.partition(".")
    if source.endswith('"]'):
        name, member = source[: source.index('["')], label_in(source[source.index('["') + 2 : -2])
    table = statistics.tables.get(name)
    if table and member and member not in ("total", "base", "sum"):
        return table.title, member
    if table:
        return "", table.title
    return "", statistics.values[name].title if name in statistics.values else path


def changes_of(
    names: Sequence[str], years: Sequence[int], behind: YearsBehind
) -> tuple[tuple[int, str], ...]:
    """In which of `years` but the first the tables `names` are defined otherwise, and how."""
    found = (
        (year, behind.statistics_of(year).tables.get(name)) for year in years[1:] for name in names
    )
    return tuple((year, table.changed) for year, table in found if table and table.changed)


def too_many_series(count: int, hint: Message) -> ExpressionError:
    """The error for more colours than the eye can tell apart."""
    message = _(
        "{count} series are more than a chart can show ({most})", count=count, most=MOST_SERIES
    )
    return ExpressionError("too-many-series", message, hint)
