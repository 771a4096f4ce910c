"""Native charts (ECMA-376 part 1, 21.2): series with formulas and caches, axes, labels, a key.

Shares of the chart's area are fractions of 1; colours are `#RRGGBB`; lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from msgspec import Struct

from reportgen.writers.word.wml.markup import (
    DECLARATION,
    NOTHING,
    Xml,
    declared,
    escape,
    joined,
)

_EMU_PER_PT = 12700
_NO_COLOURS: Mapping[int, str] = {}
CATEGORIES, VALUES = 1001, 1002
LabelPlace = Literal["outEnd", "inBase", "ctr", "t", "b", "r"]


class Area(Struct, frozen=True):
    """A rectangle in the chart, from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


class Type(Struct, frozen=True):
    """How text is set."""

    font: str
    size_pt: float
    colour: str


class Labels(Struct, frozen=True):
    """The values beside a series' points; `single` are elements that override them for a point."""

    place: LabelPlace
    number_format: str
    type: Type
    single: Xml = NOTHING
    shown: bool = True


def chart_space(
    *,
    language: str,
    type_: Type,
    plot: Xml,
    legend: Xml = NOTHING,
    title: Xml = NOTHING,
    workbook: str = "rId1",
) -> Xml:
    """The whole part; `workbook` is the relationship to the figures, gaps stay gaps."""
    return Xml(
        f"{DECLARATION}<c:chartSpace{declared('c', 'a', 'r')}>"
        f'<c:date1904 val="0"/><c:lang val="{escape(language)}"/><c:roundedCorners val="0"/>'
        f'<c:chart>{title}<c:autoTitleDeleted val="{int(not title)}"/>{plot}{legend}'
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
        f"{text_properties(type_)}"
        f'<c:externalData r:id="{escape(workbook)}"><c:autoUpdate val="0"/></c:externalData>'
        "</c:chartSpace>"
    )


def text_properties(type_: Type, *, one_line: bool = False) -> Xml:
    """How the text of an element is set: never turned, never broken if it is to be `one_line`."""
    wrapped = ' wrap="none"' if one_line else ""
    return Xml(
        f'<c:txPr><a:bodyPr rot="0" vert="horz"{wrapped}/><a:lstStyle/><a:p><a:pPr>'
        f"{_run_properties('a:defRPr', type_)}</a:pPr>"
        "<a:endParaRPr/></a:p></c:txPr>"
    )


def text(content: str, type_: Type, language: str) -> Xml:
    """A title's text."""
    return Xml(
        '<c:tx><c:rich><a:bodyPr rot="0" vert="horz"/><a:lstStyle/><a:p><a:pPr>'
        f"{_run_properties('a:defRPr', type_)}</a:pPr>"
        f"<a:r>{_run_properties('a:rPr', type_, language)}<a:t>{escape(content)}</a:t></a:r>"
        "</a:p></c:rich></c:tx>"
    )


def layout(area: Area, *, inner: bool = False) -> Xml:
    """Where a plot area (`inner`: without its labels), a key or a title stands."""
    target = '<c:layoutTarget val="inner"/>' if inner else ""
    size = f'<c:w val="{_share(area.width)}"/><c:h val="{_share(area.height)}"/>'
    return Xml(
        f'<c:layout><c:manualLayout>{target}<c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{_share(area.x)}"/><c:y val="{_share(area.y)}"/>'
        f"{size if area.width else ''}</c:manualLayout></c:layout>"
    )


def plot_area(area: Area, chart: Xml, axes: Xml) -> Xml:
    """The field of the chart."""
    return Xml(
        f"<c:plotArea>{layout(area, inner=True)}{chart}{axes}"
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>"
    )


def legend(area: Area, type_: Type) -> Xml:
    """The key above the bars."""
    return Xml(
        f'<c:legend><c:legendPos val="t"/>{layout(area)}<c:overlay val="0"/>'
        f"{text_properties(type_)}</c:legend>"
    )


def bar_chart(
    series: Iterable[Xml], *, stacked: bool, gap: int, overlap: int, standing: bool = False
) -> Xml:
    """Bars, `standing` or lying; `gap` between categories and `overlap` in percent of a bar."""
    grouping = "stacked" if stacked else "clustered"
    direction = "col" if standing else "bar"
    return Xml(
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{grouping}"/>'
        f'<c:varyColors val="0"/>{joined(series)}<c:gapWidth val="{gap}"/>'
        f'<c:overlap val="{overlap}"/>{_axis_ids()}</c:barChart>'
    )


def line_chart(series: Iterable[Xml]) -> Xml:
    """Lines with their signs."""
    return Xml(
        '<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>'
        f'{joined(series)}<c:marker val="1"/>{_axis_ids()}</c:lineChart>'
    )


def bar_series(
    index: int,
    name: Xml,
    colour: str,
    labels: Xml,
    data: Xml,
    *,
    seam_pt: float = 0,
    others: Mapping[int, str] = _NO_COLOURS,
) -> Xml:
    """One colour of bars, and those of `others` by their places; not seen without a colour.

    `seam_pt` is white around each part of a stack.
    """
    edge = outline("#FFFFFF", seam_pt) if seam_pt else Xml("<a:ln><a:noFill/></a:ln>")
    filled = fill(colour) if colour else "<a:noFill/>"
    points = "".join(
        f'<c:dPt><c:idx val="{at}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"<c:spPr>{fill(each)}{edge}</c:spPr></c:dPt>"
        for at, each in sorted(others.items())
    )
    return Xml(
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx>{name}</c:tx>'
        f'<c:spPr>{filled}{edge}</c:spPr><c:invertIfNegative val="0"/>'
        f"{points}{labels}{data}</c:ser>"
    )


