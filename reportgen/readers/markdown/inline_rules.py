"""The rules of inlines; where a token's length does not follow from what it holds, it is told.

Such a token's `map` holds the offsets in the block's content at which it begins and ends.
"""

# ruff: noqa: FBT001  (a rule's `silent` is positional in markdown-it)

from __future__ import annotations

import re
from collections.abc import Callable

from markdown_it.helpers import parseLinkLabel
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
    newline,
)

from reportgen.readers.markdown.masks import MASK, MASKED

InlineRule = Callable[[StateInline, bool], bool]

_ATTRIBUTES = re.compile(r"\{([^{}\n]*)\}")
_TERMINATOR = re.compile(rf"[\n\\`*_\[\]!<&~^{MASK}]")
# As pandoc has them: no blank inside; two tildes are something else.
_RAISED = {
    "~": ("sub", re.compile(r"~((?:\\[^\w\s]|\\_|[^~\s\\])+)~(?!~)")),
    "^": ("sup", re.compile(r"\^((?:\\[^\w\s]|\\_|[^\^\s\\\[\]])+)\^")),
}
_FOOTNOTE_MARK = re.compile(r"\[\^([^\s\[\]]+)\]")
_BROKEN_REFERENCE = re.compile(r"!?\[[^\[\]]*\]\[[^\[\]]*\]")
# An unclosed comment takes the rest of the block, so that it is told once.
_COMMENT = re.compile(r"<!--(.*?)-->|<!--.*", re.DOTALL)


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
        state.pending += state.src[state.pos : end]
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
    found = _ATTRIBUTES.match(state.src, state.pos, state.posMax)
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
    found = _ATTRIBUTES.match(state.src, end + 1, limit) if end >= 0 else None
    if not found:
        return False
    if not silent:
        state.pos, state.posMax = begin + 1, end
        state.push("attributed_open", "", 1)
        state.md.inline.tokenize(state)
        state.push("attributed_close", "", -1).meta = {"attributes": found[1]}
    state.pos, state.posMax = found.end(), limit
    return True


def _raised(state: StateInline, silent: bool) -> bool:
    """`CO~2~` and `m^2^`."""
    begin, limit = state.pos, state.posMax
    mark = state.src[begin]
    if mark not in _RAISED or state.src[begin - 1 : begin] == mark:
        return False
    name, pattern = _RAISED[mark]
    found = pattern.match(state.src, begin, limit)
    if not found:
        return False
    if not silent:
        state.pos, state.posMax = found.start(1), found.end(1)
        state.push(f"{name}_open", name, 1)
        state.md.inline.tokenize(state)
        state.push(f"{name}_close", name, -1)
    state.pos, state.posMax = found.end(), limit
    return True


def _lone_mark(state: StateInline, silent: bool) -> bool:
    """A `~` or `^` that sets nothing: a character as others are."""
    if state.src[state.pos] not in _RAISED:
        return False
    if not silent:
        state.pending += state.src[state.pos]
    state.pos += 1
    return True


# The order is markdown-it's, with ours where they may take what theirs would misread.
INLINE_RULES: tuple[tuple[str, InlineRule], ...] = (
    ("text", _text),
    ("computed", _ended(_matched("computed", MASKED))),
    ("newline", newline),
    ("escape", escape),
    ("backticks", _ended(backtick)),
    ("emphasis", emphasis.tokenize),
    ("raised", _raised),
    ("lone_mark", _lone_mark),
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
