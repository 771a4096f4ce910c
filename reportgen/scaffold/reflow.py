"""Puts the prose of a section into the form of one sentence a line, and changes nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, Span, report_error
from reportgen.model import (
    Code,
    Computed,
    Footnote,
    Foreign,
    Inline,
    Link,
    Paragraph,
    SoftBreak,
    Text,
)
from reportgen.model.traverse import plain_text, walk_blocks, walk_inlines
from reportgen.readers.manifest import is_yaml
from reportgen.readers.markdown.lookalikes import find_in_lines
from reportgen.readers.markdown.pasted import as_markdown
from reportgen.readers.markdown.reading import Fragment, parse_fragment
from reportgen.readers.sentences import NOTE_MARK, OPAQUE, split_sentences
from reportgen.readers.source import Source, decode_source
from reportgen.readers.yaml_sections import parse_section_file, read_section_file

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")
_PREFIX = re.compile(r"[ \t]*(?:>[ \t]*)*")
_MARKER = re.compile(r"\[\^[^\]]*\]:|[-+*:]|\d+[.)]")
_HARD_BREAK = re.compile(r"(?:\\| {2,})$")
# What would not be prose any more at the beginning of a line.
_BLOCK_START = re.compile(
    r"[-+*](?:\s|$)|\d{1,9}[.)](?:\s|$)|#{1,6}(?:\s|$)|[>|<]|\{%|:\s|```|~~~|=+\s*$|-+\s*$"
    r"|(?:[*_-]\s*){3,}$|!?\[[^\]]*\]:"
)


def reflow(content: bytes, file: str) -> bytes:
    """`content`, the bytes of the section called `file`, with one sentence on each line.

    The byte order mark, line ends, and every line that is no prose stay as they are; so does a
    paragraph that a comment stands in. The same again gives the same. Raises ReportError where
    the section can't be read, and format-changes-text where its document would be another.
    """
    source, indents = _markdown_of(content, file)
    fragment = parse_fragment(source)
    text = content.decode("utf-8")
    lines = [list(found.groups()) for found in _LINE.finditer(text.removeprefix("\ufeff"))]
    for paragraph in _find_prose(fragment):
        if paragraph.span.line in indents:
            _rewrite(paragraph, source, lines, indents[paragraph.span.line])
    result = ("\ufeff" * text.startswith("\ufeff") + "".join(map("".join, lines))).encode()
    if result != content and essence_of(result, file) != _essence(fragment):
        message = _("one sentence a line would change what '{file}' says", file=file)
        hint = _("the file is left as it was: divide its sentences by hand")
        raise report_error("format-changes-text", Span.of_file(file), message, hint)
    return result


def with_markdown(content: bytes, file: str) -> bytes:
    """`content`, the bytes of a section, with what was pasted from Word and Excel as Markdown.

    The byte order mark and line ends stay as they are. What is no UTF-8 is left to the reader.
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return content
    end = "\r\n" if "\r\n" in text else "\n"
    mark = "\ufeff" * text.startswith("\ufeff")
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n")
    made = _texts_as_markdown(plain, file) if is_yaml(file) else as_markdown(plain)
    return content if made == plain else (mark + made.replace("\n", end)).encode()


def _texts_as_markdown(text: str, file: str) -> str:
    """A section in YAML with each of its texts as Markdown; as it is where it can't be read."""
    found = read_section_file(Source(file, text), Problems())
    lines = text.split("\n")
    for stretch in reversed(found.texts) if found else ():
        written = [line[stretch.indent :] for line in lines[stretch.first - 1 : stretch.last]]
        made = as_markdown("\n".join(written)).rstrip("\n").split("\n")
        indented = [" " * stretch.indent + line if line else "" for line in made]
        lines[stretch.first - 1 : stretch.last] = indented
    return "\n".join(lines)


def _markdown_of(content: bytes, file: str) -> tuple[Source, dict[int, str]]:
    """The Markdown of a section, line for line, and what stands before each line of its texts."""
    source = decode_source(content, file)
    if not is_yaml(file):
        return source, dict.fromkeys(range(1, len(source.lines) + 1), "")
    found = parse_section_file(source)
    parse_fragment(found.markdown)  # tells what is wrong where it stands in the file
    indents = {
        line: " " * each.indent for each in found.texts for line in range(each.first, each.last + 1)
    }
    return Source(file, found.markdown.text), indents


def essence_of(content: bytes, file: str) -> object:
    """What the section called `file` says, without places; raises ReportError."""
    return _essence(parse_fragment(_markdown_of(content, file)[0]))


def _find_prose(fragment: Fragment) -> Iterator[Paragraph]:
    """The paragraphs that no comment stands in, those of lists and footnotes as well."""
    commented = {
        line
        for comment in fragment.comments
        for line in range(comment.span.line, comment.span.end_line + 1)
    }
    for block in walk_blocks(fragment.blocks):
        if isinstance(block, Paragraph) and commented.isdisjoint(
            range(block.span.line, block.span.end_line + 1)
        ):
            yield block


