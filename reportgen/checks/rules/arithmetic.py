"""Arithmetic: numbers of the text that do not follow from each other, whatever they count."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reportgen.checks.arithmetic.agreement import is_share_of_two
from reportgen.checks.arithmetic.changes import (
    Change,
    bracketed_shares,
    uneven_shares,
    value_of,
    wrong_changes,
)
from reportgen.checks.arithmetic.columns import wrong_columns, wrong_shares
from reportgen.checks.arithmetic.lines import is_typed, lines_of
from reportgen.checks.arithmetic.lists import Counted, before_points, miscounted
from reportgen.checks.arithmetic.means import wrong_means
from reportgen.checks.arithmetic.multiples import wrong_multiples
from reportgen.checks.arithmetic.sameness import unlike_counts
from reportgen.checks.finding import Finding
from reportgen.checks.numbers.quantities import fits, has_numbers
from reportgen.checks.passages import Passage
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity
from reportgen.language.formatting import format_share, round_half_up
from reportgen.model import BulletList, OrderedList, Paragraph, Table

TOPIC = _("Arithmetic")

_PROSE = ("paragraph", "item", "footnote", "caption")


@rule(
    "does-not-follow",
    Severity.WARNING,
    about=_("A difference, percentage or fraction does not follow from the numbers beside it."),
    why=_("It is what readers check first, and it needs no table."),
    bad="# Text\n\nVi ordnade 17 resor, mot 12 året innan, en ökning med sju.\n",
    good="# Text\n\nVi ordnade 17 resor, mot 12 året innan, en ökning med fem.\n",
    supersedes=("wrong-percent",),
)
def does_not_follow(subject: Subject) -> Iterator[Finding]:
    """Changes from one year to another, and shares of a part in its whole."""
    for passage in _prose(subject):
        for each in wrong_changes(tuple(lines_of(passage))):
            numbers = (each.said, each.pair.new, each.pair.old)
            explained = each.kind == "share" and is_share_of_two(each.line, each.said)
            if is_typed(numbers) and not explained and not _agrees(subject, passage, each):
                yield _told(subject, passage, each)
        yield from _means(passage)
        yield from _bracketed(subject, passage)
        yield from _uneven(subject, passage)
        yield from _multiples(passage)
    for table in subject.typed_tables():
        for cell in wrong_columns(table):
            message = _(
                "from {old} to {new} it is {change}, not {number}",
                old=str(cell.old),
                new=str(cell.new),
                change=str(cell.new - cell.old),
                number=cell.said,
            )
            yield Finding(message, cell.span, _("correct the number that is wrong"))
        yield from _table_shares(subject, table)


def _table_shares(subject: Subject, table: Table) -> Iterator[Finding]:
    """“| Kvinnor | 69 | 26 % |” of 112."""
    for cell in wrong_shares(table):
        message = _(
            "{part} of {whole} is {share}, not {number}",
            part=str(cell.count),
            whole=str(cell.whole),
            share=format_share(Fraction(cell.count, cell.whole), subject.project.language),
            number=cell.said,
        )
        yield Finding(message, cell.span, _("correct the number that is wrong"))


@rule(
    "miscounted-list",
    Severity.WARNING,
    about=_("A list is longer or shorter than the number before it says."),
    why=_("Something was added or taken away, or one is missing: the reader looks for it."),
    bad="# Text\n\nVi besökte fyra orter: Almvik, Berga och Hult.\n",
    good="# Text\n\nVi besökte tre orter: Almvik, Berga och Hult.\n",
)
def miscounted_list(subject: Subject) -> Iterator[Finding]:
    """Names behind a colon, dates behind “tre gånger”, points behind “tre saker:”."""
    for passage in _prose(subject):
        for each in miscounted(passage):
            yield _length(passage, each)
    yield from _before_points(subject)


@rule(
    "unlike-counts",
    Severity.WARNING,
    about=_("The report counts one thing in two places and gets two numbers."),
    why=_("One of them is last year's or another region's, and the reader can't know which."),
    bad="# Text\n\nVi når regionens 29 kommuner. Av regionens 31 kommuner svarade få.\n",
    good="# Text\n\nVi når regionens 29 kommuner. Av regionens 29 kommuner svarade få.\n",
)
def unlike_counts_of_a_thing(subject: Subject) -> Iterator[Finding]:
    """“Länets 29 kommuner” and “samtliga 31 kommuner”."""
    for each, usual in unlike_counts(_prose(subject)):
        at = usual.passage.span(usual.start, usual.end)
        message = _(
            "'{words}', and '{others}' in {place}",
            words=each.words,
            others=usual.words,
            place=f"{at.file}:{at.line}",
        )
        hint = _("write the same number in both places")
        yield Finding(message, each.passage.span(each.start, each.end), hint)


def _multiples(passage: Passage) -> Iterator[Finding]:
    """“Dubbelt så många” beside two numbers of which one is not twice the other."""
    for each in wrong_multiples(tuple(lines_of(passage))):
        if not is_typed((each.pair.new, each.pair.old)):
            continue
        message = _(
            "from {old} to {new} is not '{words}'",
            old=str(each.pair.old.value),
            new=str(each.pair.new.value),
            words=passage.text[each.start : each.end],
        )
        hint = _("correct the number that is wrong, or the words")
        yield Finding(message, passage.span(each.start, each.end), hint)


def _bracketed(subject: Subject, passage: Passage) -> Iterator[Finding]:
    """“27 ärenden (34 procent)” where nothing that the figures or the text have is that whole."""
    lines = tuple(lines_of(passage))
    pairs = [*bracketed_shares(lines)]
    told = subject.statements.told_in(passage) if pairs else {}
    figures = [*_figures(subject)] if pairs else []
    for part, share in pairs:
        of_ours = any(part.value == row for row, _whole in figures)
        if share.start in told or not of_ours or not is_typed((part, share)):
            continue
        numbers = [n.value for line in lines for n in line.numbers if n is not part]
        wholes = [*(whole for _row, whole in figures), *numbers]
        if any(
            whole >= part.value and fits(share, part.value / whole) for whole in wholes if whole > 0
        ):
            continue
        own = [whole for row, whole in figures if row == part.value]
        near = min(own, key=lambda whole: abs(part.value / whole - share.value))
        message = _(
            "{part} of {whole} is {share}, not {number}",
            part=str(part.value),
            whole=str(near),
            share=format_share(part.value / near, subject.project.language),
            number=passage.text[share.start : share.end],
        )
        span = passage.span(share.start, share.end)
        yield Finding(message, span, _("correct the number that is wrong"))


def _figures(subject: Subject) -> Iterator[tuple[Fraction, Fraction]]:
    """Each row of this year's and last year's figures with the whole that it is a part of."""
    for named in (*subject.vocabulary.named, *subject.last_figures.values()):
        if named.base is not None and named.base > 0:
            yield Fraction(named.count), Fraction(named.base)


def _means(passage: Passage) -> Iterator[Finding]:
    """“I genomsnitt 45 per utbildning” beside 31 trainings and 1,240 participants."""
    for each in wrong_means(tuple(lines_of(passage))):
        if is_typed((each.said, each.sum, each.count)):
            message = _(
                "{sum} divided by {count} is {mean}, not {number}",
                sum=str(each.sum.value),
                count=str(each.count.value),
                mean=str(round_half_up(each.value, 0)),
                number=passage.text[each.said.start : each.said.end],
            )
            span = passage.span(each.said.start, each.said.end)
            yield Finding(message, span, _("correct the number that is wrong"))


def _uneven(subject: Subject, passage: Passage) -> Iterator[Finding]:
    """Percentages of one thing that come to nearly 100, and not of what the statistics count."""
    for line in lines_of(passage):
        shares = uneven_shares(line)
        told = subject.statements.told_in(passage) if shares else {}
        if not shares or any(each.start in told for each in shares):
            continue
        message = _(
            "the percentages come to {sum}, not 100",
            sum=str(sum(each.value for each in shares) * 100),
        )
        span = passage.span(shares[0].start, shares[-1].end)
        yield Finding(message, span, _("correct the number that is wrong"))


def _prose(subject: Subject) -> Iterator[Passage]:
    """The passages of running text with a number in them."""
    for passage in subject.passages:
        if passage.kind in _PROSE and has_numbers(passage.typed):
            yield passage


def _agrees(subject: Subject, passage: Passage, change: Change) -> bool:
    """Whether the statistics give the number for what its sentence counts."""
    told = subject.statements.told_in(passage).get(change.said.start)
    return bool(told and told.fitting)


def _told(subject: Subject, passage: Passage, change: Change) -> Finding:
    value, new, old = value_of(change.kind, change.pair), change.pair.new, change.pair.old
    share = change.kind != "difference"
    shown = format_share(value, subject.project.language) if share else str(value)
    said = passage.text[change.said.start : change.said.end]
    match change.kind:
        case "share":
            message = _(
                "{part} of {whole} is {share}, not {number}",
                part=str(new.value),
                whole=str(old.value),
                share=shown,
                number=said,
            )
        case "difference" | "growth":
            message = _(
                "from {old} to {new} it is {change}, not {number}",
                old=str(old.value),
                new=str(new.value),
                change=shown,
                number=said,
            )
    span = passage.span(change.said.start, change.said.end)
    return Finding(message, span, _("correct the number that is wrong"))


def _length(passage: Passage, counted: Counted) -> Finding:
    message = _(
        "{items} are listed, not {number}",
        items=str(counted.items),
        number=passage.text[counted.start : counted.end],
    )
    hint = _("correct the number, or the list")
    return Finding(message, passage.span(counted.start, counted.end), hint)


def _before_points(subject: Subject) -> Iterator[Finding]:
    """Paragraphs that say how many points the list behind them has."""
    opening = {id(passage.block): passage for passage in _prose(subject)}
    for section in subject.document.sections:
        for block, behind in zip(section.blocks, section.blocks[1:], strict=False):
            passage = opening.get(id(block)) if isinstance(block, Paragraph) else None
            if passage is not None and isinstance(behind, BulletList | OrderedList):
                counted = before_points(passage, len(behind.items))
                if counted is not None:
                    yield _length(passage, counted)
