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
    edit = _edit(change, source)
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
