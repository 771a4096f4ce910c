"""The figures of two years as texts: the rows that are shown, their cells, what is said of them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from reportgen.compare import CountDifference, TableDifference
from reportgen.diagnostics import Message
from reportgen.diagnostics import Message as _
from reportgen.language.formatting import MINUS, format_percent, format_quantity
from reportgen.language.messages import Translate
from reportgen.model.statistics import Amount
from reportgen.writers.telling import Telling


def rows_of(table: TableDifference, translate: Translate) -> tuple[CountDifference, ...]:
    """The rows as they are shown, the total last; those that `folded` tells of are not."""
    left = _folded(table)
    rows = tuple(row for row in table.rows if row not in left)
    if table.total is None:
        return rows
    base = _("Number of {unit}", unit=table.unit)
    name = translate(_("Total") if is_total(table.total) else base)
    return (*rows, replace(table.total, label=name))


def _folded(table: TableDifference) -> tuple[CountDifference, ...]:
    """The rows of which nothing is another, where several are beside others that changed."""
    same = tuple(row for row in table.rows if not row.changed)
    others = len(same) < len(table.rows) or (table.total is not None and table.total.changed)
    return same if len(same) > 1 and others else ()


def is_total(row: CountDifference) -> bool:
    """Whether a row is the sum of the others; a base is how many cases they are of."""
    return row.expression.endswith(".total")


def notes_of(table: TableDifference, newer: str) -> Iterator[Message]:
    """What makes the two years hard to compare."""
    match table.presence:
        case "new":
            yield _("The table is new.")
        case "gone":
            yield _("The table is gone.")
        case "both":
            pass
    if table.changed:
        yield _("Defined otherwise from {year}: {changed}", year=newer, changed=table.changed)
    if table.older_title is not None:
        yield _("It was called '{title}'.", title=table.older_title)
    if table.older_unit is not None:
        yield _("The unit was '{unit}'.", unit=table.older_unit)
    if table.older_base is not None or table.older_kind is not None:
        yield _("What the rows are parts of is another.")


def folded(table: TableDifference, language: str, translate: Translate) -> Message | None:
    """The rows that are the same in both years, in a sentence; None where they are shown."""
    rows = _folded(table)
    if not rows:
        return None
    unknown = translate(_("not known"))
    counts = (unknown if it.now is None else format_quantity(it.now, language) for it in rows)
    told = (f"{row.label} ({count})" for row, count in zip(rows, counts, strict=True))
    return _("The same in both: {titles}", titles=", ".join(told))


def heads_of(telling: Telling, *, single: bool = False) -> tuple[str, ...]:
    """What stands above the columns of `cells_of`."""
    say = telling.translate
    first = say(_("Single number") if single else _("Category"))
    return first, telling.older, telling.newer, say(_("Difference")), say(_("Change"))


def cells_of(row: CountDifference, translate: Translate, language: str) -> tuple[str, ...]:
    """A row as texts: label, what was, what is, difference, per cent or what else to say."""
    unknown = translate(_("not known"))

    def shown(count: Amount | None, *, there: bool) -> str:
        if not there and count is None:
            return "–"
        return unknown if count is None else format_quantity(count, language)

    difference = row.difference
    remark = ""
    if row.presence != "both":
        remark = translate(_("new category") if row.presence == "new" else _("category gone"))
    elif row.share is not None and row.share != 0:
        remark = _signed(row.share > 0) + format_percent(abs(row.share), language)
    return (
        row.label,
        shown(row.was, there=row.presence != "new"),
        shown(row.now, there=row.presence != "gone"),
        "" if difference is None else _difference(difference, language),
        remark,
    )


def _difference(difference: Amount, language: str) -> str:
    sign = "+" if difference > 0 else ""
    return sign + format_quantity(difference, language)


def _signed(more: bool) -> str:  # noqa: FBT001
    return "+" if more else MINUS
