"""Word files for tests: made of a body in XML, and the files of others where they lie."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from reportgen.model import (
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    DefinitionList,
    Figure,
    Heading,
    ImagePlacement,
    OrderedList,
    Paragraph,
    Quote,
    Table,
)
from reportgen.model.traverse import children_of, plain_text
from reportgen.readers.word.reading import WordDocument, read_word_document

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)


def word_file(path: Path, body: str, links: str = "", **parts: str | bytes) -> Path:
    """A .docx: its body as XML, parts beside it by role, `links` as pairs "id role target"."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        document = f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
        package.writestr("word/document.xml", document)
        relations = "".join(map(_relation, links.splitlines()))
        package.writestr(
            "word/_rels/document.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f"{relations}</Relationships>",
        )
        for name, content in parts.items():
            if isinstance(content, bytes):
                package.writestr(f"word/media/{name}", content)
            else:
                package.writestr(f"word/{name}.xml", content)
    return path


def _relation(line: str) -> str:
    identity, role, target, *mode = line.split()
    outside = ' TargetMode="External"' if mode else ""
    return f'<Relationship Id="{identity}" Type="{R}/{role}" Target="{target}"{outside}/>'


def styles(*definitions: str) -> str:
    """A part of styles: each "id|name" or "id|name|what stands in it"."""
    made = []
    for each in definitions:
        identity, name, *inside = each.split("|")
        kind = "character" if identity[0].islower() else "paragraph"
        made.append(
            f'<w:style w:type="{kind}" w:styleId="{identity}"><w:name w:val="{name}"/>'
            f"{''.join(inside)}</w:style>"
        )
    return f"<w:styles {SPACES}>{''.join(made)}</w:styles>"


def p(*content: str, style: str = "", properties: str = "") -> str:
    """A paragraph; what is no XML in `content` is a run of text."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    inside = "".join(each if each.startswith("<") else r(each) for each in content)
    return f"<w:p><w:pPr>{styled}{properties}</w:pPr>{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text."""
    look = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{look}<w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, result: str) -> str:
    """A complex field."""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{code}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def read_body(tmp_path: Path, body: str, changes: str = "accepted", **parts) -> WordDocument:
    """What is read from a document of that body."""
    path = word_file(tmp_path / "a.docx", body, **parts)
    return read_word_document(path, changes=changes)  # type: ignore[arg-type]


def outline(blocks: Blocks, indent: str = "") -> list[str]:
    """Blocks in a shape that is easy to write down: a line a block, what is inside further in."""
    return [line for block in blocks for line in _lines(block, indent)]


def _lines(block: Block, indent: str) -> list[str]:
    inside = outline(children_of(block), indent + "  ")
    match block:
        case Heading(level=level, children=children):
            return [f"{indent}{'#' * level} {plain_text(children)}"]
        case Paragraph(children=children):
            return [indent + plain_text(children)]
        case BulletList(items=items) | OrderedList(items=items):
            sign = f"{block.start}." if isinstance(block, OrderedList) else "•"
            marked = [f"{indent}{sign}"]
            return [
                line for item in items for line in (*marked, *outline(item.blocks, indent + "  "))
            ]
        case CodeBlock(text=text):
            return [f"{indent}code {text!r}"]
        case Quote():
            return [f"{indent}>", *inside]
        case DefinitionList(items=items):
            return [
                line
                for item in items
                for line in (f"{indent}{plain_text(item.term)}:", *outline(item.blocks, "  "))
            ]
        case Table():
            return _table(block, indent)
        case Figure() | ImagePlacement():
            caption = block.caption if isinstance(block.caption, str) else plain_text(block.caption)
            name = (
                block.target if isinstance(block, ImagePlacement) else type(block.content).__name__
            )
            return [f"{indent}[{name}: {block.alt}] {caption}".rstrip()]
    return [f"{indent}{type(block).__name__}", *inside]


def _table(table: Table, indent: str) -> list[str]:
    rows = [
        " | ".join(plain_text(cell.children) for cell in row.cells if not cell.covered)
        for row in (table.header, *table.rows)
    ]
    caption = plain_text(table.caption)
    return [f"{indent}table {caption}".rstrip(), *(f"{indent}| {row}" for row in rows)]


def foreign_folder() -> Path | None:
    """The folder of Word files that are not ours, None where it is not there.

    It is named by REPORTGEN_WORD_FILES, or lies beside the checkout as `shared/word-files`.
    """
    checkout = Path(__file__).parents[1]
    places = [
        Path(os.environ.get("REPORTGEN_WORD_FILES", "")),
        checkout.parent / "shared" / "word-files",
        checkout.parent.parent / "shared" / "word-files",
    ]
    return next((each for each in places if (each / "pandoc").is_dir()), None)


C = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def chart_drawing(relation: str) -> str:
    """A run with a chart."""
    return (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="d" descr="Staplar"/><a:graphic>'
        f'<a:graphicData><c:chart xmlns:c="{C}" r:id="{relation}"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def picture(relation: str, alt: str) -> str:
    """A run with a picture."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:docPr id="1" name="b" descr="{alt}"/><a:graphic>'
        f'<a:graphicData><a:blip r:embed="{relation}"/></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )


def chart_part(
    bars: Sequence[tuple[str, str]], form: str = "General", unit: str = "", series: str = "Serie 1"
) -> str:
    """A part with a chart of one series, its numbers printed in `form`."""
    label, names, values = (
        "".join(f'<c:pt idx="{n}"><c:v>{text}</c:v></c:pt>' for n, text in enumerate(texts))
        for texts in ([series], [name for name, _n in bars], [number for _name, number in bars])
    )
    title = f"<c:title><a:t>{unit}</a:t></c:title>" if unit else ""
    return (
        f'<c:chartSpace xmlns:c="{C}" {SPACES}><c:chart><c:plotArea><c:barChart><c:ser>'
        f"<c:tx><c:strRef><c:strCache>{label}</c:strCache></c:strRef></c:tx>"
        f"<c:cat><c:strRef><c:strCache>{names}</c:strCache></c:strRef></c:cat>"
        f"<c:val><c:numRef><c:numCache><c:formatCode>{escape(form)}</c:formatCode>{values}"
        f"</c:numCache></c:numRef></c:val></c:ser></c:barChart><c:valAx>{title}</c:valAx>"
        "</c:plotArea></c:chart></c:chartSpace>"
    )
