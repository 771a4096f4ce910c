"""Looks into every Word file that the tests write: are its footnotes in the order of reading?"""

from __future__ import annotations

import re
import zlib

import pytest

from reportgen.writers.word import document
from reportgen.writers.word.package import Deflated

_NOTE = re.compile(rb'<w:footnote w:id="(\d+)"')
_MARK = re.compile(rb'<w:footnoteReference w:id="(\d+)"/>')


def watch_written_files(patch: pytest.MonkeyPatch) -> None:
    """Have each package looked at before it is written."""
    write = document.write_package

    def checked(parts, relationships, target):
        check(parts)
        write(parts, relationships, target)

    patch.setattr(document, "write_package", checked)


def check(parts) -> None:
    """Marks and notes count from 1 in the order in which they stand; no part else has any."""
    found = {part.name.rpartition("/")[2]: _content(part.content) for part in parts}
    marks = [int(number) for number in _MARK.findall(found["document.xml"])]
    notes = [int(number) for number in _NOTE.findall(found["footnotes.xml"]) if int(number) > 0]
    assert marks == notes == list(range(1, len(notes) + 1))
    others = [name for name, content in found.items() if _MARK.search(content)]
    assert others in ([], ["document.xml"])


def _content(content: bytes | Deflated) -> bytes:
    if isinstance(content, bytes):
        return content
    return zlib.decompress(content.content, -zlib.MAX_WBITS)
