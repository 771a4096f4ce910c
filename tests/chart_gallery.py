"""Pictures of every kind of chart with data as it comes: `python tests/chart_gallery.py`.

Makes docs/pictures/charts.png. What stands in it is tested as well (`tests/charts`).
"""

from __future__ import annotations

import sys
from datetime import date
from fractions import Fraction
from pathlib import Path

from reportgen.model import CHART_KINDS, Chart, ChartKind, Quantity, Series, Target

PAGE = Path(__file__).parent.parent / "docs" / "pictures" / "charts.png"
COUNTS = (1, 2, 7, 25, 60)
SPANS = (2, 3, 5, 12)
_PLACES = ["Umeå", "Luleå", "Kiruna", "Boden", "Piteå", "Skellefteå", "Örnsköldsvik", "Gävle"]
_LONG = "Samverkan med ideella organisationer, trossamfund och andra aktörer i civilsamhället"
_ODD: dict[str, list[Quantity]] = {
    "zeros": [0, 4, 0, 0, 2],
    "nothing but zeros": [0, 0, 0],
    "missing": [12, None, 7, None],
    "one giant": [1_234_567, 3, 2, 1],
    "shares": [Fraction(13, 16), Fraction(2, 16), Fraction(1, 160)],
}


def gallery() -> dict[str, Chart]:
    """The charts by what they are there for, those of one kind after each other."""
    made: dict[str, Chart] = {}
    for kind in CHART_KINDS:
        if kind == "timeline":
            made.update(_of_events())
        else:
            made.update(_over_years(kind) if kind in ("years", "line") else _of_rows(kind))
    return made


def _of_events() -> dict[str, Chart]:
    charts = {f"timeline, {count}": _timeline(_names(count)) for count in COUNTS}
    charts["timeline, long names"] = _timeline((_LONG, "Kort", _LONG[::-1].capitalize()))
    charts["timeline, missing"] = _timeline(_names(4), undated=2)
    charts["timeline, one marked"] = _timeline(_names(6), marked=(1,))
    charts["timeline, 12 years"] = _timeline(_names(9), apart=500)
    return charts


