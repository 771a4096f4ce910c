"""Charts of a Word file: figures of the statistics that they show, or tables of their numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic, Problems, Severity, Span
from reportgen.diagnostics import Message as _
from reportgen.model import (
    Block,
    Blocks,
    Cell,
    Chart,
    Figure,
    Inlines,
    Placement,
    Quantity,
    Row,
    Table,
    Text,
)
from reportgen.model.traverse import plain_text
from reportgen.scaffold.importing.counted import CountedTable, Surroundings
from reportgen.scaffold.importing.outline import ImportedSection
from reportgen.scaffold.importing.shares import (
    may_show_shares,
    said_quantity,
    shares_of,
    shows_shares,
)
from reportgen.scaffold.importing.statistics import counted_in
from reportgen.scaffold.templates import quoted

# What the columns of a table are called whose chart has no words for them.
_CATEGORIES, _VALUES = "Kategori", "Värde"


class FigureFile(Struct, frozen=True):
    """The definition of a figure; `bookmark` is the id that the chart had in the Word file.

    `note` is the line below it there.
    """

    id: str
    text: str
    bookmark: str
    note: Inlines = ()

    def placement_with(self, table: CountedTable) -> str:
        """The expression that places it with the table of its numbers."""
        share = ", share=true" if table.shares else ""
        return f'figure("{self.id}", table=true{share})'


class Charts(Struct, frozen=True):
    """The charts in the project: figures with their definitions, tables by their places."""

    figures: tuple[FigureFile, ...]
    tables: frozenset[Span]


def with_charts(
    parts: Sequence[ImportedSection],
    counted: list[CountedTable],
    around: Surroundings,
    problems: Problems,
    *,
    as_figures: bool,
) -> tuple[list[ImportedSection], Charts]:
    """The sections with figures in the place of charts, or tables of their numbers.

    Statistics that only a chart has come to `counted`.
    """
    files: list[FigureFile] = []
    tables: set[Span] = set()

    def placed(block: Block) -> Block:
        if not isinstance(block, Figure) or not isinstance(block.content, Chart):
            return block
        found = _figure(block, block.content, counted, around, files) if as_figures else None
        problems.found.append(_told(block, found))
        if found is None:
            tables.add(block.span)
            return _tabled(block)
        files.append(found)
        return Placement(f'figure("{found.id}")', block.span)

    made = [replace(part, blocks=tuple(map(placed, part.blocks))) for part in parts]
    return made, Charts(tuple(files), frozenset(tables))


def as_printed(blocks: Blocks, charts: Charts) -> Blocks:
    """The blocks of the file with tables where charts have become such."""
    return tuple(_tabled(each) if each.span in charts.tables else each for each in blocks)


def _told(figure: Figure, found: FigureFile | None) -> Diagnostic:
    title = plain_text(figure.caption) or figure.alt
    chart = figure.content
    assert isinstance(chart, Chart)
    if found is None and shows_shares(chart, title):
        message = _("the chart '{title}' shows shares, and has become a table of them", title=title)
        hint = _("write its counts into the statistics, if you have them, and let a figure show it")
        severity = Severity.WARNING
        return Diagnostic("chart-to-figure", message, figure.span, hint, severity)
    if found is not None:
        message = _("the chart '{title}' has become the figure '{id}'", title=title, id=found.id)
        return Diagnostic("chart-to-figure", message, figure.span, severity=Severity.NOTE)
    message = _("the chart '{title}' has become a table of its numbers", title=title)
    doubt = _("its numbers are 100 in all: are they shares?") if may_show_shares(chart) else None
    return Diagnostic("chart-to-figure", message, figure.span, doubt, Severity.WARNING)


def _figure(
    figure: Figure,
    chart: Chart,
    counted: list[CountedTable],
    around: Surroundings,
    before: Sequence[FigureFile],
) -> FigureFile | None:
    """The figure that shows the same; None where there is none, or no words for its caption."""
    caption = plain_text(figure.caption).strip()
    if not caption or len(chart.series) != 1 or len(set(chart.categories)) < len(chart.categories):
        return None
    shown = dict(zip(chart.categories, chart.series[0].values, strict=True))
    shares = shows_shares(chart, caption)
    shows = _shows_shares if shares else _shows
    table = next((each for each in counted if shows(shown, dict(each.rows))), None)
    if table is None and (shares or may_show_shares(chart)):
        return None
    if table is None:
        table = counted_in(_tabled(figure), around, counted)
        if table is None:
            return None
        counted.append(table)
    if any(each.id == table.id for each in before):
        return None
    title = caption.removesuffix(around.ending)
    lines = ["kind: bars", f"data: {table.id}", f"title: {quoted(title)}"]
    lines += ["show: share"] if shares else []
    lines += [*_sorting(chart.categories, table), *_grouping(shown, dict(table.rows))]
    return FigureFile(table.id, "\n".join((*lines, "")), figure.id, figure.note)


def _shows(shown: Mapping[str, Quantity], rows: Mapping[str, int]) -> bool:
    """Whether the bars are rows of the table, all of them but for those in a common bar."""
    own = {label: value for label, value in shown.items() if label in rows}
    same = all(rows[label] == value for label, value in own.items())
    others = [value for label, value in shown.items() if label not in rows]
    rest = sum(count for label, count in rows.items() if label not in own)
    return bool(own) and same and len(others) <= 1 and rest == (others[0] if others else 0)


def _shows_shares(shown: Mapping[str, Quantity], rows: Mapping[str, int]) -> bool:
    """Whether the bars are what the rows of the table are of the whole, all of them."""
    return shown.keys() == rows.keys() and shares_of(map(shown.get, rows), rows.values())


def _sorting(categories: Sequence[str], table: CountedTable) -> list[str]:
    order = [label for label, _n in table.rows if label in categories]
    is_order = order == [label for label in categories if label in order]
    counts = [n for _label, n in table.rows]
    return (
        ["sort: table"] if is_order and counts != sorted(counts, reverse=True) else ["sort: size"]
    )


def _grouping(shown: Mapping[str, object], rows: Mapping[str, int]) -> list[str]:
    """The common bar of the small rows."""
    common = next((label for label in shown if label not in rows), None)
    if common is None:
        return []
    below = 1 + max(count for label, count in rows.items() if label not in shown)
    label = re.sub(r"\d+", "{n}", common, count=1)
    return ["group:", f"  below: {below}", f'  label: "{label}"']


def _tabled(block: Block) -> Block:
    """The numbers of a chart as a table; any other block as it is."""
    if not isinstance(block, Figure) or not isinstance(block.content, Chart):
        return block
    chart, span = block.content, block.span
    labels = (each.label.strip() or chart.unit or _VALUES for each in chart.series)
    header = _row([_CATEGORIES, *labels], span)
    rows = [
        _row([label, *(said_quantity(n, "sv") for n in numbers)], span)
        for label, *numbers in zip(
            chart.categories, *(each.values for each in chart.series), strict=True
        )
    ]
    alignments = ("left", *["right"] * len(chart.series))
    caption: Inlines = block.caption
    return Table(
        block.id,
        caption,
        alignments,  # type: ignore[arg-type]
        header,
        tuple(rows),
        block.note,
        span,
    )


def _row(texts: Sequence[str], span: Span) -> Row:
    return Row(tuple(Cell((Text(t, span),) if t else (), span) for t in texts), span)
