"""The lengths of the format: twips (1/20 pt) for text, EMU (36,000 a mm) for drawings."""

from __future__ import annotations

_TWIPS_PER_MM = 1440 / 25.4
_EMU_PER_MM = 36000


def twips(length_mm: float) -> int:
    """`length_mm` in twentieths of a point."""
    return round(length_mm * _TWIPS_PER_MM)


def emu(length_mm: float) -> int:
    """`length_mm` in English Metric Units, at least 1: Word refuses a picture of no size."""
    return max(1, round(length_mm * _EMU_PER_MM))


def millimetres(length_twips: float) -> float:
    """A length in twips, in mm."""
    return length_twips / _TWIPS_PER_MM
