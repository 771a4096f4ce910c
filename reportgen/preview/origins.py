"""Where the statistics that a page names are written."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct

from reportgen.diagnostics import Span
from reportgen.model import Computed, Document
from reportgen.model.crossing import label_in
from reportgen.model.statistics import Statistics
from reportgen.model.traverse import inlines_of, walk_blocks, walk_inlines

# What `Computed.sources` hold: arenden.total, year(2021).alder["Vuxna"].
_SOURCE = re.compile(r'(?:year\((\d{4})\)\.)?(\w+)(?:\["(.*)"\])?.*')


class Named(Struct, frozen=True):
    """What a source names: an entry of a year's figures, perhaps a row and a column of it."""

    year: int
    name: str
    row: str = ""
    column: str = ""


def named_in(source: str, year: int) -> Named | None:
    """What a computed value of the report of `year` names; None for what is no statistic."""
    found = _SOURCE.fullmatch(source)
    if found is None:
        return None
    row, _between, column = (found[3] or "").partition('", "')
    return Named(int(found[1] or year), found[2], row, column)


StatisticsOf = Callable[[int], Statistics | None]


def find_origins(document: Document, year: int, statistics_of: StatisticsOf) -> dict[str, Span]:
    """The place of every statistic that a computed value of `document` comes from.

    A row's is its own, a total's that of its table. What can't be found is left out.
    """
    sources = {
        source
        for section in document.sections
        for block in (section.heading, *walk_blocks(section.blocks))
        for inlines in inlines_of(block)
        for inline in walk_inlines(inlines)
        if isinstance(inline, Computed)
        for source in inline.sources
    }
    places = ((each, _place(each, year, statistics_of)) for each in sorted(sources))
    return {source: place for source, place in places if place}


def _place(source: str, year: int, statistics_of: StatisticsOf) -> Span | None:
    found = _SOURCE.fullmatch(source)
    statistics = statistics_of(int(found[1] or year)) if found else None
    if found is None or statistics is None:
        return None
    if found[2] in statistics.values:
        return statistics.values[found[2]].span
    table = statistics.tables.get(found[2])
    row = table.row(label_in(found[3])) if table and found[3] else None
    return row.span if row else table.span if table else None
