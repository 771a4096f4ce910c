"""What a picture file holds beside the picture: taken out, since it is nobody's business.

Phones write where a photo was taken, when and with what, and often a second, smaller picture. A
report on victims must not carry a position out of the house. The picture itself stays as it is,
and so does its colour profile.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_PRIVATE = (b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME")
# JFIF, a colour profile, and Adobe's word on colours; APPn beside them are metadata.
_JPEG_NEEDED = ((0xE0, b"JFIF\0"), (0xE2, b"ICC_PROFILE\0"), (0xEE, b"Adobe"))
_START_OF_SCAN, _END, _COMMENT = 0xDA, 0xD9, 0xFE
# In compressed data: neither a stuffed byte, nor a restart, nor a fill byte.
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def without_metadata(content: bytes) -> bytes:
    """A PNG or JPEG without them, else the same bytes; ValueError where it is not well formed."""
    chunks = _png_chunks if content.startswith(_PNG) else _jpeg_segments
    try:
        return b"".join(chunks(content))
    except IndexError:
        raise ValueError("the picture ends too early") from None


def _png_chunks(content: bytes) -> Iterator[bytes]:
    yield _PNG
    place = len(_PNG)
    kind = b""
    while kind != b"IEND":
        length, kind = int.from_bytes(content[place : place + 4]), content[place + 4 : place + 8]
        if place + 12 + length > len(content):
            raise ValueError("a chunk ends too late")
        if kind not in _PNG_PRIVATE:
            yield content[place : place + 12 + length]
        place += 12 + length


def _jpeg_segments(content: bytes) -> Iterator[bytes]:
    """The segments up to the end of the first picture; what follows it is another."""
    yield content[:2]
    place = 2
    while True:
        if content[place] != 0xFF:
            raise ValueError("there is no segment where one should be")
        if content[place + 1] == 0xFF:
            place += 1
            continue
        kind = content[place + 1]
        if kind == _END:
            yield content[place : place + 2]
            return
        end = place + 2 + int.from_bytes(content[place + 2 : place + 4])
        if kind == _START_OF_SCAN:
            following = _MARKER.search(content, end)
            end = following.start() if following else len(content)
        if _is_needed(kind, content[place + 4 : end]):
            yield content[place:end]
        place = end


def _is_needed(kind: int, data: bytes) -> bool:
    if 0xE0 <= kind <= 0xEF:
        return any(kind == each and data.startswith(name) for each, name in _JPEG_NEEDED)
    return kind != _COMMENT
