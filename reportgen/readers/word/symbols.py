"""Characters that are none but in one font: what they show, as characters that all fonts have."""

from __future__ import annotations

from functools import cache

# The right half of Symbol from A0, the letters of its left half below.
_SYMBOL_LETTERS = (
    "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ",
    "αβχδεφγηιϕκλμνοπθρστυϖωξψζ",
)
_SYMBOL_SIGNS = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑"
_WINGDINGS = {
    0x28: "☎", 0x2A: "✉", 0x4A: "☺", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑",
    0x76: "❖", 0x77: "⬥", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢", 0xE0: "→", 0xDF: "←",
    0xE8: "➔", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x9E: "·", 0x21: "✏",
}  # fmt: skip
_WINGDINGS_2 = {0x50: "✓", 0x4F: "✗", 0x52: "☑", 0x51: "☒", 0xA3: "☐", 0x97: "●"}


@cache
def _tables() -> dict[str, dict[int, str]]:
    capitals, small = _SYMBOL_LETTERS
    symbol = {0x41 + index: letter for index, letter in enumerate(capitals)}
    symbol |= {0x61 + index: letter for index, letter in enumerate(small)}
    symbol |= {0xA0 + index: sign for index, sign in enumerate(_SYMBOL_SIGNS)}
    symbol |= {0xB7: "•", 0x2D: "−", 0x22: "∀", 0x24: "∃", 0x27: "∋", 0x40: "≅", 0x5E: "⊥"}
    return {"symbol": symbol, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def character_of(font: str, code: int) -> str:
    """What the character `code` of a font shows; "" where that is not known.

    Word adds F000 to the codes of such fonts.
    """
    plain = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    table = _tables().get(font.casefold())
    if table is None:
        return chr(code) if 0x20 <= code < 0xE000 else ""
    return table.get(plain, chr(plain) if 0x20 <= plain < 0x7F and font == "Symbol" else "")


def in_font(font: str, text: str) -> str:
    """Text that is set in such a font, as it looks; a character that is not known stays."""
    if text.isascii() or font.casefold() not in _tables():
        return text
    return "".join((each > "\uefff" and character_of(font, ord(each))) or each for each in text)
