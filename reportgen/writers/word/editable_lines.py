"""Lines that Word can edit, and the line of a target across lines or columns."""

from __future__ import annotations

import re

from reportgen.writers.charts.layout.axes import HAIRLINE, MISSING, missing_years
from reportgen.writers.charts.layout.lines import LINE, end_heights, in_dip
from reportgen.writers.charts.layout.names import find_tops, measure_names
from reportgen.writers.charts.layout.plot import labelled_ticks, measure_plot, shows_shares
from reportgen.writers.charts.layout.signs import place_sign
from reportgen.writers.charts.layout.target import WIDTH as TARGET_WIDTH
from reportgen.writers.charts.palette import AXIS, GRID, INK, QUIET_INK
from reportgen.writers.charts.words import word
from reportgen.writers.word.editable_setting import Setting, data_of, name_of
from reportgen.writers.word.wml import chart as wml
from reportgen.writers.word.wml import chart_axes as axes_of
from reportgen.writers.word.wml.markup import Xml, joined
from reportgen.writers.word.workbook_words import cuts, year_at

_RIM = 0.75  # white around a sign


def lines(here: Setting, language: str) -> Xml:
    """Lines over the years; `language` is a tag such as sv-SE."""
    chart, style = here.chart, here.style
    names = measure_names(chart, style, here.face)
    plot = measure_plot(chart, names, style, here.face)
    ends = end_heights(chart, plot)
    heights = [len(lines) * style.line_pt for lines in names.rows] or [0.0] * len(ends)
    tops = find_tops(ends, heights, (plot.top, plot.bottom)) if names.rows else ends
    moved = [
        (top + height / 2 - end) / here.drawing.outer_height
        for top, height, end in zip(tops, heights, ends, strict=True)
    ]
    own = len(here.columns) - (chart.target is not None)
    parts = own // len(chart.series)
    drawn = [
        _line(here, index, parts, moved[index // parts], values_shown=plot.values_shown)
        for index in range(own)
    ]
    lines = wml.line_chart([*drawn, *([target_line(here)] if chart.target else [])])
    ticks = labelled_ticks(chart)
    unit = 100 if shows_shares(chart) else 1
    whole = all((tick * unit).denominator == 1 for tick, _ in ticks)
    axis_format = re.sub(r"0\.0+", "0", here.number_format) if whole else here.number_format
    title = wml.axis_title(plot.title, here.type(QUIET_INK), language, here.area(0, 0, 0, 0))
    axes = (
        axes_of.category_axis(
            "b", here.type(), wml.outline(AXIS, HAIRLINE), breaks_below(here, language)
        ),
        axes_of.value_axis(
            here.type(QUIET_INK),
            axis_format,
            wml.outline(GRID, HAIRLINE),
            title,
            from_zero=here.from_zero,
        ),
    )
    area = here.area(plot.left, plot.top, plot.right, plot.bottom)
    return wml.plot_area(area, lines, joined(axes))


def _line(here: Setting, index: int, parts: int, down: float, *, values_shown: bool) -> Xml:
    """One line, or one stretch of a line that is cut into `parts`."""
    colour = here.colour(index // parts)
    sign = place_sign(index // parts, 0, 0, colour)
    labels = _line_labels(
        here, index, down, values_shown=values_shown, named=index % parts == parts - 1
    )
    return wml.line_series(
        index,
        name_of(here, index),
        wml.outline(colour, LINE),
        wml.marker(sign.kind, round(sign.size + _RIM), colour, _RIM),
        labels,
        data_of(here, index),
    )


def _line_labels(here: Setting, index: int, down: float, *, values_shown: bool, named: bool) -> Xml:
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


def breaks_below(here: Setting, language: str) -> Xml:
    """Below the years: what a dash means, and between which years the series is broken."""
    chart = here.chart
    years = [f"{year_at(chart, at - 1)}–{year_at(chart, at)}" for at in cuts(chart)]
    told = []
    if chart.kind == "line" and missing_years(chart):
        told.append(f"{MISSING} {word('unknown', chart.language)}")
    if years:
        said = word("break", chart.language)
        told.append(f"{said[0].upper()}{said[1:]}: {', '.join(years)}")
    content = "   ".join(told)
    return wml.axis_title(content, here.type(QUIET_INK), language)


def target_line(here: Setting) -> Xml:
    """A dashed line without signs, its name and value at its end."""
    index = len(here.columns) - 1
    end = wml.Labels("r", here.number_format, here.type())
    last = len(here.chart.categories) - 1
    labels = wml.single_label(last, end, name=True)
    return wml.line_series(
        index,
        name_of(here, index),
        wml.outline(INK, TARGET_WIDTH, dashed=True),
        wml.NO_MARKER,
        wml.data_labels(wml.Labels("t", here.number_format, here.type(), labels, shown=False)),
        data_of(here, index),
    )
