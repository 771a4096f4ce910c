"""What styles inherit: the style itself first, then the one that it is based on, and so on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportgen.writers.word.wml.markup import qualified

if TYPE_CHECKING:
    from lxml.etree import _Element


def chain_of(styles: _Element, style_id: str) -> Iterator[_Element]:
    """The style, the one that it is based on, and so on."""
    by_id = {
        style.get(qualified("w:styleId"), ""): style
        for style in styles.iterfind(qualified("w:style"))
    }
    while style_id in by_id:
        style = by_id.pop(style_id)  # a circle of styles ends here
        yield style
        based = style.find(qualified("w:basedOn"))
        style_id = "" if based is None else based.get(qualified("w:val"), "")


def property_of(styles: Sequence[_Element], part: str, name: str) -> _Element | None:
    """The property `name` of the first style whose own `part` has it."""
    path = f"{qualified(part)}/{qualified(name)}"
    return next((found for style in styles if (found := style.find(path)) is not None), None)


def first_of(styles: Sequence[_Element], part: str, name: str, attribute: str) -> str:
    """The attribute of that property; empty where none of the styles has it."""
    found = property_of(styles, part, name)
    return "" if found is None else found.get(qualified(attribute), "")
