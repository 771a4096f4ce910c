"""A year's statistics with its table and row on every line, so that git can compare them."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.readers.source import Source
from reportgen.readers.yaml.reading import Broken, Mapping, Node, Scalar, Sequence, parse_yaml


def statistics_lines(source: Source) -> tuple[str, ...]:
    """A line for each number and each setting: `arenden / Människohandel: 48`.

    The order is that of the file, comments are left out. Only what the file says counts, not
    whether it adds up: an older version may follow older rules. Raises ReportError for what is
    not YAML.
    """
    node = parse_yaml(source)
    return tuple(_lines(node, ())) if isinstance(node, Mapping) else ()


def _lines(node: Node, path: tuple[str, ...]) -> Iterator[str]:
    if isinstance(node, Mapping) and node.entries:
        for key, value in node.entries:
            # The rows of a table stand under its name: `counts` tells a reader nothing.
            inside = path if len(path) == 1 and key.text == "counts" else (*path, key.text)
            yield from _lines(value, inside)
    else:
        yield f"{' / '.join(path)}: {_text(node)}"


def _text(node: Node) -> str:
    match node:
        case Scalar():
            return "null" if node.null else " ".join(node.text.split())
        case Sequence(items=items):
            return ", ".join(_text(item) for item in items)
        case Mapping() | Broken():
            return ""
