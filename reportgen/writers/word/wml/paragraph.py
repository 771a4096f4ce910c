"""Paragraphs and their properties, in the schema's order (ECMA-376 part 1, 17.3.1.26)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from reportgen.model import Alignment
from reportgen.writers.word.wml.markup import NOTHING, Xml, escape

_LAST_PARAGRAPH = re.compile(r'</w:p>(<w:move(To|From)RangeEnd w:id="[0-9]+"/>)?\Z')


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


def paragraph(properties: Xml, content: Xml, mark: Xml = NOTHING) -> Xml:
    """A paragraph; `mark` is the tracked change of its paragraph mark."""
    return Xml(f"<w:p><w:pPr>{properties}{mark}</w:pPr>{content}</w:p>")


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


def move_range(
    blocks: Xml, direction: Literal["moveTo", "moveFrom"], name: str, number: int, stamp: Xml
) -> Xml:
    """Paragraphs that were moved; `name` is that of their other place too (17.13.5)."""
    return Xml(
        f'<w:{direction}RangeStart {stamp} w:name="{escape(name)}"/>{blocks}'
        f'<w:{direction}RangeEnd w:id="{number}"/>'
    )


def can_end_section(blocks: Xml) -> bool:
    """Whether the last of `blocks` is a paragraph that a section can end in.

    LibreOffice (7.4) loses what references to a bookmark in such a paragraph lead to.
    """
    if _LAST_PARAGRAPH.search(blocks[-80:]) is None:
        return False
    last = blocks[max(blocks.rfind("<w:p>"), blocks.rfind("<w:p ")) :]
    return "<w:bookmarkStart" not in last


def ending_section(blocks: Xml, section: Xml) -> Xml:
    """`blocks` whose last paragraph also ends a section.

    A section's properties stand in its last paragraph, behind everything else that this
    module writes into `w:pPr`. Every paragraph has one, and text can't look like markup.
    """
    before, end, after = blocks.rpartition("</w:pPr>")
    return Xml(f"{before}{section}{end}{after}")


def beginning_with(runs: Xml, blocks: Xml, properties: Xml) -> Xml:
    """`blocks` with `runs` at the beginning of their first paragraph.

    Where they don't begin with a paragraph, one of its own with `properties` bears the runs.
    """
    if not blocks.startswith("<w:p>"):
        return Xml(f"{paragraph(properties, runs)}{blocks}")
    before, end, after = blocks.partition("</w:pPr>")
    return Xml(f"{before}{end}{runs}{after}")


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
