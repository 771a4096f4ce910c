"""Turns a section of Markdown into one of YAML and back, without changing a word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import ReportError, Span, report_error
from reportgen.model import Heading
from reportgen.readers.markdown.reading import parse_fragment
from reportgen.readers.settings import FRONT_MATTER
from reportgen.readers.source import Source, decode_source
from reportgen.readers.yaml.reading import Mapping, Scalar, parse_yaml
from reportgen.readers.yaml_sections import SECTION, SectionFile, Written, parse_section_file
from reportgen.scaffold.reflow import essence_of

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*")
_NAMED = re.compile(r"(.*?)[ \t]*\{#([a-z][a-z0-9_-]*)\}")
# What YAML takes for text without quotation marks, and people write.
_PLAIN = re.compile(r"[^\W\d_][^:#\[\]{}\"'`\\]*[^\s:#\[\]{}\"'`\\]")
_WORDS = frozenset(["yes", "no", "on", "off", "true", "false", "null", "y", "n"])
_COMMENT = re.compile(r"[ \t]*#")


def as_yaml(content: bytes, file: str, target: str) -> bytes:
    """The section `file` of Markdown as YAML, to be called `target`.

    Settings at its top stay as they are written. Raises ReportError where the section can't be
    read, and format-changes-text for what YAML can't hold.
    """
    source = decode_source(content, file)
    fragment = parse_fragment(source)
    blocks = (fragment.heading, *fragment.blocks)
    headings = sorted(
        (each for each in blocks if isinstance(each, Heading)), key=lambda each: each.span.line
    )
    matter = fragment.front_matter.text.split("\n") if fragment.front_matter else []
    lines = [*filter(None, matter), *_as_keys(source, headings)]
    return _checked("\n".join(lines) + "\n", content, file, target)


def as_markdown(content: bytes, file: str, target: str) -> bytes:
    """The section `file` of YAML as Markdown, to be called `target`.

    Comments of the YAML stand among the settings at the top. Raises ReportError likewise.
    """
    source = decode_source(content, file)
    found = parse_section_file(source)
    node = parse_yaml(source)
    settings = _lines_of_matter(node)
    written = SECTION.read(node)
    texts = {n for each in found.texts for n in range(each.first, each.last + 1)}
    matter = [
        line.lstrip()
        for number, line in enumerate(source.lines, 1)
        if (number not in texts and _COMMENT.match(line)) or number in settings
    ]
    parts = ["\n".join(("---", *matter, "---")) + "\n"] if matter else []
    parts += _as_sections(written, found, 1)
    return _checked("\n".join(parts), content, file, target)


def _checked(text: str, content: bytes, file: str, target: str) -> bytes:
    """`text` in bytes, where it says what `content` does."""
    made = text.encode()
    try:
        same = essence_of(made, target) == essence_of(content, file)
    except ReportError:
        same = False
    if same:
        return made
    message = _("'{file}' would say something else in the other form", file=file)
    hint = _("the file is left as it was: write its headings with #, and each on one line")
    raise report_error("format-changes-text", Span.of_file(file), message, hint)


def _as_keys(source: Source, headings: Sequence[Heading]) -> Iterator[str]:
    """The headings with what stands below each, those of deeper levels in lists."""
    ends = [each.span.line for each in headings[1:]] + [len(source.lines) + 1]
    levels: list[int] = []
    for heading, end in zip(headings, ends, strict=True):
        first = bool(levels) and levels[-1] < heading.level
        while levels and levels[-1] >= heading.level:
            levels.pop()
        lines = _keys(source, heading, end)
        if levels:
            before = "    " * (len(levels) - 1) + "  "
            lines = [*_in_list(lines, before, first=first)]
        levels.append(heading.level)
        yield from lines


def _in_list(lines: Sequence[str], before: str, *, first: bool) -> Iterator[str]:
    """The keys of an item of `sections`, which its first item opens."""
    if first:
        yield f"{before[2:]}sections:"
    for number, line in enumerate(lines):
        opening = before + ("  " if number else "- ")
        yield opening + line if line else ""


def _keys(source: Source, heading: Heading, end: int) -> list[str]:
    """The title, the id and the text between a heading and the line `end`."""
    found = _HEADING.fullmatch(source.lines[heading.span.line - 1])
    title = found[2] if found else ""  # told by the check
    named = _NAMED.fullmatch(title)
    keys = [f"title: {_scalar(named[1] if named else title)}"]
    keys += [f"id: {named[2]}"] if named else []
    text = source.lines[heading.span.line : end - 1]
    while text and not text[0].strip():
        text = text[1:]
    while text and not text[-1].strip():
        text = text[:-1]
    if text:
        indicator = "2" if text[0][0] in " \t" else ""
        keys += [f"text: |{indicator}", *(f"  {line}" if line.strip() else "" for line in text)]
    return keys


def _scalar(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS:
        return text
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def _lines_of_matter(node: object) -> frozenset[int]:
    """The lines of the settings that Markdown has at its top."""
    entries = node.entries if isinstance(node, Mapping) else ()
    return frozenset(
        line
        for key, value in entries
        if key.text in FRONT_MATTER.fields
        for line in range(key.span.line, value.span.end_line + 1)
    )


def _as_sections(written: Written, found: SectionFile, level: int) -> Iterator[str]:
    """A section's heading and text, then those in it, an empty line between them."""
    named = f" {{#{written.id}}}" if written.id else ""
    yield f"{'#' * level} {' '.join(written.title.text.split())}{named}\n"
    if written.text and (text := _text(written.text, found)):
        yield text + "\n"
    for inside in written.sections:
        yield from _as_sections(inside, found, level + 1)


def _text(text: Scalar, found: SectionFile) -> str:
    """The lines of a text, out of the Markdown that stands in the file."""
    line = text.span.line
    below = [each for each in found.texts if each.first == line + 1]
    first, last = (below[0].first, below[0].last) if below else (line, line)
    return "\n".join(found.markdown.lines[first - 1 : last]).strip("\n")
