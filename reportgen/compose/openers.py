"""Which references begin a sentence: those are printed with a capital."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.diagnostics import Span
from reportgen.model import Document, Footnote, Inlines, Reference
from reportgen.model.traverse import inlines_in, inlines_of, plain_text, walk_blocks, walk_inlines
from reportgen.readers.sentences import NOTE_MARK, OPAQUE, find_sentence_starts

# What may stand before the first word: brackets, quotation marks, a dash.
_OPENING = re.compile(r"\s*[(\[“”\"'‘’»«]*(?:[–—] )?")
_BLANKS = re.compile(r"[ \n]+")


def opening_references(document: Document) -> frozenset[Span]:
    """The spans of the references that begin a sentence, a heading, a list item or a cell."""
    return frozenset(
        span
        for section in document.sections
        for block in (section.heading, *walk_blocks(section.blocks))
        for inlines in inlines_of(block)
        for span in _opening(inlines)
    )


def _opening(inlines: Inlines) -> Iterator[Span]:
    """The references that begin a sentence of one paragraph."""
    if not any(isinstance(each, Reference) for each in walk_inlines(inlines)):
        return
    text, places = "", {}
    for piece, reference in _pieces(inlines):
        # A line end and the spaces around it are one space to the reader.
        shown = _BLANKS.sub(" ", piece)
        text += shown[1:] if shown[:1] == " " == text[-1:] else shown
        if reference:
            places[len(text) - 1] = reference.span
    for start in (0, *find_sentence_starts(text)):
        found = _OPENING.match(text, start)
        if found and found.end() in places:
            yield places[found.end()]


def _pieces(inlines: Inlines) -> Iterator[tuple[str, Reference | None]]:
    """The text piece by piece, with a stand-in for each reference, whose text is not known yet."""
    for inline in inlines:
        if isinstance(inline, Reference):
            yield OPAQUE, inline
        elif isinstance(inline, Footnote):
            yield NOTE_MARK, None
        elif inside := inlines_in(inline):
            yield from _pieces(inside)
        else:
            yield plain_text((inline,)), None
