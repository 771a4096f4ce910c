"""A mark in a document by which it is known again as ours, and as nobody's since.

It is a digest of all the rest of the file, in a comment of the file's own format: whoever saves
the file from another program loses it or makes it wrong. So a document is known by what it holds,
wherever it was moved, copied or restored to.
"""

from __future__ import annotations

import re
from hashlib import sha256

_MARK = re.compile(rb"reportgen sha256:[0-9a-f]{64}")
_LENGTH = len(b"reportgen sha256:") + 64
# What stands around the mark, and what it stands in front of.
_PDF = (b"%", b"\n", b"startxref")
_HTML = (b"<!-- ", b" -->\n", b"")
_ZIP_END = b"PK\5\6"
_NO_COMMENT = b"\0\0"


def sealed(content: bytes) -> bytes:
    """The document with its seal; a zip (Word) must have no comment of its own."""
    mark = b"reportgen sha256:" + sha256(content).hexdigest().encode()
    if content.startswith(b"PK"):
        if content[-22:-18] != _ZIP_END or content[-2:] != _NO_COMMENT:
            raise ValueError("the zip ends in something else than its directory")
        return content[:-2] + _LENGTH.to_bytes(2, "little") + mark
    before, after, follower = _PDF if content.startswith(b"%PDF") else _HTML
    end = content.rfind(follower)
    return content[:end] + before + mark + after + content[end:]


def is_sealed(content: bytes) -> bool:
    """Whether it is a document as it was built, and not a byte of it another."""
    return content == _resealed(content)


def _resealed(content: bytes) -> bytes | None:
    """The document with its seal taken off and put on again; None where there is none."""
    marks = [*_MARK.finditer(content, max(0, len(content) - 1024))]
    if not marks:
        return None
    mark = marks[-1]
    if content.startswith(b"PK"):
        ends = content[-_LENGTH - 22 : -_LENGTH - 18] == _ZIP_END
        return sealed(content[: mark.start() - 2] + _NO_COMMENT) if ends else None
    before, after, _ = _PDF if content.startswith(b"%PDF") else _HTML
    return sealed(content[: mark.start() - len(before)] + content[mark.end() + len(after) :])
