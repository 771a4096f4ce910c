"""The Markdown that reports are written in: markdown-it, with the rules that act listed.

CommonMark, tables and footnotes; not indented code, not HTML blocks. With its two modules of
rules this is the only door to markdown-it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import Ruler
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline, emphasis, link_pairs
from markdown_it.token import Token

from reportgen.readers.markdown.block_rules import BLOCK_RULES, BlockRule
from reportgen.readers.markdown.inline_rules import INLINE_RULES, InlineRule

Environment = dict[str, Any]

_UNDERLINE = re.compile(r"(?:^|[ \t>])(?:=+|-+)[ \t]*$", re.MULTILINE)


def parse_block_tokens(text: str, first_line: int) -> tuple[list[Token], Environment]:
    """The blocks of `text` from line `first_line` (from 0) on, and the link definitions."""
    environment: Environment = {
        "underlined": _UNDERLINE.search(text) is not None,
        "last_comment_end": text.rfind("-->"),
    }
    markdown = _markdown()
    state = StateBlock(text, markdown, environment, [])
    markdown.block.tokenize(state, first_line, state.lineMax)
    return state.tokens, environment


def parse_inline_tokens(content: str, environment: Environment) -> list[Token]:
    """The inlines of a block's content."""
    return _markdown().inline.parse(content, _markdown(), environment, [])


class _ReportMarkdown(MarkdownIt):
    """Leaves addresses as they are written: what is wrong with them is told, not hidden."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802 (markdown-it's name)
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802 (markdown-it's name)
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802 (markdown-it's name)
        return link


@cache
def _markdown() -> MarkdownIt:
    """The parser with the rules of reports, in the order in which they are tried."""
    markdown = _ReportMarkdown("commonmark", {"store_labels": True})
    markdown.block.ruler = Ruler[BlockRule]()
    for name, rule, interrupts in BLOCK_RULES:
        markdown.block.ruler.push(name, rule, {"alt": interrupts.split()})
    markdown.inline.ruler = Ruler[InlineRule]()
    for name, inline_rule in INLINE_RULES:
        markdown.inline.ruler.push(name, inline_rule)
    markdown.inline.ruler2 = Ruler[Callable[[StateInline], None]]()
    markdown.inline.ruler2.push("balance_pairs", link_pairs)
    markdown.inline.ruler2.push("emphasis", emphasis.postProcess)
    return markdown
