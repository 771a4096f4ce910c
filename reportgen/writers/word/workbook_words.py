"""What the workbook of a chart that Word can edit says in words: categories, columns, formats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import assert_never

from reportgen.language.formatting import decimals_of
from reportgen.model import Chart, Series
from reportgen.writers.charts.layout.axes import MISSING, missing_years
from reportgen.writers.charts.layout.plot import shows_shares
from reportgen.writers.charts.layout.stacked import is_unknown
from reportgen.writers.charts.typesetting import flatten
from reportgen.writers.charts.words import unknown_label, word


def stretches(series: Series, chart: Chart) -> list[Series]:
    """A line in as many columns as breaks in definition cut it into; the last keeps its name."""
    name = flatten(series.label)
    ends = [0, *cuts(chart)]
    parts = []
    for start, end in zip(ends, [*ends[1:], len(series.values)], strict=True):
        kept = [value if start <= at < end else None for at, value in enumerate(series.values)]
        first, last = year_at(chart, start), year_at(chart, end - 1)
        years = first if first == last else f"{first}–{last}"
        parts.append(Series(name if end == len(kept) else f"{name} {years}", tuple(kept)))
    return parts


def year_at(chart: Chart, index: int) -> str:
    """A year without the dash that says that nothing is known of it."""
    return chart.categories[index].removesuffix(f" {MISSING}")


def opposite(series: Sequence[Series]) -> tuple[Series, ...]:
    """The sides of a pyramid: the first is below zero, so that Word draws it to the left."""
    left, right = (Series(flatten(each.label), each.values) for each in series)
    below = (None if value is None else -value for value in left.values)
    return Series(left.label, tuple(below)), right


def cuts(chart: Chart) -> list[int]:
    """The breaks that have a category on both sides, each once, in order."""
    return sorted({at for at in chart.breaks if 0 < at < len(chart.categories)})


def told_categories(chart: Chart) -> tuple[str, ...]:
    """The categories on one line each, with the words for what is not known of them."""
    dashes = missing_years(chart) if chart.kind == "line" else ()
    return tuple(
        _told(chart, index)
        if _says_unknown(chart, index)
        else f"{flatten(category)} {MISSING}"
        if index in dashes
        else flatten(category)
        for index, category in enumerate(chart.categories)
    )


def column_name(series: Series, chart: Chart) -> str:
    """What a column of bars is called, with the word for one of which nothing is known."""
    name = flatten(series.label)
    return f"{name} ({word('unknown', chart.language)})" if _is_missing(series) else name


def _is_missing(series: Series) -> bool:
    return not series.kept and all(value is None for value in series.values)


def _says_unknown(chart: Chart, index: int) -> bool:
    """Whether a category's label tells what is not known: of a stack's part the key does."""
    match chart.kind:
        case "bars" | "columns" | "years" | "grouped" | "dumbbell" | "panels" | "pyramid":
            return True
        case "stacked":
            return is_unknown(chart, index)
        case "line" | "timeline":
            return False
    assert_never(chart.kind)


def _told(chart: Chart, index: int) -> str:
    """A category's label, with the words for what is not known of it: a gap says nothing."""
    category = flatten(chart.categories[index])
    missing = [each for each in chart.series if each.values[index] is None]
    if len(chart.series) > 1 and len(missing) < len(chart.series):
        missing = [each for each in missing if not _is_missing(each)]
    if not missing:
        return category
    unknown = unknown_label(missing, index, chart.language)
    if len(missing) == len(chart.series):
        return f"{category} ({unknown})"
    names = ", ".join(flatten(each.label) for each in missing)
    return f"{category} ({names}: {unknown})"


def number_format(chart: Chart) -> str:
    """How Word writes the values: as in Sweden where the report is Swedish, wherever it is read.

    Where a program does not heed the language, decimals have the reader's own sign. What a
    pyramid has to the left is below zero, and written without a sign.
    """
    plain = _plain_format(chart)
    return f"{plain};{plain}" if chart.kind == "pyramid" else plain


def _plain_format(chart: Chart) -> str:
    swedish = "[$-41D]" if chart.language == "sv" else ""
    if not shows_shares(chart):
        decimals = max((decimals_of(value) for value in _amounts(chart)), default=0)
        return f"{swedish}#,##0" + ("." + "0" * decimals if decimals else "")
    return f'{swedish}0.0"\u00a0"%' if swedish else "0.0%"


def _amounts(chart: Chart) -> Iterator[Decimal]:
    values = (value for series in chart.series for value in series.values)
    return (value for value in values if isinstance(value, Decimal))
