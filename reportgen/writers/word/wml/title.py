"""The document's title in a template's headers and footers: the cached text of TITLE fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.writers.word.wml.markup import qualified

if TYPE_CHECKING:
    from lxml.etree import _Element


def fill_title(part: _Element, title: str) -> None:
    """Put `title` into the result of every simple TITLE field, as Word would at printing."""
    for field in part.iter(qualified("w:fldSimple")):
        if field.get(qualified("w:instr"), "").split()[:1] == ["TITLE"]:
            texts = list(field.iter(qualified("w:t")))
            for text in texts:
                text.text = title if text is texts[0] else ""
