"""A Markdown file of content: one section's heading, its blocks, its comments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic, Problems, ReportError, Span
from reportgen.diagnostics import Message as _
from reportgen.model import (
    Block,
    Blocks,
    Comment,
    Footnote,
    Heading,
    Inline,
    Paragraph,
)
from reportgen.model.traverse import plain_text, rewrite_blocks
from reportgen.readers.markdown.attributes import slug
from reportgen.readers.markdown.blocks import BlockReader
from reportgen.readers.markdown.fragment import Notes
from reportgen.readers.markdown.inlines import InlineReader
from reportgen.readers.markdown.masks import mask_expressions
from reportgen.readers.memory import remembering
from reportgen.readers.source import Source, check_length

_FENCE = "---"
# A text of 70,000 words, and more than a report of 250,000 has in one section.
_MOST_LINES, _MOST_CHARACTERS = 20_000, 500_000


class Fragment(Struct, frozen=True):
    """What one Markdown file says.

    `front_matter` is the YAML between `---` lines at the very top, None where there is none,
    and `front_matter_line` the number of its first line. `heading` is the level 1 heading,
    `blocks` are those under it. Every heading has an id, unique in the file. `comments` stand
    in reading order; they are no part of the blocks.

    `problems` are what is wrong in the file; the rest is what could be read of it all the same.
    A heading without words stands in for one that is missing.
    """

    front_matter: Source | None
    front_matter_line: int
    heading: Heading
    blocks: Blocks
    comments: tuple[Comment, ...]
    span: Span
    problems: tuple[Diagnostic, ...] = ()


def parse_fragment(source: Source) -> Fragment:
    """The section that a Markdown file holds; raises ReportError with everything that is wrong."""
    fragment = read_fragment(source)
    if fragment.problems:
        raise ReportError(fragment.problems)
    return fragment


@remembering
def read_fragment(source: Source) -> Fragment:
    """What can be read of the section that a Markdown file holds, and what is wrong in it.

    Raises ReportError (file-too-long) for one that is no section. Errors of its own:
    `unclosed-front-matter`, `missing-heading`, `text-before-heading`, `several-headings`,
    `heading-level`, `unused-footnote`, `unknown-footnote`, `unused-link-definition`,
    `duplicate-link-definition`; those of blocks, tables, inlines, links and attributes are named
    where they are found.
    """
    # Opening markdown-it takes longer than reading a year's settings and statistics.
    from reportgen.readers.markdown import syntax as markdown_syntax

    check_length(source, _MOST_LINES, _MOST_CHARACTERS, _("divide it into several sections"))
    problems = Problems()
    end, closed = _find_front_matter_end(source, problems)
    masked = mask_expressions(source)
    tokens, environment = markdown_syntax.parse_block_tokens(masked.text, end)
    tokenize = partial(markdown_syntax.parse_inline_tokens, environment=environment)
    inlines = InlineReader(masked, tokenize, problems)
    blocks = BlockReader(inlines).parse(tokens)
    del tokens
    _check_footnotes(inlines, problems)
    _check_definitions(environment, inlines, source)
    _check_headings(blocks, source, problems)
    counted = _count_marks(blocks, inlines.notes)
    heading, rest = _part_heading(tuple(_give_ids(counted)), source)
    comments = tuple(sorted(inlines.comments, key=_reading_order))
    front = Source(source.file, "\n".join(source.lines[1 : end - 1])) if closed else None
    told = tuple(problems.found)
    return Fragment(front, 2 if closed else 0, heading, rest, comments, source.whole, told)


def _reading_order(comment: Comment) -> tuple[int, int]:
    return comment.span.line, comment.span.column


def _find_front_matter_end(source: Source, problems: Problems) -> tuple[int, bool]:
    """How many lines the front matter takes up with its `---` lines, and whether it is one.

    One that is not closed ends before the first heading: what stands below is read.
    """
    if source.lines[0].rstrip() != _FENCE:
        return 0, False
    for number, line in enumerate(source.lines[1:], start=2):
        if line.rstrip() == _FENCE:
            return number, True
    message = _("the settings at the top of the file are not closed")
    hint = _("end them with a line '---', or delete the '---' on the first line")
    problems.error("unclosed-front-matter", source.span(1, 1, 3), message, hint)
    headings = (number for number, line in enumerate(source.lines) if line.startswith("# "))
    return next(headings, 1), False


def _part_heading(blocks: Blocks, source: Source) -> tuple[Heading, Blocks]:
    """The section's heading and all other blocks; a heading without words where it is missing."""
    for index, block in enumerate(blocks):
        if isinstance(block, Heading) and block.level == 1:
            return block, (*blocks[:index], *blocks[index + 1 :])
    return Heading(1, (), "", Span.of_file(source.file)), blocks


