"""The colours of styles: text, its ground, its size, as styles inherit them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportgen.dataclass import dataclass
from reportgen.writers.word.wml.markup import qualified
from reportgen.writers.word.wml.section import is_on

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEFAULT_SIZE_PT = 10.0  # ECMA-376 part 1, 17.3.2.38: where nothing says it


@dataclass(frozen=True, slots=True)
class TextColour:
    """How a style prints text; colours are `#RRGGBB`, None where no style names one."""

    text: str | None
    ground: str | None
    size_pt: float
    bold: bool


def text_colour_of(styles: _Element, style_id: str) -> TextColour:
    """What the style and those that it is based on say, the document's defaults last."""
    chain = [*_chain(styles, style_id), *styles.iterfind(f"{qualified('w:docDefaults')}/*")]
    size = _first(chain, "w:rPr", "w:sz", "w:val")
    return TextColour(
        text=_colour(_first(chain, "w:rPr", "w:color", "w:val")),
        ground=_colour(_first(chain, "w:pPr", "w:shd", "w:fill")),
        size_pt=float(size) / 2 if size else _DEFAULT_SIZE_PT,
        bold=is_on(_property(chain, "w:rPr", "w:b")),
    )


def header_row_colours(styles: _Element, style_id: str) -> tuple[str | None, str | None]:
    """Text and ground that a table style gives the first row."""
    parts = [
        part
        for style in _chain(styles, style_id)
        for part in style.iterfind(qualified("w:tblStylePr"))
        if part.get(qualified("w:type")) == "firstRow"
    ]
    text = _first(parts, "w:rPr", "w:color", "w:val")
    return _colour(text), _colour(_first(parts, "w:tcPr", "w:shd", "w:fill"))


def _chain(styles: _Element, style_id: str) -> Iterator[_Element]:
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


def _property(styles: Sequence[_Element], part: str, name: str) -> _Element | None:
    """The property `name` of the first style whose own `part` has it."""
    path = f"{qualified(part)}/{qualified(name)}"
    return next((found for style in styles if (found := style.find(path)) is not None), None)


def _first(styles: Sequence[_Element], part: str, name: str, attribute: str) -> str:
    found = _property(styles, part, name)
    return "" if found is None else found.get(qualified(attribute), "")


def _colour(value: str) -> str | None:
    digits = value.lower()
    whole = len(digits) == 6 and all(digit in "0123456789abcdef" for digit in digits)
    return f"#{digits.upper()}" if whole else None
