"""References that are typed: "figur 2", "Tabell 1", where there is such a figure or table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from reportgen.model import Block, Blocks, Inline, Inlines, Link, Paragraph, Reference, Text
from reportgen.model.traverse import plain_text, walk_blocks

# By the word of a reference and the number: the id of what is meant.
Numbered = Mapping[tuple[str, int], str]

_TYPED = re.compile(r"(?<!\w)(figur|tabell)[ \u00a0](\d{1,3})(?![\w,–-]|\.\d)", re.IGNORECASE)
_ENDS_SENTENCE = re.compile(r"[.!?:][”\"')]*\s*$")


def mentioned(blocks: Blocks) -> frozenset[tuple[str, int]]:
    """What the text refers to by its number."""
    texts = (
        plain_text(each.children) for each in walk_blocks(blocks) if isinstance(each, Paragraph)
    )
    found = (match for text in texts for match in _TYPED.finditer(text))
    return frozenset((match[1].casefold(), int(match[2])) for match in found)


def with_references(block: Block, numbered: Numbered) -> Block:
    """The paragraph with references where they are typed.

    One with a capital letter that begins no sentence stays: a report would print it in small ones.
    """
    if not isinstance(block, Paragraph):
        return block
    made: list[Inline] = []
    for inline in block.children:
        if isinstance(inline, Text):
            made += _parted(inline, made, numbered)
        elif isinstance(inline, Reference) and not _fits(inline.text or "", made):
            made.append(_as_typed(inline))
        else:
            made.append(inline)
    return replace(block, children=tuple(made))


def _as_typed(reference: Reference) -> Inline:
    """The words of a reference; those to a heading lead there all the same."""
    words = Text(reference.text or "", reference.span)
    if reference.kind != "section":
        return words
    return Link((words,), f"#{reference.target}", reference.span)


def _parted(text: Text, before: Iterable[Inline], numbered: Numbered) -> Iterator[Inline]:
    """The text, and between its pieces the references in it."""
    begin = 0
    for found in _TYPED.finditer(text.text):
        kind, number = found[1].casefold(), int(found[2])
        piece = Text(text.text[begin : found.start()], text.span)
        if (kind, number) not in numbered or not _fits(found[0], (*before, piece)):
            continue
        if piece.text:
            yield piece
        expression = f'ref("{kind}:{numbered[kind, number]}")'
        yield Reference(numbered[kind, number], None, found[0], expression, text.span)
        begin = found.end()
    if begin < len(text.text):
        yield replace(text, text=text.text[begin:])


def _fits(typed: str, before: Iterable[Inline]) -> bool:
    """Whether the report would print the reference so: with a capital where a sentence begins."""
    text: Inlines = tuple(before)
    opens = not plain_text(text).strip() or bool(_ENDS_SENTENCE.search(plain_text(text)))
    return typed[:1].isupper() == opens
