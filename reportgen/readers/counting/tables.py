"""Counts a year's tables and numbers, each by its own `counted:`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from reportgen.diagnostics import Message, Problems, Span, did_you_mean, report_error
from reportgen.diagnostics import Message as _
from reportgen.language.formatting import country_names
from reportgen.model.profile import ProfileTable
from reportgen.model.project import Project
from reportgen.model.registers import Copying, Counting, Register
from reportgen.model.statistics import relation_of
from reportgen.readers.counting.cases import Cases, read_cases
from reportgen.readers.counting.cell_tallies import tally_cells
from reportgen.readers.counting.columns import Columns, listed, read_columns
from reportgen.readers.counting.copying import copy_numbers
from reportgen.readers.counting.labels import Labels, labels_of
from reportgen.readers.counting.outcomes import check_kind, result_of
from reportgen.readers.counting.results import Counts, Origin, Result, in_order, numbers_of
from reportgen.readers.counting.selecting import rows_of_other_years, rows_of_year
from reportgen.readers.counting.sources import Registers, Source, open_own_sheet, open_register
from reportgen.readers.counting.tallies import Task, tally
from reportgen.readers.counting.tellings import Teller
from reportgen.readers.statistics.file import TableFile

Entries = Mapping[str, TableFile]
# The columns of a register, which of its rows are counted, their cases, and its declaration.
Rows = tuple[Columns, Sequence[int], Cases, Register]


class Counted(Struct, frozen=True):
    """What counting gave, and what whoever counts should know: hidden rows, rows left out."""

    results: tuple[Result, ...]
    notes: tuple[Message, ...]


def count_entries(
    root: Path,
    project: Project,
    year: int,
    entries: Entries,
    registers: Registers,
    problems: Problems,
) -> Counted:
    """Count every entry that says how; what is wrong is noted, whole registers at a time.

    `entries` are those of the year as they are written; `registers` has the file of each
    register that they name.
    """
    counting = _Counting(root, project, year, registers, problems)
    results: list[Result] = []
    by_register: dict[str, Entries] = {}
    for name, entry in entries.items():
        if isinstance(entry.counted, Counting):
            own = by_register.get(entry.counted.register, {})
            by_register[entry.counted.register] = {**own, name: entry}
    for register, own in by_register.items():
        with problems.collecting():
            results += counting.count_register(register, own)
    for name, entry in entries.items():
        if isinstance(entry.counted, Copying):
            with problems.collecting():
                results.append(counting.copy(name, entry, entry.counted))
    places = {name: place for place, name in enumerate(entries)}
    results.sort(key=lambda result: places[result.name])
    return Counted(tuple(results), tuple(dict.fromkeys(counting.notes)))


def registers_of(entries: Entries) -> tuple[str, ...]:
    """The registers that the entries are counted from, by name."""
    named = (e.counted.register for e in entries.values() if isinstance(e.counted, Counting))
    return tuple(dict.fromkeys(named))


class _Counting:
    """The counting of one year."""

    def __init__(
        self, root: Path, project: Project, year: int, registers: Registers, problems: Problems
    ) -> None:
        self.root = root
        self.project = project
        self.year = year
        self.registers = registers
        self.problems = problems
        self.notes: list[Message] = []

    def count_register(self, name: str, entries: Entries) -> list[Result]:
        """The results of the entries that are counted from one register."""
        declared = self.project.settings.registers
        first = next(iter(entries.values())).counted
        assert first is not None
        if name not in declared:
            message = _("there is no register '{name}'", name=name)
            hint = did_you_mean(name, declared) or _(
                "write it in content/reportgen.yaml, under 'registers:'"
            )
            raise report_error("unknown-register", first.span, message, hint)
        register = declared[name]
        path, key = self.registers.paths[name], self.registers.key
        source = open_register(path, self.root, register.span, key, self.problems)
        columns = read_columns(source.book, register, _wanted(register, entries), self.year)
        teller = Teller(columns, name, register.span, self.problems)
        before = len(self.problems.errors)
        chosen = rows_of_year(columns, register, self.year, teller)
        cases = read_cases(columns, register, chosen, teller)
        if len(self.problems.errors) > before:
            return []
        self.note(columns, register, chosen)
        rows = (columns, chosen, cases, register)
        results = []
        for each, entry in entries.items():
            with self.problems.collecting():
                results.append(self.count(each, entry, rows, source))
        return results

    def count(
        self,
        name: str,
        entry: TableFile,
        rows: Rows,
        source: Source,
    ) -> Result:
        counting = entry.counted
        assert isinstance(counting, Counting)
        standard = self.project.profile.statistics.get(name)
        kind = entry.kinds[0] if entry.kinds else standard.kind if standard else "parts"
        relation = relation_of(kind)
        check_kind(name, entry, counting, crossed=relation.crossed)
        labels = self.labels(name, entry, counting.span, counting.labels, counting.bands)
        task = Task(
            name,
            counting,
            labels,
            self.year,
            several=not relation.has_total,
            optional=bool(counting.columns) and not relation.of_cases,
            dimensions=self.dimensions(name, entry, counting),
        )
        count = tally_cells if task.dimensions else tally
        counted = count(*rows, task, self.problems)
        origin = Origin(counted.rows, counted.cases, source.date, source.digest)
        return result_of(name, entry, counting, standard, counted, origin)

    def dimensions(self, name: str, entry: TableFile, counting: Counting) -> tuple[Task, ...]:
        """What is counted by each column of a table in two dimensions; none of another."""
        tables = self.project.profile.statistics
        named = tables[name].cross if name in tables else {}
        if entry.cross:
            named = {heading: table for heading, (_span, table) in entry.cross.tables.items()}
        known = (entry.grid.rows, entry.grid.columns) if entry.grid else ((), ())
        return tuple(
            Task(name, own, self.labels_of(own, written, tables.get(table or "")), self.year)
            for own, written, table in zip(counting.dimensions, known, named.values(), strict=False)
        )

    def labels_of(
        self, own: Counting, written: Iterable[str], standard: ProfileTable | None
    ) -> Labels:
        """The labels that a dimension can have."""
        countries = country_names(self.project.language) if standard and standard.countries else ()
        known = (*written, *own.bands)
        return labels_of(own.span, known, standard, countries, own.labels, self.problems)

    def labels(
        self,
        name: str,
        entry: TableFile,
        span: Span,
        synonyms: Mapping[str, tuple[str, ...]],
        more: Mapping[str, object],
    ) -> Labels:
        """The labels that the entry can have; noted where there are none."""
        standard = self.project.profile.statistics.get(name)
        countries: frozenset[str] | set[str] = set()
        if standard and standard.countries:
            countries = country_names(self.project.language)
        written = (*(entry.counts or ()), *more)
        return labels_of(span, written, standard, countries, synonyms, self.problems)

    def note(self, columns: Columns, register: Register, chosen: Sequence[int]) -> None:
        """Note what a person who looks at the sheet would not expect."""
        sheet = columns.sheet
        marks = sheet.marks
        hidden = [columns.rows[i] + 1 for i in chosen if columns.rows[i] in marks.hidden]
        if hidden:
            self.notes.append(
                _(
                    "{file}: {count} row is hidden or filtered away, and counted: {rows}",
                    "{file}: {count} rows are hidden or filtered away, and counted: {rows}",
                    file=sheet.file,
                    count=len(hidden),
                    rows=listed(hidden),
                )
            )
        others = rows_of_other_years(columns, register, chosen)
        if others:
            left = _("{file}: rows of other years: {years}", file=sheet.file, years=others)
            self.notes.append(left)
        if columns.totals:
            rows = listed([row + 1 for row in columns.totals])
            left_out = _("{file}: left out as a row of totals: {rows}", file=sheet.file, rows=rows)
            self.notes.append(left_out)
        if not marks.complete:
            unseen = _(
                "{file}: hidden rows and cells with errors can't be seen in this kind of file;"
                " save it as .xlsx to have them told",
                file=sheet.file,
            )
            self.notes.append(unseen)

    def copy(self, name: str, entry: TableFile, copying: Copying) -> Result:
        """The result of an entry that is copied from a summary sheet of the project."""
        file = f"content/{self.year}/{copying.file}"
        source = open_own_sheet(self.root, file, copying.span)
        labels = self.labels(name, entry, copying.span, {}, {})
        if not copying.labels and entry.counts is not None:
            message = _("'{name}' is a table: it is not said where its labels stand", name=name)
            raise report_error("missing-key", copying.span, message, _("write 'labels: A2:A27'"))
        numbers = copy_numbers(source.book, copying, labels, entry.decimals, self.problems)
        rows: Counts = numbers
        if copying.labels:
            met = {label: number or 0 for label, number in numbers.items()}
            standard = self.project.profile.statistics.get(name)
            ordered = in_order(entry.counts or (), met, standard.labels if standard else ())
            rows = {label: numbers.get(label, 0) for label in ordered}
        origin = Origin(len(numbers), len(numbers), source.date, source.digest)
        return Result(name, numbers_of(entry), rows, origin=origin)


def _wanted(register: Register, entries: Entries) -> dict[str, Span]:
    """The headings that are asked for, each with the first place that does."""
    wanted = {name: register.span for name in (register.year, register.case) if name}
    for entry in entries.values():
        if isinstance(entry.counted, Counting):
            for heading in entry.counted.headings:
                wanted.setdefault(heading, entry.counted.span)
    return wanted
