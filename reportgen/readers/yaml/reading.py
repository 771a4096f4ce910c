"""YAML with positions: the only door to PyYAML, and none of its surprises.

Built from the parser's events, so that `no` stays a word, a duplicate key is seen, an alias
or a tag is refused before it can do anything, and nesting has a limit.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import yaml
from msgspec import Struct
from yaml import Event

from reportgen.diagnostics import Diagnostic, Problems, ReportError, Span, report_error
from reportgen.diagnostics import Message as _
from reportgen.readers.memory import remembering
from reportgen.readers.source import Source, check_length
from reportgen.readers.yaml.lines import LOST, Line, Slip, structural_lines
from reportgen.readers.yaml.misread import misread
from reportgen.readers.yaml.slips import find_slip, lost

DEEPEST = 12


class Scalar(Struct, frozen=True):
    """One value as it is written; `plain` is False when it stands in quotes."""

    text: str
    plain: bool
    span: Span

    @property
    def null(self) -> bool:
        """Whether nothing is written, or `null` or `~`."""
        return self.plain and self.text in ("", "~", "null", "Null", "NULL")


class Sequence(Struct, frozen=True):
    """A list of values."""

    items: tuple[Node, ...]
    span: Span


class Broken(Struct, frozen=True):
    """A value that can't be read; what is wrong with it has been told."""

    span: Span


class Mapping(Struct, frozen=True):
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
    yaml-documents, file-too-long.
    """
    node, told = _read(source, first_line)
    problems.found.extend(told)
    return node


@remembering
def _read(source: Source, first_line: int) -> tuple[Node, tuple[Diagnostic, ...]]:
    try:
        check_length(source, _MOST_LINES, _MOST_CHARACTERS, _ANOTHER)
    except ReportError as error:
        return Broken(Span.of_file(source.file)), error.diagnostics
    mending = _Mending(source, first_line)
    mending.mend_misread()
    for _attempt in range(_MOST_SLIPS):
        builder = _Builder(source, first_line, frozenset(mending.guessed))
        try:
            node = builder.document(yaml.parse("\n".join(mending.lines), Loader=_LOADER))
        except ReportError as error:
            return Broken(Span.of_file(source.file)), error.diagnostics
        except yaml.YAMLError as error:
            mending.mend(error)
        else:
            return node, (*mending.problems.found, *builder.problems.found)
    return Broken(Span.of_file(source.file)), tuple(mending.problems.found)


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Ten times what a year's statistics have.
_MOST_LINES, _MOST_CHARACTERS, _MOST_NODES = 20_000, 1_000_000, 50_000
_ANOTHER = _("the figures of a year are some hundred lines: is it another file?")
# A file with more is none: what is told of it is enough.
_MOST_SLIPS = 60


class _Mending:
    """The lines of a file, those with a slip in them replaced by what is meant."""

    def __init__(self, source: Source, first_line: int) -> None:
        self.source = source
        self.first_line = first_line
        self.lines = list(source.lines)
        self.problems = Problems()
        self.told: set[int] = set()
        self.guessed: set[int] = set()

    def mend_misread(self) -> None:
        """Mend what the parser would take for something else."""
        for slip in misread(structural_lines(self.lines)):
            self.apply(slip)

    def mend(self, error: yaml.YAMLError) -> None:
        """Mend what made the parser stop; where no slip is known, its line is lost."""
        stopped, reached = _where(error)
        lines = structural_lines(self.lines)
        slip = find_slip(lines, reached, stopped)
        if slip is None or slip.index in self.told:
            at = min(stopped, len(self.lines) - 1)
            near = [line for line in lines if line.index <= at] or [Line(at, self.lines[at])]
            self.lose(near[-1], tell=slip is None)
        else:
            self.apply(slip)

    def lose(self, line: Line, *, tell: bool) -> None:
        """Give a line up; what is told above makes it so where nothing is to `tell` of it."""
        slip = lost(line)
        if tell and line.index not in self.told:
            self.apply(slip)
        else:
            self.lines[line.index] = "" if LOST in line.text else slip.mended

    def apply(self, slip: Slip) -> None:
        """Tell of a slip and mend its line."""
        self.told.add(slip.index)
        self.lines[slip.index] = slip.mended
        line = slip.index + self.first_line
        if not slip.sound:
            self.guessed.add(line)
        span = Span(self.source.file, line, slip.begin + 1, line, slip.end + 1)
        self.problems.error(slip.code, span, slip.message, slip.hint)


def _where(error: yaml.YAMLError) -> tuple[int, int]:
    """The lines, from 0, at which the parser stopped and at which it had begun."""
    problem = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None)
    stopped = problem.line if problem else context.line if context else 0
    return stopped, min(context.line, stopped) if context else stopped


class _Builder:
    """Makes nodes of the parser's events; collects what is wrong on the way.

    The values on lines that are `guessed` are Broken.
    """

    def __init__(self, source: Source, first_line: int, guessed: frozenset[int]) -> None:
        self.source = source
        self.first_line = first_line
        self.guessed = guessed
        self.problems = Problems()
        self.nodes = 0

    def document(self, events: Iterator[Event]) -> Node:
        node: Node | None = None
        for event in events:
            match event:
                case yaml.DocumentStartEvent():
                    node = self.node(next(events), events, 0)
        return node or Mapping((), Span.of_file(self.source.file))

    def node(self, event: Event, events: Iterator[Event], depth: int) -> Node:
        if depth > DEEPEST:
            raise report_error(
                "yaml-too-deep", self.span(event), _("the values are nested too deeply")
            )
        self.nodes += 1
        if self.nodes > _MOST_NODES:
            message = _("the file holds too much: {count} values at most", count=_MOST_NODES)
            raise report_error("file-too-long", self.span(event), message, _ANOTHER)
        refused = self.refuse_machinery(event)
        node = self.plain_node(event, events, depth)
        return Broken(node.span) if refused else node

    def value(self, event: Event, events: Iterator[Event], depth: int) -> Node:
        """The node of a value, Broken where it is only a guess."""
        before = len(self.problems.found)
        node = self.node(event, events, depth)
        if node.span.line not in self.guessed:
            return node
        del self.problems.found[before:]
        return Broken(node.span)

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
            value = self.value(next(events), events, depth + 1)
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
        if key.text.startswith(LOST):
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
            items.append(self.value(event, events, depth + 1))
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
