"""What a chart's definition may hold: `figures/ID.yaml`, key by key."""

from __future__ import annotations

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span, report_error
from reportgen.model import CHART_KINDS
from reportgen.model.project import FigureDefinition, Grouping, TargetDefinition
from reportgen.readers.chart_shapes import Sides, YearsBack
from reportgen.readers.fields import Field, Record
from reportgen.readers.shapes import Choice, Either, Flag, ListOf, Placed, Schema, Text, Whole
from reportgen.readers.yaml.reading import Node, Scalar

FIGURE_TITLE = Text(
    r"(?:[^{}]|\{(?:region|year)\}|\{\{[^{}]+\}\})+",
    _("what stands in braces is {{region}}, {{year}}, or an expression in two of them"),
)
GROUP_LABEL = Text(
    r"(?:[^{}]|\{n\})+", _("only {{n}} can stand in braces: how many the group holds")
)


CHARTS = Choice(("editable", "picture"))


def grouping(
    *, span: Span, label: str, below: int | None = None, top: int | None = None
) -> Grouping:
    """A grouping by count or by rank; raises ReportError (missing-key, conflicting-keys)."""
    if below is not None and top is not None:
        message = _("a group goes by count or by rank, not by both")
        raise report_error("conflicting-keys", span, message, _("keep 'below' or 'top'"))
    if below is None and top is None:
        message = _("it is not said what belongs in the group")
        hint = _("write 'below: 2' for the small ones, or 'top: 10' for all after the largest")
        raise report_error("missing-key", span, message, hint)
    return Grouping(span, label, below, top)


GROUP = Record(
    grouping,
    {
        "label": Field(
            GROUP_LABEL, _("what the group is called; {{n}} is how many"), required=True
        ),
        "below": Field(Whole(1), _("group the categories with fewer than this")),
        "top": Field(Whole(1), _("keep this many of the largest, group the rest")),
    },
)


class Kind(Struct, frozen=True):
    """The kind of a chart; for one that is not drawn, what to choose in its place."""

    def read(self, node: Node) -> str:
        """The kind; raises ReportError (wrong-type, wrong-value)."""
        if isinstance(node, Scalar) and node.text.casefold() in _PIES:
            message = _("a pie hides how large its parts are: angles are hard to compare")
            hint = _(
                "choose kind: bars, with show: share; of two or three parts of a whole, say it "
                "in a sentence; over the years, kind: stacked"
            )
            raise report_error("wrong-value", node.span, message, hint)
        return Choice(CHART_KINDS).read(node)

    def schema(self) -> Schema:
        """One of the kinds."""
        return Choice(CHART_KINDS).schema()


_PIES = frozenset(["pie", "donut", "doughnut", "tårta", "cirkel", "cirkeldiagram", "tårtdiagram"])


def figure_definition(
    *,
    span: Span,
    title: tuple[Span, str],
    highlight: str | tuple[str, ...] = (),
    columns: str | tuple[str, ...] = (),
    **written: object,
) -> FigureDefinition:
    """A chart's definition; one category to highlight, or one column, is a list of one."""
    marked = (highlight,) if isinstance(highlight, str) else highlight
    told = (columns,) if isinstance(columns, str) else columns
    place, said = title
    return FigureDefinition(
        span,
        title=said,
        title_span=place,
        highlight=marked,
        columns=told,
        **written,  # type: ignore[arg-type]
    )


TARGET = Record(
    TargetDefinition,
    {
        "label": Field(Text(), _("what the line is called, such as Mål 2025"), required=True),
        "value": Field(Text(), _("a number, or an expression that gives one"), required=True),
    },
)

FIGURE = Record(
    figure_definition,
    {
        "kind": Field(Kind(), _("kind of chart"), required=True),
        "data": Field(
            Either(ListOf(Text()), Text()), _("the statistics that it shows"), required=True
        ),
        "title": Field(
            Placed(FIGURE_TITLE), _("what the chart shows; it becomes the caption"), required=True
        ),
        "show": Field(Choice(("count", "share")), _("counts, or shares of the base")),
        "sort": Field(Choice(("size", "table", "label")), _("order of the categories")),
        "group": Field(GROUP, _("small categories drawn as one")),
        "years": Field(YearsBack(), _("how many years back; left out or `all`: all there are")),
        "short": Field(Text(), _("the title in the list of figures, where it is too long")),
        "highlight": Field(
            Either(ListOf(Text()), Text()), _("the categories that the title speaks of")
        ),
        "target": Field(TARGET, _("a line that the values are held against: label and value")),
        "sides": Field(Sides(), _("a pyramid's two labels, left and right: [Kvinnor, Män]")),
        "columns": Field(
            Either(ListOf(Text()), Text()), _("the columns of a list that say what happened")
        ),
        "charts": Field(CHARTS, _("editable or picture, where it differs from the project's")),
        "float": Field(Flag(), _("false keeps it where it is placed, whatever that leaves empty")),
        "alt": Field(Text(), _("alternative text, where the one made from the data won't do")),
    },
)
