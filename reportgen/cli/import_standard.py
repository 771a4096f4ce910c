"""Lists in the text of an imported year that are standard tables, a line or a part for each row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from reportgen.checks.numbers.listings import Listing
from reportgen.model.profile import Profile, ProfileTable
from reportgen.model.statistics import relation_of
from reportgen.scaffold.importing.prose import Rows, ToldTable
from reportgen.scaffold.importing.standards import Standard, is_whole, standard_of

# A whole that no rows come to.
_NEVER = -1
# By table and label what the text says of it with one number; of a total without label.
Learnt = Mapping[tuple[str, str], int]


class Titled(Struct, frozen=True):
    """A list, and the heading that it stands under."""

    listing: Listing
    heading: str

    @property
    def rows(self) -> tuple[tuple[str, int], ...]:
        """Its labels and numbers."""
        return tuple((each.label, each.count) for each in self.listing.items)

    @property
    def sentence(self) -> str:
        """The words in which it begins, or all of it."""
        listing = self.listing
        return listing.passage.text[listing.start : listing.end].strip()


class Matched(Struct, frozen=True):
    """The standard tables of the text, and the lists that are none."""

    tables: list[ToldTable]
    others: list[Titled]


def with_standard_lists(
    lists: Sequence[Titled],
    found: Sequence[ToldTable],
    profile: Profile,
    known: Mapping[str, Rows],
    learnt: Learnt,
) -> Matched:
    """What the sentences told, completed by the lists: one that comes to its whole is sure.

    A table that is `known`, or that the sentences have told for sure, stays as it is.
    """
    tables = {each.standard.id: each for each in found}
    rows = {**known, **{name: dict(t.rows) for name, t in tables.items() if t.is_sure}}
    others: list[Titled] = []
    matched = [(each, _match(each, profile)) for each in lists]
    agreed = _agreed([match for _each, match in matched if match], rows, profile)
    for titled, match in sorted(matched, key=_of_another):
        if match is None:
            others.append(titled)
            continue
        name = match.table.id
        if name in rows:
            continue
        wholes = [n for n in (*_wholes(match.table, rows, learnt), agreed) if n is not None]
        whole = wholes[0] if wholes else titled.listing.whole or None
        sure = is_whole(match.rows, match.table, whole)
        longer = name not in tables or len(tables[name].rows) < len(match.rows)
        if sure:
            rows[name] = dict(match.rows)
        elif whole is not None or not longer:
            others.append(titled)  # of some of the cases, and no table of all
            continue
        tables[name] = ToldTable(match.table, match.rows, sure, titled.sentence)
    return Matched([*tables.values()], others)


def _match(titled: Titled, profile: Profile) -> Standard | None:
    return standard_of((titled.listing.noun, titled.heading), titled.rows, profile, ())


def _of_another(matched: tuple[Titled, Standard | None]) -> bool:
    """What is a part of another table waits until that is known."""
    match = matched[1]
    return match is not None and match.table.of is not None


def _agreed(matches: Sequence[Standard], rows: Mapping[str, Rows], profile: Profile) -> int | None:
    """How many cases there are where nobody says it: what two tables of all cases come to."""
    known = (
        Standard(profile.statistics[n], (*r.items(),))
        for n, r in rows.items()
        if n in profile.statistics
    )
    sums = Counter(
        sum(count for _label, count in each.rows)
        for each in {match.table.id: match for match in (*matches, *known)}.values()
        if relation_of(each.table.kind).has_total and "." not in (each.table.of or "")
    )
    return agreed_on(sums)


def agreed_on(sums: Counter[int]) -> int | None:
    """The sum that most tables come to, where more than one does."""
    best = sums.most_common(1)
    return best[0][0] if best and best[0][1] > 1 else None


def _wholes(
    standard: ProfileTable, rows: Mapping[str, Rows], learnt: Learnt
) -> Iterator[int | None]:
    """What the rows of a standard table can come to: as is known, else as the text says.

    Of a part of the cases nothing else says it than their own row.
    """
    name, _dot, row = (standard.of or "").partition(".")
    if standard.of is None:
        yield learnt.get((standard.id, ""))
    elif name in rows:
        yield rows[name].get(row, _NEVER) if row else sum(rows[name].values())
    else:
        yield learnt.get((name, row), _NEVER if row else None)
