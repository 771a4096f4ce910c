"""Charts that are pictures: bars as long and lines as high as the numbers, labels that say them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from charts_made import Figure
from html_seen import HtmlFile
from judge_numbers import Values, figures_drawn, read_alternative, value_of
from lxml import etree
from pages_seen import clean
from project_made import Project

_NEAR = 0.6  # points
_LEGEND = "8"  # how large a legend's square is
# What is as long as its values lies down, or is a line: columns that find no room do so too.
_LONG = ("bars", "grouped", "stacked", "line")
_WHITE = "#FFFFFF"


def judge_pictures(project: Project, html: HtmlFile) -> Iterator[str]:
    pictures = {id(each): each for each in html.charts()}
    labels: dict[str, set[str]] = {}
    for figure, drawn in figures_drawn(project, html.seen):
        if drawn is None:
            continue
        picture = next((p for p in pictures.values() if _described(p) == drawn.alt), None)
        if picture is None or figure.alt or figure.kind not in _LONG:
            continue
        told = read_alternative(clean(drawn.alt), figure, project)
        if isinstance(told, str):
            continue
        judge = _judge_line if figure.kind == "line" else _judge_bars
        yield from (f"{figure.id} ({figure.kind}): {each}" for each in judge(picture, told, figure))
        _gather_labels(picture, told, figure, labels)
    yield from _judge_labels(labels)


def _described(picture: etree._Element) -> str:
    found = picture.find("{*}desc")
    return "" if found is None else found.text or ""


def _in_order(told: Values, figure: Figure) -> dict[str, list[float]]:
    """What each colour shows, in the order of drawing; zeros and gaps have no bar."""
    shown: dict[str, list[float]] = {}
    for (name, year), text in told.items():
        value = value_of(text)
        series = {"bars": "", "grouped": year}.get(figure.kind, name)
        shown.setdefault(series, []).extend([value] if value else [])
    return shown


def _judge_bars(picture: etree._Element, told: Values, figure: Figure) -> Iterator[str]:
    """Bars of one colour are one series; all are to one scale.

    Where there is one series only, what is grouped or unknown is in grey among it.
    """
    by_colour = {colour: [] for colour in _legend(picture)}
    for bar in picture.iter("{*}rect"):
        width, height, fill = (bar.get(key, "") for key in ("width", "height", "fill"))
        if fill != _WHITE and not (width == _LEGEND and height == _LEGEND):
            series = "" if figure.kind == "bars" else fill
            by_colour.setdefault(series, []).append(float(width))
    drawn = [widths for widths in by_colour.values() if widths]
    wanted = [values for values in _in_order(told, figure).values() if values]
    if [len(w) for w in drawn] != [len(v) for v in wanted]:
        if not _has_slivers(told):
            counts = [len(w) for w in drawn], [len(v) for v in wanted]
            yield f"bars {counts[0]} where {counts[1]} values are not zero"
        return
    pairs = [pair for w, v in zip(drawn, wanted, strict=True) for pair in zip(w, v, strict=True)]
    yield from _judge_scale(pairs, 0.1 if figure.shows_shares else 0)


def _has_slivers(told: Values) -> bool:
    """Whether something is so small beside the largest that its bar may be there or not."""
    values = [abs(value) for text in told.values() if (value := value_of(text)) is not None]
    rounded = any(re.fullmatch(r"0[.,]0 ?%", text) for text in told.values())
    return rounded or not any(values) or min(v for v in values if v) * 2000 < max(values)


def _legend(picture: etree._Element) -> list[str]:
    """The colours of the legend's squares: the series in their order."""
    squares = (b for b in picture.iter("{*}rect") if b.get("width") == b.get("height") == _LEGEND)
    return [square.get("fill", "") for square in squares]


def _judge_scale(pairs: list[tuple[float, float]], inexact: float) -> Iterator[str]:
    """Lengths in points that stand for values, known but for `inexact`: one scale for all."""
    longest, largest = max(pairs, key=lambda pair: abs(pair[1]), default=(0.0, 0.0))
    for length, value in pairs if largest else ():
        right = abs(longest * value / largest)
        if abs(length - right) > max(_NEAR * 2, right * 0.02, abs(longest * inexact / largest)):
            yield f"{value:g} is drawn {length:.1f} points long where {right:.1f} is right"


def _judge_line(picture: etree._Element, told: Values, figure: Figure) -> Iterator[str]:
    """Lines' points stand as high over the axis as their values."""
    paths = [p for p in picture.iter("{*}path") if p.get("fill") == "none"]
    axes = [p for p in paths if p.get("stroke") == "#8A8A8A"]
    lines = [p for p in paths if p.get("stroke") not in ("#8A8A8A", "#DEDEDE")]
    if not axes:
        yield "no axis"
        return
    zero = float(re.findall(r"[\d.]+", axes[0].get("d", ""))[1])
    heights: list[float] = []
    for line in lines:
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", line.get("d", ""))]
        heights += [abs(zero - y) for y in numbers[1::2]]
    series: dict[str, list[float | None]] = {}
    for (name, _), text in told.items():
        series.setdefault(name, []).append(value_of(text))
    values = [v for each in series.values() for v in each if v is not None]
    gaps = any(v is None for each in series.values() for v in each) or len(lines) != len(series)
    if len(heights) == len(values) and not gaps:
        yield from _judge_scale(list(zip(heights, values, strict=True)), 0)


def _gather_labels(
    picture: etree._Element, told: Values, figure: Figure, labels: dict[str, set[str]]
) -> None:
    """The outline drawn right after each bar stands for its number."""
    if figure.kind != "bars":
        return
    shapes = [each for each in picture if not str(each.tag).endswith(("title", "desc"))]
    texts = [text for text in told.values() if value_of(text)]
    bars = [
        b for a, b in pairwise(shapes) if str(a.tag).endswith("rect") and a.get("fill") != _WHITE
    ]
    if len(bars) == len(texts):
        for outline, text in zip(bars, texts, strict=True):
            labels.setdefault(text, set()).add(outline.get("d", ""))


def _judge_labels(labels: dict[str, set[str]]) -> Iterator[str]:
    """The same number is the same outline everywhere, and another number is another."""
    for text, outlines in labels.items():
        if len(outlines) > 1:
            yield f"'{text}' is drawn in {len(outlines)} ways"
        for other, others in labels.items():
            if other > text and outlines & others:
                yield f"'{text}' and '{other}' look the same"
