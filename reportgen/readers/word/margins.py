"""Headers and footers, as text, and the pictures of headers."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportgen.readers.word.elements import NAMES, attribute
from reportgen.readers.word.fields import name_of_code
from reportgen.readers.word.package import WordPackage

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


_RUNNING = "STYLEREF"


def read_margins(package: WordPackage) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The texts of the headers and of the footers, each once, without empty ones."""
    return _texts(package, "header"), _texts(package, "footer")


def header_pictures(package: WordPackage) -> dict[str, bytes]:
    """The pictures that stand in headers, by the names of their files."""
    found: dict[str, bytes] = {}
    for link in package.links.values():
        if link.role != "header" or link.outside:
            continue
        for each in package.links_of(link.target).values():
            if each.role == "image" and not each.outside:
                content = package.bytes_of(each.target)
                if content:
                    found[posixpath.basename(each.target)] = content
    return found


def _texts(package: WordPackage, role: str) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for link in package.links.values():
        part = package.named(link.target) if link.role == role and not link.outside else None
        if part is not None and (text := " ".join(_lines(part.root))):
            found[text] = None
    return tuple(found)


def _lines(root: Element) -> Iterator[str]:
    for paragraph in root.iter():
        if NAMES[paragraph.tag] == "p":
            text = "".join(_pieces(paragraph)).strip()
            if text:
                yield text


def _pieces(paragraph: Element) -> Iterator[str]:
    """The text of a paragraph without the running chapter, which is another on each page."""
    code, in_code, running = "", False, False
    for each in paragraph.iter():
        name = NAMES[each.tag]
        if name == "fldChar":
            kind = attribute(each, "fldCharType")
            in_code, code = kind == "begin", "" if kind == "begin" else code
            running = kind == "separate" and name_of_code(code) == _RUNNING
        elif name == "instrText" and in_code:
            code += each.text or ""
        elif running:
            continue
        elif name == "t":
            yield each.text or ""
        elif name in ("tab", "br", "ptab"):
            yield " "
