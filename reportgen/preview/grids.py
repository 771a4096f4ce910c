"""The tables of `statistics.yaml` as grids that a person edits in the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Lock

from msgspec import Struct
from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic, Problems, ReportError, Span, report_error
from reportgen.diagnostics import Message as _
from reportgen.model.project import Project
from reportgen.model.registers import Copying, Counting
from reportgen.model.statistics import Statistics
from reportgen.preview.counting import count_entry
from reportgen.preview.origins import Named, named_in
from reportgen.readers.paths import check_inside, find_years
from reportgen.readers.project import read_project
from reportgen.readers.source import decode_source
from reportgen.readers.statistics.file import TableFile, salvage_statistics
from reportgen.readers.yaml.reading import parse_yaml
from reportgen.scaffold.grids.checking import Remark, wrong_by_itself, wrong_together
from reportgen.scaffold.grids.grid import Grid, Label, Row, grid_of, typed
from reportgen.scaffold.grids.mentions import mentions_of
from reportgen.scaffold.grids.merging import Question, merge
from reportgen.scaffold.grids.writing import renamed, with_grid
from reportgen.storage.files import read_regular
from reportgen.storage.rewriting import rewrite_all

# How often a file may change between reading and writing it, before that is told.
_ATTEMPTS = 5
# A table of 2,000 rows as JSON, twice.
MOST_OF_GRID = 2_000_000


class Asked(Struct, frozen=True):
    """What is to be opened: a statistic as the page names it, `kon["Kvinnor"]`."""

    source: str


class Edited(Struct, frozen=True):
    """A grid as it was opened, and as it is wanted; `source` as it was asked for."""

    source: str
    opened: Grid
    wanted: Grid


class Told(Struct, frozen=True):
    """What is wrong at a place of a grid, in words; `row` and `column` as in `Remark`."""

    text: str
    row: int | None
    column: int | None
    total: bool
    elsewhere: bool


class Mention(Struct, frozen=True):
    """Where the text names a row that is called otherwise now, or is gone."""

    label: str
    places: tuple[str, ...]


class Looked(Struct, frozen=True):
    """What is to be said of a grid; `base` is what its rows are parts of, "" where not known."""

    remarks: tuple[Told, ...]
    mentions: tuple[Mention, ...] = ()
    base: str = ""
    of: str = ""
    kind: str = "value"
    sums: Mapping[str, tuple[str, ...]] = {}


class Earlier(Struct, frozen=True):
    """The numbers of the year before by row and column."""

    year: int
    numbers: Mapping[str, Mapping[str, str]]
    total: str | None


class Opened(Struct, frozen=True):
    """A grid with what is said of it. `labels` are those that the profile has for the table."""

    name: str
    year: int
    title: str
    unit: str
    heading: str
    place: str
    row: str
    column: str
    grid: Grid
    looked: Looked
    earlier: Earlier | None
    labels: tuple[str, ...]
    counted: bool
    changes: tuple[str, ...] = ()


class Asking(Struct, frozen=True):
    """What both sides changed: the grid with the changes of both, and as the file has it now."""

    questions: tuple[Question, ...]
    grid: Grid
    now: Grid


class _File(Struct, frozen=True):
    """The file of a year at a moment, and the entry that is asked for."""

    root: Path
    named: Named
    content: bytes

    @property
    def file(self) -> str:
        return file_of(self.named.year)

    @property
    def span(self) -> Span:
        return Span.of_file(self.file)

    @property
    def grid(self) -> Grid:
        return grid_of(
            parse_yaml(decode_source(self.content, self.file)), self.named.name, self.span
        )


class Grids:
    """The grids of one project, for the year that is previewed where a name tells none."""

    def __init__(
        self, root: Path, year: int, say: Callable[[Diagnostic], str], settings_file: Path
    ) -> None:
        self.root = root
        self.year = year
        self.say = say
        self.settings_file = settings_file
        self._writing = Lock()

    def open(self, asked: Asked) -> Opened:
        """The grid of a statistic; raises ReportError where it can't be edited as one."""
        return self._opened(self._file(asked.source))

    def look(self, edited: Edited) -> Looked:
        """What would be wrong if the grid were saved."""
        file = self._file(edited.source)
        wanted = tidy(edited.wanted)
        return self._looked(file, merge(edited.opened, wanted, file.grid).grid, wanted)[0]

    def save(self, edited: Edited) -> Opened | Asking | Looked:
        """Write what was changed into the file as it is now; else what is to be asked or mended.

        What can't be read as a number or a label is not written. Raises ReportError.
        """
        wanted = tidy(edited.wanted)
        with self._writing:
            for attempt in range(_ATTEMPTS):
                file = self._file(edited.source)
                root = parse_yaml(decode_source(file.content, file.file))
                wrong = tuple(wrong_by_itself(root, file.named.name, wanted, file.span))
                if wrong:
                    return Looked(self._told(wrong))
                merged = merge(edited.opened, wanted, file.grid)
                if merged.questions:
                    return Asking(merged.questions, merged.grid, file.grid)
                after = with_grid(file.content, file.file, file.named.name, merged.grid)
                try:
                    rewrite_all(self.root, {file.file: (file.content, after)})
                    break
                except ReportError as error:
                    changed = error.diagnostics[0].code == "file-changed"
                    if not changed or attempt == _ATTEMPTS - 1:
                        raise
            return self._opened(self._file(edited.source))

    def count(self, asked: Asked) -> Opened:
        """Count the entry out of its register as `reportgen count` does; raises ReportError."""
        with self._writing:
            file = self._file(asked.source)
            project = self._project()
            after, changes = count_entry(
                self.root, project, file.named.year, file.named.name, self.settings_file
            )
            rewrite_all(self.root, {file.file: (file.content, after)})
        told = tuple(self.say(Diagnostic("", each)) for each in changes)
        return self._opened(self._file(asked.source), told)

    def _project(self) -> Project:
        problems = Problems()
        project = read_project(self.root, problems)
        problems.raise_errors()
        return project

    def _file(self, source: str) -> _File:
        named = named_in(source, self.year)
        if named is None or named.year not in find_years(self.root):
            message = _("there are no statistics called '{name}'", name=source)
            raise report_error("unknown-statistic", None, message)
        file = file_of(named.year)
        check_inside(self.root, file, Span.of_file(file))
        try:
            return _File(self.root, named, read_regular(self.root / file))
        except OSError:
            message = _("there is no file '{name}'", name=file)
            raise report_error("missing-file", None, message) from None

    def _opened(self, file: _File, changes: tuple[str, ...] = ()) -> Opened:
        grid, name = file.grid, file.named.name
        looked, statistics = self._looked(file, grid, grid)
        table = statistics.tables.get(name)
        known = table or statistics.values.get(name)
        entry = _entry(file)
        return Opened(
            name,
            file.named.year,
            known.title if known else name,
            known.unit if known else "",
            table.heading if table else "",
            f"{file.file}:{known.span.line}" if known else file.file,
            file.named.row,
            file.named.column,
            grid,
            looked,
            self._earlier(file.named),
            table.standard if table else (),
            entry is not None and isinstance(entry.counted, Counting | Copying),
            changes,
        )

    def _looked(self, file: _File, merged: Grid, wanted: Grid) -> tuple[Looked, Statistics]:
        """What is to be said of `wanted`, brought into the file as `merged`."""
        name, year = file.named.name, file.named.year
        root = parse_yaml(decode_source(file.content, file.file))
        wrong = list(wrong_by_itself(root, name, wanted, file.span))
        content = file.content
        if not wrong:
            content = with_grid(file.content, file.file, name, merged)
        known, statistics = wrong_together(
            self.root, year, self._project(), name, content, file.file
        )
        table = statistics.tables.get(name)
        lost = {each.was for each in _labels(file.grid)} - {each.was for each in _labels(merged)}
        away = [*renamed(merged), *(each for each in lost if each)]
        places = mentions_of(self.root, year, name, away)
        looked = Looked(
            self._told(wrong or _placed(known, merged, wanted)),
            tuple(Mention(each, tuple(map(_place, found))) for each, found in places.items()),
            "" if table is None or table.base is None else str(table.base),
            (table.of or "") if table else "",
            table.kind if table else "value",
            table.sums if table and not table.cross else {},
        )
        return looked, statistics

    def _told(self, remarks: tuple[Remark, ...] | list[Remark]) -> tuple[Told, ...]:
        return tuple(
            Told(self.say(each.diagnostic), each.row, each.column, each.total, each.elsewhere)
            for each in remarks
        )

    def _earlier(self, named: Named) -> Earlier | None:
        """The same entry of the year before; None where there is none that can be read."""
        before = [year for year in find_years(self.root) if year < named.year]
        if not before:
            return None
        try:
            file = self._file(f"year({max(before)}).{named.name}")
            grid = file.grid
        except ReportError:
            return None
        columns = [column.text for column in grid.columns]
        numbers = {
            row.label.text: dict(zip(columns, row.numbers, strict=True)) for row in grid.rows
        }
        return Earlier(max(before), numbers, grid.total)


