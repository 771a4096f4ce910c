"""Sections in YAML: the Markdown that such a file says, each line where it says it."""

from __future__ import annotations

import re

from msgspec import Struct

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, Span
from reportgen.readers.fields import Field, Record
from reportgen.readers.settings import FRONT_MATTER, FrontMatter, front_matter
from reportgen.readers.shapes import ListOf, Schema, Text, wrong_type
from reportgen.readers.source import Source
from reportgen.readers.yaml.reading import Node, Scalar, read_yaml

# Level 1 is the section's own heading; Word has styles for six.
_DEEPEST = 6
_LITERAL = re.compile(r"\|[+-]?([1-9]?)[+-]?[ \t]*(?:#.*)?$")
_BEFORE_KEY = re.compile(r"[ -]*")
_NO_BLOCK = _("write '|' behind 'text:', and the text on the lines below, further in")


class Line(Struct, frozen=True):
    """Text that stands on one line, with its place."""

    def read(self, node: Node) -> Scalar:
        Text().read(node)
        assert isinstance(node, Scalar)
        if node.span.line != node.span.end_line:
            raise wrong_type(node, _("text on one line"))
        return node

    def schema(self) -> Schema:
        return Text().schema()


class Prose(Struct, frozen=True):
    """Markdown on lines of its own; whether it stands as it must is seen in the file's lines."""

    def read(self, node: Node) -> Scalar:
        if not isinstance(node, Scalar) or node.null:
            raise wrong_type(node, _("text"), _NO_BLOCK)
        return node

    def schema(self) -> Schema:
        return {"type": "string"}


class Written(Struct, frozen=True):
    """A section, or one inside it, as it is written; `id` is empty where none is given."""

    span: Span
    title: Scalar
    id: str = ""
    text: Scalar | None = None
    sections: tuple[Written, ...] = ()
    matter: FrontMatter | None = None


def _whole(*, span: Span, **written: object) -> Written:
    """The section itself: what may stand at the top of a section's file stands among its keys."""
    matter = {key: written.pop(key) for key in FRONT_MATTER.fields if key in written}
    return Written(span, matter=front_matter(span=span, **matter), **written)  # type: ignore[arg-type]


def _fields(level: int) -> dict[str, Field]:
    """The keys of a section whose heading has that level."""
    fields = {
        "title": Field(Line(), _("the heading, in Markdown"), required=True),
        "id": Field(
            Text(r"[a-z][a-z0-9_-]*", _("write it with a-z, 0-9, hyphen and underscore")),
            _("the name by which the text refers to the heading"),
        ),
        "text": Field(Prose(), _("the text in Markdown, behind '|'")),
    }
    if level < _DEEPEST:
        inside = Record(Written, _fields(level + 1))
        fields["sections"] = Field(
            ListOf(inside), _("the sections in this one, with the same keys")
        )
    return fields


SECTION = Record(_whole, {**_fields(1), **FRONT_MATTER.fields})


class Stretch(Struct, frozen=True):
    """The lines of a text, from `first` to `last` (from 1), and the blanks that begin each."""

    first: int
    last: int
    indent: int


class SectionFile(Struct, frozen=True):
    """A section's file: its Markdown, line for line, its settings, and where its texts are."""

    markdown: Source
    matter: FrontMatter
    texts: tuple[Stretch, ...]


def read_section_file(source: Source, problems: Problems) -> SectionFile | None:
    """The section that a YAML file holds; None where it can't be read.

    Notes what `read_yaml` and the keys' shapes do, and yaml-text for text in another form.
    """
    told = len(problems.found)
    node = read_yaml(source, problems)
    if len(problems.found) > told:
        return None
    with problems.collecting():
        written = SECTION.read(node)
        layout = _Layout(source, problems)
        layout.place(written, 1)
        markdown = Source(source.file, "\n".join(layout.lines), tuple(layout.shifts))
        return SectionFile(
            markdown, written.matter or FrontMatter(written.span), tuple(layout.texts)
        )
    return None


def parse_section_file(source: Source) -> SectionFile:
    """The same; raises ReportError with everything that is wrong."""
    problems = Problems()
    found = read_section_file(source, problems)
    problems.raise_errors()
    assert found
    return found


class _Layout:
    """The lines of the Markdown, and how far to the right each stands in the file."""

    def __init__(self, source: Source, problems: Problems) -> None:
        self.source = source
        self.problems = problems
        self.lines = [""] * len(source.lines)
        self.shifts = [0] * len(source.lines)
        self.texts: list[Stretch] = []

    def place(self, written: Written, level: int) -> None:
        """Put a section's heading and text on their lines, then those of the sections in it."""
        opening = "#" * level + " "
        named = f" {{#{written.id}}}" if written.id else ""
        title = written.title
        self._set(title, opening + " ".join(title.text.split()) + named, len(opening))
        if written.text is not None:
            self._text(written.text)
        for inside in written.sections:
            self.place(inside, level + 1)

    def _set(self, scalar: Scalar, line: str, before: int = 0) -> None:
        """Put what a scalar says on its line; `before` are characters that the file has not."""
        index = scalar.span.line - 1
        if self.lines[index]:
            message = _("each key of a section stands on a line of its own")
            self.problems.error("yaml-text", scalar.span, message)
            return
        self.lines[index] = line
        self.shifts[index] = scalar.span.column - 1 + (not scalar.plain) - before

    def _text(self, text: Scalar) -> None:
        span = text.span
        behind = self.source.lines[span.line - 1][span.column - 1 :]
        literal = _LITERAL.match(behind) if not text.plain else None
        if literal:
            self._lines_below(span.line, literal[1])
        elif behind[:1] not in "|>" and span.line == span.end_line:
            self._set(text, text.text)
        else:
            message = _("the text of a section stands line for line, and can't be folded")
            self.problems.error("yaml-text", span, message, _NO_BLOCK)

    def _lines_below(self, key: int, indicator: str) -> None:
        """The lines of the block that begins below line `key`."""
        lines = self.source.lines
        outer = _BEFORE_KEY.match(lines[key - 1])
        indent = (outer.end() if outer else 0) + int(indicator) if indicator else 0
        last = key
        for number, line in enumerate(lines[key:], key + 1):
            blanks = len(line) - len(line.lstrip(" "))
            if not line.strip(" "):
                continue
            indent = indent or blanks
            if blanks < indent:
                break
            last = number
            self.lines[number - 1] = line[indent:]
            self.shifts[number - 1] = indent
        if last > key:
            self.texts.append(Stretch(key + 1, last, indent))
