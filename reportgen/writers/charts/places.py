"""Where the charts of a document stand: how wide and how high each may be."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from reportgen.model import Chart, Document, Figure, Section
from reportgen.model.traverse import walk_blocks
from reportgen.writers.charts import find_font
from reportgen.writers.charts.rendering import OnDrawn, RenderedCharts, render_charts
from reportgen.writers.charts.style import ChartStyle
from reportgen.writers.word import CAPTION_MM, CHART_SHARE, COLUMN_GAP_MM, WIDEST_MM, TemplateLook

NARROW_MM = 88.0  # what a telephone of 360 pixels leaves for the text
NARROW_TYPE_PT = 10.5
SCROLLED_MM = 1500.0


def chart_styles(document: Document, look: TemplateLook) -> dict[str, ChartStyle]:
    """The style of each chart by its figure's id: as wide as a column of its section."""
    return {
        block.id: _turned(look)
        if block.landscape or (section.landscape and section.columns == 1)
        else _style(look, section, CHART_SHARE if block.beside else 1.0)
        for section in document.sections
        for block in walk_blocks(section.blocks)
        if isinstance(block, Figure) and isinstance(block.content, Chart)
    }


def _style(look: TemplateLook, section: Section, share: float = 1.0) -> ChartStyle:
    """Charts in the font of the text, as wide as it is (170 mm at most), never above a page.

    One beside a table has a `share` of that.
    """
    usual, columns = ChartStyle(), section.columns
    text, height = look.text_width_mm, look.text_height_mm
    if section.landscape:
        text, height = look.turned_mm
    width = (text - (columns - 1) * COLUMN_GAP_MM) / columns
    high = min(usual.height_mm, height - CAPTION_MM)
    return ChartStyle(look.font, min(share * width, WIDEST_MM), high, look=look.look)


def _turned(look: TemplateLook) -> ChartStyle:
    """A chart that has the width of a page on its side."""
    width, height = look.turned_mm
    high = min(ChartStyle().height_mm, height - CAPTION_MM)
    return ChartStyle(look.font, width, high, look=look.look)


def render_narrow(charts: Mapping[str, Chart], look: TemplateLook, root: Path) -> dict[str, bytes]:
    """The same charts as SVG for a narrow screen."""
    rendered = render_charts(charts, narrow_style(look), root)
    return {name: picture.svg or b"" for name, picture in rendered.pictures.items()}


def narrow_style(look: TemplateLook) -> ChartStyle:
    """As wide as a telephone, where no page ends, in type that can be read there."""
    return ChartStyle(
        look.font, NARROW_MM, SCROLLED_MM, NARROW_TYPE_PT, look=look.look, names_above=True
    )


def render_in_places(
    charts: Mapping[str, Chart], document: Document, look: TemplateLook, root: Path, hear: OnDrawn
) -> RenderedCharts:
    """The pictures of `charts`, each in the style of its place, as `render_charts` makes them."""
    styles = chart_styles(document, look)
    done = RenderedCharts({}, 0, 0, find_font(look.font), "")
    for style in dict.fromkeys(styles[name] for name in charts):
        alike = {name: chart for name, chart in charts.items() if styles[name] == style}
        more = render_charts(alike, style, root, hear)
        done = replace(
            done,
            pictures={**done.pictures, **more.pictures},
            drawn=done.drawn + more.drawn,
            cached=done.cached + more.cached,
            missing="".join(sorted({*done.missing, *more.missing})),
        )
    return done
