"""The tree of inlines that markdown-it's flat tokens stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span
from reportgen.model import (
    Code,
    Comment,
    Emphasis,
    Footnote,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Link,
    SoftBreak,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from reportgen.readers.markdown.attributes import read_language
from reportgen.readers.markdown.fragment import OpenFragment
from reportgen.readers.markdown.links import check_address, has_words
from reportgen.readers.markdown.lookalikes import find_in_words
from reportgen.readers.markdown.masks import Stretch
from reportgen.readers.markdown.stray import STRAY, explain_stray, explain_token
from reportgen.readers.source import find_unwanted_character

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_DEPTH = 8
_LINE_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_BREAK = re.compile(r" *\\?\n[ \t]*")


class _Open(Struct):
    """A node that is not closed yet: its opening token, and what it holds so far."""

    token: Token | None
    begin: int
    children: list[Inline]


class InlineBuilder:
    """Turns the tokens of one stretch into a tree, walking along its content."""

    def __init__(self, fragment: OpenFragment, stretch: Stretch) -> None:
        self.fragment = fragment
        self.problems = fragment.problems
        self.stretch = stretch
        self.content = stretch.content
        self.open = [_Open(None, 0, [])]
        self.words: list[str] = []
        self.words_begin = self.words_end = 0
        self.commented = False

    def build(self, tokens: list[Token]) -> Inlines:
        """The tree; the builder is used up after it."""
        at = 0
        for token in tokens:
            end = self._end(token, at)
            if token.type == "text":
                if token.content:
                    self._add_words(token.content, at, end)
            elif token.type == "text_special":
                self._add_special(token, at, end)
            else:
                self._flush()
                self._add(token, at, end)
            at = end
        self._flush()
        children = self.open[0].children
        return tuple(_without_outer_breaks(children) if self.commented else children)

    def _end(self, token: Token, at: int) -> int:
        """Where a token that begins `at` ends; an emptied text was one of two asterisks."""
        if token.map:
            return token.map[1]
        match token.type:
            case "text" | "html_inline":
                return at + (len(token.content) or 1)
            case "text_special":
                return at + len(token.markup)
            case "softbreak" | "hardbreak":
                found = _BREAK.match(self.content, at)
                return found.end() if found else at
        return at + 1

    def _span(self, begin: int, end: int) -> Span:
        return self.fragment.masked.span(self.stretch.place(begin), self.stretch.place(end))

    def _append(self, inline: Inline) -> None:
        self.open[-1].children.append(inline)

    # Words

    def _add_words(self, words: str, begin: int, end: int) -> None:
        if self.commented and not self.words and self._at_line_start():
            begin += len(words) - len(words.lstrip(" \t"))
            words = words.lstrip(" \t")
            if not words:
                return
        if not self.words:
            self.words_begin = begin
        self.words.append(words)
        self.words_end = end

    def _at_line_start(self) -> bool:
        children = self.open[-1].children
        return not children or isinstance(children[-1], SoftBreak | LineBreak)

    def _add_special(self, token: Token, begin: int, end: int) -> None:
        """An escaped character or an entity."""
        unwanted = find_unwanted_character(token.content) or token.content in ("\n", "\t")
        if unwanted:
            message = _("'{entity}' can't stand in a document", entity=token.markup)
            self.problems.error("control-character", self._span(begin, end), message)
        self._add_words(token.content, begin, end)

    def _flush(self) -> None:
        """Make one text of the words since the last other node."""
        if not self.words:
            return
        span = self._span(self.words_begin, self.words_end)
        self._append(Text("".join(self.words), span))
        self.words.clear()
        raw = self.content[self.words_begin : self.words_end]
        self._check_lookalikes(raw)
        if "{" in raw or "}" in raw or "](" in raw:
            self._check_stray(raw)

    def _check_lookalikes(self, raw: str) -> None:
        for start, end, found in find_in_words(raw):
            span = self._span(self.words_begin + start, self.words_begin + end)
            self.problems.error(found.code, span, found.message, found.hint)

    def _check_stray(self, raw: str) -> None:
        for found in STRAY.finditer(raw):
            if found[0][0] == "\\":
                continue
            begin = self.words_begin + found.start()
            code, message, hint = explain_stray(found[0])
            end = found.end()
            if code == "unclosed-expression":
                # All that stands behind the braces on the line may be meant as the expression.
                end += len(raw[end:].partition("\n")[0])
            place = self._span(begin, self.words_begin + end)
            self.problems.error(code, place, message, hint)

    # Everything else

    def _add(self, token: Token, begin: int, end: int) -> None:
        match token.type:
            case "softbreak":
                self._append(SoftBreak(self._span(begin, end)))
            case "hardbreak":
                self._append(LineBreak(self._span(begin, end)))
            case "computed":
                place = self.stretch.place(begin)
                self._append(self.fragment.computed(place, place + end - begin))
            case "code_inline":
                self._append(self._code(token, begin, end))
            case _ if token.nesting > 0:
                self._open_node(token, begin, end)
            case _ if token.nesting < 0:
                self._close_node(token, end)
            case "footnote_mark":
                self._add_footnote(token, begin, end)
            case "comment":
                self._add_comment(token, begin, end)
            case "html_inline" if self.stretch.in_cell and _LINE_BREAK.fullmatch(token.content):
                self._append(LineBreak(self._span(begin, end)))
            case _:
                self._refuse(token, begin, end)

    def _code(self, token: Token, begin: int, end: int) -> Code:
        text = self.fragment.masked.unmask(token.content, self.stretch.place(begin))
        if self.stretch.in_cell:
            text = text.replace("\\|", "|")
        return Code(text, self._span(begin, end))

    def _open_node(self, token: Token, begin: int, end: int) -> None:
        """Two asterisks are two tokens, the first of them an empty text."""
        start = begin - 1 if token.type == "strong_open" else begin
        self.open.append(_Open(token, start, []))
        if len(self.open) == MAX_DEPTH + 2:
            message = _("emphasis and links are nested more than {depth} deep", depth=MAX_DEPTH)
            self.problems.error("nested-too-deep", self._span(start, end), message)

    def _close_node(self, token: Token, end: int) -> None:
        node = self.open.pop()
        children = tuple(node.children)
        span = self._span(node.begin, end + 1 if token.type == "strong_close" else end)
        match token.type:
            case "link_close" if node.token is not None:
                self._append(self._link(node.token, children, span))
            case "attributed_close":
                language = read_language(token.meta["attributes"], span, self.problems)
                self._append(Foreign(children, language, span))
            case "strong_close" if children:
                self._append(Strong(children, span))
            case "em_close" if children:
                self._append(Emphasis(children, span))
            case "sub_close" if children:
                self._append(Subscript(children, span))
            case "sup_close" if children:
                self._append(Superscript(children, span))

    def _link(self, token: Token, children: Inlines, span: Span) -> Link:
        if "label" in token.meta:
            self.fragment.definitions_used.add(token.meta["label"])
        target = check_address(str(token.attrs["href"]), span, self.problems)
        if not has_words(children):
            message = _("the link to '{target}' has no text", target=target)
            hint = _("say where it leads: [Jämställdhetsmyndigheten](https://…)")
            self.problems.error("empty-link", span, message, hint)
        return Link(children, target, span)

    def _add_footnote(self, token: Token, begin: int, end: int) -> None:
        notes, span = self.fragment.notes, self._span(begin, end)
        [label] = token.meta["groups"]
        if notes.inside:
            message = _("a footnote can't have a footnote")
            self.problems.error("footnote-in-footnote", span, message)
        elif label not in notes.defined:
            notes.missing.append((label, span))
        else:
            marks = notes.marks[label] = notes.marks.get(label, 0) + 1
            self._append(Footnote(label, notes.defined[label], span, marks if marks > 1 else 0))

    def _add_comment(self, token: Token, begin: int, end: int) -> None:
        """Set a comment aside, and the space on one side of it where it has one on both."""
        [text] = token.meta["groups"]
        span = self._span(begin, end)
        if text is None:
            message = _("the comment is not closed in its paragraph")
            hint = _("a comment ends in '-->'")
            self.problems.error("unclosed-comment", span, message, hint)
            return
        place = self.stretch.place(begin) + 4
        text = self.fragment.masked.unmask(text, place)
        self.fragment.comments.append(Comment(text.strip(), span))
        self.commented = True
        self._trim_before(self.content[end : end + 1])

    def _trim_before(self, following: str) -> None:
        children = self.open[-1].children
        if following not in ("", " ", "\t", "\n") or not children:
            return
        last = children[-1]
        if not isinstance(last, Text) or last.text[-1] not in " \t":
            return
        children.pop()
        text = last.text.rstrip(" \t")
        if text:
            span = last.span
            shorter = span.end_column - len(last.text) + len(text)
            end = Span(span.file, span.line, span.column, span.end_line, shorter)
            children.append(Text(text, end))

    def _refuse(self, token: Token, begin: int, end: int) -> None:
        if token.type == "html_inline" and self._is_told(token.content):
            return
        code, message, hint = explain_token(token)
        self.problems.error(code, self._span(begin, end), message, hint)

    def _is_told(self, tag: str) -> bool:
        """Whether this closes an HTML element whose beginning has been refused."""
        name = tag.strip("</> \t\n").casefold()
        if tag.startswith("</"):
            return name in self.fragment.html_told
        self.fragment.html_told.update(name.split()[:1])
        return False


def _without_outer_breaks(inlines: list[Inline]) -> list[Inline]:
    """The inlines without line ends that only comments stood beside."""
    while inlines and isinstance(inlines[0], SoftBreak | LineBreak):
        inlines.pop(0)
    while inlines and isinstance(inlines[-1], SoftBreak | LineBreak):
        inlines.pop()
    return inlines
