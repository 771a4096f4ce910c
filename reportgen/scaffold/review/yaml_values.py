"""Texts that stand as values in YAML: those of the cover, captions of charts."""

from __future__ import annotations

import re

from reportgen.diagnostics import ReportError
from reportgen.readers.source import Source
from reportgen.readers.yaml.reading import Mapping, Scalar, parse_yaml
from reportgen.scaffold.review.edits import Edit
from reportgen.scaffold.review.tokens import offsets_of

# What is read as itself without quotes.
_PLAIN = re.compile(r"[^\W\d_][\w .,()/–-]*\w[.)]?")
_WORDS = frozenset(["yes", "no", "true", "false", "on", "off", "null", "y", "n"])


def value_in(source: Source, key: str, within: str = "") -> str | None:
    """The text of a key of the file, or of the entry `within`; None where there is none."""
    found = _scalar(source, key, within)
    return None if found is None else found.text


def value_edit(source: Source, key: str, text: str, within: str = "") -> Edit | None:
    """The edit that gives a key of the file, or of the entry `within`, that text.

    None where the file has no such text.

    `alt`, which few have, is put at the end.
    """
    found = _scalar(source, key, within)
    if found is None:
        end = len(source.text.rstrip("\n"))
        made = Edit(source.file, end, end, f"\n{key}: {quoted(text)}")
        return made if key == "alt" and not within and _keys(source) else None
    begin, end = offsets_of(found.span, source)
    written = source.text[begin:end]
    # The place of a folded text reaches to the line below it.
    return Edit(source.file, begin, begin + len(written.rstrip("\n")), quoted(text))


def title_in(before: str, after: str, title: str) -> str | None:
    """The title that gives the caption `after`, where `title` gave `before`.

    None where more of the caption was changed.
    """
    if not before.startswith(title):
        return None
    rest = before[len(title) :]
    return after.removesuffix(rest) if after.endswith(rest) else None


def _keys(source: Source, within: str = "") -> Mapping | None:
    try:
        node = parse_yaml(source)
    except ReportError:
        return None
    found = node.get(within) if within and isinstance(node, Mapping) else node
    return found if isinstance(found, Mapping) else None


def _scalar(source: Source, key: str, within: str) -> Scalar | None:
    keys = _keys(source, within)
    found = None if keys is None else keys.get(key)
    return found if isinstance(found, Scalar) else None


def quoted(text: str) -> str:
    """A text as a value: plain where that is read as itself."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _WORDS:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
