"""Numbers that came back: put into the statistics where they stand there by themselves."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from reportgen.compose.drafts import FORGIVEN
from reportgen.compose.year import compose_what_is_there
from reportgen.diagnostics import Problems, ReportError, Severity
from reportgen.readers.project import read_settings
from reportgen.readers.source import Source
from reportgen.readers.yaml.reading import Mapping as MappingNode
from reportgen.readers.yaml.reading import Node, Scalar, parse_yaml
from reportgen.scaffold.review.edits import Change, Edit
from reportgen.scaffold.review.tokens import offsets_of
from reportgen.scaffold.review.verdicts import Authored
from reportgen.scaffold.review.yaml_values import quoted
from reportgen.storage.sent import Files, Sent, spread

_ROW = re.compile(r"""(\w+)(?:\[\s*(?:"([^"]+)"|'([^']+)')\s*\]|\.(\w+))?""")
_NUMBER = re.compile(r"-?\d{1,3}(?:[ \u00a0\u202f]\d{3})+|-?\d+")


def with_numbers(changes: Sequence[Authored], sources: Mapping[str, Source]) -> list[Authored]:
    """The changes, those of a number that the statistics have by itself with the edit for it."""
    found = next((each for name, each in sources.items() if name.endswith(_FILE)), None)
    if found is None:
        return [*changes]
    return [_with_number(each, found) for each in changes]


_FILE = "/statistics.yaml"


def _with_number(each: Authored, source: Source) -> Authored:
    change = each.change
    if change.edits or change.kind not in ("value", "statistics"):
        return each
    is_row = change.kind == "statistics" and not change.before and " | " in change.after
    edit = _new_row(change, source) if is_row else _edit(change, source)
    return each if edit is None else replace(each, change=replace(change, edits=(edit,)))


def _edit(change: Change, source: Source) -> Edit | None:
    """The edit of the one row or value that the expression of a change names."""
    name, typed = _ROW.fullmatch(change.expression), _NUMBER.fullmatch(change.after.strip())
    if name is None or typed is None:
        return None
    found = _scalar(source, name[1], name[2] or name[3] or name[4])
    plain = re.sub(r"\D", "", change.before)
    if found is None or re.sub(r"\D", "", found.text) != plain:
        return None
    begin, end = offsets_of(found.span, source)
    return Edit(source.file, begin, end, re.sub(r"[^\d-]", "", typed[0]))


def _new_row(change: Change, source: Source) -> Edit | None:
    """The edit that puts a new row of a table behind the last count that the statistics have."""
    label, *cells = change.after.split(" | ")
    number = next((each for each in cells if each.strip()), "").strip()
    counts = _counts(source, change.expression)
    if counts is None or not label or counts.get(label) or not _NUMBER.fullmatch(number):
        return None
    last = [each for _key, each in counts.entries if isinstance(each, Scalar)]
    if not last:
        return None
    begin, end = offsets_of(last[-1].span, source)
    line = source.text[source.text.rfind("\n", 0, begin) + 1 : begin]
    text = f"{quoted(label)}: {re.sub(r'[^0-9-]', '', number)}"
    in_one_line = "{" in line
    indent = line[: len(line) - len(line.lstrip())]
    return Edit(source.file, end, end, f", {text}" if in_one_line else f"\n{indent}{text}")


def _counts(source: Source, table: str) -> MappingNode | None:
    """The counts of a table of `statistics.yaml`."""
    try:
        root = parse_yaml(source)
    except ReportError:
        return None
    entry = root.get(table) if isinstance(root, MappingNode) else None
    counts = entry.get("counts") if isinstance(entry, MappingNode) else None
    return counts if isinstance(counts, MappingNode) else None


def _scalar(source: Source, table: str, label: str | None) -> Scalar | None:
    """Where a number stands in `statistics.yaml`."""
    try:
        root = parse_yaml(source)
    except ReportError:
        return None
    entry = root.get(table) if isinstance(root, MappingNode) else None
    if label is None or not isinstance(entry, MappingNode):
        found = entry.get("value") if isinstance(entry, MappingNode) else entry
        return found if isinstance(found, Scalar) else None
    counts = entry.get("counts")
    row: Node | None = counts.get(label) if isinstance(counts, MappingNode) else None
    if row is None and label in ("total", "base"):
        row = entry.get("total")
    return row if isinstance(row, Scalar) else None


def still_add_up(root: Path, year: int, files: Files, changed: Mapping[str, bytes]) -> bool:
    """Whether nothing new is wrong in the statistics with the changed files in their places."""
    before = _wrong(root, year, files)
    return _wrong(root, year, {**files, **changed}) <= before


def _wrong(root: Path, year: int, files: Files) -> set[tuple[str, str]]:
    problems = Problems(FORGIVEN)
    with tempfile.TemporaryDirectory(prefix="reportgen-") as folder:
        spread(root, Sent(b"", files), Path(folder), read_settings(root).files)
        compose_what_is_there(Path(folder), year, problems)
    return {
        (each.code, str(each.message))
        for each in problems.found
        if each.severity is Severity.ERROR and each.span and each.span.file.endswith(_FILE)
    }
