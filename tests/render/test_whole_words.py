"""No word and no number in a table is broken, and none leaves the page, in the PDF's own words."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from judges import need, need_libreoffice
from msgspec import Struct
from msgspec.structs import replace
from word_features import FEATURES
from word_sample import PICTURES, PROSE, SPAN, document, par, row, section
from word_templates import TEMPLATES

from reportgen.diagnostics import Span
from reportgen.model import Block, Cell, Code, Row, Strong, Table, Text
from reportgen.office.libreoffice import convert_all_to_pdf
from reportgen.writers.word import WordOptions, write_word

NBSP = "\u00a0"
LABELS = (
    "Ansökningar om återvändandestöd",
    "Människohandel för sexuella ändamål",
    "Arbetskraftsexploatering",
    "Regionkoordinatorernas metodstöd till yrkesverksamma i kommuner och regioner",
    "Norra Småland",
)
_WORD = re.compile(
    r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>'
)


class Word(Struct, frozen=True):
    """A word on a page, in points from its upper left corner."""

    text: str
    left: float
    top: float
    right: float


def numbered(number: int, *, large: bool) -> str:
    """A number that no other cell has, its thousands set apart."""
    groups = ["1", f"{number // 1000 + 1:03}", f"{number % 1000:03}"]
    return NBSP.join(groups if large else groups[1:])


def table(columns: int, start: int, *, large: bool, bold: bool = False) -> Table:
    """A label and so many columns of numbers, with a row of sums."""
    years = (f"År{NBSP}{2030 - n}" for n in range(columns))

    def cell(text: str) -> Cell:
        words = (Text(text, SPAN),)
        return Cell((Strong(words, SPAN),) if bold else words, SPAN)

    def numbers(line: int) -> Iterator[Cell]:
        for column in range(columns):
            yield cell(numbered(start + line * columns + column, large=large))

    labels = (*LABELS, "Summa")
    rows = tuple(
        Row((cell(label), *numbers(line)), SPAN, total=label == "Summa")
        for line, label in enumerate(labels)
    )
    alignments = ("left", *("right" for _ in range(columns)))
    header = row("Ärendetyp", *years)
    return Table(
        f"t{start}", (Text("En tabell", SPAN),), alignments, header, rows, (), _at(start), 1
    )


def _at(line: int) -> Span:
    return replace(SPAN, line=line, end_line=line)


def shares() -> Table:
    """Three columns and a very long label, as `share=true` gives them."""
    label = "Barnäktenskaps- och tvångsäktenskapsärenden med anknytning till " * 3
    lines = (row(label.strip(), f"12{NBSP}345", f"100,0{NBSP}%"), row("Kvinnor", "7", "0,1\u00a0%"))
    header = row("Ärendets huvudsakliga art", "Ärenden", "Andel")
    alignments = ("left", "right", "right")
    return Table("andel", (Text("Andelar", SPAN),), alignments, header, lines, (), SPAN, 1)


def words_of_text() -> Table:
    """Four columns of running text, with code in it."""
    code = Cell((Code("reportgen_build", SPAN), Text(" bygger rapporten", SPAN)), SPAN)
    texts = ("Socialtjänstförvaltningen", "Uppdragsbeskrivningen", "Återrapporteringskrav")
    lines = tuple(replace(row(*texts, "x"), cells=(*row(*texts).cells, code)) for _ in range(2))
    header = row("Verksamhetsområde", "Ansvarsfördelning", "Uppföljningsansvar", "Kommandorader")
    return Table("text", (Text("Text", SPAN),), ("left",) * 4, header, lines, (), SPAN, 1)


def family() -> Iterator[Block]:
    """Tables from narrow to one that needs a page on its side, among prose."""
    yield shares()
    yield words_of_text()
    for index, columns in enumerate((1, 3, 5, 7, 9, 11, 13)):
        yield table(columns, 1000 + 1000 * index, large=False)
        yield par(PROSE)
    for index, columns in enumerate((2, 4, 6)):
        yield table(columns, 20000 + 1000 * index, large=True, bold=columns == 4)


def pages(pdf: bytes, folder: Path) -> list[tuple[float, list[Word]]]:
    """Each page's width and its words in reading order."""
    file = folder / "tables.pdf"
    file.write_bytes(pdf)
    command = ["pdftotext", "-bbox-layout", str(file), "-"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = []
    for page in told.split("<page ")[1:]:
        width = float(page.partition('width="')[2].partition('"')[0])
        words = [
            Word(text, float(left), float(top), float(right))
            for left, top, right, _bottom, text in _WORD.findall(page)
        ]
        found.append((width, words))
    return found


def broken(blocks: Iterator[Block], of_pages: list[list[Word]]) -> set[str]:
    """The words and numbers of tables that stand nowhere whole."""
    seen = {word.text for words in of_pages for word in words}
    beside = {pair for words in of_pages for pair in neighbours(words)}
    pieces = {
        piece
        for block in blocks
        if isinstance(block, Table)
        for line in (block.header, *block.rows)
        for cell in line.cells
        for piece in re.split(r"[ \n]|(?<=-)(?=\w)", _text(cell))
    }
    pairs = {f"{a}{NBSP}{b}" for it in pieces for a, b in pairwise(it.split(NBSP))}
    whole = {part for it in pieces for part in it.split(NBSP)}
    return (whole - seen) | (pairs - beside)


def neighbours(words: list[Word]) -> Iterator[str]:
    """The words of a page that stand beside each other on a line, a space apart."""
    for one, two in pairwise(sorted(words, key=lambda it: (round(it.top), it.left))):
        if abs(one.top - two.top) < 1 and two.left - one.right < 6:
            yield f"{one.text}{NBSP}{two.text}"


def _text(cell: Cell) -> str:
    texts = []
    for child in cell.children:
        inside = child.children if isinstance(child, Strong) else (child,)
        texts += [it.text for it in inside]
    return "".join(texts)


REPORT = document(section(*family()), section(*FEATURES["wide"], identity="bred"))
WAYS = {
    "own": (REPORT, {}),
    "arial": (REPORT, {"font": "Arial"}),
    "two columns": (document(section(*family(), columns=2)), {}),
    **{name: (REPORT, {"template": template()}) for name, template in TEMPLATES.items()},
}


class Printed(Struct, frozen=True):
    """A PDF, and what was said of tables that are too wide: where they stand."""

    pdf: bytes
    told: frozenset[int]


@pytest.fixture(scope="module")
def printed() -> dict[str, Printed]:
    need_libreoffice()
    need(shutil.which("pdftotext"), "pdftotext, of poppler-utils")
    written, told = [], []
    for report, options in WAYS.values():
        target = BytesIO()
        said = write_word(report, PICTURES, target, WordOptions(**options))
        written.append(target.getvalue())
        told.append(frozenset(it.span.line for it in said if it.code == "table-too-wide"))
    pdfs = convert_all_to_pdf(written)
    return {name: Printed(*it) for name, it in zip(WAYS, zip(pdfs, told, strict=True), strict=True)}


@pytest.mark.parametrize("name", WAYS)
def test_no_word_and_no_number_of_a_table_is_broken(
    name: str, printed: dict[str, Printed], tmp_path: Path
) -> None:
    read = pages(printed[name].pdf, tmp_path)
    fitting = (it for it in family() if it.span.line not in printed[name].told)
    assert not broken(fitting, [words for _width, words in read])
    assert all(word.right < width - 30 for width, of_page in read for word in of_page)


def test_no_table_of_these_is_too_wide_for_our_own_pages(printed: dict[str, Printed]) -> None:
    assert not any(printed[name].told for name in ("own", "arial", "two columns"))
