"""Writes what was counted into `statistics.yaml`: numbers in their places, nothing else moved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from reportgen.model.statistics import Amount
from reportgen.readers.counting.results import Rows, written
from reportgen.readers.yaml.reading import Mapping as MappingNode
from reportgen.readers.yaml.reading import Node, Scalar
from reportgen.readers.yaml.reading import Sequence as SequenceNode
from reportgen.scaffold.editing import Edit, EditableText

# A key that YAML reads as itself without quotation marks.
_BARE = re.compile(r"[\w(/](?:[\w /()+.–'&%-]*[\w)/+.%])?")
_BOOLEAN_LIKE = re.compile(r"(?:y|n|yes|no|on|off|true|false|null)", re.IGNORECASE)


class Numbers(Struct, frozen=True):
    """The new numbers of an entry; None: it says nothing of them, and won't.

    `rows` are those of a table in their order, new ones among them, with their columns where
    there are two dimensions. `origin` is the text after
    `counted_from:`.
    """

    rows: Rows | None = None
    total: Amount | None = None
    value: Amount | None = None
    origin: str | None = None


def entry_edits(text: EditableText, entry: MappingNode, numbers: Numbers) -> Iterator[Edit]:
    """The edits that put `numbers` into an entry, which keeps all else that it says."""
    added: list[_Pair] = []
    for key, number in (("total", numbers.total), ("value", numbers.value)):
        node = entry.get(key)
        if number is not None and isinstance(node, Scalar):
            yield _replaced(text, node, written(number))
        elif number is not None and key == "value":
            added.append(_Pair(key, written(number)))
    counts = entry.get("counts")
    if numbers.rows is not None and isinstance(counts, MappingNode) and counts.entries:
        yield from _rows(text, counts, numbers.rows)
    elif numbers.rows and counts is not None:
        yield from _first_rows(text, entry, counts, numbers.rows)
    elif numbers.rows:
        added.append(_Pair("counts", numbers.rows))
    if numbers.origin is not None:
        origin = entry.get("counted_from")
        if origin is None:
            added.append(_Pair("counted_from", numbers.origin))
        else:
            yield _replaced(text, origin, numbers.origin)
    if added:
        keys = [key.text for key, _value in entry.entries]
        last = keys.index("counted") if "counted" in keys else len(keys) - 1
        yield _inserted(text, entry, last, added)


class _Pair(Struct, frozen=True):
    """A key and its value as text, or rows."""

    key: str
    value: str | Rows

    @property
    def flow(self) -> str:
        """On one line."""
        value = self.value if isinstance(self.value, str) else _flow(self.value)
        return f"{quoted(self.key)}: {value}"

    def block(self, indent: str) -> list[str]:
        """On lines of their own."""
        if isinstance(self.value, str):
            return [indent + self.flow]
        return [f"{indent}{self.key}:", *_lines(self.value, indent + "  ")]


def _flow(rows: Rows) -> str:
    return "{" + ", ".join(f"{quoted(each)}: {_value(n)}" for each, n in rows.items()) + "}"


def _value(row: Amount | Mapping[str, Amount | None] | None) -> str:
    """A number, or the columns of a row on one line."""
    return _flow(row) if isinstance(row, Mapping) else written(row)


def _lines(rows: Rows, indent: str) -> list[str]:
    return [f"{indent}{quoted(label)}: {_value(number)}" for label, number in rows.items()]


def _rows(text: EditableText, counts: MappingNode, rows: Rows) -> Iterator[Edit]:
    """The rows that are there with their new numbers, and between them those that are new."""
    places = {key.text: place for place, (key, _value) in enumerate(counts.entries)}
    after, pending = -1, dict[int, list[_Pair]]()
    for label, number in rows.items():
        if label in places:
            after = places[label]
            node = counts.entries[after][1]
            if isinstance(number, Mapping) and isinstance(node, MappingNode):
                yield from _rows(text, node, number)
            elif isinstance(node, Scalar) and node.text != _value(number):
                yield _replaced(text, node, _value(number))
        else:
            pending.setdefault(after, []).append(_Pair(label, _value(number)))
    for place, pairs in pending.items():
        yield _inserted(text, counts, place, pairs)


def _first_rows(text: EditableText, entry: MappingNode, counts: Node, rows: Rows) -> Iterator[Edit]:
    """The rows of a table whose `counts:` is there and empty."""
    if _is_flow(text, entry):
        yield _replaced(text, counts, _flow(rows))
        return
    yield text.replace(counts.span, "")
    key = next(key for key, value in entry.entries if value is counts)
    indent = " " * (key.span.column + 1)
    yield _line_after(text, max(counts.span.end_line, key.span.line), _lines(rows, indent))


def _inserted(text: EditableText, mapping: MappingNode, place: int, pairs: list[_Pair]) -> Edit:
    """The edit that puts `pairs` behind the entry at `place`; -1: before the first."""
    if _is_flow(text, mapping):
        joined = ", ".join(pair.flow for pair in pairs)
        if place < 0:
            begin = text.offset(mapping.span.line, mapping.span.column) + 1
            return Edit(begin, begin, joined + (", " if mapping.entries else ""))
        key, value = mapping.entries[place]
        end = text.offset(*_end(text, key, value))
        return Edit(end, end, f", {joined}")
    first = mapping.entries[0][0].span
    lines = [line for pair in pairs for line in pair.block(" " * (first.column - 1))]
    if place < 0:
        return _line_after(text, first.line - 1, lines)
    return _line_after(text, _end(text, *mapping.entries[place])[0], lines)


def _line_after(text: EditableText, line: int, lines: Sequence[str]) -> Edit:
    """The edit that puts `lines` behind a line of the file."""
    at = text.offset(line + 1, 1)
    before = "" if at == 0 or text.text[at - 1] in "\r\n" else text.line_end
    return Edit(at, at, before + "".join(each + text.line_end for each in lines))


def _replaced(text: EditableText, node: Node, value: str) -> Edit:
    """The edit that puts `value` in the place of a node; a blank goes before where none does."""
    begin = text.offset(node.span.line, node.span.column)
    end = text.offset(*_end(text, None, node))
    empty = begin >= end
    return Edit(begin, max(begin, end), f" {value}" if empty else value)


def _end(text: EditableText, key: Scalar | None, value: Node) -> tuple[int, int]:
    """Where a value ends, line and column: a block's last value, and not the comments below it."""
    if isinstance(value, MappingNode) and value.entries and not _is_flow(text, value):
        return _end(text, *value.entries[-1])
    if isinstance(value, SequenceNode) and value.items and not _is_flow(text, value):
        return _end(text, None, value.items[-1])
    span = value.span
    if span.end_column == 1 and span.end_line > span.line:
        # A block of text ends where the next line begins.
        return span.end_line - 1, 1_000_000
    end = (span.end_line, span.end_column)
    return max(end, (key.span.end_line, key.span.end_column + 1)) if key else end


def _is_flow(text: EditableText, node: Node) -> bool:
    return text.text[text.offset(node.span.line, node.span.column)] in "{["


def quoted(label: str) -> str:
    """A label as a key of YAML, in quotation marks where it needs them."""
    if _BARE.fullmatch(label) and not _BOOLEAN_LIKE.fullmatch(label):
        return label
    escaped = label.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
