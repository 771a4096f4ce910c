"""The report as a user of pandoc keeps it: Markdown with Jinja's marks, and the values for them.

Computed values stay marks, tables are loops; the rest is prose. One file a section.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import docx
from docx.shared import Mm, Pt
from material import caption_of, chart_name
from plain import add_field

from reportgen.model import (
    Block,
    Blocks,
    BulletList,
    Code,
    Computed,
    Document,
    Emphasis,
    Figure,
    Footnote,
    Foreign,
    Heading,
    Inline,
    Inlines,
    Link,
    ListItem,
    OrderedList,
    Paragraph,
    Reference,
    Row,
    Strong,
    Table,
    Text,
)
from reportgen.model.traverse import plain_text

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#^~$@|])")
_NUMBER_AT_START = re.compile(r"^(\d+)([.)])")


def write_pandoc_source(document: Document, data: dict[str, Any], folder: Path) -> None:
    """Write `sections/*.md`, `values.json` and `reference.docx` to `folder`."""
    (folder / "sections").mkdir(parents=True)
    writer = _Writer(document)
    for index, section in enumerate(document.sections):
        text = writer.blocks((section.heading, *section.blocks))
        if index == len(document.sections) - 1:
            text += "".join(f"{_escape(line)}\n\n" for line in document.signature)
        path = folder / "sections" / f"{index:05d}.md"
        path.write_text(text + writer.notes(), encoding="utf-8")
    values = {
        "title": data["title"],
        "cover": data["cover"],
        "contents": data["contents"],
        "charts": data["charts"],
        "values": writer.values,
        "tables": writer.tables,
    }
    text = json.dumps(values, ensure_ascii=False, indent=1)
    (folder / "values.json").write_text(text, encoding="utf-8")


def add_page_setup(reference: Path, title: str) -> None:
    """Give pandoc's own reference document the page, the font, the header and the footer."""
    doc = docx.Document(str(reference))
    section = doc.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    font = doc.styles["Normal"].font
    font.name, font.size = "Arial", Pt(10.5)
    section.header.paragraphs[0].text = title
    add_field(section.footer.paragraphs[0], "PAGE")
    doc.save(str(reference))


class _Writer:
    """Writes Markdown, and keeps the values and tables that its marks refer to."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.values: list[str] = []
        self.tables: list[list[list[str]]] = []
        self._notes: list[str] = []

    def notes(self) -> str:
        """The footnotes since the last call."""
        notes, self._notes = "".join(self._notes), []
        return notes

    def blocks(self, blocks: Blocks) -> str:
        return "".join(self.block(block) for block in blocks)

    def block(self, block: Block) -> str:
        match block:
            case Heading():
                return f"{'#' * block.level} {self.inlines(block.children)} {{#{block.id}}}\n\n"
            case Paragraph():
                return self.inlines(block.children) + "\n\n"
            case BulletList(items=items):
                return "".join(self.item("- ", item) for item in items) + "\n"
            case OrderedList(items=items, start=start):
                return "".join(self.item(f"{start}. ", item) for item in items) + "\n"
            case Table():
                return self.table(block)
            case Figure():
                caption = _escape(caption_of(block, self.document))
                picture = f"![{caption}](charts/{chart_name(block)}.png){{width=160mm}}"
                return f"{picture}\n\n{self.inlines(block.note)}\n\n"
            case _:
                raise TypeError(f"the benchmark has no {type(block).__name__} yet")

    def item(self, mark: str, item: ListItem) -> str:
        inside = self.blocks(item.blocks).rstrip("\n").replace("\n\n", "\n")
        first, *rest = inside.split("\n")
        return "\n".join([mark + first, *("    " + line for line in rest)]) + "\n"

    def table(self, table: Table) -> str:
        """A loop over the rows, as one writes it to keep figures out of the text."""
        rows = f"tables[{len(self.tables)}]"
        self.tables.append([_cells(row) for row in table.rows])
        head = " | ".join(_cells(table.header))
        rule = " | ".join("---:" if each == "right" else "---" for each in table.alignments)
        loop = f"{{% for row in {rows} %}}\n| {{{{ row | join(' | ') }}}} |\n{{% endfor %}}\n"
        caption = f": {_escape(caption_of(table, self.document))}\n\n"
        return f"| {head} |\n| {rule} |\n{loop}\n{caption}{self.inlines(table.note)}\n\n"

    def inlines(self, inlines: Inlines) -> str:
        text = "".join(self.inline(inline) for inline in inlines)
        return _NUMBER_AT_START.sub(r"\1\\\2", text)

    def inline(self, inline: Inline) -> str:
        match inline:
            case Text(text=text):
                return _escape(text)
            case Code(text=text):
                return f"`{text}`"
            case Computed(text=text):
                self.values.append(text or "")
                return f"{{{{ values[{len(self.values) - 1}] }}}}"
            case Reference(text=text):
                return _escape(text or "")
            case Strong(children=children):
                return f"**{self.inlines(children)}**"
            case Emphasis(children=children):
                return f"*{self.inlines(children)}*"
            case Link(children=children, target=target):
                return f"[{self.inlines(children)}]({target})"
            case Foreign(children=children, language=language):
                return f"[{self.inlines(children)}]{{lang={language}}}"
            case Footnote():
                return self.footnote(inline)
            case _:
                return "\n"

    def footnote(self, footnote: Footnote) -> str:
        name = f"{Path(footnote.span.file).stem}-{footnote.label}"
        texts = (
            plain_text(each.children) for each in footnote.blocks if isinstance(each, Paragraph)
        )
        self._notes.append(f"[^{name}]: {_escape(' '.join(texts))}\n\n")
        return f"[^{name}]"


def _cells(row: Row) -> list[str]:
    return [_escape(plain_text(cell.children)) for cell in row.cells]


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
