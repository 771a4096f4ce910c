"""What all that is read of one Markdown file has in common: its text, its notes, its problems."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from msgspec import Struct, field

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, Span
from reportgen.model import Blocks, Comment, Computed, Statement
from reportgen.readers.markdown.masks import MaskedSource
from reportgen.readers.markdown.statements import Nesting, read_statement

if TYPE_CHECKING:
    from markdown_it.token import Token


class Notes(Struct):
    """A fragment's footnotes by label: what they say, where they are defined, how many marks.

    `missing` are the marks without a note. `inside` while the definitions themselves are read,
    which can't have footnotes.
    """

    defined: dict[str, Blocks] = field(default_factory=dict)
    places: dict[str, Span] = field(default_factory=dict)
    marks: dict[str, int] = field(default_factory=dict)
    missing: list[tuple[str, Span]] = field(default_factory=list)
    inside: bool = False


class OpenFragment(Struct):
    """One Markdown file while it is read.

    `tokenize` is markdown-it. What is wrong is noted in `problems`; the comments met, the
    footnotes used, the link definitions used, the HTML elements told and how statements are nested
    are in the other fields.
    """

    masked: MaskedSource
    tokenize: Callable[[str], list[Token]]
    problems: Problems
    notes: Notes = field(default_factory=Notes)
    comments: list[Comment] = field(default_factory=list)
    definitions_used: set[str] = field(default_factory=set)
    html_told: set[str] = field(default_factory=set)
    nesting: Nesting = field(default_factory=Nesting)

    def statement(self, begin: int, end: int) -> Statement | None:
        """The statement on the line between these offsets; None for one that there is not."""
        span = self.masked.span(begin, end)
        if self.notes.inside:
            message = _("a statement can't stand in a footnote")
            hint = _("write a condition in the text itself: {{{{ … if … else … }}}}")
            self.problems.error("misplaced-statement", span, message, hint)
            return None
        return read_statement(self.masked.source.text[begin:end], span, self.problems)

    def computed(self, begin: int, end: int) -> Computed:
        """The expression whose mask stands at these offsets in the file."""
        expression = self.masked.expression(begin, end)
        return Computed(expression, None, self.masked.span(begin, end))
