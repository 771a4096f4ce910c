"""What frames the report: the cover in front, the signature block at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from reportgen.model import Change, CoverLine
from reportgen.writers.word.captions import mark, tracked
from reportgen.writers.word.inlines import runs
from reportgen.writers.word.job import Job, Place
from reportgen.writers.word.wml.drawing import picture
from reportgen.writers.word.wml.markup import NOTHING, Xml, joined
from reportgen.writers.word.wml.paragraph import ParagraphMarkup, paragraph_properties
from reportgen.writers.word.wml.text import run, run_properties, tab

LOGO_MM = 18.0
_WIDEST_LOGO_MM = 80.0


def cover(
    lines: tuple[CoverLine, ...], place: Place, job: Job, space_before: Mapping[str, int]
) -> Iterator[ParagraphMarkup]:
    """The logo, then a paragraph a line; where each stands is the business of its style.

    `space_before` is the space above the lines of a role, in twips, where that is another.
    """
    if lines and job.options.logo:
        yield ParagraphMarkup(paragraph_properties(job.styles["normal"]), logo(place, job))
    for line in lines:
        if line.text.strip() and not line.behind:
            yield _cover_line(line, place, job, space_before=space_before.get(line.role, 0))


def imprint(lines: tuple[CoverLine, ...], place: Place, job: Job) -> Iterator[ParagraphMarkup]:
    """What stands on the page behind the cover."""
    for number, line in enumerate(line for line in lines if line.behind):
        yield _cover_line(line, place, job, new_page=not number)


def _cover_line(
    line: CoverLine, place: Place, job: Job, *, new_page: bool = False, space_before: int = 0
) -> ParagraphMarkup:
    properties = paragraph_properties(
        job.styles[line.role], page_break_before=new_page, space_before=space_before
    )
    if line.changed:
        return ParagraphMarkup(properties, runs(line.changed, place, job))
    return _line(properties, line.text, replace(place, change=line.change), job, lead=line.lead)


def _line(properties: Xml, text: str, place: Place, job: Job, *, lead: int = 0) -> ParagraphMarkup:
    deleted = place.change == "deleted"
    content = run(text[lead:].lstrip(" ") if lead else text, deleted=deleted)
    if lead:
        look = run_properties(style=job.styles["cover_number"])
        content = joined((run(text[:lead], look, deleted=deleted), tab(), content))
    return ParagraphMarkup(properties, tracked(content, place, job), mark(place, job))


def logo(place: Place, job: Job) -> Xml:
    """The organisation's logo, 18 mm high, less where it is very wide; nothing without one."""
    image = job.options.logo
    if image is None:
        return NOTHING
    scale = min(LOGO_MM / image.height_px, min(_WIDEST_LOGO_MM, place.width_mm) / image.width_px)
    kind = "png" if image.content.startswith(b"\x89PNG") else "jpeg"
    return picture(
        number=job.next_number(),
        name="Logo",
        alt=job.options.logo_alt or job.properties.author,
        width_mm=image.width_px * scale,
        height_mm=image.height_px * scale,
        raster=job.image(image.content, kind, f"image/{kind}", place),
    )


def signature(
    lines: tuple[str, ...], changes: tuple[Change | None, ...], place: Place, job: Job
) -> Iterator[ParagraphMarkup]:
    """The signature block, never parted by a page's end."""
    changes = changes or (None,) * len(lines)
    shown = [each for each in zip(lines, changes, strict=True) if each[0].strip()]
    for index, (line, change) in enumerate(shown):
        properties = paragraph_properties(job.styles["signature"], keep_next=index < len(shown) - 1)
        yield _line(properties, line, replace(place, change=change), job)
