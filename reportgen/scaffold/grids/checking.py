"""What is wrong with a grid: each number and label by itself, then all figures of the year."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic, Message, Problems, ReportError, Severity, Span
from reportgen.diagnostics import Message as _
from reportgen.model.project import Project
from reportgen.model.statistics import Statistics
from reportgen.readers.project import salvage_year_statistics
from reportgen.readers.shapes import Text
from reportgen.readers.source import decode_source
from reportgen.readers.statistics.amounts import number_shape
from reportgen.readers.yaml.reading import Mapping, Node, Scalar, parse_yaml
from reportgen.scaffold.grids.grid import ONLY, Grid

_WHOLE_TABLE = (None, None)
# A row and a column of a grid, from 0; None: all of them.
Place = tuple[int | None, int | None]


class Remark(Struct, frozen=True):
    """What is wrong at a place of a grid; `total`: with what its rows must add up to.

    `elsewhere`: it is wrong in another entry of the file.
    """

    diagnostic: Diagnostic
    row: int | None = None
    column: int | None = None
    total: bool = False
    elsewhere: bool = False


def wrong_by_itself(root: Node, name: str, grid: Grid, span: Span) -> Iterator[Remark]:
    """What can't be written: labels that are none, are there twice, and numbers that are none."""
    entry = root.get(name) if isinstance(root, Mapping) else None
    shape = number_shape(entry) if entry else None
    if not grid.single:
        yield from _labels([row.label.text for row in grid.rows], span, columns=False)
    if grid.crossed:
        yield from _labels([column.text for column in grid.columns], span, columns=True)
    cells = [
        (number, row, column, False)
        for row, each in enumerate(grid.rows)
        for column, number in enumerate(each.numbers)
    ]
    for number, row, column, total in (*cells, (grid.total or "", None, None, True)):
        if number and shape:
            try:
                shape.read(Scalar(number, plain=True, span=span))
            except ReportError as error:
                for each in error.diagnostics:
                    told = replace(each, hint=_hint(each.hint))
                    yield Remark(told, row, column, total)


def _hint(hint: Message | None) -> Message | None:
    """What to do, said for a cell: what is written as null in the file is empty there."""
    if hint and "null" in hint.template:
        return _("write a number such as 12, or leave the cell empty where it is not known")
    return hint


def _labels(labels: list[str], span: Span, *, columns: bool) -> Iterator[Remark]:
    for place, label in enumerate(labels):
        row, column = (None, place) if columns else (place, None)
        problems = Problems()
        with problems.collecting():
            Text().read(Scalar(label, plain=False, span=span))
            if label in labels[:place]:
                problems.error("duplicate-key", span, _("'{key}' stands here twice", key=label))
        yield from (Remark(each, row, column) for each in problems.found)


def wrong_together(
    root: Path, year: int, project: Project, name: str, content: bytes, file: str
) -> tuple[list[Remark], Statistics]:
    """What is wrong with the figures of a year whose file has that content, and the figures.

    Where the file is no YAML nothing is known.
    """
    source = decode_source(content, file)
    problems = Problems()
    statistics = salvage_year_statistics(root, year, project, problems, source)
    places = dict(_places(parse_yaml(source), name))
    remarks = []
    for each in problems.found:
        if each.span is None or each.span.file != file or each.severity is not Severity.ERROR:
            continue
        inside = [place for span, place in places.items() if _begins_in(each.span, span)]
        row, column = inside[-1] if inside else _WHOLE_TABLE
        remarks.append(Remark(each, row, column, elsewhere=not inside))
    return remarks, statistics


def _places(root: Node, name: str) -> Iterator[tuple[Span, Place]]:
    """Where the entry, its rows and its cells are written, the smaller behind the larger."""
    for key, entry in root.entries if isinstance(root, Mapping) else ():
        if key.text != name:
            continue
        yield key.span.until(entry.span), _WHOLE_TABLE
        counts = entry.get("counts") if isinstance(entry, Mapping) else None
        rows = counts.entries if isinstance(counts, Mapping) else ()
        crossed = any(isinstance(value, Mapping) for _label, value in rows)
        columns: dict[str, int] = {} if crossed else {ONLY: 0}
        for _label, value in rows:
            for column, _cell in value.entries if isinstance(value, Mapping) else ():
                columns.setdefault(column.text, len(columns))
        for row, (label, value) in enumerate(rows):
            yield label.span.until(value.span), (row, None if crossed else 0)
            for column, cell in value.entries if isinstance(value, Mapping) else ():
                yield column.span.until(cell.span), (row, columns[column.text])


def _begins_in(span: Span, around: Span) -> bool:
    begin = (span.line, span.column)
    return (around.line, around.column) <= begin < (around.end_line, around.end_column)
