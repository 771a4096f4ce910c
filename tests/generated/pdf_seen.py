"""A PDF's words in the order of its content, with their places; headers and footers apart."""

from __future__ import annotations

import html
import re
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from word_seen import Page

_WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>'
)
_PAGE = re.compile(r'<page width="([\d.]+)" height="([\d.]+)">(.*?)</page>', re.DOTALL)


@dataclass(frozen=True)
class Word:
    text: str
    page: int
    left: float
    top: float
    right: float
    bottom: float

    def beside(self, other: Word) -> bool:
        """Whether both stand on the same line."""
        middle = (other.top + other.bottom) / 2
        return (
            self.page == other.page
            and self.top - 1 < middle < self.bottom + 1
            and self.right > other.left - 40
        )


@dataclass(frozen=True)
class PdfPage:
    width: float
    height: float
    words: list[Word]


def read_pages(path: Path) -> list[PdfPage]:
    command = ["pdftotext", "-raw", "-bbox", str(path), "-"]
    written = subprocess.run(
        command, check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout
    return [
        PdfPage(float(width), float(height), _words(number, inside))
        for number, (width, height, inside) in enumerate(_PAGE.findall(written))
    ]


def _words(page: int, inside: str) -> list[Word]:
    found = []
    for left, top, right, bottom, text in _WORD.findall(inside):
        place = (float(left), float(top), float(right), float(bottom))
        found += [
            Word(each, page, *place)
            for each in html.unescape(text).replace("\u00a0", " ").split()
            if each
        ]
    return found


def body_of(page: PdfPage, sections: Sequence[Page], around: set[str]) -> tuple[Page, list[Word]]:
    """The text area of the section whose page this may be, and the words that are the text's.

    `around` is the words of headers and footers: what stands over or under the text area and is
    none of them is the text's, in a wrong place.
    """
    alike = [s for s in sections if _is_of(page, s)]
    assert alike, f"no section has pages of {page.width} × {page.height}"
    sides = [min(getattr(s, side) for s in alike) for side in ("left", "right", "top", "bottom")]
    area = Page(page.width, page.height, *sides, 1, 0)
    words = [
        w for w in page.words if is_within(w, area) or not (w.text in around or w.text.isdigit())
    ]
    return area, words


def _is_of(page: PdfPage, section: Page) -> bool:
    return abs(section.width - page.width) < 2 and abs(section.height - page.height) < 2


def is_within(word: Word, area: Page) -> bool:
    """Whether a word stands between the top and the bottom of the text area."""
    return area.top < (word.top + word.bottom) / 2 < area.height - area.bottom
