"""The words to the left of horizontal bars, or above them where a picture is narrow."""

from __future__ import annotations

from msgspec import Struct

from reportgen.writers.charts.shapes import Label
from reportgen.writers.charts.style import ChartStyle
from reportgen.writers.charts.typesetting import (
    Typeface,
    line_middles,
    longest_piece,
    place_left,
    place_right,
    widest,
    wrap,
)

COLUMN_SHARE = 0.45  # of the picture's width, at most
WORD_SHARE = 0.6  # the same for the sake of a long word
GAP = 7.0
BELOW_NAME = 1.5  # between a name and the bar under it


class CategoryColumn(Struct, frozen=True):
    """The categories' labels in lines, and how wide the widest line is.

    With `above` they stand over their bars and take no width from them.
    """

    rows: tuple[tuple[str, ...], ...]
    width: float
    above: bool = False

    @property
    def plot_left(self) -> float:
        """Where the bars begin; at the picture's edge when no category has a name."""
        return self.width + GAP if self.width and not self.above else 0.0

    def head(self, index: int, style: ChartStyle) -> float:
        """The height that the words of a row take above its bars."""
        lines = self.rows[index]
        return len(lines) * style.line_pt + BELOW_NAME if self.above and any(lines) else 0.0


def measure_categories(
    categories: tuple[str, ...], style: ChartStyle, face: Typeface
) -> CategoryColumn:
    """Break the labels that are longer than the column may be, and only those.

    A word that is longer makes the column wider, and is broken only where that does not do.
    """
    if style.names_above:
        rows = tuple(wrap(category, style.width_pt, face) for category in categories)
        return CategoryColumn(rows, max(widest(lines, face) for lines in rows), above=True)
    longest = max(longest_piece(category, face) for category in categories)
    limit = max(COLUMN_SHARE * style.width_pt, min(longest, WORD_SHARE * style.width_pt))
    rows = tuple(wrap(category, limit, face) for category in categories)
    return CategoryColumn(rows, max(widest(lines, face) for lines in rows))


def row_heights(
    column: CategoryColumn, bars_height: float, pitch: float, style: ChartStyle
) -> list[float]:
    """A height for each row: `pitch`, more where the words or the bars need it."""
    least = max(bars_height, pitch)
    if column.above:
        own = max(least, style.line_pt)
        return [column.head(index, style) + own for index in range(len(column.rows))]
    return [
        max(least, len(lines) * style.line_pt + 0.35 * style.line_pt) if len(lines) > 1 else least
        for lines in column.rows
    ]


def row_middles(
    column: CategoryColumn, index: int, top: float, height: float, bars: float, style: ChartStyle
) -> tuple[float, float]:
    """The middle of a row's words, and that of its bars, which are `bars` high together.

    Words above stand close to their own bars, so that they are not taken for the next ones'.
    """
    if not column.above:
        return top + height / 2, top + height / 2
    head = column.head(index, style)
    return top + (head - BELOW_NAME) / 2, top + head + max(bars, style.line_pt) / 2


def category_labels(
    column: CategoryColumn, index: int, middle: float, style: ChartStyle, face: Typeface
) -> list[Label]:
    """The label of one row, its lines about the height `middle`, ending before the bars."""
    lines = column.rows[index]
    middles = line_middles(len(lines), middle, style.line_pt)
    if column.above:
        placed = zip(lines, middles, strict=True)
        return [place_left(line, 0.0, at, face) for line, at in placed if line]
    return [
        place_right(line, column.width, at, face) for line, at in zip(lines, middles, strict=True)
    ]
