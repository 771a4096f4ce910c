"""Puts values into a settings file: what differs is cut in, every other byte stays.

A key that stands in a comment is written on that line; one that is emptied becomes a comment.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from collections.abc import Mapping as MappingOf

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import ReportError, report_error
from reportgen.readers.source import decode_source
from reportgen.readers.yaml.reading import Broken, Mapping, Node, Scalar, Sequence, parse_yaml
from reportgen.scaffold.editing import Edit, EditableText
from reportgen.scaffold.settings_values import (
    AUTHOR,
    PERSON,
    Person,
    Values,
    commented,
    commented_outer,
    values_in,
)
from reportgen.scaffold.templates import quoted
from reportgen.scaffold.unchanged import Path, all_but

# What is written as it is: no text that is to be read as one.
_BARE = re.compile(r"\d{4}-\d{2}-\d{2}|true|false")
_NOT_TEXT = ("date", "page_numbers")
_REQUIRED = ("title", "region", "organisation", "name")


def with_values(content: bytes, file: str, names: Collection[str], wanted: Values) -> bytes:
    """The file with the values of `names`, and of `author` where it is among them, as wanted.

    Raises ReportError (cannot-edit) where it is written in a way that can't be changed so; with
    all that is wrong for a file that is no YAML. What is written may be refused by its reader.
    """
    root = parse_yaml(decode_source(content, file))
    texts = [name for name in names if name != AUTHOR]
    there = values_in(root, texts)
    editing = _Editing(EditableText(content, file), root)
    for name in texts:
        if wanted.texts[name] != there.texts[name]:
            editing.put_key(name, wanted.texts[name])
    editing.leave_empty({name: wanted.texts[name] for name in texts})
    if AUTHOR in names and wanted.people != there.people:
        editing.put_people(wanted.people)
    after = editing.edited()
    if not _holds(root, after, file, names, wanted):
        raise _cannot_edit(file)
    return after


def _cannot_edit(file: str) -> ReportError:
    message = _("{file} can't be changed without a person", file=file)
    hint = _("make the change in the file")
    return report_error("cannot-edit", None, message, hint)


def _holds(root: Node, after: bytes, file: str, names: Collection[str], wanted: Values) -> bool:
    """Whether the changed file says what is wanted, and all else as it did."""
    try:
        new = parse_yaml(decode_source(after, file))
    except ReportError:
        return False
    found = values_in(new, [name for name in names if name != AUTHOR])
    if any(wanted.texts[name] != text for name, text in found.texts.items()):
        return False
    if AUTHOR in names and found.people != wanted.people:
        return False
    ours: set[Path] = {(*name.split("."),) for name in names}
    ours |= {path[:1] for path in ours}
    before, now = ([each for each in all_but(node, ours) if each[0]] for node in (root, new))
    return before == now


class _Editing:
    """The edits of one file, collected; `added` are the lines that come at its end."""

    def __init__(self, text: EditableText, root: Node) -> None:
        self.text = text
        self.root = root
        self.edits: list[Edit] = []
        self.added: list[str] = []
        # Keys with keys in them that were not there: the line that they take, 0 at the end.
        self.begun: dict[str, int] = {}

    def edited(self) -> bytes:
        if self.added:
            self.insert(len(self.text.text), self.added)
        return self.text.edited(self.edits)

    def put_key(self, name: str, value: str) -> None:
        """Give the key `name` a value, or take it away where that is empty."""
        outer, _dot, key = name.rpartition(".")
        within = self.root.get(outer) if outer and isinstance(self.root, Mapping) else self.root
        if isinstance(within, Mapping) and within.get(key) is not None:
            self.change(within, key, value)
        elif value:
            self.begin(name, within, value)

    def change(self, within: Mapping, key: str, value: str) -> None:
        """Change a key that is written."""
        named, node = next(each for each in within.entries if each[0].text == key)
        if not value and key not in (*_NOT_TEXT, *_REQUIRED):
            self.comment_out(named, node)
            return
        if isinstance(node, Sequence) and node.items:
            within, node = Mapping((), node.span), node.items[0]
        if not isinstance(node, Scalar):
            raise _cannot_edit(self.text.file)
        self.replace(node, self.written(key, value, flow=self.is_flow(within)))

    def begin(self, name: str, within: Node | None, value: str) -> None:
        """Write a key that is not there: on its line in a comment, in its mapping, at the end."""
        outer, _dot, key = name.rpartition(".")
        line = f"{key}: {self.written(key, value)}"
        entries = within.entries if isinstance(within, Mapping) else ()
        indent = "" if not outer else " " * (entries[0][0].span.column - 1 if entries else 2)
        there = commented(self.text.source, name)
        if entries and self.is_flow(within):
            end = self.end_of(entries[-1][1])
            self.edits.append(Edit(end, end, f", {key}: {self.written(key, value, flow=True)}"))
            return
        above = self.heading(outer) if outer and within is None else 0
        if there and (not outer or entries or above):
            self.replace_line(there.line, indent + line)
        elif above:
            self.insert(self.text.offset(above + 1, 1), [indent + line])
        elif within is not None and outer:
            self.insert_below(entries[-1][1] if entries else within, [indent + line])
        else:
            self.added.append(indent + line)

    def heading(self, outer: str) -> int:
        """The line on which a key that holds others is begun: out of a comment, else 0, the end."""
        if outer not in self.begun:
            self.begun[outer] = commented_outer(self.text.source, outer) or 0
            if self.begun[outer]:
                self.replace_line(self.begun[outer], f"{outer}:")
            else:
                self.added.append(f"{outer}:")
        return self.begun[outer]

    def put_people(self, people: tuple[Person, ...]) -> None:
        """Write who signs, a name alone as it stood where it did."""
        root = self.root
        node = root.get(AUTHOR) if isinstance(root, Mapping) else None
        alone = len(people) == 1 and people[0] == Person(people[0].name)
        if isinstance(node, Sequence) and node.items and people and not self.is_flow(node):
            self.put_items(node, people)
        elif (node is None or isinstance(node, Scalar)) and (alone or not people):
            self.put_key(AUTHOR, people[0].name if people else "")
        elif node is None:
            there = commented(self.text.source, AUTHOR)
            lines = [f"{AUTHOR}:", *self.items(people, "  ")]
            if there:
                self.replace_line(there.line, self.text.line_end.join(lines))
            else:
                self.added += lines
        elif not people and isinstance(root, Mapping):
            self.comment_out(*next(each for each in root.entries if each[0].text == AUTHOR))
        else:
            self.replace_whole(node, people)

    def put_items(self, node: Sequence, people: tuple[Person, ...]) -> None:
        """Change a list line by line, so that the comments in it stay."""
        indent = ""
        for item, person in zip(node.items, people, strict=False):
            indent = " " * (item.span.column - 1)
            if isinstance(item, Mapping):
                self.put_parts(item, person, indent)
            elif not isinstance(item, Scalar):
                raise _cannot_edit(self.text.file)
            elif person == Person(person.name):
                self.replace(item, quoted(person.name))
            else:
                lines = [each.removeprefix("- ") for each in self.items((person,), "")]
                joined = f"{self.text.line_end}{indent}".join(each.strip() for each in lines)
                self.replace(item, joined)
        for item in node.items[len(people) :]:
            self.comment_lines(item.span.line, self.line_of(self.end_of(item)))
        rest = people[len(node.items) :]
        if rest:
            self.insert_below(node.items[-1], self.items(rest, indent[:-2]))

    def put_parts(self, item: Mapping, person: Person, indent: str) -> None:
        for part in PERSON:
            value, there = person.part(part), item.get(part)
            if there is not None:
                if values_in(item, [part]).texts[part] != value:
                    self.change(item, part, value)
            elif value and self.is_flow(item):
                end = self.end_of(item.entries[-1][1])
                self.edits.append(Edit(end, end, f", {part}: {json.dumps(value)}"))
            elif value:
                self.insert_below(item.entries[-1][1], [f"{indent}{part}: {quoted(value)}"])

    def replace_whole(self, node: Node, people: tuple[Person, ...]) -> None:
        """A list in the place of what stands there, where no comment would be lost."""
        begin, end = self.begin_of(node), self.end_of(node)
        if isinstance(node, Mapping | Broken) or "#" in self.text.text[begin:end]:
            raise _cannot_edit(self.text.file)
        begin -= len(self.text.text[:begin]) - len(self.text.text[:begin].rstrip(" \t"))
        lines = ["", *self.items(people, "  ")]
        self.edits.append(Edit(begin, end, self.text.line_end.join(lines)))

    @staticmethod
    def items(people: tuple[Person, ...], indent: str) -> list[str]:
        """The lines of a list of people."""
        lines = []
        for person in people:
            parts = [part for part in PERSON if part == "name" or person.part(part)]
            for place, part in enumerate(parts):
                mark = "  " if place else "- "
                lines.append(f"{indent}{mark}{part}: {quoted(person.part(part))}")
        return lines

    @staticmethod
    def written(key: str, value: str, *, flow: bool = False) -> str:
        """A value as YAML; between braces a text is always in quotation marks."""
        if key in _NOT_TEXT and (not value or _BARE.fullmatch(value)):
            return value or "null"
        return json.dumps(value, ensure_ascii=False) if flow else quoted(value)

    def is_flow(self, node: Node | None) -> bool:
        """Whether a list or a mapping is written between brackets."""
        return node is not None and self.text.text[self.begin_of(node) :][:1] in ("{", "[")

    def begin_of(self, node: Node) -> int:
        return self.text.offset(node.span.line, node.span.column)

    def end_of(self, node: Node) -> int:
        """Where what is written of a node ends; the place of a block reaches below it."""
        if not self.is_flow(node):
            if isinstance(node, Mapping) and node.entries:
                return self.end_of(node.entries[-1][1])
            if isinstance(node, Sequence) and node.items:
                return self.end_of(node.items[-1])
        begin = self.begin_of(node)
        end = self.text.offset(node.span.end_line, node.span.end_column)
        return begin + len(self.text.text[begin:end].rstrip())

    def line_of(self, offset: int) -> int:
        """The number of the line that an offset is on."""
        before = self.text.text[:offset]
        return len(re.findall(r"\r\n|\r|\n", before)) + 1

    def replace(self, node: Scalar, value: str) -> None:
        begin, end = self.begin_of(node), self.end_of(node)
        self.edits.append(Edit(begin, end, value if end > begin else f" {value}"))

    def replace_line(self, line: int, written: str) -> None:
        begin, after = self.text.offset(line, 1), self.text.offset(line + 1, 1)
        end = begin + len(self.text.text[begin:after].rstrip("\r\n"))
        self.edits.append(Edit(begin, end, written))

    def insert_below(self, node: Node, lines: list[str]) -> None:
        self.insert(self.text.offset(self.line_of(self.end_of(node)) + 1, 1), lines)

    def insert(self, at: int, lines: list[str]) -> None:
        """Put whole lines in; a last line that does not end is ended first."""
        end, before = self.text.line_end, self.text.text[:at]
        ended = not before or before.endswith(("\n", "\r"))
        made = "".join(f"{line}{end}" for line in lines)
        self.edits.append(Edit(at, at, made if ended else end + made))

    def comment_out(self, key: Scalar, node: Node) -> None:
        """Make a comment of a key and its value, which can be taken into use again."""
        self.comment_lines(key.span.line, self.line_of(max(self.end_of(node), self.begin_of(key))))

    def comment_lines(self, first: int, last: int) -> None:
        begin = self.text.offset(first, 1)
        indent = len(self.text.text[begin:]) - len(self.text.text[begin:].lstrip(" "))
        for line in range(first, last + 1):
            at = self.text.offset(line, 1) + indent
            self.edits.append(Edit(at, at, "# "))

    def leave_empty(self, texts: MappingOf[str, str]) -> None:
        """Make comments of the keys that held others, where all of those are taken away."""
        for key, node in self.root.entries if isinstance(self.root, Mapping) else ():
            kept = [value for name, value in texts.items() if name.startswith(f"{key.text}.")]
            if isinstance(node, Mapping) and kept and not any(kept):
                self.comment_lines(key.span.line, key.span.line)
