"""Widths of columns: as wide as what stands in them, never wider than the page."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.dataclass import replace
from reportgen.model import Cell, Table
from reportgen.traverse import plain_text

# Widths of Calibri's letters in thousandths of the type size, as far as a column needs them.
_NARROW = frozenset("iljtfrI.,:;'|!()[]/- \u00a0’”")
_WIDE = frozenset("mwMWQÅÄÖ@%&—")
_POINT_MM = 25.4 / 72
_SIZE_PT = 10
_PADDING_MM = 5.0
_LABEL_MM = 42.0
_NUMBER_MM = 24.0


def column_widths(table: Table, room_mm: float) -> tuple[float, ...]:
    """The width in mm of each column of `table`, at most `room_mm` together.

    A column of figures stands close to its labels rather than at the far edge of the page;
    columns of figures are equally wide. Where the text does not fit on one line, the columns
    with long text give way, none below its longest word as long as that is possible.
    """
    columns = range(len(table.header.cells))
    cells = [
        # What goes over several columns sets the width of none.
        [
            cell if cell.columns == 1 else replace(cell, children=())
            for cell in (row.cells[column] for row in (table.header, *table.rows))
        ]
        for column in columns
    ]
    natural = _even([_natural(column) for column in cells], table)
    if sum(natural) <= room_mm:
        return tuple(natural)
    least = [min(_longest_word(column), wide) for column, wide in zip(cells, natural, strict=True)]
    return _squeezed(natural, least, room_mm)


def _even(natural: Sequence[float], table: Table) -> list[float]:
    numbers = [alignment == "right" for alignment in table.alignments]
    widest = max(
        (width for width, number in zip(natural, numbers, strict=True) if number), default=0.0
    )
    return [
        max(widest, _NUMBER_MM) if number else max(width, _LABEL_MM if index == 0 else 0.0)
        for index, (width, number) in enumerate(zip(natural, numbers, strict=True))
    ]


def _squeezed(
    natural: Sequence[float], least: Sequence[float], room_mm: float
) -> tuple[float, ...]:
    spare = room_mm - sum(least)
    if spare <= 0:
        return tuple(width * room_mm / sum(least) for width in least)
    wanted = [wide - narrow for wide, narrow in zip(natural, least, strict=True)]
    share = spare / sum(wanted)
    return tuple(narrow + more * share for narrow, more in zip(least, wanted, strict=True))


def _natural(column: Sequence[Cell]) -> float:
    # The longest by count of letters is near enough to the widest, and quick to find.
    head, *texts = (plain_text(cell.children) for cell in column)
    longest = max(texts, key=len, default="")
    return max(_width_mm(head) * 1.06, _width_mm(longest)) + _PADDING_MM


def _longest_word(column: Sequence[Cell]) -> float:
    words = (word for cell in column for word in plain_text(cell.children).split(" "))
    return _width_mm(max(words, key=len, default="")) * 1.06 + _PADDING_MM


def _width_mm(text: str) -> float:
    thousandths = sum(
        290 if letter in _NARROW else 800 if letter in _WIDE else 1000 if letter > "\u2e80" else 535
        for letter in text
    )
    return thousandths / 1000 * _SIZE_PT * _POINT_MM
