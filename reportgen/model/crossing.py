"""Tables in two dimensions: what tells their cells apart, and which cells a label means."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct, field

# Stands for every label of a dimension: kon_alder["Kvinnor", "total"].
WHOLE = "total"


def cell_label(row: str, column: str) -> str:
    """What a cell is called where one name is needed: "Kvinnor, Vuxna"."""
    return f"{row}, {column}"


def label_in(subscript: str) -> str:
    """The label that stands between the outer quotation marks of an expression's brackets."""
    return subscript.replace('", "', ", ")


class Dimension(Struct, frozen=True):
    """One of the two things that cells are told apart by: its heading, and its labels in order.

    `table` is the table that counts the same cases by it alone; None where there is none.
    """

    heading: str
    labels: tuple[str, ...]
    table: str | None = None


class Cross(Struct, frozen=True):
    """The two dimensions of a table, whose rows are the cells.

    `groups` are names for several labels: alone for all their cells, beside a label of the other
    dimension for those where they meet.
    """

    rows: Dimension
    columns: Dimension
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def dimensions(self) -> tuple[Dimension, Dimension]:
        """Rows and columns."""
        return self.rows, self.columns

    @property
    def shared(self) -> tuple[str, ...]:
        """The labels of both dimensions, which name no margin alone."""
        return tuple(label for label in self.rows.labels if label in self.columns.labels)

    def labels_of(self, name: str, dimension: Dimension) -> tuple[str, ...]:
        """The labels of a dimension that `name` means; none where it means none of it."""
        if name in dimension.labels:
            return (name,)
        if name == WHOLE:
            return dimension.labels
        group = self.groups.get(name, ())
        return group if group and set(group) <= set(dimension.labels) else ()

    def cells(self, row: str, column: str) -> tuple[str, ...]:
        """The cells where two names meet, each a label, a group or `total`; perhaps none."""
        return tuple(
            cell_label(one, other)
            for one in self.labels_of(row, self.rows)
            for other in self.labels_of(column, self.columns)
        )

    def meeting(self, labels: Collection[str]) -> tuple[str, ...]:
        """The cells of any of `labels`, and where those are of both dimensions where they meet."""
        rows = [label for label in self.rows.labels if label in labels] or self.rows.labels
        columns = [each for each in self.columns.labels if each in labels] or self.columns.labels
        return tuple(cell_label(row, column) for row in rows for column in columns)

    @property
    def sums(self) -> dict[str, tuple[str, ...]]:
        """The cells of every margin and every group, by their names."""
        margins = (
            label for label in (*self.rows.labels, *self.columns.labels) if label not in self.shared
        )
        named = {label: self.meeting((label,)) for label in margins}
        return {**named, **{name: self.meeting(group) for name, group in self.groups.items()}}
