"""The text of a Word file, line by line: for `git diff`, and to read without Word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from reportgen.readers.sentences import split_sentences
from reportgen.readers.word.elements import attribute, child, child_value, name_of
from reportgen.readers.word.package import WordPackage, open_word_package

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"toc (?:[1-9]|heading)", re.IGNORECASE)
# Deleted or moved away, and so no part of the new version; properties; and what says for older
# programs the same as what stands beside it.
_SILENT = frozenset(
    ["del", "moveFrom", "delText", "instrText", "delInstrText", "pPr", "rPr", "Fallback"]
)
_CHARACTERS = {"tab": " ", "ptab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011"}
# The kinds whose neighbours of the same kind stand without an empty line between them.
_TIGHT = ("item", "row")
_DEEPEST_STYLE = 20


class _Piece(Struct, frozen=True):
    """A paragraph or a row of a table, as the lines that it is printed in."""

    kind: Literal["paragraph", "item", "row"]
    lines: tuple[str, ...]


class _Look(Struct, frozen=True):
    """What a paragraph style makes of a paragraph; level 0 is no heading."""

    level: int = 0
    listed: bool = False
    contents: bool = False


def read_word_text(path: Path) -> tuple[str, ...]:
    """The lines of the .docx at `path`, one sentence a line, tracked changes accepted.

    Headings begin with `#`, items of lists with `-`; a table's cells stand between `|`; `[^1]` is
    a footnote, `![…]` a picture. Headers, footers, comments and the table of contents are
    left out. Raises ReportError (unreadable-word-file).
    """
    with open_word_package(path) as package:
        reading = _Reading(_find_looks(_part(package, "styles")))
        pieces = [*reading.pieces(package.document), *_notes(package, reading)]
    lines: list[str] = []
    for before, piece in zip((None, *pieces), pieces, strict=False):
        if before and not (before.kind == piece.kind and piece.kind in _TIGHT):
            lines.append("")
        lines += piece.lines
    return tuple(lines)


def _part(package: WordPackage, role: str) -> Element | None:
    found = package.beside(role)
    return None if found is None else found.root


def _notes(package: WordPackage, reading: _Reading) -> Iterator[_Piece]:
    """The notes that the text refers to, in its order."""
    texts: dict[tuple[str, str], Element] = {}
    for kind in ("footnote", "endnote"):
        part = _part(package, f"{kind}s")
        for note in () if part is None else part:
            texts[kind, attribute(note, "id")] = note
    for number, key in enumerate(reading.notes, start=1):
        if key in texts:
            text = _squeezed("".join(reading.texts(texts[key])))
            yield _Piece("paragraph", _with_marks(split_sentences(text), f"[^{number}]: ", "    "))


def _find_looks(styles: Element | None) -> dict[str, _Look]:
    """What the styles make of a paragraph, by id; what one leaves open its base says."""
    by_id = {attribute(each, "styleId"): each for each in (styles if styles is not None else ())}

    def look(style: Element | None, depth: int) -> _Look:
        if style is None or depth > _DEEPEST_STYLE:
            return _Look()
        name = child_value(style, "name")
        base = look(by_id.get(child_value(style, "basedOn")), depth + 1)
        level = _heading_level(name, child_value(style, "pPr", "outlineLvl"))
        listed = child(style, "pPr", "numPr") is not None
        contents = bool(_CONTENTS.fullmatch(name))
        return _Look(level or base.level, listed or base.listed, contents or base.contents)

    return {name: look(style, 0) for name, style in by_id.items()}


def _heading_level(name: str, outline: str) -> int:
    """From 1; Word keeps the English names of its own styles whatever language it speaks."""
    if found := _HEADING.fullmatch(name):
        return int(found[1])
    return int(outline) + 1 if outline in tuple("012345678") else 0


class _Reading:
    """One way through a document: the styles' looks, and the notes met so far."""

    def __init__(self, looks: dict[str, _Look]) -> None:
        self.looks = looks
        self.notes: list[tuple[str, str]] = []
        self.pending = ""

    def pieces(self, element: Element) -> Iterator[_Piece]:
        """The paragraphs and rows inside `element`."""
        for each in element:
            match name_of(each):
                case "p":
                    yield from self.paragraph(each)
                case "tr":
                    yield from self.row(each)
                case "sdt" if _is_contents(each):
                    continue
                case name if name not in _SILENT:
                    yield from self.pieces(each)

    def paragraph(self, element: Element) -> Iterator[_Piece]:
        """A paragraph; one whose end is deleted goes on in the next."""
        self.pending += "".join(self.texts(element))
        mark = child(element, "pPr", "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            return
        text, self.pending = _squeezed(self.pending), ""
        properties = child(element, "pPr")
        look = self.looks.get(child_value(properties, "pStyle"), _Look())
        if not text or look.contents:
            return
        level = _heading_level("", child_value(properties, "outlineLvl")) or look.level
        if level:
            yield _Piece("paragraph", (f"{'#' * level} {text}",))
        elif look.listed or child(properties, "numPr") is not None:
            depth = child_value(properties, "numPr", "ilvl")
            indent = "  " * (int(depth) if depth in tuple("12345678") else 0)
            marks = f"{indent}- ", f"{indent}  "
            yield _Piece("item", _with_marks(split_sentences(text), *marks))
        else:
            yield _Piece("paragraph", split_sentences(text))

    def row(self, element: Element) -> Iterator[_Piece]:
        """A row of a table, unless it is deleted."""
        if child(element, "trPr", "del") is None:
            cells = (_squeezed("".join(self.texts(cell))) for cell in _cells(element))
            yield _Piece("row", (f"| {' | '.join(cells)} |",))

    def texts(self, element: Element) -> Iterator[str]:
        """What is written inside `element`, as the new version reads."""
        for each in element:
            name = name_of(each)
            if name in _SILENT:
                continue
            if name == "t":
                yield each.text or ""
            elif name in _CHARACTERS:
                yield _CHARACTERS[name]
            elif name in ("footnoteReference", "endnoteReference"):
                self.notes.append((name.removesuffix("Reference"), attribute(each, "id")))
                yield f"[^{len(self.notes)}]"
            elif name == "docPr" and attribute(each, "descr"):
                yield f"![{attribute(each, 'descr')}]"
            else:
                yield from self.texts(each)
                yield " " if name in ("p", "tc") else ""


def _cells(row: Element) -> Iterator[Element]:
    for each in row:
        if name_of(each) == "tc":
            yield each
        elif name_of(each) in ("sdt", "sdtContent", "customXml"):
            yield from _cells(each)


def _is_contents(block: Element) -> bool:
    """Whether this holds the table of contents, whose page numbers change with every build."""
    gallery = child_value(block, "sdtPr", "docPartObj", "docPartGallery")
    return gallery == "Table of Contents"


def _squeezed(text: str) -> str:
    """`text` with single spaces; those that do not break stay what they are."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip(" ")


def _with_marks(lines: tuple[str, ...], first: str, later: str) -> tuple[str, ...]:
    return tuple((later if number else first) + line for number, line in enumerate(lines))
