"""The word that marks a draft, in headers that are there and in one of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportgen.writers.word.wml.markup import DECLARATION, Xml, declared, escape, qualified

if TYPE_CHECKING:
    from lxml.etree import _Element

_COLOUR = "801650"


def draft_header(mark: str, style: str) -> Xml:
    """A header with nothing but the mark."""
    return Xml(f"{DECLARATION}<w:hdr{declared('w')}>{_paragraph(mark, style)}</w:hdr>")


def put_mark(header: _Element, mark: str, style: str) -> bytes:
    """The header part with the mark above all else."""
    from lxml import etree

    header.insert(0, etree.fromstring(_paragraph(mark, style, declared("w"))))
    return etree.tostring(header, xml_declaration=True, encoding="UTF-8", standalone=True)


def name_headers(section: _Element, kinds: Sequence[str], relationship: str) -> None:
    """Give a `w:sectPr` the header of a relationship for those of `kinds` that it has none for."""
    from lxml import etree

    tag = qualified("w:headerReference")
    known = {it.get(qualified("w:type")) for it in section.iterfind(tag)}
    for kind in kinds:
        if kind not in known:
            reference = etree.Element(tag)
            reference.set(qualified("w:type"), kind)
            reference.set(qualified("r:id"), relationship)
            section.insert(0, reference)


def uses_even_pages(settings: _Element) -> bool:
    """Whether even pages have headers of their own."""
    switch = settings.find(qualified("w:evenAndOddHeaders"))
    return switch is not None and switch.get(qualified("w:val"), "1") not in ("0", "false", "off")


def _paragraph(mark: str, style: str, namespaces: str = "") -> Xml:
    return Xml(
        f'<w:p{namespaces}><w:pPr><w:pStyle w:val="{escape(style)}"/>'
        '<w:pBdr><w:bottom w:val="nil"/></w:pBdr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:b/>'
        f'<w:bCs/><w:color w:val="{_COLOUR}"/><w:spacing w:val="60"/><w:sz w:val="28"/>'
        f'<w:szCs w:val="28"/></w:rPr><w:t>{escape(mark)}</w:t></w:r></w:p>'
    )
