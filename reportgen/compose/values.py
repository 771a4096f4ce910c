"""Evaluates every expression of a document: text for prose, tables and figures for placements."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from reportgen.compose.chart_data import ChartData, YearsBehind
from reportgen.compose.charts import chart_of, empty_chart
from reportgen.compose.charts_in_words import alt_text
from reportgen.compose.gaps import Gap, tell_gaps
from reportgen.compose.tables import table_of
from reportgen.compose.units import figures_inside, table_with, with_table_note, with_tables
from reportgen.compose.wording import Wording, text_inlines
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, ReportError, Span, closest, did_you_mean
from reportgen.expressions.evaluate import Evaluator
from reportgen.expressions.values import (
    ExpressionError,
    PlacedFigure,
    PlacedKeyFigures,
    PlacedRecords,
    PlacedTable,
    ReferenceTo,
    ToldBeforeError,
    protected_value,
    text_of,
)
from reportgen.model import (
    Block,
    Computed,
    Document,
    Figure,
    Image,
    ImagePlacement,
    Inline,
    Inlines,
    Placement,
    Reference,
    Section,
    Table,
    Text,
)
from reportgen.model.project import FigureDefinition, KeyFigure
from reportgen.model.statistics import Statistics
from reportgen.model.traverse import plain_text, rewrite_blocks, rewrite_inlines
from reportgen.readers.meant_names import names_meant


class Surroundings(Struct, frozen=True):
    """What a document's expressions refer to.

    `broken_figures` have a definition that can't be read. `read_image` reads a picture file that
    content names at a span; it raises ReportError. `key_figures` are None where they are damaged.
    """

    evaluator: Evaluator
    statistics: Statistics
    figures: Mapping[str, FigureDefinition]
    broken_figures: frozenset[str]
    behind: YearsBehind
    wording: Wording
    read_image: Callable[[str, Span], Image]
    key_figures: tuple[KeyFigure, ...] | None = ()


def resolve_values(document: Document, around: Surroundings, problems: Problems) -> Document:
    """`document` with every expression evaluated; what can't be is noted and left as it is.

    Notes the codes that expressions and charts have, and unknown-figure, unknown-statistic,
    unknown-list, misplaced-figure.
    """
    resolution = _Resolution(around, problems)
    sections = tuple(
        replace(
            section,
            heading=replace(
                section.heading,
                children=rewrite_inlines(
                    section.heading.children, resolution.inline, resolution.block
                ),
            ),
            blocks=rewrite_blocks(section.blocks, resolution.inline, resolution.block),
        )
        for section in document.sections
    )
    tell_gaps(resolution.gaps, around.statistics, problems)
    return replace(document, sections=tuple(map(resolution.in_units, sections)))


# All that expressions make in one document: 70,000 words.
_MOST_CHARACTERS = 500_000


class _Resolution:
    """One evaluation of a document."""

    def __init__(self, around: Surroundings, problems: Problems) -> None:
        self.around = around
        self.problems = problems
        self.gaps: list[Gap] = []
        self.characters = 0
        self.tables: dict[str, Table] = {}

    def in_units(self, section: Section) -> Section:
        """The section with the tables that go with its figures; notes misplaced-figure."""
        if not self.tables:
            return section
        inside = figures_inside(section.blocks) & self.tables.keys()
        for name in sorted(inside):
            message = _("no table can go with a figure that stands in a list or a quotation")
            hint = _("leave out table=true")
            self.problems.error("misplaced-figure", self.tables[name].span, message, hint)
        return with_tables(section, self.tables)

    def inline(self, inline: Inline) -> Inline:
        if not isinstance(inline, Computed) or inline.text is not None:
            return inline
        if self.characters > _MOST_CHARACTERS:
            return inline  # told where it came to be
        try:
            outcome = self.around.evaluator.evaluate(inline.expression)
            if isinstance(outcome.value, ReferenceTo):
                return self.reference(outcome.value, inline)
            text = text_of(outcome.value, self.around.wording.language)
            self.count(text)
        except ToldBeforeError:
            return inline
        except ExpressionError as error:
            self.tell(error, inline.span)
            forgiven = error.code in self.problems.forgiven
            return replace(inline, text=self.around.wording.missing) if forgiven else inline
        except ReportError as problem:
            self.tell_once(problem)
            return inline
        return replace(inline, text=text, sources=outcome.sources)

    def count(self, text: str) -> None:
        """Count what is computed; raises ExpressionError (text-too-long) for more than a report."""
        self.characters += len(text)
        if self.characters > _MOST_CHARACTERS:
            message = _("the expressions up to here make more text than a report can hold")
            hint = _("place a table with table(…) in place of lists of the same rows")
            raise ExpressionError("text-too-long", message, hint)

    def reference(self, value: ReferenceTo, inline: Computed) -> Reference:
        return Reference(
            value.target, None, None, inline.expression, inline.span, capital=value.capital
        )

    def block(self, block: Block) -> Block | None:
        """The block with its expression evaluated; a placement that failed stays one.

        None where a draft goes without it.
        """
        try:
            if isinstance(block, Placement):
                return self.placed(block)
            return self.image(block) if isinstance(block, ImagePlacement) else block
        except ToldBeforeError:
            pass
        except ExpressionError as error:
            self.tell(error, block.span)
            if error.code in self.problems.forgiven:
                return None
        except ReportError as problem:
            self.tell_once(problem)
        return self.unplaced(block)

    def unplaced(self, block: Block) -> Block:
        """The placement, which may be referred to, with the names that were meant by it."""
        if not isinstance(block, Placement):
            return block
        names = names_meant(block.expression)
        near = (closest(name, self.names_to_place) for name in names)
        return replace(block, meant=names | {each for each in near if each})

    @property
    def names_to_place(self) -> tuple[str, ...]:
        """What can be placed."""
        around = self.around
        statistics = around.statistics
        named = (*statistics.tables, *statistics.records, *statistics.broken)
        return (*around.figures, *around.broken_figures, *named)

    def tell(self, error: ExpressionError, span: Span) -> None:
        """Note what is wrong at `span`; what is only not filled in is told in the end.

        In an edition nothing is missing but what is kept from its readers.
        """
        if error.source and self.around.evaluator.scope.edition:
            error = protected_value(error.source)
        if error.source:
            self.gaps.append(Gap(span, error))
        else:
            self.problems.error(error.code, span, error.message, error.hint)

    def tell_once(self, problem: ReportError) -> None:
        """Note what is wrong with another year, however often it is asked for."""
        found = self.problems.found
        found.extend(each for each in problem.diagnostics if each not in found)

    def placed(self, placement: Placement) -> Block:
        value = self.around.evaluator.evaluate(placement.expression).value
        match value:
            case PlacedFigure():
                return self.figure(value, placement.span)
            case PlacedTable():
                return self.table(value, placement.span)
            case PlacedRecords():
                return self.records(value, placement.span)
            case PlacedKeyFigures():
                return self.key_figures(value, placement.span)
            case _:
                message = _("expected figure(…), table(…), records(…) or keyfigures() here")
                raise ExpressionError("misplaced-figure", message)

    def figure(self, placed: PlacedFigure, span: Span) -> Figure:
        around, name = self.around, placed.name
        if name in around.broken_figures:
            raise ToldBeforeError
        definition = around.figures.get(name)
        if definition is None:
            message = _("there is no figure '{name}'", name=name)
            defined = _("define it in figures/{name}.yaml", name=name)
            hint = did_you_mean(name, around.figures) or defined
            raise ExpressionError("unknown-figure", message, hint)
        wording = around.wording
        data = self.chart(definition, span)
        caption = wording.caption_of(definition.title, data.first_year, data.changes)
        one_year = data.first_year == wording.year
        note = wording.note_of(data.table, base=one_year, sign=False) if data.table else data.note
        kept = wording.kept_of(data.chart, without=data.without)
        gone = wording.missing_years(data.missing)
        note = " ".join(filter(None, (note, wording.left_out(data.left_out), gone, kept)))
        alt = " ".join(filter(None, (alt_text(data.chart, wording.translate), gone, kept)))
        inlines = self.caption(caption, definition, span)
        figure = Figure(
            id=placed.id,
            caption=inlines,
            content=replace(data.chart, title=plain_text(inlines)),
            alt=definition.alt or alt,
            note=text_inlines(note, span),
            span=span,
            editable=None if definition.charts is None else definition.charts == "editable",
            landscape=placed.landscape,
            floats=definition.float if placed.floats is None else placed.floats,
            short=definition.short,
        )
        if not placed.table:
            return figure
        self.tables[placed.id] = table_with(placed, data.table, span, wording)
        return with_table_note(figure, placed, data.table, wording) if data.table else figure

    def caption(self, text: str, definition: FigureDefinition, span: Span) -> Inlines:
        """A caption with the expressions of its title evaluated, told of where that stands."""
        if "{{" not in text:
            return (Text(text, span),)
        place = definition.title_span or span
        pieces = enumerate(re.split(r"\{\{\s*(.*?)\s*\}\}", text))
        found = (
            self.inline(Computed(piece, None, place)) if number % 2 else Text(piece, span)
            for number, piece in pieces
            if piece
        )
        inlines = tuple(found)
        if any(isinstance(each, Computed) and each.text is None for each in inlines):
            raise ToldBeforeError
        return inlines

    def chart(self, definition: FigureDefinition, span: Span) -> ChartData:
        """The figure's chart; where nothing is known an empty one, which can be referred to."""
        behind, wording = self.around.behind, self.around.wording
        try:
            return chart_of(definition, behind, wording.language, wording.translate)
        except ExpressionError as error:
            if error.code != "figure-without-data":
                raise
            self.tell(error, span)
            return empty_chart(definition, behind, wording.language, wording.translate)

    def table(self, placed: PlacedTable, span: Span) -> Block:
        if self.around.statistics.is_broken(placed.name):
            raise ToldBeforeError
        statistics = self.around.statistics.tables.get(placed.name)
        if statistics is None:
            message = _("there are no statistics called '{name}'", name=placed.name)
            hint = did_you_mean(placed.name, self.around.statistics.tables)
            raise ExpressionError("unknown-statistic", message, hint)
        if statistics.damage:
            raise ToldBeforeError
        return table_of(statistics, placed, span, self.around.wording)

    def records(self, placed: PlacedRecords, span: Span) -> Block:
        """The list as a table; raises ExpressionError (unknown-list)."""
        statistics, known = self.around.statistics, self.around.statistics.records
        if placed.name not in known and statistics.is_broken(placed.name):
            raise ToldBeforeError
        if placed.name not in known:
            message = _("there is no list called '{name}'", name=placed.name)
            file = f"content/{statistics.year}/{placed.name}.yaml"
            hint = did_you_mean(placed.name, known) or _("write it in {file}", file=file)
            raise ExpressionError("unknown-list", message, hint)
        # Only reports with lists need what makes tables of them.
        from reportgen.compose.record_tables import table_of_records

        return table_of_records(known[placed.name], placed, span, self.around.wording)

    def key_figures(self, placed: PlacedKeyFigures, span: Span) -> Block:
        """The year's key figures as a table; raises ExpressionError (missing-key)."""
        around = self.around
        if around.key_figures is None:
            raise ToldBeforeError
        if not around.key_figures:
            message = _("no key figures are said to be shown here")
            hint = _("write them under 'keyfigures:' in content/reportgen.yaml, one on a line")
            raise ExpressionError("missing-key", message, hint)
        from reportgen.compose.key_figures import table_of_key_figures

        return table_of_key_figures(
            around.key_figures, placed, span, around.behind, around.wording, self.tell
        )

    def image(self, placement: ImagePlacement) -> Figure:
        image = self.around.read_image(placement.target, placement.span)
        return Figure(
            id=placement.id or placement.target,
            caption=text_inlines(placement.caption, placement.span),
            content=image,
            alt=placement.alt,
            note=(),
            span=placement.span,
            width=placement.width,
            landscape=placement.landscape,
        )
