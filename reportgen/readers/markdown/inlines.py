"""From the inline content of a block to inlines, each with its place in the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reportgen.model import Inline, Inlines, LineBreak, SoftBreak, Text
from reportgen.readers.markdown.fragment import OpenFragment
from reportgen.readers.markdown.inline_tree import InlineBuilder
from reportgen.readers.markdown.masks import MASK, MASKED, Stretch

if TYPE_CHECKING:
    from markdown_it.token import Token

# Content without any of these needs no Markdown parser: words, expressions, line ends.
_MARKUP = re.compile(r"[\\`*_\[<&{}~^$]|==|:[a-z]")
_PLAIN = re.compile(rf"{MASKED.pattern}|(?<! ) *+\n[ \t]*")


class InlineReader(OpenFragment):
    """Parses the inline content of one fragment's blocks."""

    def parse(self, stretch: Stretch) -> Inlines:
        """The inlines of a stretch."""
        if _MARKUP.search(stretch.content) is None:
            return self._parse_plain(stretch)
        return self.build(self.tokenize(stretch.content), stretch)

    def build(self, tokens: list[Token], stretch: Stretch) -> Inlines:
        """The inlines that markdown-it's tokens stand for."""
        return InlineBuilder(self, stretch).build(tokens)

    def _parse_plain(self, stretch: Stretch) -> Inlines:
        """The inlines of a stretch without markup: most of a report, and five times as fast."""
        inlines: list[Inline] = []
        at = 0
        for found in _PLAIN.finditer(stretch.content):
            if at < found.start():
                inlines.append(self._text(stretch, at, found.start()))
            inlines.append(self._separator(found, stretch))
            at = found.end()
        if at < len(stretch.content):
            inlines.append(self._text(stretch, at, len(stretch.content)))
        return tuple(inlines)

    def _text(self, stretch: Stretch, begin: int, end: int) -> Text:
        place = stretch.place(begin)
        return Text(stretch.content[begin:end], self.masked.span(place, place + end - begin))

    def _separator(self, found: re.Match[str], stretch: Stretch) -> Inline:
        begin, end = stretch.place(found.start()), stretch.place(found.end())
        if found[0][0] == MASK:
            return self.computed(begin, end)
        span = self.masked.span(begin, end)
        return LineBreak(span) if found[0].startswith("  ") else SoftBreak(span)
