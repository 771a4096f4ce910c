"""From markdown-it's block tokens to blocks, each with its place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, Span
from reportgen.model import (
    Block,
    Blocks,
    BulletList,
    CodeBlock,
    Comment,
    Definition,
    DefinitionList,
    Heading,
    ListItem,
    OrderedList,
    Paragraph,
    Placement,
    Quote,
    Table,
)
from reportgen.readers.markdown.attributes import (
    read_heading,
    read_id,
    split_attributes,
    split_landscape,
)
from reportgen.readers.markdown.code import read_code
from reportgen.readers.markdown.inline_tree import MAX_DEPTH
from reportgen.readers.markdown.inlines import InlineReader
from reportgen.readers.markdown.links import has_words, parse_image
from reportgen.readers.markdown.lookalikes import DASHES_OF_TABLE, find_in_lines
from reportgen.readers.markdown.masks import MASKED, Stretch, cut_stretch
from reportgen.readers.markdown.tables import parse_pasted_table, parse_table
from reportgen.readers.markdown.tokens import part_footnotes, pass_over, place_of

if TYPE_CHECKING:
    from markdown_it.token import Token

_PLACEMENT = re.compile(r"(?:figure|table|records|keyfigures)\s*\(")
_CAPTION = re.compile(r":[ \t]+")


class BlockReader:
    """Builds the blocks of one fragment; ids are told apart by kind, as references do."""

    def __init__(self, inlines: InlineReader) -> None:
        self.inlines = inlines
        self.masked = inlines.masked
        self.problems: Problems = inlines.problems
        self._ids: set[tuple[str, str]] = set()
        self._depth = 0
        self._broken_table: Span | None = None

    def parse(self, tokens: Iterable[Token]) -> Blocks:
        """The blocks that the tokens stand for; those of footnotes are set aside."""
        body, definitions = part_footnotes(tokens)
        self.inlines.notes.inside = True
        for opening, content in definitions:
            self._define_footnote(opening, content)
        self.inlines.notes.inside = False
        blocks = self._blocks(iter(body))
        self.inlines.nesting.tell(self.problems)
        return blocks

    def _define_footnote(self, opening: Token, content: list[Token]) -> None:
        label = opening.meta["label"]
        begin, _end = place_of(opening)
        span = self.masked.span(begin, begin + len(label) + 4)
        self._depth += 1
        blocks = self._blocks(iter(content))
        self._depth -= 1
        if not blocks:
            self.problems.error("empty-footnote", span, _("the footnote has no text"))
        if label in self.inlines.notes.defined:
            message = _("the footnote [^{label}] is defined a second time", label=label)
            self.problems.error("duplicate-footnote", span, message)
        else:
            self.inlines.notes.defined[label] = blocks
            self.inlines.notes.places[label] = span

    def _blocks(self, tokens: Iterator[Token], close: str = "") -> Blocks:
        """The blocks up to the token of type `close`, or all."""
        blocks: list[Block] = []
        for token in tokens:
            if token.type == close:
                break
            if token.type == "paragraph_open":
                self._add_paragraph(blocks, tokens)
                continue
            block = self._block(token, tokens)
            if block is not None:
                blocks.append(block)
        return self.inlines.nesting.mended(blocks, self.problems)

    def _block(self, token: Token, tokens: Iterator[Token]) -> Block | None:
        match token.type:
            case "heading_open":
                return self._heading(token, tokens)
            case "bullet_list_open" | "ordered_list_open" | "blockquote_open" | "dl_open":
                return self._container(token, tokens)
            case "table":
                return parse_table(token.meta["lines"], self.inlines)
            case "fence":
                return self._fenced(token)
            case "comment":
                self._set_comment_aside(token)
            case "statement":
                return self.inlines.statement(*self._ends(token))
            case "hr":
                self._refuse_line(token)
        return None

    def _refuse_line(self, token: Token) -> None:
        """A line across the page, or what pandoc would take for a table."""
        begin, end = place_of(token)
        if DASHES_OF_TABLE.fullmatch(self.masked.text, begin, end):
            message = _("a table without '|' can't be read here")
            hint = _("write a table with '|' between the cells and '|---|---|' below the header")
            self.problems.error("foreign-table", self._span(token), message, hint)
            return
        message = _("a line across the page has no place in a report")
        hint = _("begin a new part with a heading: ## …")
        self.problems.error("thematic-break", self._span(token), message, hint)

    def _span(self, token: Token) -> Span:
        """The place of a token, without the blanks at its end."""
        return self.masked.span(*self._ends(token))

    def _ends(self, token: Token) -> tuple[int, int]:
        begin, end = place_of(token)
        return begin, begin + len(self.masked.text[begin:end].rstrip())

    # Paragraphs

    def _add_paragraph(self, blocks: list[Block], tokens: Iterator[Token]) -> None:
        stretch = self._content(tokens)
        if _CAPTION.match(stretch.content):
            self._add_caption(blocks, stretch)
            return
        self._check_lookalikes(stretch)
        block = self._paragraph(stretch)
        if block is not None:
            blocks.append(block)

    def _check_lookalikes(self, stretch: Stretch) -> None:
        if stretch.content[0] == "|":
            message = _("this looks like a table but is none")
            hint = _("below the header stands a line of dashes for each column: |---|---|")
            self._broken_table = self._stretch_span(stretch)
            self.problems.error("broken-table", self._broken_table, message, hint)
            return
        lines = stretch.content.split("\n")
        if MASKED.fullmatch(lines[0]) and _CAPTION.match("\n".join(lines[1:])):
            message = _("a figure and a table of statistics have their captions elsewhere")
            hint = _("write it as 'title' in the figure's file, or in statistics.yaml")
            begin = stretch.place(len(lines[0]) + 1)
            span = self.masked.span(begin, stretch.place(len(stretch.content)))
            self.problems.error("stray-caption", span, message, hint)
            return
        found = find_in_lines(lines)
        if found:
            first, last, lookalike = found
            begin = sum(len(line) + 1 for line in lines[:first])
            end = begin + sum(len(line) + 1 for line in lines[first:last]) - 1
            span = self.masked.span(stretch.place(begin), stretch.place(end))
            self.problems.error(lookalike.code, span, lookalike.message, lookalike.hint)

    def _content(self, tokens: Iterator[Token]) -> Stretch:
        """The stretch of the inline token that comes next, and past the closing one."""
        lines = next(tokens).meta["lines"]
        next(tokens)
        return cut_stretch(self.masked.text, lines)

    def _stretch_span(self, stretch: Stretch) -> Span:
        return self.masked.span(stretch.place(0), stretch.place(len(stretch.content)))

    def _paragraph(self, stretch: Stretch) -> Block | None:
        """A paragraph, or what stands alone in one: a placement, an image."""
        span = self._stretch_span(stretch)
        if MASKED.fullmatch(stretch.content):
            computed = self.inlines.computed(stretch.place(0), stretch.place(len(stretch.content)))
            if _PLACEMENT.match(computed.expression):
                return Placement(computed.expression, span)
        if stretch.content.startswith("!["):
            tokens = self.inlines.tokenize(stretch.content)
            if [token.type for token in tokens] == ["image"]:
                image = parse_image(tokens[0], span, self.problems)
                self._claim_id("figure", image.id, span)
                return image
            children = self.inlines.build(tokens, stretch)
        else:
            children = self.inlines.parse(stretch)
        return Paragraph(children, span) if children else None

    def _add_caption(self, blocks: list[Block], stretch: Stretch) -> None:
        """Give the table just above its caption."""
        span = self._stretch_span(stretch)
        table = blocks[-1] if blocks else None
        of_broken = table is not None and table.span == self._broken_table
        if not of_broken and (not isinstance(table, Table) or table.caption):
            message = _("a caption stands directly below a table, and there is none here")
            hint = _("to begin a paragraph with a colon, write '\\:'")
            self.problems.error("stray-caption", span, message, hint)
            return
        mark = _CAPTION.match(stretch.content)
        begin = mark.end() if mark else 0
        end, attributes = split_attributes(stretch.content)
        children = self.inlines.parse(stretch.part(begin, max(begin, end)))
        if not has_words(children):
            self.problems.error("empty-caption", span, _("the caption has no words"))
        others, landscape = split_landscape(attributes)
        table_id = read_id(others, span, self.problems)
        self._claim_id("table", table_id, span)
        if isinstance(table, Table):
            span = table.span.until(span)
            blocks[-1] = replace(
                table, caption=children, id=table_id, span=span, landscape=landscape
            )

    def _claim_id(self, kind: str, name: str, span: Span) -> None:
        """Note an id that an author gave; error `duplicate-id`."""
        if name and (kind, name) in self._ids:
            message = _("the id '{id}' is given a second time in this file", id=name)
            self.problems.error("duplicate-id", span, message)
        self._ids.add((kind, name))

    # Headings and code

    def _heading(self, token: Token, tokens: Iterator[Token]) -> Heading:
        stretch = self._content(tokens)
        span = self._span(token)
        end, attributes = split_attributes(stretch.content)
        children = self.inlines.parse(stretch.part(0, end))
        if not has_words(children):
            self.problems.error("empty-heading", span, _("the heading has no words"))
        ruled = token.markup == "-" and "\n" in stretch.content
        if token.markup[0] in "=-" and (ruled or stretch.content[-1:] == "."):
            message = _("the line of '{mark}' makes a heading of this text", mark=token.markup[0])
            hint = _("delete the line, or put an empty line above it; a heading is written '## …'")
            self.problems.error("text-as-heading", span, message, hint)
        if self._depth:
            message = _("a heading can't stand inside a list, a quotation or a footnote")
            self.problems.error("heading-inside", span, message)
        heading_id, numbered = read_heading(attributes, span, self.problems)
        self._claim_id("section", heading_id, span)
        return Heading(int(token.tag[1:]), children, heading_id, span, numbered=numbered)

    def _fenced(self, token: Token) -> CodeBlock | Table:
        """A block of code; one that is named a table holds rows pasted from Excel."""
        block = read_code(token, self.masked, self.problems)
        if token.info.strip().casefold() not in ("tabell", "table"):
            return block
        if self._depth:
            message = _("pasted rows can't stand inside a list, a quotation or a footnote")
            self.problems.error("table-inside", block.span, message)
            return block
        return parse_pasted_table(token.content, token.meta["content"], self.inlines, block.span)

    def _set_comment_aside(self, token: Token) -> None:
        span = self._span(token)
        begin, end = place_of(token)
        text = self.masked.source.text[begin:end].strip()[4:-3]
        self.inlines.comments.append(Comment(text.strip(), span))

    # Lists and quotations

    def _container(self, token: Token, tokens: Iterator[Token]) -> Block | None:
        """A list or a quotation; one that is nested too deep is told and passed over."""
        self._depth += 1
        try:
            if self._depth > MAX_DEPTH:
                message = _("lists and quotations are nested more than {n} deep", n=MAX_DEPTH)
                self.problems.error("nested-too-deep", self._span(token), message)
                pass_over(tokens)
                return None
            if token.type == "blockquote_open":
                return self._quote(token, tokens)
            if token.type == "dl_open":
                return self._definitions(tokens)
            return self._list(token, tokens)
        finally:
            self._depth -= 1

    def _quote(self, token: Token, tokens: Iterator[Token]) -> Quote:
        begin, _end = place_of(token)
        blocks = self._blocks(tokens, "blockquote_close")
        mark = self.masked.span(begin, begin + 1)
        if not blocks and self._depth < MAX_DEPTH:
            self.problems.error("empty-quotation", mark, _("the quotation has no text"))
        return Quote(blocks, _enclose(mark, blocks))

    def _definitions(self, tokens: Iterator[Token]) -> DefinitionList:
        items: list[Definition] = []
        for token in tokens:
            if token.type == "dl_close":
                break
            if token.type == "dt_open":
                stretch = self._content(tokens)
                term, span = self.inlines.parse(stretch), self._stretch_span(stretch)
                if not has_words(term):
                    self.problems.error("empty-term", span, _("the term has no words"))
                items.append(Definition(term, (), span))
                continue
            if token.meta["unclear"]:
                message = _("the line above may be a term or the end of a definition")
                hint = _("leave an empty line above a term; put what goes on two blanks further in")
                self.problems.error("stray-definition", self._span(token), message, hint)
            blocks = self._blocks(tokens, "dd_close")
            if not blocks and self._depth < MAX_DEPTH:
                message = _("the definition has no text")
                self.problems.error("empty-definition", self._span(token), message)
            last = items[-1]
            items[-1] = replace(last, blocks=last.blocks + blocks, span=_enclose(last.span, blocks))
        return DefinitionList(tuple(items), items[0].span.until(items[-1].span))

    def _list(self, token: Token, tokens: Iterator[Token]) -> BulletList | OrderedList:
        items: list[ListItem] = []
        close = token.type.replace("open", "close")
        for item in tokens:
            if item.type == close:
                break
            items.append(self._item(item, tokens))
        span = items[0].span.until(items[-1].span)
        if token.type == "bullet_list_open":
            return BulletList(tuple(items), span)
        return OrderedList(tuple(items), int(token.attrs.get("start", 1)), span)

    def _item(self, token: Token, tokens: Iterator[Token]) -> ListItem:
        mark = self._span(token)
        blocks = self._blocks(tokens, "list_item_close")
        if not blocks and self._depth < MAX_DEPTH:
            self.problems.error("empty-list-item", mark, _("the list item has no text"))
        return ListItem(blocks, _enclose(mark, blocks))


def _enclose(mark: Span, blocks: Blocks) -> Span:
    return mark.until(blocks[-1].span) if blocks else mark
