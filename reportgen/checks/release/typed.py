"""Typed numbers in an edition: those that tell what is protected, and those that have no place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec.structs import replace

from reportgen.checks.numbers.names import Names
from reportgen.checks.numbers.quantities import Quantity, find_quantities
from reportgen.checks.numbers.verdicts import Agrees
from reportgen.checks.numbers.writing import ways_to_write
from reportgen.checks.passages import Passage
from reportgen.checks.release.articles import counts
from reportgen.checks.subject import Subject
from reportgen.compose.year import Composed, evaluators_of
from reportgen.diagnostics import Diagnostic, Severity, Span
from reportgen.diagnostics import Message as _
from reportgen.expressions.values import ExpressionError, text_of
from reportgen.model.project import Edition

# Of the numbers that nobody can place so many places are named; their number is told.
_MOST_NAMED = 12


def check_typed(root: Path, whole: Composed, edition: Composed) -> Iterator[Diagnostic]:
    """What the typed numbers of an edition tell: `whole` is the report with all its figures.

    Each that tells what is protected is an error (protected-number); all that can't be placed
    are one warning (unplaced-numbers), since a person has to read them.
    """
    assert edition.protection is not None
    seen = replace(edition, year=replace(edition.year, statistics=whole.year.statistics))
    subject = Subject(root, seen)
    hidden = edition.protection.hidden
    year, language = edition.year.year, edition.project.language
    theirs = evaluators_of(root, edition.project, edition.year, hidden=hidden)(year)
    ours = evaluators_of(root, whole.project, whole.year)(year)

    def tells(expression: str) -> bool:
        """Whether the expression gives the readers of the edition anything else."""
        try:
            said = text_of(theirs.evaluate(expression).value, language)
        except ExpressionError:
            return True
        return said != text_of(ours.evaluate(expression).value, language)

    placed: set[tuple[int, int]] = set()
    for verdict in subject.verdicts:
        if isinstance(verdict, Agrees):
            placed.add(_place(verdict.passage, verdict.quantity))
            yield from _telling(verdict, tells)
    if unplaced := list(_unplaced(subject, edition.protection.edition, placed)):
        yield _to_be_read(unplaced)


def _unplaced(subject: Subject, edition: Edition, placed: set[tuple[int, int]]) -> Iterator[Span]:
    """Where a number is typed that may count somebody and that none of the figures explains."""
    names = Names(subject.statistics, subject.project.language)
    tables = subject.statistics.tables.values()
    protected = frozenset(table.id for table in tables if edition.protects(table))
    for passage in subject.passages:
        for each in find_quantities(passage):
            if not each.typed or _place(passage, each) in placed:
                continue
            if each.form == "weak" and not counts(passage, each, names.mentions, protected):
                continue
            span = passage.span(each.start, each.end)
            # What an edition says of itself is its own, but where a person wrote it.
            if edition.note or span.file != edition.span.file:
                yield span


def _place(passage: Passage, quantity: Quantity) -> tuple[int, int]:
    return id(passage), quantity.start


def _telling(verdict: Agrees, tells: Callable[[str], bool]) -> Iterator[Diagnostic]:
    """The error for a number that is typed where its expression would give what is protected."""
    telling = [each for each in ways_to_write(verdict) if tells(each)]
    if not telling:
        return
    passage, quantity = verdict.passage, verdict.quantity
    typed = passage.text[quantity.start : quantity.end]
    message = _(
        "'{number}' is typed and protected in this edition: it is {expression}",
        number=typed,
        expression=telling[0],
    )
    hint = _("write {{{{ {expression} }}}}, which knows what may be told", expression=telling[0])
    span = passage.span(quantity.start, quantity.end)
    yield Diagnostic("protected-number", message, span, hint, Severity.ERROR)


def _to_be_read(places: list[Span]) -> Diagnostic:
    named = ", ".join(f"{Path(each.file).name}:{each.line}" for each in places[:_MOST_NAMED])
    more = ", …" if len(places) > _MOST_NAMED else ""
    message = _(
        "{count} typed number belongs to none of the figures: {places}",
        "{count} typed numbers belong to none of the figures: {places}",
        count=len(places),
        places=named + more,
    )
    hint = _("read them before you publish: nobody else knows whether they point anybody out")
    return Diagnostic("unplaced-numbers", message, None, hint, Severity.WARNING)
