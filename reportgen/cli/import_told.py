"""What the text of an imported year tells of the standard tables that no table of it holds."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportgen.checks.numbers.densest import count_with_numbers, densest
from reportgen.checks.numbers.names import names_for
from reportgen.checks.numbers.tellings import Telling, tellings
from reportgen.checks.numbers.years import tells_of_another_year
from reportgen.checks.passages import Passage
from reportgen.checks.sections import known_passages
from reportgen.cli.import_gathered import gathered_in
from reportgen.cli.import_listed import listed_in, lists_in, single_values, with_own_rows
from reportgen.cli.import_standard import Learnt, with_standard_lists
from reportgen.diagnostics import Span
from reportgen.language.formatting import country_names
from reportgen.model import Section
from reportgen.model.profile import Profile, ProfileTable
from reportgen.model.statistics import (
    UNKNOWN_LABELS,
    CountRow,
    Statistics,
    StatisticsTable,
    relation_of,
)
from reportgen.scaffold.importing.prose import (
    Rows,
    ToldNumber,
    ToldTable,
    ToldText,
    told_tables,
)

# What is known of a table makes clear what the numbers of others are parts of.
_ROUNDS = 3
_GREAT_MANY = 10**9
_OTHERS = ("Annat", "Annan", "Övriga", "Övrigt")
_NOWHERE = Span.of_file("statistics.yaml")


def told_in(
    sections: Sequence[Section], profile: Profile, known: Mapping[str, Rows], year: int
) -> ToldText:
    """The standard tables that the prose tells and that are not `known`, and what it lists else."""
    every = known_passages(sections)
    found: list[ToldTable] = []
    learnt: Learnt = {}
    names = names_for(_statistics(profile, known, learnt, year), "sv")
    passages = densest(every, names)
    told: list[Telling] = []
    for _round in range(_ROUNDS):
        rows = {**known, **{each.standard.id: dict(each.rows) for each in found if each.is_sure}}
        supposed = _statistics(profile, rows, learnt, year)
        told = [t for t in tellings(passages, supposed, "sv") if not _is_of_another_year(t, year)]
        told = with_own_rows(_of_one_row(told), passages, year)
        numbers = [*_numbers(told, passages)]
        before = found, learnt
        found, learnt = told_tables(numbers, profile, known), _learnt(numbers)
        if (found, learnt) == before:
            break
    found = gathered_in(passages, profile, found, known, learnt, year)
    totals = {sum(count for _label, count in each.rows) for each in _of_all(found)}
    lists = lists_in(passages, year, sorted(totals))
    matched = with_standard_lists(lists, found, profile, known, learnt)
    standard = [*_of_their_own(matched.tables, profile)]
    tables = {**known, **{each.standard.id: dict(each.rows) for each in standard}}
    listings = listed_in(matched.others, told, _numbers_of(tables, profile))
    listings += single_values(passages, year)
    passed_over = count_with_numbers(every) - count_with_numbers(passages)
    return ToldText(tuple(standard), tuple(listings), passed_over)


def _of_their_own(tables: Iterable[ToldTable], profile: Profile) -> Iterator[ToldTable]:
    """Those no row of which is another standard table's: that one's list, taken for this by a row.

    Every table may have a row of what is not known, or of others.
    """
    shared = {*UNKNOWN_LABELS, *_OTHERS}
    for table in tables:
        strange = {
            label
            for other in profile.statistics.values()
            if other.id != table.standard.id
            for label in other.labels
        }
        strange -= {*table.standard.labels, *shared}
        if strange.isdisjoint(label for label, _count in table.rows):
            yield table


def _numbers_of(tables: Mapping[str, Rows], profile: Profile) -> Iterator[tuple[str, str, int]]:
    """What the tables count: each row, and each sum that the profile names."""
    for name, rows in tables.items():
        yield from ((name, label, count) for label, count in rows.items())
        sums = profile.statistics[name].sums if name in profile.statistics else {}
        for label, parts in sums.items():
            yield name, label, sum(rows.get(part, 0) for part in parts)


def _of_one_row(told: Sequence[Telling]) -> list[Telling]:
    """What is told without numbers that may be of several rows of one table."""
    rows: dict[tuple[int, int, str], set[str]] = {}
    for each in told:
        if each.kind == "row":
            rows.setdefault((id(each.passage), each.start, each.table), set()).add(each.label)
    several = {place for place, labels in rows.items() if len(labels) > 1}
    return [each for each in told if (id(each.passage), each.start, each.table) not in several]


def _is_of_another_year(telling: Telling, year: int) -> bool:
    """Whether its sentence is about another year."""
    passage, sentences = telling.passage, telling.passage.sentences
    place = next(n for n, (a, b) in enumerate(sentences) if a <= telling.start <= b)
    words = [passage.text[a:b] for a, b in sentences[max(0, place - 1) : place + 1]]
    return tells_of_another_year(words[-1], words[0] if place else "", year)


def _of_all(found: Iterable[ToldTable]) -> Iterator[ToldTable]:
    """The tables that say how many cases there are."""
    for each in found:
        if each.is_sure and each.standard.of is None and relation_of(each.standard.kind).has_total:
            yield each


def _numbers(told: Sequence[Telling], passages: Sequence[Passage]) -> Iterator[ToldNumber]:
    """The tellings with the numbers of their paragraphs and headings."""
    places = {id(each): number for number, each in enumerate(passages)}
    headings = [number for number, each in enumerate(passages) if each.kind == "heading"]
    for each in told:
        place = places[id(each.passage)]
        above = bisect_right(headings, place)
        part = headings[above - 1] if above else -1
        text = each.passage.text
        around = (text[a:b].strip() for a, b in each.passage.sentences if a <= each.start < b)
        sentence = next(around, text)
        yield ToldNumber(
            each.kind,
            each.table,
            each.label,
            each.count,
            each.certain,
            each.likely,
            place,
            part,
            sentence,
            passages[part].text if part >= 0 else "",
        )


def _learnt(numbers: Sequence[ToldNumber]) -> Learnt:
    """What the text says with one number only, by table and label; of totals the first one.

    A total has no label.
    """
    counts: dict[tuple[str, str], dict[int, None]] = {}
    for each in numbers:
        if each.kind != "rest" and each.certain:
            counts.setdefault((each.table, each.label), {})[each.count] = None
    return {k: next(iter(each)) for k, each in counts.items() if len(each) == 1 or not k[1]}


def _statistics(
    profile: Profile, known: Mapping[str, Rows], learnt: Learnt, year: int
) -> Statistics:
    """The profile's tables with all rows that they may have, and the counts that are known."""
    listed = (t for t in profile.statistics.values() if not relation_of(t.kind).crossed)
    return Statistics(year, {each.id: _table(each, known, learnt) for each in listed}, {})


