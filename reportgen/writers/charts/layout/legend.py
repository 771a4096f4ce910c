"""The key above bars of several colours, in the order of the bars."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.writers.charts.shapes import Bar, Shape
from reportgen.writers.charts.style import ChartStyle
from reportgen.writers.charts.typesetting import Typeface, place_left, widest, wrap

SWATCH = 8.0
SWATCH_GAP = 4.5
ENTRY_GAP = 18.0
BELOW = 3.0


def lay_out_legend(
    entries: tuple[str, ...],
    colours: Sequence[str],
    plot_left: float,
    style: ChartStyle,
    face: Typeface,
) -> tuple[list[Shape], float]:
    """The entries side by side in as many rows as they need, and the height they take.

    They begin where the bars do when one row holds them, else at the picture's edge.
    """
    wrapped = [wrap(entry, style.width_pt - SWATCH - SWATCH_GAP, face) for entry in entries]
    widths = [SWATCH + SWATCH_GAP + widest(lines, face) for lines in wrapped]
    total = sum(widths) + ENTRY_GAP * (len(widths) - 1)
    left = plot_left if plot_left + total <= style.width_pt else 0.0
    shapes: list[Shape] = []
    x, y, row_lines = left, 0.0, 1
    for index, (lines, width) in enumerate(zip(wrapped, widths, strict=True)):
        if x > left and x + width > style.width_pt:
            x, y, row_lines = left, y + row_lines * style.line_pt, 1
        shapes += _entry(colours[index], lines, x, y, style, face)
        x += width + ENTRY_GAP
        row_lines = max(row_lines, len(lines))
    return shapes, y + row_lines * style.line_pt + BELOW


def _entry(
    colour: str, lines: tuple[str, ...], x: float, y: float, style: ChartStyle, face: Typeface
) -> list[Shape]:
    """A coloured square, and the entry's lines to the right of it."""
    middle = y + style.line_pt / 2
    shapes: list[Shape] = [Bar(x, middle - SWATCH / 2, SWATCH, SWATCH, colour)]
    for number, line in enumerate(lines):
        shapes.append(
            place_left(line, x + SWATCH + SWATCH_GAP, middle + number * style.line_pt, face)
        )
    return shapes
