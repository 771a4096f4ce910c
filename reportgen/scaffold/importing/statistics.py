"""Tables of labels and counts in a Word file as statistics of the year."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from fractions import Fraction

from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic, Message, Problems, Severity, Span
from reportgen.diagnostics import Message as _
from reportgen.language.formatting import format_percent
from reportgen.model import (
    Block,
    Computed,
    Heading,
    Inlines,
    Paragraph,
    Placement,
    Row,
    Table,
)
from reportgen.model.crossing import cell_label
from reportgen.model.profile import ProfileTable
from reportgen.model.traverse import plain_text
from reportgen.scaffold.importing.bases import BELOW
from reportgen.scaffold.importing.choices import Choices
from reportgen.scaffold.importing.counted import (
    CountedTable,
    Possible,
    Surroundings,
    apart,
    name_of,
    text_of,
    words_of,
)
from reportgen.scaffold.importing.crossed import crossed_of
from reportgen.scaffold.importing.outline import ImportedSection
from reportgen.scaffold.importing.series import COUNT, YEAR, is_total, is_total_unsaid, series_in
from reportgen.scaffold.importing.series_statistics import from_series
from reportgen.scaffold.importing.shares import says_shares
from reportgen.scaffold.importing.standards import standard_of

# What stands before the things counted in a column's head.
_COUNT_OF = re.compile(r"^antal(?:et)?\b", re.IGNORECASE)


def with_statistics(
    parts: Sequence[ImportedSection], around: Surroundings, choices: Choices, problems: Problems
) -> tuple[list[ImportedSection], list[CountedTable], list[Possible]]:
    """The sections with tables of statistics in the place of their tables, and the statistics.

    Beside them those tables that may be statistics: they stay as they are.
    """
    counted: list[CountedTable] = []
    possible: list[Possible] = []
    made: list[ImportedSection] = []
    for part in parts:
        blocks: list[Block] = []
        passed, above = None, plain_text(part.heading.children)
        for block, after in zip(part.blocks, (*part.blocks[1:], None), strict=False):
            if block is passed:
                continue
            if not isinstance(block, Table):
                above = plain_text(block.children) if isinstance(block, Heading) else above
                blocks.append(block)
                continue
            taken = {*choices.left, *(each.id for each in counted)}
            found = _counted(block, after, around, counted, above)
            found = found or _crossed(block, after, around, taken)
            if found is None or found.id in choices.left:
                blocks.append(block)
                taken = {e.id for e in (*counted, *_of(possible))}
                if found is not None:
                    possible.append(Possible(apart(found, taken), words_of(block)))
                else:
                    series = from_series(block, above, around, taken, choices.left)
                    counted += series.counted
                    possible += series.possible
                    problems.found += series.told
                    problems.found += (_told(each, block.span) for each in series.counted)
                continue
            own = found.id not in choices.typed and not found.of_years
            found = replace(found, placed=own and bool(found.caption))
            if not found.placed and found.standard is None:
                blocks.append(block)  # of other things than the report counts, for all we know
                possible.append(Possible(found, words_of(block)))
                continue
            counted.append(found)
            if found.cells and isinstance(block, Table):
                taken = {e.id for e in (*counted, *_of(possible))}
                counted += from_series(block, above, around, taken, choices.left).counted
            blocks.append(_placement(found, block.span) if found.placed else block)
            passed = found.below if found.placed else None
            problems.found.append(_told(found, block.span))
        made.append(replace(part, blocks=tuple(blocks)))
    return made, counted, possible


def _of(possible: Iterable[Possible]) -> Iterator[CountedTable]:
    return (each.entry for each in possible)


def _told(found: CountedTable, span: Span) -> Diagnostic:
    title = found.caption or found.heading
    if not found.placed:
        message = _(
            "the table '{title}' is the statistics '{id}', and stays as it was typed: "
            "the report would print it otherwise",
            title=title,
            id=found.id,
        )
    else:
        message = _(
            "the table '{title}' has become the statistics '{id}'", title=title, id=found.id
        )
    return Diagnostic("table-to-statistics", message, span, severity=Severity.NOTE)


def _placement(found: CountedTable, span: Span) -> Placement:
    share = ", share=true" if found.shares else ""
    caption = found.caption.replace("\\", "\\\\").replace('"', '\\"')
    whole = "" if found.title != found.caption else f', caption="{caption}"'
    return Placement(f'table("{found.id}"{share}{whole})', span)


def counted_in(
    block: Block, around: Surroundings, before: Sequence[CountedTable]
) -> CountedTable | None:
    """The statistics of a table that is not to be printed."""
    found = _counted(block, None, around, before) if isinstance(block, Table) else None
    return found and replace(found, table=None, below=None, placed=False)


def _counted(
    table: Table,
    after: Block | None,
    around: Surroundings,
    before: Sequence[CountedTable],
    above: str = "",
) -> CountedTable | None:
    """The statistics that a table below the heading `above` is; None where it is none."""
    columns = [*zip(*([text_of(c) for c in row.cells] for row in table.rows), strict=False)]
    header = [text_of(cell) for cell in table.header.cells]
    columns, header, of_years = _of_the_year(columns, header, around.year)
    headless = len(header) > 1 and COUNT.fullmatch(header[1]) and not YEAR.fullmatch(header[1])
    counted = len(columns) in (2, 3) and not headless and not says_shares(header[1:2])
    found_rows = _rows(columns) if counted and not _is_merged(table) else None
    if found_rows is None:
        return None
    rows, total, unknown = found_rows
    caption = " ".join(plain_text(table.caption).split())
    title = caption.removesuffix(around.ending) if caption else header[0]
    taken = {each.id for each in before}
    match = standard_of((title, header[0], above), tuple(rows), around.profile, taken)
    standard = match.table if match else None
    source, note, below = _line_below(table, after, around)
    found = CountedTable(
        _id_of(table, standard, title, taken), title, caption, header[0],
        _unit(header[1], standard),
        match.rows if match else tuple(rows), total, len(columns) == 3, source, note, standard,
        table, below, unknown=unknown,
    )  # fmt: skip
    if not (_shares_fit(found, columns) and all(label for label, _n in rows)):
        return None
    return replace(found, of_years=of_years)


def _unit(header: str, standard: ProfileTable | None) -> str:
    """What a table counts, as its head says: “Antal ärenden” counts ärenden.

    Where “Antal” is all that it says, it is what the standard table counts; empty of others.
    """
    counted = _COUNT_OF.sub("", header).strip()
    return counted or (standard.unit if standard else "")


def _crossed(
    table: Table, after: Block | None, around: Surroundings, taken: Collection[str]
) -> CountedTable | None:
    """The standard statistics in two dimensions that a table is; None where it is none."""
    found = crossed_of(series_in(table), around.profile, taken)
    if found is None:
        return None
    caption = " ".join(plain_text(table.caption).split())
    source, note, below = _line_below(table, after, around)
    cells = ((r, c, n) for r, counts in found.cells.items() for c, n in counts.items())
    rows = tuple((cell_label(row, column), count) for row, column, count in cells)
    return CountedTable(
        found.table.id, caption.removesuffix(around.ending) or found.table.title,
        caption if found.lies_so else "", "", found.table.unit, rows, None, shares=False,
        source=source, note=note, standard=found.table, table=table, below=below,
        cells=found.cells,
    )  # fmt: skip


def _line_below(
    table: Table, after: Block | None, around: Surroundings
) -> tuple[str, str, Paragraph | None]:
    """Source and note of a table, and the paragraph that has them, if one does."""
    below = after if isinstance(after, Paragraph) and not table.note else None
    source, note, is_below = line_below(table.note or (below.children if below else ()), around)
    return source, note, below if is_below else None


_Columns = list[tuple[str, ...]]


def _of_the_year(
    columns: _Columns, header: list[str], year: int
) -> tuple[_Columns, list[str], bool]:
    """Of a table with a column for each year the labels and that of `year`; whether it is one."""
    years = [YEAR.fullmatch(each.casefold()) for each in header]
    own = [n for n, found in enumerate(years) if found and int(found[1]) == year]
    if len(own) != 1 or sum(found is not None for found in years) < 2 or len(columns) <= own[0]:
        return columns, header, False
    return [columns[0], columns[own[0]]], [header[0], ""], True


_MISSING = ("uppgift saknas", "not known")


def _rows(
    columns: _Columns,
) -> tuple[list[tuple[str, int]], int | None, tuple[str, ...]] | None:
    """The rows of two columns, their total, and the labels of those that are not known.

    None where a row has no count, or where they do not come to their total.
    """
    counts = [*zip(columns[0], columns[1], strict=True)]
    unknown = tuple(label for label, text in counts if text.casefold() in _MISSING)
    numbers = [(label, _number(text)) for label, text in counts if label not in unknown]
    rows = [(label, n) for label, n in numbers if n is not None]
    if len(rows) < max(1, len(numbers)) or len({*columns[0]}) < len(counts):
        return None
    if len(rows) > 1 and is_total_unsaid(rows):
        return None
    total = rows.pop()[1] if is_total(rows[-1][0]) and len(rows) > 1 else None
    come_to = sum(count for _label, count in rows)
    if total is not None and not (total > come_to if unknown else total == come_to):
        return None
    return rows, total, unknown


def _number(text: str) -> int | None:
    return int(re.sub(r"\D", "", text)) if COUNT.fullmatch(text) else None


def _is_merged(table: Table) -> bool:
    rows: Iterable[Row] = (table.header, *table.rows)
    return any(cell.columns != 1 or cell.rows != 1 for row in rows for cell in row.cells)


def _shares_fit(found: CountedTable, columns: Sequence[Sequence[str]]) -> bool:
    """Whether the third column is the shares that the report computes, or there is none."""
    if len(columns) < 3:
        return True
    last = _number(columns[1][-1])
    bases = (last if found.total is None else found.total, sum(n for _label, n in found.rows))
    counts = [n for _label, n in found.rows]
    shown = [text.replace("\u00a0", " ") for text in columns[2]][: len(counts)]
    return not found.relation.has_total or any(
        shown == [format_percent(Fraction(n, each), "sv", 1).replace("\u00a0", " ") for n in counts]
        for each in bases
        if each is not None and each > 0
    )


def line_below(line: Inlines, around: Surroundings) -> tuple[str, str, bool]:
    """Source and note of the line below a table, and whether it is such a line."""
    text = " ".join(plain_text(line).split())
    found = BELOW.fullmatch(text)
    if found is None:
        return "", "", False
    note = found["note"] or ""
    for own in _OWN_REMARKS:
        beginning = around.translate(own).partition("{")[0].strip()
        note = note.partition(beginning)[0].strip()
    return found["source"], note, True


# What the report says itself below a table of which it is true.
_OWN_REMARKS: tuple[Message, ...] = (
    _("The shares are rounded and do not add up to exactly 100 per cent."),
    _(
        "The rows overlap: together they are {sum}, more than the {count} they are of.",
        sum="{",
        count="",
    ),
)


def _id_of(table: Table, standard: ProfileTable | None, title: str, taken: set[str]) -> str:
    """The id that the table has in a file of our own, or that of the standard, or of its title."""
    for row in table.rows:
        for inline in row.cells[1].children:
            if isinstance(inline, Computed) and inline.sources:
                return re.split(r"[\[.]", inline.sources[0])[0]
    return standard.id if standard else name_of(title, taken)
