"""Where something stands in a Word file, in words: a reader of Word knows headings, not lines."""

from __future__ import annotations

from msgspec import Struct

from reportgen.diagnostics import Message, Span
from reportgen.diagnostics import Message as _
from reportgen.model import Blocks, Heading
from reportgen.model.traverse import plain_text, walk_blocks


def place_of(span: Span, blocks: Blocks) -> Message:
    """The number of the paragraph at `span`, and the heading among `blocks` that it is under."""
    headings = (each for each in walk_blocks(blocks) if isinstance(each, Heading))
    above = [each for each in headings if each.span.line <= span.line]
    if not above:
        return _("paragraph {number}", number=span.line)
    title = plain_text(above[-1].children)
    return _("paragraph {number}, under the heading '{title}'", number=span.line, title=title)


class CaptionPlace(Struct, frozen=True):
    """Where a caption stands, above what it is of or below it, and its label as it is typed."""

    label: str
    above: bool
