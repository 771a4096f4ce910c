"""The Word template that docxtpl fills: a loop over the blocks, a branch for each kind."""

from __future__ import annotations

from typing import Any

import docx
from docx.document import Document as Template
from docx.enum.text import WD_BREAK
from docx.shared import Mm, Pt
from plain import add_field


def make_template(data: dict[str, Any]) -> Template:
    """The template for `data`; a table of each number of columns that the data has."""
    doc = docx.Document()
    _set_up(doc)
    _cover(doc)
    _loop(doc, "block in blocks")
    _branch(
        doc, "if", "heading", [(f"Heading {n}", "{{ block.text }}") for n in (1,)], "level == 1"
    )
    for level in (2, 3):
        style = f"Heading {level}"
        _branch(doc, "elif", "heading", [(style, "{{ block.text }}")], f"level == {level}")
    _branch(doc, "elif", "paragraph", [("Normal", "{{r block.rich }}")])
    for style in sorted({each["style"] for each in data["blocks"] if each["kind"] == "item"}):
        _branch(doc, "elif", "item", [(style, "{{r block.rich }}")], f"style == '{style}'")
    for columns in sorted({len(each["header"]) for each in data["blocks"] if "header" in each}):
        _table(doc, columns)
    pictured = [("Normal", "{{ block.picture }}"), ("Caption", "{{ block.caption }}")]
    _branch(doc, "elif", "figure", [*pictured, ("Normal", "{{ block.note }}")])
    doc.add_paragraph("{%p endif %}")
    doc.add_paragraph("{%p endfor %}")
    _each(doc, "note in footnotes", "[{{ loop.index }}] {{ note }}")
    _each(doc, "line in signature", "{{ line }}")
    return doc


def _set_up(doc: Template) -> None:
    section = doc.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    font = doc.styles["Normal"].font
    font.name, font.size = "Arial", Pt(10.5)
    section.header.paragraphs[0].text = "{{ title }}"
    add_field(section.footer.paragraphs[0], "PAGE")


def _cover(doc: Template) -> None:
    doc.add_heading("{{ title }}", 0)
    _each(doc, "line in cover", "{{ line }}")
    doc.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    doc.add_paragraph("{{ contents }}", style="TOC Heading")
    add_field(doc.add_paragraph(), 'TOC \\o "1-3" \\h \\z \\u')
    doc.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _each(doc: Template, loop: str, text: str) -> None:
    _loop(doc, loop)
    doc.add_paragraph(text)
    doc.add_paragraph("{%p endfor %}")


def _loop(doc: Template, loop: str) -> None:
    doc.add_paragraph(f"{{%p for {loop} %}}")


def _branch(
    doc: Template, word: str, kind: str, paragraphs: list[tuple[str, str]], also: str = ""
) -> None:
    condition = f"block.kind == '{kind}'" + (f" and block.{also}" if also else "")
    doc.add_paragraph(f"{{%p {word} {condition} %}}")
    for style, text in paragraphs:
        doc.add_paragraph(text, style=style)


def _table(doc: Template, columns: int) -> None:
    _branch(
        doc, "elif", "table", [("Caption", "{{ block.caption }}")], f"header|length == {columns}"
    )
    table = doc.add_table(rows=4, cols=columns)
    table.style = "Light List Accent 1"
    table.cell(1, 0).text = "{%tr for row in block.rows %}"
    for column in range(columns):
        table.cell(0, column).text = f"{{{{ block.header[{column}] }}}}"
        table.cell(2, column).text = f"{{{{ row[{column}] }}}}"
    table.cell(3, 0).text = "{%tr endfor %}"
    doc.add_paragraph("{{ block.note }}")
