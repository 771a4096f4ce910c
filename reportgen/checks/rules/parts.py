"""Parts and wholes: what is listed of a whole, and comes to more than it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import groupby

from reportgen.checks.arithmetic.changes import impossible_parts
from reportgen.checks.arithmetic.lines import Line, is_typed, lines_of
from reportgen.checks.arithmetic.parts import Listed, divided_by_sex, listed_in
from reportgen.checks.arithmetic.remainders import is_remainder, wrong_remainders
from reportgen.checks.finding import Finding
from reportgen.checks.numbers.quantities import has_numbers
from reportgen.checks.numbers.readings import Entry
from reportgen.checks.numbers.said import Statement
from reportgen.checks.numbers.tables import wrong_cells
from reportgen.checks.numbers.typed import whole_number
from reportgen.checks.numbers.wording import BOTH_COUNTED
from reportgen.checks.passages import Passage
from reportgen.checks.patterns import words_pattern
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity, Span
from reportgen.language.patterns import Pattern
from reportgen.model import Table
from reportgen.model.statistics import Statistics, StatisticsTable
from reportgen.model.traverse import plain_text

TOPIC = _("Parts and wholes")

_TYPED = "# Text\n\n| Insats | Antal |\n| --- | --- |\n| Möten | 4 |\n| Resor | 3 |\n"
_TOTAL = words_pattern("totalt total summa sammanlagt samtliga summa_totalt alla")
_PERCENT = words_pattern("andel andelen andelar procent")
_WITHIN = words_pattern("varav därav av_dem")
_NUMBER = Pattern(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+")


@rule(
    "parts-and-whole",
    Severity.WARNING,
    about=_("Parts that are listed come to another number than their whole, without a word of it."),
    why=_("A reader adds them up, and believes that the report has lost count."),
    bad=f"{_TYPED}| Totalt | 8 |\n",
    good=f"{_TYPED}| Totalt | 7 |\n",
    supersedes=("contradicting-number",),
)
def parts_and_whole(subject: Subject) -> Iterator[Finding]:
    """Rows that the prose lists of a table where one can count twice, and typed tables' totals.

    Parts that a sentence lists of its own whole, and what it says to be left of one.
    """
    for passage in subject.passages:
        if passage.kind not in ("heading", "cell", "header", "quote", "setting"):
            yield from _in_sentences(subject, passage)
    for _passage, group in groupby(
        subject.statements.of_parts(), key=lambda each: id(each.passage)
    ):
        yield from _in_passage(subject.statistics, tuple(group))
    start = subject.statements.start
    for table in subject.typed_tables():
        wrong = wrong_cells(table, start.year, start.names, start.names_of)
        yield from _in_table(table, {(each.span, each.said): each.count for each in wrong})


def _in_sentences(subject: Subject, passage: Passage) -> Iterator[Finding]:
    """Lists and remainders whose numbers do not add up, whatever the statistics have."""
    if not has_numbers(passage.typed):
        return
    lines = tuple(lines_of(passage))
    for listed in (*listed_in(lines), *_by_sex(subject, lines)):
        numbers = (listed.whole, *listed.parts)
        if BOTH_COUNTED.search(listed.line.words):
            continue
        if listed.is_wrong and is_typed(numbers) and not _are_some_rows(subject, listed):
            message = _(
                "the parts come to {sum}, not {number}",
                sum=str(listed.sum),
                number=str(listed.whole.value),
            )
            hint = _("correct the part that is wrong, or say what the rest is")
            yield Finding(message, _place(listed), hint)
    for pair in impossible_parts(lines):
        if is_typed((pair.new, pair.old)):
            message = _(
                "{part} can't be a part of {whole}",
                part=str(pair.new.value),
                whole=str(pair.old.value),
            )
            yield Finding(message, passage.span(pair.new.start, pair.new.end), _CORRECT)
    for left in wrong_remainders(lines):
        message = _(
            "{whole} minus {parts} leaves {rest}, not {number}",
            whole=str(left.whole.value),
            parts=" − ".join(str(each.value) for each in left.parts),
            rest=str(left.whole.value - sum(each.value for each in left.parts)),
            number=passage.text[left.rest.start : left.rest.end],
        )
        yield Finding(message, passage.span(left.rest.start, left.rest.end), _CORRECT)


_SEXES = words_pattern("flickor pojkar kvinnor män")
_CORRECT = _("correct the number that is wrong")


def _by_sex(subject: Subject, lines: Iterable[Line]) -> Iterator[Listed]:
    """The girls and boys of the children whom the statistics count."""
    for line in lines:
        if not _SEXES.search(line.words):
            continue
        for each in subject.statements.start.names.mentions(line.text, (line.start, line.end)):
            counts = {n.count for n in each.named if n.kind in ("row", "sum")}
            if len(counts) == 1:
                listed = divided_by_sex(line, each.start, each.end, Fraction(counts.pop()))
                yield from (listed,) if listed else ()


def _place(listed: Listed) -> Span:
    """The whole; the parts where that stands in another sentence."""
    first, last = listed.whole.start, listed.whole.end
    if first < listed.line.start:
        first, last = listed.parts[0].start, listed.parts[-1].end
    return listed.line.passage.span(first, last)


def _are_some_rows(subject: Subject, listed: Listed) -> bool:
    """Whether some of the parts are rows of a table that has more: none needs to be all of it."""
    if is_remainder(listed.line, listed.whole):
        return False
    told = subject.statements.told_in(listed.line.passage)
    for part in listed.parts:
        for reading in told[part.start].fitting if part.start in told else ():
            if isinstance(reading, Entry) and reading.named.kind == "row":
                table = subject.statistics.tables.get(reading.named.table)
                rows = [row for row in table.rows if row.count not in (None, 0)] if table else []
                if len(rows) > len(listed.parts) + 1:
                    return True
    return False


def _in_passage(statistics: Statistics, said: tuple[Statement, ...]) -> Iterator[Finding]:
    passage = said[0].passage
    if BOTH_COUNTED.search(passage.text):
        return
    for table in statistics.tables.values():
        if table.relation.overlapping and table.base is not None:
            yield from _of_table(table, passage, said)


def _of_table(
    table: StatisticsTable, passage: Passage, said: Iterable[Statement]
) -> Iterator[Finding]:
    """The last of the rows of a table that a passage lists, where they pass its base."""
    base, total, labels = table.base, 0, set[str]()
    if not isinstance(base, int):
        return
    for each in said:
        rows = {
            reading.named.label
            for reading in each.fitting
            if isinstance(reading, Entry)
            and reading.year is None
            and reading.named.kind == "row"
            and reading.named.table == table.id
        }
        if len(rows) == 1 and not rows & labels:
            labels |= rows
            total += int(each.quantity.value)
            if total > base and len(labels) > 1:
                message = _(
                    "the parts come to {sum} of {count}, and the text does not say why",
                    sum=str(total),
                    count=str(base),
                )
                hint = _("say that one can count in several, or how many do")
                yield Finding(message, passage.span(each.quantity.start, each.quantity.end), hint)
                return


def _in_table(table: Table, told: Mapping[tuple[Span, str], Fraction]) -> Iterator[Finding]:
    """A row called “Totalt” that is not the sum of the rows above it.

    Not where it is once the cells that were `told` to be wrong are what they should be.
    """
    around = " ".join(plain_text(each) for each in (table.caption, table.note))
    if BOTH_COUNTED.search(around):
        return
    if any(_WITHIN.match(plain_text(row.cells[0].children).strip()) for row in table.rows):
        return
    sums: dict[int, int] = {}
    off: dict[int, Fraction] = {}
    for row in table.rows:
        numbers = [_number_of(plain_text(cell.children)) for cell in row.cells]
        if not _TOTAL.match(plain_text(row.cells[0].children).strip()):
            for column, number in enumerate(numbers[1:], start=1):
                sums[column] = sums.get(column, 0) + (0 if number is None else number)
                cell = row.cells[column]
                right = told.get((cell.span, plain_text(cell.children).strip()))
                if right is not None and number is not None:
                    off[column] = off.get(column, Fraction(0)) + right - number
            continue
        for column, number in enumerate(numbers[1:], start=1):
            total = sums.get(column, 0)
            if number is not None and _is_rounded(table, column, total):
                continue
            if number is not None and total not in (0, number, number - off.get(column, 0)):
                message = _(
                    "the rows come to {sum}, not {number}",
                    sum=str(total),
                    number=str(number),
                )
                hint = _("correct the row that is wrong, or say below the table why")
                yield Finding(message, row.cells[column].span, hint)
        sums = {}


def _is_rounded(table: Table, column: int, total: int) -> bool:
    """Whether rounded percentages come to nearly 100."""
    title = plain_text(table.header.cells[column].children)
    off = abs(total - 100)
    return bool(_PERCENT.search(title)) and 2 * off <= len(table.rows)


def _number_of(text: str) -> int | None:
    """The whole number that a cell holds; None where it holds something else."""
    found = _NUMBER.fullmatch(text.strip())
    return whole_number("".join(filter(str.isdigit, found[0]))) if found else None
