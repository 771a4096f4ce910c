"""A project for a region that has none: every file that a first draft needs, from the profile."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from reportgen.compose.look import look_of
from reportgen.diagnostics import Span
from reportgen.language.messages import translator
from reportgen.model.profile import Profile, ProfileSection, ProfileTable
from reportgen.readers.markdown.attributes import slug
from reportgen.readers.profile import read_profile
from reportgen.readers.schemas import schema_of
from reportgen.readers.shapes import Text
from reportgen.readers.yaml.reading import Scalar
from reportgen.scaffold.colour_names import colour_called
from reportgen.scaffold.places import place_tables
from reportgen.scaffold.starters import STARTER, project_starter
from reportgen.scaffold.templates import (
    COLOURS,
    README,
    REPORT,
    SCHEMAS,
    SETTINGS,
    STATISTICS,
    TEMPLATE,
    WORD_LIST,
    figure_text,
    quoted,
    section_text,
    statistics_entry,
    with_schema,
)
from reportgen.scaffold.writing import write_files
from reportgen.writers.word.designs import DESIGNS
from reportgen.writers.word.own_template import designed_template


class NewProject(Struct, frozen=True):
    """What one must know to begin: the profile is a shipped one's name, or a file in the folder.

    `design` names one of our templates' designs, empty for the look that needs no template.
    `colour` is a name or six digits, empty for the design's, else our own.
    """

    region: str
    organisation: str
    year: int
    profile: str
    design: str = ""
    colour: str = ""


def make_project(folder: Path, wanted: NewProject) -> tuple[str, ...]:
    """Write a project into `folder`, which is made; returns the names of its files.

    It builds with `--draft` at once. Raises ReportError: unknown-profile, wrong-value and
    control-character for a name that can't be printed, file-exists, cannot-write.
    """
    profile = read_profile(wanted.profile, folder, Span.of_file(wanted.profile))
    names = {
        "region": _checked(wanted.region, "--region"),
        "organisation": _checked(wanted.organisation, "--organisation"),
    }
    settings = SETTINGS.format(
        region=quoted(names["region"]),
        organisation=quoted(names["organisation"]),
        profile=quoted(wanted.profile),
        slug=slug(names["region"]) or "region",
    )
    design = next((each for each in DESIGNS if each.name == wanted.design), None)
    colour = colour_called(wanted.colour) if wanted.colour else ""
    if colour and not design:
        settings = f"{settings.rstrip()}\n{COLOURS.format(colour=quoted(colour))}"
    if design:
        settings = f"{settings.rstrip()}\n{TEMPLATE.format(file=design.file)}"
    texts = {
        "content/reportgen.yaml": with_schema("reportgen", "content/reportgen.yaml", settings),
        "content/ordlista.txt": WORD_LIST,
        ".gitignore": "output/\n",
        "README.md": README.format(region=names["region"], year=wanted.year),
        **dict(_year_files(profile, wanted.year)),
        **dict(_figure_files(profile)),
        **dict(schema_files()),
    }
    files = {name: text.encode() for name, text in texts.items()}
    if design:
        files[design.file] = designed_template(design, look_of((colour or design.colour,)).look)
    files[STARTER] = project_starter(sys.executable, os.environ)
    write_files(folder, files)
    return tuple(files)


def _checked(name: str, option: str) -> str:
    return Text().read(Scalar(name, plain=False, span=Span.of_file(option)))


def _year_files(profile: Profile, year: int) -> Iterator[tuple[str, str]]:
    folder = f"content/{year}"
    report, statistics = f"{folder}/report.yaml", f"{folder}/statistics.yaml"
    settings = REPORT.format(year=year, next=year + 1)
    yield report, with_schema("report", report, settings)
    entries = "\n".join(
        statistics_entry(table, profile.statistics) for table in profile.statistics.values()
    )
    yield statistics, with_schema("statistics", statistics, f"{STATISTICS}\n{entries}")
    sections = profile.sections or (ProfileSection("rapport", "Rapport"),)
    places = place_tables(sections, required_tables(profile))
    width = len(str(10 * len(sections)))
    for number, section in enumerate(sections, start=1):
        name = f"{10 * number:0{width}}-{section.id}.md"
        yield f"{folder}/{name}", section_text(section, places.get(section.id, {}))


def _figure_files(profile: Profile) -> Iterator[tuple[str, str]]:
    for table in required_tables(profile):
        if table.has_chart:
            file = f"figures/{table.id}.yaml"
            yield file, with_schema("figure", file, figure_text(table))


def schema_files() -> Iterator[tuple[str, str]]:
    """The schemas of the files that a project has; `reportgen schema -o` renews them."""
    for name in ("reportgen", "report", "statistics", "figure"):
        schema = schema_of(name, translator("sv"))
        text = json.dumps(schema, ensure_ascii=False, indent=2)
        yield f"{SCHEMAS}/{name}.schema.json", f"{text}\n"


def required_tables(profile: Profile) -> tuple[ProfileTable, ...]:
    """The standard tables that a report must have."""
    return tuple(table for table in profile.statistics.values() if table.required)
