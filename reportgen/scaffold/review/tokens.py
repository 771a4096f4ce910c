"""The words of a line as tokens, each with its place in the source that it was written in.

Tokens are small (a word, a number, a mark, blanks), and never depend on what stands around them:
so the same text gives the same tokens, whether it was typed or computed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from reportgen.compare.fingerprints import wrapper_key
from reportgen.diagnostics import Span
from reportgen.model import (
    Code,
    Computed,
    Deleted,
    Footnote,
    Foreign,
    Inline,
    Inlines,
    Inserted,
    LineBreak,
    Link,
    Markup,
    Reference,
    SoftBreak,
    Text,
)
from reportgen.readers.source import Source

_TOKEN = re.compile(r"[^\W\d_]+|\d+|[ \t\n]+|.", re.DOTALL)
_ENTITY = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
NOTE = "\x02"
BREAK = "\x1e"
Sources = Mapping[str, Source]


class Token(Struct, frozen=True):
    """A piece of text: its `key` says what it is the same as, format included.

    `leaf` is what it was cut out of, `wrappers` what it stands in. `begin` and `end` are its
    place in the text of `file`; without a file, its columns in the Word file's paragraph.
    `over` says that it was typed where a value stood, in the look of that.
    """

    text: str
    key: str
    leaf: Inline
    wrappers: tuple[Markup, ...] = ()
    file: str = ""
    begin: int = -1
    end: int = -1
    over: bool = False

    @property
    def is_atom(self) -> bool:
        """Whether it is part of something that is written as a whole: a value, a note."""
        return isinstance(self.leaf, Computed | Reference | Footnote | Code)

    @property
    def is_blank(self) -> bool:
        """Whether it is space only."""
        return self.text.isspace()

    @property
    def looks(self) -> tuple[str, ...]:
        """The formats that a reader sees it in, outermost first."""
        return visible(self.wrappers)


def visible(wrappers: tuple[Markup, ...]) -> tuple[str, ...]:
    """The keys of wrappers that a Word file keeps: neither languages nor links inside it."""
    return tuple(_look(each) for each in wrappers if is_visible(each))


def _look(wrapper: Markup) -> str:
    # LibreOffice puts a stroke behind the name of a host.
    key = wrapper_key(wrapper)
    return key.rstrip("/") if isinstance(wrapper, Link) else key


def is_visible(wrapper: Markup) -> bool:
    """Whether a Word file that comes back shows it."""
    if isinstance(wrapper, Link):
        return not wrapper.target.startswith("#")
    return not isinstance(wrapper, Foreign)


def tokens_of(inlines: Inlines, sources: Sources | None = None) -> list[Token]:
    """The tokens of a text; with places where `sources` are those that its spans are about."""
    return [*_tokens(inlines, (), sources)]


def tokens_over(inlines: Inlines, overwritten: Sequence[tuple[int, int, int]]) -> list[Token]:
    """The tokens of a text that came back; `overwritten` is where values were typed over."""
    tokens = tokens_of(inlines)
    lines = {each.leaf.span.line for each in tokens}
    places = [each for each in overwritten if each[0] in lines]
    return [
        replace(token, over=True) if any(_is_in(token, each) for each in places) else token
        for token in tokens
    ]


def _is_in(token: Token, place: tuple[int, int, int]) -> bool:
    line, begin, end = place
    return token.leaf.span.line == line and begin <= token.begin and token.end <= end


def _tokens(
    inlines: Inlines, wrappers: tuple[Markup, ...], sources: Sources | None
) -> Iterator[Token]:
    for inline in inlines:
        if isinstance(inline, Markup):
            yield from _tokens(inline.children, (*wrappers, inline), sources)
        elif isinstance(inline, Inserted):
            yield from _tokens(inline.children, wrappers, sources)
        elif not isinstance(inline, Deleted):
            yield from _of_leaf(inline, wrappers, sources)


def _of_leaf(
    leaf: Inline, wrappers: tuple[Markup, ...], sources: Sources | None
) -> Iterator[Token]:
    suffix = "".join(f"\x01{each}" for each in visible(wrappers))
    suffix += "\x01code" if isinstance(leaf, Code) else ""
    text = _text_of(leaf)
    source = sources.get(leaf.span.file) if sources is not None else None
    places = None if source is None else _places(leaf, text, source)
    for found in _TOKEN.finditer(text):
        key = _key(found[0], suffix)
        if source is None or places is None:
            column = leaf.span.column + found.start()
            yield Token(found[0], key, leaf, wrappers, "", column, column + len(found[0]))
        else:
            begin, end = places[found.start()][0], places[found.end() - 1][1]
            yield Token(found[0], key, leaf, wrappers, source.file, begin, end)


def _key(text: str, suffix: str) -> str:
    if text.isspace() and text != "\n":
        return "\u00a0" if "\u00a0" in text else " "
    return text + suffix


def _text_of(leaf: Inline) -> str:
    match leaf:
        case Text(text=text) | Code(text=text):
            return text
        case SoftBreak():
            return " "
        case LineBreak():
            return "\n"
        case Computed(text=shown) | Reference(text=shown):
            return shown or ""
        case Footnote():
            return NOTE
    return ""


Places = list[tuple[int, int]]


def _places(leaf: Inline, text: str, source: Source) -> Places | None:
    """Where each character of a leaf stands in the source; None where that can't be told."""
    begin, end = offsets_of(leaf.span, source)
    if not isinstance(leaf, Text):
        return [(begin, end)] * len(text)
    raw = source.text[begin:end]
    if raw == text:
        return [(begin + index, begin + index + 1) for index in range(len(text))]
    return _escaped_places(raw, text, begin)


def _escaped_places(raw: str, text: str, begin: int) -> Places | None:
    """The same for text with escaped characters and entities in its source."""
    places: Places = []
    at = 0
    for character in text:
        width = _width(raw, at, character)
        if width == 0:
            return None
        places.append((begin + at, begin + at + width))
        at += width
    return places if at == len(raw) else None


def _width(raw: str, at: int, character: str) -> int:
    """How long a character is in its source at `at`, 0 for what is another."""
    if raw[at : at + 2] == f"\\{character}":
        return 2
    entity = _ENTITY.match(raw, at)
    if entity and html.unescape(entity[0]) == character:
        return len(entity[0])
    return 1 if raw[at : at + 1] == character else 0


def offsets_of(span: Span, source: Source) -> tuple[int, int]:
    """The offsets in the text of a source at which a span begins and ends."""
    starts = source.starts
    last = len(source.text)
    begin = starts[span.line - 1] + span.column - 1 if span.line <= len(starts) else last
    end = starts[span.end_line - 1] + span.end_column - 1 if span.end_line <= len(starts) else last
    return begin, end
