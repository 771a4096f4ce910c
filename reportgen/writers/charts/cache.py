"""Drawn charts kept on disk: one file each, checked when it is read, replaced whole."""

from __future__ import annotations

import struct
from pathlib import Path
from zlib import crc32

from msgspec import Struct

from reportgen.model import Picture
from reportgen.storage.cache import Cache
from reportgen.writers.charts.own_pictures import is_own_png, is_own_svg

# A mark, a checksum of all that follows, width and height in mm, three lengths in bytes.
_HEAD = struct.Struct(">4sI")
_SIZES = struct.Struct(">ddIII")
_MARK = b"RGC1"
# 30 kB each. A year of a report has a dozen; every change of a figure makes another.
_MOST_KEPT = 1000


class Drawn(Struct, frozen=True):
    """A chart's picture, and the characters that no font had and that show as empty boxes."""

    picture: Picture
    missing: str


def pack(drawn: Drawn) -> bytes:
    """What `unpack` reads."""
    picture, missing = drawn.picture, drawn.missing.encode()
    svg = picture.svg or b""
    sizes = (picture.width_mm, picture.height_mm, len(picture.raster), len(svg), len(missing))
    content = b"".join((_SIZES.pack(*sizes), picture.raster, svg, missing))
    return _HEAD.pack(_MARK, crc32(content)) + content


def unpack(packed: bytes) -> Drawn | None:
    """The chart, or None where the bytes are not what `pack` wrote of a picture of ours."""
    if len(packed) < _HEAD.size + _SIZES.size:
        return None
    mark, checksum = _HEAD.unpack_from(packed)
    if mark != _MARK or crc32(memoryview(packed)[_HEAD.size :]) != checksum:
        return None
    width, height, raster, svg, missing = _SIZES.unpack_from(packed, _HEAD.size)
    at = _HEAD.size + _SIZES.size
    parts = [packed[at : at + raster], packed[at + raster : at + raster + svg]]
    if not is_own_png(parts[0]) or (svg and not is_own_svg(parts[1])):
        return None
    text = packed[at + raster + svg : at + raster + svg + missing].decode(errors="replace")
    return Drawn(Picture(parts[0], "png", parts[1], width, height), text)


def chart_cache(root: Path) -> Cache:
    """Where the charts of the project in `root` are kept."""
    return Cache(root, "charts", ".chart", _MOST_KEPT)


def read_cached(cache: Cache, key: str) -> Drawn | None:
    """The chart with that key, or None where there is none or it is damaged."""
    packed = cache.read(key)
    return None if packed is None else unpack(packed)


def store(cache: Cache, key: str, drawn: Drawn) -> None:
    """Keep a chart."""
    cache.keep(key, pack(drawn))
