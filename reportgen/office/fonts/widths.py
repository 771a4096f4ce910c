"""How wide text is in a font that a document names, as this computer's files tell."""

from __future__ import annotations

from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from reportgen.office.fonts.files import find_font
from reportgen.office.fonts.sfnt import AdvanceWidths

# What stands in no font at hand: Chinese and its like as wide as high, the rest a broad letter.
_WIDE_FROM = "\u2e80"
_WIDE, _OTHER = 1000.0, 700.0
_SPACES = "\u00a0\u2007\u2009\u202f"
# A bold face that is not at hand is so much wider than the regular one.
_BOLDER = 1.1
# How fonts are called whose letters are all equally wide.
_EVEN = ("mono", "consol", "courier", "code", "menlo")
# Where nothing can be read at all: what no text font goes beyond by much.
_BROAD = 650.0
_LINE = 1.2


class LetterWidths(dict[str, float]):
    """Widths of characters in thousandths of the type size, found when they are first needed.

    `exact` is False where the font was not found: another one, a broad one, stands in for it.
    """

    def __init__(self, advances: AdvanceWidths | None, factor: float, *, exact: bool) -> None:
        super().__init__()
        self._advances = advances
        self._factor = factor
        self.exact = exact

    @property
    def line_height(self) -> float:
        """How high a line is, in type sizes."""
        return self._advances.line_height if self._advances else _LINE

    def __missing__(self, character: str) -> float:
        width = self[character] = self._find(character) * self._factor
        return width

    def _find(self, character: str) -> float:
        if self._advances is None:
            return _WIDE if character >= _WIDE_FROM else _BROAD
        width = self._advances.width(character)
        if width is None and character in _SPACES:
            width = self._advances.width(" ")
        if width is None:
            width = _WIDE if character >= _WIDE_FROM else _OTHER
        return width

    def width(self, text: str, size_pt: float) -> float:
        """The length of `text` on one line, in points."""
        return sum(map(self.__getitem__, text)) * size_pt / 1000


@lru_cache(maxsize=32)
def letter_widths(family: str, *, bold: bool = False) -> LetterWidths:
    """The widths of `family`'s letters, or of what most likely stands in for it here."""
    font = find_font(family, bold=bold)
    if font.file and font.metric_compatible:
        return _widths_in(Path(font.file), 1.0, exact=True)
    regular = find_font(family) if bold else font
    if regular.file and regular.metric_compatible:
        return _widths_in(Path(regular.file), _BOLDER, exact=True)
    return _widths_in(_stand_in(family, bold=bold), 1.0, exact=False)


def _widths_in(file: Path, factor: float, *, exact: bool) -> LetterWidths:
    try:
        return LetterWidths(AdvanceWidths(file), factor, exact=exact)
    except (OSError, ValueError):
        return LetterWidths(None, 1.0, exact=False)


def _stand_in(family: str, *, bold: bool) -> Path:
    """The broadest that a program puts in the place of a font that is not here.

    It comes with matplotlib, which is not imported for it.
    """
    spec = find_spec("matplotlib")
    folder = Path(spec.origin).parent if spec and spec.origin else Path()
    even = any(part in family.casefold() for part in _EVEN)
    name = ("DejaVuSansMono" if even else "DejaVuSerif") + ("-Bold" if bold else "")
    return folder / "mpl-data" / "fonts" / "ttf" / f"{name}.ttf"
