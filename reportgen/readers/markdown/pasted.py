"""What is pasted from Excel and Word: rows as cells, and all of it as Markdown.

Cells are parted by tabs, or by semicolons where there is no tab. A cell in quotation marks may
hold either, and line ends; a quotation mark in it is doubled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby, takewhile
from operator import itemgetter

from msgspec import Struct

from reportgen.language.patterns import Pattern
from reportgen.model import Alignment
from reportgen.readers.markdown.masks import MASKED, mask_expressions
from reportgen.readers.source import Source

# As people write figures: 1 234, 12,5 %, −3 kr; what is missing is a dash or dots.
_NUMBER = Pattern(
    r"[-+−–]?[ \u00a0]?\d[\d \u00a0\u202f.,]*(?:%|kr|[tm]kr)?|[-–—]|\.{2,3}", re.IGNORECASE
)
_QUOTED = Pattern(r'"((?:[^"]|"")*)"[ ]*(?=[\t;\n]|\Z)')


class PastedCell(Struct, frozen=True):
    """One cell: its text stands in the file from `begin` to `end`, without quotation marks."""

    begin: int
    end: int
    quoted: bool

    def pieces(self, text: str) -> Iterator[tuple[int, str]]:
        """Where each piece begins, and the piece; of two quotation marks the first is left."""
        begin = self.begin
        parts = text[begin : self.end].split('""') if self.quoted else [text[begin : self.end]]
        for part in parts[:-1]:
            yield begin, part + '"'
            begin += len(part) + 2
        yield begin, parts[-1]

    def written(self, text: str) -> str:
        """The words of the cell in `text`, the file's."""
        return "".join(piece for _begin, piece in self.pieces(text)).strip(" ")


def split_rows(text: str, begin: int, end: int) -> list[list[PastedCell]]:
    """The rows that stand between two offsets in `text`, empty ones left out."""
    mark = "\t" if "\t" in text[begin:end] else ";"
    rows: list[list[PastedCell]] = []
    while begin < end:
        row: list[PastedCell] = []
        begin -= 1
        while not row or (begin < end and text[begin] == mark):
            cell, begin = _split_cell(text, begin + 1, end, mark)
            row.append(cell)
        if any(cell.written(text) for cell in row):
            rows.append(row)
        begin += 1
    return rows


def _split_cell(text: str, begin: int, end: int, mark: str) -> tuple[PastedCell, int]:
    """The cell that begins there, and where it ends."""
    found = _QUOTED.match(text, begin, end)
    if found and text[found.end() : found.end() + 1] in (mark, "\n", ""):
        return PastedCell(found.start(1), found.end(1), quoted=True), found.end()
    stop = begin
    while stop < end and text[stop] not in (mark, "\n"):
        stop += 1
    return PastedCell(begin, stop, quoted=False), stop


def aligned(column: Sequence[str]) -> Alignment:
    """How a column of texts, the header's left out, is set: figures stand to the right."""
    shown = [text for text in column if text]
    numbers = all(_NUMBER.fullmatch(text) or MASKED.fullmatch(text) for text in shown)
    return "right" if shown and numbers else "left"


# As Markdown

_LINE = Pattern(r"[^\n]*\n?")
_FENCE = Pattern(r" {0,3}(```+|~~~+)")
_BULLET = Pattern(r"[•·▪◦‣●○■□➢➤✓✔][ \t\u00a0]*(?=\S)|[-–—]\t(?=\S)")
_UNDER = Pattern(r"o(?:\t|[ \u00a0]+)(?=\S)")
_DASH = Pattern(r"[–—] (?=\S)")
_ROW = Pattern(r"(?![-+*>|#]|\d+[.)])[^\t\n]*\t")
_CSV = Pattern(r"(?:[^;\s][^;\n]*)?;(?=[^;\s])[^;\n]*(?:;(?:[^;\s][^;\n]*)?)*$")


