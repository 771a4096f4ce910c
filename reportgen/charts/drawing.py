"""One chart drawn: laid out, painted as PNG, written as SVG. Here matplotlib is loaded."""

from __future__ import annotations

from pathlib import Path

from reportgen.charts.cache import Drawn
from reportgen.charts.layout import lay_out
from reportgen.charts.raster import write_png
from reportgen.charts.style import POINTS_PER_MM, ChartStyle
from reportgen.charts.svg import write_svg
from reportgen.charts.typefaces import ChartTypeface
from reportgen.model import Chart, Picture


def load_matplotlib() -> None:
    """Import all that drawing needs, for those who have time for it now."""
    import logging
    from importlib import import_module

    # It tells of folders that it cannot write its cache to; the charts need none.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    for module in ("matplotlib.backends.backend_agg", "babel.numbers"):
        import_module(module)


def open_typeface(font_file: str, style: ChartStyle) -> ChartTypeface:
    """The font at the charts' size; matplotlib's own where `font_file` is empty."""
    load_matplotlib()
    import matplotlib

    spare = str(Path(matplotlib.get_data_path(), "fonts", "ttf", "DejaVuSans.ttf"))
    return ChartTypeface(font_file or spare, spare, style.text_size_pt)


def draw_chart(chart: Chart, style: ChartStyle, face: ChartTypeface) -> Drawn:
    """`chart` as a picture of the width that `style` says and the height that it needs."""
    face.missing.clear()
    drawing = lay_out(chart, style, face)
    picture = Picture(
        write_png(drawing, face),
        "png",
        write_svg(drawing, face),
        drawing.outer_width / POINTS_PER_MM,
        drawing.outer_height / POINTS_PER_MM,
    )
    return Drawn(picture, "".join(sorted(face.missing)))
