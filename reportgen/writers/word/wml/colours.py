"""The colours of styles: text, its ground, its size, as styles inherit them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from reportgen.writers.word.wml.inheritance import chain_of, first_of, property_of
from reportgen.writers.word.wml.markup import qualified
from reportgen.writers.word.wml.section import is_on
from reportgen.writers.word.wml.stylesheet import find_style

if TYPE_CHECKING:
    from lxml.etree import _Element

_DEFAULT_SIZE_PT = 10.0  # ECMA-376 part 1, 17.3.2.38: where nothing says it


class TextColour(Struct, frozen=True):
    """How a style prints text; colours are `#RRGGBB`, None where no style names one."""

    text: str | None
    ground: str | None
    size_pt: float
    bold: bool


def text_colour_of(styles: _Element, style_id: str) -> TextColour:
    """What the style and those that it is based on say, the document's defaults last."""
    chain = [*chain_of(styles, style_id), *styles.iterfind(f"{qualified('w:docDefaults')}/*")]
    size = first_of(chain, "w:rPr", "w:sz", "w:val")
    return TextColour(
        text=_colour(first_of(chain, "w:rPr", "w:color", "w:val")),
        ground=_colour(first_of(chain, "w:pPr", "w:shd", "w:fill")),
        size_pt=float(size) / 2 if size else _DEFAULT_SIZE_PT,
        bold=is_on(property_of(chain, "w:rPr", "w:b")),
    )


# In the properties of a run these stand before its colour (CT_RPr).
_BEFORE_COLOUR = (
    *("rStyle", "rFonts", "b", "bCs", "i", "iCs", "caps", "smallCaps", "strike", "dstrike"),
    *("outline", "shadow", "emboss", "imprint", "noProof", "snapToGrid", "vanish", "webHidden"),
)


def set_text_colour(styles: _Element, style_id: str, colour: str) -> None:
    """Give the text of a style a colour of its own, in place of one of the theme."""
    from lxml import etree

    style = find_style(styles, style_id)
    run = style.find(qualified("w:rPr"))
    if run is None:
        run = etree.Element(qualified("w:rPr"))
        paragraph = style.find(qualified("w:pPr"))
        if paragraph is None:
            style.append(run)
        else:
            paragraph.addnext(run)
    for old in run.findall(qualified("w:color")):
        run.remove(old)
    before = {qualified(f"w:{name}") for name in _BEFORE_COLOUR}
    place = sum(each.tag in before for each in run)
    made = etree.Element(qualified("w:color"))
    made.set(qualified("w:val"), colour.lstrip("#").upper())
    run.insert(place, made)


def header_row_colours(styles: _Element, style_id: str) -> tuple[str | None, str | None]:
    """Text and ground that a table style gives the first row."""
    parts = [
        part
        for style in chain_of(styles, style_id)
        for part in style.iterfind(qualified("w:tblStylePr"))
        if part.get(qualified("w:type")) == "firstRow"
    ]
    text = first_of(parts, "w:rPr", "w:color", "w:val")
    return _colour(text), _colour(first_of(parts, "w:tcPr", "w:shd", "w:fill"))


def theme_colours(theme: _Element | None) -> dict[str, str]:
    """The colours of a theme by their names: `dk1`, `accent1`, `hlink` …; none without a theme."""
    scheme = None if theme is None else theme.find(f".//{qualified('a:clrScheme')}")
    found: dict[str, str] = {}
    for named in () if scheme is None else scheme:
        for value in named:
            colour = _colour(value.get("lastClr") or value.get("val") or "")
            if colour:
                found[str(named.tag).rpartition("}")[2]] = colour
    return found


def accents_of(theme: dict[str, str]) -> tuple[str, ...]:
    """The accents of a theme's colours, in order."""
    names = (f"accent{number}" for number in range(1, 7))
    return tuple(theme[name] for name in names if name in theme)


def _colour(value: str) -> str | None:
    digits = value.lower()
    whole = len(digits) == 6 and all(digit in "0123456789abcdef" for digit in digits)
    return f"#{digits.upper()}" if whole else None
