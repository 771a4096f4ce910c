"""Reads a whole project, and one year of it; every problem of all its files at once."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from typing import TypeVar

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, ReportError, Span
from reportgen.model import Section
from reportgen.profile import Profile
from reportgen.project import FigureDefinition, Project, ProjectSettings, Year, YearSettings
from reportgen.readers.markdown import Fragment, parse_fragment
from reportgen.readers.paths import SETTINGS, check_inside, find_years, printable
from reportgen.readers.profile import read_profile
from reportgen.readers.settings import FIGURE, FRONT_MATTER, PROJECT, YEAR, FrontMatter
from reportgen.readers.shapes import Record
from reportgen.readers.source import Source, read_source
from reportgen.readers.statistics import read_statistics
from reportgen.readers.statistics_file import STATISTICS
from reportgen.readers.yaml import parse_yaml
from reportgen.statistics import Statistics

T = TypeVar("T")

_NUMBER = re.compile(r"[0-9]+[-_. ]+")
_FIGURE_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")


def read_project(root: Path, problems: Problems) -> Project:
    """Read what the years share: settings, profile, figures; figures' problems are noted.

    Raises ReportError where the settings or the profile can't be read: nothing goes without.
    """
    settings = read_settings(root)
    profile = read_profile(settings.profile, root, settings.profile_span or settings.span)
    return Project(settings, profile, _read_figures(root, problems), find_years(root))


def check_without_settings(root: Path, year: int, problems: Problems) -> None:
    """Note what is wrong in a year's files when the project's settings can't be read.

    What needs the reporting structure, as whether the statistics add up, waits for them.
    """
    folder = f"content/{year}"
    _read_figures(root, problems)
    with problems.collecting():
        _read_record(root, f"{folder}/report.yaml", YEAR)
    with problems.collecting():
        file = f"{folder}/statistics.yaml"
        STATISTICS.read(parse_yaml(_source(root, file)))
    _read_sections(root, folder, problems)


def read_settings(root: Path) -> ProjectSettings:
    """Read `content/reportgen.yaml`; raises ReportError."""
    return _read_record(root, SETTINGS, PROJECT)


def read_year(root: Path, year: int, project: Project, problems: Problems) -> Year | None:
    """Read one year; None where its settings or statistics can't be read.

    A section that can't be read is left out, its problems noted with the others'.
    """
    folder = f"content/{year}"
    settings: YearSettings | None = None
    statistics: Statistics | None = None
    with problems.collecting():
        settings = _read_record(root, f"{folder}/report.yaml", YEAR)
    with problems.collecting():
        statistics = read_year_statistics(root, year, project.profile, project.language)
    sections = _read_sections(root, folder, problems)
    if settings is None or statistics is None:
        return None
    return Year(year, settings, sections, statistics)


def read_year_statistics(root: Path, year: int, profile: Profile, language: str) -> Statistics:
    """Read the figures of one year; raises ReportError."""
    file = f"content/{year}/statistics.yaml"
    return read_statistics(_source(root, file), year, profile, language)


def _source(root: Path, file: str) -> Source:
    """The text of a file of the project, and of none that a link leads out to."""
    check_inside(root, file, Span.of_file(file))
    return read_source(root / file, file)


def _read_record(root: Path, file: str, record: Record[T]) -> T:
    return record.read(parse_yaml(_source(root, file)))


def _read_figures(root: Path, problems: Problems) -> dict[str, FigureDefinition]:
    """Read the chart definitions, by the names of their files."""
    figures: dict[str, FigureDefinition] = {}
    for name in _file_names(root, "figures", (".yaml", ".yml"), problems):
        file = f"figures/{name}"
        stem = Path(name).stem
        if not _FIGURE_ID.fullmatch(stem):
            message = _("'{name}' is no good name for a figure", name=stem)
            hint = _("use a-z, 0-9 and hyphen: kon.yaml for kön")
            problems.error("bad-id", Span.of_file(file), message, hint)
            continue
        with problems.collecting():
            figures[stem] = _read_record(root, file, FIGURE)
    return figures


def _read_sections(root: Path, folder: str, problems: Problems) -> tuple[Section, ...]:
    """Read the Markdown files of a year's folder, in the order of their names."""
    sections: dict[str, Section] = {}
    names = _file_names(root, folder, (".md", ".markdown"), problems)
    for name in names:
        file = f"{folder}/{name}"
        section_id = _section_id(name)
        if section_id in sections:
            message = _("two files are the section '{id}'", id=section_id)
            hint = _("the other is {file}", file=sections[section_id].span.file)
            problems.error("duplicate-id", Span.of_file(file), message, hint)
            continue
        with problems.collecting():
            sections[section_id] = read_section(root, file, section_id)
    if not names:
        message = _("the folder has no sections")
        hint = _("write each section in a Markdown file: 10-sammanfattning.md")
        problems.error("no-sections", Span.of_file(folder), message, hint)
    return tuple(sections.values())


def read_section(root: Path, file: str, section_id: str) -> Section:
    """Read one section; raises ReportError with the problems of its front matter as well."""
    problems = Problems()
    fragment: Fragment | None = None
    matter: FrontMatter | None = None
    source = _source(root, file)
    with problems.collecting():
        fragment = parse_fragment(source)
    if fragment and fragment.front_matter is not None:
        with problems.collecting():
            line = fragment.front_matter_line
            matter = FRONT_MATTER.read(parse_yaml(fragment.front_matter, line))
    problems.raise_errors()
    if fragment is None or fragment.heading is None:
        raise ReportError(problems.found)
    matter = matter or FrontMatter(fragment.span)
    return Section(
        id=section_id,
        heading=fragment.heading,
        blocks=fragment.blocks,
        span=fragment.span,
        comments=fragment.comments,
        reviewed=matter.reviewed,
        columns=matter.columns,
        page_break=matter.page_break,
        review_span=matter.review_span,
    )


def _file_names(root: Path, folder: str, endings: tuple[str, ...], problems: Problems) -> list[str]:
    """The names of the files in `folder` with one of `endings`, hidden ones left out.

    One that no message could name is noted (bad-file-name) and left out.
    """
    try:
        entries = list(os.scandir(root / folder))
    except OSError:
        return []
    names = [entry.name for entry in entries if entry.is_file()]
    wanted = sorted(n for n in names if n.lower().endswith(endings) and n[0] not in ".~")
    for name in wanted:
        if not name.isprintable():
            message = _("the file's name has a character that is no text")
            span = Span.of_file(f"{folder}/{printable(name)}")
            problems.error("bad-file-name", span, message, _("give the file another name"))
    return [name for name in wanted if name.isprintable()]


def _section_id(name: str) -> str:
    """A section's id: its file's name without number and ending, in a-z, 0-9 and hyphens."""
    stem = _NUMBER.sub("", name.rsplit(".", 1)[0].lower(), count=1)
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "avsnitt"
