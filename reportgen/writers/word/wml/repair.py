"""What other programs write against the schema, put right: Word forgives it, validators don't."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.writers.word.wml.markup import qualified

if TYPE_CHECKING:
    from lxml.etree import _Element

# LibreOffice writes the names of a later edition of the standard.
_SIDES = {"start": "left", "end": "right"}
# What stands behind a section's properties in a paragraph's.
_LAST = qualified("w:pPrChange")


def repair(root: _Element) -> None:
    """Put right what LibreOffice and python-docx are known to write."""
    for element in root.iter(qualified("w:jc"), qualified("w:lvlJc")):
        value = element.get(qualified("w:val"), "")
        element.set(qualified("w:val"), _SIDES.get(value, value))
    for element in root.iter(qualified("w:charset")):
        if element.get(qualified("w:characterSet")) is not None:
            del element.attrib[qualified("w:characterSet")]
    for element in root.iter(qualified("w:zoom")):
        element.set(qualified("w:percent"), element.get(qualified("w:percent"), "100"))
    for section in list(root.iter(qualified("w:sectPr"))):
        _put_last(section)


def _put_last(section: _Element) -> None:
    properties = section.getparent()
    if properties is None or properties.tag != qualified("w:pPr"):
        return
    changes = properties.find(_LAST)
    if changes is None:
        properties.append(section)
    else:
        changes.addprevious(section)
