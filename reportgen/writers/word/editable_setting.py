"""What the parts of a chart that Word can edit share: its layout, its columns, its type."""

from __future__ import annotations

from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from reportgen.model import Chart, Quantity, Series
from reportgen.writers.charts.fitting import fit
from reportgen.writers.charts.layout.categories import measure_categories
from reportgen.writers.charts.layout.colouring import series_fill
from reportgen.writers.charts.layout.panels import side_by_side
from reportgen.writers.charts.layout.stacked import legend_entries, part_lengths, sum_room
from reportgen.writers.charts.layout.units import below_unit, unit_above, unit_height
from reportgen.writers.charts.palette import INK
from reportgen.writers.charts.shapes import Drawing
from reportgen.writers.charts.style import MARGIN_PT, ChartStyle
from reportgen.writers.charts.typesetting import flatten
from reportgen.writers.charts.widths import EstimatedTypeface
from reportgen.writers.charts.words import word
from reportgen.writers.word import workbook
from reportgen.writers.word.wml import chart as wml
from reportgen.writers.word.wml.markup import Xml
from reportgen.writers.word.workbook_words import (
    column_name,
    number_format,
    opposite,
    stretches,
    told_categories,
)


class Setting(Struct, frozen=True):
    """What all parts of one chart share.

    `columns` are what the workbook has: the chart's series as Word is to say them. `title` says
    above all else what is counted, empty where nothing does; `style` is that of what is below it.
    """

    chart: Chart
    style: ChartStyle
    face: EstimatedTypeface
    drawing: Drawing
    columns: tuple[Series, ...]
    number_format: str
    title: str = ""

    @property
    def has_sums(self) -> bool:
        """Whether the last column has what the others come to."""
        return self.chart.kind == "stacked" and len(self.columns) > len(self.chart.series)

    def type(self, colour: str = INK) -> wml.Type:
        """How text of that colour is set."""
        return wml.Type(self.style.font_family, self.style.text_size_pt, colour)

    def colour(self, index: int) -> str:
        """The colour of the series at `index`."""
        return series_fill(self.chart, self.style.look, index)

    @property
    def head(self) -> float:
        """What the title takes."""
        return unit_height(self.style) if self.title else 0.0

    @property
    def height(self) -> float:
        """The height below the title."""
        return self.drawing.height - self.head

    @property
    def from_zero(self) -> bool:
        """Whether no value is below zero."""
        values = (value for column in self.columns for value in column.values)
        return all(value is None or value >= 0 for value in values)

    def area(self, left: float, top: float, right: float, bottom: float) -> wml.Area:
        """A rectangle of the drawing, given in points between its margins."""
        width, height = self.drawing.outer_width, self.drawing.outer_height
        return wml.Area(
            (left + MARGIN_PT) / width,
            (top + self.head + MARGIN_PT) / height,
            max(right - left, 1) / width,
            max(bottom - top, 1) / height,
        )


def setting_of(chart: Chart, style: ChartStyle) -> Setting:
    """The chart laid out in `style`, its type as small as it must be to fit on a page."""
    chart = _as_word_has(chart)
    chart = replace(chart, categories=told_categories(chart))
    fitted = fit(chart, style, EstimatedTypeface)
    style, face = fitted.style, EstimatedTypeface(fitted.style.text_size_pt)
    match chart.kind:
        case "stacked":
            names = legend_entries(chart, stack_lengths(chart, style, face), face)
            pairs = zip(names, chart.series, strict=True)
            columns = tuple(Series(name, series.values) for name, series in pairs)
            if sum_room(chart, face):
                sums = tuple(chart.sum_at(at) for at in range(len(chart.categories)))
                columns = (*columns, Series(word("sum", chart.language), sums))
        case "line":
            columns = tuple(part for series in chart.series for part in stretches(series, chart))
        case "pyramid":
            columns = opposite(chart.series)
        case "bars" | "columns" | "years" | "grouped" | "dumbbell" | "panels" | "timeline":
            columns = tuple(Series(column_name(each, chart), each.values) for each in chart.series)
        case _:
            assert_never(chart.kind)
    if chart.target:
        flat = (chart.target.value,) * len(chart.categories)
        columns = (*columns, Series(flatten(chart.target.label), flat))
    title = unit_above(chart, style, face)
    below = below_unit(style) if title else style
    return Setting(chart, below, face, fitted.drawing, columns, number_format(chart), title)


def _as_word_has(chart: Chart) -> Chart:
    """The chart in a shape that Word has, where that lacks its own.

    Dumbbells and panels become years side by side. A timeline stays a picture: where only its
    place is needed it is bars.
    """
    if chart.kind == "panels":
        return side_by_side(chart)
    if chart.kind == "timeline":
        return replace(chart, kind="bars", marked=())
    return replace(chart, kind="grouped") if chart.kind == "dumbbell" else chart


def stack_lengths(chart: Chart, style: ChartStyle, face: EstimatedTypeface) -> list[list[float]]:
    """How long each part of each bar of a stack is."""
    left = measure_categories(chart.categories, style, face).plot_left
    return part_lengths(chart, style.width_pt - left - sum_room(chart, face))


def name_of(here: Setting, index: int) -> Xml:
    """The name of a column of the workbook."""
    return wml.text_reference(workbook.name_cell(index), (here.columns[index].label,))


def data_of(here: Setting, index: int) -> Xml:
    """The categories, and the values of a column of the workbook."""
    count = len(here.chart.categories)
    return wml.series_data(
        wml.text_reference(workbook.category_cells(count), here.chart.categories),
        workbook.value_cells(index, count),
        [workbook.cached(value) for value in here.columns[index].values],
        here.number_format,
    )


def values_of(here: Setting) -> list[Quantity]:
    """All values of the chart."""
    return [value for series in here.chart.series for value in series.values]
