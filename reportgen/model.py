"""The document in the middle: readers make it, passes rewrite it, writers print it.

Everything is frozen, and everything that came from a file knows where (`span`). Lengths are
in mm. A closed union of blocks and one of inlines: a writer that forgets a node is a type error.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from reportgen.diagnostics import Span

# Inlines


@dataclass(frozen=True, slots=True)
class Text:
    """Running text within one source line, escapes and entities already decoded."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class SoftBreak:
    """A line end in the source that the reader of the report sees as a space."""

    span: Span


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end that the reader of the report sees (two spaces or a backslash before it)."""

    span: Span


@dataclass(frozen=True, slots=True)
class Emphasis:
    """`*…*`, printed in italics."""

    children: Inlines
    span: Span


@dataclass(frozen=True, slots=True)
class Strong:
    """`**…**`, printed in bold."""

    children: Inlines
    span: Span


@dataclass(frozen=True, slots=True)
class Code:
    """`` `…` ``, printed in a fixed-width font."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an address outside the document, or to `#id` inside it."""

    children: Inlines
    target: str
    span: Span


@dataclass(frozen=True, slots=True)
class Foreign:
    """`[…]{lang=en}`: text in another language than the document's (a BCP 47 tag)."""

    children: Inlines
    language: str
    span: Span


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote, standing where its mark stands; `label` is its name in the source."""

    label: str
    blocks: Blocks
    span: Span


@dataclass(frozen=True, slots=True)
class Computed:
    """`{{ expression }}` and the text that it gave; None before it is evaluated.

    `sources` names the statistics that the value came from, as the expressions one would
    write for them (`nationalitet["Rumänien"]`).
    """

    expression: str
    text: str | None
    span: Span
    sources: tuple[str, ...] = ()


ReferenceKind = Literal["figure", "table", "section"]


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a numbered thing ("figur 1"), or to a heading by its number or title.

    `kind` is None and `text` None until the numbering pass has resolved the target; `capital`
    asks for a text that can begin a sentence.
    """

    target: str
    kind: ReferenceKind | None
    text: str | None
    expression: str
    span: Span
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Inserted:
    """Inlines that the newer of two compared documents has and the older lacks."""

    children: Inlines
    span: Span


@dataclass(frozen=True, slots=True)
class Deleted:
    """Inlines that the older of two compared documents has and the newer lacks."""

    children: Inlines
    span: Span


Inline = (
    Text
    | SoftBreak
    | LineBreak
    | Emphasis
    | Strong
    | Code
    | Link
    | Foreign
    | Footnote
    | Computed
    | Reference
    | Inserted
    | Deleted
)
Inlines = tuple[Inline, ...]

# Blocks


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 1 opens a section, 2 to 6 stand inside it.

    `number` is its place in the outline ("3.1"), None where headings are not numbered.
    """

    level: int
    children: Inlines
    id: str
    span: Span
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose."""

    children: Inlines
    span: Span


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list: paragraphs, and lists inside it."""

    blocks: Blocks
    span: Span


@dataclass(frozen=True, slots=True)
class BulletList:
    """A list whose order means nothing."""

    items: tuple[ListItem, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class OrderedList:
    """A numbered list that begins with `start`."""

    items: tuple[ListItem, ...]
    start: int
    span: Span


@dataclass(frozen=True, slots=True)
class Quote:
    """A block quotation."""

    blocks: Blocks
    span: Span


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Text printed as it stands, in a fixed-width font."""

    text: str
    span: Span


