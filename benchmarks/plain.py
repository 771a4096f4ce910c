"""The plain script: the report with python-docx and pyplot, as a capable user writes it.

    python plain.py report.json charts/ report.docx

Everything is done the way python-docx's own documentation does it, and nothing is done that
need not be: no second pass, no look-up that could be left out. What python-docx lacks (links,
fields) is added with the few lines that its users pass around; footnotes stand at the end.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Report
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph


def main() -> None:
    source, charts, target = (Path(argument) for argument in sys.argv[1:])
    report = json.loads(source.read_text(encoding="utf-8"))
    missing = {
        name: chart
        for name, chart in report["charts"].items()
        if not (charts / f"{name}.png").exists()
    }
    if missing:
        from pyplot_charts import draw_charts

        draw_charts(missing, charts)
    make_document(report, charts).save(str(target))


def make_document(report: dict[str, Any], charts: Path) -> Report:
    doc = Document()
    set_up(doc, report)
    add_cover(doc, report)
    for block in report["blocks"]:
        add_block(doc, block, charts)
    for number, note in enumerate(report["footnotes"], 1):
        doc.add_paragraph(f"[{number}] {note}")
    for line in report["signature"]:
        doc.add_paragraph(line)
    return doc


def set_up(doc: Report, report: dict[str, Any]) -> None:
    """A4, Arial, header and footer, the properties."""
    section = doc.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    font = doc.styles["Normal"].font
    font.name, font.size = "Arial", Pt(10.5)
    doc.core_properties.title = report["title"]
    doc.core_properties.author = report["author"]
    section.header.paragraphs[0].text = report["title"]
    add_field(section.footer.paragraphs[0], "PAGE")


def add_cover(doc: Report, report: dict[str, Any]) -> None:
    """The title, the lines below it, and a table of contents that Word fills."""
    doc.add_heading(report["title"], 0)
    for line in report["cover"]:
        doc.add_paragraph(line)
    doc.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    doc.add_paragraph(report["contents"], style="TOC Heading")
    add_field(doc.add_paragraph(), 'TOC \\o "1-3" \\h \\z \\u')
    doc.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def add_block(doc: Report, block: dict[str, Any], charts: Path) -> None:
    match block["kind"]:
        case "heading":
            doc.add_heading(block["text"], block["level"])
        case "paragraph":
            add_runs(doc.add_paragraph(), block["runs"])
        case "item":
            add_runs(doc.add_paragraph(style=block["style"]), block["runs"])
        case "table":
            doc.add_paragraph(block["caption"], style="Caption")
            add_table(doc, block["header"], block["rows"])
            doc.add_paragraph(block["note"])
        case "figure":
            doc.add_picture(str(charts / f"{block['chart']}.png"), width=Mm(160))
            doc.add_paragraph(block["caption"], style="Caption")
            doc.add_paragraph(block["note"])


def add_runs(paragraph: Paragraph, runs: list[dict[str, str]]) -> None:
    """Text, bold, italics, links."""
    for each in runs:
        if url := each.get("url"):
            add_hyperlink(paragraph, each["text"], url)
            continue
        run = paragraph.add_run(each["text"])
        if each.get("mark") == "bold":
            run.bold = True
        elif each.get("mark") == "italic":
            run.italic = True


def add_table(doc: Report, header: list[str], rows: list[list[str]]) -> None:
    """As in python-docx's user guide: a header row, then a row added for each record."""
    table = doc.add_table(rows=1, cols=len(header))
    table.style = "Light List Accent 1"
    for cell, text in zip(table.rows[0].cells, header, strict=True):
        cell.text = text
    for row in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
        for cell in cells[1:]:
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT


def add_hyperlink(paragraph: Paragraph, text: str, url: str) -> None:
    """python-docx issue 74."""
    relation = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run = paragraph.add_run(text)
    run.font.underline = True
    link.append(run._r)  # noqa: SLF001 - as in that thread
    paragraph._p.append(link)  # noqa: SLF001


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """python-docx issue 498."""
    run = paragraph.add_run()._r  # noqa: SLF001
    for kind in ("begin", "", "end"):
        if kind:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        else:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = instruction
        run.append(element)


if __name__ == "__main__":
    main()
