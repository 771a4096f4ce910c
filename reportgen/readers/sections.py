"""Reads the sections of a year: each is a file of Markdown or YAML, and none is there twice."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, ReportError, Span
from reportgen.model import Section
from reportgen.model.traverse import plain_text
from reportgen.readers.manifest import Originals, is_yaml, section_names
from reportgen.readers.markdown.reading import Fragment, read_fragment
from reportgen.readers.meant_names import names_meant
from reportgen.readers.paths import check_inside
from reportgen.readers.settings import FRONT_MATTER, FrontMatter
from reportgen.readers.source import MAX_BYTES, Source, salvage_source
from reportgen.readers.yaml.reading import parse_yaml
from reportgen.readers.yaml_sections import read_section_file
from reportgen.storage.files import read_regular

_NUMBER = re.compile(r"([0-9]+)[-_. ]+")


def read_sections(
    root: Path, folder: str, problems: Problems
) -> tuple[tuple[Section, ...], frozenset[str]]:
    """Read the sections in a year's folder, in the order of their names.

    Beside them stand the names that damaged ones would give to themselves and to what they hold.
    Notes no-sections, duplicate-id, and copied-section for what would be printed twice.
    """
    sections: dict[str, Section] = {}
    meant: set[str] = set()
    told = len(problems.found)
    names = section_names(root, folder, problems)
    listed = len(problems.found) == told
    originals = Originals(names)
    for name in names:
        file = f"{folder}/{name}"
        section_id = _section_id(name)
        original = originals.of(name)
        if original:
            _refuse_copy(file, original, problems)
        elif section_id in sections:
            message = _("two files are the section '{id}'", id=section_id)
            hint = _("the other is {file}", file=sections[section_id].span.file)
            problems.error("duplicate-id", Span.of_file(file), message, hint)
        else:
            before = len(problems.found)
            section = _read_section(root, file, section_id, problems)
            if section is not None:
                sections[section_id] = section
            if len(problems.found) > before:
                meant |= {section_id} | names_meant(_text_of(root, file))
    if not names and listed:
        message = _("the folder has no sections")
        hint = _("write each section in a Markdown file: 10-sammanfattning.md")
        problems.error("no-sections", Span.of_file(folder), message, hint)
    kept = _without_twins(sections, problems)
    return tuple(kept.values()), frozenset(meant | sections.keys() - kept.keys())


def _without_twins(sections: Mapping[str, Section], problems: Problems) -> dict[str, Section]:
    """The sections without those that have number and heading of one before: they are copies."""
    kept: dict[str, Section] = {}
    first: dict[tuple[str, str], str] = {}
    for section_id, section in sections.items():
        name = section.span.file.rpartition("/")[2]
        number, title = _NUMBER.match(name), plain_text(section.heading.children).casefold()
        key = (number[1] if number else "", title)
        if number and title and key in first:
            _refuse_copy(section.span.file, first[key], problems)
        else:
            first[key] = name
            kept[section_id] = section
    return kept


def _refuse_copy(file: str, original: str, problems: Problems) -> None:
    message = _(
        "'{name}' seems to be a copy of '{original}': both would be printed",
        name=file.rpartition("/")[2],
        original=original,
    )
    hint = _(
        "compare the two, keep what is right in one and delete the other; give a section of its "
        "own a number and a heading of its own"
    )
    problems.error("copied-section", Span.of_file(file), message, hint)


def _read_section(root: Path, file: str, section_id: str, problems: Problems) -> Section | None:
    """Read one section as far as it can be read; None where its text can't be."""
    try:
        check_inside(root, file, Span.of_file(file))
        source = salvage_source(root / file, file, problems)
        if is_yaml(file):
            return _read_yaml_section(source, section_id, problems)
        fragment = read_fragment(source)
    except ReportError as error:
        problems.found.extend(error.diagnostics)
        return None
    matter = FrontMatter(fragment.span)
    if fragment.front_matter is not None:
        with problems.collecting():
            line = fragment.front_matter_line
            matter = FRONT_MATTER.read(parse_yaml(fragment.front_matter, line))
    return _section_of(fragment, matter, section_id, problems)


def _read_yaml_section(source: Source, section_id: str, problems: Problems) -> Section | None:
    """Read a section in YAML; its Markdown stands in it line for line."""
    found = read_section_file(source, problems)
    if found is None:
        return None
    return _section_of(read_fragment(found.markdown), found.matter, section_id, problems)


def _section_of(
    fragment: Fragment, matter: FrontMatter, section_id: str, problems: Problems
) -> Section:
    problems.found.extend(fragment.problems)
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
        landscape=matter.landscape,
    )


def _text_of(root: Path, file: str) -> str:
    """The text of a damaged file as well as it can be read."""
    try:
        check_inside(root, file, Span.of_file(file))
        return read_regular(root / file, MAX_BYTES).decode("utf-8", "replace")
    except (OSError, ReportError):
        return ""


def _section_id(name: str) -> str:
    """A section's id: its file's name without number and ending, in a-z, 0-9 and hyphens."""
    stem = _NUMBER.sub("", name.rsplit(".", 1)[0].lower(), count=1)
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "avsnitt"
