"""Figures: a chart or a picture on a line of its own, with its text alternative."""

from __future__ import annotations

import re

from msgspec.structs import replace

from reportgen.model import Chart, Figure, Image, Picture
from reportgen.model.pictures import at_width
from reportgen.writers.word.captions import mark, set_out, tracked
from reportgen.writers.word.job import Job, Place
from reportgen.writers.word.options import CHART_SHARE, WIDEST_MM
from reportgen.writers.word.wml.drawing import chart, picture
from reportgen.writers.word.wml.markup import NOTHING, Xml, joined
from reportgen.writers.word.wml.paragraph import ParagraphMarkup, Parts, paragraph_properties
from reportgen.writers.word.wml.text import bookmark, break_below, deleted, inserted, run

# A picture file without a size of its own is printed this densely, where it fits.
_DOTS_PER_MM = 150 / 25.4
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*>\s*")


def figure(block: Figure, place: Place, job: Job) -> Parts:
    """A figure with its caption and source line; its bookmark is around the picture."""
    above = job.options.captions_above_figures
    keep_next = bool(block.note) or (bool(block.caption) and not above)
    if block.beside:
        place = replace(place, width_mm=CHART_SHARE * place.width_mm)
    name = f"{job.labels.figure} {block.number}" if block.number else block.id
    content = _tracked_drawing(block, name, place, job)
    content = bookmark(job.next_bookmark(block, place), job.next_number(), content)
    if block.beside:
        content = joined((content, break_below()))
    properties = paragraph_properties(
        job.styles["figure"], keep_next=keep_next, indent=place.indent
    )
    line = ParagraphMarkup(properties, content, mark(place, job))
    return set_out(line, block, place, job, above=above)


def _tracked_drawing(block: Figure, name: str, place: Place, job: Job) -> Xml:
    """The picture, behind the one that stood here in an older document where that is another."""
    older = block.older
    if older is None or older.shows_what(block) or place.change:
        return tracked(_drawing(block, name, place, job), place, job)
    gone, come = replace(place, change="deleted"), replace(place, change="inserted")
    return joined(
        (
            _passing(job.labels.older, job),
            tracked(_drawing(older, name, gone, job), gone, job),
            tracked(_drawing(block, name, come, job), come, job),
        )
    )


def _passing(text: str, job: Job) -> Xml:
    """A line that neither document has: it came in and went out again, so that it never stays."""
    if not text:
        return NOTHING
    line = run(f"{text}\n", deleted=True)
    return inserted(deleted(line, job.stamp()), job.stamp())


def _drawing(block: Figure, name: str, place: Place, job: Job) -> Xml:
    name = name or job.labels.figure
    if isinstance(block.content, Chart) and block.id in job.options.editable:
        return _chart(block.content, name, block.alt, place, job)
    natural = job.pictures.get(block.id) or _own_picture(block)
    shown = at_width(natural, block.width, place.width_mm)
    return picture_drawing(shown, name, block.alt, place, job, tallest_mm=job.tallest_mm)


def _chart(content: Chart, name: str, alt: str, place: Place, job: Job) -> Xml:
    """A chart that Word can edit, as large as its picture would be."""
    from reportgen.writers.charts import ChartStyle
    from reportgen.writers.word.editable import editable_chart

    usual = ChartStyle(job.font, look=job.options.look)
    width, height = min(place.width_mm, WIDEST_MM), min(usual.height_mm, job.tallest_mm)
    style = replace(usual, width_mm=width, height_mm=height)
    made = editable_chart(content, style, job.properties.language)
    return chart(
        number=job.next_number(),
        name=name,
        alt=alt,
        width_mm=made.width_mm,
        height_mm=made.height_mm,
        relationship=job.chart(made.markup, made.workbook, place),
    )


def picture_drawing(
    shown: Picture, name: str, alt: str, place: Place, job: Job, *, tallest_mm: float
) -> Xml:
    """A picture in its own size, smaller where it would not fit."""
    scale = min(1.0, place.width_mm / shown.width_mm, tallest_mm / shown.height_mm)
    raster_kind = f"image/{shown.raster_format}"
    return picture(
        number=job.next_number(),
        name=name,
        alt=alt,
        width_mm=shown.width_mm * scale,
        height_mm=shown.height_mm * scale,
        raster=job.image(shown.raster, shown.raster_format, raster_kind, place),
        svg=_svg(shown.svg, place, job) if shown.svg else "",
    )


def _svg(content: bytes, place: Place, job: Job) -> str:
    # A package allows no document type (ECMA-376 part 2, 9.1.4); drawing programs write one.
    return job.image(_DOCTYPE.sub(b"", content, count=1), "svg", "image/svg+xml", place)


def _own_picture(block: Figure) -> Picture:
    match block.content:
        case Chart():
            raise ValueError(f"no picture was drawn for figure '{block.id}'")
        case Image(content=content, width_px=width, height_px=height, svg=svg):
            return Picture(
                raster=content,
                raster_format="png" if content.startswith(b"\x89PNG") else "jpeg",
                svg=svg,
                width_mm=width / _DOTS_PER_MM,
                height_mm=height / _DOTS_PER_MM,
            )
