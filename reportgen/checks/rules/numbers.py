"""Numbers in prose: typed where they could be computed, or other than the statistics say."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby

from reportgen.checks.arithmetic.agreement import is_share_of_two, summed_with
from reportgen.checks.arithmetic.lines import Line, lines_of
from reportgen.checks.arithmetic.remainders import is_left, is_remainder
from reportgen.checks.finding import Finding
from reportgen.checks.numbers.readings import expression_of, label_of, named_in, value_of
from reportgen.checks.numbers.tables import wrong_cells, wrong_sums
from reportgen.checks.numbers.verdicts import Agrees, Contradicts, Nearly, Verdict
from reportgen.checks.numbers.writing import ways_to_write
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.diagnostics import Message, Severity, Span
from reportgen.diagnostics import Message as _
from reportgen.language.formatting import format_share
from reportgen.model import Table

TOPIC = _("Numbers in prose")


@rule(
    "typed-number",
    Severity.WARNING,
    about=_("A number of the statistics is typed into the text instead of being taken from them."),
    why=_(
        "When the figure is corrected in `statistics.yaml`, the typed one stays as it was, and the "
        "report says two things."
    ),
    bad="# Text\n\nUnder året hade vi 80 ärenden.\n",
    good="# Text\n\nUnder året hade vi {{ arenden.total }} ärenden.\n",
    routine=True,
)
def typed_number(subject: Subject) -> Iterator[Finding]:
    """Typed numbers and percentages that agree with what their sentence says is counted."""
    for verdict in subject.verdicts:
        if isinstance(verdict, Agrees) and verdict.quantity.slack == "exact":
            finding = _agreeing(verdict)
            if finding:
                yield finding


@rule(
    "contradicting-number",
    Severity.ERROR,
    about=_("A number is another than the statistics have for what its sentence says is counted."),
    why=_("The reader finds one number in the text and another in the table, and trusts neither."),
    bad="# Text\n\nFlest ärenden rörde Rumänien (17).\n",
    good='# Text\n\nFlest ärenden rörde Rumänien ({{ nationalitet["Rumänien"] }}).\n',
    supersedes=("small-number",),
)
def contradicting_number(subject: Subject) -> Iterator[Finding]:
    """Numbers that none of their readings gives, and rows of an own table with other numbers.

    A warning where nothing else in the sentence agrees with the figures.
    """
    counts = (v for v in subject.verdicts if isinstance(v, Contradicts) and not v.quantity.is_share)
    for _passage, group in groupby(counts, key=lambda each: id(each.passage)):
        wrong = tuple(group)
        lines = tuple(lines_of(wrong[0].passage))
        yield from (_contradicting(subject, v) for v in wrong if not _follows(subject, lines, v))
    yield from _own_tables(subject)


@rule(
    "nearly-a-statistic",
    Severity.WARNING,
    about=_("A typed number that may count something else nearly equals a statistic."),
    why=_("It is mostly a slip, or last year's figure, or a figure that has been corrected since."),
    bad="# Text\n\nI 81 ärenden delade vi på arbetet.\n",
    good="# Text\n\nI {{ arenden.total }} ärenden delade vi på arbetet.\n",
)
def nearly_a_statistic(subject: Subject) -> Iterator[Finding]:
    """Typed numbers within one, or a twentieth, of what they may be meant for."""
    for verdict in subject.verdicts:
        if isinstance(verdict, Nearly):
            expression = expression_of(verdict.reading)
            message = _(
                "'{number}' is nearly '{label}', which is {count}",
                number=_text(verdict),
                label=label_of(verdict.reading),
                count=str(value_of(verdict.reading)),
            )
            yield Finding(message, _span(verdict), _write(expression) if expression else None)


@rule(
    "wrong-percent",
    Severity.ERROR,
    about=_("A typed percentage or fraction does not follow from the table."),
    why=_("A share is the first thing that a reader checks with a calculator."),
    bad="# Text\n\nKvinnor förekom i 85 procent av ärendena.\n",
    good='# Text\n\nKvinnor förekom i {{ share(kon["Kvinnor"]) }} av ärendena.\n',
)
def wrong_percent(subject: Subject) -> Iterator[Finding]:
    """Percentages and fractions of what their sentence names that no share of it gives.

    A warning where the text rounds it: "nästan hälften".
    """
    for verdict in subject.verdicts:
        if isinstance(verdict, Contradicts) and verdict.quantity.is_share:
            lines = tuple(lines_of(verdict.passage))
            if not _follows(subject, lines, verdict):
                yield _contradicting(subject, verdict)


def _follows(subject: Subject, lines: tuple[Line, ...], verdict: Contradicts) -> bool:
    """Whether it follows from the other numbers of its passage: what is left, a sum, a share.

    A sum says nothing where one of its numbers is a figure of what the sentence counts.
    """
    quantity = verdict.quantity
    here = lines[bisect_right(lines, quantity.start, key=lambda line: line.start) - 1]
    if is_remainder(here, quantity) and is_left(lines, quantity):
        return True
    if quantity.is_share:
        return is_share_of_two(here, quantity)
    others = summed_with(lines, here, quantity)
    told = subject.statements.told_in(verdict.passage)
    ours = any(each.start in told and told[each.start].fitting for each in others)
    return bool(others) and not ours and not _is_figure(subject, verdict)


def _is_figure(subject: Subject, verdict: Contradicts) -> bool:
    """Whether it is another figure of the table that its sentence counts by."""
    tables = {named.table for reading in verdict.readings for named in named_in(reading)}
    figures = subject.vocabulary.named
    return any(n.table in tables and n.count == verdict.quantity.value for n in figures)


# What is said of them


def _text(verdict: Verdict) -> str:
    return verdict.passage.text[verdict.quantity.start : verdict.quantity.end]


def _span(verdict: Verdict) -> Span:
    return verdict.passage.span(verdict.quantity.start, verdict.quantity.end)


def _write(expression: str) -> Message:
    return _("write {{{{ {expression} }}}}", expression=expression)


def _agreeing(verdict: Agrees) -> Finding | None:
    """A number that can be written as an expression; None where none gives it."""
    passage, quantity = verdict.passage, verdict.quantity
    ways = ways_to_write(verdict)
    if not ways:
        return None
    written, readings = [*ways], [*ways.values()]
    typed = passage.text[quantity.start : quantity.end]
    if quantity.is_share:
        message = _(
            "'{percent}' is typed; it is the share of '{label}'",
            percent=typed,
            label=label_of(readings[0]),
        )
    else:
        message = _(
            "'{number}' is typed; the statistics have it as '{label}'",
            number=typed,
            label=label_of(readings[0]),
        )
    span = passage.span(quantity.start, quantity.end)
    fix = passage.fix(quantity.start, quantity.end, f"{{{{ {written[0]} }}}}")
    return Finding(message, span, _write(written[0]), fix if len(written) == 1 else None)


def _contradicting(subject: Subject, verdict: Contradicts) -> Finding:
    passage, quantity, likeliest = verdict.passage, verdict.quantity, verdict.readings[0]
    span = passage.span(quantity.start, quantity.end)
    typed = passage.text[quantity.start : quantity.end]
    value, expression = value_of(likeliest), expression_of(likeliest)
    hint = _write(expression) if expression else None
    if quantity.is_share:
        message = _(
            "'{label}' is {share}, not {percent}",
            label=label_of(likeliest),
            share=format_share(value, subject.project.language),
            percent=typed,
        )
        exact = quantity.form == "percent" and quantity.slack == "exact" and verdict.proved
        return Finding(message, span, hint, severity=None if exact else Severity.WARNING)
    message = _(
        "'{label}' is {count} in the statistics, not {number}",
        label=label_of(likeliest),
        count=str(value),
        number=typed,
    )
    return Finding(message, span, hint, severity=None if verdict.proved else Severity.WARNING)


def _own_tables(subject: Subject) -> Iterator[Finding]:
    """Cells and sums of typed tables."""
    for section, block in subject.blocks():
        if not isinstance(block, Table) or block.header.span.file != section.span.file:
            continue
        start = subject.statements.start
        found = wrong_cells(block, start.year, start.names, start.names_of)
        for each in (*found, *wrong_sums(block, start.names)):
            label = each.named.label if each.year is None else f"{each.named.label} {each.year}"
            message = _(
                "'{label}' is {count} in the statistics, not {number}",
                label=label,
                count=str(each.count),
                number=each.said,
            )
            year = "" if each.year is None else f"year({each.year})."
            yield Finding(message, each.span, _write(f"{year}{each.named.expression}"))
