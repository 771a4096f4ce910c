"""The rules of blocks, each telling the offsets in the text at which it acted.

markdown-it keeps line numbers only. Here a token's `map` holds where in the text the block
begins and where its last line ends; `meta["lines"]` the same of each line of its content.
"""

# ruff: noqa: FBT001, FBT003  (a rule's `silent` is positional in markdown-it)

from __future__ import annotations

import re
from collections.abc import Callable

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
from mdit_py_plugins.footnote.index import footnote_def

from reportgen.readers.markdown.masks import MASKED
from reportgen.readers.markdown.statements import goes_on, is_statement, steps_in
from reportgen.readers.markdown.tables import count_cells

BlockRule = Callable[[StateBlock, int, int, bool], bool]
_Lines = list[tuple[int, int]]

_DASHES = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")


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


def _lines(state: StateBlock, begin: int, end: int) -> _Lines:
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
    and not to pad, and ends before a line that begins with ": ", the table's caption. Where
    header and dashes differ, only a pipe at its beginning shows that a table is meant.
    """
    if line + 2 > end or state.sCount[line + 1] < state.blkIndent:
        return False
    [(begin, stop), (dashes, dashes_end)] = _lines(state, line, line + 2)
    if state.src[dashes : dashes + 1] not in ("|", ":", "-") or "|" not in state.src[begin:stop]:
        return False
    header, rule = state.src[begin:stop], state.src[dashes:dashes_end]
    if "|" not in rule or not _DASHES.fullmatch(rule):
        return False
    if header[0] != "|" and count_cells(header) != count_cells(rule):
        return False
    if not silent:
        state.line = _find_table_end(state, line + 2, end)
        state.push("table", "table", 0)
    return True


def _find_table_end(state: StateBlock, line: int, end: int) -> int:
    """The line after the last row; statements around rows are among them, others are not."""
    ends = state.md.block.ruler.getRules("blockquote")
    depth, whole, row = 0, line, False
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        [(begin, stop)] = _lines(state, line, line + 1)
        text = state.src[begin:stop].rstrip(" \t")
        if is_statement(text):
            depth += steps_in(text)
            if depth < 0 or (depth == 0 and goes_on(text)):
                break
        elif text.startswith((": ", ":\t")) or any(rule(state, line, end, True) for rule in ends):
            break
        row = text.startswith("|")
        line += 1
        whole = whole if depth else line
    # One that is not closed is told as such where rows follow it.
    return line if row else whole


def _statement(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """A line that is `{% … %}` and nothing else, wherever it stands."""
    del end
    [(begin, stop)] = _lines(state, line, line + 1)
    if not is_statement(state.src[begin:stop].rstrip(" \t")):
        return False
    if not silent:
        state.line = line + 1
        state.push("statement", "", 0)
    return True


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


def _definitions(state: StateBlock, line: int, end: int, silent: bool) -> bool:
    """Terms of one line, directly below each what it means, after ": "; further in, more of it.

    Inside one the next definition ends a paragraph. Whether a line that is not further in goes on
    or is the next term can't be told where no empty line is above it: `unclear` in `meta`.
    """
    if silent:
        return state.ddIndent >= 0 and _defines(state, line, end)
    if not _begins_item(state, line, end):
        return False
    state.push("dl_open", "dl", 1)
    while _begins_item(state, line, end):
        state.push("dt_open", "dt", 1)
        state.push("inline", "", 0).meta = {"lines": _lines(state, line, line + 1)}
        state.push("dt_close", "dt", -1)
        line += 1
        term = line - 1
        while _defines(state, line, end) and state.sCount[line] >= state.blkIndent:
            unclear = line - 1 > term and _stands_out(state, line - 1, end)
            line = _definition(state, line, end, unclear=unclear)
    state.push("dl_close", "dl", -1)
    state.line = line
    return True


def _begins_item(state: StateBlock, line: int, end: int) -> bool:
    """Whether term and definition stand here, and not further out."""
    indents = state.sCount[line : line + 2]
    return _is_term(state, line, end) and min(indents) >= state.blkIndent


def _is_term(state: StateBlock, line: int, end: int) -> bool:
    """Whether a definition follows the line; below a figure or a table it is a caption."""
    if line >= end or state.isEmpty(line) or _defines(state, line, end):
        return False
    if not _defines(state, line + 1, end):
        return False
    [(begin, stop)] = _lines(state, line, line + 1)
    text = state.src[begin:stop].rstrip()
    return not text.startswith(("![", "|")) and not MASKED.fullmatch(text)


def _defines(state: StateBlock, line: int, end: int) -> bool:
    if line >= end:
        return False
    [(begin, stop)] = _lines(state, line, line + 1)
    return state.src.startswith((": ", ":\t"), begin) and bool(state.src[begin + 1 : stop].strip())


def _stands_out(state: StateBlock, line: int, end: int) -> bool:
    """Whether the line is one of text, no further in than the terms, and begins no definition."""
    inside = state.sCount[line] >= state.blkIndent + 2
    return not (state.isEmpty(line) or inside or _defines(state, line, end))


def _definition(state: StateBlock, line: int, end: int, *, unclear: bool) -> int:
    """Read what stands behind a colon and further in below it; the line after that."""
    begin = state.bMarks[line] + state.tShift[line]
    content = state.skipSpaces(begin + 1)
    column = state.sCount[line] + 1
    for blank in state.src[begin + 1 : content]:
        column += 4 - column % 4 if blank == "\t" else 1
    around = state.blkIndent, state.ddIndent, state.tShift[line], state.sCount[line]
    tight, parent = state.tight, state.parentType
    token = state.push("dd_open", "dd", 1)
    token.map, token.meta = [begin, begin + 1], {"unclear": unclear}
    state.blkIndent = state.ddIndent = state.sCount[line] + 2
    state.tShift[line], state.sCount[line] = content - state.bMarks[line], column
    state.tight, state.parentType = True, "deflist"
    state.md.block.tokenize(state, line, end)
    state.blkIndent, state.ddIndent, state.tShift[line], state.sCount[line] = around
    state.tight, state.parentType = tight, parent
    state.push("dd_close", "dd", -1)
    return state.line


# Name, rule, and what it may interrupt. The order is markdown-it's.
BLOCK_RULES: tuple[tuple[str, BlockRule, str], ...] = (
    ("statement", _located(_statement, "{"), "paragraph reference blockquote list"),
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
    ("definitions", _located(_definitions), "paragraph"),
    ("paragraph", _located(paragraph), ""),
)
