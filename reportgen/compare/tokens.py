"""A line of text as tokens that are the same or not, and pieces of it as a line of text again.

A token is a word or a mark with the space before it: what goes out takes its space along.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal, assert_never

from msgspec import Struct

from reportgen.compare.fingerprints import wrapper_key
from reportgen.model import (
    Code,
    Computed,
    Deleted,
    Footnote,
    Inline,
    Inlines,
    Inserted,
    Leaf,
    LineBreak,
    Markup,
    Reference,
    SoftBreak,
    Text,
    Tracked,
)
from reportgen.model.traverse import with_children

Status = Literal["inserted", "deleted"] | None

# Numbers with thousands and decimals, words with what holds them together, any mark alone.
_TOKEN = re.compile(
    r"(\s*)(?:(\d{1,3}(?:[\u00a0\u202f]\d{3})+(?:,\d+)?"
    r"|\w+(?:(?:[-:.’'\u2011\u00ad]|(?<=\d),(?=\d))\w+)*)|(\S))|(\s+)$"
)
FOOTNOTE = "\x02"
END = "\x03"


class Piece(Struct, frozen=True):
    """A leaf of the text and the wrappers that it stands in, outermost first."""

    leaf: Inline
    wrappers: tuple[Markup, ...] = ()


class Token(Struct, frozen=True):
    """A word, mark, value or note: its `key` says what it is the same as.

    `space` are the pieces of space before it, `blank` is their text. `piece` is None at the
    end of the text, where only space can stand.
    """

    key: str
    space: tuple[Piece, ...]
    blank: str
    piece: Piece | None


def tokens_of(inlines: Inlines) -> list[Token]:
    """The tokens of a text, and one for its end."""
    tokens: list[Token] = []
    space: list[Piece] = []
    for key, piece in _pieces(inlines, ()):
        if key == " ":
            space.append(piece)
            continue
        tokens.append(Token(key, tuple(space), _blank(space), piece))
        space = []
    tokens.append(Token(END, tuple(space), _blank(space), None))
    return tokens


def _blank(space: Sequence[Piece]) -> str:
    return "".join(each.leaf.text if isinstance(each.leaf, Text) else " " for each in space)


def _pieces(inlines: Inlines, wrappers: tuple[Markup, ...]) -> Iterator[tuple[str, Piece]]:
    """Each piece with its key; that of space is a space."""
    suffix = "".join(map(wrapper_key, wrappers))
    for inline in inlines:
        if isinstance(inline, Text):
            yield from _words(inline, wrappers, suffix)
        elif isinstance(inline, Markup):
            yield from _pieces(inline.children, (*wrappers, inline))
        elif key := _leaf_key(inline, suffix):
            yield key, Piece(inline, wrappers)


def _leaf_key(leaf: Leaf | Footnote | Tracked, suffix: str) -> str:
    """What a leaf is the same as; empty for one that shows nothing."""
    match leaf:
        case SoftBreak():
            return " "
        case LineBreak():
            return "\n"
        case Computed(text=text) | Reference(text=text):
            return text + suffix if text else ""
        case Text(text=text):
            return text + suffix
        case Code(text=text):
            return f"{text}\x01code{suffix}"
        case Footnote():
            return FOOTNOTE
        case Inserted() | Deleted():
            raise ValueError(f"what stands at {leaf.span} has been compared already")
        case _:
            assert_never(leaf)


def _words(text: Text, wrappers: tuple[Markup, ...], suffix: str) -> Iterator[tuple[str, Piece]]:
    span = text.span
    for found in _TOKEN.finditer(text.text):
        before, word, mark, last = found.groups()
        if before or last:
            yield " ", Piece(Text(before or last, span), wrappers)
        if shown := word or mark:
            yield shown + suffix, Piece(Text(shown, span), wrappers)


# Back to a line of text

Marked = tuple[Status, Piece]


def joined(pieces: Iterable[Marked]) -> Inlines:
    """The pieces as inlines again, what came in and what went out marked."""
    return _nested(list(pieces), 0)


def _nested(pieces: list[Marked], depth: int) -> Inlines:
    made: list[Inline] = []
    for key, group in groupby(pieces, lambda each: _wrapper_at(each[1], depth)):
        together = list(group)
        if key:
            wrapper = together[-1][1].wrappers[depth]
            children = _nested(together, depth + 1)
            made.append(with_children(wrapper, children))
        else:
            made += _marked(together)
    return tuple(made)


def _wrapper_at(piece: Piece, depth: int) -> str:
    return wrapper_key(piece.wrappers[depth]) if depth < len(piece.wrappers) else ""


def _marked(pieces: list[Marked]) -> Iterator[Inline]:
    for status, group in groupby(pieces, lambda each: each[0]):
        leaves = _merged([piece.leaf for _, piece in group])
        span = leaves[0].span.until(leaves[-1].span)
        match status:
            case None:
                yield from leaves
            case "inserted":
                yield Inserted(leaves, span)
            case "deleted":
                yield Deleted(leaves, span)
            case _:
                assert_never(status)


def _merged(leaves: list[Inline]) -> Inlines:
    """Neighbouring texts as one."""
    made: list[Inline] = []
    texts: list[Text] = []
    for leaf in leaves:
        if isinstance(leaf, Text):
            texts.append(leaf)
            continue
        made += _one_text(texts)
        texts = []
        made.append(leaf)
    return (*made, *_one_text(texts))


def _one_text(texts: list[Text]) -> list[Inline]:
    if not texts:
        return []
    whole = "".join(text.text for text in texts)
    return [Text(whole, texts[0].span.until(texts[-1].span))]
