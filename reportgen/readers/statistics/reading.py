"""Reads `statistics.yaml`: tables of counts, their bases found and their sums checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from msgspec.structs import replace

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, Span, closest, did_you_mean
from reportgen.expressions.names import RESERVED
from reportgen.language.formatting import country_names
from reportgen.model.crossing import Cross
from reportgen.model.profile import Profile, ProfileTable
from reportgen.model.records import FoundRecords
from reportgen.model.statistics import (
    UNKNOWN_LABELS,
    CountRow,
    SingleValue,
    Statistics,
    StatisticsTable,
    relation_of,
)
from reportgen.readers.source import Source
from reportgen.readers.statistics.completing import complete, stands_alone, with_base
from reportgen.readers.statistics.file import (
    OF_ROWS,
    TableFile,
    WrittenStatistics,
    salvage_statistics,
)
from reportgen.readers.statistics.margins import check_form, check_groups, check_margins
from reportgen.readers.statistics.sums import check_sums
from reportgen.readers.yaml.reading import read_yaml

# The longest table that has been seen has a row for each of 290 municipalities.
_MOST_ROWS = 2000


def read_statistics(source: Source, year: int, profile: Profile, language: str) -> Statistics:
    """Read a year's figures and check that they hold together; raises ReportError."""
    problems = Problems()
    statistics = salvage_year(source, year, profile, language, problems)
    problems.raise_errors()
    return statistics


def salvage_year(
    source: Source,
    year: int,
    profile: Profile,
    language: str,
    problems: Problems,
    lists: FoundRecords | None = None,
) -> Statistics:
    """A year's figures as far as they can be read; what is wrong with them is noted.

    What is counted from one of the `lists` of the year is counted.
    What an entry leaves out it takes from the profile's table of the same name. Notes all that
    YAML can, and reserved-name, empty-table, unknown-base, circular-base, conflicting-kinds,
    parts-do-not-add-up, below-base, above-base, unknown-row, misspelt-label.
    """
    written = salvage_statistics(read_yaml(source, problems), problems)
    if written.tallies:
        from reportgen.readers.records.counting import with_tallies

        written = with_tallies(written, lists or FoundRecords(), problems)
    if profile.damaged:
        # How the rows add up, and which there may be, nobody knows without the profile.
        names = written.broken | written.entries.keys()
        return Statistics(year, {}, {}, names, written.whole)
    reading = _Reading(profile, language, problems, written)
    tables, values = reading.sort(written.entries)
    for name in tables:
        reading.based(tables[name], tables, values, ())
    finished = reading.check_all(tables, values)
    broken = frozenset(reading.broken)
    return Statistics(year, finished, values, broken, written.whole, written.sheets)


