"""What charts are made of: the years behind a report, what a bar shows, how many colours it has."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from reportgen.diagnostics import Message
from reportgen.diagnostics import Message as _
from reportgen.expressions.evaluate import Evaluator
from reportgen.expressions.values import ExpressionError, negative_share
from reportgen.model import Chart, Quantity
from reportgen.model.project import FigureDefinition
from reportgen.model.statistics import Amount, Statistics, StatisticsTable

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
    labels that it does not show, each with what the table holds of it.
    """

    chart: Chart
    table: StatisticsTable | None
    first_year: int
    changes: tuple[tuple[int, str], ...] = ()
    left_out: tuple[tuple[str, Amount | None], ...] = ()


def shown(count: Amount | None, table: StatisticsTable, definition: FigureDefinition) -> Quantity:
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


def too_many_series(count: int, hint: Message) -> ExpressionError:
    """The error for more colours than the eye can tell apart."""
    message = _(
        "{count} series are more than a chart can show ({most})", count=count, most=MOST_SERIES
    )
    return ExpressionError("too-many-series", message, hint)
