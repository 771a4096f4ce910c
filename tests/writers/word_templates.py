"""Templates made by someone else: python-docx's own restyled, a Swedish one, one with a cover."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from word_sample import png

SWEDISH_NAMES = {
    "Heading 1": ("Rubrik 1", "Rubrik1"),
    "Heading 2": ("Rubrik 2", "Rubrik2"),
    "Heading 3": ("Rubrik 3", "Rubrik3"),
    "Title": ("Rubrik", "Rubrik"),
    "Subtitle": ("Underrubrik", "Underrubrik"),
    "Body Text": ("Brödtext", "Brdtext"),
    "Caption": ("Beskrivning", "Beskrivning"),
    "List Bullet": ("Punktlista", "Punktlista"),
    "List Number": ("Numrerad lista", "Numreradlista"),
    "Header": ("Sidhuvud", "Sidhuvud"),
    "Footer": ("Sidfot", "Sidfot"),
}


def restyled() -> bytes:
    """python-docx's default, Letter, in another font and colour, with a header of its own."""
    document = docx.Document()
    for name in ("Normal", "Heading 1", "Heading 2", "Title"):
        style: Any = document.styles[name]
        style.font.name = "Georgia"
        fonts = style.element.rPr.rFonts
        for theme in ("w:asciiTheme", "w:hAnsiTheme"):
            fonts.attrib.pop(qn(theme), None)
        style.font.color.rgb = RGBColor(0x5B, 0x1A, 0x18)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(215.9), Mm(279.4)
    section.header.paragraphs[0].text = "Region Exempel · [titel]"
    return _saved(document)


def swedish() -> bytes:
    """Swedish names and ids, A5 on its side with wide margins, headings numbered 1, 1.1."""
    document = docx.Document()
    for english, (name, identity) in SWEDISH_NAMES.items():
        _rename(document, english, name, identity)
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(210), Mm(148)
    section.left_margin, section.right_margin = Mm(35), Mm(30)
    section.top_margin, section.bottom_margin = Mm(20), Mm(18)
    _number(document, [f"Rubrik{level}" for level in (1, 2, 3)])
    return _saved(document)


def with_cover() -> bytes:
    """A cover in a section of its own: a picture, a table, fields, places in odd runs."""
    document = docx.Document()
    document.add_picture(BytesIO(png(600, 120)), width=Mm(60))
    _alt(document, "Region Exempels logotyp")
    title = document.add_paragraph(style="Title")
    for piece in ("[", "tit", "el]"):
        title.add_run(piece)
    document.add_paragraph("[undertitel]", style="Subtitle")
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "Datum: [datum]"
    table.cell(0, 1).text = "[Avsändare]"
    document.add_paragraph("[syfte]")
    document.add_paragraph("Diarienummer [diarienummer]")
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    document.add_section(WD_SECTION.NEW_PAGE)
    document.add_paragraph("[Rapporten]")
    document.add_paragraph("Det här står efter och följer inte med.")
    document.sections[0].left_margin = Mm(50)
    document.sections[1].left_margin = Mm(31.75)
    document.sections[1].header.is_linked_to_previous = False
    document.sections[1].header.paragraphs[0].text = "[titel]"
    return _saved(document)


def with_cover_in_one_section() -> bytes:
    """A cover and the report in the same section, the first page without a header."""
    document = docx.Document()
    document.add_paragraph("[logotyp]")
    document.add_paragraph("[titel]", style="Title")
    document.add_paragraph("[undertitel]", style="Subtitle")
    document.add_paragraph()
    document.add_paragraph("[rapporten]")
    document.sections[0].different_first_page_header_footer = True
    document.sections[0].header.paragraphs[0].text = "Sidhuvud"
    return _saved(document)


def _rename(document: Document, english: str, name: str, identity: str) -> None:
    style = document.styles[english].element
    old = style.styleId
    style.find(qn("w:name")).set(qn("w:val"), name)
    style.set(qn("w:styleId"), identity)
    for tag in ("w:basedOn", "w:next", "w:link", "w:pStyle"):
        for link in document.styles.element.iter(qn(tag)):
            if link.get(qn("w:val")) == old:
                link.set(qn("w:val"), identity)


def _number(document: Document, styles: list[str]) -> None:
    numbering: Any = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:pStyle w:val="{style}"/>'
        f'<w:lvlText w:val="{".".join(f"%{n + 1}" for n in range(level + 1))}"/>'
        '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="720" w:hanging="720"/></w:pPr></w:lvl>'
        for level, style in enumerate(styles)
    )
    abstract = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    numbering.insert(0, abstract)
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>')
    )
    for level, identity in enumerate(styles):
        style = next(s for s in document.styles.element if s.get(qn("w:styleId")) == identity)
        properties = style.get_or_add_pPr()
        number = OxmlElement("w:numPr")
        for tag, value in (("w:ilvl", level), ("w:numId", 77)):
            child = OxmlElement(tag)
            child.set(qn("w:val"), str(value))
            number.append(child)
        properties._insert_numPr(number)


def _alt(document: Document, text: str) -> None:
    document.inline_shapes[0]._inline.docPr.set("descr", text)


def _saved(document: Document) -> bytes:
    document.styles["Normal"].font.size = document.styles["Normal"].font.size or Pt(11)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


TEMPLATES = {
    "restyled": restyled,
    "swedish": swedish,
    "with_cover": with_cover,
    "with_cover_in_one_section": with_cover_in_one_section,
}
