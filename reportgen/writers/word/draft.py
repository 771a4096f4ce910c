"""The mark of a draft: a word at the top of every page, read aloud like other text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.writers.word.job import Links
from reportgen.writers.word.package import Part
from reportgen.writers.word.template import Template, parse_part
from reportgen.writers.word.wml.draft import (
    add_references,
    draft_header,
    put_mark,
    uses_even_pages,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADER = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"


def mark_as_draft(template: Template, mark: str) -> Template:
    """`template` with `mark` on top of each of its headers, and headers where it has none."""
    style = template.styles["header"]
    parts = [_marked(part, mark, style) for part in template.parts]
    links = Links(template.relationships)
    name = _free_name(template)
    missing = list(_missing(template))
    covers = [] if template.cover is None else add_references_needed(template)
    if missing or covers:
        parts.append(Part(name, _HEADER, draft_header(mark, style).encode()))
        identity = links.to("header", name.removeprefix(template.folder))
        page = replace(
            template.page,
            references=(
                *(("headerReference", kind, identity) for kind in missing),
                *template.page.references,
            ),
        )
        for section, kinds in covers:
            add_references(section, kinds, identity)
        template = replace(template, page=page)
    return replace(template, parts=tuple(parts), relationships=tuple(links.all))
