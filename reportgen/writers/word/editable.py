"""Charts that Word can edit: laid out as the pictures are, then said in Word's own terms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from reportgen.model import Chart, Quantity, Series
from reportgen.writers.charts.fitting import fit
from reportgen.writers.charts.layout.axes import HAIRLINE
from reportgen.writers.charts.layout.bars import LABEL_GAP, bar_rhythm, is_all_zero
from reportgen.writers.charts.layout.categories import measure_categories
from reportgen.writers.charts.layout.legend import lay_out_legend
from reportgen.writers.charts.layout.lines import LINE, end_height, in_dip
from reportgen.writers.charts.layout.names import find_tops, measure_names
from reportgen.writers.charts.layout.plot import labelled_ticks, measure_plot, shows_shares
from reportgen.writers.charts.layout.signs import place_sign
from reportgen.writers.charts.layout.stacked import (
    SEAM,
    THICKNESS,
    fits,
    legend_entries,
    part_lengths,
)
from reportgen.writers.charts.palette import AXIS, GRID, INK, QUIET_INK, text_colour
from reportgen.writers.charts.shapes import Drawing
from reportgen.writers.charts.style import MARGIN_PT, POINTS_PER_MM, ChartStyle
from reportgen.writers.charts.typesetting import flatten
from reportgen.writers.charts.widths import EstimatedTypeface
from reportgen.writers.charts.words import value_label, word
from reportgen.writers.word import workbook
from reportgen.writers.word.wml import chart as wml
from reportgen.writers.word.wml.markup import NOTHING, Xml, joined
from reportgen.writers.word.workbook_words import cuts, number_format, stretches, told_categories

# What stands before a label that is centred on a line, so that it is seen beside that.
_EM_SPACE = "\u2003"
_RIM = 0.75  # white around a sign
_SWATCH_ROOM = 26.0  # what Word puts around an entry of the key


class EditableChart(Struct, frozen=True):
    """A chart part, the workbook that it shows, its size on the page."""

    markup: Xml
    workbook: bytes
    width_mm: float
    height_mm: float


class _Setting(Struct, frozen=True):
    """What all parts of one chart share.

    `columns` are what the workbook has: the chart's series as Word is to say them.
    """

    chart: Chart
    style: ChartStyle
    face: EstimatedTypeface
    drawing: Drawing
    columns: tuple[Series, ...]
    number_format: str

    def type(self, colour: str = INK) -> wml.Type:
        return wml.Type(self.style.font_family, self.style.text_size_pt, colour)

    def colour(self, index: int) -> str:
        return self.style.look.chart_colour(index, len(self.chart.series))

    @property
    def from_zero(self) -> bool:
        """Whether no value is below zero."""
        return all(value is None or value >= 0 for value in _values(self))

    def area(self, left: float, top: float, right: float, bottom: float) -> wml.Area:
        """A rectangle of the drawing, given in points between its margins."""
        width, height = self.drawing.outer_width, self.drawing.outer_height
        return wml.Area(
            (left + MARGIN_PT) / width,
            (top + MARGIN_PT) / height,
            max(right - left, 1) / width,
            max(bottom - top, 1) / height,
        )


def editable_chart(chart: Chart, style: ChartStyle, language: str) -> EditableChart:
    """`chart` as Word's own, as large as its picture would be; `language` is a tag as sv-SE.

    Its type is as small as the picture's where that fits on a page only so.
    The workbook's cells of what is not known stay empty, and the words for it stand beside
    the category or in the key.
    """
    here = _setting(chart, style)
    match chart.kind:
        case "bars" | "grouped":
            plot, legend = _bars(here)
        case "stacked":
            plot, legend = _stacked(here)
        case "line":
            plot, legend = _lines(here, language), NOTHING
        case _:
            assert_never(chart.kind)
    return EditableChart(
        wml.chart_space(language=language, type_=here.type(), plot=plot, legend=legend),
        workbook.write_workbook(here.chart.categories, here.columns, here.number_format),
        here.drawing.outer_width / POINTS_PER_MM,
        here.drawing.outer_height / POINTS_PER_MM,
    )


def _setting(chart: Chart, style: ChartStyle) -> _Setting:
    chart = replace(chart, categories=told_categories(chart))
    fitted = fit(chart, style, EstimatedTypeface)
    style, face = fitted.style, EstimatedTypeface(fitted.style.text_size_pt)
    match chart.kind:
        case "stacked":
            names = legend_entries(chart, _stack_lengths(chart, style, face), face)
            pairs = zip(names, chart.series, strict=True)
            columns = tuple(Series(name, series.values) for name, series in pairs)
        case "line":
            columns = tuple(part for series in chart.series for part in stretches(series, chart))
        case "bars" | "grouped":
            columns = tuple(Series(flatten(each.label), each.values) for each in chart.series)
        case _:
            assert_never(chart.kind)
    return _Setting(chart, style, face, fitted.drawing, columns, number_format(chart))


def _bars(here: _Setting) -> tuple[Xml, Xml]:
    chart, style = here.chart, here.style
    left = measure_categories(chart.categories, style, here.face).plot_left
    legend, top = _legend(here, left) if len(chart.series) > 1 else (NOTHING, 0.0)
    thickness, step, pitch = bar_rhythm(chart, style, top)
    labels = wml.data_labels(wml.Labels("outEnd", here.number_format, here.type()))
    series = [
        wml.bar_series(index, _name(here, index), here.colour(index), labels, _data(here, index))
        for index in range(len(chart.series))
    ]
    bars = wml.bar_chart(
        series,
        stacked=False,
        gap=round(100 * (pitch - step * len(series)) / thickness),
        overlap=-round(100 * (step - thickness) / thickness),
    )
    room = max(here.face.width(value_label(value, chart.language)) for value in _values(here))
    right = style.width_pt - room - LABEL_GAP
    return _field(here, left, top, right, bars), legend


def _stacked(here: _Setting) -> tuple[Xml, Xml]:
    chart, style = here.chart, here.style
    left = measure_categories(chart.categories, style, here.face).plot_left
    legend, top = _legend(here, left)
    lengths = _stack_lengths(chart, style, here.face)
    series = [
        wml.bar_series(
            index,
            _name(here, index),
            here.colour(index),
            _stack_labels(here, index, [row[index] for row in lengths]),
            _data(here, index),
            seam_pt=0 if is_all_zero(chart) else SEAM,
        )
        for index in range(len(chart.series))
    ]
    row = (here.drawing.height - top) / len(chart.categories)
    thickness = THICKNESS * style.text_size_pt
    bars = wml.bar_chart(
        series, stacked=True, gap=max(round(100 * (row - thickness) / thickness), 0), overlap=100
    )
    return _field(here, left, top, style.width_pt, bars), legend


def _stack_lengths(chart: Chart, style: ChartStyle, face: EstimatedTypeface) -> list[list[float]]:
    left = measure_categories(chart.categories, style, face).plot_left
    return part_lengths(chart, style.width_pt - left)


def _stack_labels(here: _Setting, index: int, lengths: Sequence[float]) -> Xml:
    """The values inside the parts that have room for them; the others stand in the key."""
    values = here.chart.series[index].values
    own = joined(
        _stack_label(here, index, at, value, length)
        for at, (value, length) in enumerate(zip(values, lengths, strict=True))
    )
    colour = text_colour(here.colour(index))
    return wml.data_labels(wml.Labels("ctr", here.number_format, here.type(colour), own))


def _stack_label(here: _Setting, index: int, at: int, value: Quantity, length: float) -> Xml:
    """What differs for one part: no label where there is no room, a dark 0 where no part is."""
    if index == 0 and _is_none(here.chart, at):
        beside = f'"{_EM_SPACE * 2}"{here.number_format}'
        return wml.single_label(at, wml.Labels("ctr", beside, here.type()))
    if value is None:
        return NOTHING
    shown = value and fits(value_label(value, here.chart.language), length, here.face)
    return NOTHING if shown else wml.no_label(at)


def _is_none(chart: Chart, at: int) -> bool:
    """Whether a bar has no part because all are 0: then the first one's label says so."""
    return all(series.values[at] == 0 for series in chart.series)


