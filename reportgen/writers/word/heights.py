"""How high a block will about stand on the page, by its styles and its font's own letters."""

from __future__ import annotations

from collections.abc import Mapping
from math import ceil
from typing import assert_never

from reportgen.model import (
    Block,
    Blocks,
    BulletList,
    Chart,
    CodeBlock,
    Container,
    Definition,
    DefinitionList,
    DeletedBlocks,
    Figure,
    Footnote,
    Heading,
    Image,
    ImagePlacement,
    Inlines,
    InsertedBlocks,
    ListItem,
    OrderedList,
    Paragraph,
    Picture,
    Placement,
    Quote,
    Row,
    Statement,
    Table,
)
from reportgen.model.pictures import at_width, picture_of
from reportgen.model.traverse import plain_text, shows, walk_inlines
from reportgen.office.fonts import letter_widths
from reportgen.writers.word.fitting import Fitter, role_of
from reportgen.writers.word.options import (
    CAPTION_MM,
    CHART_SHARE,
    WIDEST_MM,
    WordOptions,
)
from reportgen.writers.word.styles import HEADINGS, Role
from reportgen.writers.word.template import Template
from reportgen.writers.word.wml.leading import Leading, leading_of
from reportgen.writers.word.wml.lengths import millimetres
from reportgen.writers.word.wml.typography import Typography, typography_of

_MM_PER_PT = 25.4 / 72
# Lines end before a word that has no room: so much of their width is left free on average.
_RAGGED = 1.03
# What a list, a quotation or a definition is set in; what a cell has around its text.
_INDENT_MM = 7.0
_CELL_MM = 1.6
_CELL_SIDES_MM = 4.0


class Heights:
    """Measures blocks as one template sets them; `pictures` are by figure id. All is in mm."""

    def __init__(
        self,
        template: Template,
        fitter: Fitter,
        options: WordOptions,
        pictures: Mapping[str, Picture],
        language: str,
    ) -> None:
        self._template = template
        self._fitter = fitter
        self._options = options
        self._pictures = pictures
        self._language = language
        self._tallest = template.page.text_height() - CAPTION_MM
        self._looks: dict[Role, tuple[Typography, Leading]] = {}

    def of(self, block: Block, width: float, role: Role = "body") -> float:
        """The height of `block` in so much room, with the space above and below it."""
        match block:
            case Paragraph(children=children):
                return self._text(children, role, width)
            case Heading(children=children, level=level):
                return self._text(children, HEADINGS[level - 1], width)
            case CodeBlock(text=text):
                return self._lines(text.count("\n") + 1, "code_block")
            case Figure():
                return self._figure(block, width)
            case Table():
                return self._table(block, width)
            case Placement() | ImagePlacement() | Statement():
                return 0.0
        if isinstance(block, Container):
            return self._inside(block, width, role)
        assert_never(block)

    def _inside(self, block: Container, width: float, role: Role) -> float:
        inner = width - _INDENT_MM
        match block:
            case BulletList(items=items):
                return self._items(items, inner, "bullet")
            case OrderedList(items=items):
                return self._items(items, inner, "ordered")
            case DefinitionList(items=definitions):
                return sum(self._definition(each, width) for each in definitions)
            case Quote(blocks=blocks):
                return self._all(blocks, inner, "quote")
            case InsertedBlocks(blocks=blocks) | DeletedBlocks(blocks=blocks):
                return self._all(blocks, width, role)
            case _:
                assert_never(block)

    def _all(self, blocks: Blocks, width: float, role: Role) -> float:
        return sum(self.of(each, width, role) for each in blocks)

    def _items(self, items: tuple[ListItem, ...], width: float, role: Role) -> float:
        return sum(self._all(item.blocks, width, role) for item in items)

    def _definition(self, definition: Definition, width: float) -> float:
        below = self._all(definition.blocks, width - _INDENT_MM, "definition")
        return self._text(definition.term, "term", width) + below

    def _figure(self, block: Figure, width: float) -> float:
        around = self._text(block.caption, "caption", width) + self._text(block.note, "note", width)
        return self._lines(0, "figure") + self._drawn(block, width) + around

    def _drawn(self, block: Figure, width: float) -> float:
        """The height of the picture itself, as `figures.figure` draws it."""
        if block.beside:
            width *= CHART_SHARE
        if isinstance(block.content, Chart) and block.id in self._options.editable:
            from reportgen.writers.charts import ChartStyle
            from reportgen.writers.word.editable import editable_chart

            high = min(ChartStyle().height_mm, self._tallest)
            style = ChartStyle(self._template.font, min(width, WIDEST_MM), high)
            return editable_chart(block.content, style, self._language).height_mm
        drawn = self._pictures.get(block.id)
        if drawn is None:
            drawn = picture_of(block.content) if isinstance(block.content, Image) else None
        if drawn is None:
            return self._tallest
        shown = at_width(drawn, block.width, width)
        scale = min(1.0, width / shown.width_mm, self._tallest / shown.height_mm)
        return shown.height_mm * scale

    def _table(self, table: Table, width: float) -> float:
        if table.beside:  # it takes no height of its own beside its chart
            return 0.0
        fit = self._fitter.fit(table, width)
        widths = [millimetres(each) for each in fit.widths]
        rows = sum(self._row(row, table, widths) for row in (table.header, *table.rows))
        around = self._text(table.caption, "caption", width) + self._text(table.note, "note", width)
        return rows + around

    def _row(self, row: Row, table: Table, widths: list[float]) -> float:
        high = (
            self._text(cell.children, role_of(row, table, at), room - _CELL_SIDES_MM)
            for at, (cell, room) in enumerate(zip(row.cells, widths, strict=True))
        )
        return max(high, default=0.0) + _CELL_MM

    def _text(self, inlines: Inlines, role: Role, width: float) -> float:
        """A paragraph, with the footnotes that its page must hold."""
        if not shows(inlines):
            return 0.0
        typography = self._look(role)[0]
        letters = letter_widths(typography.font, bold=typography.bold)
        length = letters.width(plain_text(inlines), typography.size_pt) * _MM_PER_PT
        high = self._lines(max(1, ceil(length * _RAGGED / max(width, 1.0))), role)
        notes = (each for each in walk_inlines(inlines) if isinstance(each, Footnote))
        return high + sum(self._all(note.blocks, width, "footnote") for note in notes)

    def _lines(self, count: int, role: Role) -> float:
        typography, leading = self._look(role)
        line = letter_widths(typography.font).line_height * typography.size_pt * leading.lines
        points = leading.before_pt + leading.after_pt + count * (leading.fixed_pt or line)
        return points * _MM_PER_PT

    def _look(self, role: Role) -> tuple[Typography, Leading]:
        if role not in self._looks:
            template, style = self._template, self._template.styles[role]
            typography = typography_of(template.stylesheet, template.theme, (style,))
            self._looks[role] = typography, leading_of(template.stylesheet, style)
        return self._looks[role]