Alignment = Literal["left", "right", "center"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table."""

    children: Inlines
    span: Span


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table; a `total` row is set apart by the writers."""

    cells: tuple[Cell, ...]
    span: Span
    total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table, of Markdown or of statistics: a header row and rows of as many cells.

    `note` is the source line and base below it, empty where there is none. `number` is 0
    before numbering, and stays 0 without a caption. `wide` asks for a landscape page.
    """

    id: str
    caption: Inlines
    alignments: tuple[Alignment, ...]
    header: Row
    rows: tuple[Row, ...]
    note: Inlines
    span: Span
    number: int = 0
    wide: bool = False


ChartKind = Literal["bars", "grouped", "stacked", "line"]
# A count, an exact share, or None for what is not known.
Quantity = int | Fraction | None


@dataclass(frozen=True, slots=True)
class Series:
    """One colour of a chart: a value for each of the chart's categories."""

    label: str
    values: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows, ready to draw: sorted, grouped, labelled in the document's language.

    Categories are the bars' labels from the top, or the years of a line from the left.
    Shares are fractions of 1. `unit` ("ärenden") names the counted thing. `breaks` are the
    indexes of categories before which a series is not comparable (a changed definition).
    """

    kind: ChartKind
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str
    language: str
    breaks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Image:
    """A picture file of the project: bytes of a PNG or a JPEG."""

    file: str
    content: bytes
    width_px: int
    height_px: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart or a picture with its caption; `alt` says the same in words."""

    id: str
    caption: Inlines
    content: Chart | Image
    alt: str
    note: Inlines
    span: Span
    number: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """What a writer puts on the page for a figure: a PNG or JPEG, and an SVG where there is one."""

    raster: bytes
    raster_format: Literal["png", "jpeg"]
    svg: bytes | None
    width_mm: float
    height_mm: float


@dataclass(frozen=True, slots=True)
class Placement:
    """`{{ figure("id") }}` or `{{ table("id") }}` alone in a paragraph, not yet evaluated."""

    expression: str
    span: Span


@dataclass(frozen=True, slots=True)
class ImagePlacement:
    """`![alt](target "caption"){#id}` alone in a paragraph, its file not yet read.

    `target` is as written, `caption` and `id` are empty where there is none.
    """

    target: str
    alt: str
    caption: str
    id: str
    span: Span


@dataclass(frozen=True, slots=True)
class InsertedBlocks:
    """Blocks that the newer of two compared documents has and the older lacks."""

    blocks: Blocks
    span: Span


@dataclass(frozen=True, slots=True)
class DeletedBlocks:
    """Blocks that the older of two compared documents has and the newer lacks."""

    blocks: Blocks
    span: Span


Block = (
    Heading
    | Paragraph
    | BulletList
    | OrderedList
    | Quote
    | CodeBlock
    | Table
    | Figure
    | Placement
    | ImagePlacement
    | InsertedBlocks
    | DeletedBlocks
)
Blocks = tuple[Block, ...]

# The whole


@dataclass(frozen=True, slots=True)
class Comment:
    """An HTML comment of a fragment, without its marks: where a check is silenced."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Section:
    """One Markdown file: a level 1 heading, what stands under it, its front matter.

    `reviewed` is False while the prose still is last year's, carried over.
    """

    id: str
    heading: Heading
    blocks: Blocks
    span: Span
    comments: tuple[Comment, ...] = ()
    reviewed: bool = True
    columns: int = 1
    page_break: bool = False


CoverRole = Literal["title", "subtitle", "date", "purpose", "sender"]


@dataclass(frozen=True, slots=True)
class CoverLine:
    """One paragraph of the cover; its role chooses the style."""

    role: CoverRole
    text: str


@dataclass(frozen=True, slots=True)
class Properties:
    """What the file says of itself; `day` is the report's date, `language` a tag as sv-SE."""

    title: str
    subject: str
    author: str
    keywords: tuple[str, ...]
    language: str
    day: date


@dataclass(frozen=True, slots=True)
class Labels:
    """The document's own words, in its language ("Figur", "Innehåll", "Sida {page} av {pages}")."""

    figure: str
    table: str
    contents: str
    figures: str
    tables: str
    page: str
    footnote: str


@dataclass(frozen=True, slots=True)
class Document:
    """A report: cover, sections in reading order, signature block (a paragraph a line)."""

    properties: Properties
    cover: tuple[CoverLine, ...]
    sections: tuple[Section, ...]
    signature: tuple[str, ...]
    labels: Labels
