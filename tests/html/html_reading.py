"""Writes pages for the tests, and reads them back: elements, texts, blocks."""

from __future__ import annotations

import re
from io import BytesIO

import word_sample
from lxml import html

from reportgen.writers.html import HtmlOptions, write_html

# What starts a block of text of its own, as a paragraph does in Word.
BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "td", "th", "caption", "dt"}


def page(document, pictures=None, **options) -> str:
    target = BytesIO()
    chosen = word_sample.PICTURES if pictures is None else pictures
    assert write_html(document, chosen, target, HtmlOptions(**options)) == ()
    return target.getvalue().decode()


def tree(text: str):
    return html.document_fromstring(text)


def shown(element) -> str:
    """What a reader sees of an element: no words for listeners, no marks of footnotes."""
    parts: list[str] = []
    _collect(element, parts)
    return squeezed("".join(parts))


def squeezed(text: str) -> str:
    """Without the white space that a browser leaves out."""
    return re.sub(r"[ \t\r\n]+", " ", text).strip()


def _collect(element, parts: list[str]) -> None:
    silent = element.get("class") == "spoken" or element.tag in ("svg", "style")
    noted = element.get("role") in ("doc-noteref", "doc-backlink")
    if element.tag == "br":
        parts.append(" ")
    if not silent and not noted and isinstance(element.tag, str):
        parts.append(element.text or "")
        for child in element:
            _collect(child, parts)
            parts.append(child.tail or "")


def blocks(element) -> list[str]:
    """The texts of the blocks in an element, in reading order; a figure's picture is U+FFFC."""
    found: list[str] = []
    for node in element.iter():
        if node.tag in ("svg", "img"):
            found.append("\ufffc")
        elif node.tag in BLOCKS or node.get("role") == "heading":
            found.append(shown(node))
    return [text for text in found if text]


def ids(root) -> list[str]:
    return [node.get("id") for node in root.iter() if node.get("id")]
