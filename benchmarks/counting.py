"""What a Word file holds: words, tables, pictures. To see that all contenders wrote the same."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

_BLOCK_END = re.compile(r"</w:p>|<w:br/>|<w:tab/>")
_CONTENTS = re.compile(r'<w:p\b(?:(?!</w:p>).)*?<w:pStyle w:val="TOC\d"/>.*?</w:p>', re.DOTALL)
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


@dataclass(frozen=True, slots=True)
class Holds:
    """How many words, tables and pictures the text and the footnotes of a document have."""

    words: int
    tables: int
    pictures: int
    kilobytes: int


def count_content(path: Path) -> Holds:
    """Count `path`'s content; the entries of a table of contents are left out."""
    with zipfile.ZipFile(path) as package:
        names = [n for n in ("word/document.xml", "word/footnotes.xml") if n in package.namelist()]
        xml = "".join(package.read(name).decode() for name in names)
    xml = _CONTENTS.sub("", xml)
    text = "".join(
        part.group(1) if part.group(1) is not None else " "
        for part in re.finditer(f"{_TEXT.pattern}|{_BLOCK_END.pattern}", xml)
    )
    return Holds(
        words=len(text.split()),
        tables=len(re.findall(r"<w:tbl[ >]", xml)),
        pictures=len(re.findall(r"<w:drawing[ >]", xml)),
        kilobytes=round(path.stat().st_size / 1024),
    )


def differences(counts: dict[str, Holds], reference: str, tolerance: float) -> list[str]:
    """The contenders that did not write what `reference` wrote, in words."""
    known = counts[reference]
    wrong = []
    for name, holds in counts.items():
        if (holds.tables, holds.pictures) != (known.tables, known.pictures):
            wrong.append(f"{name}: other tables or pictures than {reference}")
        if abs(holds.words - known.words) > tolerance * known.words:
            wrong.append(f"{name}: {holds.words} words, {reference} has {known.words}")
    return wrong
