"""Reads a finished document as a stranger would: its tables, its sentences, its charts.

It knows nothing of the model that the document was made of, so that a fault there does not hide
here. Word files and pages are read by the same tags, without the libraries that wrote them.
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
# Text that is no content but is heard: alternative texts.
_HEARD = ("descr", "alt", "aria-label", "title")
_DEEPEST = 3


class Published(Struct):
    """What stands in a document: rows of cells, sentences, and numbers beside names in charts."""

    tables: list[list[list[str]]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    points: list[tuple[str, str]] = field(default_factory=list)


def published_in(content: bytes, depth: int = 0) -> Published:
    """All that a reader of the document, or of a file inside it, can find."""
    found = Published()
    if content[:2] != b"PK":
        _read(content.decode("utf-8", "replace"), found)
        return found
    with ZipFile(BytesIO(content)) as package:
        for name in sorted(package.namelist()):
            inner = package.read(name)
            if inner[:2] == b"PK" and depth < _DEEPEST:
                _add(found, published_in(inner, depth + 1))
            elif name.endswith((".xml", ".svg", ".rels")):
                _read(inner.decode("utf-8", "replace"), found)
    return found


def _add(found: Published, other: Published) -> None:
    found.tables += other.tables
    found.texts += other.texts
    found.points += other.points


def _read(text: str, found: Published) -> None:
    parser = _Reader(found)
    parser.feed(text)
    parser.close()


class _Reader(HTMLParser):
    """Gathers what the tags of Word, of Excel and of HTML have in common."""

    def __init__(self, found: Published) -> None:
        super().__init__()
        self.found = found
        self.open: list[list[list[str]]] = []
        self.text: list[str] = []
        self.unseen = 0
        self.chart = _Series()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.found.texts += [value for key in _HEARD if (value := named.get(key))]
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
        if self.unseen:
            return
        self.chart.text(data)
        if self.open and self.open[-1] and self.open[-1][-1]:
            self.open[-1][-1][-1] += data
        self.text.append(data)

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
