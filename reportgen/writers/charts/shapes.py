"""What a chart is made of once it is laid out: bars, strokes, markers and labels.

Lengths are points, x to the right and y downwards from the picture's upper left corner.
"""

from __future__ import annotations

from typing import Literal, assert_never

from msgspec import Struct
from msgspec.structs import replace

from reportgen.writers.charts.style import MARGIN_PT

Point = tuple[float, float]
MarkerKind = Literal["circle", "square", "triangle", "diamond"]


class Bar(Struct, frozen=True):
    """A filled rectangle; `x`, `y` is its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    colour: str


class Stroke(Struct, frozen=True):
    """A line through `points`, `width` thick."""

    points: tuple[Point, ...]
    width: float
    colour: str


class Marker(Struct, frozen=True):
    """A small filled sign about `x`, `y`, as high as `size`."""

    x: float
    y: float
    kind: MarkerKind
    size: float
    colour: str


class Label(Struct, frozen=True):
    """One line of text that begins at `x` on the baseline `y` and is `width` long."""

    text: str
    x: float
    y: float
    width: float
    colour: str


Shape = Bar | Stroke | Marker | Label


class Drawing(Struct, frozen=True):
    """A whole picture in points: painted in the order of `shapes`, on white.

    `width` and `height` are those between the margins. All labels have the size `text_size`.
    `title` is what the picture says it is to those who do not see it.
    """

    width: float
    height: float
    text_size: float
    title: str
    shapes: tuple[Shape, ...]

    @property
    def outer_width(self) -> float:
        """The width with the margins."""
        return self.width + 2 * MARGIN_PT

    @property
    def outer_height(self) -> float:
        """The height with the margins."""
        return self.height + 2 * MARGIN_PT

    @property
    def labels(self) -> tuple[Label, ...]:
        """The lines of text, in the order they are painted."""
        return tuple(shape for shape in self.shapes if isinstance(shape, Label))


def lowered(shape: Shape, down: float) -> Shape:
    """The shape so far below its place."""
    match shape:
        case Bar() | Marker() | Label():
            return replace(shape, y=shape.y + down)
        case Stroke(points=points):
            return replace(shape, points=tuple((x, y + down) for x, y in points))
    assert_never(shape)


def marker_corners(marker: Marker) -> tuple[Point, ...]:
    """The corners of a marker's outline; a circle has none."""
    x, y, half = marker.x, marker.y, marker.size / 2
    match marker.kind:
        case "circle":
            return ()
        case "square":
            return (
                (x - half, y - half),
                (x + half, y - half),
                (x + half, y + half),
                (x - half, y + half),
            )
        case "diamond":
            return ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
        case "triangle":
            return ((x, y - half), (x + half, y + half), (x - half, y + half))
        case _:
            assert_never(marker.kind)
