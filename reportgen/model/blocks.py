"""What stands on the page from top to bottom: headings, paragraphs, lists, tables, figures."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from reportgen.diagnostics import Span
from reportgen.model.charts import Chart, Image, seen
from reportgen.model.inlines import Inlines


class Heading(Struct, frozen=True):
    """A heading: level 1 opens a section, 2 to 6 stand inside it.

    `number` is its place in the outline ("3.1"), None where headings are not numbered; one that
    is not `numbered` (`{-}`, an appendix) never gets any. `wanted_id` is the id that it would
    have if another heading did not, empty where it has it.
    """

    level: int
    children: Inlines
    id: str
    span: Span
    number: str | None = None
    numbered: bool = True
    wanted_id: str = ""


class Paragraph(Struct, frozen=True):
    """A paragraph of prose."""

    children: Inlines
    span: Span


class ListItem(Struct, frozen=True):
    """One item of a list: paragraphs, and lists inside it."""

    blocks: Blocks
    span: Span


class BulletList(Struct, frozen=True):
    """A list whose order means nothing."""

    items: tuple[ListItem, ...]
    span: Span


class OrderedList(Struct, frozen=True):
    """A numbered list that begins with `start`."""

    items: tuple[ListItem, ...]
    start: int
    span: Span


class Definition(Struct, frozen=True):
    """A term, never without words, and what it means: paragraphs and lists below it."""

    term: Inlines
    blocks: Blocks
    span: Span


class DefinitionList(Struct, frozen=True):
    """Terms, each with what it means."""

    items: tuple[Definition, ...]
    span: Span


class Quote(Struct, frozen=True):
    """A block quotation."""

    blocks: Blocks
    span: Span


class CodeBlock(Struct, frozen=True):
    """Text printed as it stands, in a fixed-width font."""

    text: str
    span: Span


Alignment = Literal["left", "right", "center"]
# The change of a part that only one of two compared documents has.
Change = Literal["inserted", "deleted"]


class Cell(Struct, frozen=True):
    """One place in the grid of a table, and how many columns and rows the cell takes up there.

    What a cell takes up beside its own place is in cells that show nothing: in those to the
    right `columns` is 0, in the first of each row below `rows` is 0 and `columns` its own.
    """

    children: Inlines
    span: Span
    columns: int = 1
    rows: int = 1

    @property
    def covered(self) -> bool:
        """Whether another cell takes up this place."""
        return not (self.columns and self.rows)


class Row(Struct, frozen=True):
    """One row of a table; a `total` row is set apart by the writers.

    `change` says that only one of two compared documents has it.
    """

    cells: tuple[Cell, ...]
    span: Span
    total: bool = False
    change: Change | None = None


class Table(Struct, frozen=True):
    """A table, of Markdown or of statistics: a header row and rows of as many cells.

    `note` is the source line and base below it, empty where there is none. `number` is 0
    before numbering, and stays 0 without a caption. `landscape` asks for a page on its side.
    `older_number` is that in the older of two compared documents, None where it is the same.
    `statements` stand among the rows, each before the one of its index. `figure` is the id of
    that which it stands with, directly before it: they have one caption, which is the figure's.
    `beside`: its place is to the right of it, where there is room on a page. `key_figures`: the
    numbers of its second column are printed large. Tables of one `grid` have columns as wide.
    """

    id: str
    caption: Inlines
    alignments: tuple[Alignment, ...]
    header: Row
    rows: tuple[Row, ...]
    note: Inlines
    span: Span
    number: int = 0
    landscape: bool = False
    older_number: int | None = None
    statements: tuple[tuple[int, Statement], ...] = ()
    figure: str = ""
    beside: bool = False
    key_figures: bool = False
    grid: str = ""

    @property
    def lines(self) -> tuple[Row | Statement, ...]:
        """The rows below the header, the statements among them."""
        lines: list[Row | Statement] = list(self.rows)
        for before, (index, statement) in enumerate(self.statements):
            lines.insert(index + before, statement)
        return tuple(lines)


class Figure(Struct, frozen=True):
    """A chart or a picture with its caption; `alt` says the same in words.

    `editable` asks for a chart that Word can edit rather than a picture of it; None leaves it
    to the project. `older` stood here in the older of two compared documents, where its number
    or what it shows is another; its caption and source line are in those of this one. `width` is
    that of a picture in percent of the text's, None where it has its own. `landscape` asks for a
    page on its side. `floats` says whether text may pass it to fill a page, None: where the text
    refers to it. `short` is its caption in the list of figures, empty where that has the whole.
    `beside`: the table that stands with it has its place to the right.
    """

    id: str
    caption: Inlines
    content: Chart | Image
    alt: str
    note: Inlines
    span: Span
    number: int = 0
    editable: bool | None = None
    older: Figure | None = None
    width: int | None = None
    landscape: bool = False
    floats: bool | None = None
    short: str = ""
    beside: bool = False

    def shows_what(self, other: Figure) -> bool:
        """Whether a reader sees or hears the same of both, whatever their captions say."""
        return self.look() == other.look()

    def look(self) -> tuple[Chart | Image, str, int | None]:
        """All that a reader sees or hears of it but for its caption and source line."""
        return seen(self.content), self.alt, self.width


class Placement(Struct, frozen=True):
    """`{{ figure("id") }}`, `table` or `records` alone in a paragraph, not yet evaluated.

    One that could not be evaluated stays, with the names that it was `meant` to have.
    """

    expression: str
    span: Span
    meant: frozenset[str] = frozenset()


Keyword = Literal["for", "if", "elif", "else", "endfor", "endif"]


class Statement(Struct, frozen=True):
    """`{% keyword rest %}` on a line of its own, not yet carried out.

    Among its neighbours each is nested as it must be: what is opened is closed. `rest` is empty
    where there is none, or where it is missing and that was told.
    """

    keyword: Keyword
    rest: str
    span: Span


class ImagePlacement(Struct, frozen=True):
    """`![alt](target "caption"){#id}` alone in a paragraph, its file not yet read.

    `target` is as written, `caption` and `id` are empty where there is none. `width` is that of
    the picture in percent of the text's, None where it is the picture's own. `landscape` asks
    for a page on its side.
    """

    target: str
    alt: str
    caption: str
    id: str
    span: Span
    width: int | None = None
    landscape: bool = False


class InsertedBlocks(Struct, frozen=True):
    """Blocks that the newer of two compared documents has and the older lacks.

    `move` names a passage that the older one has elsewhere: there it is in `DeletedBlocks` of
    the same name. What is `Inserted` in it came in on the way. Empty: it is new.
    """

    blocks: Blocks
    span: Span
    move: str = ""


class DeletedBlocks(Struct, frozen=True):
    """Blocks that the older of two compared documents has and the newer lacks.

    `move` names a passage that the newer one has elsewhere; what is `Deleted` in it did not
    come along.
    """

    blocks: Blocks
    span: Span
    move: str = ""


# What holds blocks, and what holds inlines or nothing of the kind. A placement holds nothing yet.
Container = BulletList | OrderedList | DefinitionList | Quote | InsertedBlocks | DeletedBlocks
Unplaced = Placement | ImagePlacement | Statement
Block = Heading | Paragraph | CodeBlock | Table | Figure | Container | Unplaced
Blocks = tuple[Block, ...]
