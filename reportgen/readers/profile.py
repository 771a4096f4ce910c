"""Reads a reporting structure: one that ships with reportgen, or a project's own YAML file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Span, did_you_mean, report_error
from reportgen.model.profile import (
    CoverPart,
    Profile,
    ProfileSection,
    ProfileSubsection,
    ProfileTable,
)
from reportgen.model.statistics import STATISTICS_KINDS
from reportgen.readers.fields import Field, Record
from reportgen.readers.paths import inside_project
from reportgen.readers.shapes import Choice, Flag, ListOf, MapOf, Placed, Text
from reportgen.readers.source import decode_source, read_source
from reportgen.readers.statistics.crossing import Dimensions, DimensionsShape
from reportgen.readers.yaml.reading import parse_yaml

# Beside the program; a package of Python files is never run out of a zip here.
SHIPPED = Path(__file__).parent / "profiles"
COVER_ROLES = ("title", "subtitle", "date", "purpose", "keyfigures", "sender")
SIGNATURE_ROLES = ("place_and_date", "author", "unit", "organisation", "phone", "email")


class ProfileFile(Struct, frozen=True):
    """A profile as written; None where it leaves a part to the profile that it extends."""

    span: Span
    name: str
    title: str
    extends: tuple[Span, str] | None = None
    sections: tuple[ProfileSection, ...] | None = None
    statistics: Mapping[str, ProfileTable] | None = None
    cover: tuple[str, ...] | None = None
    signature: tuple[str, ...] | None = None


class _TableFields(Struct, frozen=True):
    span: Span
    values: Mapping[str, object]


def _subsection(*, span: Span, **values: object) -> ProfileSubsection:
    del span
    return ProfileSubsection(**values)  # type: ignore[arg-type]


def _section(*, span: Span, **values: object) -> ProfileSection:
    del span
    return ProfileSection(**values)  # type: ignore[arg-type]


def _table(*, span: Span, cross: Dimensions | None = None, **values: object) -> _TableFields:
    kind = values.get("kind", "cross" if cross else "parts")
    if (kind == "cross") != (cross is not None):
        message = _("'kind: cross' and 'cross' with the two dimensions belong together")
        raise report_error("conflicting-keys", span, message, _("write 'cross: [Kön, Ålder]'"))
    if cross:
        tables = {heading: table for heading, (_span, table) in cross.tables.items()}
        values |= {"kind": "cross", "cross": tables}
    return _TableFields(span, values)


SUBSECTION = Record(
    _subsection,
    {
        "title": Field(Text(), _("the heading"), required=True),
        "required": Field(Flag(), _("whether the authority asks for it")),
    },
)

SECTION = Record(
    _section,
    {
        "id": Field(Text(r"[a-z0-9-]+"), _("the file's name without number"), required=True),
        "title": Field(Text(), _("the heading"), required=True),
        "required": Field(Flag(), _("whether the authority asks for it")),
        "guidance": Field(Text(), _("a line of help for the section's writer")),
        "subsections": Field(ListOf(SUBSECTION), _("headings expected inside")),
    },
)

TABLE = Record(
    _table,
    {
        "title": Field(Text(), _("the table's title"), required=True),
        "heading": Field(Text(), _("what stands over the labels")),
        "unit": Field(Text(), _("what is counted")),
        "kind": Field(Choice(STATISTICS_KINDS), _("how the rows add up")),
        "cross": Field(DimensionsShape(), _("two dimensions, each with its table")),
        "of": Field(Text(), _("what the rows are parts of")),
        "ordered": Field(Flag(), _("keep the written order")),
        "labels": Field(ListOf(Text()), _("the standard labels")),
        "sums": Field(MapOf(ListOf(Text())), _("sums of rows with a name")),
        "countries": Field(Flag(), _("whether the labels are names of countries")),
        "required": Field(Flag(), _("whether the authority asks for it")),
    },
)

PROFILE = Record(
    ProfileFile,
    {
        "name": Field(Text(r"[a-z0-9-]+"), _("how a project asks for it"), required=True),
        "title": Field(Text(), _("what it is called"), required=True),
        "extends": Field(Placed(Text(r"[a-z0-9-]+")), _("the shipped profile that it builds on")),
        "sections": Field(ListOf(SECTION), _("the sections, in their order")),
        "statistics": Field(MapOf(TABLE), _("the standard statistics")),
        "cover": Field(ListOf(Choice(COVER_ROLES)), _("what the cover holds")),
        "signature": Field(ListOf(Choice(SIGNATURE_ROLES)), _("what the signature holds")),
    },
)


def read_profile(name: str, root: Path, span: Span) -> Profile:
    """Read the profile that a project names at `span`: a shipped name, or a file in `root`.

    What a project's own profile does not say it takes from the one that it `extends`;
    its statistics are added to that one's. Raises ReportError (unknown-profile, and all
    that reading YAML can raise).
    """
    if not name.endswith((".yaml", ".yml")):
        return _read_shipped(name, span)
    path = inside_project(root, name, span)
    written = PROFILE.read(parse_yaml(read_source(path, name)))
    base = _read_shipped(written.extends[1], written.extends[0]) if written.extends else None
    return _complete(written, base)


def shipped_profiles() -> tuple[str, ...]:
    """The names of the profiles that ship with reportgen."""
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.yaml")))


def _read_shipped(name: str, span: Span) -> Profile:
    if name not in shipped_profiles():
        known = ", ".join(shipped_profiles())
        raise report_error(
            "unknown-profile",
            span,
            _("there is no profile '{name}'", name=name),
            did_you_mean(name, shipped_profiles())
            or _("shipped profiles: {known}; a profile of your own ends in .yaml", known=known),
        )
    content = (SHIPPED / f"{name}.yaml").read_bytes()
    source = decode_source(content, f"{name}.yaml")
    return _complete(PROFILE.read(parse_yaml(source)), None)


def _complete(written: ProfileFile, base: Profile | None) -> Profile:
    """A whole profile of a written one and the one that it extends."""
    start = base or Profile(written.name, written.title)
    tables = {
        name: ProfileTable(id=name, **cast("_TableFields", fields).values)  # type: ignore[arg-type]
        for name, fields in (written.statistics or {}).items()
    }
    return replace(
        start,
        name=written.name,
        title=written.title,
        sections=start.sections if written.sections is None else written.sections,
        statistics={**start.statistics, **tables},
        cover=start.cover
        if written.cover is None
        else cast("tuple[CoverPart, ...]", written.cover),
        signature=start.signature if written.signature is None else written.signature,
    )
