"""A Word file read by the standard alone: notes are numbered as they come, never by their ids."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from pages_seen import Block, Drawn, Seen, clean

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SVG = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}"
EMU = 12700
TWIP = 20
_SKIPPED = {
    f"{W}instrText",
    f"{W}delText",
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}


@dataclass(frozen=True)
class Page:
    """A section's page, in points: how large it and its text are."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    columns: int
    gap: float

    @property
    def text_width(self) -> float:
        whole = self.width - self.left - self.right
        return (whole - (self.columns - 1) * self.gap) / self.columns

    @property
    def text_height(self) -> float:
        return self.height - self.top - self.bottom


@dataclass(frozen=True)
class Placed:
    """A table's or drawing's size in points, and the page of the section where it stands."""

    what: str
    width: float
    height: float
    page: Page


class WordFile:
    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as package:
            self._parts = {name: package.read(name) for name in package.namelist()}
        self._styles = self._read_styles()
        self.seen = Seen()
        self._number = 0
        self._is_mark = False  # inside a field that repeats a note's number
        self._ids: list[str] = []
        body = self._xml("word/document.xml").find(f"{W}body")
        assert body is not None
        self._body = body
        self._read(body)
        self._read_notes()

    def _xml(self, name: str) -> etree._Element:
        return etree.fromstring(self._parts[name])

    def part(self, relation: str) -> bytes:
        """The part that the document relates to."""
        return self._parts[self._target(relation)]

    def _target(self, relation: str) -> str:
        for each in self._xml("word/_rels/document.xml.rels"):
            if each.get("Id") == relation:
                return f"word/{each.get('Target')}".replace("word//word/", "word/")
        raise KeyError(relation)

    def workbook_of(self, chart: str) -> bytes:
        """The workbook behind a chart's part."""
        folder, name = self._target(chart).rsplit("/", 1)
        relations = self._xml(f"{folder}/_rels/{name}.rels")
        target = next(
            each.get("Target", "") for each in relations if ".xlsx" in each.get("Target", "")
        )
        return self._parts[f"word/{target.removeprefix('../')}"]

    def _read_styles(self) -> dict[str, str]:
        """The name of each paragraph style, in small letters."""
        named = {}
        for style in self._xml("word/styles.xml").iter(f"{W}style"):
            name = style.find(f"{W}name")
            named[style.get(f"{W}styleId", "")] = (
                "" if name is None else name.get(f"{W}val", "").lower()
            )
        return named

    # Text

    def _read(self, parent: etree._Element) -> None:
        for child in parent:
            if child.tag == f"{W}p":
                self.seen.blocks += self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins"):
                self._read(child)

    def _paragraph(self, paragraph: etree._Element) -> Iterator[Block]:
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        name = self._styles.get("" if style is None else style.get(f"{W}val", ""), "")
        text = clean(self._text(paragraph))
        kind = _kind(name)
        numbered = (
            kind == "heading" or "list" in name or paragraph.find(f"{W}pPr/{W}numPr") is not None
        )
        numbered = numbered or kind == "contents"
        if text:
            yield Block(kind, text, numbered)

    def _text(self, parent: etree._Element) -> str:
        pieces = []
        for child in parent:
            if child.tag in _SKIPPED:
                self._is_mark = self._is_mark or "NOTEREF" in (child.text or "")
            elif child.tag == f"{W}fldChar" and child.get(f"{W}fldCharType") == "end":
                self._is_mark = False
            elif child.tag == f"{W}t":
                text = child.text or ""
                pieces.append(f"⟦{text}⟧" if self._is_mark else text)
            elif child.tag in (f"{W}tab", f"{W}br") and parent.tag == f"{W}r":
                pieces.append(" ")
            elif child.tag == f"{W}noBreakHyphen":
                pieces.append("-")
            elif child.tag == f"{W}footnoteReference":
                pieces.append(self._mark(child))
            elif child.tag == f"{W}drawing":
                pieces.append(self._drawing(child))
            else:
                pieces.append(self._text(child))
        return "".join(pieces)

    def _mark(self, reference: etree._Element) -> str:
        identity = reference.get(f"{W}id", "")
        self._number += 1
        self._ids.append(identity)
        return f"⟦{self._number}⟧"

    def _drawing(self, drawing: etree._Element) -> str:
        extent = next(drawing.iter(f"{WP}extent"))
        described = next(drawing.iter(f"{WP}docPr"))
        chart = next((each.get(f"{R}id") for each in drawing.iter(f"{C}chart")), None)
        svg = next((each.get(f"{R}embed") for each in drawing.iter(f"{SVG}svgBlip")), None)
        size = (int(extent.get("cx", "0")) / EMU, int(extent.get("cy", "0")) / EMU)
        self.seen.drawings.append(Drawn(described.get("descr", ""), *size, chart, svg))
        return " ⟦drawing⟧ "

    def _table(self, table: etree._Element) -> None:
        number = len(self.seen.tables)
        rows: list[list[str]] = []
        self.seen.tables.append(rows)
        for row in table.iter(f"{W}tr"):
            rows.append([])
            for cell in row.findall(f"{W}tc"):
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                text = " ".join(clean(self._text(each)) for each in cell.findall(f"{W}p")).strip()
                if merge is not None and merge.get(f"{W}val") != "restart":
                    continue
                rows[-1].append(text)
                if text:
                    self.seen.blocks.append(Block("cell", text, table=number))

    def _read_notes(self) -> None:
        """Word numbers notes as their marks come, and finds their texts by id."""
        if "word/footnotes.xml" not in self._parts:
            return
        texts = {
            note.get(f"{W}id", ""): clean(" ".join(self._text(each) for each in note))
            for note in self._xml("word/footnotes.xml")
        }
        self.ids_ascend = [int(each) for each in self._ids] == sorted(
            {int(each) for each in self._ids}
        )
        for number, identity in enumerate(self._ids, start=1):
            self.seen.notes[number] = texts[identity]

    def around(self) -> set[str]:
        """The words of headers and footers."""
        names = (n for n in self._parts if n.startswith(("word/header", "word/footer")))
        parts = [n for n in names if n.endswith(".xml")]
        return {word for n in parts for word in clean(self._text(self._xml(n))).split()}

    # Sizes

    def pages(self) -> list[Page]:
        return [_page(each) for each in self._body.iter(f"{W}sectPr")]

    def placed(self) -> Iterator[Placed]:
        """Every table and drawing of the report with its section's page; no table of a template."""
        waiting: list[tuple[str, float, float]] = []
        for child in self._body:
            waiting += _sizes(child)
            ends = [child] if child.tag == f"{W}sectPr" else list(child.iter(f"{W}sectPr"))
            for end in ends:
                page = _page(end)
                yield from (Placed(*each, page) for each in waiting)
                waiting = []


