"""No word of a cell broken, nothing beyond the text area: by places in the PDF, sizes in Word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from building import Made
from pages_seen import Seen, table_of
from pdf_aligned import Alignment, Piece
from pdf_seen import PdfPage, body_of, is_within
from word_seen import WordFile

_TOLD = re.compile(r"^(\S+):(\d+):\d+: \w+\[table-too-wide\]", re.MULTILINE)
_SLACK = 2.0  # points
# Where a line may end inside a word without harm.
_BREAKABLE = ("-", "–", "/", "—")


def judge_cells(made: Made, seen: Seen, alignment: Alignment) -> Iterator[str]:
    """Every word and number of every cell is whole, but in tables that the build told of."""
    told = {table_of(title, seen) for title in _told_too_wide(made)}
    for piece in alignment.pieces:
        if piece.is_cell and piece.words and piece.table not in told and _is_broken(piece):
            yield f"'{piece.text}' is broken: {' | '.join(each.text for each in piece.words)}"


def _told_too_wide(made: Made) -> Iterator[str]:
    """The captions of the tables of which the build said that no page holds them."""
    titles = {table.name: table.title for table, _ in made.project.truth.placed_tables}
    for file, line in re.findall(
        r"^(\S+):(\d+):\d+: \w+\[table-too-wide\]", made.said, re.MULTILINE
    ):
        lines = (made.root / file).read_text("utf-8").splitlines()[int(line) - 1 :]
        if placed := re.search(r'table\("(\w+)"', lines[0]):
            yield titles[placed[1]]
        else:
            caption = next(each for each in lines if each.startswith(": "))
            yield re.sub(r"\[\^\w+\]", "", caption[2:])


def _is_broken(piece: Piece) -> bool:
    """Whether a line ends in the piece, and not after a hyphen or slash that it has itself."""
    for one, other in pairwise(piece.words):
        own = one.text.endswith(_BREAKABLE) and one.text in piece.text
        if not one.beside(other) and not own:
            return True
    return False


def judge_sizes(word: WordFile) -> Iterator[str]:
    for each in word.placed():
        width, height = each.page.text_width, each.page.text_height
        if each.width > width + _SLACK or each.height > height + _SLACK:
            size = f"{each.width:.0f} × {each.height:.0f}"
            yield f"a {each.what} of {size} points in a text area of {width:.0f} × {height:.0f}"


def judge_area(word: WordFile, pages: list[PdfPage], *, own_cover: bool) -> Iterator[str]:
    """No word beside the text area; what a template's own cover does is its own."""
    sections, around = word.pages(), word.around()
    for number, page in list(enumerate(pages, start=1))[1 if own_cover else 0 :]:
        area, words = body_of(page, sections, around)
        for each in words:
            beside = each.left < area.left - _SLACK or each.right > page.width - area.right + _SLACK
            if beside or not is_within(each, area):
                place = f"{each.left:.0f}, {each.top:.0f}"
                yield f"page {number}: '{each.text}' at {place} beyond the text area"