def _timeline(
    what: tuple[str, ...], undated: int = 0, apart: int = 0, marked: tuple[int, ...] = ()
) -> Chart:
    """Events of 2022, crowded in spring; `apart` days from each other where that is not 0."""
    first = date(2022, 2, 3).toordinal()
    days: list[Quantity] = [
        first + (n * apart if apart else (n * 300 // len(what)) ** 2 // 300)
        for n in range(len(what))
    ]
    days[len(what) - undated :] = [None] * undated
    series = (Series("Datum", tuple(days)),)
    return Chart("timeline", "Galleri", what, series, "", "sv", marked=marked)


def _of_rows(kind: ChartKind) -> dict[str, Chart]:
    charts = {f"{kind}, {count}": _chart(kind, _names(count), _values(count)) for count in COUNTS}
    for name, values in _ODD.items():
        charts[f"{kind}, {name}"] = _chart(kind, _names(len(values)), values)
    names = (_LONG, "Kort", _LONG[::-1].capitalize())
    charts[f"{kind}, long names"] = _chart(kind, names, [8, 5, 3])
    if kind in ("bars", "columns"):
        charts[f"{kind}, one marked"] = _chart(kind, _names(6), _values(6), marked=(1,))
    if kind in ("stacked", "panels"):
        three = charts[f"{kind}, 7"].series[:3]
        gone = tuple(Series(s.label, (s.values[0], None, *s.values[1:3])) for s in three)
        years = ("2019", "2020", "2021", "2022")[: len(gone[0].values)]
        summed = kind == "stacked"
        chart = Chart(kind, "Galleri", years, gone, "ärenden", "sv", summed=summed)
        charts[f"{kind}, a year missing"] = chart
    if kind == "panels":
        charts["panels, broken"] = _chart(kind, _names(5), _values(5), breaks=(3,))
        three = charts["panels, 7"].series[:3]
        for count in SPANS:
            again = tuple(Series(s.label, (s.values * 3)[:count]) for s in three)
            chart = Chart(kind, "Galleri", _years(count), again, "ärenden", "sv")
            charts[f"panels, {count} years"] = chart
    return charts


def _over_years(kind: ChartKind) -> dict[str, Chart]:
    charts = {f"{kind}, {n} years": _chart(kind, _years(n), _values(n)) for n in SPANS}
    for name, values in _ODD.items():
        charts[f"{kind}, {name}"] = _chart(kind, _years(len(values)), values)
    last = 4
    target = Target("Mål 2025", 21)
    charts[f"{kind}, target"] = _chart(kind, _years(5), _values(5), (last,), target)
    charts[f"{kind}, broken"] = _chart(kind, _years(5), _values(5), breaks=(3,))
    return charts


def _chart(
    kind: ChartKind,
    names: tuple[str, ...],
    values: list[Quantity],
    marked: tuple[int, ...] = (),
    target: Target | None = None,
    breaks: tuple[int, ...] = (),
) -> Chart:
    """A chart of the values; where its kind has several colours the others follow from them."""
    count = {"grouped": 3, "dumbbell": 2, "stacked": 1, "line": 2}.get(kind, 1)
    series = [Series("Ärenden", tuple(values))]
    if kind == "panels":  # a panel for each row
        rows = list(zip(names, values, strict=True))
        series = [
            Series(name, tuple(_less([value], n)[0] for n in reversed(range(5))))
            for name, value in rows
        ]
        names = _years(5)
    if kind == "pyramid":
        series = [Series("Kvinnor", tuple(values)), Series("Män", _less(values, 2))]
    if kind in ("grouped", "dumbbell"):
        series = [Series(str(2022 - n), _less(values, n)) for n in reversed(range(count))]
    if kind == "line" and len(values) > 3 and target is None:
        series.append(Series("Personer som har fått stöd", _less(values, 2)))
    if kind == "stacked":  # its colours are the rows, its bars the years
        rows = list(zip(names, values, strict=True))[:4]
        series = [
            Series(name, tuple(_less([value], n)[0] for n in (2, 1, 0))) for name, value in rows
        ]
        names = ("2020", "2021", "2022")
    return Chart(
        kind,
        "Galleri",
        names,
        tuple(series),
        "ärenden",
        "sv",
        breaks,
        marked,
        target,
        summed=kind == "stacked",
    )


def _less(values: list[Quantity], steps: int) -> tuple[Quantity, ...]:
    """The values as they may have been so many years ago."""
    return tuple(
        value if value is None or isinstance(value, Fraction) else max(value * (7 - steps) // 7, 0)
        for value in values
    )


def _names(count: int) -> tuple[str, ...]:
    rounds = (f" {n + 1}" if n else "" for n in range(count // len(_PLACES) + 1))
    return tuple(f"{place}{n}" for n in rounds for place in _PLACES)[:count]


def _years(count: int) -> tuple[str, ...]:
    return tuple(str(year) for year in range(2023 - count, 2023))


def _values(count: int) -> list[Quantity]:
    return [(37 * (count - n)) % 29 + (count - n) // 3 for n in range(count)]


def main() -> None:
    """Draw all charts, half as large, in columns on one page."""
    import numpy as np
    from PIL import Image

    from reportgen.office.fonts import find_font
    from reportgen.writers.charts import raster
    from reportgen.writers.charts.drawing import open_fonts
    from reportgen.writers.charts.fitting import fit
    from reportgen.writers.charts.style import ChartStyle
    from reportgen.writers.charts.typefaces import ChartTypeface

    style = ChartStyle(width_mm=120.0)
    fonts = open_fonts(find_font(style.font_family).file)
    raster.DPI = 60
    columns: list[list[object]] = [[] for _ in range(7)]
    heights = [0] * len(columns)
    wide = 0
    for chart in gallery().values():
        fitted = fit(chart, style, lambda size: ChartTypeface(fonts, size))
        face = ChartTypeface(fonts, fitted.style.text_size_pt)
        pixels = np.pad(
            raster._paint(fitted.drawing, face), ((8, 16), (10, 10), (0, 0)), constant_values=255
        )
        shortest = heights.index(min(heights))
        columns[shortest].append(pixels)
        heights[shortest] += len(pixels)
        wide = max(wide, pixels.shape[1])
    page = np.full((max(heights), wide * len(columns), 4), 255, np.uint8)
    for number, column in enumerate(columns):
        top = 0
        for pixels in column:
            page[top : top + pixels.shape[0], number * wide : number * wide + pixels.shape[1]] = (
                pixels
            )
            top += pixels.shape[0]
    PAGE.parent.mkdir(exist_ok=True)
    small = Image.fromarray(page[:, :, :3]).quantize(16, dither=Image.Dither.NONE)
    small.save(PAGE, optimize=True)
    sys.stdout.write(f"{PAGE}\n")


if __name__ == "__main__":
    main()
