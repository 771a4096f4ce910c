"""A table right before the chart of its numbers, with one caption for both: a unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from reportgen.model import Block, Blocks, Placement, Table
from reportgen.scaffold.importing.charts import FigureFile
from reportgen.scaffold.importing.counted import CountedTable, Surroundings
from reportgen.scaffold.importing.outline import ImportedSection
from reportgen.scaffold.importing.statistics import line_below

# What the table of a unit is called, behind the name of its figure.
TABLE_OF_UNIT = "-tabell"


def with_units(
    parts: Sequence[ImportedSection],
    counted: list[CountedTable],
    figures: Sequence[FigureFile],
    around: Surroundings,
    apart: frozenset[str],
) -> list[ImportedSection]:
    """The sections with one placement for each table and the chart behind it.

    `apart` are the figures whose tables would be printed otherwise. What the line below the
    chart says of the numbers comes to their statistics.
    """
    typed = {each.id: each for each in counted if each.table is not None and not each.placed}
    units = {each.id: each for each in figures if each.id in typed and each.id not in apart}
    made = [replace(part, blocks=_together(part.blocks, typed, units)) for part in parts]
    placed = {each for part in made for each in _placed_in(part.blocks)}
    for number, table in enumerate(counted):
        if table.id in units and units[table.id].placement_with(table) in placed:
            source, note, is_below = line_below(units[table.id].note, around)
            if is_below:
                counted[number] = replace(table, source=source, note=note, in_unit=True)
            else:
                counted[number] = replace(table, in_unit=True)
    return made


def _together(
    blocks: Blocks, typed: Mapping[str, CountedTable], units: Mapping[str, FigureFile]
) -> Blocks:
    made: list[Block] = []
    for block in blocks:
        name = _figure_in(block)
        before = made[-1] if made else None
        table = typed.get(name) if name in units else None
        if table is not None and isinstance(before, Table) and before is table.table:
            assert isinstance(block, Placement)
            made[-1] = replace(block, expression=units[name].placement_with(table))
        else:
            made.append(block)
    return tuple(made)


def _figure_in(block: Block) -> str:
    """The figure that a block places; empty for any other."""
    is_figure = isinstance(block, Placement) and block.expression.startswith("figure(")
    return block.expression.split('"')[1] if is_figure else ""  # type: ignore[union-attr]


def _placed_in(blocks: Blocks) -> list[str]:
    return [each.expression for each in blocks if isinstance(each, Placement)]
