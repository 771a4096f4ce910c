"""What was counted as an entry has it: as one number, as rows in their order, as cells."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import report_error
from reportgen.model.profile import ProfileTable
from reportgen.model.registers import Counting
from reportgen.model.statistics import Amount
from reportgen.readers.counting.results import Origin, Result, amount, in_order, numbers_of
from reportgen.readers.counting.tallies import Tally
from reportgen.readers.statistics.crossing import named_cells
from reportgen.readers.statistics.file import TableFile


def check_kind(name: str, entry: TableFile, counting: Counting, *, crossed: bool) -> None:
    """Raise ReportError (conflicting-kinds) for a table that is counted as one number, or so."""
    if counting.of_rows and "value" in entry.keys:
        message = _("'{name}' is one number: '{key}' needs counts", name=name, key="by")
        hint = _("remove 'value', or 'by' and 'columns'")
        raise report_error("conflicting-kinds", counting.span, message, hint)
    if not counting.of_rows and entry.counts is not None:
        message = _("'{name}' is a table: it is not said by what it is counted", name=name)
        hint = _("write 'by:' with the heading of a column")
        raise report_error("conflicting-kinds", counting.span, message, hint)
    if counting.dimensions and not crossed:
        message = _("'{name}' is counted by two columns, and has one dimension", name=name)
        hint = _("write 'cross: [Kön, Ålder]' in the table, or one column behind 'by:'")
        raise report_error("conflicting-kinds", counting.span, message, hint)
    if crossed and not counting.dimensions:
        message = _("'{name}' has two dimensions, and is not counted by two columns", name=name)
        hint = _("write 'by:' with the headings of both: [Kön, Ålder]")
        raise report_error("conflicting-kinds", counting.span, message, hint)


def result_of(
    name: str,
    entry: TableFile,
    counting: Counting,
    standard: ProfileTable | None,
    counted: Tally,
    origin: Origin,
) -> Result:
    """What was counted of an entry; a row that was not met has 0.

    Raises ReportError (wrong-value) for what is no number of that entry's.
    """

    def fitted(number: Amount) -> Amount:
        return amount(number, entry.decimals, name, counting.span)

    old = numbers_of(entry)
    if not counting.of_rows:
        return Result(name, old, {"": fitted(counted.total)}, origin=origin)
    rows = {label: fitted(number) for label, number in counted.counts.items()}
    total = fitted(counted.total) if "total" in entry.keys else None
    if counting.dimensions:
        pairs = _grid(entry, counting, counted)
        cells = {label: rows.get(label, fitted(0)) for label in pairs}
        return Result(name, old, cells, total, entry.total, origin, pairs)
    own = (*counting.bands, *counting.columns)
    ordered = in_order(old or own, rows, own or (standard.labels if standard else ()))
    return Result(name, old, ordered, total, entry.total, origin)


def _grid(entry: TableFile, counting: Counting, counted: Tally) -> Mapping[str, tuple[str, str]]:
    """Every cell of the rows and columns that are there and those that were met, in order."""
    known = (entry.grid.rows, entry.grid.columns) if entry.grid else ((), ())
    met: tuple[dict[str, Amount], dict[str, Amount]] = ({}, {})
    for label, pair in counted.pairs.items():
        for own, each in zip(met, pair, strict=True):
            own[each] = own.get(each, 0) + counted.counts.get(label, 0)
    rows, columns = (
        in_order(written or dimension.bands, own, tuple(dimension.bands))
        for written, own, dimension in zip(known, met, counting.dimensions, strict=True)
    )
    return named_cells(rows, columns, counting.span)
