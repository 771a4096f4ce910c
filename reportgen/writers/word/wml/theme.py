"""What styles take from the theme, its fonts and colours (ECMA-376 part 1, 17.3.2.26)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.writers.word.wml.markup import qualified

if TYPE_CHECKING:
    from lxml.etree import _Element

_FONT = qualified("w:asciiTheme")
_OF_THEME = frozenset(
    qualified(f"w:{name}")
    for name in (
        *("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"),
        *("themeColor", "themeTint", "themeShade"),
        *("themeFill", "themeFillTint", "themeFillShade"),
    )
)


def leave_theme(styles: _Element) -> None:
    """Let the styles of a part name colours only, and no font but that of the defaults.

    So they look the same under another theme, and are set in the font of the text around them.
    """
    for properties in styles.iterfind(f"{qualified('w:style')}//{qualified('w:rPr')}"):
        for fonts in properties.findall(qualified("w:rFonts")):
            if fonts.get(_FONT) is not None:
                properties.remove(fonts)
    for element in styles.iter():
        for name in _OF_THEME.intersection(element.attrib):
            del element.attrib[name]