def _field(here: _Setting, left: float, top: float, right: float, bars: Xml) -> Xml:
    """The field of bars, with the words to its left."""
    area = here.area(left, top, right, here.drawing.height)
    line = Xml("<a:ln><a:noFill/></a:ln>")
    if is_all_zero(here.chart) or not here.from_zero:
        line = wml.outline(AXIS, HAIRLINE)
    axes = joined(
        (wml.category_axis("l", here.type(), line), wml.hidden_value_axis(from_zero=here.from_zero))
    )
    return wml.plot_area(area, bars, axes)


def _legend(here: _Setting, plot_left: float) -> tuple[Xml, float]:
    """The key above the bars, and the height that the picture gives it."""
    names = tuple(column.label for column in here.columns)
    _shapes, height = lay_out_legend(names, plot_left, here.style, here.face)
    widths = [here.face.width(name) + _SWATCH_ROOM for name in names]
    left = plot_left if plot_left + sum(widths) <= here.style.width_pt else 0.0
    right = min(left + sum(widths), here.style.width_pt)
    return wml.legend(here.area(left, 0, right, height), here.type()), height


def _lines(here: _Setting, language: str) -> Xml:
    chart, style = here.chart, here.style
    names = measure_names(chart, style, here.face)
    plot = measure_plot(chart, names, style, here.face)
    ends = [end_height(series, plot) for series in chart.series]
    heights = [len(lines) * style.line_pt for lines in names.rows] or [0.0] * len(ends)
    tops = find_tops(ends, heights, (plot.top, plot.bottom)) if names.rows else ends
    moved = [
        (top + height / 2 - end) / here.drawing.outer_height
        for top, height, end in zip(tops, heights, ends, strict=True)
    ]
    parts = len(here.columns) // len(chart.series)
    lines = wml.line_chart(
        _line(here, index, parts, moved[index // parts], values_shown=plot.values_shown)
        for index in range(len(here.columns))
    )
    ticks = labelled_ticks(chart)
    unit = 100 if shows_shares(chart) else 1
    whole = all((tick * unit).denominator == 1 for tick, _ in ticks)
    axis_format = re.sub(r"0\.0+", "0", here.number_format) if whole else here.number_format
    title = wml.axis_title(plot.title, here.type(QUIET_INK), language, here.area(0, 0, 0, 0))
    axes = (
        wml.category_axis("b", here.type(), wml.outline(AXIS, HAIRLINE), _breaks(here, language)),
        wml.value_axis(
            here.type(QUIET_INK),
            axis_format,
            wml.outline(GRID, HAIRLINE),
            title,
            from_zero=here.from_zero,
        ),
    )
    area = here.area(plot.left, plot.top, plot.right, plot.bottom)
    return wml.plot_area(area, lines, joined(axes))


def _line(here: _Setting, index: int, parts: int, down: float, *, values_shown: bool) -> Xml:
    """One line, or one stretch of a line that is cut into `parts`."""
    colour = here.colour(index // parts)
    sign = place_sign(index // parts, 0, 0, colour)
    labels = _line_labels(
        here, index, down, values_shown=values_shown, named=index % parts == parts - 1
    )
    return wml.line_series(
        index,
        _name(here, index),
        wml.outline(colour, LINE),
        wml.marker(sign.kind, round(sign.size + _RIM), colour, _RIM),
        labels,
        _data(here, index),
    )


def _line_labels(
    here: _Setting, index: int, down: float, *, values_shown: bool, named: bool
) -> Xml:
    """The values of a single line; at the end of a line its name, and among several its value."""
    values = here.columns[index].values
    known = [at for at, value in enumerate(values) if value is not None]
    below = wml.Labels("b", here.number_format, here.type())
    single = [
        wml.single_label(at, below) for at in known[:-1] if values_shown and in_dip(values, at)
    ]
    if known and named:
        end = wml.Labels("r", here.number_format, here.type())
        several = len(here.chart.series) > 1
        told = values[-1] is not None and (values_shown or several)
        single.append(wml.single_label(known[-1], end, down=down, name=True, value=told))
    return wml.data_labels(
        wml.Labels("t", here.number_format, here.type(), joined(single), shown=values_shown)
    )


def _breaks(here: _Setting, language: str) -> Xml:
    """Below the years: between which of them the series is broken."""
    chart = here.chart
    years = [f"{chart.categories[at - 1]}–{chart.categories[at]}" for at in cuts(chart)]
    if not years:
        return NOTHING
    said = word("break", chart.language)
    content = f"{said[0].upper()}{said[1:]}: {', '.join(years)}"
    return wml.axis_title(content, here.type(QUIET_INK), language)


def _name(here: _Setting, index: int) -> Xml:
    return wml.text_reference(workbook.name_cell(index), (here.columns[index].label,))


def _data(here: _Setting, index: int) -> Xml:
    count = len(here.chart.categories)
    return wml.series_data(
        wml.text_reference(workbook.category_cells(count), here.chart.categories),
        workbook.value_cells(index, count),
        [workbook.cached(value) for value in here.columns[index].values],
        here.number_format,
    )


def _values(here: _Setting) -> list[Quantity]:
    return [value for series in here.chart.series for value in series.values]
