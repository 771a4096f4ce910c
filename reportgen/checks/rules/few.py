"""Small counts: what a report tells of so few persons that they can be known by it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reportgen.checks.disclosure import (
    Few,
    Remainder,
    cell_remainders,
    hidden_rows,
    is_counted_in,
    remainder_of,
    small_cells,
    small_rows,
)
from reportgen.checks.finding import Finding
from reportgen.checks.numbers.names import Names
from reportgen.checks.numbers.quantities import find_quantities, has_numbers
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity, Span
from reportgen.model.statistics import CountRow, StatisticsTable

TOPIC = _("Small counts")

_THRESHOLD = (
    "region: region Exempel\norganisation: Exempelstad\n"
    "profile: profil.yaml\ncheck: {threshold: 3}\n"
)


@rule(
    "small-count-again",
    Severity.WARNING,
    about=_("A category with a count below `threshold` is named with a small count again."),
    why=_(
        "One person of a country in one table, one who returned to it in the next: read together "
        "they tell of one person what neither tells alone."
    ),
    bad={
        "reportgen.yaml": _THRESHOLD,
        "text.md": "# Text\n\nVi arbetade.\n",
        "statistics.yaml": "nationalitet:\n  title: Land\n  unit: ärenden\n  total: 9\n"
        "  counts: {Rumänien: 8, Ghana: 1}\n"
        "atervant:\n  title: Återvänt\n  unit: personer\n  total: 2\n"
        "  counts: {Rumänien: 1, Ghana: 1}\nkon: {counts: {Kvinnor: 9}, of: nationalitet}\n",
    },
    good={
        "reportgen.yaml": _THRESHOLD,
        "text.md": "# Text\n\nVi arbetade.\n",
        "statistics.yaml": "nationalitet:\n  title: Land\n  unit: ärenden\n  total: 9\n"
        "  counts: {Rumänien: 8, Ghana: 1}\n"
        "atervant:\n  title: Återvänt\n  unit: personer\n  total: 2\n"
        "  counts: {Rumänien: 1, Polen: 1}\nkon: {counts: {Kvinnor: 9}, of: nationalitet}\n",
    },
)
def small_count_again(subject: Subject) -> Iterator[Finding]:
    """Labels of two tables that both count from 1 to below `check: threshold:`."""
    earlier: dict[str, tuple[str, CountRow]] = {}
    for table in subject.statistics.tables.values():
        for row in small_rows(table, subject.settings.threshold) if not table.cross else ():
            if row.label in earlier:
                other, first = earlier[row.label]
                message = _(
                    "'{label}' is {count} here and {other} in '{table}' ({place}): together they "
                    "can point out a person",
                    label=row.label,
                    count=str(row.count),
                    other=str(first.count),
                    table=other,
                    place=_place(first),
                )
                hint = _("put small categories together in one of the tables, or leave them out")
                yield Finding(message, row.span, hint)
            earlier.setdefault(row.label, (table.id, row))


_FEW = "  counts: {Rumänien: 8, Ghana: 1}\n"
_LAND = "nationalitet:\n  title: Land\n  unit: ärenden\n  total: 9\n"
_CELLS = (
    "ka:\n  title: Ärenden\n  unit: ärenden\n  cross: [Kön, Ålder]\n"
    "  counts: {{Kvinnor: {{Barn: {}, Vuxna: 8}}, Män: {{Barn: 0, Vuxna: 9}}}}\n"
)
_KON = "kon: {counts: {Kvinnor: 9}, of: nationalitet}\n"


@rule(
    "small-count-told",
    Severity.WARNING,
    about=_("The text tells something more of a category with a count below `threshold`."),
    why=_(
        "The table says that there is one from a country, the text that one went home to it: "
        "whoever knows of the case reads of that person what was not to be told."
    ),
    bad={
        "reportgen.yaml": _THRESHOLD,
        "text.md": "# Text\n\nTre återvände, en av dem till Ghana.\n",
        "statistics.yaml": f"{_LAND}{_FEW}{_KON}",
    },
    good={
        "reportgen.yaml": _THRESHOLD,
        "text.md": "# Text\n\nTre återvände till sina hemländer. Ett ärende rörde Ghana.\n",
        "statistics.yaml": f"{_LAND}{_FEW}{_KON}",
    },
)
def small_count_told(subject: Subject) -> Iterator[Finding]:
    """Clauses with a small number that add a label of another table, or a return home."""
    few = _few(subject)
    if few is None:
        return
    told = dict.fromkeys(
        found
        for passage in (*subject.written, *subject.told_of_pictures)
        for found in few.told_in(passage)
    )
    for each in told:
        message = _(
            "'{label}' is {count} in '{table}' ({place}), and “{said}” here tells more: together "
            "they can point out a person",
            label=each.row.label,
            count=str(each.row.count),
            table=each.table,
            place=_place(each.row),
            said=each.said,
        )
        hint = _("leave the category out here, or put it together with others in the table")
        yield Finding(message, each.passage.span(each.start, each.end), hint)
    yield from _in_typed_tables(subject, few)


def _in_typed_tables(subject: Subject, few: Few) -> Iterator[Finding]:
    for table in subject.typed_tables():
        for cell in few.crossed_in(table):
            message = _(
                "{count} of both '{label}' and '{other}': together they can point out a person",
                count=cell.said,
                label=cell.label,
                other=cell.other,
            )
            hint = _("put small categories together, or leave them out")
            yield Finding(message, cell.span, hint)


@rule(
    "small-share",
    Severity.WARNING,
    about=_("A share of a few persons tells how many they are, fewer than `threshold`."),
    why=_("“A fourth of the four children” is one child."),
    bad={
        "reportgen.yaml": _THRESHOLD,
        "text.md": "# Text\n\nEn fjärdedel av de fyra kvinnorna saknade bostad.\n",
        "statistics.yaml": f"{_LAND}{_FEW}{_KON}",
    },
    good={
        "reportgen.yaml": _THRESHOLD,
        "text.md": "# Text\n\nNågra av de fyra kvinnorna saknade bostad.\n",
        "statistics.yaml": f"{_LAND}{_FEW}{_KON}",
    },
)
def small_share(subject: Subject) -> Iterator[Finding]:
    """Percentages and fractions of persons whose number is small and told, or in a table."""
    few = _few(subject)
    if few is None:
        return
    for passage in subject.written:
        for each in few.shares_in(passage) if has_numbers(passage.text) else ():
            message = _(
                "'{share}' of {whole} is {count}: that can point out a person",
                share=passage.text[each.start : each.end],
                whole=str(each.whole),
                count=str(each.count),
            )
            hint = _("say it without a number: “some of them”")
            yield Finding(message, passage.span(each.start, each.end), hint)


@rule(
    "small-remainder",
    Severity.WARNING,
    about=_("The one count that a table leaves out can be computed, and is below `threshold`."),
    why=_("The total minus the rows that are shown is the row that was to be kept secret."),
    bad={
        "reportgen.yaml": _THRESHOLD,
        "text.md": "# Text\n\nVi arbetade.\n",
        "statistics.yaml": f"{_LAND}  counts: {{Rumänien: 8, Ghana: null}}\n{_KON}",
    },
    good={
        "reportgen.yaml": _THRESHOLD,
        "text.md": "# Text\n\nVi arbetade.\n",
        "statistics.yaml": f"{_LAND}  counts: {{Rumänien: 6, Ghana: null, Polen: null}}\n{_KON}",
    },
)
def small_remainder(subject: Subject) -> Iterator[Finding]:
    """Tables with a total and one row that is not known, where the others leave a few.

    The total may be told in the prose alone.
    """
    yield from _of_told_totals(subject)
    for table in subject.statistics.tables.values():
        found = remainder_of(table)
        if found and 0 < found[1] < subject.settings.threshold:
            row, rest = found
            yield _left_out(row, table, str(table.base), str(rest), row.span)
        for each in cell_remainders(table, subject.statistics) if table.cross else ():
            if 0 < each.count < subject.settings.threshold:
                yield _left_out_cell(each, table)


@rule(
    "small-cell",
    Severity.WARNING,
    about=_("A cell of a table in two dimensions counts fewer than `threshold`."),
    why=_("It tells two things of the same few: their sex and their age, their country and more."),
    bad={
        "reportgen.yaml": _THRESHOLD,
        "text.md": "# Text\n\nVi arbetade.\n",
        "statistics.yaml": _CELLS.format(1),
    },
    good={
        "reportgen.yaml": _THRESHOLD,
        "text.md": "# Text\n\nVi arbetade.\n",
        "statistics.yaml": _CELLS.format(3),
    },
)
def small_cell(subject: Subject) -> Iterator[Finding]:
    """Cells that count somebody and fewer than the threshold; a row of the table at a time."""
    threshold = subject.settings.threshold
    for table in subject.statistics.tables.values():
        for label, cells in small_cells(table, threshold) if table.cross else ():
            told = ", ".join(f"{cell.labels[1]} ({cell.count})" for cell in cells)
            message = _(
                "few are both '{label}' and these, in '{table}': {told}; that can point out a"
                " person",
                label=label,
                table=table.id,
                told=told,
            )
            hint = _("put small categories together, or leave them out")
            yield Finding(message, cells[0].span, hint)


def _of_told_totals(subject: Subject) -> Iterator[Finding]:
    """Numbers in prose that give the row that a table without a total leaves out."""
    hidden = [*hidden_rows(subject.statistics)]
    for passage in subject.written if hidden else ():
        for each in find_quantities(passage):
            for table, row, told in hidden:
                rest = each.value - Fraction(told)
                counted = is_counted_in(passage.text, each.end, table.unit)
                if counted and not each.is_share and 0 < rest < subject.settings.threshold:
                    span = passage.span(each.start, each.end)
                    yield _left_out(row, table, str(each.value), str(rest), span)


def _left_out(row: CountRow, table: StatisticsTable, total: str, rest: str, span: Span) -> Finding:
    """The finding at `span`, where the total is told, of a row that can be computed."""
    message = _(
        "'{label}' is left out, but {total} in all minus the other rows of '{table}' gives {rest}",
        label=row.label,
        total=total,
        table=table.id,
        rest=rest,
    )
    return Finding(message, span, _("leave out a second row, or put two rows together"))


def _left_out_cell(found: Remainder, table: StatisticsTable) -> Finding:
    """The finding of a cell that can be computed from a margin."""
    message = _(
        "'{cell}' is left out, but {whole} of '{label}' minus the other cells of '{table}' gives"
        " {rest}",
        cell=found.cell.label,
        whole=str(found.whole),
        label=found.label,
        table=table.id,
        rest=str(found.count),
    )
    hint = _("leave out a second cell of the same row and of the same column, or merge labels")
    return Finding(message, found.cell.span, hint)


def _few(subject: Subject) -> Few | None:
    """What is known of small counts; None where the project has no threshold."""
    if not subject.settings.threshold:
        return None
    names = Names(subject.statistics, subject.project.language)
    return Few(names, subject.settings.threshold, subject.year.year)


def _place(row: CountRow) -> str:
    """Where a row is written."""
    return f"{row.span.file}:{row.span.line}"
