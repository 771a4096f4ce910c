"""The whole: a document of sections, its cover, its signature, what it says of itself."""

from __future__ import annotations

from datetime import date
from typing import Literal

from msgspec import Struct

from reportgen.diagnostics import Span
from reportgen.model.blocks import Blocks, Change, Heading
from reportgen.model.inlines import Inlines


class Comment(Struct, frozen=True):
    """An HTML comment of a fragment, without its marks: where a check is silenced."""

    text: str
    span: Span


class Section(Struct, frozen=True):
    """One Markdown file: a level 1 heading, what stands under it, its front matter.

    `reviewed` is False while the prose still is last year's, carried over; `review_span` is
    where the front matter says so, None where it says nothing. `landscape` turns its pages on
    their side. `change` says that only one of two compared documents has the section.
    """

    id: str
    heading: Heading
    blocks: Blocks
    span: Span
    comments: tuple[Comment, ...] = ()
    reviewed: bool = True
    columns: int = 1
    page_break: bool = False
    review_span: Span | None = None
    change: Change | None = None
    landscape: bool = False


CoverRole = Literal[
    "title",
    "subtitle",
    "date",
    "purpose",
    "cover_figure",
    "sender",
    "imprint_title",
    "imprint",
]


class CoverLine(Struct, frozen=True):
    """One paragraph of the cover, or of the imprint on the page behind it.

    Its role chooses the style.

    `change` says that only one of two compared documents has it. `changed` is the text with what
    came in and went out of it, empty where both have the same. `lead`: so many of its first
    letters are a number, which is set large.
    """

    role: CoverRole
    text: str
    change: Change | None = None
    changed: Inlines = ()
    lead: int = 0

    @property
    def behind(self) -> bool:
        """Whether it stands on the page behind the cover."""
        return self.role in ("imprint_title", "imprint")


class Properties(Struct, frozen=True):
    """What the file says of itself; `day` is the report's date, `language` a tag as sv-SE."""

    title: str
    subject: str
    author: str
    keywords: tuple[str, ...]
    language: str
    day: date


class Labels(Struct, frozen=True):
    """The document's own words, in its language ("Figur", "Innehåll", "UTKAST").

    `older` and `newer` stand above pictures of two compared documents, one above the other
    ("2021, borttagen", "2022"); empty where nothing is compared.
    """

    figure: str
    table: str
    contents: str
    figures: str
    tables: str
    page: str
    footnote: str
    draft: str
    older: str = ""
    newer: str = ""


class Document(Struct, frozen=True):
    """A report: cover, sections in reading order, signature block (a paragraph a line).

    `signature_changes` gives the change of each line of the signature between two compared
    documents; empty where nothing is compared.
    """

    properties: Properties
    cover: tuple[CoverLine, ...]
    sections: tuple[Section, ...]
    signature: tuple[str, ...]
    labels: Labels
    signature_changes: tuple[Change | None, ...] = ()
