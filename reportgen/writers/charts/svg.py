"""A drawing as SVG: text as outlines, so that it looks the same with and without the font."""

from __future__ import annotations

from functools import cache
from typing import assert_never

from msgspec import Struct

from reportgen.writers.charts.palette import GROUND
from reportgen.writers.charts.shapes import (
    Bar,
    Drawing,
    Label,
    Marker,
    Shape,
    Stroke,
    marker_corners,
)
from reportgen.writers.charts.style import MARGIN_PT, POINTS_PER_MM
from reportgen.writers.charts.typefaces import EM, ChartTypeface, Glyph

# matplotlib.path.Path's codes: the letter for each in a path of SVG, relative, and its points.
_MOVE, _CLOSE = 1, 79
_COMMANDS = {_MOVE: ("m", 1), 2: ("l", 1), 3: ("q", 2), 4: ("c", 3), _CLOSE: ("z", 1)}
_XML_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


class _Contours(Struct, frozen=True):
    """A glyph's outline: where it starts, its steps from there, where the pen is after them."""

    start: tuple[int, int]
    steps: str
    end: tuple[int, int]


def write_svg(drawing: Drawing, face: ChartTypeface) -> bytes:
    """The picture with its size in mm, on white; its coordinates are points.

    One path a label and no references inside: every reader of SVG shows that, and several
    pictures stand in one page of HTML without their ids meeting.
    """
    width, height = drawing.outer_width, drawing.outer_height
    mm = f'width="{_number(width / POINTS_PER_MM)}mm" height="{_number(height / POINTS_PER_MM)}mm"'
    origin = _number(-MARGIN_PT)
    box = f"{origin} {origin} {_number(width)} {_number(height)}"
    ground = _shape(Bar(-MARGIN_PT, -MARGIN_PT, width, height, GROUND), 0, face)
    scale = drawing.text_size / EM
    shapes = "".join(_shape(shape, scale, face) for shape in drawing.shapes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {mm} viewBox="{box}" role="img">'
        f"<title>{drawing.title.translate(_XML_ESCAPES)}</title>{ground}{shapes}</svg>\n"
    ).encode()


def _shape(shape: Shape, scale: float, face: ChartTypeface) -> str:
    """One shape as an element; empty for a label without ink."""
    match shape:
        case Bar():
            x, y, width, height = map(_number, (shape.x, shape.y, shape.width, shape.height))
            place = f'x="{x}" y="{y}" width="{width}" height="{height}"'
            return f'<rect {place} fill="{shape.colour}"/>'
        case Stroke():
            return (
                f'<path d="M{_points(shape.points)}" fill="none" stroke="{shape.colour}" '
                f'stroke-width="{_number(shape.width)}" stroke-linecap="round"/>'
            )
        case Marker():
            return _marker(shape)
        case Label():
            return _label(shape, scale, face)
        case _:
            assert_never(shape)


def _marker(marker: Marker) -> str:
    """A sign as a circle or a closed path."""
    corners = marker_corners(marker)
    if corners:
        return f'<path d="M{_points(corners)}z" fill="{marker.colour}"/>'
    x, y, radius = map(_number, (marker.x, marker.y, marker.size / 2))
    return f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{marker.colour}"/>'


def _label(label: Label, scale: float, face: ChartTypeface) -> str:
    """A line of text as one path, in thousandths of the text size."""
    parts: list[str] = []
    pen_x, pen_y = 0, 0
    for start, glyph in face.place(label.text):
        contours = _contours(glyph)
        if contours:
            origin = round(start)
            x, y = contours.start
            parts.append(f"m{origin + x - pen_x} {y - pen_y}{contours.steps}")
            pen_x, pen_y = origin + contours.end[0], contours.end[1]
    if not parts:
        return ""
    return (
        f'<path transform="translate({_number(label.x)} {_number(label.y)}) '
        f'scale({scale:.5f} -{scale:.5f})" fill="{label.colour}" d="{"".join(parts)}"/>'
    )


@cache
def _contours(glyph: Glyph) -> _Contours | None:
    """The outline of `glyph` in relative steps, which are the same wherever it stands."""
    vertices = [(round(x), round(y)) for x, y in glyph.vertices.tolist()]
    codes = glyph.codes.tolist()
    if not codes:
        return None
    parts: list[str] = []
    first = begin = pen = vertices[0]
    at = 1
    while at < len(codes):
        code = codes[at]
        letter, points = _COMMANDS[code]
        reached = vertices[at : at + points]
        if code == _CLOSE:
            parts.append(letter)
            pen = begin
        else:
            parts.append(letter + _steps(pen, reached))
            pen = reached[-1]
            begin = pen if code == _MOVE else begin
        at += points
    return _Contours(first, "".join(parts), pen)


def _steps(pen: tuple[int, int], reached: list[tuple[int, int]]) -> str:
    """The points as seen from the pen, with as few blanks as SVG's grammar allows."""
    return " ".join(f"{x - pen[0]} {y - pen[1]}" for x, y in reached).replace(" -", "-")


def _points(points: tuple[tuple[float, float], ...]) -> str:
    """Absolute points of a path."""
    return " ".join(f"{_number(x)} {_number(y)}" for x, y in points)


def _number(value: float) -> str:
    """A length with two decimals at most."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
