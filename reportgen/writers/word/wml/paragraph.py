"""Paragraphs and their properties, in the schema's order (ECMA-376 part 1, 17.3.1.26)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from reportgen.model import Alignment
from reportgen.writers.word.wml.markup import NOTHING, Xml, escape


class ParagraphMarkup(Struct, frozen=True):
    """A paragraph until it is written.

    `mark` is the tracked change of its paragraph mark, `section` the properties of a section
    that ends in it. `before` and `after` stand around it: the range of a move.
    """

    properties: Xml
    content: Xml
    mark: Xml = NOTHING
    section: Xml = NOTHING
    before: Xml = NOTHING
    after: Xml = NOTHING

    @property
    def can_end_section(self) -> bool:
        """Whether a section can end in it: no reference leads here.

        LibreOffice (7.4) loses what references to a bookmark in such a paragraph lead to.
        """
        return "<w:bookmarkStart" not in self.content

    def beginning_with(self, runs: Xml) -> ParagraphMarkup:
        """The same paragraph with `runs` in front of what it holds."""
        return replace(self, content=Xml(f"{runs}{self.content}"))

    def write(self) -> Xml:
        """Its markup. A section's properties stand behind everything else in `w:pPr`."""
        return Xml(
            f"{self.before}<w:p><w:pPr>{self.properties}{self.mark}{self.section}</w:pPr>"
            f"{self.content}</w:p>{self.after}"
        )


class TableMarkup(Struct, frozen=True):
    """A table, which is told from other finished markup: Word makes one of two that touch."""

    markup: Xml

    def write(self) -> Xml:
        """Its markup."""
        return self.markup


# What a block becomes, from top to bottom; what a template brings is finished markup.
Part = ParagraphMarkup | TableMarkup | Xml
Parts = tuple[Part, ...]


def write_parts(parts: Iterable[Part]) -> Xml:
    """The markup of all of `parts`."""
    return Xml("".join(each if isinstance(each, str) else each.write() for each in parts))


@lru_cache(maxsize=1024)
def paragraph_properties(
    style: str,
    *,
    keep_next: bool = False,
    page_break_before: bool = False,
    numbering: tuple[int, int] | None = None,
    tabs: tuple[tuple[str, int], ...] = (),
    space_before: int = 0,
    indent: int = 0,
    align: Alignment = "left",
) -> Xml:
    """What stands in `w:pPr`, without the element itself.

    `style` is an id. `numbering` is (list, level from 0); list 0 takes a style's numbering
    away. `tabs` are (kind, position). Lengths are twips; 0 leaves the style's own, as does
    the alignment "left".
    """
    return Xml(
        "".join(
            (
                f'<w:pStyle w:val="{escape(style)}"/>',
                "<w:keepNext/>" if keep_next else "",
                "<w:pageBreakBefore/>" if page_break_before else "",
                _numbering(numbering),
                _tabs(tabs),
                f'<w:spacing w:before="{space_before}"/>' if space_before else "",
                f'<w:ind w:left="{indent}"/>' if indent else "",
                f'<w:jc w:val="{align}"/>' if align != "left" else "",
            )
        )
    )


def inserted_mark(stamp: Xml) -> Xml:
    """The paragraph as a whole came in: without this an empty one stays when it is rejected."""
    return Xml(f"<w:rPr><w:ins {stamp}/></w:rPr>")


def deleted_mark(stamp: Xml) -> Xml:
    """The paragraph as a whole went out: without this an empty one stays when it is accepted."""
    return Xml(f"<w:rPr><w:del {stamp}/></w:rPr>")


def moved_to_mark(stamp: Xml) -> Xml:
    """The paragraph as a whole came here from elsewhere."""
    return Xml(f"<w:rPr><w:moveTo {stamp}/></w:rPr>")


def moved_from_mark(stamp: Xml) -> Xml:
    """The paragraph as a whole went elsewhere."""
    return Xml(f"<w:rPr><w:moveFrom {stamp}/></w:rPr>")


def in_move_range(
    paragraphs: tuple[ParagraphMarkup, ...],
    direction: Literal["moveTo", "moveFrom"],
    name: str,
    number: int,
    stamp: Xml,
) -> tuple[ParagraphMarkup, ...]:
    """Paragraphs that were moved; `name` is that of their other place too (17.13.5)."""
    start = Xml(f'<w:{direction}RangeStart {stamp} w:name="{escape(name)}"/>')
    end = Xml(f'<w:{direction}RangeEnd w:id="{number}"/>')
    first, *rest = paragraphs
    *inner, last = (replace(first, before=start), *rest)
    return (*inner, replace(last, after=end))


def _numbering(numbering: tuple[int, int] | None) -> Xml:
    if numbering is None:
        return NOTHING
    number, level = numbering
    return Xml(f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def _tabs(tabs: tuple[tuple[str, int], ...]) -> Xml:
    if not tabs:
        return NOTHING
    stops = "".join(
        f'<w:tab w:val="{escape(kind)}"{_leader(kind)} w:pos="{position}"/>'
        for kind, position in tabs
    )
    return Xml(f"<w:tabs>{stops}</w:tabs>")


def _leader(kind: str) -> Xml:
    return Xml(' w:leader="dot"') if kind == "right" else NOTHING
