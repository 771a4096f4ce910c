"""Glyphs: how wide they are and what outline they have, from matplotlib's FreeType."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

EM = 1000  # outlines and widths are kept in thousandths of the text size
# No-break and narrow spaces, which some fonts lack: an ordinary one is as wide.
_SPACES = str.maketrans("\u00a0\u2007\u2009\u202f", "    ")


class Glyph(Struct, frozen=True, eq=False):
    """A character's outline in thousandths of the text size, y upwards from the baseline.

    `codes` are matplotlib's path codes, one a vertex. A glyph is itself only.
    """

    advance: float
    vertices: NDArray[np.float64]
    codes: NDArray[np.int8]


class FontFace:
    """One font file, its glyphs read once each."""

    def __init__(self, file: str) -> None:
        from matplotlib import ft2font

        # From matplotlib 3.10 on an enumeration, before that numbers in the module.
        flags: Any = getattr(ft2font, "LoadFlags", None)
        name = "NO_HINTING" if flags else "LOAD_NO_HINTING"
        self._unhinted = getattr(flags or ft2font, name)
        self._font = ft2font.FT2Font(file)
        self._font.set_size(EM, 72)
        self._glyphs: dict[str, Glyph] = {}
        self._kerns: dict[str, float] = {}

    def has(self, text: str) -> bool:
        """Whether the font has every character of `text`."""
        return all(self._font.get_char_index(ord(character)) for character in set(text))

    def glyph(self, character: str) -> Glyph:
        """The glyph of one character; the font's empty box for one that it lacks."""
        glyph = self._glyphs.get(character)
        if glyph is None:
            index = self._font.get_char_index(ord(character))
            metrics = self._font.load_glyph(index, flags=self._unhinted)
            vertices, codes = self._font.get_path()
            advance = metrics.linearHoriAdvance / 65536
            self._glyphs[character] = glyph = Glyph(advance, vertices, codes)
        return glyph

    def kern(self, pair: str) -> float:
        """How much further than their widths say two characters stand apart (mostly negative).

        The last character of a text comes alone, and has nothing to stand apart from.
        """
        if len(pair) < 2:
            return 0.0
        kern = self._kerns.get(pair)
        if kern is None:
            places: Any = (
                self._font.set_text(pair, 0.0, flags=self._unhinted) if self.has(pair) else ()
            )
            # One place only: the font would draw a ligature, which needs no kerning here.
            apart = places[1][0] / 64 if len(places) == 2 else self.glyph(pair[0]).advance
            self._kerns[pair] = kern = round(apart - self.glyph(pair[0]).advance)
        return kern


class ChartFonts:
    """The charts' font, with one that helps out where it lacks a character.

    Characters that neither has are kept in `missing`.
    """

    def __init__(self, file: str, spare_file: str) -> None:
        self._spare_file = spare_file
        try:
            self.main = FontFace(file)
        except RuntimeError:  # what FreeType cannot read
            self.main = self._spare
        self.missing: set[str] = set()

    @cached_property
    def _spare(self) -> FontFace:
        """The font that helps out; read when it is first needed."""
        return FontFace(self._spare_file)

    @cached_property
    def cap_height(self) -> float:
        """The height of a capital letter without accent, in thousandths of the text size."""
        return float(self.main.glyph("H").vertices[:, 1].max())

    def face_for(self, text: str) -> FontFace:
        """The charts' own font, or the spare one for a text with characters that it lacks."""
        if self.main.has(text):
            return self.main
        self.missing.update(character for character in text if not self._spare.has(character))
        return self._spare


class ChartTypeface:
    """The charts' fonts at a size in points."""

    def __init__(self, fonts: ChartFonts, size_pt: float) -> None:
        self.fonts = fonts
        self._size = size_pt
        self._widths: dict[str, float] = {}

    @property
    def cap_height(self) -> float:
        """The height of a capital letter in points."""
        return self.fonts.cap_height * self._size / EM

    def width(self, text: str) -> float:
        """The length of `text` on one line, in points."""
        width = self._widths.get(text)
        if width is None:
            advances = self._advances(text)
            end = advances[-1][0] if advances else 0.0
            self._widths[text] = width = end * self._size / EM
        return width

    def place(self, text: str) -> Iterator[tuple[float, Glyph]]:
        """The glyphs of `text` and where each begins, in thousandths of the text size."""
        start = 0.0
        for end, glyph in self._advances(text):
            yield start, glyph
            start = end

    def _advances(self, text: str) -> list[tuple[float, Glyph]]:
        """The glyphs of `text` and where each ends."""
        text = text.translate(_SPACES)
        face = self.fonts.face_for(text)
        end = 0.0
        advances = []
        for at, character in enumerate(text):
            glyph = face.glyph(character)
            end += glyph.advance + face.kern(text[at : at + 2])
            advances.append((end, glyph))
        return advances
