"""Whether a table in two dimensions agrees with the tables that count the same by one alone."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, Span, did_you_mean
from reportgen.model.crossing import Cross, Dimension
from reportgen.model.statistics import Amount, StatisticsTable, add_counts
from reportgen.readers.statistics.crossing import FORM
from reportgen.readers.statistics.file import TableFile


class _Gap(Struct, frozen=True):
    """A label of which a table of cells holds another number than the table of its margin."""

    label: str
    cells: Amount
    alone: Amount
    table: StatisticsTable
    place: Span

    @property
    def difference(self) -> Amount:
        return self.alone - self.cells


def check_form(
    name: str, entry: TableFile, *, crossed_by_profile: bool, problems: Problems
) -> None:
    """An entry in two dimensions has columns behind its rows, and no other has."""
    if entry.damage or not entry.counts:
        return
    others = [kind for kind in entry.kinds if kind != "cross"]
    crossed = "cross" in entry.kinds or (crossed_by_profile and not others)
    if crossed and entry.grid is None:
        message = _(
            "'{name}' is a table in two dimensions, and its rows have no columns", name=name
        )
        problems.error("wrong-type", entry.span, message, FORM)
    elif entry.grid is not None and not crossed and not others:
        message = _("the rows of '{name}' have columns behind them", name=name)
        hint = _("say which two dimensions they are: 'cross: [Kön, Ålder]'")
        problems.error("missing-key", next(iter(entry.grid.rows.values())), message, hint)
    elif entry.grid is not None and not crossed:
        message = _("the rows of '{name}' have columns behind them", name=name)
        hint = _("remove '{kind}', or the columns", kind=others[0])
        problems.error("conflicting-kinds", next(iter(entry.grid.rows.values())), message, hint)


def check_groups(cross: Cross, span: Span, problems: Problems) -> None:
    """A named sum names labels of the table, and is called as none of them."""
    labels = (*cross.rows.labels, *cross.columns.labels)
    for name, summed in cross.groups.items():
        if name in labels:
            message = _("'{name}' is both a row and a sum of rows", name=name)
            problems.error("reserved-name", span, message, _("give the sum a name of its own"))
        if not summed:
            problems.error("unknown-row", span, _("the sum '{name}' names no row", name=name))
        for label in summed:
            if label in cross.shared:
                message = _("'{label}' is both a row and a column", label=label)
                problems.error(
                    "unknown-row", span, message, _("leave it out of '{name}'", name=name)
                )
            elif label not in labels:
                message = _(
                    "the sum '{name}' names the row '{row}', which is not there",
                    name=name,
                    row=label,
                )
                problems.error("unknown-row", span, message, did_you_mean(label, labels))


def check_margins(
    table: StatisticsTable,
    entry: TableFile,
    tables: Mapping[str, StatisticsTable],
    others: Collection[str],
    told: Collection[str],
    problems: Problems,
) -> None:
    """Each margin that is a table of its own agrees with that, label for label.

    `others` are the names that are no tables, `told` those of which something wrong was told:
    nothing follows from them. Notes unknown-statistic, conflicting-kinds, unknown-row,
    margins-disagree: the cell alone where one of each dimension differs by as much.
    """
    assert table.cross
    assert entry.grid
    gaps: list[list[_Gap]] = []
    for dimension, labels in zip(
        table.cross.dimensions, (entry.grid.rows, entry.grid.columns), strict=True
    ):
        alone = _linked(table, entry, dimension, tables, (*others, *told), problems)
        if alone is None:
            continue
        before = len(problems.found)
        _check_labels(table, labels, alone, problems)
        if len(problems.found) == before:
            gaps.append(list(_gaps(table, dimension, labels, alone)))
    _tell(table, [each for each in gaps if each], problems)


def _linked(
    table: StatisticsTable,
    entry: TableFile,
    dimension: Dimension,
    tables: Mapping[str, StatisticsTable],
    unusable: Collection[str],
    problems: Problems,
) -> StatisticsTable | None:
    """The table of a margin; None where there is none that could be compared."""
    name = dimension.table
    written = entry.cross.tables if entry.cross else {}
    found = tables.get(name) if name else None
    span = written[dimension.heading][0] if dimension.heading in written else table.span
    if name is None or (found is None and not written):
        return None
    if found is None and name not in unusable:
        message = _("there are no statistics called '{name}'", name=name)
        hint = did_you_mean(name, [each for each in tables if each != table.id])
        problems.error("unknown-statistic", span, message, hint)
        return None
    if name in unusable or found is None or found.damage:
        return None
    if not found.relation.has_total or found.relation.crossed:
        message = _("'{name}' does not count the cases by one thing, each once", name=name)
        hint = _("leave the table out behind '{heading}'", heading=dimension.heading)
        problems.error("conflicting-kinds", span, message, hint)
        return None
    return found


def _check_labels(
    table: StatisticsTable,
    labels: Mapping[str, Span],
    alone: StatisticsTable,
    problems: Problems,
) -> None:
    """Both tables have the same labels, but for those of which there are none."""
    lacking = [
        row for row in alone.rows if row.label not in labels and (row.count is None or row.count)
    ]
    for label, span in labels.items():
        if alone.row(label) is None:
            message = _("the statistics '{table}' have no row '{row}'", table=alone.id, row=label)
            hint = did_you_mean(label, [row.label for row in lacking]) or _(
                "write it there as well: '{table}' is the margin of '{name}'",
                table=alone.id,
                name=table.id,
            )
            problems.error("unknown-row", span, message, hint)
    if lacking and all(alone.row(label) for label in labels):
        place = next(iter(labels.values()))
        message = _(
            "'{name}' lacks what '{table}' has: {labels}",
            name=table.id,
            table=alone.id,
            labels=", ".join(row.label for row in lacking),
        )
        hint = _("write 0 where there were none, null where it is not known")
        problems.error("unknown-row", place, message, hint)


def _gaps(
    table: StatisticsTable,
    dimension: Dimension,
    labels: Mapping[str, Span],
    alone: StatisticsTable,
) -> Iterator[_Gap]:
    for label, span in labels.items():
        row = alone.row(label)
        margin = table.margin(label, dimension)
        if row is None or row.count is None:
            continue
        known = _known(table, label, dimension)
        if (known != row.count) if margin is not None else (known > row.count):
            yield _Gap(label, known, row.count, alone, span)


def _known(table: StatisticsTable, label: str, dimension: Dimension) -> Amount:
    """What the known cells of a label add up to."""
    assert table.cross
    place = table.cross.dimensions.index(dimension)
    own = (row.count or 0 for row in table.rows if row.pair and row.pair[place] == label)
    return add_counts(own) or 0


def _tell(table: StatisticsTable, gaps: list[list[_Gap]], problems: Problems) -> None:
    """Tell the gaps: one cell where it explains all of them, else those of one dimension."""
    if [len(each) for each in gaps] == [1, 1] and gaps[0][0].difference == gaps[1][0].difference:
        (one,), (other,) = gaps
        cell = next(row for row in table.rows if row.pair == (one.label, other.label))
        if cell.count is not None:
            message = _(
                "'{cell}' is {count}, and by '{one}' and '{other}' {meant}: {places}",
                cell=cell.label,
                count=str(cell.count),
                one=one.table.id,
                other=other.table.id,
                meant=str(cell.count + one.difference),
                places=", ".join(_place(each) for each in (one, other)),
            )
            hint = _("correct the number that is wrong")
            problems.error("margins-disagree", cell.span, message, hint)
            return
    for each in gaps[0] if gaps else ():
        message = _(
            "'{label}' is {cells} in '{name}' and {alone} in '{table}': {place}",
            label=each.label,
            cells=str(each.cells),
            name=table.id,
            alone=str(each.alone),
            table=each.table.id,
            place=_place(each),
        )
        problems.error(
            "margins-disagree", each.place, message, _("correct the number that is wrong")
        )


def _place(gap: _Gap) -> str:
    """Where the other number stands."""
    row = gap.table.row(gap.label)
    span = row.span if row else gap.table.span
    return f"{span.file.rpartition('/')[2]}:{span.line}"
