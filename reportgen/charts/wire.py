"""Charts on their way to another process, as one line of JSON."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from reportgen.charts.style import ChartStyle
from reportgen.dataclass import asdict, dataclass
from reportgen.model import Chart, Quantity, Series


@dataclass(frozen=True, slots=True)
class Order:
    """Charts to draw, with their style and the font's file."""

    charts: tuple[Chart, ...]
    style: ChartStyle
    font_file: str


def write_order(order: Order) -> bytes:
    """The order as one line of ASCII. A share is text ("13/16"), a count a number."""
    content = {
        "charts": [_plain_chart(chart) for chart in order.charts],
        "style": asdict(order.style),
        "font_file": order.font_file,
    }
    return json.dumps(content).encode() + b"\n"


def parse_order(line: bytes) -> Order:
    """The order that `write_order` wrote."""
    content = json.loads(line)
    charts = tuple(_chart(plain) for plain in content["charts"])
    return Order(charts, ChartStyle(**content["style"]), content["font_file"])


def _plain_chart(chart: Chart) -> dict[str, Any]:
    plain: dict[str, Any] = asdict(chart)
    plain["series"] = [
        (series.label, [_plain_quantity(value) for value in series.values])
        for series in chart.series
    ]
    return plain


def _plain_quantity(value: Quantity) -> int | str | None:
    return f"{value.numerator}/{value.denominator}" if isinstance(value, Fraction) else value


def _chart(plain: dict[str, Any]) -> Chart:
    series = tuple(
        Series(label, tuple(_quantity(value) for value in values))
        for label, values in plain["series"]
    )
    lists = {"categories": tuple(plain["categories"]), "breaks": tuple(plain["breaks"])}
    return Chart(**{**plain, **lists, "series": series})


def _quantity(value: int | str | None) -> Quantity:
    return Fraction(value) if isinstance(value, str) else value
