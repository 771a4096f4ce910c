"""Charts of Word: what they show, by the numbers that they hold (DrawingML charts)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import TYPE_CHECKING

from reportgen.model import Chart, ChartKind, Quantity, Series
from reportgen.readers.word.elements import NAMES, attribute, child, child_value, texts_in

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BARS = ("barChart", "bar3DChart", "pieChart", "pie3DChart", "doughnutChart", "ofPieChart")
_LINES = ("lineChart", "line3DChart", "areaChart", "area3DChart", "radarChart")
# What is larger is no chart that anyone reads.
_MOST_POINTS = 2000


def chart_of(root: Element, language: str) -> Chart | None:
    """The chart that a part holds; None where it is of a kind, or of numbers, that we lack."""
    chart = child(root, "chart")
    area = child(chart, "plotArea")
    groups = [each for each in (area if area is not None else ()) if NAMES[each.tag] in _KNOWN]
    if not groups:
        return None
    series = [each for group in groups for each in group if NAMES[each.tag] == "ser"]
    categories = max((_texts(child(each, "cat")) for each in series), key=len, default=())
    if not categories or len(categories) > _MOST_POINTS:
        return None
    made = tuple(_series(each, len(categories)) for each in series)
    if not any(value is not None for each in made for value in each.values):
        return None
    found = Chart(
        _kind(groups[0], len(made)),
        texts_in(child(chart, "title")).strip(),
        categories,
        made,
        _unit(area),
        language,
    )
    return _from_above(found) if _begins_below(area, groups[0]) else found


_KNOWN = frozenset([*_BARS, *_LINES])


def _kind(group: Element, count: int) -> ChartKind:
    if NAMES[group.tag] in _LINES:
        return "line"
    if child_value(group, "grouping") in ("stacked", "percentStacked") and count > 1:
        return "stacked"
    return "grouped" if count > 1 else "bars"


def _begins_below(area: Element | None, group: Element) -> bool:
    """Whether the first bar lies lowest, as it does in Word unless its axis is turned."""
    turned = child_value(child(area, "catAx"), "scaling", "orientation") == "maxMin"
    return child_value(group, "barDir") == "bar" and not turned


def _from_above(chart: Chart) -> Chart:
    """The same chart, its bars in the order in which they are seen from the top."""
    return Chart(
        chart.kind,
        chart.title,
        chart.categories[::-1],
        tuple(Series(each.label, each.values[::-1]) for each in chart.series),
        chart.unit,
        chart.language,
    )


def _unit(area: Element | None) -> str:
    """What the axis of values says that it counts."""
    return texts_in(child(area, "valAx", "title")).strip()


def _series(element: Element, count: int) -> Series:
    label = " ".join(_texts(child(element, "tx")))
    values: list[Quantity] = [None] * count
    cache = _cache(child(element, "val"))
    whole = _whole(" ".join(each.text or "" for each in _named(cache, "formatCode")))
    for index, text in _points(cache):
        if index < count:
            values[index] = quantity_of(text, whole)
    return Series(label, tuple(values))


_SHOWN_AS_IT_IS = re.compile(r'"[^"]*"|\\.')


def _whole(form: str) -> int:
    """What the whole is of the shares that are printed in this form; 0 where it prints none.

    A percent sign in a form multiplies by 100; one in quotation marks only stands there.
    """
    if "%" not in form:
        return 0
    return 1 if "%" in _SHOWN_AS_IT_IS.sub("", form) else 100


def quantity_of(text: str, whole: int = 0) -> Quantity:
    """A number as a chart keeps it: a count, an amount, a share of `whole`; None for none."""
    try:
        number = Decimal(text.strip())
    except InvalidOperation:
        return None
    if not number.is_finite() or abs(number.adjusted()) > 30:
        return None
    if whole:
        return Fraction(number / whole).limit_denominator(10**6)
    return int(number) if number == number.to_integral_value() else round(number, 6)


def _texts(element: Element | None) -> tuple[str, ...]:
    """The texts of a reference's cache in their order; of levels, the innermost."""
    cache = _cache(element)
    level = child(cache, "lvl")
    found = dict(_points(cache if level is None else level))
    if not found and element is not None and (plain := child(element, "v")) is not None:
        return (plain.text or "",)
    last = min(max(found, default=-1), _MOST_POINTS)
    return tuple(found.get(index, "") for index in range(last + 1))


def _cache(element: Element | None) -> Element | None:
    """What a reference (`c:strRef`) remembers, or what stands in its place (`c:numLit`)."""
    for reference in element if element is not None else ():
        if NAMES[reference.tag] in ("strLit", "numLit"):
            return reference
        for each in reference:
            if NAMES[each.tag] in ("strCache", "numCache", "multiLvlStrCache"):
                return each
    return None


def _points(cache: Element | None) -> Iterator[tuple[int, str]]:
    for point in _named(cache, "pt"):
        index, value = attribute(point, "idx"), child(point, "v")
        if index.isdecimal() and value is not None:
            yield int(index), value.text or ""


def _named(element: Element | None, name: str) -> Iterator[Element]:
    return (each for each in (element if element is not None else ()) if NAMES[each.tag] == name)
