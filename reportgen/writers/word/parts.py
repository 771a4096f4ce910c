"""The parts of the package: those kept of the template, those made anew, those the body filled."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportgen.writers.word.job import Job, Place
from reportgen.writers.word.kept_cover import text_of_places
from reportgen.writers.word.notes import comments_part, footnotes_part, threads_part
from reportgen.writers.word.options import MarginComment
from reportgen.writers.word.package import Deflated, Part, Relationship
from reportgen.writers.word.styles import HEADINGS
from reportgen.writers.word.template import Template, parse_part
from reportgen.writers.word.wml.kept import fill_places
from reportgen.writers.word.wml.numbering import (
    bullet_definition,
    highest_numbers,
    list_instance,
    numbering_part,
    numbers_as_we_do,
    ordered_definition,
    outline_definition,
)
from reportgen.writers.word.wml.opc import (
    application_properties,
    core_properties,
    custom_properties,
)
from reportgen.writers.word.wml.part import page_footer, page_header
from reportgen.writers.word.wml.settings import (
    announce_footnotes,
    clean_settings,
    set_theme_language,
)
from reportgen.writers.word.wml.sources import sources_properties
from reportgen.writers.word.wml.stylesheet import (
    heading_list,
    number_headings,
    set_language,
    unnumber_headings,
)
from reportgen.writers.word.wml.title import fill_title

if TYPE_CHECKING:
    from lxml.etree import _Element

_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_OFFICE = f"{_TYPES}officeDocument"
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
_CUSTOM = f"{_TYPES}custom-properties"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_APP = f"{_TYPES}extended-properties"
_APP_TYPE = "application/vnd.openxmlformats-officedocument.extended-properties+xml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_SOURCES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_SOURCES = "customXml/item1.xml"
_FOOTER = "word/footer2.xml"
_HEADER = "word/header2.xml"


def all_parts(template: Template, body: Deflated, place: Place, job: Job) -> list[Part]:
    """Every part of the package; written after the body, since the body fills them."""
    folder = template.folder
    parts = [_of_template(part, job) for part in template.parts]
    parts += _made(template, folder, place, job)
    parts += job.media.values()
    parts += job.charts
    if job.options.source_map:
        parts += _sources(place, job)
    if job.options.build:
        custom = custom_properties(job.options.build)
        parts.append(Part("docProps/custom.xml", _CUSTOM_TYPE, custom.encode()))
    parts.append(Part("docProps/app.xml", _APP_TYPE, application_properties().encode()))
    parts.append(Part("docProps/core.xml", _CORE_TYPE, core_properties(job.properties).encode()))
    parts.append(Part(template.main, f"{_WORD}document.main+xml", body, tuple(place.links.all)))
    return parts


def _sources(place: Place, job: Job) -> Iterator[Part]:
    """The map of sources and its properties."""
    place.links.to("customXml", f"../{_SOURCES}")
    properties = "customXml/itemProps1.xml"
    link = Relationship("rId1", f"{_TYPES}customXmlProps", posixpath.basename(properties))
    content = job.sources.part(job.options.build, job.options.year)
    yield Part(_SOURCES, "application/xml", content.encode(), (link,))
    yield Part(properties, _SOURCES_TYPE, sources_properties().encode())


def package_relationships(template: Template, job: Job) -> tuple[Relationship, ...]:
    """Those of the package itself: the document and its properties."""
    own = (
        Relationship("rId1", _OFFICE, template.main),
        Relationship("rId2", _CORE, "docProps/core.xml"),
        Relationship("rId4", _APP, "docProps/app.xml"),
    )
    custom = Relationship("rId3", _CUSTOM, "docProps/custom.xml")
    return (*own, custom) if job.options.build else own


def _of_template(part: Part, job: Job) -> Part:
    """A header or footer with this report's lines; our own footer in this report's language."""
    if job.options.template is None and part.name == _FOOTER:
        footer = page_footer(job.labels.page, job.styles["footer"])
        return Part(part.name, part.content_type, footer.encode())
    if job.options.running_chapter and part.name == _HEADER:
        header = page_header(job.properties.title, job.styles["header"])
        return Part(part.name, part.content_type, header.encode())
    if part.content_type.endswith("fontTable+xml") and isinstance(part.content, bytes):
        content = _serialised(parse_part(part.content))
        return Part(part.name, part.content_type, content, part.relationships)
    framing = part.content_type.endswith(("header+xml", "footer+xml"))
    if not framing or not isinstance(part.content, bytes):
        return part
    if b"TITLE" not in part.content and b"[" not in part.content:
        return part
    root = parse_part(part.content)
    fill_title(root, job.properties.title)
    fill_places(root, text_of_places(job.cover, job.shown), drop_empty=False)
    return Part(part.name, part.content_type, _serialised(root), part.relationships)


def _made(template: Template, folder: str, place: Place, job: Job) -> Iterator[Part]:
    """Styles, settings, lists, footnotes and comments, each with its relationship.

    Footnotes come first: they too may hold lists and computed values.
    """
    notes, note_links = footnotes_part(place, job)
    made: list[tuple[str, bytes, tuple[Relationship, ...]]] = [
        ("footnotes", notes.encode(), note_links),
        ("numbering", _numbering(template, job), ()),
        ("styles", _styles(template, job), ()),
        ("settings", _settings(template, job), ()),
    ]
    if job.comments:
        made.append(("comments", comments_part(job).encode(), ()))
    if any(isinstance(each, MarginComment) for each in job.comments):
        made.append(("commentsExtended", threads_part(job).encode(), ()))
    for name, content, links in made:
        place.links.to(name, f"{name}.xml")
        yield Part(f"{folder}{name}.xml", f"{_WORD}{name}+xml", content, links)


def _numbering(template: Template, job: Job) -> bytes:
    bullets, ordered, outline = (highest_numbers(template.numbering)[0] + n for n in (1, 2, 3))
    ours = job.numbers_headings and not _keeps_numbers(template)
    headings = [template.styles[role] for role in HEADINGS] if ours else []
    instances = [list_instance(job.bullets, bullets), list_instance(job.headings, outline)]
    for number, (level, start) in enumerate(job.ordered_lists, job.headings + 1):
        own = template.ordered if level == 0 else None
        # In a definition of its own, so that what someone adds in that style begins with 1.
        definition = own.definition if own and not own.like_ours else ordered
        instances.append(list_instance(number, definition, level=level, start=start))
    definitions = [
        bullet_definition(bullets),
        ordered_definition(ordered),
        outline_definition(outline, headings),
    ]
    return numbering_part(template.numbering, definitions, instances)


def _styles(template: Template, job: Job) -> bytes:
    set_language(template.stylesheet, job.properties.language)
    ids = [template.styles[role] for role in HEADINGS]
    if not job.numbers_headings:
        unnumber_headings(template.stylesheet, ids)
    elif not _keeps_numbers(template):
        number_headings(template.stylesheet, ids, job.headings)
    return _serialised(template.stylesheet)


def _keeps_numbers(template: Template) -> bool:
    """Whether the template numbers headings as we do, in its own way of setting them."""
    ids = [template.styles[role] for role in HEADINGS]
    return numbers_as_we_do(template.numbering, heading_list(template.stylesheet, ids))


def _settings(template: Template, job: Job) -> bytes:
    clean_settings(template.settings)
    announce_footnotes(template.settings)
    set_theme_language(template.settings, job.properties.language)
    return _serialised(template.settings)


def _serialised(root: _Element) -> bytes:
    from lxml import etree

    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
