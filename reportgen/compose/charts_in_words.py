"""Says in words what a chart shows, to those who can't see it."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

from reportgen.diagnostics import Message as _
from reportgen.language.formatting import format_percent, format_quantity
from reportgen.language.messages import Translate
from reportgen.model import Chart, ChartKind, Quantity


def _name(kind: ChartKind) -> _:
    match kind:
        case "bars":
            return _("Bar chart.")
        case "columns" | "years":
            return _("Column chart.")
        case "grouped":
            return _("Grouped bar chart.")
        case "dumbbell":
            return _("Dot chart of two years.")
        case "stacked":
            return _("Stacked bar chart.")
        case "line":
            return _("Line chart.")
        case "pyramid":
            return _("Pyramid chart.")
    assert_never(kind)


def alt_text(chart: Chart, translate: Translate) -> str:
    """What the chart shows, in words: "Stapeldiagram. Rumänien 18, Ukraina 11, …"."""
    parts = [translate(_name(chart.kind))]
    for series in chart.series:
        pairs = zip(chart.categories, series.values, strict=True)
        told = ", ".join(
            f"{name} {quantity_text(value, chart.language, translate)}" for name, value in pairs
        )
        # One that is all that a chart shows has its title; of a stack others may be left out.
        alone = len(chart.series) == 1 and chart.plan.series in ("one", "values")
        parts.append(f"{told}." if alone else f"{series.label}: {told}.")
    if chart.target:
        told = quantity_text(chart.target.value, chart.language, translate)
        parts.append(f"{chart.target.label}: {told}.")
    return " ".join(parts)


def quantity_text(value: Quantity, language: str, translate: Translate) -> str:
    """A count, a share in percent, or that it is not known."""
    if value is None:
        return translate(_("not available"))
    if isinstance(value, Fraction):
        return format_percent(value, language)
    return format_quantity(value, language)
