"""Edits of an entry of `statistics.yaml`: numbers and labels in place, nothing else moved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from reportgen.readers.yaml.reading import Mapping as MappingNode
from reportgen.readers.yaml.reading import Node, Scalar
from reportgen.readers.yaml.reading import Sequence as SequenceNode
from reportgen.scaffold.editing import Edit, EditableText

# A key that YAML reads as itself without quotation marks.
_BARE = re.compile(r"[\w(/](?:[\w /()+.–'&%-]*[\w)/+.%])?")
_BOOLEAN_LIKE = re.compile(r"(?:y|n|yes|no|on|off|true|false|null)", re.IGNORECASE)


NULL = "null"

# The numbers of rows as they are to be written, or of the columns behind each row.
Rows = Mapping[str, str] | Mapping[str, Mapping[str, str]]
# What each label is called in the file as it is; None: it is new there.
Names = Mapping[str, str | None]


class Numbers(Struct, frozen=True):
    """The new numbers of an entry, as they are to be written; None: it says nothing of them.

    `rows` are those of a table in their order, new ones among them, with their columns where
    there are two dimensions. A row of the file that is not among them stays, unless
    `names` are given: then it goes, and so does a column that is not among `columns`.
    `origin` is the text after `counted_from:`.
    """

    rows: Rows | None = None
    total: str | None = None
    value: str | None = None
    origin: str | None = None
    names: Names | None = None
    columns: Names | None = None


def entry_edits(text: EditableText, entry: MappingNode, numbers: Numbers) -> Iterator[Edit]:
    """The edits that put `numbers` into an entry, which keeps all else that it says."""
    added: list[_Pair] = []
    for key, number in (("total", numbers.total), ("value", numbers.value)):
        node = entry.get(key)
        if number is not None and isinstance(node, Scalar):
            yield from _number(text, node, number)
        elif number is not None and key == "value":
            added.append(_Pair(key, number))
    counts = entry.get("counts")
    if numbers.rows is not None and isinstance(counts, MappingNode) and counts.entries:
        yield from _rows(text, counts, numbers.rows, numbers.names, numbers.columns)
    elif numbers.rows and counts is not None:
        yield from _first_rows(text, entry, counts, numbers.rows)
    elif numbers.rows:
        added.append(_Pair("counts", numbers.rows))
    if numbers.origin is not None:
        origin = entry.get("counted_from")
        if origin is None:
            added.append(_Pair("counted_from", numbers.origin))
        else:
            yield replaced(text, origin, numbers.origin)
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


def _value(row: str | Mapping[str, str]) -> str:
    """A number, or the columns of a row on one line."""
    return row if isinstance(row, str) else _flow(row)


def _lines(rows: Rows, indent: str) -> list[str]:
    return [f"{indent}{quoted(label)}: {_value(number)}" for label, number in rows.items()]


def _rows(
    text: EditableText,
    counts: MappingNode,
    rows: Rows,
    names: Names | None,
    columns: Names | None = None,
) -> Iterator[Edit]:
    """The rows that are there with their new numbers, and between them those that are new."""
    places = {key.text: place for place, (key, _value) in enumerate(counts.entries)}
    after, pending, kept = -1, dict[int, list[_Pair]](), set[int]()
    for label, number in rows.items():
        there = label if names is None else names[label]
        if there in places:
            after = places[there]
            kept.add(after)
            key, node = counts.entries[after]
            if label != there:
                yield relabelled(text, key, label)
            if isinstance(number, Mapping) and isinstance(node, MappingNode):
                yield from _rows(text, node, number, columns)
            elif isinstance(node, Scalar):
                yield from _number(text, node, _value(number))
        else:
            pending.setdefault(after, []).append(_Pair(label, _value(number)))
    for place, pairs in pending.items():
        yield _inserted(text, counts, place, pairs)
    if names is not None:
        yield from without(text, counts, [*(set(range(len(places))) - kept)])


def _number(text: EditableText, node: Scalar, number: str) -> Iterator[Edit]:
    """The edit of a number, where the file has another: nothing written is null as well."""
    if node.text != number and not (node.null and number == NULL):
        yield replaced(text, node, number)


def _first_rows(text: EditableText, entry: MappingNode, counts: Node, rows: Rows) -> Iterator[Edit]:
    """The rows of a table whose `counts:` is there and empty."""
    if _is_flow(text, entry):
        yield replaced(text, counts, _flow(rows))
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


def replaced(text: EditableText, node: Node, value: str) -> Edit:
    """The edit that puts `value` in the place of a node; a blank goes before where none does."""
    begin = text.offset(node.span.line, node.span.column)
    end = text.offset(*_end(text, None, node))
    empty = begin >= end
    return Edit(begin, max(begin, end), f" {value}" if empty else value)


def relabelled(text: EditableText, node: Scalar, label: str) -> Edit:
    """The edit that gives a key, or text elsewhere, other words, in quotation marks as before."""
    mark = text.at(node.span)[:1]
    if mark == "'":
        return text.replace(node.span, "'" + label.replace("'", "''") + "'")
    return text.replace(node.span, _in_marks(label) if mark == '"' else quoted(label))


def without(text: EditableText, mapping: MappingNode, places: Sequence[int]) -> Iterator[Edit]:
    """The edits that take the entries at `places` out, each with what stands behind it."""
    if not _is_flow(text, mapping):
        for place in places:
            key, value = mapping.entries[place]
            begin = text.offset(key.span.line, 1)
            yield Edit(begin, text.offset(_end(text, key, value)[0] + 1, 1), "")
        return
    ends = [text.offset(*_end(text, key, value)) for key, value in mapping.entries]
    starts = [text.offset(key.span.line, key.span.column) for key, _value in mapping.entries]
    last = len(starts)
    while last - 1 in places:
        last -= 1
    for place in places:
        if place < last:
            between = text.text[ends[place] : starts[place + 1]]
            # What stands on lines of its own between two of them, a comment, stays.
            behind = between.index(",") + 1 if "\n" in between else len(between)
            yield Edit(starts[place], ends[place] + behind, "")
    if last < len(starts):
        yield Edit(ends[last - 1] if last else starts[0], ends[-1], "")


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
    return _in_marks(label)


def _in_marks(label: str) -> str:
    escaped = label.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
