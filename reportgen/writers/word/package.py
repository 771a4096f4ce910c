"""The package: parts, their relationships, content types, and a zip that repeats its bytes."""

from __future__ import annotations

import posixpath
import struct
import zlib
from collections.abc import Iterable, Sequence
from typing import BinaryIO

from msgspec import Struct

from reportgen.writers.word.wml.opc import content_types, relationship, relationships_part

_DEFAULTS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "svg": "image/svg+xml",
}
# Level 4 takes half the time of zlib's default 6 here and makes the file a few percent larger.
_LEVEL = 4
_DOS_DATE_1980 = (1 << 5) | 1
_DEFLATED = 8
_VERSION = 20
_UTF8_NAME = 0x800


class Relationship(Struct, frozen=True):
    """From one part to another (`target` is relative to the first's folder) or to an address."""

    id: str
    type: str
    target: str
    external: bool = False


class Deflated(Struct, frozen=True):
    """Compressed content: what the zip needs to know of it, and the bytes."""

    checksum: int
    size: int
    content: bytes


class Part(Struct, frozen=True):
    """A file of the package; `name` has no leading slash ("word/document.xml")."""

    name: str
    content_type: str
    content: bytes | Deflated
    relationships: Sequence[Relationship] = ()


def deflate(chunks: Iterable[bytes]) -> Deflated:
    """Compress `chunks` as they come, so that a long part never stands whole in memory.

    The standard library's zipfile can't take an entry that is already compressed, and the
    relationships of the document, which stand before it, are known only when it is written.
    """
    compressor = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    checksum = size = 0
    pieces = []
    for chunk in chunks:
        checksum = zlib.crc32(chunk, checksum)
        size += len(chunk)
        pieces.append(compressor.compress(chunk))
    pieces.append(compressor.flush())
    return Deflated(checksum, size, b"".join(pieces))


def write_package(
    parts: Sequence[Part], relationships: Sequence[Relationship], target: BinaryIO
) -> None:
    """Write `parts` as a zip: sorted names, the time 1980-01-01, no attributes of any system.

    `relationships` are those of the package itself.
    """
    files: dict[str, bytes | Deflated] = {part.name: part.content for part in parts}
    files["[Content_Types].xml"] = _content_types(parts)
    files["_rels/.rels"] = _relationships(relationships)
    for part in parts:
        if part.relationships:
            folder, name = posixpath.split(part.name)
            files[posixpath.join(folder, "_rels", f"{name}.rels")] = _relationships(
                part.relationships
            )
    _write_zip(files, target)


def _content_types(parts: Sequence[Part]) -> bytes:
    exceptions = {
        part.name: part.content_type
        for part in parts
        if _DEFAULTS.get(part.name.rpartition(".")[2].lower()) != part.content_type
    }
    return content_types(_DEFAULTS, exceptions).encode()


def _relationships(relationships: Sequence[Relationship]) -> bytes:
    return relationships_part(
        relationship(it.id, it.type, it.target, external=it.external) for it in relationships
    ).encode()


def _write_zip(files: dict[str, bytes | Deflated], target: BinaryIO) -> None:
    offset = 0
    directory = []
    # "[" sorts before lower-case names, so the content types come first, as readers expect.
    for name, content in sorted(files.items()):
        packed = content if isinstance(content, Deflated) else deflate((content,))
        encoded = name.encode()
        fields = _entry_fields(packed, encoded)
        target.write(struct.pack("<4s", b"PK\3\4") + fields + encoded)
        target.write(packed.content)
        # No comment, disk 0, no attributes, and where the entry stands.
        tail = struct.pack("<HHHLL", 0, 0, 0, 0, offset)
        directory.append(struct.pack("<4sH", b"PK\1\2", _VERSION) + fields + tail + encoded)
        offset += 4 + len(fields) + len(encoded) + len(packed.content)
    listing = b"".join(directory)
    target.write(listing)
    count = len(directory)
    target.write(struct.pack("<4sHHHHLLH", b"PK\5\6", 0, 0, count, count, len(listing), offset, 0))


def _entry_fields(packed: Deflated, name: bytes) -> bytes:
    """The fields that an entry's own header and its line in the directory share."""
    return struct.pack(
        "<HHHHHLLLHH",
        *(_VERSION, _UTF8_NAME, _DEFLATED, 0, _DOS_DATE_1980),
        *(packed.checksum, len(packed.content), packed.size, len(name), 0),
    )
