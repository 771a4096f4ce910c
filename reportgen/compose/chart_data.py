"""What a chart is made with, and what it is made into: the years behind it, and its data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from reportgen.compose.grouping import Category
from reportgen.diagnostics import Message, did_you_mean
from reportgen.diagnostics import Message as _
from reportgen.expressions.evaluate import Evaluator
from reportgen.expressions.values import ExpressionError, negative_share, protected_value
from reportgen.model import Chart, Quantity, Series
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

    `changes` are the years from which something is defined otherwise, and what. `left_out` are
    labels that it does not show, each with what the table holds of it. `note` stands below the
    chart where no table has any. It is `without` what is kept from the readers of an edition,
    where that has no sign of its own in it. `missing` are years that have no place in it and of
    which nothing is known.
    """

    chart: Chart
    table: StatisticsTable | None
    first_year: int
    changes: tuple[tuple[int, str], ...] = ()
    left_out: tuple[tuple[str, Amount | None], ...] = ()
    note: str = ""
    without: bool = False
    missing: tuple[int, ...] = ()


def shown(count: Amount | None, table: StatisticsTable, definition: FigureDefinition) -> Quantity:
    """What a bar shows: the count, or its share of the base."""
    if count is None or definition.show == "count":
        return count
    if not table.has_shares:
        raise negative_share(table.id)
    if table.base is not None and table.base == 0:
        message = _("'{table}' is 0 in all, and there are no shares of 0", table=table.id)
        raise ExpressionError("division-by-zero", message, _("write show: count"))
    if table.protected_base:
        raise protected_value(f"{table.id}.base")
    share = table.share(count)
    if share is None:
        message = _("'{table}' has no base to show shares of", table=table.id)
        raise ExpressionError("figure-without-data", message, _("write show: count"))
    return share


def with_gaps(years: Sequence[int]) -> tuple[int, ...]:
    """The years with those between them that have no report, where these are the fewer."""
    whole = tuple(range(min(years), max(years) + 1))
    return whole if len(whole) - len(years) < len(years) else tuple(years)


def gapped(series: Series, known: Sequence[int], years: Sequence[int]) -> Series:
    """A series over the years `known` as one over `years`: of the others nothing is known."""
    at = {year: index for index, year in enumerate(known)}
    values = tuple(series.values[at[year]] if year in at else None for year in years)
    kept = frozenset(index for index, year in enumerate(years) if at.get(year) in series.kept)
    return Series(series.label, values, kept)


def series_of(
    label: str, tables: Iterable[tuple[Category, StatisticsTable]], definition: FigureDefinition
) -> Series:
    """What is counted of each category in each table."""
    cells = tuple(tables)
    values = tuple(shown(each.count(table), table, definition) for each, table in cells)
    kept = (at for at, (each, table) in enumerate(cells) if each.is_protected(table))
    return Series(label, values, frozenset(kept))


def changes_of(
    names: Sequence[str], years: Sequence[int], behind: YearsBehind
) -> tuple[tuple[int, str], ...]:
    """In which of `years` but the first the tables `names` are defined otherwise, and how."""
    found = (
        (year, behind.statistics_of(year).tables.get(name)) for year in years[1:] for name in names
    )
    return tuple((year, table.changed) for year, table in found if table and table.changed)


def quiet_in(categories: Sequence[Category]) -> tuple[int, ...]:
    """Where those stand that say least: what is not known, and small ones drawn as one.

    None where nothing else is there.
    """
    found = [
        index for index, each in enumerate(categories) if each.group or each.name in UNKNOWN_LABELS
    ]
    return tuple(found) if len(found) < len(categories) else ()


def marked_in(names: Sequence[str], wanted: Sequence[str]) -> tuple[int, ...]:
    """Where the categories stand that the definition highlights.

    Raises ExpressionError (unknown-category) for one that the chart does not have.
    """
    for each in wanted:
        if each not in names:
            message = _("the chart has no category '{name}' to highlight", name=each)
            known = _("it has: {names}", names=", ".join(names))
            raise ExpressionError("unknown-category", message, did_you_mean(each, names) or known)
    return tuple(index for index, name in enumerate(names) if name in wanted)


def too_many_series(count: int, hint: Message) -> ExpressionError:
    """The error for more colours than the eye can tell apart."""
    message = _(
        "{count} series are more than a chart can show ({most})", count=count, most=MOST_SERIES
    )
    return ExpressionError("too-many-series", message, hint)
