"""The fonts that a stylesheet uses, through its theme, its defaults and what styles stand on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from reportgen.writers.word.wml.markup import qualified

if TYPE_CHECKING:
    from lxml.etree import _Element


def find_fonts(
    stylesheet: _Element, theme: _Element | None, styles: Iterable[str]
) -> tuple[str, ...]:
    """The fonts of `styles` (ids), each once, in their order."""
    by_id = {
        style.get(qualified("w:styleId"), ""): style
        for style in stylesheet.iterfind(qualified("w:style"))
    }
    default = stylesheet.find(f"{qualified('w:docDefaults')}/{qualified('w:rPrDefault')}")
    fallback = font_in(default, theme) or "Times New Roman"
    fonts = (_font_of(style, by_id, theme) or fallback for style in styles)
    return tuple(dict.fromkeys(fonts))


def _font_of(style_id: str, by_id: Mapping[str, _Element], theme: _Element | None) -> str:
    seen: set[str] = set()
    while style_id in by_id and style_id not in seen:
        seen.add(style_id)
        style = by_id[style_id]
        if font := font_in(style, theme):
            return font
        below = style.find(qualified("w:basedOn"))
        style_id = "" if below is None else below.get(qualified("w:val"), "")
    return ""


def font_in(parent: _Element | None, theme: _Element | None) -> str:
    """The font that a style, or a document's defaults, name themselves; empty for none."""
    if parent is None:
        return ""
    fonts = parent.find(f"{qualified('w:rPr')}/{qualified('w:rFonts')}")
    if fonts is None:
        return ""
    of_theme = fonts.get(qualified("w:asciiTheme"), "")
    return _theme_font(of_theme, theme) or fonts.get(qualified("w:ascii"), "")


def _theme_font(name: str, theme: _Element | None) -> str:
    """The theme's font for `minorHAnsi`, `majorAscii` and their like."""
    if not name or theme is None:
        return ""
    kind = "a:majorFont" if name.startswith("major") else "a:minorFont"
    latin = theme.find(f".//{qualified(kind)}/{qualified('a:latin')}")
    return "" if latin is None else latin.get("typeface", "")
