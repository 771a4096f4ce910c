"""The Markdown that reports are written in: the only door to markdown-it.

Lists every rule that acts, and makes each tell where it acted. markdown-it keeps line numbers
of blocks only; here a token's `map` holds offsets in the text: of blocks from where the block
begins to where its last line ends, of inlines in the block's content, where the token's
length does not follow from what it holds.
"""

# ruff: noqa: FBT001, FBT003  (a rule's `silent` is positional in markdown-it)

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.ruler import Ruler
from markdown_it.rules_block import (
    StateBlock,
    blockquote,
    fence,
    heading,
    hr,
    lheading,
    list_block,
    paragraph,
    reference,
)
from markdown_it.rules_inline import (
    StateInline,
    autolink,
    backtick,
    emphasis,
    entity,
    escape,
    html_inline,
    image,
    link,
    link_pairs,
    newline,
)
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def

from reportgen.readers.masks import MASK, MASKED

Environment = dict[str, Any]
BlockRule = Callable[[StateBlock, int, int, bool], bool]
InlineRule = Callable[[StateInline, bool], bool]
Lines = list[tuple[int, int]]

ATTRIBUTES = re.compile(r"\{([^{}\n]*)\}")
DASHES = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_UNDERLINE = re.compile(r"(?:^|[ \t>])(?:=+|-+)[ \t]*$", re.MULTILINE)
_TERMINATOR = re.compile(rf"[\n\\`*_\[\]!<&{MASK}]")
_FOOTNOTE_MARK = re.compile(r"\[\^([^\s\[\]]+)\]")
_BROKEN_REFERENCE = re.compile(r"!?\[[^\[\]]*\]\[[^\[\]]*\]")


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
    for name, rule, interrupts in _BLOCK_RULES:
        markdown.block.ruler.push(name, rule, {"alt": interrupts.split()})
    markdown.inline.ruler = Ruler[InlineRule]()
    for name, inline_rule in _INLINE_RULES:
        markdown.inline.ruler.push(name, inline_rule)
    markdown.inline.ruler2 = Ruler[Callable[[StateInline], None]]()
    markdown.inline.ruler2.push("balance_pairs", link_pairs)
    markdown.inline.ruler2.push("emphasis", emphasis.postProcess)
    return markdown


# Blocks


def _located(rule: BlockRule, first: str = "") -> BlockRule:
    """`rule`, tried only where a line begins with one of `first`, and telling the offsets."""

    def locate(state: StateBlock, line: int, end: int, silent: bool) -> bool:
        begin = state.bMarks[line] + state.tShift[line]
        if first and state.src[begin : begin + 1] not in first:
            return False
        if silent:
            return rule(state, line, end, True)
        index = len(state.tokens)
        if not rule(state, line, end, False):
            return False
        if index < len(state.tokens):
            state.tokens[index].map = [begin, state.eMarks[state.line - 1]]
            _locate_inside(state, index, line)
        return True

    return locate


def _locate_inside(state: StateBlock, index: int, line: int) -> None:
    """Give the tokens that came along with the one at `index` their places."""
    token = state.tokens[index]
    match token.type:
        case "paragraph_open":
            state.tokens[index + 1].meta = {"lines": _lines(state, line, state.line)}
        case "heading_open" if token.markup[0] == "#":
            state.tokens[index + 1].meta = {"lines": [_heading_line(state, line)]}
        case "heading_open":
            state.tokens[index + 1].meta = {"lines": _lines(state, line, state.line - 1)}
        case "bullet_list_open" | "ordered_list_open":
            _locate_items(state, index)
        case "table":
            token.meta = {"lines": _lines(state, line, state.line)}
        case "fence":
            token.meta = {"content": state.bMarks[line + 1]}


def _lines(state: StateBlock, begin: int, end: int) -> Lines:
    """Where the content of each of the lines begins and ends."""
    starts, indents, ends = state.bMarks, state.tShift, state.eMarks
    return [(starts[line] + indents[line], ends[line]) for line in range(begin, end)]


def _heading_line(state: StateBlock, line: int) -> tuple[int, int]:
    """The words of a `## heading ##`, without its marks on either side."""
    [(begin, end)] = _lines(state, line, line + 1)
    text = state.src[begin:end].rstrip(" \t")
    words = text.lstrip("#").lstrip(" \t")
    begin += len(text) - len(words)
    open_end = words.rstrip("#")
    if not open_end or open_end[-1] in " \t":
        words = open_end.rstrip(" \t")
    return begin, begin + len(words)


def _locate_items(state: StateBlock, index: int) -> None:
    level = state.tokens[index].level + 1
    for token in state.tokens[index:]:
        if token.level == level and token.type == "list_item_open" and token.map:
            [(begin, _)] = _lines(state, token.map[0], token.map[0] + 1)
            token.map = [begin, begin + len(token.info) + len(token.markup)]


