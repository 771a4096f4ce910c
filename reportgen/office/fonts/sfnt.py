"""The advance widths in a TrueType or OpenType file, read without a library.

Four of its tables are enough: `head` (units), `hhea` and `hmtx` (widths of glyphs), `cmap`
(glyphs of characters); see the OpenType specification, "Font Tables".
"""

from __future__ import annotations

import struct
from bisect import bisect_left
from collections.abc import Callable
from pathlib import Path

_NEEDED = (b"head", b"hhea", b"hmtx", b"cmap")
# Unicode subtables of `cmap` (platform, encoding), the one that holds most first.
_UNICODE = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
_GlyphOf = Callable[[int], int]


class AdvanceWidths:
    """The widths of one font file's characters, in thousandths of the type size.

    `line_height` is how high a line is, in type sizes.
    Raises ValueError for a file that is no such font, and OSError.
    """

    def __init__(self, file: Path) -> None:
        try:
            tables = _read_tables(file)
            self._units = _numbers(tables[b"head"], 18, 1)[0]
            count = _numbers(tables[b"hhea"], 34, 1)[0]
            above, below, gap = struct.unpack_from(">3h", tables[b"hhea"], 4)
            self._advances = _numbers(tables[b"hmtx"], 0, 2 * count)[::2]
            self._glyph_of = _character_map(tables[b"cmap"])
        except (struct.error, KeyError, IndexError) as problem:
            raise ValueError(f"{file} is no font that can be read") from problem
        if not self._units or not self._advances:
            raise ValueError(f"{file} says nothing of widths")
        self.line_height = (above - below + gap) / self._units

    def width(self, character: str) -> float | None:
        """The width of `character`; None where the font lacks it."""
        glyph = self._glyph_of(ord(character))
        if not glyph:
            return None
        # The last width is that of all glyphs after it.
        advance = self._advances[min(glyph, len(self._advances) - 1)]
        return advance * 1000 / self._units


def _read_tables(file: Path) -> dict[bytes, bytes]:
    with file.open("rb") as stream:
        start = stream.read(16)
        # A collection holds several fonts; the first is the upright one of regular weight.
        offset = struct.unpack_from(">L", start, 12)[0] if start[:4] == b"ttcf" else 0
        stream.seek(offset)
        (count,) = struct.unpack(">4xH6x", stream.read(12))
        entries = stream.read(16 * count)
        tables = {}
        for tag, place, length in struct.iter_unpack(">4s4xLL", entries):
            if tag in _NEEDED:
                stream.seek(place)
                tables[tag] = stream.read(length)
    return tables


def _numbers(table: bytes, offset: int, count: int) -> tuple[int, ...]:
    return struct.unpack_from(f">{count}H", table, offset)


def _character_map(table: bytes) -> _GlyphOf:
    """The glyph of a code point, 0 for none, as the best subtable has it."""
    (count,) = _numbers(table, 2, 1)
    entries = (struct.unpack_from(">HHL", table, 4 + 8 * index) for index in range(count))
    places = {(platform, encoding): place for platform, encoding, place in entries}
    for key in _UNICODE:
        if key in places:
            part = table[places[key] :]
            match _numbers(part, 0, 1)[0]:
                case 4:
                    return _segments(part)
                case 12:
                    return _groups(part)
    raise KeyError("cmap")


def _segments(part: bytes) -> _GlyphOf:
    """Format 4: stretches of the basic plane."""
    count = _numbers(part, 6, 1)[0] // 2
    ends = _numbers(part, 14, count)
    starts, deltas, offsets = (_numbers(part, 16 + 2 * count * place, count) for place in (1, 2, 3))
    of_offsets = 16 + 6 * count

    def glyph_of(code: int) -> int:
        index = bisect_left(ends, code)
        if index == count or starts[index] > code:
            return 0
        if not offsets[index]:
            return (code + deltas[index]) & 0xFFFF
        place = of_offsets + 2 * index + offsets[index] + 2 * (code - starts[index])
        found = _numbers(part, place, 1)[0] if place + 2 <= len(part) else 0
        return (found + deltas[index]) & 0xFFFF if found else 0

    return glyph_of


def _groups(part: bytes) -> _GlyphOf:
    """Format 12: stretches of all of Unicode."""
    (count,) = struct.unpack_from(">L", part, 12)
    groups: list[tuple[int, int, int]] = [
        struct.unpack_from(">LLL", part, 16 + 12 * index) for index in range(count)
    ]
    ends = [end for _start, end, _glyph in groups]

    def glyph_of(code: int) -> int:
        index = bisect_left(ends, code)
        if index == len(ends) or groups[index][0] > code:
            return 0
        return groups[index][2] + code - groups[index][0]

    return glyph_of
