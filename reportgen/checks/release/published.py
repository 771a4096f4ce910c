"""Reads a finished document as a stranger would: its tables, its sentences, its charts, its data.

It knows nothing of the model that the document was made of, so that a fault there does not hide
here. Word files and pages are read by the same tags, without the libraries that wrote them; what
no page shows is read as well: properties, data, comments, scripts, workbooks, what is only heard.
"""

from __future__ import annotations

from collections.abc import Iterable
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

from msgspec import Struct, field

_TABLE, _ROW, _CELL = {"w:tbl", "table"}, {"w:tr", "tr"}, {"w:tc", "td", "th"}
_PARAGRAPH = {"w:p", "p", "li", "h1", "h2", "h3", "h4", "figcaption", "caption", "dd", "dt"}
_UNSEEN = {"style", "script", "w:instrtext", "wp:posoffset"}
_MARKED_UP = (".xml", ".svg", ".rels", ".vml", ".html", ".htm")
_DEEPEST = 3
# The parts that a reader of the page sees; all text of another part is data that belongs together.
_PAGES = ("word/document", "word/footnotes", "word/endnotes", "word/header", "word/footer")


class Published(Struct):
    """What stands in a document: rows of cells, sentences, and numbers beside names in charts.

    `sheets` are the rows of workbooks inside it. `unseen` is what no page shows, each piece of it
    that belongs together: an alternative text, an element with its attributes, the whole of a file
    that is no page.
    """

    tables: list[list[list[str]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    points: list[tuple[str, str]] = field(default_factory=list)
    sheets: list[list[list[str]]] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)


def published_in(content: bytes, depth: int = 0) -> Published:
    """All that a reader of the document, or of a file inside it, can find."""
    found = Published()
    if content[:2] != b"PK":
        _read(content.decode("utf-8", "replace"), found, shown=True)
        return found
    with ZipFile(BytesIO(content)) as package:
        sheets = _Sheets()
        found.unseen += package.namelist()
        for name in sorted(package.namelist()):
            inner = package.read(name)
            if inner[:2] == b"PK" and depth < _DEEPEST:
                _add(found, published_in(inner, depth + 1))
                continue
            text = inner.decode("utf-8", "replace")
            if not name.endswith(_MARKED_UP):
                found.unseen.append(text)
                continue
            _read(text, found, shown=name.startswith(_PAGES))
            if name.startswith("xl/"):
                sheets.take(name, text)
        found.sheets += sheets.tables()
        found.unseen += [" ".join(row) for rows in found.sheets for row in rows]
    return found


def _add(found: Published, other: Published) -> None:
    found.tables += other.tables
    found.texts += other.texts
    found.points += other.points
    found.sheets += other.sheets
    found.unseen += other.unseen


def _read(text: str, found: Published, *, shown: bool) -> None:
    parser = _Reader(found)
    parser.feed(text)
    parser.close()
    if not shown:
        found.unseen.append(" ".join(parser.all))


class _Reader(HTMLParser):
    """Gathers what the tags of Word, of Excel and of HTML have in common."""

    def __init__(self, found: Published) -> None:
        super().__init__()
        self.found = found
        self.open: list[list[list[str]]] = []
        self.text: list[str] = []
        self.all: list[str] = []
        self.unseen = 0
        self.chart = _Series()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.found.unseen.append(" ".join(f"{key}={value}" for key, value in attrs if value))
        self.all += [tag, *(value for _key, value in attrs if value)]
        self.unseen += tag in _UNSEEN
        self.chart.begin(tag, named)
        if tag in _TABLE:
            self.open.append([])
        elif tag in _ROW and self.open:
            self.open[-1].append([])
        elif tag in _CELL and self.open and self.open[-1]:
            self.open[-1][-1].append("")
        elif tag in _PARAGRAPH:
            self.end_text()

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in _UNSEEN
        self.found.points += self.chart.end(tag)
        if tag in _TABLE and self.open:
            self.found.tables.append(self.open.pop())
        elif tag in _PARAGRAPH:
            self.end_text()

    def handle_data(self, data: str) -> None:
        self.all.append(data)
        if self.unseen:
            self.found.unseen.append(data)
            return
        self.chart.text(data)
        if self.open and self.open[-1] and self.open[-1][-1]:
            self.open[-1][-1][-1] += data
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        self.found.unseen.append(data)

    def handle_pi(self, data: str) -> None:
        self.found.unseen.append(data)

    def handle_decl(self, decl: str) -> None:
        self.found.unseen.append(decl)

    def unknown_decl(self, data: str) -> None:
        self.found.unseen.append(data)

    def end_text(self) -> None:
        if whole := "".join(self.text).strip():
            self.found.texts.append(whole)
        self.text = []

    def close(self) -> None:
        super().close()
        self.end_text()


class _Series:
    """The names and numbers of one series of a chart in DrawingML."""

    def __init__(self) -> None:
        self.part = ""
        self.index = ""
        self.names: dict[str, str] = {}
        self.values: dict[str, str] = {}

    def begin(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag in ("c:cat", "c:val"):
            self.part = tag
        elif tag == "c:pt":
            self.index = attributes.get("idx") or ""

    def text(self, data: str) -> None:
        if self.index and self.part:
            kept = self.names if self.part == "c:cat" else self.values
            kept[self.index] = kept.get(self.index, "") + data

    def end(self, tag: str) -> Iterable[tuple[str, str]]:
        if tag == "c:pt":
            self.index = ""
        elif tag == self.part:
            self.part = ""
        elif tag == "c:ser":
            pairs = [(name, self.values.get(at, "")) for at, name in self.names.items()]
            self.names, self.values = {}, {}
            return pairs
        return ()


class _Sheets:
    """The sheets of a workbook: cells that hold text, or the place of a text that cells share."""

    def __init__(self) -> None:
        self.shared: list[str] = []
        self.sheets: list[list[list[tuple[str, str]]]] = []

    def take(self, name: str, text: str) -> None:
        parser = _Cells()
        parser.feed(text)
        parser.close()
        if parser.shared:
            self.shared = parser.shared
        if "worksheets/" in name:
            self.sheets.append(parser.rows)

    def tables(self) -> list[list[list[str]]]:
        return [[[self._said(*cell) for cell in row] for row in rows] for rows in self.sheets]

    def _said(self, kind: str, text: str) -> str:
        shared = kind == "s" and text.isdigit() and int(text) < len(self.shared)
        return self.shared[int(text)] if shared else text


class _Cells(HTMLParser):
    """The cells of a sheet, each with its kind, or the texts that they share."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[tuple[str, str]]] = []
        self.shared: list[str] = []
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "row":
            self.rows.append([])
        elif tag == "c" and self.rows:
            self.rows[-1].append((dict(attrs).get("t") or "", ""))
            self.inside = "c"
        elif tag == "si":
            self.shared.append("")
            self.inside = "si"
        elif tag == "f":
            self.inside = ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("c", "si"):
            self.inside = ""
        elif tag == "f":
            self.inside = "c"

    def handle_data(self, data: str) -> None:
        if self.inside == "si":
            self.shared[-1] += data
        elif self.inside == "c" and self.rows and self.rows[-1]:
            kind, text = self.rows[-1][-1]
            self.rows[-1][-1] = (kind, text + data)
