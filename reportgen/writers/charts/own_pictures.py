"""Whether a picture is such as we draw: a project that comes from elsewhere brings its cache.

Both grammars let through what `svg.py` and `png.py` write, and nothing that runs or loads.
"""

from __future__ import annotations

import re
import struct
from functools import cache

_LONGEST_SIDE = 20_000
_CHUNK = struct.Struct(">I4s")
_CHUNKS = (
    [b"IHDR", b"pHYs", b"IDAT", b"IEND"],
    [b"IHDR", b"PLTE", b"pHYs", b"IDAT", b"IEND"],
)
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def is_own_svg(content: bytes) -> bool:
    """Whether it is a drawing of plain shapes, without a reference, a style or a handler."""
    try:
        return _drawing().fullmatch(content.decode()) is not None
    except UnicodeDecodeError:
        return False


@cache
def _drawing() -> re.Pattern[str]:
    value = '"[-#a-zA-Z0-9.,() ]*+"'
    names = "x|y|width|height|cx|cy|r|d|transform|fill|stroke|stroke-width|stroke-linecap"
    return re.compile(
        rf'<svg xmlns="http://www\.w3\.org/2000/svg" width={value} height={value}'
        rf' viewBox={value} role="img">'
        r"<title>(?:[^<>&\x00-\x08\x0b-\x1f]|&(?:amp|lt|gt);)*+</title>"
        rf"(?:<(?:rect|path|circle)(?: (?:{names})={value})*+/>)*+</svg>\n"
    )


def is_own_png(content: bytes) -> bool:
    """Whether it is a PNG of a bearable size that holds pixels and nothing else."""
    if not content.startswith(_SIGNATURE):
        return False
    kinds: list[bytes] = []
    at = len(_SIGNATURE)
    while at + _CHUNK.size <= len(content) and len(kinds) < len(_CHUNKS[1]):
        length, kind = _CHUNK.unpack_from(content, at)
        kinds.append(kind)
        at += _CHUNK.size + length + 4
    if kinds not in _CHUNKS or at != len(content):
        return False
    sides = struct.unpack_from(">II", content, len(_SIGNATURE) + _CHUNK.size)
    return all(0 < side <= _LONGEST_SIDE for side in sides)
