"""Says in words what a chart shows, to those who can't see it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import assert_never

from reportgen.diagnostics import Message as _
from reportgen.language.formatting import format_date, format_percent, format_quantity
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
        case "panels":
            return _("Small column charts, one for each row.")
        case "line":
            return _("Line chart.")
        case "timeline":
            return _("Timeline.")
        case "pyramid":
            return _("Pyramid chart.")
    assert_never(kind)


def alt_text(chart: Chart, translate: Translate) -> str:
    """What the chart shows, in words: "Stapeldiagram. Rumänien 18, Ukraina 11, …"."""
    parts = [translate(_name(chart.kind))]
    if chart.plan.categories == "events":
        return f"{parts[0]} {_events(chart, translate)}"
    for series in chart.series:
        pairs = enumerate(zip(chart.categories, series.values, strict=True))
        told = ", ".join(
            f"{name} {_text_of(value, at in series.kept, chart.language, translate)}"
            for at, (name, value) in pairs
        )
        # One that is all that a chart shows has its title; of a stack others may be left out.
        alone = len(chart.series) == 1 and chart.plan.series in ("one", "values")
        parts.append(f"{told}." if alone else f"{series.label}: {told}.")
    sums = [(name, chart.sum_at(at)) for at, name in enumerate(chart.categories)]
    if summed := [(name, value) for name, value in sums if value is not None]:
        told = ", ".join(
            f"{name} {quantity_text(value, chart.language, translate)}" for name, value in summed
        )
        parts.append(f"{translate(_('Total'))}: {told}.")
    if chart.target:
        told = quantity_text(chart.target.value, chart.language, translate)
        parts.append(f"{chart.target.label}: {told}.")
    return " ".join(parts)


def _events(chart: Chart, translate: Translate) -> str:
    """What happened, day for day: "14 mars 2022: Utbildning i Borås; …"."""
    told = []
    for what, day in zip(chart.categories, chart.series[0].values, strict=True):
        when = translate(_("no date"))
        if isinstance(day, int):
            when = format_date(date.fromordinal(day), chart.language)
        told.append(f"{when}: {what}")
    return f"{'; '.join(told)}."


def _text_of(value: Quantity, kept: bool, language: str, translate: Translate) -> str:  # noqa: FBT001
    """The same of a value in a chart, which can be kept from the readers."""
    # Two points are not heard.
    return translate(_("protected")) if kept else quantity_text(value, language, translate)


def quantity_text(value: Quantity, language: str, translate: Translate) -> str:
    """A count, a share in percent, or that it is not known."""
    if value is None:
        return translate(_("not available"))
    if isinstance(value, Fraction):
        return format_percent(value, language)
    return format_quantity(value, language)
