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


def names(element: etree._Element) -> list[str]:
    return [each.tag.removeprefix(W) for each in element]


def test_styles_and_cells_of_pandoc_are_in_order():
    root = parse_part(STYLES.encode())
    assert names(root[0]) == ["name", "uiPriority", "qFormat", "pPr", "tblPr", "tblStylePr"]
    assert names(root[0][-1][0]) == ["tcBorders", "vAlign"]
