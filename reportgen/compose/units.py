"""Sets a figure and the table of its numbers as one unit: one caption, one number."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from reportgen.compose.tables import note_below, table_of
from reportgen.compose.wording import Wording, text_inlines
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span
from reportgen.expressions.values import ExpressionError, PlacedFigure, PlacedTable
from reportgen.model import Block, Blocks, Figure, Section, Table
from reportgen.model.statistics import StatisticsTable
from reportgen.model.traverse import children_of, plain_text

# What stands beside a chart: more rows or columns, or longer words, go above it.
_MOST_ROWS = 10
_MOST_COLUMNS = 3
_LONGEST_LABEL = 30


def table_with(
    placed: PlacedFigure, statistics: StatisticsTable | None, span: Span, wording: Wording
) -> Table:
    """The table that goes with a figure; raises ExpressionError (wrong-value, negative-share)."""
    if statistics is None:
        message = _("the chart shows no table that could stand beside it")
        raise ExpressionError("wrong-value", message, _("leave out table=true"))
    asked = PlacedTable(statistics.id, f"{placed.id}-tabell", share=placed.share)
    made = table_of(statistics, asked, span, wording)
    return replace(made, caption=(), note=(), figure=placed.id)


def with_table_note(
    figure: Figure, placed: PlacedFigure, statistics: StatisticsTable, wording: Wording
) -> Figure:
    """The figure with what must be said of its table, which stays where the figure stays."""
    note = note_below(statistics, wording, share=placed.share, base=True)
    own = plain_text(figure.note)
    whole = note if own in note else f"{note} {own.removeprefix(note)}".strip()
    return replace(figure, note=text_inlines(whole, figure.span), floats=False)


def with_tables(section: Section, tables: Mapping[str, Table]) -> Section:
    """`section` with each table before the figure that it goes with; beside it where it may be."""
    if not tables:
        return section
    single = section.columns == 1 and not section.landscape
    blocks: list[Block] = []
    for block in section.blocks:
        table = tables.get(block.id) if isinstance(block, Figure) else None
        if isinstance(block, Figure) and table is not None:
            beside = single and not block.landscape and _is_small(table)
            blocks += [replace(table, beside=beside), replace(block, beside=beside)]
        else:
            blocks.append(block)
    return replace(section, blocks=tuple(blocks))


def figures_inside(blocks: Blocks) -> frozenset[str]:
    """The ids of the figures that stand in a list or a quotation, where no table goes with them."""
    found: set[str] = set()
    for block in blocks:
        for inner in children_of(block):
            found |= figures_inside((inner,))
            if isinstance(inner, Figure):
                found.add(inner.id)
    return frozenset(found)


def _is_small(table: Table) -> bool:
    if len(table.rows) > _MOST_ROWS or len(table.header.cells) > _MOST_COLUMNS:
        return False
    labels = (plain_text(row.cells[0].children) for row in (table.header, *table.rows))
    return all(len(label) <= _LONGEST_LABEL for label in labels)
