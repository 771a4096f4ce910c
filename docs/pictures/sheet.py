"""Makes the guide's picture of a register: `python docs/pictures/sheet.py`.

Drawn, not photographed, so that it can be made on any computer; every case in it is invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import resvg_py
from PIL import Image

HERE = Path(__file__).parent
COLOURS = 32
ROW, LEFT = 26, 40
WIDTHS = (80, 96, 104, 124, 60, 190)
SHEET = (
    ("Ärenden i Exempelregionen", "", "", "", "", ""),
    ("", "", "", "", "", ""),
    ("Ärendenr", "Inkom", "Kön", "Nationalitet", "Ålder", "Ändamål"),
    ("22-001", "2022-01-07", "Kvinna", "Rumänien", "17", "Sexuella ändamål"),
    ("22-002", "2022-01-19", "Man", "Ukraina", "34", "Arbetskraftsexploatering"),
    ("22-003", "2022-02-02", "Kvinna", "Rumänen", "41", "Sexuella ändamål; Tiggeri"),
    ("22-004", "2022-02-15", "Kvinna", "", "25", "Oklart"),
    ("Summa", "", "", "", "", "4"),
)
# The cell that the guide's message is about.
WRONG = (5, 3)


def drawing() -> str:
    """The sheet as Excel shows it: letters above, numbers beside, a line around each cell."""
    width, height = LEFT + sum(WIDTHS), ROW * (len(SHEET) + 1)
    cells = list(_cells())
    # A text runs on over the empty cells beside it.
    shapes = "".join([box for box, _text in cells] + [text for _box, text in cells])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width + 1}" height="{height + 1}"'
        f' font-family="Carlito" font-size="15">{shapes}</svg>'
    )


def _cells() -> Iterator[tuple[str, str]]:
    """Each cell's box and its text."""
    yield _cell(0, 0, LEFT, "", "#e6e6e6")
    x = LEFT
    for column, width in enumerate(WIDTHS):
        yield _cell(x, 0, width, chr(ord("A") + column), "#e6e6e6", "middle")
        for row, cells in enumerate(SHEET):
            fill = "#fde2e2" if (row, column) == WRONG else "#ffffff"
            yield _cell(x, (row + 1) * ROW, width, cells[column], fill, bold=row in (0, 2, 7))
        x += width
    for row in range(len(SHEET)):
        yield _cell(0, (row + 1) * ROW, LEFT, str(row + 1), "#e6e6e6", "middle")


def _cell(
    x: int, y: int, width: int, text: str, fill: str, anchor: str = "start", *, bold: bool = False
) -> tuple[str, str]:
    at = x + width / 2 if anchor == "middle" else x + 6
    weight = ' font-weight="bold"' if bold else ""
    box = (
        f'<rect x="{x + 0.5}" y="{y + 0.5}" width="{width}" height="{ROW}" fill="{fill}"'
        ' stroke="#c8c8c8"/>'
    )
    return box, f'<text x="{at}" y="{y + 18}" text-anchor="{anchor}"{weight}>{escape(text)}</text>'


def main() -> None:
    content = resvg_py.svg_to_bytes(svg_string=drawing())
    picture = Image.open(BytesIO(bytes(content))).convert("RGB").quantize(COLOURS)
    picture.save(HERE / "register.png", optimize=True)


if __name__ == "__main__":
    main()
