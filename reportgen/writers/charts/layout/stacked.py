"""Stacked bars: one bar a category, its parts side by side and named in a key above."""

from __future__ import annotations

from fractions import Fraction

from reportgen.model import Chart
from reportgen.writers.charts.layout.bars import LABEL_GAP, distance, is_all_zero, zero_line
from reportgen.writers.charts.layout.categories import (
    category_labels,
    measure_categories,
    row_heights,
    row_middles,
)
from reportgen.writers.charts.layout.colouring import series_fill
from reportgen.writers.charts.layout.legend import lay_out_legend
from reportgen.writers.charts.palette import INK, QUIET_INK, text_colour
from reportgen.writers.charts.shapes import Bar, Drawing, Shape
from reportgen.writers.charts.style import ChartStyle
from reportgen.writers.charts.typesetting import Typeface, flatten, place_centred, place_left
from reportgen.writers.charts.words import label_at, unknown_label, value_label

THICKNESS = 2.0  # in text sizes
SEAM = 0.75  # white between two parts
LABEL_ROOM = 2.5  # to either side of a label inside its part


def lay_out_stacked(chart: Chart, style: ChartStyle, face: Typeface) -> Drawing:
    """Bars of parts, each with its value inside.

    Behind a bar of several parts stands their sum, where that is all there is. A value that its
    part is too narrow for stands in the key, as does what is not known. A zero
    has no part; a bar of nothing but zeros says "0", one of which nothing is known says that.
    """
    column = measure_categories(chart.categories, style, face)
    sums = sum_labels(chart)
    lengths = part_lengths(chart, style.width_pt - column.plot_left - sum_room(chart, face))
    colours = [series_fill(chart, style.look, number) for number in range(len(chart.series))]
    entries = legend_entries(chart, lengths, face)
    legend, top = lay_out_legend(entries, colours, column.plot_left, style, face)
    below_legend = top
    shapes: list[Shape] = list(legend)
    thickness = THICKNESS * style.text_size_pt
    gap = _gap(thickness, style, top, len(chart.categories))
    for index, height in enumerate(row_heights(column, thickness, thickness + gap, style)):
        words, middle = row_middles(column, index, top, height, thickness, style)
        shapes += category_labels(column, index, words, style, face)
        shapes += _row(chart, index, lengths[index], column.plot_left, middle, style, face)
        if sums[index]:
            end = column.plot_left + sum(lengths[index]) + LABEL_GAP
            shapes.append(place_left(sums[index], end, middle, face))
        top += height
    if is_all_zero(chart):
        shapes.append(zero_line(column.plot_left, below_legend, top))
    return Drawing(style.width_pt, top, style.text_size_pt, flatten(chart.title), tuple(shapes))


def sum_labels(chart: Chart) -> list[str]:
    """What each bar comes to; empty where that says nothing."""
    sums = (chart.sum_at(index) for index in range(len(chart.categories)))
    return ["" if each is None else value_label(each, chart.language) for each in sums]


def sum_room(chart: Chart, face: Typeface) -> float:
    """What the sums take behind the longest bar."""
    return max((LABEL_GAP + face.width(text) for text in sum_labels(chart) if text), default=0.0)


def _gap(thickness: float, style: ChartStyle, top: float, rows: int) -> float:
    """The white between two bars: less where there are many."""
    usual = (style.usual_height_pt - top) / rows - thickness
    most = (style.height_pt - top) / rows - thickness
    return distance(usual, most, (2.0, 0.25 * thickness, 0.5 * thickness))


def part_lengths(chart: Chart, room: float) -> list[list[float]]:
    """How long each part of each bar is; the longest bar fills `room`."""
    rows = list(zip(*(series.values for series in chart.series), strict=True))
    longest = max(sum((Fraction(value or 0) for value in row), Fraction(0)) for row in rows)
    return [[room * float(Fraction(value or 0) / (longest or 1)) for value in row] for row in rows]


def _row(
    chart: Chart,
    index: int,
    lengths: list[float],
    left: float,
    middle: float,
    style: ChartStyle,
    face: Typeface,
) -> list[Shape]:
    """One bar about the height `middle`, its parts in the order of the series."""
    shapes: list[Shape] = []
    thickness = THICKNESS * style.text_size_pt
    top, x = middle - thickness / 2, left
    for number, (series, length) in enumerate(zip(chart.series, lengths, strict=True)):
        if length:
            colour = series_fill(chart, style.look, number)
            shapes.append(Bar(x, top, _without_seam(length), thickness, colour))
            text = value_label(series.values[index], chart.language)
            if fits(text, length, face):
                centre = x + _without_seam(length) / 2
                shapes.append(place_centred(text, centre, middle, face, text_colour(colour)))
        x += length
    if x == left:
        text, colour = _nothing(chart, index)
        shapes.append(place_left(text, left + LABEL_GAP, middle, face, colour))
    return shapes


def _nothing(chart: Chart, index: int) -> tuple[str, str]:
    """What a bar without parts says, and its colour: "0", or that something is not known."""
    known = all(series.values[index] is not None for series in chart.series)
    if known:
        return value_label(0, chart.language), INK
    return unknown_label(chart.series, index, chart.language), QUIET_INK


def is_unknown(chart: Chart, index: int) -> bool:
    """Whether nothing is known of a category."""
    return all(series.values[index] is None for series in chart.series)


def _without_seam(length: float) -> float:
    """What is painted of a part: all but the seam, and of a hair all."""
    return max(length - SEAM, min(length, SEAM / 2))


def fits(text: str, length: float, face: Typeface) -> bool:
    """Whether `text` can stand inside a part of `length`."""
    return face.width(text) + 2 * LABEL_ROOM <= _without_seam(length)


def legend_entries(chart: Chart, lengths: list[list[float]], face: Typeface) -> tuple[str, ...]:
    """The series' names, with the values that the bars have no room for; a zero needs none.

    A bar of which nothing is known says so itself.
    "Ej noterat: 2" where there is one bar, "Ej noterat (2021: 1, 2022: 2)" where several.
    """
    entries = []
    silent = {index for index in range(len(chart.categories)) if is_unknown(chart, index)}
    for number, series in enumerate(chart.series):
        left_out = []
        for index, value in enumerate(series.values):
            text = label_at(series, index, chart.language)
            if index in silent:
                continue
            if value is None or (value and not fits(text, lengths[index][number], face)):
                left_out.append((chart.categories[index], text))
        entries.append(_legend_entry(series.label, left_out, len(chart.categories)))
    return tuple(entries)


def _legend_entry(name: str, left_out: list[tuple[str, str]], rows: int) -> str:
    """A name, and after it the values that no bar shows."""
    if not left_out:
        return name
    if rows == 1:
        return f"{name}: {left_out[0][1]}"
    # A value stays on the line of its year.
    told = ", ".join(f"{category}:\u00a0{text}" for category, text in left_out)
    return f"{name} ({told})"