def line_series(index: int, name: Xml, line: Xml, marker: Xml, labels: Xml, data: Xml) -> Xml:
    """One line with its sign."""
    return Xml(
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx>{name}</c:tx>'
        f"<c:spPr>{line}</c:spPr>{marker}{labels}{data}"
        '<c:smooth val="0"/></c:ser>'
    )


def marker(kind: str, size: int, colour: str, rim_pt: float) -> Xml:
    """A line's sign with a white rim."""
    return Xml(
        f'<c:marker><c:symbol val="{escape(kind)}"/><c:size val="{size}"/>'
        f"<c:spPr>{fill(colour)}{outline('#FFFFFF', rim_pt)}</c:spPr></c:marker>"
    )


NO_MARKER = Xml('<c:marker><c:symbol val="none"/></c:marker>')


def fill(colour: str) -> Xml:
    """A solid colour."""
    return Xml(f'<a:solidFill><a:srgbClr val="{escape(colour.removeprefix("#"))}"/></a:solidFill>')


def outline(colour: str, width_pt: float, *, dashed: bool = False) -> Xml:
    """A line of a colour."""
    width = round(width_pt * _EMU_PER_PT)
    dash = '<a:prstDash val="dash"/>' if dashed else ""
    return Xml(f'<a:ln w="{width}" cap="rnd">{fill(colour)}{dash}<a:round/></a:ln>')


def data_labels(labels: Labels) -> Xml:
    """The values of a series."""
    if not labels.shown:
        return Xml(f"<c:dLbls>{labels.single}{_shows(value=False)}</c:dLbls>")
    return Xml(
        f"<c:dLbls>{labels.single}{number_format_of(labels.number_format)}{_BARE}"
        f"{text_properties(labels.type, one_line=True)}"
        f'<c:dLblPos val="{labels.place}"/>{_shows()}</c:dLbls>'
    )


def no_label(index: int) -> Xml:
    """A point that says nothing."""
    return Xml(f'<c:dLbl><c:idx val="{index}"/><c:delete val="1"/></c:dLbl>')


def single_label(
    index: int, labels: Labels, *, down: float = 0, name: bool = False, value: bool = True
) -> Xml:
    """A point's own label, `down` from where it would stand; with the series' `name`."""
    moved = (
        '<c:layout><c:manualLayout><c:x val="0"/>'
        f'<c:y val="{_share(down)}"/></c:manualLayout></c:layout>'
        if down
        else ""
    )
    return Xml(
        f'<c:dLbl><c:idx val="{index}"/>{moved}{number_format_of(labels.number_format)}{_BARE}'
        f'{text_properties(labels.type, one_line=True)}<c:dLblPos val="{labels.place}"/>'
        f"{_shows(value=value, name=name)}</c:dLbl>"
    )


def text_reference(formula: str, texts: Sequence[str]) -> Xml:
    """Texts of the workbook, and what they were when the chart was made."""
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{escape(each)}</c:v></c:pt>' for index, each in enumerate(texts)
    )
    return Xml(
        f'<c:strRef><c:f>{escape(formula)}</c:f><c:strCache><c:ptCount val="{len(texts)}"/>'
        f"{points}</c:strCache></c:strRef>"
    )


# Programs do not agree on which entry of a key is left out by its number: this one is not seen.
NO_NAME = Xml("<c:v> </c:v>")


def series_data(categories: Xml, formula: str, values: Sequence[str], number_format: str) -> Xml:
    """Categories and values of a series; an empty value is not known and leaves a gap."""
    points = "".join(
        f'<c:pt idx="{index}"><c:v>{escape(value)}</c:v></c:pt>'
        for index, value in enumerate(values)
        if value
    )
    return Xml(
        f"<c:cat>{categories}</c:cat><c:val><c:numRef><c:f>{escape(formula)}</c:f><c:numCache>"
        f'<c:formatCode>{escape(number_format)}</c:formatCode><c:ptCount val="{len(values)}"/>'
        f"{points}</c:numCache></c:numRef></c:val>"
    )


def axis_title(content: str, type_: Type, language: str, area: Area | None = None) -> Xml:
    """What an axis counts, or a remark to it; where the program puts it, or at `area`."""
    if not content:
        return NOTHING
    place = layout(area) if area else ""
    return Xml(f'<c:title>{text(content, type_, language)}{place}<c:overlay val="0"/></c:title>')


_BARE = Xml("<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>")


def _shows(*, value: bool = True, name: bool = False) -> Xml:
    return Xml(
        f'<c:showLegendKey val="0"/><c:showVal val="{int(value)}"/><c:showCatName val="0"/>'
        f'<c:showSerName val="{int(name)}"/><c:showPercent val="0"/><c:showBubbleSize val="0"/>'
        + ("<c:separator> </c:separator>" if name and value else "")
    )


def number_format_of(code: str) -> Xml:
    """How numbers are written."""
    return Xml(f'<c:numFmt formatCode="{escape(code)}" sourceLinked="0"/>')


def _axis_ids() -> Xml:
    return Xml(f'<c:axId val="{CATEGORIES}"/><c:axId val="{VALUES}"/>')


def _run_properties(name: str, type_: Type, language: str = "") -> Xml:
    said = f' lang="{escape(language)}"' if language else ""
    return Xml(
        f'<{name}{said} sz="{round(type_.size_pt * 100)}" b="0">{fill(type_.colour)}'
        f'<a:latin typeface="{escape(type_.font)}"/></{name}>'
    )


def _share(value: float) -> str:
    return f"{value:.4f}"
