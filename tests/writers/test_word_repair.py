"""What other programs write in another order than the schema's is put right."""

from __future__ import annotations

from lxml import etree
from word_reading import W

from reportgen.writers.word.template import parse_part

STYLES = f"""<w:styles xmlns:w="{W[1:-1]}"><w:style w:type="table" w:styleId="A">
<w:name w:val="A"/><w:pPr/><w:qFormat/><w:uiPriority w:val="9"/><w:tblPr/>
<w:tblStylePr w:type="firstRow">
<w:tcPr><w:vAlign w:val="bottom"/><w:tcBorders/></w:tcPr></w:tblStylePr>
</w:style></w:styles>"""

BY_HAND = f"""<w:styles xmlns:w="{W[1:-1]}"><w:style w:type="table" w:customStye="1" w:styleId="A">
<w:pPr><w:jc w:val="left"/><w:keepNext/><w:rPr/></w:pPr>
<w:rPr><w:rFonts w:ascii="Arial" w:hansitheme="minor"/></w:rPr>
<w:tblPr><w:tblBorders><w:top/><w:tl2br/></w:tblBorders></w:tblPr>
<w:tcPr><w:tblBorders/><w:tcBorders><w:tl2br/><w:top/></w:tcBorders></w:tcPr>
</w:style></w:styles>"""


def names(element: etree._Element) -> list[str]:
    return [each.tag.removeprefix(W) for each in element]


def test_styles_and_cells_of_pandoc_are_in_order():
    root = parse_part(STYLES.encode())
    assert names(root[0]) == ["name", "uiPriority", "qFormat", "pPr", "tblPr", "tblStylePr"]
    assert names(root[0][-1][0]) == ["tcBorders", "vAlign"]


def test_what_word_ignores_in_styles_by_hand_goes_and_the_rest_is_in_order():
    [style] = parse_part(BY_HAND.encode())
    assert list(style.attrib) == [f"{W}type", f"{W}styleId"]
    paragraph, text, table, cell = style
    assert names(paragraph) == ["keepNext", "jc"]
    assert list(text[0].attrib) == [f"{W}ascii"]
    assert names(table[0]) == ["top"]
    assert names(cell) == ["tcBorders"]
    assert names(cell[0]) == ["top", "tl2br"]
