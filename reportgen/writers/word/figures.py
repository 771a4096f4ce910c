"""Figures: a chart or a picture on a line of its own, with its text alternative."""

from __future__ import annotations

import re

from reportgen.model import Chart, Figure, Image, Picture
from reportgen.writers.word.captions import mark, set_out, tracked
from reportgen.writers.word.job import Job, Place
from reportgen.writers.word.wml.drawing import picture
from reportgen.writers.word.wml.markup import Xml
from reportgen.writers.word.wml.paragraph import paragraph, paragraph_properties
from reportgen.writers.word.wml.text import bookmark

# A picture file without a size of its own is printed this densely, where it fits.
_DOTS_PER_MM = 150 / 25.4
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*>\s*")


def figure(block: Figure, place: Place, job: Job) -> Xml:
    """A figure with its caption and source line; its bookmark is around the picture."""
    above = job.options.captions_above_figures
    keep_next = bool(block.note) or (bool(block.caption) and not above)
    name = f"{job.labels.figure} {block.number}" if block.number else block.id
    content = tracked(_drawing(block, name, place, job), place, job)
    content = bookmark(job.next_bookmark(place), job.next_number(), content)
    properties = paragraph_properties(
        job.styles["figure"], keep_next=keep_next, indent=place.indent
    )
    return set_out(paragraph(properties, content, mark(place, job)), block, place, job, above=above)


def _drawing(block: Figure, name: str, place: Place, job: Job) -> Xml:
    shown = job.pictures.get(block.id) or _own_picture(block)
    scale = min(1.0, place.width_mm / shown.width_mm)
    raster_kind = f"image/{shown.raster_format}"
    return picture(
        number=job.next_number(),
        name=name or job.labels.figure,
        alt=block.alt,
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
        case Image(content=content, width_px=width, height_px=height):
            return Picture(
                raster=content,
                raster_format="png" if content.startswith(b"\x89PNG") else "jpeg",
                svg=None,
                width_mm=width / _DOTS_PER_MM,
                height_mm=height / _DOTS_PER_MM,
            )
