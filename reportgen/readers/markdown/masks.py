"""Expressions hidden from the Markdown parser, and stretches of text that know their place.

An expression may hold anything that means something in Markdown (`*`, `|`, `[`). Before the
parse each is replaced by as many private-use characters, so that it can't act and every
offset stays true; `read_source` has refused such characters in content.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from msgspec import Struct

from reportgen.diagnostics import Span
from reportgen.readers.source import Source

MASK = "\ue000"
_FILL = "\ue001"
MASKED = re.compile(f"{MASK}{_FILL}+")

# Braces inside are Jinja's own, and may be nested as a dictionary in a dictionary is. A
# backslash takes the next character along, and a backtick ends the attempt: `{{` and `}}` in
# two code spans are no expression. The last form is for unbalanced quotes, which the
# expression's own parser explains better.
_STRING = r"""  "(?:\\.|[^"\\\n])*" | '(?:\\.|[^'\\\n])*' | [^"'`\n{}]+ """
_BRACES = rf" \{{ (?: {_STRING} | \{{ (?: {_STRING} )*+ \}} )*+ \}} "
_EXPRESSION = re.compile(
    rf"""\\. | \{{\{{ (?: (?> {_STRING} | {_BRACES} | \{{(?!\{{) | \}}(?!\}}) )++ \}}\}}
                      | (?> (?!\{{\{{|\}}\}})[^`\n] )++ \}}\}} )""",
    re.VERBOSE,
)


class MaskedSource(Struct, frozen=True):
    """A source and its text with every expression masked, of the same length."""

    source: Source
    text: str

    def span(self, begin: int, end: int) -> Span:
        """The stretch from one offset to another."""
        return self.source.span_between(begin, end)

    def expression(self, begin: int, end: int) -> str:
        """What stands between the braces of the mask at these offsets."""
        return self.source.text[begin + 2 : end - 2].strip()

    def unmask(self, content: str, begin: int) -> str:
        """`content`, cut out of the masked text from `begin` on, as it was written."""
        if MASK not in content:
            return content
        masks = MASKED.finditer(self.text, begin)
        return MASKED.sub(lambda _: self._original(next(masks)), content)

    def _original(self, mask: re.Match[str]) -> str:
        return self.source.text[mask.start() : mask.end()]


def mask_expressions(source: Source) -> MaskedSource:
    """Hide every `{{ … }}` that is closed on its line and not empty."""
    if "{{" not in source.text:
        return MaskedSource(source, source.text)
    return MaskedSource(source, _EXPRESSION.sub(_mask, source.text))


def _mask(found: re.Match[str]) -> str:
    text = found[0]
    if text[0] == "\\" or not text[2:-2].strip():
        return text
    return MASK + _FILL * (len(text) - 1)


class Stretch:
    """The inline content of a block: its lines without what stands before and after them.

    `content` has the lines joined by line ends; `place` says where in the file a place in it
    is. In the cell of a table a pipe is escaped even in code.
    """

    __slots__ = ("_offsets", "_places", "content", "in_cell")

    def __init__(
        self, content: str, offsets: list[int], places: list[int], *, in_cell: bool = False
    ) -> None:
        self.content = content
        self.in_cell = in_cell
        self._offsets = offsets
        self._places = places

    def place(self, offset: int) -> int:
        """The offset in the file of an offset in `content`."""
        if len(self._places) == 1:
            return self._places[0] + offset - self._offsets[0]
        piece = bisect_right(self._offsets, offset) - 1
        return self._places[piece] + offset - self._offsets[piece]

    def part(self, begin: int, end: int) -> Stretch:
        """The stretch from one offset in `content` to another."""
        offsets = [offset - begin for offset in self._offsets]
        return Stretch(self.content[begin:end], offsets, self._places)


def cut_stretch(text: str, lines: Sequence[tuple[int, int]]) -> Stretch:
    """The stretch that the `lines`, each from one offset in `text` to another, make."""
    begin, end = lines[0][0], lines[-1][1]
    if end - begin == sum(stop - start + 1 for start, stop in lines) - 1:
        return Stretch(text[begin:end].rstrip(" \t"), [0], [begin])
    offsets = [0]
    for start, stop in lines[:-1]:
        offsets.append(offsets[-1] + stop - start + 1)
    content = "\n".join(text[start:stop] for start, stop in lines)
    return Stretch(content.rstrip(" \t"), offsets, [start for start, _ in lines])
