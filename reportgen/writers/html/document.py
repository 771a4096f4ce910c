"""The writer on one screen: outline, sections, notes, and the templates around them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import BinaryIO

from reportgen.diagnostics import Diagnostic
from reportgen.model import Document, Image, Picture, Section
from reportgen.pictures import picture_of
from reportgen.writers.html.blocks import blocks_of, heading
from reportgen.writers.html.contents import contents_of, lists_of
from reportgen.writers.html.figures import picture_element
from reportgen.writers.html.job import Job, Place
from reportgen.writers.html.markup import NOTHING, Html, joined
from reportgen.writers.html.notes import notes_of
from reportgen.writers.html.options import HtmlOptions
from reportgen.writers.html.outline import CONTENTS, MAIN, NOTES, find_outline
from reportgen.writers.html.page import Finished, Page, PageSection
from reportgen.writers.html.pages import render_page
from reportgen.writers.html.style import policy_of, style_of
from reportgen.writers.html.words import words_in


def write_page_of(
    document: Document,
    pictures: Mapping[str, Picture],
    target: BinaryIO,
    options: HtmlOptions,
) -> tuple[Diagnostic, ...]:
    """What `reportgen.writers.html.write_html` promises."""
    anchors = find_outline(document)
    words = words_in(document.properties.language)
    job = Job(document.labels, words, options, anchors, pictures)
    # Sections first: they fill the list of notes.
    sections = tuple(_section(section, job) for section in document.sections)
    style = style_of(options)
    page = Page(
        properties=document.properties,
        labels=document.labels,
        words=words,
        cover=tuple(line for line in document.cover if line.text.strip()),
        has_title=any(line.role == "title" and line.text.strip() for line in document.cover),
        logo=Finished(_logo(options.logo, options.logo_alt or document.properties.author)),
        contents=contents_of(anchors),
        lists=lists_of(anchors, document.labels, options),
        sections=sections,
        notes=Finished(notes_of(job)),
        signature=tuple(line for line in document.signature if line.strip()),
        draft=options.draft,
        style=Finished(style),
        policy=policy_of(style),
        main_id=MAIN,
        contents_id=CONTENTS,
        notes_id=NOTES,
    )
    text, told = render_page(page, options.templates)
    target.write(text.encode())
    return told


def _section(section: Section, job: Job) -> PageSection:
    opening = heading(section.heading, Place(), job)
    content = joined(blocks_of(section.blocks, Place(), job))
    return PageSection(
        section.id, Finished(opening), Finished(content), section.columns, section.page_break
    )


def _logo(logo: Image | None, alt: str) -> Html:
    return picture_element(picture_of(logo), alt) if logo else NOTHING
