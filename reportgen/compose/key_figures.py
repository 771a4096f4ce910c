"""Makes a table of the year's key figures: what each is, its number, and the year before's."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from reportgen.compose.chart_data import YearsBehind
from reportgen.compose.gaps import Gap, tell_gaps
from reportgen.compose.wording import Wording, text_inlines
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, Span
from reportgen.expressions.binding import bound
from reportgen.expressions.values import (
    Count,
    ExpressionError,
    PlacedKeyFigures,
    ToldBeforeError,
    Value,
    text_of,
)
from reportgen.language.formatting import PROTECTED_SIGN
from reportgen.model import (
    Alignment,
    Cell,
    Computed,
    CoverLine,
    Placement,
    Row,
    Section,
    Table,
)
from reportgen.model.project import KeyFigure
from reportgen.model.traverse import plain_text, walk_blocks

# What fits below a title of two lines and a purpose of two.
MOST_ON_COVER = 4

Tell = Callable[[ExpressionError, Span], None]


def table_of_key_figures(
    figures: Sequence[KeyFigure],
    placed: PlacedKeyFigures,
    span: Span,
    behind: YearsBehind,
    wording: Wording,
    tell: Tell,
) -> Table:
    """The table that `placed` at `span` asks for; what can't be worked out is told at its place.

    The year before has a column where it knows any of them. ReportError: it is wrong itself.
    """
    years = [behind.years[-1], *behind.years[-2:-1]]
    own, *before = (
        [_cell(each, year, behind, wording, tell) for each in figures] for year in years
    )
    columns = [own, *(column for column in before if any(column))]
    missing = _text(wording.translate(_("not available")), span)
    rows = tuple(
        Row((_text(figure.label, figure.span), *(cell or missing for cell in cells)), figure.span)
        for figure, *cells in zip(figures, *columns, strict=True)
    )
    heads = [wording.translate(_("Key figure")), *map(str, years[: len(columns)])]
    kept = any(plain_text(c.children) == PROTECTED_SIGN for row in rows for c in row.cells[1:])
    alignments: list[Alignment] = ["left", *["right"] * len(columns)]  # type: ignore[list-item]
    return Table(
        id=placed.id,
        caption=text_inlines(placed.caption, span),
        alignments=tuple(alignments),
        header=Row(tuple(_text(head, span) for head in heads), span),
        rows=rows,
        note=text_inlines(wording.protected_sign if kept else "", span),
        span=span,
        key_figures=True,
    )


def are_placed(sections: Sequence[Section]) -> bool:
    """Whether the text says where they stand."""
    return any(
        isinstance(block, Placement) and block.expression.startswith("keyfigures")
        for section in sections
        for block in walk_blocks(section.blocks)
    )


def cover_lines(
    figures: Sequence[KeyFigure], behind: YearsBehind, wording: Wording, problems: Problems
) -> tuple[CoverLine, ...]:
    """A line of the cover for each: its number, and what that is, with the year before's."""
    gaps: list[Gap] = []
    for each in figures[MOST_ON_COVER : MOST_ON_COVER + 1]:
        message = _("no more than {most} key figures fit on the cover", most=str(MOST_ON_COVER))
        hint = _("place them in the text with {{{{ keyfigures() }}}}, or take some away")
        problems.error("wrong-value", each.span, message, hint)

    def tell(error: ExpressionError, span: Span) -> None:
        if error.source:
            gaps.append(Gap(span, error))
        else:
            problems.error(error.code, span, error.message, error.hint)

    lines: list[CoverLine] = []
    for figure in figures:
        own = _cell(figure, behind.years[-1], behind, wording, tell)
        label = figure.label
        for year in behind.years[-2:-1]:
            if before := _cell(figure, year, behind, wording, tell):
                label = f"{label} ({year}: {plain_text(before.children)})"
        text = plain_text(own.children) if own else wording.missing
        lines.append(CoverLine("cover_figure", f"{text} {label}", lead=len(text)))
    tell_gaps(gaps, behind.statistics_of(behind.years[-1]), problems)
    return tuple(lines)


def _cell(
    figure: KeyFigure, year: int, behind: YearsBehind, wording: Wording, tell: Tell
) -> Cell | None:
    """What a key figure was in a year; None where that is not known, which is told of this year."""
    own = year == behind.years[-1]
    evaluator = behind.evaluator_of(year)
    try:
        outcome = evaluator.evaluate(figure.expression)
        text, sources = _said(outcome.value, wording), outcome.sources
        if not sources:
            raise _without_source(figure)
    except ToldBeforeError:
        return None
    except ExpressionError as error:
        if not (evaluator.scope.edition and (error.source or error.code == "protected-value")):
            if own:
                tell(error, figure.span)
            return None
        text, sources = PROTECTED_SIGN, ()
    expression = figure.expression
    if not own:
        expression, sources = _of_year(year, expression, sources)
    return Cell((Computed(expression, text, figure.span, sources),), figure.span)


def _of_year(year: int, expression: str, sources: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """An expression and its sources as this year's report would write them for another."""
    named = f"year({year})."
    for name in dict.fromkeys(re.split(r"\W", each)[0] for each in sources):
        if name != "year":
            expression = bound(expression, name, named + name)
    return expression, tuple(e if e.startswith("year(") else named + e for e in sources)


def _said(value: Value, wording: Wording) -> str:
    """The value as it is printed; raises ExpressionError for what has no text."""
    if isinstance(value, Count) and value.protected:
        return PROTECTED_SIGN
    return text_of(value, wording.language)


def _without_source(figure: KeyFigure) -> ExpressionError:
    message = _("nothing of the statistics is in '{text}'", text=figure.expression)
    return ExpressionError("wrong-value", message, _("name what is counted: arenden.total"))


def _text(text: str, span: Span) -> Cell:
    return Cell(text_inlines(text, span), span)