def _rewrite(paragraph: Paragraph, source: Source, lines: list[list[str]], indent: str) -> None:
    """Replace the paragraph's text in `lines`: a line and its end for each line of the source."""
    span = paragraph.span
    pairs = _cut(paragraph, source)
    wanted = _divide(pairs)
    if wanted == [written for written, _masked in pairs]:
        return
    before = source.lines[span.line - 1][: span.column - 1]
    later = continuation(before)
    end = lines[span.line - 1][1]
    written = [before + wanted[0], *(later + line for line in wanted[1:])]
    joined = (end or "\n").join(indent + line for line in written)
    lines[span.line - 1] = [joined, lines[span.end_line - 1][1]]
    for number in range(span.line, span.end_line):
        lines[number] = ["", ""]


def continuation(before: str) -> str:
    """What stands before a paragraph's later lines: quotation marks stay, markers are blanks."""
    if before.lstrip().startswith("[^"):
        return "    "
    return _MARKER.sub(lambda marker: " " * len(marker[0]), before)


def _cut(paragraph: Paragraph, source: Source) -> list[tuple[str, str]]:
    """The paragraph's lines without what stands before and after them, as written and masked."""
    span = paragraph.span
    written = source.lines[span.line - 1 : span.end_line]
    pairs = []
    for number, (line, masked) in enumerate(zip(written, _mask(paragraph, source), strict=True)):
        begin = _PREFIX.match(line).end() if number else span.column - 1  # type: ignore[union-attr]
        last = number == len(written) - 1
        end = len(line if _HARD_BREAK.search(line) and not last else line.rstrip())
        pairs.append((line[begin:end], masked[begin:end]))
    return pairs


def _mask(paragraph: Paragraph, source: Source) -> list[str]:
    """The paragraph's lines with stand-ins for what no line end may divide."""
    span = paragraph.span
    first = source.starts[span.line - 1]
    text = list(source.text[first : source.starts[span.end_line - 1]])
    text += source.lines[span.end_line - 1]
    for inline in walk_inlines(paragraph.children):
        stand_in = _stand_in(inline)
        if stand_in:
            begin = source.starts[inline.span.line - 1] + inline.span.column - 1 - first
            end = source.starts[inline.span.end_line - 1] + inline.span.end_column - 1 - first
            hidden = stand_in[0] + stand_in[1] * (end - begin - 1)
            text[begin:end] = [
                old if old == "\n" else new
                for old, new in zip(text[begin:end], hidden, strict=True)
            ]
    return "".join(text).split("\n")


def _stand_in(inline: Inline) -> str:
    """The first and the further characters to put in the place of `inline`; empty for prose."""
    match inline:
        case Footnote():
            return NOTE_MARK * 2
        case Link() | Foreign():
            return (plain_text(inline.children)[:1] or OPAQUE) + OPAQUE
        case Code() | Computed():
            return OPAQUE * 2
    return ""


def _divide(pairs: list[tuple[str, str]]) -> list[str]:
    """One sentence a line; a line end that is printed stays where it is."""
    lines: list[str] = []
    pending: list[tuple[str, str]] = []
    for number, (written, masked) in enumerate(pairs, start=1):
        mark = _HARD_BREAK.search(written) if number < len(pairs) else None
        end = mark.start() if mark else len(written)
        pending.append((written[:end], masked[:end]))
        if mark or number == len(pairs):
            lines += _sentences(pending)
            lines[-1] += mark[0] if mark else ""
            pending = []
    return lines


def _sentences(pairs: list[tuple[str, str]]) -> list[str]:
    """The sentences of joined lines; one that would begin a block stays behind the one before."""
    text = " ".join(written for written, _masked in pairs)
    lines: list[str] = []
    begin = 0
    for sentence in split_sentences(" ".join(masked for _written, masked in pairs)):
        written = text[begin : begin + len(sentence)]
        begin += len(sentence) + 1
        if lines and (_BLOCK_START.match(written) or find_in_lines([lines[-1], written])):
            lines[-1] += " " + written
        else:
            lines.append(written)
    return lines


def _essence(value: object) -> object:
    """What a fragment says, without places: line ends that are not printed are spaces."""
    if isinstance(value, tuple):
        return _merged([_essence(each) for each in value])
    match value:
        case Span():
            return None
        case Text(text=text):
            return text
        case SoftBreak():
            return " "
        case Source(text=text):
            return ("front matter", text)
    if isinstance(value, Struct):
        parts = [_essence(getattr(value, name)) for name in type(value).__struct_fields__]
        return (type(value).__name__, *parts)
    return ("value", value)


def _merged(parts: list[object]) -> tuple[object, ...]:
    """`parts` with neighbouring texts as one."""
    merged: list[object] = []
    for part in parts:
        if isinstance(part, str) and merged and isinstance(merged[-1], str):
            merged[-1] += part
        else:
            merged.append(part)
    return tuple(merged)
