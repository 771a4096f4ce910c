"""Puts a grid into `statistics.yaml`: what differs is cut in, every other byte stays."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import ReportError, Span, report_error
from reportgen.readers.source import decode_source
from reportgen.readers.yaml.reading import Mapping, Scalar, Sequence, parse_yaml
from reportgen.scaffold.editing import Edit, EditableText
from reportgen.scaffold.grids.grid import Grid, grid_of
from reportgen.scaffold.number_edits import (
    NULL,
    Numbers,
    Rows,
    entry_edits,
    relabelled,
    replaced,
)
from reportgen.scaffold.unchanged import Path, all_but


def with_grid(content: bytes, file: str, name: str, grid: Grid) -> bytes:
    """The file with `grid` as its entry `name`; what refers to a row by its label follows.

    `was` in the labels says what they are called in the file as it is; what is not named is
    taken out. Raises ReportError (cannot-edit) where it is written in a way that can't be
    changed so, or the grid has no rows; with all that is wrong for a file that is no YAML.
    """
    text = EditableText(content, file)
    root = parse_yaml(text.source)
    there = grid_of(root, name, Span.of_file(file))
    if not grid.rows or not grid.columns:
        hint = _("a table has a row at least; delete the whole of it in the file")
        raise report_error("cannot-edit", None, _("the table '{name}' is empty", name=name), hint)
    if grid.as_saved == there and grid == grid.as_saved:
        return content
    assert isinstance(root, Mapping)
    edited = text.edited(
        [*_entry(text, root, name, grid, there), *_mentions(text, root, name, grid)]
    )
    if not _holds(edited, content, file, name, grid):
        message = _("{file} can't be changed without a person", file=file)
        hint = _("write its tables one row a line, or make the change in the file")
        raise report_error("cannot-edit", None, message, hint)
    return edited


def _entry(text: EditableText, root: Mapping, name: str, grid: Grid, there: Grid) -> Iterator[Edit]:
    """The edits of the entry itself."""
    entry = root.get(name)
    if isinstance(entry, Scalar):
        if grid != there:
            yield replaced(text, entry, _number(grid.rows[0].numbers[0]))
        return
    assert isinstance(entry, Mapping)
    if grid.single:
        yield from entry_edits(text, entry, Numbers(value=_number(grid.rows[0].numbers[0])))
        return
    total = None if grid.total is None else _number(grid.total)
    names = {row.label.text: row.label.was for row in grid.rows}
    columns = {column.text: column.was for column in grid.columns}
    numbers = Numbers(_rows(grid), total, names=names, columns=columns)
    yield from entry_edits(text, entry, numbers)


def _rows(grid: Grid) -> Rows:
    if not grid.crossed:
        return {row.label.text: _number(row.numbers[0]) for row in grid.rows}
    return {
        row.label.text: {
            column.text: _number(number)
            for column, number in zip(grid.columns, row.numbers, strict=True)
        }
        for row in grid.rows
    }


def _number(text: str) -> str:
    return text or NULL


def _mentions(text: EditableText, root: Mapping, name: str, grid: Grid) -> Iterator[Edit]:
    """The edits of what names a row or a column that is called otherwise now."""
    for old, new in renamed(grid).items():
        for path, node in _naming(root, name, old):
            yield relabelled(text, node, _following(path, name, new))


def renamed(grid: Grid) -> dict[str, str]:
    """What rows and columns were called that are called otherwise now, and how."""
    labels = (*(row.label for row in grid.rows), *grid.columns)
    return {each.was: each.text for each in labels if each.was and each.was != each.text}


def _naming(root: Mapping, name: str, label: str) -> Iterator[tuple[Path, Scalar]]:
    """Where the file names a label of a table: in its sums, and as what others are parts of."""
    for key, entry in root.entries:
        if not isinstance(entry, Mapping):
            continue
        of = entry.get("of")
        if isinstance(of, Scalar) and of.text == f"{name}.{label}":
            yield (key.text, "of"), of
        sums = entry.get("sums") if key.text == name else None
        for sum_name, listed in sums.entries if isinstance(sums, Mapping) else ():
            for place, item in enumerate(listed.items if isinstance(listed, Sequence) else ()):
                if isinstance(item, Scalar) and item.text == label:
                    yield (key.text, "sums", sum_name.text, str(place)), item


def _following(path: Path, name: str, label: str) -> str:
    """What is written where another label was named."""
    return f"{name}.{label}" if path[-1] == "of" else label


def _holds(edited: bytes, content: bytes, file: str, name: str, grid: Grid) -> bool:
    """Whether the changed file holds just the grid, and all else as it was."""
    try:
        root, before = (parse_yaml(decode_source(each, file)) for each in (edited, content))
        found = grid_of(root, name, Span.of_file(file))
    except ReportError:
        return False
    if found != grid.as_saved or not isinstance(before, Mapping):
        return False
    follows = {
        path: _following(path, name, new)
        for old, new in renamed(grid).items()
        for path, _node in _naming(before, name, old)
    }
    changing: set[Path] = {(name, key) for key in ("counts", "total", "value")}
    changing |= {(name,)} if isinstance(before.get(name), Scalar) else set()
    expected = [(path, follows.get(path, text)) for path, text in all_but(before, changing)]
    return expected == list(all_but(root, changing))
