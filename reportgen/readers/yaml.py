"""YAML with positions: the only door to PyYAML, and none of its surprises.

Built from the parser's events, so that `no` stays a word, a duplicate key is seen, an alias
or a tag is refused before it can do anything, and nesting has a limit.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import yaml
from yaml import Event

from reportgen.dataclass import dataclass
from reportgen.diagnostics import Diagnostic, Problems, ReportError, Span, report_error
from reportgen.diagnostics import Message as _
from reportgen.readers.memory import remembering
from reportgen.readers.source import Source

DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as it is written; `plain` is False when it stands in quotes."""

    text: str
    plain: bool
    span: Span

    @property
    def null(self) -> bool:
        """Whether nothing is written, or `null` or `~`."""
        return self.plain and self.text in ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list of values."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Broken:
    """A value that can't be read; what is wrong with it has been told."""

    span: Span


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in the order in which they are written; no key twice.

    `complete` is False where something that may be a key could not be read.
    """

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span
    complete: bool = True

    def get(self, key: str) -> Node | None:
        """The value of `key`, or None where it is not written."""
        return next((value for name, value in self.entries if name.text == key), None)


Node = Scalar | Sequence | Mapping | Broken


def parse_yaml(source: Source, first_line: int = 1) -> Node:
    """Parse `source`, whose first line is line `first_line` of its file.

    An empty source is an empty mapping. Raises ReportError with all that `read_yaml` notes.
    """
    problems = Problems()
    node = read_yaml(source, problems, first_line)
    problems.raise_errors()
    return node


def read_yaml(source: Source, problems: Problems, first_line: int = 1) -> Node:
    """The same with what is wrong noted in `problems`; where it stands, the node is Broken.

    Notes yaml-syntax, yaml-tab, yaml-alias, yaml-tag, yaml-too-deep, yaml-key, duplicate-key,
    yaml-documents.
    """
    node, told = _read(source, first_line)
    problems.found.extend(told)
    return node


@remembering
def _read(source: Source, first_line: int) -> tuple[Node, tuple[Diagnostic, ...]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder = _Builder(source, first_line)
    try:
        node = builder.document(yaml.parse(source.text, Loader=loader))
    except yaml.YAMLError as error:
        return Broken(Span.of_file(source.file)), _syntax_error(
            source, first_line, error
        ).diagnostics
    except ReportError as error:
        return Broken(Span.of_file(source.file)), error.diagnostics
    return node, tuple(builder.problems.found)


class _Builder:
    """Makes nodes of the parser's events; collects what is wrong on the way."""

    def __init__(self, source: Source, first_line: int) -> None:
        self.source = source
        self.first_line = first_line
        self.problems = Problems()

    def document(self, events: Iterator[Event]) -> Node:
        node: Node | None = None
        for event in events:
            match event:
                case yaml.DocumentStartEvent() if node is not None:
                    raise report_error(
                        "yaml-documents",
                        self.span(event),
                        _("the file holds more than one YAML document"),
                        _("remove the line '---'"),
                    )
                case yaml.DocumentStartEvent():
                    node = self.node(next(events), events, 0)
        return node or Mapping((), Span.of_file(self.source.file))

    def node(self, event: Event, events: Iterator[Event], depth: int) -> Node:
        if depth > DEEPEST:
            raise report_error(
                "yaml-too-deep", self.span(event), _("the values are nested too deeply")
            )
        refused = self.refuse_machinery(event)
        node = self.plain_node(event, events, depth)
        return Broken(node.span) if refused else node

    def plain_node(self, event: Event, events: Iterator[Event], depth: int) -> Node:
        match event:
            case yaml.MappingStartEvent():
                return self.mapping(event, events, depth)
            case yaml.SequenceStartEvent():
                return self.sequence(event, events, depth)
            case yaml.ScalarEvent():
                text = unicodedata.normalize("NFC", event.value)
                return Scalar(text, not event.style, self.span(event))
            case _alias:
                return Broken(self.span(event))

    def refuse_machinery(self, event: Event) -> bool:
        """Whether it has an anchor, an alias or a tag: they have no use here and can do harm."""
        if getattr(event, "anchor", None) is not None:
            self.problems.error(
                "yaml-alias",
                self.span(event),
                _("anchors and aliases (& and *) are not used in these files"),
                _("put text that begins with & or * in quotation marks"),
            )
        tag = getattr(event, "tag", None)
        if tag is not None:
            self.problems.error(
                "yaml-tag",
                self.span(event),
                _("tags ({tag}) are not used in these files", tag=tag),
                _("put text that begins with ! in quotation marks"),
            )
        return tag is not None or getattr(event, "anchor", None) is not None

    def mapping(self, start: Event, events: Iterator[Event], depth: int) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        complete = True
        end = start
        for event in events:
            end = event
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self.node(event, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            if isinstance(key, Scalar):
                complete &= self.enter(entries, key, value)
                continue
            complete = False
            if not isinstance(key, Broken):
                self.problems.error("yaml-key", key.span, _("a key must be one word or text"))
        span = self.span(start).until(self.span(end))
        return Mapping(tuple(entries.values()), span, complete)

    def enter(self, entries: dict[str, tuple[Scalar, Node]], key: Scalar, value: Node) -> bool:
        """Whether the key is new; of two values neither is known to be the right one."""
        if key.text in entries:
            first_key = entries[key.text][0]
            entries[key.text] = (first_key, Broken(value.span))
            first = first_key.span.line
            self.problems.error(
                "duplicate-key",
                key.span,
                _("'{key}' stands here twice", key=key.text),
                _("the first stands on line {line}: keep one of them", line=first),
            )
            return False
        entries[key.text] = (key, value)
        return True

    def sequence(self, start: Event, events: Iterator[Event], depth: int) -> Sequence:
        items: list[Node] = []
        end = start
        for event in events:
            end = event
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self.node(event, events, depth + 1))
        return Sequence(tuple(items), self.span(start).until(self.span(end)))

    def span(self, event: Event) -> Span:
        start, end, offset = event.start_mark, event.end_mark, self.first_line
        assert start
        assert end
        return Span(
            self.source.file,
            start.line + offset,
            start.column + 1,
            end.line + offset,
            end.column + 1,
        )


