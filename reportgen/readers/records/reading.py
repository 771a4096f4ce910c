"""Reads the lists of a year: what is wrong in any of them is noted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, Span
from reportgen.expressions.names import RESERVED
from reportgen.language.patterns import Pattern
from reportgen.model.records import FoundRecords, RecordRow, Records
from reportgen.readers.markdown.attributes import slug
from reportgen.readers.records.cells import read_rows
from reportgen.readers.records.file import RecordsFile, salvage_file
from reportgen.readers.source import Source, read_source_of
from reportgen.readers.yaml.reading import read_yaml

_NAME = Pattern(r"[a-z_][a-z0-9_]*")


def salvage_records(
    root: Path, year: int, files: Sequence[str], problems: Problems
) -> FoundRecords:
    """The lists in the `files` of a year as far as they can be read.

    Notes bad-id, reserved-name, duplicate-id, and what the files and their sheets can.
    """
    records: dict[str, Records] = {}
    broken: set[str] = set()
    for file in files:
        name = file.rpartition("/")[2].rpartition(".")[0]
        if name in records:
            message = _("two files are the list '{id}'", id=name)
            hint = _("the other is {file}", file=records[name].span.file)
            problems.error("duplicate-id", Span.of_file(file), message, hint)
            continue
        found = None
        if _is_fit(name, file, problems):
            with problems.collecting():
                found = _read(root, year, name, read_source_of(root, file), problems)
        if found is None:
            broken |= {name, slug(name).replace("-", "_")}
        else:
            records[name] = found
    sheets = {each.file for each in records.values() if each.file}
    own = {file.rpartition("/")[2] for file in files}
    return FoundRecords(records, frozenset(broken), frozenset(own | sheets))


def _is_fit(name: str, file: str, problems: Problems) -> bool:
    """Whether expressions can name the list; notes bad-id, reserved-name."""
    if not _NAME.fullmatch(name):
        message = _("'{name}' is no good name for a list", name=name)
        hint = _("use a-z, 0-9 and underscore: utbildningar.yaml")
        problems.error("bad-id", Span.of_file(file), message, hint)
        return False
    if name in RESERVED:
        message = _("'{name}' is a word of the expressions", name=name)
        hint = _("choose another name, such as '{name}_antal'", name=name)
        problems.error("reserved-name", Span.of_file(file), message, hint)
        return False
    return True


def _read(root: Path, year: int, name: str, source: Source, problems: Problems) -> Records | None:
    """One list; None where its columns are not known. Raises ReportError as YAML does."""
    written = salvage_file(read_yaml(source, problems), problems)
    if written is None:
        return None
    before = len(problems.errors)
    rows: tuple[RecordRow, ...] = ()
    with problems.collecting():
        rows = _rows(root, year, name, written, problems)
    return Records(
        id=name,
        title=written.title or name[:1].upper() + name[1:].replace("_", " "),
        columns=written.columns,
        rows=rows,
        span=written.span,
        source=written.source,
        note=written.note,
        file=written.file[1] if written.file else None,
        known=written.rows is not None or written.file is not None,
        whole=written.whole and len(problems.errors) == before,
    )


def _rows(
    root: Path, year: int, name: str, written: RecordsFile, problems: Problems
) -> tuple[RecordRow, ...]:
    if written.rows is not None:
        return read_rows(written.rows, written.columns, written.span, problems)
    if written.file is None:
        return ()
    # What reads sheets takes a while to load, and most lists stand in YAML.
    from reportgen.readers.records.sheet import read_sheet_rows

    return read_sheet_rows(root, year, name, written, problems)
