"""The trees that pandoc reads from a Word file (`.native`), and what a reader must find as well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_TOKEN = re.compile(
    r'"(?:[^"\\]|\\.)*"|[\[\](),{}=]|-?\d+(?:\.\d+)?(?:e-?\d+)?|[A-Za-z]\w*', re.DOTALL
)


class Node(NamedTuple):
    """A constructor with its arguments; lists and tuples are lists of Python."""

    name: str
    arguments: list


def parse(text: str) -> list:
    """The blocks of a tree as pandoc shows it."""
    tokens = iter([*_TOKEN.findall(text), ""])
    value, _rest = _value(next(tokens), tokens)
    if isinstance(value, Node):  # `Pandoc Meta {…} [blocks]`
        value = value.arguments[-1]
    return value


def _value(token: str, tokens: Iterator[str]) -> tuple[object, str]:
    """A value with its arguments, and the token after it."""
    if not token[:1].isalpha():
        return _simple(token, tokens), next(tokens)
    arguments: list = []
    following = next(tokens)
    while following and following not in "]),}=":
        if following == "{":
            arguments.append(_simple("[", tokens))
            following = next(tokens)
        elif following[0].isalpha():
            arguments.append(Node(following, []))
            following = next(tokens)
        else:
            arguments.append(_simple(following, tokens))
            following = next(tokens)
    return Node(token, arguments), following


def _simple(token: str, tokens: Iterator[str]) -> object:
    if token[0] == '"':
        return _string(token)
    if token in "[(":
        values: list = []
        token = next(tokens)
        while token not in ("]", ")", "}"):
            if token in (",", "="):
                token = next(tokens)
                continue
            value, token = _value(token, tokens)
            values.append(value)
        return values
    return float(token)


def _string(token: str) -> str:
    """A string as Haskell writes it: `\\228` is a character, `\\&` nothing."""
    return re.sub(r"\\(\d+|.)", lambda found: _character(found[1]), token[1:-1])


def _character(escape: str) -> str:
    if escape.isdigit():
        return chr(int(escape))
    return {"n": "\n", "t": "\t", "&": ""}.get(escape, escape)


_INLINES = frozenset(
    ["Str", "Emph", "Strong", "Strikeout", "Superscript", "Subscript", "SmallCaps", "Underline",
     "Quoted", "Cite", "Code", "Math", "RawInline", "Link", "Span"]
)  # fmt: skip


# Comments, and what is deleted, where pandoc shows both.
_UNSHOWN = frozenset(["comment-start", "deletion"])


def text_of(value: object) -> str:
    """All text in it, without that of notes and pictures."""
    match value:
        case Node("Str" | "Code" | "CodeBlock" | "Math", [*_kind, str() as text]):
            return f"{text} " if value.name == "CodeBlock" else text
        case Node("Note" | "Image" | "RawInline" | "RawBlock"):
            return ""
        case Node("Span", [[_identity, classes, *_rest], *_inside]) if not _UNSHOWN.isdisjoint(
            classes
        ):
            return ""
        case Node("DefinitionList", [items]):
            return " ".join(text_of(part) for item in items for part in item)
        case Node("Space" | "SoftBreak" | "LineBreak"):
            return " "
        case Node("Quoted", [kind, *inside]):
            marks = "‘’" if kind.name == "SingleQuote" else "“”"
            return text_of(inside).join(marks)
        case Node(name, arguments):
            return text_of(arguments) + ("" if name in _INLINES else " ")
        case list():
            return "".join(map(text_of, value))
    return ""


def words(value: object) -> list[str]:
    """The words of a tree in their order."""
    return text_of(value).split()


def nodes(value: object, *names: str) -> Iterator[Node]:
    """The outermost nodes of those names, in the order of the text."""
    if isinstance(value, Node) and value.name in names:
        yield value
    elif isinstance(value, Node | list):
        for each in value.arguments if isinstance(value, Node) else value:
            yield from nodes(each, *names)


def headings(tree: list) -> list[tuple[int, list[str]]]:
    """The headings by level and words."""
    found = nodes(tree, "Header")
    every = [(int(each.arguments[0]), words(each.arguments[2])) for each in found]
    return [each for each in every if each[1]]


def notes(tree: list) -> list[list[str]]:
    """The words of each note."""
    return [words(each.arguments) for each in nodes(tree, "Note")]


def tables(tree: list) -> list[list[list[str]]]:
    """The words of each cell of each table."""
    return [
        [words(cell.arguments) for cell in nodes(each.arguments, "Cell")]
        for each in nodes(tree, "Table")
    ]


def lists(tree: object) -> list[object]:
    """The lists: their kind, and the items, each with its words and the lists in it."""
    return [
        [each.name, *([words(without_lists(item)), *lists(item)] for item in each.arguments[-1])]
        for each in nodes(tree, "OrderedList", "BulletList")
    ]


def without_lists(blocks: list) -> list:
    """The blocks of an item but for its lists."""
    return [each for each in blocks if each.name not in ("OrderedList", "BulletList")]