_HINTS = (
    (
        re.compile(r"found character '?\\t|found a tab|that cannot start any token"),
        _("indent with spaces, and put text that begins with @, ` or % in quotation marks"),
    ),
    (
        re.compile(r"mapping values are not allowed"),
        _("put a text that holds a colon in quotation marks, and check the indentation"),
    ),
    (
        re.compile(r"flow (mapping|sequence)|expected ','|expected node content"),
        _("a bracket or brace is opened and not closed, or a comma is missing"),
    ),
    (
        re.compile(r"could not find expected ':'|expected key|expected '-'|expected <block end>"),
        _("check that the line has the form 'key: value' and is indented as its neighbours are"),
    ),
    (
        re.compile(r"quoted scalar|unexpected end of stream"),
        _("a quotation mark is opened and never closed"),
    ),
)


def _syntax_error(source: Source, first_line: int, error: yaml.YAMLError) -> ReportError:
    """A parser's exception as a diagnostic that a person who writes reports can use."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    index = mark.line if mark else 0
    column = mark.column + 1 if mark else 1
    line = index + first_line
    span = Span(source.file, line, column, line, column + 1)
    text = source.lines[index] if index < len(source.lines) else ""
    indent = text[: len(text) - len(text.lstrip())]
    if "\t" in indent:
        at = indent.index("\t") + 1
        return report_error(
            "yaml-tab",
            Span(source.file, line, at, line, at + 1),
            _("a tab character in the indentation"),
            _("indent with spaces: two for each step"),
        )
    problem = str(getattr(error, "problem", None) or error).splitlines()[0]
    said = f"{getattr(error, 'context', '')} {problem}"
    hint = next((hint for pattern, hint in _HINTS if pattern.search(said)), None)
    return report_error(
        "yaml-syntax", span, _("this is not valid YAML: {problem}", problem=problem), hint
    )
