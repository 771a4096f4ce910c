"""Opens a Word file that may be damaged, hostile or another program's, and hands out its XML."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.diagnostics import Message, ReportError, Span, report_error
from reportgen.diagnostics import Message as _
from reportgen.storage.causes import cause_of
from reportgen.storage.files import read_regular

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# What one part may hold when it is unpacked; the text of 250,000 words takes 15 MB.
LARGEST_PART = 50 * 1024 * 1024
MOST_PARTS = 10_000
# And how many tags: such a text takes 500,000.
_MOST_TAGS = 900_000
_DAMAGED = _("it is no .docx file, or it is damaged or encrypted")


class WordPackage:
    """The parts of a .docx by their roles, read within limits."""

    def __init__(self, package: zipfile.ZipFile, file: str) -> None:
        self.file = file
        self._package = package
        if len(package.infolist()) > MOST_PARTS:
            raise unreadable(file, _("it holds too many parts"))
        self._names = frozenset(package.namelist())
        self._document = self._find_document()

    @property
    def document(self) -> Element:
        """The root element of the document itself; raises ReportError where there is none."""
        root = self._root(self._document)
        if root is None:
            raise unreadable(self.file, _("it holds no document"))
        return root

    def part(self, name: str) -> Element | None:
        """The root element of the part beside the document ("styles.xml"), None without one."""
        folder = self._document.rpartition("/")[0]
        return self._root(f"{folder}/{name}".lstrip("/"))

    def _find_document(self) -> str:
        """Where the document is: ECMA-376 part 2 lets it have any name."""
        relations = self._root("_rels/.rels")
        for relation in () if relations is None else relations:
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                return str(relation.get("Target", "")).lstrip("/")
        return "word/document.xml"

    def _root(self, name: str) -> Element | None:
        if name not in self._names:
            return None
        with self._package.open(name) as stream:
            content = stream.read(LARGEST_PART + 1)
        if len(content) > LARGEST_PART or content.count(b"<") > _MOST_TAGS:
            raise unreadable(self.file, _("it is too large when it is unpacked"))
        return _parse(content, self.file)


@contextmanager
def open_word_package(path: Path) -> Iterator[WordPackage]:
    """The package at `path` while the block runs; raises ReportError (unreadable-word-file)."""
    try:
        with zipfile.ZipFile(BytesIO(read_regular(path))) as package:
            yield WordPackage(package, path.name)
    except OSError as error:
        raise unreadable(path.name, cause_of(error)) from None
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError):
        # RuntimeError is zipfile's word for an encrypted entry, NotImplementedError below it
        # that for an unknown compression, RecursionError ours for XML nested too deeply.
        raise unreadable(path.name, _DAMAGED) from None


def unreadable(file: str, reason: Message | str) -> ReportError:
    """The error for a Word file that can't be read."""
    message = _("'{file}' can't be read: {reason}", file=file, reason=reason)
    return report_error("unreadable-word-file", Span.of_file(file), message)


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


# Names without their namespaces: the strict and the transitional form of the format differ in
# nothing else that matters here.


def name_of(element: Element) -> str:
    """An element's name, without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: Element, name: str) -> str:
    """The value of the attribute called `name` in any namespace, empty without one."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def child(element: Element | None, *names: str) -> Element | None:
    """The first child called by the first name, in it the first by the next; None without one."""
    for name in names:
        if element is None:
            return None
        element = next((each for each in element if name_of(each) == name), None)
    return element


def child_value(element: Element | None, *names: str) -> str:
    """The `val` of such a child, empty without one."""
    found = child(element, *names)
    return "" if found is None else attribute(found, "val")
