"""Reads a whole project, and one year of it; every problem of all its files at once."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path
from typing import TypeVar

from reportgen.dataclass import replace
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, ReportError, Span
from reportgen.model import Section
from reportgen.profile import Profile
from reportgen.project import FigureDefinition, Project, ProjectSettings, Year, YearSettings
from reportgen.readers.fields import Record
from reportgen.readers.markdown import read_fragment
from reportgen.readers.markdown_attributes import slug
from reportgen.readers.meant_names import names_meant
from reportgen.readers.paths import SETTINGS, check_inside, find_years, printable
from reportgen.readers.profile import read_profile
from reportgen.readers.settings import FIGURE, FRONT_MATTER, PROJECT, YEAR, FrontMatter
from reportgen.readers.source import MAX_BYTES, Source, read_source, salvage_source
from reportgen.readers.statistics import read_statistics, salvage_year
from reportgen.readers.yaml import Broken, Node, parse_yaml, read_yaml
from reportgen.statistics import Statistics

T = TypeVar("T")

_NUMBER = re.compile(r"[0-9]+[-_. ]+")
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
        settings = PROJECT.build(found, formats=("docx",), **stand_ins)
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
    sections, meant = _read_sections(root, folder, problems)
    return Year(year, settings, sections, statistics, meant)


def _salvage_year_settings(root: Path, file: str, problems: Problems) -> YearSettings:
    found = YEAR.salvage(_read_node(root, file, problems), problems)
    damaged = found.damaged | ({"title"} - found.values.keys())
    settings = YEAR.make(span=found.span, **{"title": "", **found.values})
    return replace(settings, damaged=damaged)


def salvage_year_statistics(
    root: Path, year: int, project: Project, problems: Problems
) -> Statistics:
    """The figures of one year as far as they can be read; what is wrong is noted."""
    try:
        source = _source(root, f"content/{year}/statistics.yaml")
    except ReportError as error:
        problems.found.extend(error.diagnostics)
        return Statistics(year, {}, {}, whole=False)
    return salvage_year(source, year, project.profile, project.language, problems)


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


def _read_node(root: Path, file: str, problems: Problems) -> Node:
    """What a YAML file holds; Broken where it can't be read at all."""
    with problems.collecting():
        return read_yaml(_source(root, file), problems)
    return Broken(Span.of_file(file))


def _read_figures(
    root: Path, problems: Problems
) -> tuple[dict[str, FigureDefinition], frozenset[str]]:
    """Read the chart definitions, by the names of their files; and those that can't be read."""
    figures: dict[str, FigureDefinition] = {}
    broken: set[str] = set()
    for name in _file_names(root, "figures", (".yaml", ".yml"), problems):
        file = f"figures/{name}"
        stem = Path(name).stem
        if not _FIGURE_ID.fullmatch(stem):
            message = _("'{name}' is no good name for a figure", name=stem)
            hint = _("use a-z, 0-9 and hyphen: kon.yaml for kön")
            problems.error("bad-id", Span.of_file(file), message, hint)
            broken |= {stem, slug(stem)}
            continue
        try:
            figures[stem] = _read_record(root, file, FIGURE)
        except ReportError as error:
            problems.found.extend(error.diagnostics)
            broken.add(stem)
    return figures, frozenset(broken)


def _read_sections(
    root: Path, folder: str, problems: Problems
) -> tuple[tuple[Section, ...], frozenset[str]]:
    """Read the Markdown files of a year's folder, in the order of their names.

    Beside them stand the names that damaged ones would give to themselves and to what they hold.
    """
    sections: dict[str, Section] = {}
    meant: set[str] = set()
    names = _file_names(root, folder, (".md", ".markdown"), problems)
    for name in names:
        file = f"{folder}/{name}"
        section_id = _section_id(name)
        if section_id in sections:
            message = _("two files are the section '{id}'", id=section_id)
            hint = _("the other is {file}", file=sections[section_id].span.file)
            problems.error("duplicate-id", Span.of_file(file), message, hint)
            continue
        before = len(problems.found)
        section = _read_section(root, file, section_id, problems)
        if section is not None:
            sections[section_id] = section
        if len(problems.found) > before:
            meant |= {section_id} | names_meant(_text_of(root, file))
    if not names:
        message = _("the folder has no sections")
        hint = _("write each section in a Markdown file: 10-sammanfattning.md")
        problems.error("no-sections", Span.of_file(folder), message, hint)
    return tuple(sections.values()), frozenset(meant)


def _read_section(root: Path, file: str, section_id: str, problems: Problems) -> Section | None:
    """Read one section as far as it can be read; None where its text can't be."""
    try:
        check_inside(root, file, Span.of_file(file))
        fragment = read_fragment(salvage_source(root / file, file, problems))
    except ReportError as error:
        problems.found.extend(error.diagnostics)
        return None
    problems.found.extend(fragment.problems)
    matter = FrontMatter(fragment.span)
    if fragment.front_matter is not None:
        with problems.collecting():
            line = fragment.front_matter_line
            matter = FRONT_MATTER.read(parse_yaml(fragment.front_matter, line))
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


def _text_of(root: Path, file: str) -> str:
    """The text of a damaged file as well as it can be read."""
    try:
        check_inside(root, file, Span.of_file(file))
        return (root / file).read_bytes()[:MAX_BYTES].decode("utf-8", "replace")
    except (OSError, ReportError):
        return ""


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
