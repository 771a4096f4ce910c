"""Which pages headings land on: asked of LibreOffice, or of Word where that is all there is."""

from __future__ import annotations

import re
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import msgspec

from reportgen.diagnostics import Message as _
from reportgen.office.counter import counter_version, page_counter
from reportgen.office.libreoffice import pages_in_libreoffice
from reportgen.office.running import OfficeError
from reportgen.office.word import pages_in_word
from reportgen.storage.cache import Cache

# Answers of a hundred bytes, one for each change that moves pages.
_MOST_KEPT = 1000


def find_pages(document: bytes, root: Path) -> dict[str, int]:
    """The page of each `_Toc…` bookmark of a .docx.

    The project in `root` keeps the answer by what moves pages, so that the program is asked only
    when something of that has changed.

    Raises OfficeError: no-page-numbers where there is no program, libreoffice-failed, word-failed.
    """
    program = page_counter()
    if not program:
        reason = _("neither LibreOffice nor Word can be asked for them")
        hint = _(
            "in Word, Ctrl+A and F9 put them in; LibreOffice does so by itself (libreoffice.org), "
            "and on Windows Word does after 'pip install reportgen[word]'"
        )
        raise OfficeError("no-page-numbers", reason, hint)
    cache, key = Cache(root, "pages", ".json", _MOST_KEPT), _layout_key(document)
    pages = _parse_pages(cache.read(key))
    if pages is None:
        ask = pages_in_libreoffice if program == "LibreOffice" else pages_in_word
        pages = ask(document)
        cache.keep(key, msgspec.json.encode(pages))
    return pages


def _parse_pages(kept: bytes | None) -> dict[str, int] | None:
    """The pages that were kept; None where it is no such thing."""
    try:
        pages = msgspec.json.decode(kept or b"null", type=dict[str, int])
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    return pages if all(name.startswith("_Toc") for name in pages) else None


# Parts that move no page: what the file says of itself, and pictures and charts, whose sizes
# stand in the text. Alternative texts move none either.
_STILL = re.compile(r"(?:.*/)?(?:docProps|customXml|media|charts|embeddings)/")
_ALT_TEXT = re.compile(rb' descr="[^"]*"')


def _layout_key(document: bytes) -> str:
    """A name for all of a .docx that moves pages, and for the program that says where to."""
    from zipfile import ZipFile

    digest = sha256(counter_version().encode())
    with ZipFile(BytesIO(document)) as package:
        for name in sorted(package.namelist()):
            if not _STILL.match(name):
                digest.update(name.encode() + b"\0" + _ALT_TEXT.sub(b"", package.read(name)))
    return digest.hexdigest()[:32]
