"""Tables of text and of counts."""

from __future__ import annotations

from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics import Message as _
from reportgen.model import Row, Table
from reportgen.model.traverse import plain_text, shows
from reportgen.writers.word.captions import mark, set_out
from reportgen.writers.word.fitting import Fit, is_low, role_of
from reportgen.writers.word.inlines import runs
from reportgen.writers.word.job import Job, Place
from reportgen.writers.word.options import TABLE_SHARE
from reportgen.writers.word.table_words import description_of
from reportgen.writers.word.wml import table as wml
from reportgen.writers.word.wml.markup import NOTHING, Xml, joined
from reportgen.writers.word.wml.paragraph import (
    ParagraphMarkup,
    Parts,
    TableMarkup,
    paragraph_properties,
)
from reportgen.writers.word.wml.text import bookmark

# A table of no more rows than this is never split between two pages.
TOGETHER = 12


def table(block: Table, place: Place, job: Job) -> Parts:
    """A table with its caption and source line; its bookmark stands in the first cell.

    A bookmark around the table as a whole would be lost when another program saves the file.
    """
    above = job.options.captions_above_tables
    kept_to_last = shows(block.note) or (not above and shows(block.caption))
    kept_to_last = kept_to_last or bool(block.figure)
    if block.beside:
        place = replace(place, width_mm=TABLE_SHARE * place.width_mm)
    fit = job.fitter.fit(block, place.width_mm)
    if not fit.fits and place.change != "deleted":
        job.findings.append(too_wide(block))
    last = len(block.rows) - 1
    rows = [_row(block.header, block, fit, place, job, keep=last >= 0)]
    for index, row in enumerate(block.rows):
        keep = (last < TOGETHER or index in (0, last - 1)) and index < last
        keep = keep or (index == last and kept_to_last)
        rows.append(_row(row, block, fit, place, job, keep=keep))
    properties = wml.table_properties(
        job.styles["table"],
        sum(fit.widths),
        indent=place.indent,
        beside=block.beside,
        total=last >= 0 and block.rows[last].total,
        title=plain_text(block.caption),
        description=description_of(block, job.properties.language),
    )
    written = TableMarkup(wml.table(properties, fit.widths, rows))
    return set_out(written, block, place, job, above=above)


def _row(row: Row, table: Table, fit: Fit, place: Place, job: Job, *, keep: bool) -> Xml:
    header = row is table.header
    # The style rules off the last row.
    ruled = row.total and not (table.rows and row is table.rows[-1])
    rule = job.options.look.brand if ruled else ""
    if row.change and not place.change:
        place = replace(place, change=row.change)
    middle = table.key_figures and not header
    cells: list[Xml] = []
    for column, cell in enumerate(row.cells):
        if not cell.columns:
            continue
        content = runs(cell.children, place, job)
        if header and not cells:
            content = bookmark(job.next_bookmark(table, place), job.next_number(), content)
        style = job.smaller_style(role_of(row, table, column), fit.smaller_pt)
        properties = paragraph_properties(style, keep_next=keep, align=table.alignments[column])
        width = sum(fit.widths[column : column + cell.columns])
        cells.append(
            wml.cell(
                wml.cell_properties(width, cell.columns, cell.rows, rule, middle=middle),
                ParagraphMarkup(properties, content, mark(place, job)).write(),
            )
        )
    whole = header or is_low(row, fit)
    return wml.row(joined(cells), header=header, whole=whole, change=_change(place, job))


def too_wide(table: Table) -> Diagnostic:
    """What is said of a table in which a word or a number has to break."""
    return Diagnostic(
        "table-too-wide",
        _("the table is too wide for a page, even for one on its side: words in it are broken"),
        table.span,
        _("divide it into two tables, or let its rows be columns"),
        Severity.WARNING,
    )


def _change(place: Place, job: Job) -> Xml:
    if place.change is None:
        return NOTHING
    came = place.change in ("inserted", "moved_to")
    return (wml.inserted_row if came else wml.deleted_row)(job.stamp())
