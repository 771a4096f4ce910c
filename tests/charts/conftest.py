from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest

from reportgen.model import Chart, ChartKind, Quantity, Series

Make = Callable[..., Chart]


@pytest.fixture
def make_chart() -> Make:
    """A chart from a mapping of categories to values, or to one value a series."""

    def make(
        kind: ChartKind = "bars",
        rows: dict[str, Quantity | list[Quantity]] | None = None,
        series: tuple[str, ...] = ("Ärenden",),
        breaks: tuple[int, ...] = (),
        language: str = "sv",
        title: str = "Ärenden",
        unit: str = "",
    ) -> Chart:
        rows = rows or {"Rumänien": 18, "Ukraina": 11, "Nigeria": 0, "Okänt": None}
        columns = [row if isinstance(row, list) else [row] for row in rows.values()]
        return Chart(
            kind,
            title,
            tuple(rows),
            tuple(
                Series(label, values)
                for label, values in zip(series, zip(*columns, strict=True), strict=True)
            ),
            "ärenden" if kind == "line" else unit,
            language,
            breaks,
        )

    return make


@pytest.fixture
def seven(make_chart: Make) -> dict[str, Chart]:
    """A report's worth of charts: every kind, shares, zeroes, unknowns, a break."""
    years = {str(year): [year - 2000, 2040 - year] for year in range(2018, 2023)}
    return {
        "nationalitet": make_chart(),
        "arenden": make_chart(rows={"Människohandel": 48, "Sexuell exploatering/prostitution": 32}),
        "andel": make_chart(rows={"Kvinnor": Fraction(13, 16), "Män": Fraction(3, 16)}),
        "alder": make_chart("grouped", {"Barn": [1, 2], "Vuxna": [60, 66]}, ("2021", "2022")),
        "kon": make_chart("stacked", {"2022": [65, 13, 2]}, ("Kvinnor", "Män", "Ej noterat")),
        "ar": make_chart("line", years, ("Människohandel", "Prostitution"), (2,)),
        "pyramid": make_chart(
            "pyramid", {"Barn": [3, 1], "Vuxna": [59, 12], "Äldre": [0, None]}, ("Kvinnor", "Män")
        ),
        "ett": make_chart("line", {"2021": 41, "2022": 48}),
    }
