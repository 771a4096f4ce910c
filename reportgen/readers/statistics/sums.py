"""Whether the rows of a table hold together with its base, by the rule of its kind."""

from __future__ import annotations

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems
from reportgen.model.statistics import Amount, StatisticsTable, add_counts


def check_sums(table: StatisticsTable, problems: Problems, *, base_pending: bool = False) -> None:
    """Check the rows of `table` against its base, by the rule of its kind.

    `base_pending`: a base that is not known is written as null, to be filled in.
    """
    known = add_counts(row.count or 0 for row in table.rows) or 0
    complete = table.sum is not None
    if table.base is None:
        if table.kind == "multiple" and table.of is None and not base_pending:
            message = _("'{table}' does not say how many cases it is about", table=table.id)
            hint = _("write 'of:' with the statistics whose cases these are, or 'total:'")
            problems.error("unknown-base", table.span, message, hint)
        return
    words = {
        "table": table.id,
        "sum": str(known),
        "base": str(table.base),
        "of": table.of or "total",
    }
    # Rows that are still to come can only add to counts.
    over = known > table.base and table.has_shares
    if table.kind == "parts" and (known != table.base if complete else over):
        message = _("the rows of '{table}' add up to {sum}, but {of} is {base}", **words)
        difference = str(abs(known - table.base))
        hint = _("they differ by {difference}: correct a row or the total", difference=difference)
        problems.error("parts-do-not-add-up", table.span, message, hint)
    if table.kind == "multiple" and complete and known < table.base:
        message = _("the rows of '{table}' add up to {sum}, fewer than {of}, {base}", **words)
        hint = _("every case has at least one row: add those without one as 'Oklart'")
        problems.error("below-base", table.span, message, hint)
    if table.kind in ("multiple", "outcomes"):
        _check_rows_within(table, table.base, problems)


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
