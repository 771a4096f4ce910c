"""CSV and TSV as Excel in Sweden and other programs write them: bytes to rows of text."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO

# In this order: where two fit a file equally well, the first is likelier.
_DELIMITERS = (";", "\t", ",", "|")
_SAMPLE = 50
_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)


def read_delimited(content: bytes) -> list[list[str]]:
    """The rows of a CSV file; raises ValueError where it is no text."""
    text = decode(content)
    if "\0" in text:
        raise ValueError("no text")
    first, _end, rest = text.partition("\n")
    # Excel's own line that names the delimiter; it shows the file without it.
    named = first.strip().removeprefix("sep=") if first.startswith("sep=") else ""
    try:
        delimiter = named[:1] or _delimiter(text)
        return list(csv.reader(StringIO(rest if named else text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise ValueError(str(error)) from None


def decode(content: bytes) -> str:
    """Bytes as text: UTF-8 or UTF-16 by its mark, UTF-8 where they are that, else Windows-1252."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(encoding)
    if unmarked := _unmarked_utf16(content):
        return content.decode(unmarked)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")


def _unmarked_utf16(content: bytes) -> str | None:
    """UTF-16 without a mark is known by every other byte of its beginning being 0."""
    start = content[:200]
    if len(start) < 8 or len(content) % 2:
        return None
    if start[1::2].count(0) > 0.8 * len(start[1::2]):
        return "utf-16-le"
    if start[::2].count(0) > 0.8 * len(start[::2]):
        return "utf-16-be"
    return None


def _delimiter(text: str) -> str:
    """What parts the cells: what gives most rows the same number of cells, more than one."""
    sample = "".join(text.splitlines(keepends=True)[:_SAMPLE])
    best, best_fit = ";", (0, 0)
    for delimiter in _DELIMITERS:
        widths = Counter(
            len(row) for row in csv.reader(StringIO(sample, newline=""), delimiter=delimiter)
        )
        width, alike = max(widths.items(), key=lambda each: (each[0] > 1, each[1]), default=(0, 0))
        fit = (alike, width) if width > 1 else (0, 0)
        if fit > best_fit:
            best, best_fit = delimiter, fit
    return best
