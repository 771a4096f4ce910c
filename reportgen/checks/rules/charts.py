"""Charts that would show nothing, or be too small to read: what to write in their place."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.finding import Finding
from reportgen.checks.rule import rule
from reportgen.checks.subject import Subject
from reportgen.compose.appearance import word_options
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Severity
from reportgen.language.formatting import format_number
from reportgen.model import Chart, Figure
from reportgen.model.statistics import UNKNOWN_LABELS
from reportgen.writers.charts.fitting import fit, most_categories, most_series
from reportgen.writers.charts.layout.bars import is_all_zero
from reportgen.writers.charts.places import chart_styles
from reportgen.writers.charts.style import SMALLEST_TYPE_PT, ChartStyle
from reportgen.writers.charts.widths import EstimatedTypeface
from reportgen.writers.word import template_look

TOPIC = _("Charts")

_MANY = ", ".join(f"L{number}: 1" for number in range(1, 91))
_FEW = ", ".join(f"L{number}: 1" for number in range(1, 21))
_FIGURE = "kind: bars\ndata: land\ntitle: Ärenden efter land\n"


@rule(
    "chart-too-large",
    Severity.ERROR,
    about=_("A chart holds so much that it does not fit on a page with type that can be read."),
    why=_("It would be printed smaller and smaller, or run off the page."),
    bad={
        "statistics.yaml": f"land: {{counts: {{{_MANY}}}}}\n",
        "figure.yaml": _FIGURE,
        "text.md": '# Text\n\n{{ figure("kon") }}\n',
    },
    good={
        "statistics.yaml": f"land: {{counts: {{{_FEW}}}}}\n",
        "figure.yaml": _FIGURE,
        "text.md": '# Text\n\n{{ figure("kon") }}\n',
    },
)
def chart_too_large(subject: Subject) -> Iterator[Finding]:
    """Charts that are higher than the page with the smallest type, as pictures or editable."""
    if "template" in subject.appearance.damaged:  # nobody knows how much room there is
        return
    styles = chart_styles(subject.document, template_look(word_options(subject.appearance)))
    for figure, chart in _charts(subject):
        style = styles[figure.id]
        if not fit(chart, style, EstimatedTypeface).fits:
            message = _(
                "the chart '{name}' does not fit on a page, even with type of {size} points",
                name=figure.id,
                size=format_number(round(SMALLEST_TYPE_PT), subject.project.language),
            )
            yield Finding(message, figure.span, _less(chart, style))


def _less(chart: Chart, style: ChartStyle) -> _:
    """What to write in the chart's file so that it fits."""
    rows = most_categories(chart, style, EstimatedTypeface)
    unknown = sum(1 for name in chart.categories if name in UNKNOWN_LABELS)
    top, years = rows - 1 - unknown, most_series(chart, style, EstimatedTypeface)
    if chart.plan.categories == "years" and rows:
        return _("go back fewer years: years: {years}", years=str(rows))
    if chart.plan.series == "years" and years:
        return _(
            "go back fewer years: years: {years}, or draw the small ones as one: "
            "group: {{top: {top}, label: Övriga}}",
            years=str(years),
            top=str(max(top, 1)),
        )
    if chart.plan.categories == "events":
        return _("keep to what counts most, or write shorter texts")
    if top > 0:
        return _("draw the small ones as one: group: {{top: {top}, label: Övriga}}", top=str(top))
    return _("write shorter names")


@rule(
    "chart-of-zeros",
    Severity.WARNING,
    about=_("All that a chart shows is 0."),
    why=_("There is nothing to see in it: a sentence says it better."),
    bad={
        "statistics.yaml": "land: {single: true, counts: {Norge: 0, Åland: 0}}\n",
        "figure.yaml": _FIGURE,
        "text.md": '# Text\n\n{{ figure("kon") }}\n',
    },
    good={
        "statistics.yaml": "land: {single: true, counts: {Norge: 0, Åland: 1}}\n",
        "figure.yaml": _FIGURE,
        "text.md": '# Text\n\n{{ figure("kon") }}\n',
    },
)
def chart_of_zeros(subject: Subject) -> Iterator[Finding]:
    """Charts of which something is known, and all of it is 0."""
    for figure, chart in _charts(subject):
        if is_all_zero(chart):
            message = _("everything that the chart '{name}' shows is 0", name=figure.id)
            yield Finding(message, figure.span, _("say it in a sentence, and take the chart out"))


def _charts(subject: Subject) -> Iterator[tuple[Figure, Chart]]:
    for _section, block in subject.blocks():
        if isinstance(block, Figure) and isinstance(block.content, Chart):
            yield block, block.content
