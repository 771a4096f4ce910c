"""One chart drawn: laid out, painted as PNG, written as SVG. Here matplotlib is loaded."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from reportgen.model import Chart, Picture
from reportgen.writers.charts.cache import Drawn
from reportgen.writers.charts.fitting import fit
from reportgen.writers.charts.raster import write_png
from reportgen.writers.charts.style import POINTS_PER_MM, ChartStyle
from reportgen.writers.charts.svg import write_svg
from reportgen.writers.charts.typefaces import ChartFonts, ChartTypeface


def load_matplotlib() -> None:
    """Import all that drawing needs, for those who have time for it now."""
    import logging
    from importlib import import_module

    # It tells of folders that it cannot write its cache to; the charts need none.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    import_module("matplotlib.backends.backend_agg")


def open_fonts(font_file: str) -> ChartFonts:
    """The charts' fonts; matplotlib's own where `font_file` is empty."""
    load_matplotlib()
    import matplotlib

    spare = str(Path(matplotlib.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf"))
    return ChartFonts(font_file or spare, spare)


def draw_chart(chart: Chart, style: ChartStyle, fonts: ChartFonts) -> Drawn:
    """`chart` as a picture of the width that `style` says and the height that it needs.

    Its type is smaller where it would not fit on a page otherwise.
    """
    fonts.missing.clear()
    fitted = fit(chart, style, partial(ChartTypeface, fonts))
    drawing, face = fitted.drawing, ChartTypeface(fonts, fitted.style.text_size_pt)
    picture = Picture(
        write_png(drawing, face),
        "png",
        write_svg(drawing, face),
        drawing.outer_width / POINTS_PER_MM,
        drawing.outer_height / POINTS_PER_MM,
    )
    return Drawn(picture, "".join(sorted(fonts.missing)))
