"""Standard tables that the text of an imported year tells over several sentences.

What is said under one heading, or in one paragraph, is gathered; it is a table where it comes to
the number of cases, whoever says that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from reportgen.checks.numbers.gathering import Gathered, Gathering, gatherings
from reportgen.checks.numbers.row_words import RowWords
from reportgen.checks.passages import Passage
from reportgen.cli.import_standard import Learnt, agreed_on
from reportgen.model.profile import Profile, ProfileTable
from reportgen.model.statistics import relation_of
from reportgen.scaffold.importing.ages import by_age
from reportgen.scaffold.importing.prose import Rows, ToldTable
from reportgen.scaffold.importing.standards import names_table, own_sums

# Rows that come to a whole by chance are few.
_FEWEST, _SURE = 2, 3


# A heading and what stands under it.
_Part = tuple[str, Sequence[Passage]]
# So many sentences of a part may tell a table; the others tell of something else.
_MOST_SENTENCES = 30
# A report has fewer headings than a book, of which only parts about a table are looked at twice.
_MANY_PARTS = 80


class _Candidate(Struct, frozen=True):
    """Rows that may be a table, and those that may be left over."""

    rows: tuple[Gathered, ...]
    sentence: str

    def first(self, *, of_rest: bool = True) -> dict[str, Gathered]:
        """By label its row; a label that has two keeps the first. With those of the rest or not."""
        found: dict[str, Gathered] = {}
        for each in self.rows:
            if not each.spare and (of_rest or not each.of_rest):
                found.setdefault(each.label, each)
        return found


def gathered_in(
    passages: Sequence[Passage],
    profile: Profile,
    found: Sequence[ToldTable],
    known: Mapping[str, Rows],
    learnt: Learnt,
    year: int,
) -> list[ToldTable]:
    """`found` with what several sentences tell of tables that are not `known`.

    A table that is sure already stays, unless more rows say the same more exactly.
    """
    wanted = [t for t in profile.statistics.values() if _is_told(t) and t.id not in known]
    parts = [*_parts(passages)]
    tables = {each.standard.id: each for each in found}
    rows_of = {**known, **{n: dict(t.rows) for n, t in tables.items() if t.is_sure}}
    total = _total(wanted, parts, rows_of, learnt, year)
    for table in sorted(wanted, key=lambda each: (each.of or "").count(".") + bool(each.of)):
        whole = _whole_of(table, rows_of, total, learnt)
        if whole is None:
            continue
        wholes = [whole, *([] if total is None else [total])]
        answer = _answer(table, [*_candidates(table, parts, wholes, year)], whole)
        if answer and _is_better(answer, tables.get(table.id)):
            tables[table.id] = answer
            rows_of[table.id] = dict(answer.rows)
    return [*tables.values()]


def _total(
    wanted: Sequence[ProfileTable],
    parts: Sequence[_Part],
    rows_of: Mapping[str, Rows],
    learnt: Learnt,
    year: int,
) -> int | None:
    """How many cases there are: as is known, as the text says, or as two tables come to."""
    for table in wanted:
        if table.of is None and (said := learnt.get((table.id, ""))) is not None:
            return said
    for name in {(each.of or "").partition(".")[0] for each in wanted} & rows_of.keys():
        return sum(rows_of[name].values())
    long = len(parts) > _MANY_PARTS
    headed = ((t, [p for p in parts if not long or names_table(p[0], t)]) for t in wanted)
    return _agreed([[*_candidates(table, own, (), year)] for table, own in headed])


def _is_told(table: ProfileTable) -> bool:
    relation = relation_of(table.kind)
    return relation.of_cases and not relation.crossed


def _parts(passages: Sequence[Passage]) -> Iterator[_Part]:
    heading: str = ""
    part: list[Passage] = []
    for each in passages:
        if each.kind == "heading":
            yield heading, part
            heading, part = each.text.strip(), []
        else:
            part.append(each)
    yield heading, part


def _candidates(
    table: ProfileTable,
    parts: Iterable[_Part],
    wholes: Sequence[int],
    year: int,
) -> Iterator[_Candidate]:
    words = RowWords(table)
    for heading, passages in parts:
        headed = names_table(heading, table)
        found = [*gatherings(passages, words, wholes, year, headed=headed)]
        whole = [each for each in found if not each.of_part]
        yield from _runs(whole)
        for _passage, group in groupby(whole, key=lambda each: id(each.passage)):
            yield from _runs([*group])
        yield from (_candidate([each]) for each in found if each.of_part)


def _runs(sentences: Sequence[Gathering]) -> Iterator[_Candidate]:
    """Sentences that may tell a table: the first ones, the last ones, all but one.

    That one says another number of a row that one more sentence tells.
    """
    few = sentences[:_MOST_SENTENCES]
    for end in range(len(few), 0, -1):
        yield _candidate(few[:end])
    for first in range(1, len(few)):
        yield _candidate(few[first:])
    told = Counter((row.label, row.count) for each in few for row in each.rows)
    labels = Counter(label for label, _count in told)
    for number, each in enumerate(few if len(few) > 1 else ()):
        if any(labels[row.label] > 1 for row in each.rows):
            yield _candidate([*few[:number], *few[number + 1 :]])


def _candidate(sentences: Sequence[Gathering]) -> _Candidate:
    rows = tuple(row for each in sentences for row in each.rows)
    best = max(sentences, key=lambda each: len(each.rows))
    return _Candidate(rows, best.sentence)


def _agreed(candidates: Iterable[Sequence[_Candidate]]) -> int | None:
    """How many cases there are where nobody says it: what two tables come to."""
    sums = Counter(
        total
        for each in candidates
        for total in {
            sum(r.count for r in c.first().values()) for c in each if len(c.first()) >= _SURE
        }
    )
    return agreed_on(sums)


def _whole_of(
    table: ProfileTable, rows_of: Mapping[str, Rows], whole: int | None, learnt: Learnt
) -> int | None:
    name, _dot, row = (table.of or "").partition(".")
    if not row:
        return sum(rows_of[name].values()) if name in rows_of else whole
    if name in rows_of:
        return rows_of[name].get(row)
    return learnt.get((name, row))


def _answer(table: ProfileTable, candidates: Sequence[_Candidate], whole: int) -> ToldTable | None:
    """The table that the candidates tell; None where none comes to the whole, or two differ."""
    fitting = [
        (counts, each.sentence)
        for each in candidates
        if (counts := _fitting(table, each, whole)) is not None
    ]
    best, sentence = max(fitting, key=lambda each: len(each[0]), default=({}, ""))
    if not best or any(_contradicts(counts, best) for counts, _sentence in fitting):
        return None
    rows = by_age(best.items()) if table.sums else tuple(best.items())
    return ToldTable(table, rows, True, sentence) if own_sums(rows, table) is not None else None


def _fitting(table: ProfileTable, candidate: _Candidate, whole: int) -> dict[str, int] | None:
    """The rows of a candidate where they come to the whole: with what may be left over, or not."""
    for of_rest in (True, False):
        rows = candidate.first(of_rest=of_rest)
        counts = {label: each.count for label, each in rows.items()}
        if len(counts) < _FEWEST or not all(each.clear for each in rows.values()):
            continue
        left = whole - sum(counts.values())
        if left == 0:
            return counts
        spare = {
            each.label or _rest_of(table): each.count
            for each in candidate.rows
            if each.spare and each.count <= left
        }
        if spare and left == sum(spare.values()):
            return counts | spare
        fitting = [label for label, count in spare.items() if count == left]
        if len(fitting) == 1:
            return counts | {fitting[0]: left}
    return None


def _rest_of(table: ProfileTable) -> str:
    return "Övriga länder" if table.countries else "Övriga"


def _contradicts(one: Mapping[str, int], other: Mapping[str, int]) -> bool:
    return any(other[label] != count for label, count in one.items() if label in other)


def _is_better(answer: ToldTable, before: ToldTable | None) -> bool:
    if before is None or not before.is_sure:
        return True
    return len(answer.rows) > len(before.rows) and not _contradicts(
        dict(answer.rows), dict(before.rows)
    )
