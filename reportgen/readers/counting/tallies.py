"""Counts the rows of a register: by label, by band, by columns of yes and no, or in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct, field

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems
from reportgen.model.registers import Counting, Register
from reportgen.readers.counting import days, meaning
from reportgen.readers.counting.cases import Cases
from reportgen.readers.counting.columns import Columns
from reportgen.readers.counting.declaring import read_band
from reportgen.readers.counting.labels import Labels
from reportgen.readers.counting.meaning import folded
from reportgen.readers.counting.selecting import rows_where
from reportgen.readers.counting.tellings import MOST_TOLD, Teller
from reportgen.readers.sheets.cells import Value

# Which rows of a table a cell means: none where it says nothing, None where it fits nothing.
Meaning = tuple[str, ...] | None
SKIP = "skip"


class Task(Struct, frozen=True):
    """One table to count: its declaration, its labels, and the year of the report.

    `several`: a case may be in several rows of the table. `optional`: or in none. `dimensions`
    are those of a table in two dimensions, each with its own declaration and labels.
    """

    table: str
    counting: Counting
    labels: Labels
    year: int
    several: bool = False
    optional: bool = False
    dimensions: tuple[Task, ...] = ()


class Tally(Struct, frozen=True):
    """What was counted: a number for each label that was met, in the order in which they were.

    `total` is how many there are in all, each once: the one number where there are no labels.
    `rows` and `cases` are what was counted. `pairs` has the two labels of each cell.
    """

    counts: Mapping[str, int | Decimal]
    total: int | Decimal
    rows: int
    cases: int
    pairs: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def tally(
    columns: Columns,
    chosen: Sequence[int],
    cases: Cases,
    register: Register,
    task: Task,
    problems: Problems,
) -> Tally:
    """Count the `chosen` rows of a register; what is wrong with a cell is noted.

    Notes unknown-label, empty-cell, unreadable-cell, uncalculated-cell, error-cell,
    contradictory-case.
    """
    whole = Tallying(columns, cases, register, task, problems)
    rows = whole.rows_where(chosen)
    return whole.tally(rows, whole.labelled(rows))


class Tallying:
    """One table being counted."""

    def __init__(
        self,
        columns: Columns,
        cases: Cases,
        register: Register,
        task: Task,
        problems: Problems,
    ) -> None:
        self.columns = columns
        self.cases = cases
        self.register = register
        self.task = task
        self.counting = task.counting
        self.teller = Teller(columns, task.table, task.counting.span, problems)
        words = (*register.missing, *task.counting.missing)
        self.nothing = {"", *map(folded, words)}

    def rows_where(self, chosen: Sequence[int]) -> list[int]:
        """Those of the `chosen` rows that the table is about."""
        where = dict(self.counting.where)
        return rows_where(self.columns, chosen, where, self.register, self.teller)

    def tally(self, rows: list[int], labelled: list[tuple[str, ...]] | None) -> Tally:
        """What the rows come to; of a single number they have no labels."""
        if labelled is not None:
            rows = [row for row, labels in zip(rows, labelled, strict=True) if labels]
            labelled = [labels for labels in labelled if labels]
        if self.counting.sum is not None:
            return self.added(rows, labelled)
        cases = self.cases_of(rows)
        number = len(set(cases)) if cases is not None else len(rows)
        if labelled is None:
            return Tally({}, number, len(rows), number)
        counts = self.counted(rows, labelled, cases)
        return Tally(counts, number, len(rows), number)

    def cases_of(self, rows: Sequence[int]) -> list[Hashable] | None:
        """What identifies the case of each row; None where each row is one."""
        if self.counting.each == "row" or not self.cases.repeated:
            return None
        return [self.cases.keys[row] for row in rows]

    def counted(
        self, rows: Sequence[int], labelled: Sequence[tuple[str, ...]], cases: list[Hashable] | None
    ) -> dict[str, int]:
        """How many cases each label has; a case with several rows counts once for a label."""
        counts: Counter[str] = Counter()
        if cases is None:
            for labels, number in Counter(labelled).items():
                self._add(counts, labels, number)
            self.refuse_several(rows, labelled)
            return dict(counts)
        alone = [case not in self.cases.repeated for case in cases]
        once = Counter(labels for labels, single in zip(labelled, alone, strict=True) if single)
        for labels, number in once.items():
            self._add(counts, labels, number)
        self.refuse_several(rows, labelled)
        together: dict[Hashable, dict[str, int]] = {}
        for row, labels, case, single in zip(rows, labelled, cases, alone, strict=True):
            if not single:
                together.setdefault(case, {}).update(
                    {label: row for label in labels if label not in together.get(case, {})}
                )
        labels_of = [self.known(found) for found in together.values()]
        for labels in labels_of:
            self._add(counts, labels, 1)
        if not self.task.several:
            cases_of = zip(labels_of, together.values(), strict=True)
            several = [(labels, found) for labels, found in cases_of if len(labels) > 1]
            self.refuse_contradictions([[found[each] for each in own] for own, found in several])
        return dict(counts)

    def _add(self, counts: Counter[str], labels: Iterable[str], number: int) -> None:
        for label in labels:
            counts[label] += number

    def known(self, found: Mapping[str, int]) -> tuple[str, ...]:
        """The labels of the rows of a case: what is known goes before what isn't."""
        empty = self.counting.empty
        return tuple(label for label in found if label != empty) or tuple(found)

    @property
    def heading(self) -> str:
        """The column that a row is told by."""
        return self.counting.headings[0]

    def refuse_contradictions(self, cases: Sequence[Sequence[int]]) -> None:
        """Note cases whose rows say different things, by their cells alone."""
        what = _("the rows of one case say different things")
        hint = _(
            "correct one of them, or write 'multiple: true' in '{table}' where a case can have"
            " several",
            table=self.task.table,
        )
        for rows in cases[:MOST_TOLD]:
            self.teller.error("contradictory-case", self.heading, rows, what, hint)
        if len(cases) > MOST_TOLD:
            what = _("and {count} more such cases", count=len(cases) - MOST_TOLD)
            self.teller.error("contradictory-case", self.heading, cases[MOST_TOLD], what, None)

    def refuse_several(self, rows: Sequence[int], labelled: Sequence[tuple[str, ...]]) -> None:
        """Note rows with several labels where a case can have one."""
        if self.task.several or all(len(labels) < 2 for labels in set(labelled)):
            return
        wrong = [row for row, labels in zip(rows, labelled, strict=True) if len(labels) > 1]
        what = _("several rows of '{table}' are meant there", table=self.task.table)
        hint = _("write 'multiple: true' in '{table}'", table=self.task.table)
        self.teller.error("contradictory-case", self.heading, wrong, what, hint)

    def labelled(self, rows: Sequence[int]) -> list[tuple[str, ...]] | None:
        """The labels of each row, none for one that is left out; None for a single number."""
        counting = self.counting
        if not counting.of_rows:
            return None
        found = self.by_columns(rows) if counting.columns else self.by_value(rows)
        return self.filled(rows, found)

    def by_value(self, rows: Sequence[int]) -> list[Meaning]:
        """The labels that each row's cell means; what fits nothing is told and has none."""
        heading = self.counting.by or ""
        values = self.columns.values[heading]
        own = [values[row] for row in rows]
        read = self._read_band if self.counting.bands else self._read_label
        meanings = {value: read(value) for value in dict.fromkeys(own)}
        wrong: dict[Value, list[int]] = {v: [] for v, each in meanings.items() if each is None}
        if wrong:
            for row, value in zip(rows, own, strict=True):
                if value in wrong:
                    wrong[value].append(row)
            self._tell_wrong(heading, wrong)
        return [meanings[value] for value in own]

    def _tell_wrong(self, heading: str, wrong: dict[Value, list[int]]) -> None:
        if self.counting.born:
            rows = [row for each in wrong.values() for row in each]
            self.teller.no_number(heading, {"": sorted(rows)}, show=False)
        elif self.counting.bands:
            self.teller.no_number(heading, wrong, show=True)
        else:
            unknown = _alike(wrong, self.counting.separator, self.task.labels)
            self.teller.unknown(heading, unknown, self.task.labels)

    def _read_label(self, value: Value) -> Meaning:
        separator = self.counting.separator
        if folded(value) in self.nothing:
            return ()
        if separator is None or not isinstance(value, str):
            label = self.task.labels.find(meaning.plain(value))
            return None if label is None else (label,)
        parts = [part for part in value.split(separator) if folded(part) not in self.nothing]
        labels = [self.task.labels.find(part) for part in parts]
        known = tuple(dict.fromkeys(label for label in labels if label is not None))
        return known if len(known) == len(set(labels)) else None

    def _read_band(self, value: Value) -> Meaning:
        if folded(value) in self.nothing:
            return ()
        number = meaning.whole(value, self.register.decimal)
        if self.counting.born:
            from_1904 = self.columns.sheet.from_1904
            # A birth of two digits may be of either century.
            born = days.year(value, from_1904=from_1904, short=False)
            number = None if born is None else self.task.year - born
        if number is not None:
            fitting = (label for label, band in self.counting.bands.items() if band.holds(number))
            label = next(fitting, None)
        else:
            # Some rows say the band itself, or a word for it.
            label = self.task.labels.find(meaning.plain(value)) or self.same_band(value)
        return None if label is None else (label,)

    def same_band(self, value: Value) -> str | None:
        """The label of the band that a cell writes out: 13-17."""
        band = read_band(meaning.plain(value))
        own = self.counting.bands.items()
        return next((label for label, each in own if band is not None and each == band), None)

    def by_columns(self, rows: Sequence[int]) -> list[Meaning]:
        """The labels of the columns that are marked in each row."""
        marked: list[list[str]] = [[] for _row in rows]
        for label, heading in self.counting.columns.items():
            values = self.columns.values[heading]
            self.teller.unreadable(heading, rows)
            verdicts = {value: self._read_mark(value) for value in dict.fromkeys(values)}
            wrong: dict[Value, list[int]] = {}
            for index, row in enumerate(rows):
                verdict = verdicts[values[row]]
                if verdict:
                    marked[index].append(label)
                elif verdict is None:
                    wrong.setdefault(values[row], []).append(row)
            self._tell_unmarked(heading, wrong)
        return [tuple(labels) for labels in marked]

    def _tell_unmarked(self, heading: str, wrong: dict[Value, list[int]]) -> None:
        for each in wrong.values():
            what = _("what stands there is neither yes nor no")
            hint = _(
                "yes is one of {words}; write others in 'true_values:' and 'false_values:' of the"
                " register",
                words=", ".join(self.register.true_values),
            )
            self.teller.error("unreadable-cell", heading, each, what, hint)

    def _read_mark(self, value: Value) -> bool | None:
        text = folded(value)
        if text in self.nothing:
            return False
        if text in {folded(each) for each in self.register.true_values}:
            return True
        return False if text in {folded(each) for each in self.register.false_values} else None

    def filled(self, rows: Sequence[int], found: Sequence[Meaning]) -> list[tuple[str, ...]]:
        """`found` with the row for empty cells where there is nothing; else that is told."""
        heading, empty = self.counting.by, self.counting.empty
        lost = self.teller.unreadable(heading, rows) if heading else set[int]()
        if empty == SKIP or (empty is None and self.task.optional):
            return [labels or () for labels in found]
        if empty is None:
            nothing = [
                row for row, each in zip(rows, found, strict=True) if each == () and row not in lost
            ]
            if nothing:
                self.teller.missing(self.heading, nothing, _EMPTY_HINT)
            return [labels or () for labels in found]
        instead = (self.task.labels.find(empty) or empty,)
        return [instead if labels == () else labels or () for labels in found]

    def added(self, rows: Sequence[int], labelled: Sequence[tuple[str, ...]] | None) -> Tally:
        """The sum of a column, by label where there are labels."""
        heading = self.counting.sum or ""
        values = self.columns.values[heading]
        lost = self.teller.unreadable(heading, rows)
        distinct = dict.fromkeys(values[row] for row in rows)
        numbers = {each: meaning.number(each, self.register.decimal) for each in distinct}
        without = [row for row in rows if numbers[values[row]] is None and row not in lost]
        empty = [row for row in without if folded(values[row]) in self.nothing]
        wrong = [row for row in without if folded(values[row]) not in self.nothing]
        if wrong:
            self.teller.no_number(heading, {"": wrong}, show=False)
        if empty and self.counting.empty is None:
            self.teller.missing(heading, empty, _("write 0 in the register, or 'empty: skip'"))
        sums: dict[str, Decimal] = {}
        total = Decimal(0)
        for index, row in enumerate(rows):
            read = numbers[values[row]]
            number = Decimal(0) if read is None else read
            total += number
            for label in labelled[index] if labelled else ():
                sums[label] = sums.get(label, Decimal(0)) + number
        return Tally(sums, total, len(rows), len(rows))


_EMPTY_HINT = _(
    "write it in the register, or say here what an empty cell is: 'empty: Okänt', or 'empty: skip'"
)


def _alike(
    wrong: dict[Value, list[int]], separator: str | None, labels: Labels
) -> dict[Value, list[int]]:
    """What fits no label, choice by choice; what differs in case and blanks alone is one."""
    together: dict[str, tuple[Value, list[int]]] = {}
    for value, rows in wrong.items():
        parts = [value]
        if separator and isinstance(value, str):
            parts = [part for part in value.split(separator) if labels.find(part) is None]
        for part in parts:
            if folded(part):
                together.setdefault(folded(part), (part, []))[1].extend(rows)
    return {value: sorted(rows) for value, rows in together.values()}
