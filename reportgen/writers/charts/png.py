"""Pixels as a PNG file with a palette: a third of the size that full colour takes.

Nothing in the file tells when it was made, or by what.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING

from reportgen.model.colours import rgb

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]  # rows, columns, and red, green, blue, opacity

_COMPRESSION = 6
_BAND = 64  # rows at a time, so that they stay in the processor's cache
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_FULL_COLOUR, _PALETTE = 2, 3  # colour types (W3C PNG, table 11.1)


def encode_png(pixels: Pixels, exact: Iterable[str], dpi: int) -> bytes:
    """An opaque picture of few colours with smoothed edges between them.

    The colours `exact` (`#RRGGBB`) are kept as they are, those between them to 5 bits a
    channel. More than 256 make a file in full colour.
    """
    import numpy as np

    bins = _bins(pixels)
    occurs = np.zeros(1 << 15, np.bool_)
    occurs[bins] = True
    used = np.flatnonzero(occurs)
    if len(used) > 256:
        return _file(pixels[:, :, :3].reshape(len(pixels), -1), _FULL_COLOUR, b"", dpi)
    place = np.zeros(1 << 15, np.uint8)
    place[used] = np.arange(len(used), dtype=np.uint8)
    return _file(place[bins], _PALETTE, _palette(used, exact), dpi)


def _bins(pixels: Pixels) -> NDArray[np.uint16]:
    """For each pixel its colour in 15 bits, red in the highest."""
    import numpy as np

    words = pixels.view("<u4")[:, :, 0]
    bins = np.empty(words.shape, np.uint16)
    for top in range(0, len(words), _BAND):
        band = words[top : top + _BAND]
        bins[top : top + _BAND] = (band & 0xF8) << 7 | band >> 6 & 0x3E0 | band >> 19 & 0x1F
    return bins


def _palette(used: NDArray[np.intp], exact: Iterable[str]) -> bytes:
    """Red, green and blue of each colour that occurs."""
    known = {}
    for colour in exact:
        red, green, blue = (round(part * 255) for part in rgb(colour))
        known[red >> 3 << 10 | green >> 3 << 5 | blue >> 3] = bytes((red, green, blue))
    return b"".join(known.get(colour) or _spread(colour) for colour in used.tolist())


def _spread(colour: int) -> bytes:
    """A colour of 15 bits in 24, black and white kept."""
    parts = (colour >> 10, colour >> 5 & 31, colour & 31)
    return bytes(part << 3 | part >> 2 for part in parts)


def _file(rows: NDArray[np.uint8], colour_type: int, palette: bytes, dpi: int) -> bytes:
    """The chunks of a PNG file (W3C PNG, 5.6), its rows without a filter."""
    import numpy as np

    height, width = rows.shape
    columns = width // 3 if colour_type == _FULL_COLOUR else width
    filtered = np.zeros((height, 1 + width), np.uint8)  # a row's first byte: filter type 0
    filtered[:, 1:] = rows
    dots_per_metre = round(dpi / 0.0254)
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", struct.pack(">IIBBBBB", columns, height, 8, colour_type, 0, 0, 0)),
            _chunk(b"PLTE", palette) if palette else b"",
            _chunk(b"pHYs", struct.pack(">IIB", dots_per_metre, dots_per_metre, 1)),
            _chunk(b"IDAT", zlib.compress(filtered.data, _COMPRESSION)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, content: bytes) -> bytes:
    """Length, kind, content, checksum (W3C PNG, 5.3)."""
    checksum = zlib.crc32(content, zlib.crc32(kind))
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)
