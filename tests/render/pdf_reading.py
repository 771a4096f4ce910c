"""Reads a PDF back the way the tests look at it: text a page, outline, fonts, structure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader
from pypdf.generic import ArrayObject


def page_texts(pdf: Path) -> list[str]:
    """The words of each page, single-spaced."""
    return [squeezed(page.extract_text()) for page in PdfReader(pdf).pages]


def squeezed(text: str) -> str:
    """`text` without spaces and hyphens: lines end anywhere."""
    return re.sub(r"[\s\u00ad\u200b-]+", "", text)


def outline(pdf: Path) -> list[tuple[int, str, int]]:
    """(level, title, page) of each entry of the outline."""
    reader = PdfReader(pdf)

    def walk(entries, level: int) -> Iterator[tuple[int, str, int]]:
        for entry in entries:
            if isinstance(entry, list):
                yield from walk(entry, level + 1)
            else:
                yield level, entry.title, reader.get_destination_page_number(entry) + 1

    return list(walk(reader.outline, 1))


def fonts(pdf: Path) -> set[str]:
    """The names of the fonts in it, each embedded."""
    found = set()
    for page in PdfReader(pdf).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            described = font.get_object()
            descriptor = described.get("/FontDescriptor", {})
            assert any(f"/FontFile{kind}" in descriptor for kind in ("", "2", "3"))
            found.add(str(described["/BaseFont"]).rpartition("+")[2].lstrip("/"))
    return found


def elements(pdf: Path) -> list[tuple[str, str]]:
    """(tag, alternative text) of every structure element in reading order."""
    tree = PdfReader(pdf).trailer["/Root"]["/StructTreeRoot"]

    def walk(parent) -> Iterator[tuple[str, str]]:
        children = parent.get("/K", ArrayObject()).get_object()
        for child in children if isinstance(children, list) else [children]:
            element = child.get_object()
            if isinstance(element, dict) and "/S" in element:
                yield str(element["/S"]), str(element.get("/Alt", ""))
                yield from walk(element)

    return list(walk(tree))
