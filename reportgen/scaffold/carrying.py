"""What of a year's files the next year takes over, file by file, and what it leaves empty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reportgen.diagnostics import ReportError
from reportgen.readers.manifest import is_yaml
from reportgen.readers.source import Source
from reportgen.readers.yaml.reading import Mapping, Node, Scalar, parse_yaml
from reportgen.scaffold.editing import Edit, EditableText

_FENCE = "---"
_NUMBERS = ("total", "value")
_OF_THE_YEAR = ("changed", "counted_from")
_OF_A_SHEET = ("file", "sheet")


def carry_section(content: bytes, file: str) -> bytes:
    """A section with `reviewed: false` at its top, and every other byte as it was."""
    text = EditableText(content, file)
    if is_yaml(file):
        return text.edited([_mark_unreviewed(text, _parsed(text.source), 1)])
    end = text.line_end
    lines = text.source.lines
    closing = next((n for n, line in enumerate(lines[1:], 2) if line.rstrip() == _FENCE), None)
    if lines[0].rstrip() != _FENCE or closing is None:
        matter = end.join((_FENCE, "reviewed: false", _FENCE, ""))
        return text.edited([Edit(0, 0, matter + (end if lines[0].strip() else ""))])
    matter_source = Source(file, "\n".join(lines[1 : closing - 1]))
    return text.edited([_mark_unreviewed(text, _parsed(matter_source, 2), 2)])


def _parsed(source: Source, first_line: int = 1) -> Node:
    """What stands at the top; what is no YAML counts as empty: the build tells what is wrong."""
    try:
        return parse_yaml(source, first_line)
    except ReportError:
        return Mapping((), source.whole)


def _mark_unreviewed(text: EditableText, matter: Node, first_line: int) -> Edit:
    if isinstance(matter, Mapping):
        reviewed = matter.get("reviewed")
        if reviewed is not None:
            value = "false" if text.at(reviewed.span) else " false"
            return text.replace(reviewed.span, value)
        begin = text.offset(matter.span.line, matter.span.column)
        if matter.entries and text.text[begin] == "{":
            return Edit(begin + 1, begin + 1, "reviewed: false, ")
    place = text.offset(first_line, 1)
    return Edit(place, place, f"reviewed: false{text.line_end}")


def carry_settings(content: bytes, file: str, old: int, new: int) -> bytes:
    """`report.yaml` of the new year: the year in title and subtitle, the date to fill in.

    Raises ReportError where it is no YAML.
    """
    text = EditableText(content, file)
    node = parse_yaml(text.source)
    edits: list[Edit] = []
    for key, value in node.entries if isinstance(node, Mapping) else ():
        if key.text in ("title", "subtitle"):
            written = text.at(value.span)
            edits.append(text.replace(value.span, re.sub(rf"\b{old}\b", str(new), written)))
        elif key.text == "date" and isinstance(value, Scalar):
            edits += _empty_date(text, value, new - old)
    return text.edited(edits)


def _empty_date(text: EditableText, value: Scalar, later: int) -> Iterator[Edit]:
    """The date as not known, behind it one that may be right, where a comment can stand."""
    rest = text.offset(value.span.end_line + 1, 1)
    after = text.text[text.offset(value.span.end_line, value.span.end_column) : rest]
    guess = _years_later(value.text, later)
    example = f"  # {guess}?" if guess and not after.strip() else ""
    yield text.replace(value.span, f"null{example}" if text.at(value.span) else f" null{example}")


def _years_later(day: str, years: int) -> str:
    """The same day in another year, the 28th for a leap day; empty for what is no date."""
    try:
        old = date.fromisoformat(day)
    except ValueError:
        return ""
    leap = (old.month, old.day) == (2, 29)
    return old.replace(year=old.year + years, day=28 if leap else old.day).isoformat()


def carry_statistics(content: bytes, file: str) -> bytes:
    """`statistics.yaml` with the same tables and labels, every number `null`.

    What was defined differently from the year before (`changed`) was so that year: it goes, and
    so does what the numbers were counted from.
    Raises ReportError where it is no YAML.
    """
    text = EditableText(content, file)
    node = parse_yaml(text.source)
    edits: list[Edit] = []
    for _name, entry in node.entries if isinstance(node, Mapping) else ():
        edits += _emptied(text, entry)
    return text.edited(edits)


def carry_records(content: bytes, file: str) -> bytes:
    """The file of a list with the same columns and rows that are not known, in no sheet.

    Raises ReportError where it is no YAML.
    """
    text = EditableText(content, file)
    node = parse_yaml(text.source)
    entries = node.entries if isinstance(node, Mapping) else ()
    edits = [_dropped(text, key, value) for key, value in entries if key.text in _OF_A_SHEET]
    rows = next(((key, value) for key, value in entries if key.text == "rows"), None)
    if rows is not None:
        edits.append(_without_rows(text, *rows))
    elif edits:
        edits.append(Edit(len(text.text), len(text.text), f"rows: null{text.line_end}"))
    return text.edited(edits)


def _without_rows(text: EditableText, key: Scalar, value: Node) -> Edit:
    begin = text.offset(key.span.end_line, key.span.end_column)
    written = text.text[begin : text.offset(value.span.end_line, value.span.end_column)]
    return Edit(begin, begin + len(written.rstrip()), ": null")


def sheet_of(content: bytes, file: str) -> str | None:
    """The sheet that the file of a list names, where its rows stand; None where it names none."""
    try:
        node = parse_yaml(EditableText(content, file).source)
    except ReportError:  # told where the file is carried
        return None
    named = node.get("file") if isinstance(node, Mapping) else None
    return named.text.strip() if isinstance(named, Scalar) else None


def _emptied(text: EditableText, entry: Node) -> Iterator[Edit]:
    """The edits that empty one table or one number."""
    if isinstance(entry, Scalar):
        yield _unknown(text, entry)
    elif isinstance(entry, Mapping):
        for key, value in entry.entries:
            if key.text in _NUMBERS and isinstance(value, Scalar):
                yield _unknown(text, value)
            elif key.text == "counts" and isinstance(value, Mapping):
                yield from _unknown_counts(text, value)
            elif key.text in _OF_THE_YEAR:
                yield _dropped(text, key, value)


def _unknown_counts(text: EditableText, counts: Mapping) -> Iterator[Edit]:
    """Every number of a table, behind a row of cells every number of its columns."""
    for _label, number in counts.entries:
        if isinstance(number, Scalar):
            yield _unknown(text, number)
        elif isinstance(number, Mapping):
            yield from _unknown_counts(text, number)


def _unknown(text: EditableText, number: Scalar) -> Edit:
    return text.replace(number.span, "null" if text.at(number.span) else " null")


def _dropped(text: EditableText, key: Scalar, value: Node) -> Edit:
    """A key and its value away: the whole line, or between commas the pair alone."""
    begin = text.offset(key.span.line, key.span.column)
    end = text.offset(value.span.end_line, value.span.end_column)
    line = text.offset(key.span.line, 1)
    after = text.offset(value.span.end_line + (value.span.end_column > 1), 1)
    if not text.text[line:begin].strip() and not re.match(r"[ \t]*[,}]", text.text[end:]):
        return Edit(line, after, "")
    comma = re.match(r"[ \t]*,[ \t]*", text.text[end:])
    if comma:
        return Edit(begin, end + len(comma[0]), "")
    return Edit(begin - len(re.search(r",?\s*$", text.text[:begin])[0]), end, "")  # type: ignore[index]
