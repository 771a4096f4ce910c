"""The functions that put something on the page, or name what stands there.

Each is a function of expressions, as `functions` says.
"""

from __future__ import annotations

from reportgen.expressions.arguments import flag_argument, labels_argument, text_argument
from reportgen.expressions.values import (
    PlacedFigure,
    PlacedKeyFigures,
    PlacedRecords,
    PlacedTable,
    ReferenceTo,
    Value,
)


def figure(
    language: str,
    name: Value,
    id: Value = None,  # noqa: A002
    landscape: Value = False,  # noqa: FBT002 - written by name in expressions
    float: Value = None,  # noqa: A002
    table: Value = False,  # noqa: FBT002 - written by name in expressions
    share: Value = False,  # noqa: FBT002 - written by name in expressions
) -> Value:
    """Put the figure here: figure("nationalitet"), alone in a paragraph.

    figure("kon", table=true) puts its numbers beside it, share=true with their shares.
    """
    del language
    figure_name = text_argument(name, "figure")
    return PlacedFigure(
        figure_name,
        figure_name if id is None else text_argument(id, "id"),
        landscape=flag_argument(landscape, "landscape"),
        floats=None if float is None else flag_argument(float, "float"),
        table=flag_argument(table, "table"),
        share=flag_argument(share, "share"),
    )


def table(
    language: str,
    name: Value,
    share: Value = False,  # noqa: FBT002 - written by name in expressions
    caption: Value = None,
    landscape: Value = False,  # noqa: FBT002 - written by name in expressions
    id: Value = None,  # noqa: A002
) -> Value:
    """Put the statistics table here: table("kon"), alone in a paragraph."""
    del language
    statistics_name = text_argument(name, "table")
    return PlacedTable(
        statistics_name,
        statistics_name if id is None else text_argument(id, "id"),
        share=flag_argument(share, "share"),
        caption=None if caption is None else text_argument(caption, "caption"),
        landscape=flag_argument(landscape, "landscape"),
    )


def records(
    language: str,
    name: Value,
    columns: Value = (),
    sort: Value = None,
    descending: Value = False,  # noqa: FBT002 - written by name in expressions
    total: Value = False,  # noqa: FBT002 - written by name in expressions
    caption: Value = None,
    landscape: Value = False,  # noqa: FBT002 - written by name in expressions
    id: Value = None,  # noqa: A002
    **where: Value,
) -> Value:
    """Put a list here as a table: records("utbildningar"), alone in a paragraph."""
    del language
    list_name = text_argument(name, "records")
    return PlacedRecords(
        list_name,
        list_name if id is None else text_argument(id, "id"),
        columns=tuple(labels_argument(columns, "columns")),
        sort="" if sort is None else text_argument(sort, "sort"),
        descending=flag_argument(descending, "descending"),
        total=flag_argument(total, "total"),
        caption=None if caption is None else text_argument(caption, "caption"),
        landscape=flag_argument(landscape, "landscape"),
        where=tuple(where.items()),
    )


def keyfigures(
    language: str,
    caption: Value = None,
    id: Value = None,  # noqa: A002
) -> Value:
    """Put the year's key figures here: keyfigures(), alone in a paragraph."""
    del language
    return PlacedKeyFigures(
        "keyfigures" if id is None else text_argument(id, "id"),
        "" if caption is None else text_argument(caption, "caption"),
    )


def ref(language: str, target: Value) -> Value:
    """Name a figure, table or section: ref("figur:kon") gives "figur 2"."""
    del language
    return ReferenceTo(text_argument(target, "ref"))
