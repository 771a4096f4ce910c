"""The floor: the report's text put into XML strings, the strings into a zip. What is unavoidable.

    python floor.py report.json blank.docx charts/ report.docx

It reads no Markdown, evaluates and checks nothing and draws no charts: a writer that does
only the last step. `blank.docx` gives the styles.
"""

from __future__ import annotations

import json
import struct
import sys
import zipfile
from html import escape
from pathlib import Path
from typing import Any

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_EMU_PER_MM = 36000
_WIDTH = 160 * _EMU_PER_MM


def main() -> None:
    source, blank, charts, target = (Path(argument) for argument in sys.argv[1:])
    report = json.loads(source.read_text(encoding="utf-8"))
    pictures = {name: (charts / f"{name}.png").read_bytes() for name in report["charts"]}
    links: dict[str, str] = {}
    body = "".join(_lines(report, pictures, links))
    document = f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>"
    with zipfile.ZipFile(blank) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name == "word/document.xml":
                new.writestr(name, document)
            elif name == "word/_rels/document.xml.rels":
                new.writestr(name, _relations(old.read(name).decode(), pictures, links))
            elif name == "[Content_Types].xml":
                png = '<Default Extension="png" ContentType="image/png"/></Types>'
                new.writestr(name, old.read(name).decode().replace("</Types>", png))
            else:
                new.writestr(name, old.read(name))
        for name, content in pictures.items():
            new.writestr(f"word/media/{name}.png", content, zipfile.ZIP_STORED)


def _lines(report: dict[str, Any], pictures: dict[str, bytes], links: dict[str, str]) -> Any:
    yield _paragraph("Title", _run(report["title"]))
    yield from (_paragraph("Normal", _run(line)) for line in report["cover"])
    for block in report["blocks"]:
        match block["kind"]:
            case "heading":
                yield _paragraph(f"Heading{block['level']}", _run(block["text"]))
            case "paragraph":
                yield _paragraph("Normal", _runs(block["runs"], links))
            case "item":
                yield _paragraph(block["style"].replace(" ", ""), _runs(block["runs"], links))
            case "table":
                yield _paragraph("Caption", _run(block["caption"]))
                yield _table(block)
                yield _paragraph("Normal", _run(block["note"]))
            case "figure":
                yield _paragraph("Normal", _picture(block["chart"], pictures))
                yield _paragraph("Caption", _run(block["caption"]))
                yield _paragraph("Normal", _run(block["note"]))
    yield from (_paragraph("Normal", _run(line)) for line in report["footnotes"])
    yield from (_paragraph("Normal", _run(line)) for line in report["signature"])


def _paragraph(style: str, content: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p>'


def _runs(runs: list[dict[str, str]], links: dict[str, str]) -> str:
    return "".join(
        f'<w:hyperlink r:id="{links.setdefault(url, f"link{len(links)}")}">{_run(run["text"])}'
        "</w:hyperlink>"
        if (url := run.get("url"))
        else _run(run["text"], run.get("mark", ""))
        for run in runs
    )


_MARKS = {
    "": "",
    "bold": "<w:rPr><w:b/></w:rPr>",
    "italic": "<w:rPr><w:i/></w:rPr>",
}


def _run(text: str, mark: str = "") -> str:
    return f'<w:r>{_MARKS[mark]}<w:t xml:space="preserve">{escape(text, quote=False)}</w:t></w:r>'


def _table(block: dict[str, Any]) -> str:
    rows = "".join(
        "<w:tr>"
        + "".join(f"<w:tc>{_paragraph('Normal', _run(cell))}</w:tc>" for cell in row)
        + "</w:tr>"
        for row in (block["header"], *block["rows"])
    )
    grid = "<w:gridCol/>" * len(block["header"])
    style = '<w:tblPr><w:tblStyle w:val="LightList-Accent1"/></w:tblPr>'
    return f"<w:tbl>{style}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _picture(name: str, pictures: dict[str, bytes]) -> str:
    width, height = struct.unpack_from(">II", pictures[name], 16)  # the PNG's own header
    size = f'cx="{_WIDTH}" cy="{_WIDTH * height // width}"'
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent {size}/><wp:docPr id="1" name="{name}"/>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr><pic:cNvPr id="0"'
        f' name="{name}"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{name}"/>'
        f"<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="
        f'"0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def _relations(old: str, pictures: dict[str, bytes], links: dict[str, str]) -> str:
    more = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/image" Target="media/{name}.png"/>'
        for name in pictures
    ) + "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/hyperlink" Target="{escape(url)}"'
        ' TargetMode="External"/>'
        for url, name in links.items()
    )
    return old.replace("</Relationships>", f"{more}</Relationships>")


if __name__ == "__main__":
    main()
