"""Reads a whole project, and one year of it; every problem of all its files at once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, ReportError, Span
from reportgen.model.profile import Profile
from reportgen.model.project import FigureDefinition, Project, ProjectSettings, Year, YearSettings
from reportgen.model.records import FoundRecords
from reportgen.model.statistics import Statistics
from reportgen.readers.fields import Record
from reportgen.readers.figure_files import FIGURE
from reportgen.readers.manifest import YAML_ENDINGS, Originals, file_names
from reportgen.readers.markdown.attributes import slug
from reportgen.readers.paths import SETTINGS, find_years
from reportgen.readers.profile import read_profile
from reportgen.readers.records.finding import list_files
from reportgen.readers.sections import read_sections
from reportgen.readers.settings import PROJECT, YEAR
from reportgen.readers.source import Source, read_source_of
from reportgen.readers.statistics.reading import salvage_year
from reportgen.readers.yaml.reading import Broken, Node, parse_yaml, read_yaml
from reportgen.storage.formats import WORD

T = TypeVar("T")

_FIGURE_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")


def read_project(root: Path, problems: Problems) -> Project:
    """Read what the years share: settings, profile, figures, each as far as it can be read."""
    settings = _salvage_settings(root, problems)
    profile = _salvage_profile(settings, root, problems)
    figures, broken = _read_figures(root, problems)
    return Project(settings, profile, figures, find_years(root), broken)


def _salvage_settings(root: Path, problems: Problems) -> ProjectSettings:
    found = PROJECT.salvage(_read_node(root, SETTINGS, problems), problems)
    damaged = set(found.damaged)
    stand_ins = dict.fromkeys({"region", "organisation"} - found.values.keys(), "")
    damaged |= stand_ins.keys()
    try:
        settings = PROJECT.build(found, **stand_ins)
    except ReportError as error:
        problems.found.extend(error.diagnostics)
        damaged.add("formats")
        settings = PROJECT.build(found, formats=(WORD.name,), **stand_ins)
    return replace(settings, damaged=frozenset(damaged))


def _salvage_profile(settings: ProjectSettings, root: Path, problems: Problems) -> Profile:
    """The project's profile; a damaged one where it, or which one it is, can't be read."""
    if "profile" not in settings.damaged:
        with problems.collecting():
            return read_profile(settings.profile, root, settings.place("profile"))
    return Profile("", "", damaged=True)


def read_settings(root: Path) -> ProjectSettings:
    """Read `content/reportgen.yaml`; raises ReportError."""
    return _read_record(root, SETTINGS, PROJECT)


def read_year(root: Path, year: int, project: Project, problems: Problems) -> Year:
    """Read one year as far as it can be read; what is wrong in any of its files is noted."""
    folder = f"content/{year}"
    settings = _salvage_year_settings(root, f"{folder}/report.yaml", problems)
    statistics = salvage_year_statistics(root, year, project, problems)
    sections, meant = read_sections(root, folder, problems)
    return Year(year, settings, sections, statistics, meant)


def _salvage_year_settings(root: Path, file: str, problems: Problems) -> YearSettings:
    found = YEAR.salvage(_read_node(root, file, problems), problems)
    damaged = found.damaged | ({"title"} - found.values.keys())
    settings = YEAR.make(span=found.span, **{"title": "", **found.values})
    return replace(settings, damaged=damaged)


def salvage_year_statistics(
    root: Path, year: int, project: Project, problems: Problems, source: Source | None = None
) -> Statistics:
    """The figures of one year as far as they can be read; what is wrong is noted.

    `source` stands in the place of its file: what that would hold.
    """
    return _salvage_statistics(root, year, project.profile, project.language, problems, source)


def _with_records(statistics: Statistics, found: FoundRecords, problems: Problems) -> Statistics:
    """The figures with the lists beside them; notes duplicate-id."""
    records = dict(found.records)
    for name in found.records.keys() & {*statistics.tables, *statistics.values}:
        message = _("a list and a statistic are both called '{name}'", name=name)
        hint = _("give one of them another name")
        problems.error("duplicate-id", records.pop(name).span, message, hint)
    broken, files = statistics.broken | found.broken, statistics.files | found.files
    return replace(statistics, records=records, broken=broken, files=files)


def _salvage_statistics(
    root: Path,
    year: int,
    profile: Profile,
    language: str,
    problems: Problems,
    source: Source | None = None,
) -> Statistics:
    lists, found = list_files(root, f"content/{year}"), FoundRecords()
    if lists:
        # Most years have none, and what reads them takes a while to load.
        from reportgen.readers.records.reading import salvage_records

        found = salvage_records(root, year, lists, problems)
    try:
        source = source or read_source_of(root, f"content/{year}/statistics.yaml")
    except ReportError as error:
        problems.found.extend(error.diagnostics)
        return _with_records(Statistics(year, {}, {}, whole=False), found, problems)
    return _with_records(
        salvage_year(source, year, profile, language, problems, found), found, problems
    )


def read_year_statistics(root: Path, year: int, profile: Profile, language: str) -> Statistics:
    """Read the figures of one year; raises ReportError."""
    problems = Problems()
    statistics = _salvage_statistics(root, year, profile, language, problems)
    problems.raise_errors()
    return statistics


def node_of(root: Path, file: str) -> Node | None:
    """What a YAML file of the project holds; None where it can't be read."""
    try:
        return parse_yaml(read_source_of(root, file))
    except ReportError:
        return None


def _read_record(root: Path, file: str, record: Record[T]) -> T:
    return record.read(parse_yaml(read_source_of(root, file)))


def _read_node(root: Path, file: str, problems: Problems) -> Node:
    """What a YAML file holds; Broken where it can't be read at all."""
    with problems.collecting():
        return read_yaml(read_source_of(root, file), problems)
    return Broken(Span.of_file(file))


def _read_figures(
    root: Path, problems: Problems
) -> tuple[dict[str, FigureDefinition], frozenset[str]]:
    """Read the chart definitions, by the names of their files; and those that can't be read."""
    figures: dict[str, FigureDefinition] = {}
    broken: set[str] = set()
    names = file_names(root, "figures", YAML_ENDINGS, problems)
    originals = Originals(names)
    for name in names:
        file = f"figures/{name}"
        stem = Path(name).stem
        if originals.of(name):
            continue  # told with the other files that are not read
        if not _FIGURE_ID.fullmatch(stem):
            message = _("'{name}' is no good name for a figure", name=stem)
            hint = _("use a-z, 0-9 and hyphen: kon.yaml for kön")
            problems.error("bad-id", Span.of_file(file), message, hint)
            broken |= {stem, slug(stem)}
            continue
        if stem in figures:
            message = _("two files are the figure '{id}'", id=stem)
            hint = _("the other is {file}", file=figures[stem].span.file)
            problems.error("duplicate-id", Span.of_file(file), message, hint)
            continue
        try:
            figures[stem] = _read_record(root, file, FIGURE)
        except ReportError as error:
            problems.found.extend(error.diagnostics)
            broken.add(stem)
    return figures, frozenset(broken)
