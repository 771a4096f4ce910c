"""JSON Schemas of the YAML files, from the very declarations that read them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reportgen.diagnostics import Message
from reportgen.readers.figure_files import FIGURE
from reportgen.readers.profile import PROFILE
from reportgen.readers.records.file import RECORDS
from reportgen.readers.settings import FRONT_MATTER, PROJECT, YEAR
from reportgen.readers.shapes import Schema, Shape
from reportgen.readers.statistics.file import STATISTICS
from reportgen.readers.yaml_sections import SECTION

_SHAPES: dict[str, tuple[Shape[Any], str]] = {
    "reportgen": (PROJECT, "content/reportgen.yaml"),
    "report": (YEAR, "content/YEAR/report.yaml"),
    "statistics": (STATISTICS, "content/YEAR/statistics.yaml"),
    "records": (RECORDS, "content/YEAR/LIST.yaml"),
    "figure": (FIGURE, "figures/ID.yaml"),
    "profile": (PROFILE, "a profile of the project's own"),
    "section": (SECTION, "content/YEAR/NN-SECTION.yaml"),
    "front-matter": (FRONT_MATTER, "the settings at the top of a section in Markdown"),
}
SCHEMA_NAMES = tuple(_SHAPES)
_DIALECT = "http://json-schema.org/draft-07/schema#"


def schema_of(name: str, translate: Callable[[Message], str]) -> Schema:
    """The schema called `name`, its descriptions said by `translate`."""
    shape, title = _SHAPES[name]
    schema = _translated(shape.schema(), translate)
    return {"$schema": _DIALECT, "title": title, **schema}


def _translated(schema: Schema, translate: Callable[[Message], str]) -> Schema:
    """`schema` with every message said by `translate`."""

    def said(value: object) -> object:
        match value:
            case Message():
                return translate(value)
            case dict():
                return {key: said(each) for key, each in value.items()}
            case list():
                return [said(each) for each in value]
            case _:
                return value

    return {key: said(value) for key, value in schema.items()}