def as_markdown(text: str) -> str:
    """`text`, a section, with pasted bullets and rows as Markdown; all else stays as it is."""
    source = Source("", text)
    masked = mask_expressions(source).text
    hidden = (text[found.start() : found.end()] for found in MASKED.finditer(masked))
    made: list[str] = []
    for prose, group in groupby(_marked(_LINE.findall(masked)), itemgetter(1)):
        lines = [line for line, _prose in group]
        made += _rewritten(lines) if prose else lines
    return MASKED.sub(lambda _found: next(hidden), "".join(made))


def _marked(lines: list[str]) -> Iterator[tuple[str, bool]]:
    """Each line, and whether it is text: not empty, and none of settings, code or comments."""
    closing = ""
    for number, line in enumerate(lines):
        opened = closing or _opens(line, first=number == 0)
        yield line, not opened and bool(line.strip())
        one_line = opened == "-->" and opened in line
        closing = "" if one_line or (closing and _closes(line, closing)) else opened


def _opens(line: str, *, first: bool) -> str:
    """What closes the block that the line opens; empty for none."""
    if first and line.rstrip() == "---":
        return "---"
    fence = _FENCE.match(line)
    if fence:
        return fence[1]
    return "-->" if line.lstrip().startswith("<!--") else ""


def _closes(line: str, closing: str) -> bool:
    text = line.strip()
    return text.startswith(closing) and not text.strip(closing[0])


def _rewritten(lines: list[str]) -> list[str]:
    """The lines of one run of text, pasted rows as a table and pasted bullets as a list."""
    made: list[str] = []
    while lines:
        count = _rows_at(lines)
        if not count:
            made.append(lines.pop(0))
            continue
        made += ["\n"] if made else []
        made += _table("".join(lines[:count]))
        lines = lines[count:]
        made += ["\n"] if lines else []
    return _listed(made)


def _rows_at(lines: list[str]) -> int:
    """How many of the first lines are rows of one table; 0 where they are none."""
    for pattern, mark in ((_ROW, "\t"), (_CSV, ";")):
        rows = list(takewhile(partial(_is_row, pattern), lines))
        if len(rows) > 1 and len({line.rstrip("\n").count(mark) for line in rows}) == 1:
            return len(rows)
    return 0


def _is_row(pattern: Pattern, line: str) -> bool:
    return pattern.match(line) is not None and not _is_item(line)


def _is_item(line: str) -> bool:
    text = line.lstrip(" \t\u00a0")
    return bool(_BULLET.match(text) or _UNDER.match(text))


def _table(text: str) -> list[str]:
    """The rows of `text` between pipes; as they were where they are of different lengths."""
    rows = [[cell.written(text) for cell in row] for row in split_rows(text, 0, len(text))]
    if len({len(row) for row in rows}) > 1:
        return [text]
    columns = zip(*rows[1:], strict=True)
    dashes = ["---:" if aligned(column) == "right" else "---" for column in columns]
    head, *others = ([_in_cell(cell) for cell in row] for row in rows)
    return [f"| {' | '.join(cells)} |\n" for cells in (head, dashes, *others)]


def _in_cell(text: str) -> str:
    return text.replace("\\|", "|").replace("|", "\\|").replace("\n", "<br>")


def _listed(lines: list[str]) -> list[str]:
    """The lines, with '- ' in the place of pasted bullets, and an empty line after the last."""
    beside = zip(["", *lines], [*lines[1:], ""], strict=False)
    items = [_item(line, around) for line, around in zip(lines, beside, strict=True)]
    made: list[str] = []
    for at, (item, line) in enumerate(zip(items, lines, strict=True)):
        if not item and line.strip() and at and items[at - 1]:
            made.append("\n")
        made.append(item or line)
    return made


def _item(line: str, around: tuple[str, str]) -> str:
    """The line as an item of a list; empty for one that is none. A lone dash is speech."""
    text = line.lstrip(" \t\u00a0")
    if _UNDER.match(text):
        return _UNDER.sub("  - ", text, count=1)
    dash = _DASH.match(text) and any(_DASH.match(other) for other in around)
    pattern = _DASH if dash else _BULLET
    return pattern.sub("- ", text, count=1) if pattern.match(text) else ""
