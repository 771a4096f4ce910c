"""The two records of a writer: what is inherited (`Place`), and what accumulates (`Job`)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic
from reportgen.model import (
    Computed,
    CoverLine,
    CoverRole,
    Figure,
    Footnote,
    Heading,
    Labels,
    Picture,
    Properties,
    ReferenceKind,
    Table,
)
from reportgen.writers.word.fitting import Fitter
from reportgen.writers.word.marks import Marks
from reportgen.writers.word.options import CAPTION_MM, MarginComment, WordOptions
from reportgen.writers.word.outline import Anchor
from reportgen.writers.word.package import Part, Relationship
from reportgen.writers.word.source_map import MappedKind, SourceMap
from reportgen.writers.word.styles import Role, StylesInUse
from reportgen.writers.word.template import Template
from reportgen.writers.word.wml.inheritance import chain_of, first_of
from reportgen.writers.word.wml.lengths import millimetres
from reportgen.writers.word.wml.markup import Xml
from reportgen.writers.word.wml.numbering import highest_numbers
from reportgen.writers.word.wml.stylesheet import add_smaller
from reportgen.writers.word.wml.text import change_stamp

# The change of a thing between two compared documents; what moved stands in two places.
Change = Literal["inserted", "deleted", "moved_to", "moved_from"]
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
# Parts that Word has had since 2013.
_NEWER_TYPES = {
    "commentsExtended": "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
}
_CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Word takes 40 characters; a number follows the section's name.
_LONGEST_SLUG = 30


class Links:
    """The relationships of one part, each target once."""

    def __init__(self, existing: tuple[Relationship, ...] = ()) -> None:
        self.all = list(existing)
        self._ids: dict[tuple[str, str], str] = {}
        self._taken = {relationship.id for relationship in existing}

    def to(self, kind: str, target: str, *, external: bool = False) -> str:
        """The id of the relationship of `kind` ("image", "hyperlink") to `target`."""
        key = (kind, target)
        if key not in self._ids:
            self._ids[key] = self._free()
            found = _NEWER_TYPES.get(kind, _TYPES + kind)
            self.all.append(Relationship(self._ids[key], found, target, external))
        return self._ids[key]

    def _free(self) -> str:
        number = len(self.all) + 1
        while f"rId{number}" in self._taken:
            number += 1
        self._taken.add(f"rId{number}")
        return f"rId{number}"


class Place(Struct, frozen=True):
    """Where a block stands: what it inherits from what is around it.

    `width_mm` is the room for text. `links` are those of the part. `section` begins the names
    of bookmarks. `indent` is in twips. `level` counts lists, -1 outside. `marker` is the (list,
    level) that the next paragraph bears; `gap` is the space above that it asks for, in twips;
    with `keep_next` it must not be the last on its page.
    """

    width_mm: float
    links: Links
    section: str
    body: Role = "body"
    indent: int = 0
    level: int = -1
    marker: tuple[int, int] | None = None
    gap: int = 0
    keep_next: bool = False
    change: Change | None = None
    in_note: bool = False

    def after_first(self) -> Place:
        """The same place once a paragraph has taken marker and gap."""
        if not self.marker and not self.gap:
            return self
        body: Role = "continued" if self.body in ("bullet", "ordered") else self.body
        return replace(self, marker=None, gap=0, body=body)

    def indented(self, indent: int) -> Place:
        """The place `indent` twips from the margin."""
        return replace(
            self, indent=indent, width_mm=self.width_mm - millimetres(indent - self.indent)
        )


class Job:
    """One document being written: what holds for all of it, and what accumulates."""

    def __init__(
        self,
        properties: Properties,
        labels: Labels,
        cover: tuple[CoverLine, ...],
        options: WordOptions,
        anchors: tuple[Anchor, ...],
        pictures: Mapping[str, Picture],
        template: Template,
    ) -> None:
        self.properties = properties
        self.labels = labels
        self.cover = cover
        # The roles of the lines that a template's own text has places for.
        self.shown: set[CoverRole] = set()
        self.options = options
        self.styles = StylesInUse(template.styles)
        self.fitter = Fitter(template)
        self.findings: list[Diagnostic] = []
        self.pictures = pictures
        self.targets = {(anchor.kind, anchor.id): anchor for anchor in anchors if anchor.bookmark}
        self.numbers_headings = any(
            anchor.kind == "section" and anchor.number for anchor in anchors
        )
        self.marks = Marks()
        self.comments: list[Computed | MarginComment] = []
        # The level and first number of each ordered list; their ids begin after the bullets'.
        self.ordered_lists: list[tuple[int, int]] = []
        self.bullets = highest_numbers(template.numbering)[1] + 1
        self.headings = self.bullets + 1
        self.template_bullets = template.bullets
        self.template_ordered = template.ordered
        self.font = options.font if options.template is None else template.font
        self.tallest_mm = template.page.text_height() - CAPTION_MM
        self.sources = SourceMap()
        self.media: dict[bytes, Part] = {}
        self.charts: list[Part] = []
        self._stylesheet = template.stylesheet
        self._smaller: dict[tuple[Role, float], str] = {}
        self._names = {part.name for part in template.parts}
        self._folder = template.folder
        self._anchors: Iterator[Anchor] = iter(anchors)
        self._numbers = template.cover.highest if template.cover else 0
        self._blocks = 0
        self._slugs: set[str] = set()
        self._day = properties.day.isoformat()

    @cached_property
    def notes_hang(self) -> bool:
        """Whether the first line of a footnote begins left of the others."""
        chain = [*chain_of(self._stylesheet, self.styles["footnote"])]
        return first_of(chain, "w:pPr", "w:ind", "w:hanging") not in ("", "0")

    def smaller_style(self, role: Role, points: float) -> str:
        """The id of the role's style; in type smaller by so much, that of one based on it."""
        if not points:
            return self.styles[role]
        key = (role, points)
        if key not in self._smaller:
            size = self.fitter.size(role, points)
            self._smaller[key] = add_smaller(self._stylesheet, self.styles[role], size)
        return self._smaller[key]

    def next_number(self) -> int:
        """An id for a bookmark, a change or a drawing, unique in the package."""
        self._numbers += 1
        return self._numbers

    def next_bookmark(self, block: MappedKind, place: Place) -> str:
        """The name of the bookmark of `block`: the section's, and its place in it."""
        self._blocks += 1
        name = f"{place.section}_{self._blocks}"
        self.sources.begin(name, block)
        return name

    def begin_section(self, identity: str) -> str:
        """The unique beginning of the names of a section's bookmarks.

        Word does not list those that begin with an underscore.
        """
        decomposed = unicodedata.normalize("NFKD", identity.lower())
        plain = re.sub("[^a-z0-9]+", "_", decomposed.encode("ascii", "ignore").decode())
        wanted = f"_b_{plain}"[:_LONGEST_SLUG].rstrip("_")
        slug, number = wanted, 2
        while slug in self._slugs:
            slug, number = f"{wanted[: _LONGEST_SLUG - 6]}_v{number}", number + 1
        self._slugs.add(slug)
        self._blocks = 0
        return slug

    def next_anchor(self, block: Heading | Figure | Table, place: Place) -> Anchor | None:
        """The anchor of `block`; None in a footnote, where nothing is listed.

        Blocks are written in the order in which the outline was made.
        """
        if place.in_note:
            return None
        anchor = next(self._anchors)
        if anchor.id != block.id:
            raise ValueError(f"the outline has '{anchor.id}' where '{block.id}' is written")
        return anchor

    def target(self, kind: ReferenceKind, identity: str) -> Anchor | None:
        """What a reference means; None for what the document lacks."""
        return self.targets.get((kind, identity.rpartition(":")[2]))

    def stamp(self) -> Xml:
        """Who changed it and when, for one tracked change."""
        return self.numbered_stamp()[1]

    def numbered_stamp(self) -> tuple[int, Xml]:
        """The same with its number, for a change whose end names it again."""
        number = self.next_number()
        return number, change_stamp(number, self.properties.author, self._day)

    def mark(self, footnote: Footnote, change: Change | None, properties: Xml) -> Xml:
        """The mark of a footnote; one that moved stands in both places by itself."""
        bookmark = self.next_number() if footnote.mark else 0
        match change:
            case "moved_to":
                return self.marks.write(footnote, "inserted", properties, bookmark)
            case "moved_from":
                return self.marks.write(footnote, "deleted", properties, bookmark)
            case _:
                return self.marks.write(footnote, change, properties, bookmark)

    def next_comment(self, value: Computed | MarginComment) -> int:
        """The id of the comment on a computed value, or of a person's, from 0."""
        self.comments.append(value)
        return len(self.comments) - 1

    def next_list(self, level: int, start: int) -> int:
        """A new ordered list that begins with `start`."""
        self.ordered_lists.append((level, start))
        return self.headings + len(self.ordered_lists)

    def image(self, content: bytes, ending: str, kind: str, place: Place) -> str:
        """The relationship to an image; the same bytes are stored once."""
        if content not in self.media:
            name = self._free_name(f"media/figure{len(self.media) + 1}", ending)
            self.media[content] = Part(name, kind, content)
        return place.links.to("image", self.media[content].name.removeprefix(self._folder))

    def chart(self, markup: Xml, workbook: bytes, place: Place) -> str:
        """The relationship to a new chart with its workbook."""
        number = len(self.charts) // 2 + 1
        name = self._free_name(f"charts/chart{number}", "xml")
        figures = self._free_name(f"embeddings/chart{number}", "xlsx")
        link = Relationship("rId1", f"{_TYPES}package", f"../{figures.removeprefix(self._folder)}")
        self.charts.append(Part(name, _CHART, markup.encode(), (link,)))
        self.charts.append(Part(figures, WORKBOOK, workbook))
        return place.links.to("chart", name.removeprefix(self._folder))

    def _free_name(self, stem: str, ending: str) -> str:
        """A name in the document's folder that no part of the template has."""
        name, number = f"{self._folder}{stem}.{ending}", 2
        while name in self._names:
            name, number = f"{self._folder}{stem}_{number}.{ending}", number + 1
        self._names.add(name)
        return name
