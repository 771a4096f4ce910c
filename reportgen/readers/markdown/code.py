"""Blocks of code: their text as it is written, and whether they are closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems
from reportgen.model import CodeBlock
from reportgen.readers.markdown.masks import MaskedSource
from reportgen.readers.markdown.tokens import place_of

if TYPE_CHECKING:
    from markdown_it.token import Token


def read_code(token: Token, masked: MaskedSource, problems: Problems) -> CodeBlock:
    """The block that a fence opens; notes unclosed-code."""
    begin, end = place_of(token)
    written = masked.text[begin:end].rstrip()
    last_line = written.rsplit("\n", 1)[-1].strip(" \t>")
    closes = len(last_line) >= len(token.markup) and not last_line.strip(token.markup[0])
    if "\n" not in masked.text[begin:end] or not closes:
        message = _("the block of code is not closed")
        hint = _("close it with a line {fence}", fence=token.markup)
        opening = masked.span(begin, begin + len(token.markup))
        problems.error("unclosed-code", opening, message, hint)
    text = masked.unmask(token.content, token.meta["content"])
    return CodeBlock(text.removesuffix("\n"), masked.span(begin, begin + len(written)))
