"""The figures of two years as a section in front of a redline: tables, nothing tracked in them."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.compare import Comparison, CountDifference
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span
from reportgen.language.messages import Translate
from reportgen.model import Block, Cell, Heading, Inlines, Paragraph, Row, Section, Table, Text
from reportgen.writers.compared_figures import (
    cells_of,
    folded,
    heads_of,
    is_total,
    notes_of,
    rows_of,
)
from reportgen.writers.telling import Telling

_ID = "jamforelse"
_SPAN = Span.of_file("")


def comparison_section(comparison: Comparison, telling: Telling) -> Section:
    """A section "Comparison of … and …" with the figures that differ, table by table."""
    say = telling.translate
    title = _("Comparison of {older} and {newer}", older=telling.older, newer=telling.newer)
    heading = Heading(1, _text(say(title)), _ID, _SPAN)
    return Section(_ID, heading, tuple(_blocks(comparison, telling)), _SPAN)


def _blocks(comparison: Comparison, telling: Telling) -> Iterator[Block]:
    say = telling.translate
    tables = comparison.statistics
    differing = [table for table in tables if table.differs and not table.single]
    for table in differing:
        left = folded(table, telling.language, say)
        said = (*notes_of(table, telling.newer), *([left] if left else []))
        notes = " ".join(map(say, said))
        caption = f"{table.title} ({table.unit})" if table.unit else table.title
        yield _table(table.id, caption, rows_of(table, say), notes, telling)
    singles = [table for table in tables if table.differs and table.single]
    if singles:
        rows = tuple(row for table in singles for row in rows_of(table, say))
        yield _table("", say(_("Single numbers")), rows, "", telling)
    same = ", ".join(table.title for table in tables if not table.differs)
    if same:
        yield Paragraph(_text(say(_("The same in both: {titles}", titles=same))), _SPAN)


def _table(
    name: str, caption: str, rows: tuple[CountDifference, ...], note: str, telling: Telling
) -> Table:
    say: Translate = telling.translate
    return Table(
        id=f"{_ID}:{name or 'tal'}",
        caption=_text(caption),
        alignments=("left", "right", "right", "right", "right"),
        header=_row(heads_of(telling, single=not name)),
        rows=tuple(_row(cells_of(row, say, telling.language), total=is_total(row)) for row in rows),
        note=_text(note) if note else (),
        span=_SPAN,
        grid=_ID,
    )


def _row(texts: tuple[str, ...], *, total: bool = False) -> Row:
    return Row(tuple(Cell(_text(text), _SPAN) for text in texts), _SPAN, total)


def _text(text: str) -> Inlines:
    return (Text(text, _SPAN),) if text else ()
