"""Whether the rows of a table hold together with its base, by the rule of its kind."""

from __future__ import annotations

from typing import assert_never

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems
from reportgen.model.statistics import Amount, StatisticsTable, add_counts


def check_sums(table: StatisticsTable, problems: Problems, *, base_pending: bool = False) -> None:
    """Check the rows of `table` against its base, by the rule of its kind.

    `base_pending`: a base that is not known is written as null, to be filled in.
    """
    if table.base is None:
        if table.relation.overlapping and table.of is None and not base_pending:
            message = _("'{table}' does not say how many cases it is about", table=table.id)
            hint = _("write 'of:' with the statistics whose cases these are, or 'total:'")
            problems.error("unknown-base", table.span, message, hint)
        return
    match table.kind:
        case "parts" | "cross":
            _check_total(table, table.base, problems)
        case "multiple":
            _check_reach(table, table.base, problems)
            _check_rows_within(table, table.base, problems)
        case "outcomes":
            _check_rows_within(table, table.base, problems)
        case "single":
            pass
        case _:
            assert_never(table.kind)


def _check_total(table: StatisticsTable, base: Amount, problems: Problems) -> None:
    """The rows add up to the base; those that are still to come can only add to counts."""
    known = add_counts(row.count or 0 for row in table.rows) or 0
    if known != base if table.sum is not None else known > base and table.has_shares:
        words = _words(table, known, base)
        message = _("the rows of '{table}' add up to {sum}, but {of} is {base}", **words)
        difference = str(abs(known - base))
        hint = _("they differ by {difference}: correct a row or the total", difference=difference)
        problems.error("parts-do-not-add-up", table.span, message, hint)


def _check_reach(table: StatisticsTable, base: Amount, problems: Problems) -> None:
    """Every case is in a row at least."""
    if table.sum is not None and table.sum < base:
        words = _words(table, table.sum, base)
        message = _("the rows of '{table}' add up to {sum}, fewer than {of}, {base}", **words)
        hint = _("every case has at least one row: add those without one as 'Oklart'")
        problems.error("below-base", table.span, message, hint)


def _words(table: StatisticsTable, known: Amount, base: Amount) -> dict[str, str]:
    return {"table": table.id, "sum": str(known), "base": str(base), "of": table.of or "total"}


def _check_rows_within(table: StatisticsTable, base: Amount, problems: Problems) -> None:
    for row in table.rows:
        if row.count is not None and row.count > base:
            message = _(
                "'{row}' is {count}, more than all of {base}",
                row=row.label,
                count=str(row.count),
                base=str(base),
            )
            problems.error("above-base", row.span, message)
