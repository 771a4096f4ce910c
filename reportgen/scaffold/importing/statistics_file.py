"""The entries of `statistics.yaml` for tables of a Word file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec.structs import replace

from reportgen.model.profile import Profile
from reportgen.scaffold.importing.counted import CountedTable
from reportgen.scaffold.importing.standards import own_sums
from reportgen.scaffold.templates import STATISTICS, quoted, statistics_entry, with_schema

_LAST = ("Okänt", "Okänd", "Ej noterat", "Annat", "Annan")


def statistics_file(counted: Sequence[CountedTable], profile: Profile, year: int) -> str:
    """The file: what the Word file has tables of, and as comments what the profile knows beside."""
    known = {each.id: each for each in counted}
    entries = [entry_text(each, counted) for each in counted]
    entries += [
        statistics_entry(replace(each, required=False), profile.statistics)
        for each in profile.statistics.values()
        if each.id not in known
    ]
    return with_schema(
        "statistics", f"content/{year}/statistics.yaml", "\n".join((STATISTICS, *entries))
    )


def entry_text(found: CountedTable, counted: Sequence[CountedTable]) -> str:
    """The entry of a table beside those that are `counted`."""
    return "\n".join((*_entry(found, {each.id: each for each in counted}), ""))


def _entry(found: CountedTable, known: dict[str, CountedTable]) -> Iterator[str]:
    yield f"{found.id}:"
    yield f"  title: {quoted(found.title)}"
    if found.heading and found.table is not None and not found.cells:
        yield f"  heading: {quoted(found.heading)}"
    if found.unit and (found.table is not None or found.standard is None):
        yield f"  unit: {quoted(found.unit[:1].lower() + found.unit[1:])}"
    if found.source:
        yield f"  source: {quoted(found.source)}"
    if found.note:
        yield f"  note: {quoted(found.note)}"
    if not found.rows:
        yield f"  value: {found.total}"
        return
    if found.relation.base == "none" and found.standard is None:
        yield "  single: true"
    come_to = sum(count for _label, count in found.rows)
    said = found.total if found.unknown else None
    total = come_to if said is None else said
    if found.relation.has_total and not _is_part(found, total, known):
        yield f"  total: {total}"
    if found.table is not None and not found.relation.keeps_order and not is_sorted(found.rows):
        yield "  ordered: true"
    yield from _own_sums(found)
    yield "  counts:"
    yield from _counts(found)


def _counts(found: CountedTable) -> Iterator[str]:
    """The lines of its rows, or of its cells by row."""
    for row, counts in found.cells.items():
        written = ", ".join(f"{quoted(column)}: {count}" for column, count in counts.items())
        yield f"    {quoted(row)}: {{{written}}}"
    for label, count in () if found.cells else found.rows:
        yield f"    {quoted(label)}: {count}"
    yield from (f"    {quoted(label)}: null" for label in found.unknown)


def _own_sums(found: CountedTable) -> Iterator[str]:
    """The named sums of rows that are other than the standard's."""
    sums = own_sums(found.rows, found.standard) if found.standard else None
    for name, labels in (sums or {}).items():
        yield "  sums:"
        yield f"    {quoted(name)}: [{', '.join(map(quoted, labels))}]"


def _is_part(found: CountedTable, total: int, known: dict[str, CountedTable]) -> bool:
    """Whether the profile says what the rows are parts of, and that is there and fits."""
    whole = found.standard.of if found.standard else None
    if whole is None:
        return False
    name, _dot, row = whole.partition(".")
    if name not in known:
        return False
    counts = dict(known[name].rows)
    return total == (counts.get(row) if row else sum(counts.values()))


def is_sorted(rows: Sequence[tuple[str, int]]) -> bool:
    """Whether the largest stand first, as the report sorts them; what is not known comes last."""
    known = [count for label, count in rows if label not in _LAST]
    return all(first >= second for first, second in pairwise(known))
