"""What a chart is made with, and what it is made into: the years behind it, and its data."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from reportgen.compose.grouping import Category
from reportgen.diagnostics import Message, did_you_mean
from reportgen.diagnostics import Message as _
from reportgen.expressions.evaluate import Evaluator
from reportgen.expressions.values import ExpressionError
from reportgen.model import Chart
from reportgen.model.statistics import UNKNOWN_LABELS, Statistics, StatisticsTable

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
