"""Tables that somebody typed: lines whose words and numbers stand apart by tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from reportgen.diagnostics import Span
from reportgen.model import Alignment, Cell, Inlines, Row, Table, Text
from reportgen.readers.word.flow import Flat
from reportgen.readers.word.line import Line

# Fewer lines may be anything: a name and a telephone number.
_FEWEST = 3
_NUMBER = re.compile(r"[-–−+]?\d[\d \u00a0\u202f]*(?:[.,]\d+)?[ \u00a0]?%?|[-–]")


class _Typed(Struct, frozen=True):
    """A line with its cells, none of them empty."""

    line: Line
    cells: tuple[str, ...]


def with_typed_tables(flats: Sequence[Flat]) -> Iterator[Flat | Table]:
    """`flats`, with the lines of typed tables as tables."""
    for size, group in groupby(flats, key=lambda each: len(_cells_of(each))):
        lines = [*group]
        typed = [_Typed(each, _cells_of(each)) for each in lines if isinstance(each, Line)]
        if size > 1 and len(typed) >= _FEWEST and _has_numbers(typed):
            yield _table(typed)
        else:
            yield from lines


def _cells_of(flat: Flat) -> tuple[str, ...]:
    """The words between the tabs of a plain paragraph; none for another."""
    if not isinstance(flat, Line) or "\t" not in flat.text or flat.listed or flat.drawn:
        return ()
    if flat.layout.level or flat.layout.look.kind or flat.in_note:
        return ()
    cells = tuple(" ".join(each.split()) for each in re.split(r"\t+", flat.text.strip()))
    plain = all(isinstance(each, Text) for each in flat.segments.inlines())
    return cells if plain and all(cells) else ()


def _has_numbers(typed: Sequence[_Typed]) -> bool:
    """Whether it has a header, and below it lines of a name and numbers: no contents with pages."""
    header, *rows = typed
    return not any(map(_NUMBER.fullmatch, header.cells)) and all(
        not _NUMBER.fullmatch(each.cells[0]) and all(map(_NUMBER.fullmatch, each.cells[1:]))
        for each in rows
    )


def _table(typed: Sequence[_Typed]) -> Table:
    spans = [_span(each.line) for each in typed]
    rows = [
        Row(tuple(Cell(_inlines(cell, span), span) for cell in each.cells), span)
        for each, span in zip(typed, spans, strict=True)
    ]
    whole = spans[0].until(spans[-1])
    right: Alignment = "right"
    sides: tuple[Alignment, ...] = ("left", *(right for _cell in typed[0].cells[1:]))
    return Table("", (), sides, rows[0], tuple(rows[1:]), (), whole)


def _span(line: Line) -> Span:
    start = line.segments.start
    end = start.column + len(line.text)
    return Span(start.file, start.line, start.column, start.line, end)


def _inlines(text: str, span: Span) -> Inlines:
    return (Text(text, span),)