def _check_footnotes(inlines: InlineReader, problems: Problems) -> None:
    """A mark has its note and a note its mark, unless one of them stands where an error is."""
    notes, text = inlines.notes, inlines.masked.source.text
    broken = bool(problems.found)
    for label, span in notes.missing:
        if not (broken and f"[^{label}]:" in text):
            message = _("the footnote [^{label}] is not defined", label=label)
            hint = _("write a paragraph of its own: [^{label}]: the note's text", label=label)
            problems.error("unknown-footnote", span, message, hint)
    for label, span in notes.places.items():
        marked = re.search(rf"\[\^{re.escape(label)}\](?!:)", text)
        if label not in notes.marks and not (broken and marked):
            message = _("the footnote [^{label}] is used nowhere", label=label)
            hint = _("write [^{label}] where its mark belongs, or delete it", label=label)
            problems.error("unused-footnote", span, message, hint)


def _count_marks(blocks: Blocks, notes: Notes) -> Blocks:
    """The blocks with the first mark of each footnote that has several known as such."""
    shared = {label for label, marks in notes.marks.items() if marks > 1}
    if not shared:
        return blocks

    def counted(inline: Inline) -> Inline:
        if isinstance(inline, Footnote) and inline.label in shared and not inline.mark:
            return replace(inline, mark=1)
        return inline

    return rewrite_blocks(blocks, counted, lambda block: block)


def _check_definitions(environment: dict[str, Any], inlines: InlineReader, source: Source) -> None:
    """Link definitions are seen nowhere: tell of those that do nothing."""
    broken = bool(inlines.problems.found)
    for label, definition in environment.get("references", {}).items():
        marked = re.search(rf"\[{re.escape(label)}\](?!:)", source.text, re.IGNORECASE)
        if label not in inlines.definitions_used and not (broken and marked):
            message = _("the address of '{label}' is used nowhere", label=label.lower())
            hint = _("write [text][{label}], or delete it", label=label.lower())
            span = _line_span(source, definition["map"][0])
            inlines.problems.error("unused-link-definition", span, message, hint)
    for definition in environment.get("duplicate_refs", []):
        label = definition["label"].lower()
        message = _("the address of '{label}' is given a second time", label=label)
        span = _line_span(source, definition["map"][0])
        inlines.problems.error("duplicate-link-definition", span, message)


def _line_span(source: Source, index: int) -> Span:
    line = source.lines[index]
    indent = len(line) - len(line.lstrip())
    return source.span(index + 1, indent + 1, len(line.strip()))


# Headings


def _check_headings(blocks: Blocks, source: Source, problems: Problems) -> None:
    """One heading of level 1 comes first, and no level is skipped after it."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    if not any(heading.level == 1 for heading in headings):
        first = blocks[0] if blocks else None
        if isinstance(first, Paragraph) and plain_text(first.children).startswith("#"):
            message = _("a heading needs a blank after its '#'")
            hint = _("write '# ' and the section's heading")
            problems.error("heading-without-blank", first.span, message, hint)
            return
        message = _("the section has no heading")
        hint = _("the first line is '# ' and the section's heading")
        problems.error("missing-heading", Span.of_file(source.file), message, hint)
        return
    if not (isinstance(blocks[0], Heading) and blocks[0].level == 1):
        message = _("there is text before the section's heading")
        hint = _("the heading '# …' comes first")
        problems.error("text-before-heading", blocks[0].span, message, hint)
    _check_levels(headings, problems)


def _check_levels(headings: list[Heading], problems: Problems) -> None:
    level = 0
    for heading in headings:
        if heading.level == 1 and level > 0:
            message = _("a second heading of level 1")
            hint = _("a file is one section: write '## …', or begin a new file")
            problems.error("several-headings", heading.span, message, hint)
        elif level > 0 and heading.level > level + 1:
            message = _(
                "a heading of level {level} under one of level {above}",
                level=heading.level,
                above=level,
            )
            hint = _("write '{marks} …'", marks="#" * (level + 1))
            problems.error("heading-level", heading.span, message, hint)
        if level > 0 or heading.level == 1:
            level = heading.level


def _give_ids(blocks: Blocks) -> Iterator[Block]:
    """The blocks, with an id made of its words for every heading that has none."""
    taken = {block.id for block in blocks if isinstance(block, Heading)}
    numbers: Counter[str] = Counter()
    for block in blocks:
        if not isinstance(block, Heading) or block.id:
            yield block
            continue
        name = free = slug(plain_text(block.children)) or "avsnitt"
        while free in taken:
            numbers[name] += 1
            free = f"{name}-{numbers[name] + 1}"
        taken.add(free)
        yield replace(block, id=free, wanted_id=name if free != name else "")