def file_of(year: int) -> str:
    """The file of a year's figures."""
    return f"content/{year}/statistics.yaml"


def tidy(grid: Grid) -> Grid:
    """The grid with numbers and labels as the file writes them."""
    columns = tuple(_tidy_label(each) for each in grid.columns)
    rows = tuple(Row(_tidy_label(row.label), tuple(map(typed, row.numbers))) for row in grid.rows)
    return Grid(columns, rows, None if grid.total is None else typed(grid.total))


def _tidy_label(label: Label) -> Label:
    return Label(" ".join(label.text.split()), label.was)


def _labels(grid: Grid) -> tuple[Label, ...]:
    return (*(row.label for row in grid.rows), *grid.columns)


def _placed(remarks: list[Remark], merged: Grid, wanted: Grid) -> list[Remark]:
    """Remarks on the merged grid at the places that the same labels have in the wanted one."""
    rows = {row.label.text: place for place, row in enumerate(wanted.rows)}
    columns = {column.text: place for place, column in enumerate(wanted.columns)}
    return [
        replace(
            each,
            row=None if each.row is None else rows.get(merged.rows[each.row].label.text),
            column=None if each.column is None else columns.get(merged.columns[each.column].text),
        )
        for each in remarks
    ]


def _entry(file: _File) -> TableFile | None:
    root = parse_yaml(decode_source(file.content, file.file))
    found = salvage_statistics(root, Problems()).entries.get(file.named.name)
    return found[1] if found and isinstance(found[1], TableFile) else None


def _place(span: Span) -> str:
    return f"{span.file}:{span.line}"
