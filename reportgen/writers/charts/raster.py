"""A drawing as PNG: its shapes painted by matplotlib's Agg."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from reportgen.model.colours import rgb
from reportgen.writers.charts.palette import GROUND
from reportgen.writers.charts.png import encode_png
from reportgen.writers.charts.shapes import (
    Bar,
    Drawing,
    Label,
    Marker,
    Point,
    Shape,
    Stroke,
    marker_corners,
)
from reportgen.writers.charts.style import MARGIN_PT
from reportgen.writers.charts.typefaces import EM, ChartTypeface

if TYPE_CHECKING:
    from matplotlib.backend_bases import RendererBase
    from matplotlib.path import Path
    from matplotlib.transforms import Affine2D

    from reportgen.writers.charts.png import Pixels

DPI = 200


def write_png(drawing: Drawing, face: ChartTypeface) -> bytes:
    """The picture at 200 dpi, opaque on white."""
    colours = dict.fromkeys((GROUND, *(shape.colour for shape in drawing.shapes)))
    return encode_png(_paint(drawing, face), colours, DPI)


def _paint(drawing: Drawing, face: ChartTypeface) -> Pixels:
    """The picture's pixels."""
    import numpy as np
    from matplotlib.backends.backend_agg import RendererAgg
    from matplotlib.transforms import Affine2D

    dots = DPI / 72
    width, height = round(drawing.outer_width * dots), round(drawing.outer_height * dots)
    agg: Any = RendererAgg
    renderer = agg(width, height, DPI)
    # Agg counts y upwards from the lower edge.
    to_pixels = Affine2D().translate(MARGIN_PT, MARGIN_PT).scale(dots, -dots).translate(0, height)
    ground = Bar(
        -2 * MARGIN_PT, -2 * MARGIN_PT, 2 * drawing.outer_width, 2 * drawing.outer_height, GROUND
    )
    for shape in (ground, *drawing.shapes):
        _paint_shape(renderer, shape, to_pixels, drawing.text_size / EM, face)
    return np.asarray(renderer.buffer_rgba())


def _paint_shape(
    renderer: RendererBase, shape: Shape, to_pixels: Affine2D, scale: float, face: ChartTypeface
) -> None:
    """Fill or stroke one shape; a rectangle's edges fall on whole pixels."""
    pen = renderer.new_gc()
    pen.set_snap(isinstance(shape, Bar))
    colour = rgb(shape.colour)
    if isinstance(shape, Stroke):
        pen.set_linewidth(shape.width)
        pen.set_foreground(colour)
        pen.set_capstyle("round")
        renderer.draw_path(pen, _outline(shape, scale, face), to_pixels)
    else:
        pen.set_linewidth(0)
        renderer.draw_path(pen, _outline(shape, scale, face), to_pixels, colour)
    pen.restore()


def _outline(shape: Shape, scale: float, face: ChartTypeface) -> Path:
    """The outline of a shape as matplotlib's path, in points."""
    from matplotlib.path import Path

    match shape:
        case Bar():
            right, bottom = shape.x + shape.width, shape.y + shape.height
            corners = ((shape.x, shape.y), (right, shape.y), (right, bottom), (shape.x, bottom))
            return _polygon(corners)
        case Stroke():
            return Path(shape.points)
        case Marker():
            if shape.kind == "circle":
                return Path.circle((shape.x, shape.y), shape.size / 2)
            return _polygon(marker_corners(shape))
        case Label():
            return _text(shape, scale, face)
        case _:
            assert_never(shape)


def _polygon(corners: tuple[Point, ...]) -> Path:
    """A closed path through `corners`."""
    from matplotlib.path import Path

    return Path((*corners, corners[0]), closed=True)


def _text(label: Label, scale: float, face: ChartTypeface) -> Path:
    """All outlines of a line of text in one path."""
    import numpy as np
    from matplotlib.path import Path

    placed = list(face.place(label.text))
    if not placed:
        return Path(np.empty((0, 2)))
    vertices = np.concatenate([glyph.vertices + np.array((start, 0)) for start, glyph in placed])
    codes = np.concatenate([glyph.codes for _start, glyph in placed])
    return Path(vertices * (scale, -scale) + np.array((label.x, label.y)), codes)
