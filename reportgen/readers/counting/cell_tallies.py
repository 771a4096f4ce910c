"""Counts a register by two columns at once: the cells of a table in two dimensions."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from msgspec.structs import replace

from reportgen.diagnostics import Problems
from reportgen.model.crossing import cell_label
from reportgen.model.registers import Register
from reportgen.readers.counting.cases import Cases
from reportgen.readers.counting.columns import Columns
from reportgen.readers.counting.tallies import Tally, Tallying, Task

Labels = tuple[str, ...]


def tally_cells(
    columns: Columns,
    chosen: Sequence[int],
    cases: Cases,
    register: Register,
    task: Task,
    problems: Problems,
) -> Tally:
    """Count the `chosen` rows by both dimensions of `task`; what is wrong with a cell is noted.

    Each dimension says of a case what a table of it alone would.
    """
    whole = Tallying(columns, cases, register, task, problems)
    rows = whole.rows_where(chosen)
    parts = (Tallying(columns, cases, register, each, problems) for each in task.dimensions)
    one, other = (_labelled(part, rows) for part in parts)
    both = list(zip(one, other, strict=True))
    cells = {
        pair: tuple(cell_label(row, column) for row in pair[0] for column in pair[1])
        for pair in set(both)
    }
    counted = whole.tally(rows, [cells[pair] for pair in both])
    pairs = {
        cell_label(row, column): (row, column)
        for row_labels, column_labels in cells
        for row in row_labels
        for column in column_labels
    }
    return replace(counted, pairs=pairs)


def _labelled(part: Tallying, rows: Sequence[int]) -> list[Labels]:
    """The labels of each row in one dimension; all rows of a case have what is known of it."""
    labelled = part.labelled(rows) or []
    cases = part.cases_of(rows)
    if cases is None:
        return labelled
    found: dict[Hashable, dict[str, int]] = {}
    for row, labels, case in zip(rows, labelled, cases, strict=True):
        if case in part.cases.repeated:
            found.setdefault(case, {}).update(
                {label: row for label in labels if label not in found.get(case, {})}
            )
    known = {case: part.known(own) for case, own in found.items()}
    several = [case for case, labels in known.items() if len(labels) > 1]
    part.refuse_contradictions([[found[case][each] for each in known[case]] for case in several])
    return [
        known[case][:1] if case in known else labels
        for labels, case in zip(labelled, cases, strict=True)
    ]