def _kind(style: str) -> str:
    if style.startswith("toc") or style in ("table of figures", "figurförteckning", "innehåll"):
        return "contents"
    if style.startswith(("heading", "rubrik ")):
        return "heading"
    if style in ("caption", "beskrivning"):
        return "caption"
    return "text"


def _page(section: etree._Element) -> Page:
    size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    assert size is not None
    assert margin is not None
    columns = section.find(f"{W}cols")
    count = 1 if columns is None else int(columns.get(f"{W}num", "1"))
    gap = 36.0 if columns is None else int(columns.get(f"{W}space", "720")) / TWIP

    def points(element: etree._Element, name: str) -> float:
        return abs(int(element.get(f"{W}{name}", "0"))) / TWIP

    sides = [points(margin, name) for name in ("left", "right", "top", "bottom")]
    sides[0] += points(margin, "gutter")
    return Page(points(size, "w"), points(size, "h"), *sides, count, gap)


def _sizes(element: etree._Element) -> list[tuple[str, float, float]]:
    found = [("drawing", *_extent(each)) for each in element.iter(f"{WP}extent")]
    if element.find(f"{W}tblPr/{W}tblCaption") is not None:
        columns = element.iterfind(f"{W}tblGrid/{W}gridCol")
        found.append(("table", sum(int(each.get(f"{W}w", "0")) for each in columns) / TWIP, 0.0))
    return found


def _extent(extent: etree._Element) -> tuple[float, float]:
    return int(extent.get("cx", "0")) / EMU, int(extent.get("cy", "0")) / EMU
