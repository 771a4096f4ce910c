"""What stands in a table of any form as statistics: standard ones, those to ask about, other years.

The table itself stays as it was typed: no report prints it so.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from msgspec import Struct
from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.diagnostics import Message as _
from reportgen.model import Table
from reportgen.model.statistics import relation_of
from reportgen.model.traverse import plain_text
from reportgen.scaffold.importing.counted import (
    CountedTable,
    Possible,
    Surroundings,
    from_listing,
    from_prose,
    words_of,
)
from reportgen.scaffold.importing.prose import ToldListing, ToldTable
from reportgen.scaffold.importing.series import Series, series_in
from reportgen.scaffold.importing.standards import Standard, is_whole, standard_of

# “Social-tjänst”: cut by hand, to fit a narrow column.
_CUT = re.compile(r"(?<=[^\W\d_])-(?=[a-zåäö])")


class FromSeries(Struct, frozen=True):
    """What was made of a table, and what is to be said of it."""

    counted: tuple[CountedTable, ...] = ()
    possible: tuple[Possible, ...] = ()
    told: tuple[Diagnostic, ...] = ()


def from_series(
    table: Table, above: str, around: Surroundings, taken: Collection[str], left: Collection[str]
) -> FromSeries:
    """The statistics in a table below the heading `above`.

    `taken` are the ids that there are, `left` those that no table may have.
    """
    counted: list[CountedTable] = []
    possible: list[Possible] = []
    told: list[Diagnostic] = []
    known = {*taken}
    caption = " ".join(plain_text(table.caption).split())
    for series in series_in(table):
        if series.year not in (None, around.year):
            told.append(_of_another_year(series, caption or above, table))
            continue
        match = _standard(series, caption, above, around, {*known, *left})
        if match is not None:
            sure = from_prose(ToldTable(match.table, match.rows, True, ""))  # noqa: FBT003
            counted.append(replace(sure, caption=caption, heading=series.heading))
            known.add(match.table.id)
            continue
        if series.apart:
            continue
        about = caption or above
        title = f"{series.name} ({about})" if series.name and about else series.name or about
        listed = ToldListing(title or series.heading, series.rows, series.total, "")
        entry = replace(from_listing(listed, known), heading=series.heading)
        known.add(entry.id)
        possible.append(Possible(entry, words_of(table)))
    return FromSeries(tuple(counted), tuple(possible), tuple(told))


def _standard(
    series: Series, caption: str, above: str, around: Surroundings, taken: set[str]
) -> Standard | None:
    """The standard table that a series is beyond doubt: it comes to its own total."""
    ways = (series.rows, tuple((_CUT.sub("", label), n) for label, n in series.rows))
    titles = (series.heading, caption, series.name, above)
    found = (standard_of(titles, rows, around.profile, taken) for rows in ways)
    match = max((e for e in found if e), key=lambda each: each.known, default=None)
    if match is None or not is_whole(match.rows, match.table, series.total):
        return None
    by_rows = match.known == len(match.rows) or relation_of(match.table.kind).base == "first"
    return match if match.named or by_rows else None


def _of_another_year(series: Series, title: str, table: Table) -> Diagnostic:
    year = str(series.year)
    rows = ", ".join(f"{label} {count}" for label, count in series.rows)
    message = _(
        "the table '{title}' has the numbers of {year} as well: {rows}",
        title=title, year=year, rows=rows,
    )  # fmt: skip
    hint = _("they belong in content/{year}/statistics.yaml, where they can be compared", year=year)
    return Diagnostic("numbers-of-another-year", message, table.span, hint, Severity.NOTE)
