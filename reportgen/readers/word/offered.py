"""Paragraphs that look like headings and are none: short, bold or large, without a full stop."""

from __future__ import annotations

from msgspec import Struct

from reportgen.diagnostics import Diagnostic, Severity, Span
from reportgen.diagnostics import Message as _

LONGEST = 90
# Half points more than running text has.
_LARGER = 4
_DEEPEST = 6


class OfferedHeading(Struct, frozen=True):
    """A paragraph that looks like a heading: its place, its text, the level that its size means."""

    span: Span
    text: str
    level: int


class Look(Struct, frozen=True):
    """How a paragraph looks: `size` in half points, 0 where nothing says it."""

    span: Span
    text: str
    bold: bool
    size: int


def looks_like_heading(look: Look, usual_size: int) -> bool:
    """Whether a plain paragraph looks like a heading beside text of the usual size."""
    text = look.text.strip()
    if not text or len(text) > LONGEST or text[-1] in ".,;:!?" or not any(map(str.isalpha, text)):
        return False
    return look.bold or look.size >= usual_size + _LARGER


def offered_headings(looks: list[Look], usual_size: int) -> tuple[OfferedHeading, ...]:
    """The paragraphs with the levels that their sizes mean, the largest first."""
    sizes = sorted({each.size or usual_size for each in looks}, reverse=True)
    levels = {size: min(level, _DEEPEST) for level, size in enumerate(sizes, start=1)}
    return tuple(
        OfferedHeading(each.span, each.text.strip(), levels[each.size or usual_size])
        for each in looks
    )


def telling(offered: OfferedHeading) -> Diagnostic:
    """What is said of a paragraph that looks like a heading."""
    return Diagnostic(
        "looks-like-heading",
        _("'{text}' looks like a heading, but has no heading style", text=offered.text),
        offered.span,
        _("give it a heading style in Word, or write # before it in the text file"),
        Severity.NOTE,
    )
