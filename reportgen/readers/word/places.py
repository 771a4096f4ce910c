"""Where something stands in a Word file, in words: a reader of Word knows headings, not lines."""

from __future__ import annotations

from bisect import bisect_right

from msgspec import Struct

from reportgen.diagnostics import Message, Span
from reportgen.diagnostics import Message as _
from reportgen.model import Blocks, Heading
from reportgen.model.traverse import plain_text, walk_blocks


class Places:
    """The places of a Word file, by the headings among its blocks."""

    def __init__(self, blocks: Blocks) -> None:
        self._headings = [each for each in walk_blocks(blocks) if isinstance(each, Heading)]
        self._lines = [each.span.line for each in self._headings]

    def of(self, span: Span) -> Message:
        """The number of the paragraph at `span`, and the heading that it is under."""
        above = bisect_right(self._lines, span.line)
        if not above:
            return _("paragraph {number}", number=span.line)
        title = plain_text(self._headings[above - 1].children)
        return _("paragraph {number}, under the heading '{title}'", number=span.line, title=title)


class CaptionPlace(Struct, frozen=True):
    """Where a caption stands, above what it is of or below it, and its label as it is typed."""

    label: str
    above: bool
