"""Fonts of this computer: where their files lie, and how wide text in them is."""

from __future__ import annotations

from reportgen.office.fonts.files import FontFile, find_font, find_font_folders
from reportgen.office.fonts.widths import LetterWidths, letter_widths

__all__ = ["FontFile", "LetterWidths", "find_font", "find_font_folders", "letter_widths"]
