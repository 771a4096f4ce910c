"""How a table gets room: smaller type where it needs it, then a page on its side.

A page of its own breaks the reading more than type that is a little smaller, and a word that is
broken where no one would break it more than either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from reportgen.model import Row, Table
from reportgen.model.traverse import plain_text
from reportgen.writers.word.columns import (
    Demand,
    Spanning,
    column_widths,
    squeezed,
    widest,
    with_spanning,
)
from reportgen.writers.word.extents import Extent, Typesetter
from reportgen.writers.word.keeping import LETTER_MM
from reportgen.writers.word.styles import Role
from reportgen.writers.word.template import Template
from reportgen.writers.word.wml.lengths import millimetres, twips
from reportgen.writers.word.wml.section import Layout
from reportgen.writers.word.wml.typography import Typography, cell_padding, typography_of

# A row of more lines than this may go on on the next page.
_MOST_LINES = 12
# Type in a table becomes this small and no smaller, half a point at a time.
SMALLEST_PT = 8.5
_STEP_PT = 0.5
_TWIPS_PER_PT = 20
# Programs round; half a point keeps a word whole that fits exactly.
_SPARE = 10
# What a column takes where there is room: labels and figures that stand too close look crowded.
_LABEL = twips(42)
_FIGURES = twips(24)


class Fit(Struct, frozen=True):
    """The widths of a table's columns in twips, and its type: points less than its styles say.

    `fits` is False where a word or a number has to break.
    """

    widths: tuple[int, ...]
    smaller_pt: float = 0.0
    fits: bool = True


class Fitter:
    """Fits tables into the pages of one template; each table is measured once."""

    def __init__(self, template: Template, tables: Iterable[Table] = ()) -> None:
        self._template = template
        self._page = template.page
        self._looks: dict[Role, Typography] = {}
        self._padding: int | None = None
        self._setters: dict[tuple[Role, float], Typesetter] = {}
        self._known: dict[tuple[int, float], Fit] = {}
        self._grids: dict[str, list[Table]] = {}
        for table in tables:
            if table.grid:
                self._grids.setdefault(table.grid, []).append(table)
        self._shared: dict[tuple[str, float], tuple[Demand, ...]] = {}

    def layout(self, table: Table, usual: Layout) -> Layout:
        """Where the table stands: where it is, across the columns, or on its side."""
        layouts = list(_layouts(table, usual))
        for layout in layouts:
            fit = self.fit(table, self._page.text_width(layout))
            # In a narrow column high rows leave much of it empty.
            if fit.fits and (layout.columns == 1 or all(is_low(row, fit) for row in table.rows)):
                return layout
        return layouts[-1]

    def fit(self, table: Table, room_mm: float) -> Fit:
        """The table in `room_mm`, in type no smaller than it needs."""
        key = (id(table), room_mm)
        if key not in self._known:
            self._known[key] = self._fitted(table, room_mm)
        return self._known[key]

    def size(self, role: Role, smaller_pt: float) -> float:
        """The type size of `role` where it is so much smaller, and not below the smallest."""
        usual = self._look(role).size_pt
        return max(usual - smaller_pt, min(usual, SMALLEST_PT))

    def _fitted(self, table: Table, room_mm: float) -> Fit:
        room = twips(room_mm)
        demands: tuple[Demand, ...] = ()
        smaller = 0.0
        for smaller in self._steps():
            demands = self._demands(table, smaller)
            widths = column_widths(demands, room)
            if widths is not None:
                return Fit(tuple(map(int, widths)), smaller)
        return Fit(tuple(map(int, squeezed(demands, room))), smaller, fits=False)

    def _steps(self) -> Iterator[float]:
        """How much smaller type may become, in points."""
        yield 0.0
        spare = self._look("table_text").size_pt - SMALLEST_PT
        for step in range(1, int(spare / _STEP_PT) + 1):
            yield step * _STEP_PT

    def _demands(self, table: Table, smaller: float) -> tuple[Demand, ...]:
        """What each column asks for, in twips; in a grid what any of its tables asks for."""
        alike = self._grids.get(table.grid)
        if alike is None:
            return self._own_demands(table, smaller)
        key = (table.grid, smaller)
        if key not in self._shared:
            asked = [self._own_demands(each, smaller) for each in alike]
            self._shared[key] = tuple(map(widest, zip(*asked, strict=True)))
        return self._shared[key]

    def _own_demands(self, table: Table, smaller: float) -> tuple[Demand, ...]:
        columns: list[list[Extent]] = [[] for _cell in table.header.cells]
        spanning: list[Spanning] = []
        around = self._around()
        for row in (table.header, *table.rows):
            for index, cell in enumerate(row.cells):
                setter = self._setter(role_of(row, table, index), smaller)
                extent = setter.extent(cell.children)
                if cell.columns > 1:
                    least, wanted = (it * _TWIPS_PER_PT + around for it in extent)
                    spanning.append(Spanning(index, cell.columns, least, wanted))
                else:
                    columns[index].append(extent)
        demands = [
            _demand(column, around, figures=alignment == "right", first=index == 0)
            for index, (column, alignment) in enumerate(zip(columns, table.alignments, strict=True))
        ]
        return with_spanning(demands, spanning)

    def _setter(self, role: Role, smaller: float) -> Typesetter:
        key = (role, smaller)
        if key not in self._setters:
            size = self.size(role, smaller)
            self._setters[key] = Typesetter(self._look(role), self._look("code"), size)
        return self._setters[key]

    def _look(self, role: Role) -> Typography:
        if role not in self._looks:
            styles = self._template.styles
            below = () if role == "code" else (styles["table"],)
            self._looks[role] = typography_of(
                self._template.stylesheet,
                self._template.theme,
                (styles[role], *below),
                header=role == "table_header",
            )
        return self._looks[role]

    def _around(self) -> int:
        """What a cell takes beside its text."""
        if self._padding is None:
            roles: tuple[Role, ...] = ("table_text", "table_header", "table_total", "key_figure")
            indents = max(self._look(role).indents for role in roles)
            padding = cell_padding(self._template.stylesheet, self._template.styles["table"])
            self._padding = padding + indents + _SPARE
        return self._padding


def is_low(row: Row, fit: Fit) -> bool:
    """Whether no cell has so many lines that keeping them on one page would leave a gap."""
    widths = (
        sum(fit.widths[at : at + cell.columns]) for at, cell in enumerate(row.cells) if cell.columns
    )
    cells = (cell for cell in row.cells if cell.columns)
    return all(
        len(plain_text(cell.children)) * LETTER_MM <= _MOST_LINES * millimetres(width)
        for cell, width in zip(cells, widths, strict=True)
    )


def role_of(row: Row, table: Table, column: int) -> Role:
    """What the text in a row's column is."""
    if table.key_figures and column == 1 and row is not table.header:
        return "key_figure"
    return "table_header" if row is table.header else "table_total" if row.total else "table_text"


def _layouts(table: Table, usual: Layout) -> Iterator[Layout]:
    """Where a table may stand, what disturbs the reading least first."""
    if not table.landscape:
        yield usual
        if usual.columns > 1:
            yield Layout(landscape=usual.landscape)
    yield Layout(landscape=True)


def _demand(column: list[Extent], around: int, *, figures: bool, first: bool) -> Demand:
    least = max((extent.least for extent in column), default=0.0) * _TWIPS_PER_PT + around
    wanted = max((extent.longest for extent in column), default=0.0) * _TWIPS_PER_PT + around
    comfort = _FIGURES if figures else _LABEL if first else 0
    return Demand(least, max(wanted, comfort), figures)
