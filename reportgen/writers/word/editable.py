"""Charts that Word can edit: laid out as the pictures are, then said in Word's own terms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from msgspec import Struct
from msgspec.structs import replace

from reportgen.model import Chart, Quantity
from reportgen.writers.charts.layout.axes import HAIRLINE
from reportgen.writers.charts.layout.bars import LABEL_GAP, bar_rhythm, is_all_zero
from reportgen.writers.charts.layout.categories import measure_categories
from reportgen.writers.charts.layout.colouring import fill_of
from reportgen.writers.charts.layout.columns import SHARE, Columns, measure_columns
from reportgen.writers.charts.layout.legend import lay_out_legend
from reportgen.writers.charts.layout.pyramid import measure_spread, one_side
from reportgen.writers.charts.layout.stacked import (
    SEAM,
    THICKNESS,
    fits,
    sum_room,
)
from reportgen.writers.charts.palette import AXIS, QUIET_INK, text_colour
from reportgen.writers.charts.style import POINTS_PER_MM, ChartStyle
from reportgen.writers.charts.words import label_at, value_label
from reportgen.writers.word import workbook
from reportgen.writers.word.editable_lines import breaks_below, lines, target_line
from reportgen.writers.word.editable_setting import (
    Setting,
    data_of,
    name_of,
    setting_of,
    stack_lengths,
)
from reportgen.writers.word.wml import chart as wml
from reportgen.writers.word.wml import chart_axes as axes_of
from reportgen.writers.word.wml.markup import NOTHING, Xml, joined

# What stands before a label that is centred on a line, so that it is seen beside that.
_EM_SPACE = "\u2003"
_SWATCH_ROOM = 26.0  # what Word puts around an entry of the key


class EditableChart(Struct, frozen=True):
    """A chart part, the workbook that it shows, its size on the page."""

    markup: Xml
    workbook: bytes
    width_mm: float
    height_mm: float


def editable_chart(chart: Chart, style: ChartStyle, language: str) -> EditableChart:
    """`chart` as Word's own, as large as its picture would be; `language` is a tag as sv-SE.

    Its type is as small as the picture's where that fits on a page only so.
    The workbook's cells of what is not known stay empty, and the words for it stand beside
    the category or in the key.
    """
    here = setting_of(chart, style)
    match chart.kind:
        case "bars" | "grouped" | "dumbbell" | "panels" | "timeline":
            plot, legend = _bars(here)
        case "columns" | "years":
            standing = measure_columns(here.chart, here.style, here.face)
            if standing:
                plot, legend = _columns(here, standing), NOTHING
            elif here.chart.target:
                plot, legend = lines(here, language), NOTHING
            else:
                plot, legend = _bars(here)
        case "stacked":
            plot, legend = _stacked(here)
        case "pyramid":
            plot, legend = _pyramid(here)
        case "line":
            plot, legend = lines(here, language), NOTHING
        case _:
            assert_never(chart.kind)
    return EditableChart(
        wml.chart_space(
            language=language,
            type_=here.type(),
            plot=plot,
            legend=legend,
            title=_title(here, language),
        ),
        workbook.write_workbook(
            here.chart.categories, here.columns, here.number_format, summed=here.has_sums
        ),
        here.drawing.outer_width / POINTS_PER_MM,
        here.drawing.outer_height / POINTS_PER_MM,
    )


def _title(here: Setting, language: str) -> Xml:
    """What is counted, above all else."""
    above = here.area(0, -here.head, 0, 0)
    return wml.axis_title(here.title, here.type(QUIET_INK), language, replace(above, width=0.0))


def _bars(here: Setting) -> tuple[Xml, Xml]:
    chart, style = here.chart, here.style
    left = measure_categories(chart.categories, style, here.face).plot_left
    legend, top = _legend(here, left) if len(chart.series) > 1 else (NOTHING, 0.0)
    thickness, step, pitch = bar_rhythm(chart, style, top)
    labels = wml.data_labels(wml.Labels("outEnd", here.number_format, here.type()))
    series = [_bar_series(here, index, labels) for index in range(len(chart.series))]
    bars = wml.bar_chart(
        series,
        stacked=False,
        gap=round(100 * (pitch - step * len(series)) / thickness),
        overlap=-round(100 * (step - thickness) / thickness),
    )
    texts = (
        label_at(series, at, chart.language)
        for series in chart.series
        for at in range(len(series.values))
    )
    room = max(map(here.face.width, texts))
    right = style.width_pt - room - LABEL_GAP
    return _field(here, left, top, right, bars), legend


def _bar_series(here: Setting, index: int, labels: Xml) -> Xml:
    """The bars of one series; those that the title speaks of in a colour of their own."""
    chart, look = here.chart, here.style.look
    fills = [fill_of(chart, look, index, at) for at in range(len(chart.categories))]
    colour = max(dict.fromkeys(fills), key=fills.count)
    others = {at: each for at, each in enumerate(fills) if each != colour}
    name, data = name_of(here, index), data_of(here, index)
    return wml.bar_series(index, name, colour, labels, data, others=others)


def _columns(here: Setting, columns: Columns) -> Xml:
    """Columns above their words, with the line of a target across them."""
    labels = wml.data_labels(wml.Labels("outEnd", here.number_format, here.type()))
    gap = round(100 * (1 / SHARE - 1))
    bars = wml.bar_chart(
        [_bar_series(here, 0, labels)], stacked=False, gap=gap, overlap=0, standing=True
    )
    area = here.area(0.0, columns.top - LABEL_GAP, columns.right, columns.bottom)
    line = wml.outline(AXIS, HAIRLINE)
    axes = joined(
        (
            axes_of.category_axis("b", here.type(), line, breaks_below(here, here.chart.language)),
            axes_of.hidden_value_axis(standing=True),
        )
    )
    return wml.plot_area(area, joined((bars, _target(here))), axes)


def _target(here: Setting) -> Xml:
    """The line of a target, as a chart of lines above another; nothing where there is none."""
    return wml.line_chart([target_line(here)]) if here.chart.target else NOTHING


def _pyramid(here: Setting) -> tuple[Xml, Xml]:
    """Bars of one series to the left, which are numbers below zero to Word and say none."""
    chart, style = here.chart, here.style
    column = measure_categories(chart.categories, style, here.face)
    legend, top = _legend(here, column.plot_left)
    spread = measure_spread(chart, column, style, here.face)
    thickness, _step, pitch = bar_rhythm(one_side(chart), style, top)
    labels = wml.data_labels(wml.Labels("outEnd", here.number_format, here.type()))
    series = [_bar_series(here, index, labels) for index in (0, 1)]
    gap = round(100 * (pitch - thickness) / thickness)
    bars = wml.bar_chart(series, stacked=False, gap=gap, overlap=100)
    lengths = [max(map(spread.length, each.values)) for each in chart.series]
    left, right = spread.axis - lengths[0], spread.axis + lengths[1]
    return _field(here, left, top, right, bars, upwards=True), legend


def _stacked(here: Setting) -> tuple[Xml, Xml]:
    chart, style = here.chart, here.style
    left = measure_categories(chart.categories, style, here.face).plot_left
    legend, top = _legend(here, left)
    lengths = stack_lengths(chart, style, here.face)
    series = [
        wml.bar_series(
            index,
            name_of(here, index),
            here.colour(index),
            _stack_labels(here, index, [row[index] for row in lengths]),
            data_of(here, index),
            seam_pt=0 if is_all_zero(chart) else SEAM,
        )
        for index in range(len(chart.series))
    ]
    if here.has_sums:
        series.append(_sums(here))
    row = (here.height - top) / len(chart.categories)
    thickness = THICKNESS * style.text_size_pt
    bars = wml.bar_chart(
        series, stacked=True, gap=max(round(100 * (row - thickness) / thickness), 0), overlap=100
    )
    return _field(here, left, top, style.width_pt, bars, most=_end_of(here, left)), legend


def _sums(here: Setting) -> Xml:
    """Bars that are not seen, behind the others, each with their sum where it begins."""
    index = len(here.columns) - 1
    labels = wml.data_labels(wml.Labels("inBase", here.number_format, here.type()))
    return wml.bar_series(index, wml.NO_NAME, "", labels, data_of(here, index))


def _end_of(here: Setting, left: float) -> float | None:
    """Where the axis ends, so that sums find room behind the longest bar; None without any."""
    if not here.has_sums:
        return None
    room = here.style.width_pt - left
    rows = zip(*(series.values for series in here.chart.series), strict=True)
    longest = max(sum(float(value or 0) for value in row) for row in rows)
    return longest * room / (room - sum_room(here.chart, here.face))


def _stack_labels(here: Setting, index: int, lengths: Sequence[float]) -> Xml:
    """The values inside the parts that have room for them; the others stand in the key."""
    values = here.chart.series[index].values
    own = joined(
        _stack_label(here, index, at, value, length)
        for at, (value, length) in enumerate(zip(values, lengths, strict=True))
    )
    colour = text_colour(here.colour(index))
    return wml.data_labels(wml.Labels("ctr", here.number_format, here.type(colour), own))


def _stack_label(here: Setting, index: int, at: int, value: Quantity, length: float) -> Xml:
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


def _field(
    here: Setting,
    left: float,
    top: float,
    right: float,
    bars: Xml,
    *,
    upwards: bool = False,
    most: float | None = None,
) -> Xml:
    """The field of bars, with the words to its left; `upwards`: the first at the bottom.

    Its axis ends at `most`, None: as the program has it.
    """
    area = here.area(left, top, right, here.height)
    line = Xml("<a:ln><a:noFill/></a:ln>")
    if is_all_zero(here.chart) or not here.from_zero:
        line = wml.outline(AXIS, HAIRLINE)
    axes = joined(
        (
            axes_of.category_axis("l", here.type(), line, upwards=upwards),
            axes_of.hidden_value_axis(from_zero=here.from_zero, most=most),
        )
    )
    return wml.plot_area(area, bars, axes)


def _legend(here: Setting, plot_left: float) -> tuple[Xml, float]:
    """The key above the bars, and the height that the picture gives it."""
    names = tuple(column.label for column in here.columns[: len(here.chart.series)])
    _shapes, height = lay_out_legend(names, names, plot_left, here.style, here.face)
    widths = [here.face.width(name) + _SWATCH_ROOM for name in names]
    left = plot_left if plot_left + sum(widths) <= here.style.width_pt else 0.0
    # What is not seen of the key takes its room all the same.
    unseen = _SWATCH_ROOM if here.has_sums else 0.0
    right = min(left + sum(widths) + unseen, here.style.width_pt)
    return wml.legend(here.area(left, 0, right, height), here.type()), height
