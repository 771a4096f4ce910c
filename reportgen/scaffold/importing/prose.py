"""Statistics that the running text tells: "65 kvinnor och 14 män", "Rumänien (18), Ukraina (11)".

Labels are those of the profile. What is taken adds up: to a number that the text gives, or to the
total of the statistics that it is a part of. All else is only told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import prod
from typing import Literal

from msgspec import Struct

from reportgen.diagnostics import Diagnostic, Severity, Span
from reportgen.diagnostics import Message as _
from reportgen.model.profile import Profile, ProfileTable
from reportgen.model.statistics import relation_of

# row and sum: of a table, by its label; total: of the table; rest: what some table has beside
# the rows that are named.
ToldKind = Literal["row", "sum", "total", "rest"]

Rows = Mapping[str, int]

# Where a row has two numbers one may fit; with more to choose from something always does.
_MOST_CHOICES, _MOST_RESTS = 2, 3
# Rows that overlap come to no total: so many of them in one place are no accident, where so many
# leave no doubt.
_ENOUGH, _CERTAIN = 3, 2
# So many letters of a label a heading has that is about it.
_STEM = 6


class ToldNumber(Struct, frozen=True):
    """A number of the text and what it counts; `certain` where the sentence leaves no doubt.

    `likely`: there is little doubt, or none.

    `passage` and `part` are the numbers of its paragraph and of the heading that it is under;
    `heading` is that one, empty for none.
    """

    kind: ToldKind
    table: str
    label: str
    count: int
    certain: bool
    likely: bool
    passage: int
    part: int
    sentence: str
    heading: str = ""


class ToldTable(Struct, frozen=True):
    """What the text tells of a standard table: its rows, the sentence, whether they are sure."""

    standard: ProfileTable
    rows: tuple[tuple[str, int], ...]
    is_sure: bool
    sentence: str


class ToldListing(Struct, frozen=True):
    """What the text lists that is no standard table; `total` None where the rows add up to nothing.

    Without rows it is the one number that the total is. `sentence` is where.
    """

    title: str
    rows: tuple[tuple[str, int], ...]
    total: int | None
    sentence: str


class ToldText(Struct, frozen=True):
    """All that the text tells; `passed_over` is how many paragraphs with numbers were not read."""

    tables: tuple[ToldTable, ...] = ()
    listings: tuple[ToldListing, ...] = ()
    passed_over: int = 0


def told_tables(
    told: Sequence[ToldNumber], profile: Profile, known: Mapping[str, Rows]
) -> list[ToldTable]:
    """The standard tables that the text tells and that are not `known`, by id with their rows."""
    rows = {name: dict(each) for name, each in known.items()}
    found: list[ToldTable] = []
    for standard in sorted(profile.statistics.values(), key=lambda each: each.of is not None):
        if standard.id in known or relation_of(standard.kind).crossed:
            continue
        table = _told_table(standard, told, rows)
        if table is not None:
            found.append(table)
            if table.is_sure:
                rows[standard.id] = dict(table.rows)
    return found


def _told_table(
    standard: ProfileTable, told: Sequence[ToldNumber], known: Mapping[str, Rows]
) -> ToldTable | None:
    own = [each for each in told if each.table in (standard.id, "")]
    relation = relation_of(standard.kind)
    if relation.has_total:
        answers = [*_adding_up(standard, own, known)]
    elif relation.overlapping:
        answers = [*_overlapping(standard, own, known)]
    else:
        answers = [*_apart(own, first=standard.labels[0] if relation.base == "first" else None)]
    distinct = {frozenset((k, n) for k, n in rows.items() if n): rows for rows in answers}
    if len(distinct) == 1:
        rows = next(iter(distinct.values()))
        # What came of applications that are told elsewhere, later on, may be of others.
        begins = relation.base != "first" or next(iter(rows)) == standard.labels[0]
        ordered = rows if begins else {standard.labels[0]: rows[standard.labels[0]], **rows}
        return ToldTable(standard, tuple(ordered.items()), begins, _sentence(own, rows))
    likely = max((_single(group) for group in _groups(own)), key=len, default={})
    if len(likely) < 2 or distinct:
        return None
    return ToldTable(standard, tuple(likely.items()), False, _sentence(own, likely))  # noqa: FBT003


def _sentence(told: Iterable[ToldNumber], rows: Rows) -> str:
    """The sentence that gives most of the rows, the first one of several."""
    given = Counter(each.sentence for each in told if rows.get(each.label) == each.count)
    return max(given, key=lambda each: given[each], default="")


def _groups(told: Sequence[ToldNumber]) -> Iterator[list[ToldNumber]]:
    """The numbers of a paragraph, of what stands under a heading, of all."""
    passages: dict[int, list[ToldNumber]] = {}
    parts: dict[int, list[ToldNumber]] = {}
    for each in told:
        passages.setdefault(each.passage, []).append(each)
        parts.setdefault(each.part, []).append(each)
    yield from passages.values()
    yield from parts.values()
    yield list(told)


def _counts(told: Iterable[ToldNumber]) -> dict[str, tuple[int, ...]]:
    """The numbers that each row has in the text, in its order."""
    counts: dict[str, dict[int, None]] = {}
    for each in told:
        if each.kind == "row":
            counts.setdefault(each.label, {})[each.count] = None
    return {label: tuple(numbers) for label, numbers in counts.items()}


def _single(told: Iterable[ToldNumber]) -> dict[str, int]:
    """The rows that have one number there."""
    counts = _counts(told)
    return {label: numbers[0] for label, numbers in counts.items() if len(numbers) == 1}


def _adding_up(
    standard: ProfileTable, told: Sequence[ToldNumber], known: Mapping[str, Rows]
) -> Iterator[Rows]:
    """The rows that come to their whole, where two or more stand together."""
    for group in _groups(told):
        counts = _counts(group)
        wholes = _wholes(standard, group, known)
        if len(counts) < 2 or not wholes:
            continue
        # Nothing is left beside the rows, or what some number says.
        rests = (0, *dict.fromkeys(each.count for each in group if each.kind == "rest"))
        if len(rests) > _MOST_RESTS:
            continue
        for rest, numbers in product(rests, _choices(tuple(counts.values()))):
            if rest + sum(numbers) in wholes:
                rows = dict(zip(counts, numbers, strict=True))
                yield rows if rest == 0 else rows | {_rest_of(standard): rest}


def _choices(counts: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """The ways to take one number for each row; of too many what is said first, and last."""
    if prod(map(len, counts)) <= _MOST_CHOICES:
        return [*product(*counts)]
    return [tuple(each[0] for each in counts), tuple(each[-1] for each in counts)]


def _rest_of(standard: ProfileTable) -> str:
    return "Övriga länder" if standard.countries else "Övriga"


def _wholes(
    standard: ProfileTable, group: Iterable[ToldNumber], known: Mapping[str, Rows]
) -> set[int]:
    """What the rows are parts of: what is known, else what the text gives as the total."""
    if standard.of is None:
        return {each.count for each in group if each.kind == "total"}
    name, _dot, row = standard.of.partition(".")
    if name not in known or (row and row not in known[name]):
        return set()
    return {known[name][row] if row else sum(known[name].values())}


def _overlapping(
    standard: ProfileTable, told: Sequence[ToldNumber], known: Mapping[str, Rows]
) -> Iterator[Rows]:
    """Rows that overlap: several of them in one place, none above the whole, together not below."""
    wholes = _wholes(standard, told, known)
    if len(wholes) != 1:
        return
    whole = max(wholes)
    every = _single(each for each in told if each.likely)
    for group in _groups(told):
        rows = _single(each for each in group if each.likely)
        certain = {each.label for each in group if each.kind == "row" and each.certain}
        if len(rows) < _ENOUGH or len(certain) < _CERTAIN:
            continue
        if len(certain & rows.keys()) > _ENOUGH:
            every = {**every, **rows}  # that many in one place are all meant so
        if rows.items() <= every.items() and max(rows.values()) <= whole <= sum(rows.values()):
            yield every
            return


def _apart(told: Sequence[ToldNumber], first: str | None) -> Iterator[Rows]:
    """Rows that add up to nothing: each told for certain, and with one number in all the text.

    With a `first` the others came from it, and are together no more.
    """
    certain = [each for each in told if each.kind == "row" and each.certain]
    sure = {each.label for each in certain}
    rows = _single(certain if first is None else told)
    others = sum(count for label, count in rows.items() if label != first)
    came_from = first is not None and first in rows and first in sure and others <= rows[first]
    if first is None and len(rows) == 1:
        # “Vi höll två utbildningar om metoden” is hardly all that there were of the year.
        [label] = rows
        named = any(each.label == label and _is_headed(each) for each in certain)
        rows = rows if named else {}
    if rows and (first is None or (came_from and len(rows) > 1)):
        yield rows


def _is_headed(told: ToldNumber) -> bool:
    """Whether the heading above a number names what it counts, or there is none."""
    return not told.heading or told.label.casefold()[:_STEM] in told.heading.casefold()


def telling_of_length(passed_over: int) -> Diagnostic:
    """What is said of a text that is too long to be read for statistics from end to end."""
    message = _(
        "the text is as long as a book: statistics were looked for where most of them are named, "
        "and {count} paragraph with numbers was passed over",
        "the text is as long as a book: statistics were looked for where most of them are named, "
        "and {count} paragraphs with numbers were passed over",
        count=passed_over,
    )
    hint = _("what stands there is as it was typed; write its statistics in statistics.yaml")
    return Diagnostic("long-text", message, None, hint, Severity.WARNING)


def telling(told: ToldTable, span: Span | None) -> Diagnostic:
    """What is said of it; `span` is its place in the Word file."""
    rows = ", ".join(f"{label} {count}" for label, count in told.rows)
    if told.is_sure:
        message = _(
            "the statistics '{id}' are taken from the text: {rows}", id=told.standard.id, rows=rows
        )
        return Diagnostic("statistics-from-text", message, span, severity=Severity.NOTE)
    message = _("this may be the statistics '{id}': {rows}", id=told.standard.id, rows=rows)
    hint = _("answer it in import.md")
    return Diagnostic("statistics-from-text", message, span, hint, Severity.WARNING)
