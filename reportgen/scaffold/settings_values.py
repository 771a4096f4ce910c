"""What the settings files say of the report, value by value, as a form shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from reportgen.diagnostics import ReportError
from reportgen.readers.source import Source
from reportgen.readers.yaml.reading import Mapping as Keys
from reportgen.readers.yaml.reading import Node, Scalar, Sequence, parse_yaml

AUTHOR = "author"
PERSON = ("name", "title", "unit")


class Person(Struct, frozen=True):
    """One who signs; "" for what is not said of them."""

    name: str
    title: str = ""
    unit: str = ""

    def part(self, name: str) -> str:
        """The name, the title or the unit."""
        return str(getattr(self, name))


class Values(Struct, frozen=True):
    """Values by the names of their keys, a nested one as `contact.phone`; "" for none.

    `people` are who signs.
    """

    texts: Mapping[str, str]
    people: tuple[Person, ...] = ()


def node_at(root: Node, name: str) -> Node | None:
    """What stands under the key `name`; None where it is not written."""
    found: Node | None = root
    for key in name.split("."):
        found = found.get(key) if isinstance(found, Keys) else None
    return found


def values_in(root: Node, names: Iterable[str]) -> Values:
    """The values of `names` in a file; of a list of colours the first."""
    return Values({name: _text(node_at(root, name)) for name in names}, tuple(_people(root)))


def in_one_line(text: str) -> str:
    """A text as the readers take it: blanks and line ends are one blank."""
    return " ".join(text.split())


def _text(node: Node | None) -> str:
    if isinstance(node, Sequence):
        return _text(node.items[0]) if node.items else ""
    return in_one_line(node.text) if isinstance(node, Scalar) and not node.null else ""


def _people(root: Node) -> Iterator[Person]:
    node = node_at(root, AUTHOR)
    for item in node.items if isinstance(node, Sequence) else (node,):
        if isinstance(item, Keys):
            yield Person(*(_text(item.get(part)) for part in PERSON))
        elif name := _text(item):
            yield Person(name)


class Commented(Struct, frozen=True):
    """A key that stands in a comment: its line, counted from 1, and its value."""

    line: int
    text: str


def commented(source: Source, name: str) -> Commented | None:
    """Where `name` stands with a number sign before it, as `# subtitle: …`; None where nowhere.

    One within another stands indented below that.
    """
    outer, _dot, key = name.rpartition(".")
    within = not outer
    for number, line in enumerate(source.lines, 1):
        if outer and re.fullmatch(rf"(?:# ?)?{outer}:\s*", line):
            within = True
        elif outer and within and not re.match(r"#?[ \t]", line):
            within = False
        elif within and (found := _commented_line(line, key, nested=bool(outer))) is not None:
            return Commented(number, found)
    return None


def commented_outer(source: Source, name: str) -> int | None:
    """The line on which `# contact:` stands; None where nowhere."""
    lines = enumerate(source.lines, 1)
    return next((n for n, line in lines if re.fullmatch(rf"# ?{name}:\s*", line)), None)


def _commented_line(line: str, key: str, *, nested: bool) -> str | None:
    indent = r"(?:#[ \t]{2,}|[ \t]+#[ \t]*)" if nested else r"# ?"
    found = re.fullmatch(rf"{indent}({key}:[ \t]+\S.*)", line)
    if found is None:
        return None
    try:
        return _text(node_at(parse_yaml(Source("", found[1])), key)) or None
    except ReportError:  # a sentence that begins so
        return None
