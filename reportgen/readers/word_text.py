"""The text of a Word file, line by line: for `git diff`, and to read without Word.

Reads the XML itself: a file from anywhere may be damaged, hostile or another program's. Its
tracked changes count as accepted; headers, footers, comments and the contents are left out.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import ReportError, Span, report_error
from reportgen.readers.sentences import split_sentences

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# What one part may hold when it is unpacked; a report of 250,000 words takes 15 MB.
LARGEST_PART = 200 * 1024 * 1024
_MOST_PARTS = 10_000
_DOCUMENT = re.compile(r'Type="[^"]+/officeDocument"[^>]*Target="/?([^"]+)"')
_DOCUMENT_REVERSED = re.compile(r'Target="/?([^"]+)"[^>]*Type="[^"]+/officeDocument"')
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"toc (?:[1-9]|heading)", re.IGNORECASE)

# Deleted or moved away: what is in them the new version of the text does not have.
_GONE = frozenset(("del", "moveFrom", "delText", "instrText", "delInstrText", "rPrChange"))
# Holds the same as what stands beside it, for programs that can't read that.
_DOUBLES = frozenset(("Fallback",))
_CHARACTERS = {
    "tab": " ",
    "br": " ",
    "cr": " ",
    "noBreakHyphen": "\u2011",
    "softHyphen": "\u00ad",
    "ptab": " ",
}


def read_word_text(path: Path) -> tuple[str, ...]:
    """The lines of the .docx at `path`, one sentence a line.

    Headings begin with `#`, items of lists with `-`, a table's rows stand between `|`, a
    footnote is `[^1]`, a picture `[bild: …]`. Raises ReportError (unreadable-word-file).
    """
    try:
        with zipfile.ZipFile(path) as package:
            parts = _Parts(package, path.name)
            return tuple(_lines(parts))
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise _unreadable(path.name, _reason(error)) from None
    except RuntimeError:  # zipfile's word for an encrypted entry, and for too deep a nesting
        raise _unreadable(path.name, _("it is encrypted or damaged")) from None


def _reason(error: Exception) -> _:
    if isinstance(error, OSError) and error.strerror:
        return _("{reason}", reason=error.strerror)
    return _("it is not a .docx file, or damaged")


def _unreadable(name: str, reason: _) -> ReportError:
    message = _("'{file}' can't be read: {reason}", file=name, reason=reason)
    return report_error("unreadable-word-file", Span.of_file(name), message)


class _Parts:
    """The parts of a package, read within limits."""

    def __init__(self, package: zipfile.ZipFile, name: str) -> None:
        self.package = package
        self.name = name
        if len(package.infolist()) > _MOST_PARTS:
            raise _unreadable(name, _("it holds too many parts"))
        self.names = frozenset(package.namelist())
        relations = self.content("_rels/.rels").decode("utf-8", "replace")
        found = _DOCUMENT.search(relations) or _DOCUMENT_REVERSED.search(relations)
        self.document = found[1] if found else "word/document.xml"
        self.folder = self.document.rpartition("/")[0]

    def content(self, name: str) -> bytes:
        """The bytes of a part, none where there is no such part."""
        if name not in self.names:
            return b""
        with self.package.open(name) as stream:
            content = stream.read(LARGEST_PART + 1)
        if len(content) > LARGEST_PART:
            raise _unreadable(self.name, _("it is too large when it is unpacked"))
        return content

    def root(self, name: str) -> Element | None:
        """The root element of a part; None where there is no such part."""
        content = self.content(name)
        return _parse(content, self.name) if content else None

    def beside(self, name: str) -> Element | None:
        """The root element of a part in the document's folder."""
        return self.root(f"{self.folder}/{name}".lstrip("/"))


def _parse(content: bytes, name: str) -> Element:
    """Parse XML that may be hostile: no entities, no document type, no network."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise _unreadable(name, _("its XML is damaged")) from None
    if root.getroottree().docinfo.doctype:
        raise _unreadable(name, _("it has a document type, which no Word file may have"))
    return root


@dataclass(frozen=True, slots=True)
class _Look:
    """What a paragraph style is: a heading of a level from 1, a list's, the contents'."""

    level: int = 0
    listed: bool = False
    contents: bool = False


def _lines(parts: _Parts) -> Iterator[str]:
    root = parts.root(parts.document)
    if root is None:
        raise _unreadable(parts.name, _("it holds no document"))
    reading = _Reading(_looks(parts.beside("styles.xml")))
    yield from _spaced(reading.blocks(root))
    notes = parts.beside("footnotes.xml"), parts.beside("endnotes.xml")
    texts = {_attribute(note, "id"): note for part in notes if part is not None for note in part}
    reading.in_notes = True
    for number, name in enumerate(reading.notes, start=1):
        if name in texts:
            text = " ".join(line.text for line in reading.blocks(texts[name]))
            yield f"[^{number}]: {text.strip()}"


def _looks(styles: Element | None) -> dict[str, _Look]:
    """What the paragraph styles are, by id; a style that says nothing is as the one below it."""
    found: dict[str, Element] = {}
    for style in () if styles is None else styles:
        if _name(style) == "style":
            found[_attribute(style, "styleId")] = style

    def look(style: Element, depth: int) -> _Look:
        name = _value(style, "name")
        heading = _HEADING.fullmatch(name)
        level = int(heading[1]) if heading else 0
        properties = _child(style, "pPr")
        outline = "" if properties is None else _value(properties, "outlineLvl")
        if not level and outline.isdigit() and int(outline) < 9:
            level = int(outline) + 1
        listed = properties is not None and _child(properties, "numPr") is not None and not level
        base = found.get(_value(style, "basedOn"))
        below = look(base, depth + 1) if base is not None and depth < 20 else _Look()
        contents = bool(_CONTENTS.fullmatch(name)) or below.contents
        return _Look(level or below.level, listed or below.listed, contents)

    return {name: look(style, 0) for name, style in found.items()}
