"""What a YAML file says, value by value: the same before an edit and after it, but for that."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from reportgen.readers.yaml.reading import Mapping, Node, Scalar, Sequence

# The keys on the way to a value, places in lists among them.
Path = tuple[str, ...]


def all_but(node: Node, changing: Collection[Path]) -> Iterator[tuple[Path, str]]:
    """Every value and its path in the order of the file, but for those below `changing`.

    These are paths of one or two keys: an entry, or a key of one.
    """
    for path, text in _values(node, ()):
        if path[:1] not in changing and path[:2] not in changing:
            yield path, text


def _values(node: Node, path: Path) -> Iterator[tuple[Path, str]]:
    match node:
        case Mapping(entries=entries) if entries:
            for key, value in entries:
                yield from _values(value, (*path, key.text))
        case Sequence(items=items) if items:
            for place, item in enumerate(items):
                yield from _values(item, (*path, str(place)))
        case Scalar():
            yield path, node.text
        case _:
            yield path, ""
