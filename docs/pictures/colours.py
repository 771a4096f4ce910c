"""A sample of each colour that `init` offers: `python docs/pictures/colours.py`."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from PIL import Image

from reportgen.compose.look import look_of
from reportgen.model import Chart, Series
from reportgen.office.fonts import find_font
from reportgen.scaffold import NAMED_COLOURS
from reportgen.writers.charts import raster
from reportgen.writers.charts.drawing import open_fonts
from reportgen.writers.charts.fitting import fit
from reportgen.writers.charts.style import ChartStyle
from reportgen.writers.charts.typefaces import ChartTypeface

PAGE = Path(__file__).parent / "colours.png"


def main() -> None:
    """Draw a stack in each colour, named by it, three beside each other."""
    fonts = open_fonts(find_font("Calibri").file)
    raster.DPI = 80
    pictures = []
    for name, colour in NAMED_COLOURS.items():
        parts = tuple(
            Series(label, values)
            for label, values in (("Kvinnor", (40, 51)), ("Män", (22, 25)), ("Okänt", (9, 8)))
        )
        chart = Chart("stacked", name, (f"{name} 2021", f"{name} 2022"), parts, "", "sv")
        style = ChartStyle(width_mm=80.0, look=look_of((colour,)).look)
        fitted = fit(chart, style, lambda size: ChartTypeface(fonts, size))
        face = ChartTypeface(fonts, fitted.style.text_size_pt)
        pixels = raster._paint(fitted.drawing, face)  # noqa: SLF001
        pictures.append(np.pad(pixels, ((8, 8), (10, 10), (0, 0)), constant_values=255))
    rows = [np.concatenate(pictures[at : at + 3], axis=1) for at in range(0, len(pictures), 3)]
    page = Image.fromarray(np.concatenate(rows)[:, :, :3])
    page.quantize(32, dither=Image.Dither.NONE).save(PAGE, optimize=True)
    sys.stdout.write(f"{PAGE}\n")


if __name__ == "__main__":
    main()