def _underlined_heading(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A heading over `===` or `---`; not looked for where the text has no such line."""
    return state.env["underlined"] and lheading(state, line, end, silent)


def _table(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A line with pipes over a line of dashes and pipes, and the lines that follow.

    Unlike markdown-it's rule it takes rows of any number of cells, which are errors to tell
    and not to pad, and ends before a line that begins with ": ", the table's caption.
    """
    if line + 2 > end or state.sCount[line + 1] < state.blkIndent:
        return False
    [(begin, stop), (dashes, dashes_end)] = _lines(state, line, line + 2)
    if state.src[dashes : dashes + 1] not in ("|", ":", "-") or "|" not in state.src[begin:stop]:
        return False
    rule = state.src[dashes:dashes_end]
    if "|" not in rule or not DASHES.fullmatch(rule):
        return False
    if not silent:
        state.line = _find_table_end(state, line + 2, end)
        state.push("table", "table", 0)
    return True


def _find_table_end(state: StateBlock, line: int, end: int) -> int:
    ends = state.md.block.ruler.getRules("blockquote")
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        begin = state.bMarks[line] + state.tShift[line]
        if state.src.startswith((": ", ":\t"), begin):
            break
        if any(rule(state, line, end, True) for rule in ends):
            break
        line += 1
    return line


def _comment_block(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """An HTML comment on lines of its own; all other HTML is met among the inlines."""
    [(begin, _)] = _lines(state, line, line + 1)
    if not state.src.startswith("<!--", begin) or state.env["last_comment_end"] < begin + 4:
        return False
    close = state.src.index("-->", begin + 4) + 3
    last = line
    while last < end and state.eMarks[last] < close:
        last += 1
    if last == end or state.src[close : state.eMarks[last]].strip(" \t"):
        return False
    if not silent:
        state.line = last + 1
        state.push("comment", "", 0)
    return True


# Name, rule, and what it may interrupt. The order is markdown-it's.
_BLOCK_RULES: tuple[tuple[str, BlockRule, str], ...] = (
    ("table", _located(_table), "paragraph reference"),
    ("fence", _located(fence, "`~"), "paragraph reference blockquote list"),
    ("blockquote", _located(blockquote, ">"), "paragraph reference blockquote list"),
    ("hr", _located(hr, "*-_"), "paragraph reference blockquote list"),
    ("list", _located(list_block, "-+*0123456789"), "paragraph reference blockquote"),
    ("footnote_def", _located(footnote_def, "["), "paragraph reference"),
    ("reference", _located(reference, "["), ""),
    ("comment", _located(_comment_block, "<"), "paragraph reference blockquote"),
    ("heading", _located(heading, "#"), "paragraph reference blockquote"),
    ("lheading", _located(_underlined_heading), ""),
    ("paragraph", _located(paragraph), ""),
)

# Inlines


def _ended(rule: InlineRule) -> InlineRule:
    """`rule`, with the offsets that it took up on the last token that it made."""

    def end(state: StateInline, silent: bool) -> bool:
        begin, count = state.pos, len(state.tokens)
        if not rule(state, silent):
            return False
        if len(state.tokens) > count:
            state.tokens[-1].map = [begin, state.pos]
        return True

    return end


def _text(state: StateInline, silent: bool) -> bool:
    """Everything up to the next character that a rule of ours begins with."""
    found = _TERMINATOR.search(state.src, state.pos, state.posMax)
    end = found.start() if found else state.posMax
    if end == state.pos:
        return False
    if not silent:
        state.append_pending(state.src[state.pos : end])
    state.pos = end
    return True


def _matched(kind: str, pattern: re.Pattern[str]) -> InlineRule:
    """A rule: a token of `kind` wherever `pattern` matches; its groups are in `meta`."""

    def rule(state: StateInline, silent: bool) -> bool:
        found = pattern.match(state.src, state.pos, state.posMax)
        if not found:
            return False
        if not silent:
            token = state.push(kind, "", 0)
            token.content, token.meta = found[0], {"groups": found.groups()}
        state.pos = found.end()
        return True

    return rule


def _image(state: StateInline, silent: bool) -> bool:
    """An image, with the `{#id}` after it."""
    if not image(state, silent):
        return False
    found = ATTRIBUTES.match(state.src, state.pos, state.posMax)
    if found:
        state.pos = found.end()
        if not silent:
            state.tokens[-1].meta["attributes"] = found[1]
    return True


def _attributed(state: StateInline, silent: bool) -> bool:
    """`[text]{…}`."""
    begin, limit = state.pos, state.posMax
    if state.src[begin] != "[":
        return False
    end = parseLinkLabel(state, begin)
    found = ATTRIBUTES.match(state.src, end + 1, limit) if end >= 0 else None
    if not found:
        return False
    if not silent:
        state.pos, state.posMax = begin + 1, end
        state.push("attributed_open", "", 1)
        state.md.inline.tokenize(state)
        state.push("attributed_close", "", -1).meta = {"attributes": found[1]}
    state.pos, state.posMax = found.end(), limit
    return True


# An unclosed comment takes the rest of the block, so that it is told once.
_COMMENT = re.compile(r"<!--(.*?)-->|<!--.*", re.DOTALL)

_INLINE_RULES: tuple[tuple[str, InlineRule], ...] = (
    ("text", _text),
    ("computed", _ended(_matched("computed", MASKED))),
    ("newline", newline),
    ("escape", escape),
    ("backticks", _ended(backtick)),
    ("emphasis", emphasis.tokenize),
    ("footnote_mark", _ended(_matched("footnote_mark", _FOOTNOTE_MARK))),
    ("link", _ended(link)),
    ("image", _ended(_image)),
    ("attributed", _ended(_attributed)),
    ("broken_reference", _ended(_matched("broken_reference", _BROKEN_REFERENCE))),
    ("autolink", _ended(autolink)),
    ("comment", _ended(_matched("comment", _COMMENT))),
    ("html_inline", html_inline),
    ("entity", entity),
)
