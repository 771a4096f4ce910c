"""Makes the document's tables out of statistics tables."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.compose.cross_tables import cross_rows
from reportgen.compose.table_cells import DECIMALS, count_cell, share_cell
from reportgen.compose.wording import Wording, text_inlines
from reportgen.diagnostics import Message, Span
from reportgen.diagnostics import Message as _
from reportgen.expressions.values import PlacedTable, negative_share
from reportgen.language.formatting import round_half_up
from reportgen.model import Cell, Row, Table, Text
from reportgen.model.statistics import CountRow, StatisticsTable


def table_of(
    statistics: StatisticsTable, placed: PlacedTable, span: Span, wording: Wording
) -> Table:
    """The table that `placed` at `span` asks for: label, count, and on request share.

    One in two dimensions has a column for each label of the second.
    Raises ExpressionError (negative-share).
    """
    if placed.share and not statistics.has_shares:
        raise negative_share(statistics.id)
    if statistics.cross:
        header, *rows = cross_rows(statistics, statistics.cross, wording, share=placed.share)
    else:
        header, *rows = _rows(statistics, wording, share=placed.share)
    caption = placed.caption or wording.caption_of(statistics.title)
    return Table(
        id=placed.id,
        caption=(Text(caption, span),),
        alignments=("left", *["right"] * (len(header.cells) - 1)),  # type: ignore[arg-type]
        header=header,
        rows=tuple(rows),
        note=text_inlines(note_below(statistics, wording, share=placed.share), span),
        span=span,
        landscape=placed.landscape,
    )


def _rows(statistics: StatisticsTable, wording: Wording, *, share: bool) -> Iterator[Row]:
    """The header row, a row for each label, and the total where there is one."""
    yield _header(statistics, wording, share=share)
    yield from (_row(statistics, row, wording, share=share) for row in statistics.in_order())
    if _has_total(statistics):
        yield _total(statistics, wording, share=share)


def _has_total(statistics: StatisticsTable) -> bool:
    return statistics.relation.has_total and len(statistics.rows) > 1


def _header(statistics: StatisticsTable, wording: Wording, *, share: bool) -> Row:
    translate, span = wording.translate, statistics.span
    heading = statistics.heading or translate(_("Category"))
    counted = _("Number") if statistics.decimals is None else _("Value")
    unit = statistics.unit[:1].upper() + statistics.unit[1:] or translate(counted)
    titles = [heading, unit, *([translate(_("Share"))] if share else [])]
    return Row(tuple(Cell((Text(title, span),), span) for title in titles), span)


def _row(statistics: StatisticsTable, row: CountRow, wording: Wording, *, share: bool) -> Row:
    source = statistics.id + row.subscript
    cells = [
        Cell((Text(row.label, row.span),), row.span),
        count_cell(row.count, source, row.span, wording),
    ]
    if share:
        cells.append(share_cell(statistics, row.count, source, row.span, wording))
    return Row(tuple(cells), row.span)


def _total(statistics: StatisticsTable, wording: Wording, *, share: bool) -> Row:
    span, source = statistics.span, f"{statistics.id}.total"
    cells = [
        Cell((Text(wording.translate(_("Total")), span),), span),
        count_cell(statistics.base, source, span, wording),
    ]
    if share:
        cells.append(share_cell(statistics, statistics.base, source, span, wording))
    return Row(tuple(cells), span, total=True)


def note_below(
    statistics: StatisticsTable, wording: Wording, *, share: bool, base: bool | None = None
) -> str:
    """The line below, with a word on shares that a reader with a calculator would ask about.

    What it is counted of stands there where no row of the table says it, or as `base` has it.
    """
    remark = _remark_on_shares(statistics) if share else None
    told = not _has_total(statistics) if base is None else base
    parts = (wording.note_of(statistics, base=told), wording.translate(remark) if remark else "")
    return " ".join(part for part in parts if part)


def _remark_on_shares(statistics: StatisticsTable) -> Message | None:
    """That there are none of 0, or that the rounded ones that are shown miss 100 per cent."""
    if statistics.base is not None and statistics.base == 0:
        return _("Shares can't be worked out, as the total is 0.")
    if not statistics.relation.has_total or len(statistics.rows) < 2:
        return None
    counts = [row.count for row in statistics.rows]
    shares = [statistics.share(count) for count in counts if count is not None]
    shown = [round_half_up(share * 100, DECIMALS) for share in shares if share is not None]
    if len(shown) < len(counts) or sum(shown) == 100:
        return None
    return _("The shares are rounded and do not add up to exactly 100 per cent.")
