"""The charts' colours, and the contrast between any two of them (WCAG 2.1).

The series' colours keep at least 3:1 to white, and each of the first four to its
neighbours in the list. The lighter ones are too light for text, which is always ink.
"""

from __future__ import annotations

SERIES_COLOURS = ("#12436D", "#28A197", "#801650", "#F46A25", "#3D3D3D", "#A285D1")
GROUND = "#FFFFFF"
INK = "#1A1A1A"
QUIET_INK = "#595959"  # what is not known, the numbers along an axis
AXIS = "#8A8A8A"
GRID = "#DEDEDE"  # carries nothing that the labels do not say


def series_colour(index: int) -> str:
    """The colour of the series at `index`; after six they begin again."""
    return SERIES_COLOURS[index % len(SERIES_COLOURS)]


def rgb(colour: str) -> tuple[float, float, float]:
    """Red, green and blue of `#RRGGBB`, each from 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.1, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def text_colour(ground: str) -> str:
    """Ink or white, whichever reads better on `ground`."""
    return max((INK, GROUND), key=lambda colour: contrast(colour, ground))


def _luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.1, "relative luminance")."""
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