def _table(standard: ProfileTable, known: Mapping[str, Rows], learnt: Learnt) -> StatisticsTable:
    labels = [*standard.labels, *(sorted(country_names("sv")) if standard.countries else ())]
    own = known.get(standard.id, {})
    counts = {label: own.get(label, learnt.get((standard.id, label), 0)) for label in labels}
    for name, parts in standard.sums.items():
        told = learnt.get((standard.id, name), 0)
        if not own and parts and sum(counts[part] for part in parts) != told:
            counts |= dict.fromkeys(parts, 0) | {parts[0]: told}
    rows = tuple(CountRow(label, count, _NOWHERE) for label, count in counts.items())
    return StatisticsTable(
        standard.id, standard.title, standard.unit, standard.kind, rows, _NOWHERE,
        base=_base(standard, known, learnt), of=standard.of, ordered=standard.ordered,
        sums=standard.sums, standard=tuple(labels), heading=standard.heading,
    )  # fmt: skip


def _base(standard: ProfileTable, known: Mapping[str, Rows], learnt: Learnt) -> int | None:
    """What its rows are parts of, a great many while that is not known; None: of nothing."""
    if not relation_of(standard.kind).of_cases:
        return None
    name, _dot, row = (standard.of or standard.id).partition(".")
    own = known.get(name)
    if own is None:
        return learnt.get((name, row), _GREAT_MANY)
    return own.get(row, _GREAT_MANY) if row else sum(own.values())
