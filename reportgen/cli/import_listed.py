"""What the text of an imported year lists: rows of standard tables, and statistics of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportgen.checks.numbers.line_lists import line_lists
from reportgen.checks.numbers.listings import Listing, listings
from reportgen.checks.numbers.standing import standing_numbers
from reportgen.checks.numbers.tellings import Telling
from reportgen.checks.passages import Passage
from reportgen.cli.import_standard import Titled
from reportgen.scaffold.importing.prose import ToldListing

# Two lines of a name and a number may be anything.
_FEWEST = 3
# By passage and place: the tellings of a number.
_Told = Mapping[tuple[int, int], Sequence[Telling]]


def with_own_rows(told: Sequence[Telling], passages: Sequence[Passage], year: int) -> list[Telling]:
    """What the text tells, with the rows that only it has: “… och 6 människoexploatering”.

    They stand in a list that comes to its whole, most of which is of one standard table.
    """
    places = _places(told)
    return [
        *told,
        *(each for found in listings(passages, year) for each in _own_rows(found, places)),
    ]


def _own_rows(listing: Listing, places: _Told) -> Iterator[Telling]:
    table = _table_of(listing, places)
    for item in listing.items if table and listing.whole else ():
        if not any(each.table == table for each in _told_at(listing, item.start, places)):
            yield Telling(
                "row", table, item.label, item.count, certain=False, likely=False,
                passage=listing.passage, start=item.start,
            )  # fmt: skip


def _table_of(listing: Listing, places: _Told) -> str:
    """The standard table that two and at least half of a list are rows of; empty for none."""
    counted: dict[str, int] = {}
    for item in listing.items:
        rows = (t for t in _told_at(listing, item.start, places) if t.kind == "row")
        for name in {each.table for each in rows}:
            counted[name] = counted.get(name, 0) + 1
    best = max(counted, key=lambda name: counted[name], default="")
    enough = best and counted[best] >= max(2, len(listing.items) / 2)
    return best if enough else ""


def _places(told: Sequence[Telling]) -> _Told:
    found: dict[tuple[int, int], list[Telling]] = {}
    for each in told:
        found.setdefault((id(each.passage), each.start), []).append(each)
    return found


def _told_at(listing: Listing, start: int, places: _Told) -> Sequence[Telling]:
    return places.get((id(listing.passage), start), ())


def lists_in(passages: Sequence[Passage], year: int, totals: Sequence[int]) -> list[Titled]:
    """The lists of the text, in sentences and line for line, each with the heading above it.

    `totals` are what a list may come to wherever it stands.
    """
    headings = _headings(passages)
    found = (*listings(passages, year, totals), *line_lists(passages))
    return [Titled(each, headings[id(each.passage)]) for each in found]


def listed_in(
    lists: Sequence[Titled], told: Sequence[Telling], known: Iterable[tuple[str, str, int]]
) -> list[ToldListing]:
    """The lists that are no standard table; `known` are the rows and sums that have one."""
    places = _places(told)
    taken = {*known}
    found: dict[tuple[tuple[str, int], ...], ToldListing] = {}
    for titled in lists:
        listing, rows = titled.listing, titled.rows
        met = sum(
            any((t.table, t.label, t.count) in taken for t in _told_at(listing, i.start, places))
            for i in listing.items
        )
        few = len(rows) < _FEWEST and not listing.whole
        if 2 * met < len(rows) and rows not in found and not few:
            title = _title(listing, titled.heading)
            found[rows] = ToldListing(title, rows, listing.whole or None, titled.sentence)
    return [*found.values()]


def single_values(passages: Sequence[Passage], year: int) -> list[ToldListing]:
    """The numbers that stand alone, as statistics without rows."""
    return [
        ToldListing(each.noun[:1].upper() + each.noun[1:], (), each.count, each.sentence)
        for each in standing_numbers(passages, year)
    ]


def _headings(passages: Sequence[Passage]) -> dict[int, str]:
    """The heading above each passage."""
    found: dict[int, str] = {}
    heading = ""
    for each in passages:
        found[id(each)] = heading
        heading = each.text.strip() if each.kind == "heading" else heading
    return found


def _title(listing: Listing, heading: str) -> str:
    """What is counted, and the heading above it."""
    noun = listing.noun[:1].upper() + listing.noun[1:]
    return f"{noun} ({heading})" if noun and heading else noun or heading or "Statistik"
