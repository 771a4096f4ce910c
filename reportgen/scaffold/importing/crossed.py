"""Tables in two dimensions that are standard ones: “kön” by “ålder”, whichever way they lie."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from msgspec import Struct

from reportgen.model.profile import Profile, ProfileTable
from reportgen.model.statistics import relation_of
from reportgen.scaffold.importing.series import Series
from reportgen.scaffold.importing.standards import meant_label

Cells = Mapping[str, Mapping[str, int]]


class Crossed(Struct, frozen=True):
    """A standard table, its cells by row and column, and whether it lies as the report has it."""

    table: ProfileTable
    cells: Cells
    lies_so: bool


def crossed_of(
    columns: Sequence[Series], profile: Profile, taken: Collection[str]
) -> Crossed | None:
    """The standard table whose cells the columns are, each of which came to its own total."""
    for table in profile.statistics.values():
        if table.id in taken or not relation_of(table.kind).crossed:
            continue
        known = [profile.statistics.get(name or "") for name in table.cross.values()]
        one, other = (*known, None, None)[:2]
        if one is None or other is None:
            continue
        for rows, names, lies_so in ((one, other, True), (other, one, False)):
            cells = _cells(columns, rows, names)
            if cells:
                return Crossed(table, cells if lies_so else _turned(cells), lies_so)
    return None


def _cells(columns: Sequence[Series], rows: ProfileTable, names: ProfileTable) -> Cells:
    """The cells by the labels of both tables; none where something is neither's label."""
    cells: dict[str, dict[str, int]] = {}
    own = [each for each in columns if meant_label(each.name, names)]
    for each in own:
        for label, count in each.rows:
            row, column = meant_label(label, rows), meant_label(each.name, names)
            if row is None or column is None or each.total is None:
                return {}
            cells.setdefault(row, {})[column] = count
    whole = len(own) > 1 and all(len(each) == len(own) for each in cells.values())
    return cells if whole and len(cells) == len(own[0].rows) else {}


def _turned(cells: Cells) -> Cells:
    turned: dict[str, dict[str, int]] = {}
    for row, counts in cells.items():
        for column, count in counts.items():
            turned.setdefault(column, {})[row] = count
    return turned
