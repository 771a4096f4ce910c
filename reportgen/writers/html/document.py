"""The writer on one screen: outline, sections, notes, and the templates around them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import zip_longest
from typing import BinaryIO

from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic
from reportgen.model import Document, Image, Picture, Section
from reportgen.model.pictures import picture_of
from reportgen.writers.html.beside import with_sides
from reportgen.writers.html.blocks import around_change, blocks_of, heading
from reportgen.writers.html.contents import contents_of, lists_of
from reportgen.writers.html.figures import picture_element
from reportgen.writers.html.inlines import marked, phrasing
from reportgen.writers.html.job import Job, Place
from reportgen.writers.html.markup import NOTHING, Html, element, escape, joined
from reportgen.writers.html.notes import notes_of
from reportgen.writers.html.options import HtmlOptions
from reportgen.writers.html.outline import CONTENTS, MAIN, NOTES, find_outline
from reportgen.writers.html.page import Finished, Front, Page, PageLine, PageSection
from reportgen.writers.html.pages import render_page
from reportgen.writers.html.style import policy_of, style_of
from reportgen.writers.html.words import words_in


def write_page_of(
    document: Document,
    pictures: Mapping[str, Picture],
    target: BinaryIO,
    options: HtmlOptions,
    front: Front | None = None,
) -> tuple[Diagnostic, ...]:
    """What `reportgen.writers.html.write_html` promises; `front` stands before the sections."""
    anchors = find_outline(document)
    words = words_in(document.properties.language)
    job = Job(document.labels, words, options, anchors, pictures)
    # Sections first: they fill the list of notes.
    sections = tuple(_section(section, job) for section in document.sections)
    if front:
        contents = with_sides([each.content.markup for each in sections], front.names)
        sections = tuple(
            replace(each, content=Finished(content))
            for each, content in zip(sections, contents, strict=True)
        )
        anchors = (front.anchor, *anchors)
        sections = (PageSection("", front.heading, front.content, 1, page_break=False), *sections)
    cover = tuple(_cover(document, job))
    style = style_of(options)
    page = Page(
        properties=document.properties,
        labels=document.labels,
        words=words,
        cover=cover,
        has_title=any(line.heading for line in cover),
        logo=Finished(_logo(options.logo, options.logo_alt or document.properties.author)),
        contents=contents_of(anchors),
        lists=lists_of(anchors, document.labels, options),
        sections=sections,
        notes=Finished(notes_of(job)),
        signature=tuple(_signature(document, job)),
        draft=options.draft,
        style=Finished(style),
        policy=policy_of(style, served=options.served),
        main_id=MAIN,
        contents_id=CONTENTS,
        notes_id=NOTES,
    )
    text, told = render_page(page, options.templates)
    target.write(text.encode())
    return told


def _section(section: Section, job: Job) -> PageSection:
    place = Place(change=section.change)
    opening = heading(section.heading, place, job)
    content = joined(blocks_of(section.blocks, place, job))
    if section.change:
        opening = around_change(opening, section.change, job)
        content = around_change(content, section.change, job)
    return PageSection(
        section.id,
        Finished(opening),
        Finished(content),
        section.columns,
        section.page_break,
        section.landscape,
    )


def _cover(document: Document, job: Job) -> Iterator[PageLine]:
    has_title = False
    for each in document.cover:
        if not each.text.strip():
            continue
        is_title = each.role == "title" and each.change != "deleted" and not has_title
        has_title = has_title or is_title
        if each.changed:
            shown = phrasing(each.changed, Place(), job)
        else:
            lead = element("strong", escape(each.text[: each.lead])) if each.lead else NOTHING
            shown = marked(joined((lead, escape(each.text[each.lead :]))), each.change, job)
        yield PageLine(each.role, Finished(shown), is_title)


def _signature(document: Document, job: Job) -> Iterator[Finished]:
    for text, change in zip_longest(document.signature, document.signature_changes):
        if text.strip():
            yield Finished(marked(escape(text), change, job))


def _logo(logo: Image | None, alt: str) -> Html:
    return picture_element(picture_of(logo), alt) if logo else NOTHING