class _Reading:
    """One reading of a file: the profile that completes it and what was found wrong.

    `broken` are the names of entries that can't be what they claim.
    """

    def __init__(
        self, profile: Profile, language: str, problems: Problems, written: WrittenStatistics
    ) -> None:
        self.profile = profile
        self.language = language
        self.problems = problems
        self.broken = set(written.broken)
        self.whole = written.whole
        self.finished: dict[str, StatisticsTable] = {}

    @property
    def told(self) -> int:
        """How much was found wrong so far."""
        return len(self.problems.found)

    def check_all(
        self, tables: Mapping[str, TableFile], values: Mapping[str, SingleValue]
    ) -> dict[str, StatisticsTable]:
        """Every table checked, in the order in which they are written.

        Those of cells come last: nothing is held against a table that is wrong itself.
        """
        checked: dict[str, StatisticsTable] = {}
        wrong: set[str] = set()
        for name in sorted(tables, key=lambda name: self.finished[name].cross is not None):
            table, before = self.finished[name], self.told
            if table.cross and not table.damage and name not in self.broken:
                lost = (*self.broken, *wrong)
                check_margins(table, tables[name], checked, tuple(values), lost, self.problems)
            pending = "total" in tables[name].keys
            if self.told == before:
                table = self.checked(table, pending=pending)
            checked[name] = table
            wrong |= {name} if self.told > before else set()
        return {name: checked[name] for name in tables}

    def checked(self, table: StatisticsTable, *, pending: bool) -> StatisticsTable:
        """`table`, as far as it is damaged not checked, with the labels that are meant."""
        if table.id in self.broken:
            return table
        if len(table.rows) > _MOST_ROWS:
            message = _("the table has more than {count} rows", count=_MOST_ROWS)
            hint = _("nobody reads that many: put them together, or write the rest as one row")
            self.problems.error("too-many-rows", table.span, message, hint)
            table = replace(table, rows=table.rows[:_MOST_ROWS], damage="numbers")
        if not table.damage:
            check_sums(table, self.problems, base_pending=pending)
            self.check_amounts(table)
            before = self.told
            if table.cross:
                check_groups(table.cross, table.span, self.problems)
            else:
                self.check_named_sums(table)
            table = table if self.told == before else replace(table, damage="numbers")
        return self.with_meant_labels(table)

    def sort(
        self, written: Mapping[str, tuple[Span, object]]
    ) -> tuple[dict[str, TableFile], dict[str, SingleValue]]:
        """Divide the entries into tables and single numbers."""
        tables: dict[str, TableFile] = {}
        values: dict[str, SingleValue] = {}
        for name, (span, entry) in written.items():
            before = self.told
            if name in RESERVED:
                message = _("'{name}' is a word of the expressions", name=name)
                hint = _("choose another name, such as '{name}_antal'", name=name)
                self.problems.error("reserved-name", span, message, hint)
            if not isinstance(entry, TableFile):
                values[name] = SingleValue(name, name, "", cast("int | None", entry), span)
            elif entry.counts is None:
                if not entry.damage:
                    self.check_value(name, entry, span)
                title, unit = entry.title or name, entry.unit or ""
                values[name] = SingleValue(
                    name, title, unit, entry.value, span, entry.decimals, entry.records
                )
            else:
                self.check_claims(name, entry, span)
                tables[name] = replace(entry, span=span)
            unread = isinstance(entry, TableFile) and name in values and entry.damage
            if unread or self.told > before:
                self.broken.add(name)
        return tables, values

    def check_value(self, name: str, entry: TableFile, span: Span) -> None:
        """One number has a value, and nothing that only rows can have."""
        if entry.counted is not None and "value" not in entry.keys:
            message = _("'{name}' is not counted yet", name=name)
            hint = _("run 'reportgen count'")
            self.problems.error("empty-table", span, message, hint)
        elif "value" not in entry.keys:
            message = _("'{name}' has neither 'counts' nor 'value'", name=name)
            hint = _("write 'value: null' for a number that is not known yet")
            self.problems.error("empty-table", span, message, hint)
        elif claims := entry.keys & OF_ROWS:
            message = _("'{name}' is one number: '{key}' needs counts", name=name, key=min(claims))
            self.problems.error("conflicting-kinds", span, message)

    def check_claims(self, name: str, entry: TableFile, span: Span) -> None:
        """A table claims one kind at most, has rows, and no base where none can be."""
        if not entry.counts and entry.counted is not None and not entry.damage:
            message = _("'{name}' is not counted yet", name=name)
            self.problems.error("empty-table", span, message, _("run 'reportgen count'"))
        elif not entry.counts and not entry.damage:
            self.problems.error("empty-table", span, _("the table '{name}' is empty", name=name))
        if len(entry.kinds) > 1:
            kinds = ", ".join(entry.kinds)
            message = _("'{name}' can't be all of these: {kinds}", name=name, kinds=kinds)
            self.problems.error("conflicting-kinds", span, message)
        alone = len(entry.kinds) == 1 and not relation_of(entry.kinds[0]).of_cases
        if alone and (entry.of or entry.total is not None):
            message = _("'{name}' has rows with no common total", name=name)
            hint = _("remove 'of' and 'total', or '{kind}'", kind=entry.kinds[0])
            self.problems.error("conflicting-kinds", span, message, hint)
        standard = self.profile.statistics.get(name)
        crossed = bool(standard and standard.cross)
        check_form(
            name, replace(entry, span=span), crossed_by_profile=crossed, problems=self.problems
        )
        if entry.value is not None:
            message = _("'{name}' has both 'value' and 'counts'", name=name)
            self.problems.error("conflicting-kinds", span, message, _("keep one of them"))

    def check_amounts(self, table: StatisticsTable) -> None:
        """Only counts of cases can stand in several rows, or be what came of applications."""
        if table.decimals is not None and (table.first or table.relation.overlapping):
            message = _("'{name}' has 'decimals', and its rows are cases", name=table.id)
            hint = _("remove 'decimals', or write 'single: true' for rows without a total")
            self.problems.error("conflicting-kinds", table.span, message, hint)

    def based(
        self,
        entry: TableFile,
        tables: Mapping[str, TableFile],
        values: Mapping[str, SingleValue],
        below: tuple[str, ...],
    ) -> StatisticsTable:
        """The finished table of `entry`, the tables that it is a part of finished before it."""
        name = next(key for key, value in tables.items() if value is entry)
        if name in self.finished:
            return self.finished[name]
        standard = self.profile.statistics.get(name)
        table = complete(name, entry, self.profile.statistics)
        of = entry.of or (standard.of if standard and not stands_alone(entry) else None)
        base_name, dot, label = (of or "").partition(".")
        before = self.told
        if of and base_name in (*below, name):
            message = _("'{name}' is a part of itself", name=name)
            self.problems.error("circular-base", entry.span, message)
        elif base_name in tables:
            parent = self.based(tables[base_name], tables, values, (*below, name))
            table = self.with_base(table, entry, parent, label if dot else None)
        elif of and of in values:
            table = with_base(table, values[of].value, of)
        elif entry.of and base_name not in self.broken and self.whole:
            message = _("there are no statistics '{of}' to be a part of", of=entry.of)
            hint = did_you_mean(base_name, (*tables, *values))
            self.problems.error("unknown-base", entry.span, message, hint)
        lost = base_name in self.broken or (of and base_name not in tables and not self.whole)
        if not table.damage and (lost or self.told > before):
            table = replace(table, damage="numbers")
        self.finished[name] = table
        return table

    def with_base(
        self, table: StatisticsTable, entry: TableFile, parent: StatisticsTable, label: str | None
    ) -> StatisticsTable:
        """`table` as a part of all of `parent`, or of its row `label`."""
        if parent.damage and not table.damage:
            table = replace(table, damage="numbers")
        if label is None:
            return with_base(table, parent.base, parent.id)
        if label in parent.sums:
            return with_base(table, parent.named_sum(label), f"{parent.id}.{label}")
        row = parent.row(label)
        if row is None and parent.damage == "rows":
            return table
        if row is None:
            message = _("the statistics '{table}' have no row '{row}'", table=parent.id, row=label)
            hint = did_you_mean(label, [row.label for row in parent.rows])
            self.problems.error("unknown-base", entry.span, message, hint)
            return table
        return with_base(table, row.count, f"{parent.id}.{label}")

    def check_named_sums(self, table: StatisticsTable) -> None:
        """A named sum has rows that are there, and a name that no row has."""
        labels = [row.label for row in table.rows]
        for name, summed in table.sums.items():
            if name in labels:
                message = _("'{name}' is both a row and a sum of rows", name=name)
                clash = _("give the sum a name of its own")
                self.problems.error("reserved-name", table.span, message, clash)
            if not summed:
                message = _("the sum '{name}' names no row", name=name)
                self.problems.error("unknown-row", table.span, message)
            for label in summed:
                if table.row(label) is None:
                    message = _(
                        "the sum '{name}' names the row '{row}', which is not there",
                        name=name,
                        row=label,
                    )
                    hint = did_you_mean(label, labels)
                    self.problems.error("unknown-row", table.span, message, hint)

    def with_meant_labels(self, table: StatisticsTable) -> StatisticsTable:
        """`table` with the standard label in place of one that is near it, which is told."""
        if table.cross:
            self.check_labels_of(table.cross, table.span)
        standard = self.profile.statistics.get(table.id)
        if standard is None or not (standard.labels or standard.countries):
            return table
        known = self.known_labels(standard)
        written = {row.label for row in table.rows}
        rows = []
        for row in table.rows:
            meant = row.label if row.pair else self.check_label(row, known)
            rows.append(row if meant in written else replace(row, label=meant))
        return replace(table, rows=tuple(rows))

    def known_labels(self, standard: ProfileTable) -> set[str]:
        """The labels that the profile has for a table."""
        known = {*standard.labels, *UNKNOWN_LABELS}
        return known | country_names(self.language) if standard.countries else known

    def check_labels_of(self, cross: Cross, span: Span) -> None:
        """A label of a dimension is spelt as in the profile's table, where the year has none."""
        for dimension in cross.dimensions:
            standard = self.profile.statistics.get(dimension.table or "")
            if standard and standard.labels and standard.id not in self.finished:
                known = self.known_labels(standard)
                for label in dimension.labels:
                    self.check_label(CountRow(label, None, span), known)

    def check_label(self, row: CountRow, known: set[str]) -> str:
        """The label that is meant: one that only resembles a standard one is misspelt.

        A wholly new one is free.
        """
        near = None if row.label in known else closest(row.label, known)
        if near is None:
            return row.label
        message = _("'{label}' is not one of the standard labels", label=row.label)
        hint = did_you_mean(row.label, known)
        self.problems.error("misspelt-label", row.span, message, hint)
        return near
