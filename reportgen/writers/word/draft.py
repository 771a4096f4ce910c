"""The mark of a draft: a word at the top of every page, read aloud like other text."""

from __future__ import annotations

from msgspec.structs import replace

from reportgen.writers.word.job import Links
from reportgen.writers.word.package import Part
from reportgen.writers.word.template import Template, parse_part
from reportgen.writers.word.wml.draft import (
    draft_header,
    name_headers,
    put_mark,
    uses_even_pages,
)
from reportgen.writers.word.wml.kept import section_ends

_HEADER = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"


def mark_as_draft(template: Template, mark: str) -> Template:
    """`template` with `mark` on top of each of its headers, and headers where it has none."""
    style = template.styles["header"]
    parts = [_marked(part, mark, style) for part in template.parts]
    name = f"{template.folder}header_draft.xml"
    parts.append(Part(name, _HEADER, draft_header(mark, style).encode()))
    links = Links(template.relationships)
    identity = links.to("header", name.removeprefix(template.folder))
    kinds = ["default", *(["even"] if uses_even_pages(template.settings) else [])]
    if template.page.has_first_page:
        kinds.append("first")
    references = {(element, kind): it for element, kind, it in template.page.references}
    named = {("headerReference", kind): identity for kind in kinds} | references
    page = replace(
        template.page,
        references=tuple((element, kind, it) for (element, kind), it in named.items()),
    )
    if template.cover is not None:
        # Sections of Word take over the headers of those before them.
        for section in section_ends([template.cover.body])[:1]:
            name_headers(section, ("default", "even", "first"), identity)
    return replace(template, parts=tuple(parts), relationships=tuple(links.all), page=page)


def _marked(part: Part, mark: str, style: str) -> Part:
    if not part.content_type.endswith("header+xml") or not isinstance(part.content, bytes):
        return part
    return replace(part, content=put_mark(parse_part(part.content), mark, style))
