"""How a chart fits on a page: with smaller type where it must, but never too small to read."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from reportgen.model import Chart
from reportgen.writers.charts.layout import lay_out
from reportgen.writers.charts.shapes import Drawing
from reportgen.writers.charts.style import SMALLEST_TYPE_PT, ChartStyle
from reportgen.writers.charts.typesetting import Typeface

_STEP_PT = 0.5
_ROUNDING_PT = 0.01
# A typeface for a size in points.
FaceOf = Callable[[float], Typeface]


class Fitted(Struct, frozen=True):
    """A chart laid out in `style`, whose type may be smaller than what was asked for.

    `fits` is False where not even the smallest type brings it below the height of the page.
    """

    drawing: Drawing
    style: ChartStyle
    fits: bool


def fit(chart: Chart, style: ChartStyle, face_of: FaceOf) -> Fitted:
    """`chart` no higher than `style` allows, with the largest type for that, at most its own."""
    while True:
        drawing = lay_out(chart, style, face_of(style.text_size_pt))
        fits = drawing.height <= style.height_pt + _ROUNDING_PT
        if fits or style.text_size_pt <= SMALLEST_TYPE_PT:
            return Fitted(drawing, style, fits)
        smaller = max(style.text_size_pt - _STEP_PT, SMALLEST_TYPE_PT)
        style = replace(style, text_size_pt=smaller)


def most_categories(chart: Chart, style: ChartStyle, face_of: FaceOf) -> int:
    """How many of the categories, counted from the first, fit with the smallest type; maybe 0."""
    style = replace(style, text_size_pt=min(style.text_size_pt, SMALLEST_TYPE_PT))
    fitting, too_many = 0, len(chart.categories) + 1
    while too_many - fitting > 1:
        middle = (fitting + too_many) // 2
        if fit(_first(chart, middle), style, face_of).fits:
            fitting = middle
        else:
            too_many = middle
    return fitting


def most_series(chart: Chart, style: ChartStyle, face_of: FaceOf) -> int:
    """How many of the series, counted from the last, fit with the smallest type; maybe 0."""
    style = replace(style, text_size_pt=min(style.text_size_pt, SMALLEST_TYPE_PT))
    counts = range(len(chart.series), 0, -1)
    return next(
        (n for n in counts if fit(replace(chart, series=chart.series[-n:]), style, face_of).fits), 0
    )


def _first(chart: Chart, count: int) -> Chart:
    """The chart of its first `count` categories."""
    series = tuple(replace(each, values=each.values[:count]) for each in chart.series)
    return replace(chart, categories=chart.categories[:count], series=series)
