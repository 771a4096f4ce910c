"""The room of a cover: what its lines take, and how much of the space between them that leaves."""

from __future__ import annotations

from msgspec import Struct

from reportgen.diagnostics import Span
from reportgen.model import CoverLine, Paragraph, Text
from reportgen.model.traverse import walk_inlines
from reportgen.writers.word.cover import LOGO_MM
from reportgen.writers.word.heights import Heights
from reportgen.writers.word.job import Job
from reportgen.writers.word.template import Template
from reportgen.writers.word.wml.leading import leading_of

# The lines that stand far below what is above them.
_APART = ("title", "sender")
# Heights are estimated: lines of the cover end early, and so much of the page stays free.
_NARROWER_MM = 20.0
_SPARE_MM = 14.0
_MM_PER_PT = 25.4 / 72
_TWIPS_PER_PT = 20
_NOWHERE = Span.of_file("")


class CoverRoom(Struct, frozen=True):
    """The space above the lines that stand apart, in twips by their roles; empty: their styles'."""

    space_before: dict[str, int]


def room_on(lines: tuple[CoverLine, ...], template: Template, job: Job) -> CoverRoom:
    """What keeps the cover on its page: on a low one its lines stand closer together."""
    shown = [line for line in lines if line.text.strip() and not line.behind]
    heights = Heights(template, job.fitter, job.options, {}, job.properties.language)
    width = template.page.text_width() - _NARROWER_MM
    taken = sum(_height(line, heights, width) for line in shown)
    taken += LOGO_MM if job.options.logo else 0.0
    over = taken + _SPARE_MM - template.page.text_height()
    apart = {
        line.role: leading_of(template.stylesheet, job.styles[line.role]).before_pt
        for line in shown
        if line.role in _APART
    }
    space = sum(apart.values()) * _MM_PER_PT
    if over <= 0 or space <= 0:
        return CoverRoom({})
    share = max(0.0, 1 - over / space)
    # At least a point: no space at all would be that of the style.
    return CoverRoom(
        {role: max(_TWIPS_PER_PT, round(it * share * _TWIPS_PER_PT)) for role, it in apart.items()}
    )


def _height(line: CoverLine, heights: Heights, width: float) -> float:
    """The height of a line with the space around it; a number that leads it is set larger."""
    high = heights.of(_paragraph(_all_text(line)), width, line.role)
    if not line.lead:
        return high
    return high / 2 + heights.of(_paragraph(line.text[: line.lead]), width, "cover_number")


def _all_text(line: CoverLine) -> str:
    """The text of a line with what went out of it, which takes room beside what came in."""
    texts = (each.text for each in walk_inlines(line.changed) if isinstance(each, Text))
    return "".join(texts) or line.text


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text, _NOWHERE),), _NOWHERE)
