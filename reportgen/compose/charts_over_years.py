"""Charts of values over the years: lines, and a column for each year."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from reportgen.compose.chart_data import (
    MOST_SERIES,
    ChartData,
    YearsBehind,
    changes_of,
    marked_in,
    too_many_series,
    with_gaps,
)
from reportgen.diagnostics import Message as _
from reportgen.expressions.values import Count, ExpressionError, number_of, protected_value
from reportgen.language.formatting import Number
from reportgen.model import Chart, Series, Target
from reportgen.model.crossing import label_in
from reportgen.model.project import FigureDefinition


def lines(definition: FigureDefinition, behind: YearsBehind, language: str) -> ChartData:
    """A line over the years for each value that the definition names."""
    paths = _paths(definition)
    if len(paths) > MOST_SERIES:
        raise too_many_series(len(paths), _("draw two charts"))
    if len(behind.last(definition.years)) < 2:
        message = _("a line needs at least two years")
        raise ExpressionError("figure-without-data", message, _("choose kind: bars for now"))
    return _over_years(definition, paths, behind, language)


def column_a_year(definition: FigureDefinition, behind: YearsBehind, language: str) -> ChartData:
    """A column for each year of the one value that the definition names, the last one marked."""
    paths = _paths(definition)
    if len(paths) > 1:
        message = _("a chart of the kind '{kind}' shows one value", kind=definition.kind)
        raise ExpressionError("wrong-value", message, _("choose kind: line"))
    data = _over_years(definition, paths, behind, language)
    years = data.chart.categories
    marked = marked_in(years, definition.highlight or years[-1:])
    return replace(data, chart=replace(data.chart, marked=marked))


def _paths(definition: FigureDefinition) -> tuple[str, ...]:
    return (definition.data,) if isinstance(definition.data, str) else definition.data


def _over_years(
    definition: FigureDefinition, paths: tuple[str, ...], behind: YearsBehind, language: str
) -> ChartData:
    """The values of each path over the years that the definition goes back."""
    years = with_gaps(behind.last(definition.years))
    series = tuple(
        _series(label, [_in_year(path, year, behind) for year in years])
        for path, label in zip(paths, _series_labels(paths, behind), strict=True)
    )
    if all(value is None for each in series for value in each.values):
        if any(each.kept for each in series):
            raise protected_value(paths[0])
        message = _("nothing is known yet of what the chart shows")
        hint = _("fill in the counts in statistics.yaml, or take the figure out for now")
        raise ExpressionError("figure-without-data", message, hint)
    names = tuple(dict.fromkeys(path.partition(".")[0].partition("[")[0] for path in paths))
    table = behind.statistics_of(years[-1]).tables.get(names[0])
    categories = tuple(str(year) for year in years)
    unit = table.unit if table else ""
    changes = changes_of(names, behind.last(definition.years), behind)
    breaks = tuple(dict.fromkeys(years.index(year) for year, _what in changes))
    kind, title, target = definition.kind, definition.title, _target(definition, behind)
    chart = Chart(kind, title, categories, series, unit, language, breaks, target=target)
    # A line has no place for a sign where it has no point.
    without = kind == "line" and chart.keeps_something
    return ChartData(chart, table, years[0], changes, without=without)


def _series(label: str, counts: Sequence[Count | Number | None]) -> Series:
    """The values of a line; those that are kept from the readers are not known."""
    kept = (at for at, each in enumerate(counts) if isinstance(each, Count) and each.protected)
    values = tuple(None if isinstance(each, Count) else each for each in counts)
    return Series(label, values, frozenset(kept))


def _target(definition: FigureDefinition, behind: YearsBehind) -> Target | None:
    """What the values are held against; raises ExpressionError where it is no number."""
    if definition.target is None:
        return None
    value = number_of(behind.evaluator_of(behind.years[-1]).evaluate(definition.target.value).value)
    return Target(definition.target.label, value)


def _in_year(path: str, year: int, behind: YearsBehind) -> Count | Number | None:
    """What `path` gives in `year`: a number, or the Count that is not known or kept from readers.

    None where that year has no such table, or no report.
    """
    if year not in behind.years:
        return None
    try:
        value = behind.evaluator_of(year).evaluate(path).value
    except ExpressionError as error:
        if error.code == "unknown-statistic" and year != behind.years[-1]:
            return None
        raise
    return value if isinstance(value, Count) and value.value is None else number_of(value)


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
