"""A web page read as a browser's reader meets it."""

from __future__ import annotations

import re
from pathlib import Path

import lxml.html
from lxml import etree
from pages_seen import Block, Drawn, Seen, clean

_TEXTS = ("p", "h1", "h2", "h3", "h4", "h5", "h6", "dt", "dd")


class HtmlFile:
    def __init__(self, path: Path) -> None:
        self.root = lxml.html.parse(str(path), lxml.html.HTMLParser(encoding="utf-8")).getroot()
        self.seen = Seen()
        self.unknown_links = self._unknown_links()
        self._read(self.root.find("body"), "text")

    def _unknown_links(self) -> list[str]:
        known = set(self.root.xpath("//@id"))
        links = self.root.xpath("//a/@href[starts-with(., '#')]")
        return [str(link) for link in links if link[1:] not in known]

    def _read(self, parent: lxml.html.HtmlElement, kind: str) -> None:
        for child in parent:
            if not isinstance(child.tag, str) or "hidden" in child.attrib:
                continue  # a comment, or the drawing for narrow screens
            role = child.get("class", "")
            if child.tag == "nav" or "contents" in role:
                self._contents(child)
            elif "footnotes" in role:
                self._notes(child)
            elif child.tag == "table":
                self._table(child)
            elif child.tag == "svg" or child.tag == "img":
                self._drawing(child)
            elif child.tag in _TEXTS:
                self._text_block(child, "heading" if child.tag.startswith("h") else kind)
            elif child.tag == "a" and role == "skip":
                continue
            else:
                self._read(child, kind)

    def _text_block(self, element: lxml.html.HtmlElement, kind: str) -> None:
        kind = "caption" if "caption" in element.get("class", "").split() else kind
        if element.find("p") is not None:
            self._read(element, kind)
            return
        text = clean(_text(element))
        if text:
            self.seen.blocks.append(Block(kind, text))
        for picture in element.iter("img"):
            self._drawing(picture)

    def _contents(self, nav: lxml.html.HtmlElement) -> None:
        for entry in nav.iter("h2", "a"):
            self.seen.blocks.append(Block("contents", clean(_text(entry))))

    def _notes(self, section: lxml.html.HtmlElement) -> None:
        for number, entry in enumerate(section.find("ol").findall("li"), start=1):
            text = re.sub(r"\s*↩.*$", "", clean(_text(entry)))
            self.seen.notes[number] = text

    def _table(self, table: lxml.html.HtmlElement) -> None:
        number = len(self.seen.tables)
        rows: list[list[str]] = []
        self.seen.tables.append(rows)
        for child in table.iter("caption", "tr"):
            if child.tag == "caption":
                if text := clean(_text(child)):
                    self.seen.blocks.append(Block("caption", text))
                continue
            cells = [clean(_text(cell)) for cell in child if cell.tag in ("td", "th")]
            rows.append(cells)
            self.seen.blocks += [Block("cell", text, table=number) for text in cells if text]

    def _drawing(self, drawing: lxml.html.HtmlElement) -> None:
        width, height = (_points(drawing.get(side, "0")) for side in ("width", "height"))
        described = drawing.find("desc") if drawing.tag == "svg" else None
        alt = drawing.get("alt", "") if described is None else described.text or ""
        self.seen.drawings.append(Drawn(alt, width, height))
        self.seen.blocks.append(Block("text", "⟦drawing⟧"))

    def charts(self) -> list[etree._Element]:
        return list(self.root.iter("svg"))


def _points(size: str) -> float:
    number = float(re.sub(r"[^\d.]", "", size) or 0)
    return number * 72 / 25.4 if size.endswith("mm") else number * 0.75


def _text(element: lxml.html.HtmlElement) -> str:
    pieces = [element.text or ""]
    for child in element:
        if child.tag == "sup" and child.find("a[@role='doc-noteref']") is not None:
            pieces.append(f"⟦{child.text_content().strip()}⟧")
        elif child.tag == "br":
            pieces.append(" ")
        elif isinstance(child.tag, str):
            pieces.append(_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)
