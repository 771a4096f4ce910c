"""Opens a Word file that may be damaged, hostile or another program's, and hands out its XML."""

from __future__ import annotations

import lzma
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from reportgen.diagnostics import Message, ReportError, Span, report_error
from reportgen.diagnostics import Message as _
from reportgen.readers.word.mistaken import mistaken
from reportgen.storage.causes import cause_of
from reportgen.storage.files import read_regular

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# What one part may hold when it is unpacked; the text of 250,000 words takes 15 MB.
LARGEST_PART = 50 * 1024 * 1024
MOST_PARTS = 10_000
# And all parts together, pictures for the most part.
_MOST_UNPACKED = 500 * 1024 * 1024
# And how many tags: such a text takes 500,000.
_MOST_TAGS = 900_000

# What a damaged zip or part raises. RuntimeError is zipfile's word for an encrypted entry,
# NotImplementedError below it that for an unknown compression.
DAMAGES = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, ValueError, RuntimeError)
# The strict form of the format has namespaces of its own.
_STRICT = (
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)


class Link(Struct, frozen=True):
    """A relationship: what `id` leads to, a part or, `outside`, an address.

    `role` is the last word of its type ("image", "hyperlink").
    """

    id: str
    role: str
    target: str
    outside: bool


Links = Mapping[str, Link]


class Named(Struct, frozen=True):
    """A part: its name in the package, and the root of its XML."""

    name: str
    root: Element


class WordPackage:
    """The parts of a .docx by their roles, read within limits."""

    def __init__(self, package: zipfile.ZipFile, file: str) -> None:
        self.file = file
        self._package = package
        if len(package.infolist()) > MOST_PARTS:
            raise unreadable(file, _("it holds too many parts"))
        self._names = frozenset(package.namelist())
        self._links: dict[str, Links] = {}
        self._named: dict[str, Named | None] = {}
        self._left = _MOST_UNPACKED
        self.damaged: list[str] = []
        self._document = self._find_document()

    @property
    def document(self) -> Element:
        """The root element of the document itself; raises BadZipFile where there is none."""
        root = self._root(self._document)
        if root is None or not str(root.tag).endswith("}document"):
            raise zipfile.BadZipFile(self._document)
        return root

    @property
    def links(self) -> Links:
        """Where the document leads."""
        return self.links_of(self._document)

    def beside(self, role: str) -> Named | None:
        """The part that the document calls its `role` ("styles"), None without one.

        A file that forgot to say so has it beside the document, under its usual name.
        """
        for link in self.links.values():
            if link.role == role and not link.outside:
                return self.named(link.target)
        folder = self._document.rpartition("/")[0]
        return self.named(f"{folder}/{role}.xml".lstrip("/"))

    def named(self, name: str) -> Named | None:
        """The part of that name with its name, None where there is none."""
        if name not in self._named:
            root = self._spare(name)
            self._named[name] = None if root is None else Named(name, root)
        return self._named[name]

    def properties(self, role: str) -> Element | None:
        """The root of a part that the package itself names ("core-properties"), None without."""
        for link in self.links_of("").values():
            if link.role == role and not link.outside:
                return self._spare(link.target)
        return None

    def custom(self) -> Iterator[Element]:
        """The roots of the parts that other programs left in the file (customXml)."""
        for link in self.links.values():
            if link.role == "customXml" and not link.outside:
                root = self._spare(link.target)
                if root is not None:
                    yield root

    def bytes_of(self, name: str) -> bytes | None:
        """What a part holds, a picture for one; None where there is none, or it is damaged."""
        if name not in self._names:
            return None
        try:
            return self._unpacked(name)
        except (*DAMAGES, OSError):
            return None

    def links_of(self, name: str) -> Links:
        """Where the part `name` leads, by the ids that it uses; the package's own for ""."""
        if name not in self._links:
            folder, _slash, file = name.rpartition("/")
            where = f"{folder}/_rels/{file}.rels".lstrip("/")
            root = self._spare(where)
            links = () if root is None else map(partial(_link, folder), root)
            self._links[name] = {link.id: link for link in links}
        return self._links[name]

    def _find_document(self) -> str:
        """Where the document is: ECMA-376 part 2 lets it have any name."""
        for link in self.links_of("").values():
            if link.role == "officeDocument":
                return link.target
        return "word/document.xml"

    def _unpacked(self, name: str) -> bytes:
        """What a part holds; each counts towards what a file may hold in all."""
        with self._package.open(name) as stream:
            content = stream.read(LARGEST_PART + 1)
        self._left -= len(content)
        if len(content) > LARGEST_PART or self._left < 0:
            raise unreadable(self.file, _("it is too large when it is unpacked"))
        return content

    def _spare(self, name: str) -> Element | None:
        """The root of a part without which the file can be read; a damaged one is noted."""
        try:
            return self._root(name)
        except (ReportError, *DAMAGES):
            self.damaged.append(name)
            return None

    def _root(self, name: str) -> Element | None:
        if name not in self._names:
            return None
        content = self._unpacked(name)
        if content.count(b"<") > _MOST_TAGS:
            raise unreadable(self.file, _("it is too large when it is unpacked"))
        for strict, usual in _STRICT:
            content = content.replace(strict, usual)
        return _parse(content, self.file)


def _link(folder: str, relation: Element) -> Link:
    """A relationship of a part that lies in `folder`."""
    outside = relation.get("TargetMode") == "External"
    target = str(relation.get("Target", ""))
    if not outside:
        path = target if target.startswith("/") else f"{folder}/{target}"
        target = posixpath.normpath(path.lstrip("/"))
    role = str(relation.get("Type", "")).rpartition("/")[2]
    return Link(str(relation.get("Id", "")), role, target, outside)


@contextmanager
def open_word_package(path: Path) -> Iterator[WordPackage]:
    """The package at `path` while the block runs; raises ReportError (unreadable-word-file)."""
    content = b""
    try:
        content = read_regular(path)
        with zipfile.ZipFile(BytesIO(content)) as package:
            yield WordPackage(package, path.name)
    except OSError as error:
        raise unreadable(path.name, cause_of(error)) from None
    except DAMAGES:
        # RecursionError, a RuntimeError too, is ours for XML nested too deeply.
        raise no_word_file(path.name, content) from None


def no_word_file(file: str, content: bytes) -> ReportError:
    """The error for a file that holds no Word document: what it is instead, and what to do."""
    found = mistaken(file, content)
    return unreadable(file, found.reason, found.hint)


def unreadable(file: str, reason: Message | str, hint: Message | None = None) -> ReportError:
    """The error for a Word file that can't be read."""
    message = _("'{file}' can't be read: {reason}", file=file, reason=reason)
    return report_error("unreadable-word-file", Span.of_file(file), message, hint)


def _parse(content: bytes, file: str) -> Element:
    """Parse XML with nothing that could reach beyond it: no entities, no document type."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise unreadable(file, _("its XML is damaged")) from None
    if etree.ElementTree(root).docinfo.internalDTD is not None:
        raise unreadable(file, _("it has a document type, which no Word file may have"))
    return root
