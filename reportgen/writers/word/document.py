"""The writer on one screen: template, body, notes, lists, styles, package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import islice
from typing import BinaryIO

from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic, Severity, did_you_mean
from reportgen.diagnostics import Message as _
from reportgen.model import CoverLine, Document, Figure, Picture, Table
from reportgen.model.traverse import walk_blocks
from reportgen.writers.word.contents import contents
from reportgen.writers.word.contrast import make_readable, own_styles
from reportgen.writers.word.cover import cover, imprint, logo, signature
from reportgen.writers.word.cover_room import room_on
from reportgen.writers.word.draft import mark_as_draft
from reportgen.writers.word.fitting import Fitter
from reportgen.writers.word.job import Job, Links, Place
from reportgen.writers.word.kept_cover import fill_cover, lost_lines
from reportgen.writers.word.options import WordOptions
from reportgen.writers.word.outline import Anchor, find_outline
from reportgen.writers.word.package import deflate, write_package
from reportgen.writers.word.parts import all_parts, package_relationships
from reportgen.writers.word.sections import Piece, laid_out, with_section_breaks
from reportgen.writers.word.styles import all_roles, style_name
from reportgen.writers.word.template import Template, open_template
from reportgen.writers.word.wml.markup import Xml, joined
from reportgen.writers.word.wml.paragraph import Part
from reportgen.writers.word.wml.part import document_end, document_start

# Blocks are encoded and compressed this many at a time: neither one by one nor all at once.
_AT_A_TIME = 200


def write_package_of(
    document: Document,
    pictures: Mapping[str, Picture],
    target: BinaryIO,
    options: WordOptions,
) -> tuple[Diagnostic, ...]:
    """What `reportgen.writers.word.write_word` promises."""
    template, job = _write(document, pictures, target, options)
    lost = lost_lines(job.cover, job.shown, document.properties.language) if template.cover else ()
    return (*job.findings, *lost, *_notes(template, options))


def styles_in_use(document: Document, options: WordOptions) -> frozenset[str]:
    """The ids of the styles that `document` is written in, with those of the template's own text.

    It is written to nothing: so there is no second truth about what is set in which style.
    """
    blocks = (each for section in document.sections for each in walk_blocks(section.blocks))
    charts = {each.id for each in blocks if isinstance(each, Figure)}
    as_charts = replace(options, editable=frozenset(charts), source_map=False)
    template, job = _write(document, {}, BytesIO(), as_charts)
    return frozenset(job.styles.ids | own_styles(template))


def _write(
    document: Document, pictures: Mapping[str, Picture], target: BinaryIO, options: WordOptions
) -> tuple[Template, Job]:
    """Write the document; what it was written with."""
    template = open_template(options.template, options.styles, options.font, options.look)
    if options.template is not None:
        make_readable(template)
    if options.draft:
        template = mark_as_draft(template, document.labels.draft)
    anchors = find_outline(document)
    job = _new_job(document, pictures, options, template, anchors)
    place = Place(template.page.text_width(), Links(template.relationships), section="_b")
    # The body is compressed while it is made; the parts that it fills come after it.
    body = deflate(_encoded(_body(document, template, anchors, place, job), job))
    write_package(
        all_parts(template, body, place, job), package_relationships(template, job), target
    )
    return template, job


def _new_job(
    document: Document,
    pictures: Mapping[str, Picture],
    options: WordOptions,
    template: Template,
    anchors: tuple[Anchor, ...],
) -> Job:
    cover = _newer_cover(document)
    job = Job(document.properties, document.labels, cover, options, anchors, pictures, template)
    blocks = (each for section in document.sections for each in walk_blocks(section.blocks))
    job.fitter = Fitter(template, (each for each in blocks if isinstance(each, Table)))
    return job


def _body(
    document: Document, template: Template, anchors: tuple[Anchor, ...], place: Place, job: Job
) -> Iterator[Xml]:
    yield document_start(has_foreign=template.cover is not None)
    pieces = _pieces(document, template, anchors, place, job)
    first_page = bool(document.cover or template.cover) and template.page.has_first_page
    yield from with_section_breaks(pieces, template.page, job, first_page=first_page)
    yield document_end()


def _pieces(
    document: Document, template: Template, anchors: tuple[Anchor, ...], place: Place, job: Job
) -> Iterator[Piece]:
    has_front = False
    for content in _front(document, template, place, job):
        has_front = True
        yield Piece((content,), place)
    for content in contents(anchors, place.width_mm, job, new_page=has_front):
        has_front = True
        yield Piece((content,), place)
    for number, section in enumerate(document.sections, 1):
        signed = number == len(document.sections) and bool(document.signature)
        yield from laid_out(section, place, template.page, job, page_break=has_front, signed=signed)
        has_front = False
    for content in signature(document.signature, document.signature_changes, place, job):
        yield Piece((content,), place)


def _front(document: Document, template: Template, place: Place, job: Job) -> Iterator[Part]:
    """The template's cover where it has one, else ours."""
    if template.cover is None:
        room = room_on(document.cover, template, job)
        yield from cover(document.cover, place, job, room.space_before)
    else:
        yield fill_cover(template.cover, job.cover, job.shown, logo(place, job))
    yield from imprint(document.cover, place, job)


def _newer_cover(document: Document) -> tuple[CoverLine, ...]:
    """What a template's own cover and headers say: they can't show what changed."""
    return tuple(line for line in document.cover if line.change != "deleted")


def _encoded(blocks: Iterable[Xml], job: Job) -> Iterator[bytes]:
    """The body in the order of reading, in which footnotes get their numbers."""
    remaining = iter(blocks)
    while chunk := joined(islice(remaining, _AT_A_TIME)):
        yield job.marks.read(chunk).encode()


def _notes(template: Template, options: WordOptions) -> Iterator[Diagnostic]:
    if template.ignores_text:
        yield Diagnostic(
            "template-text",
            _("the text of the template is left out: it does not say where the report begins"),
            hint=_("write [rapporten] in a paragraph of its own below what is to be the cover"),
            severity=Severity.NOTE,
        )
    if template.cover is not None and template.cover.silent_pictures:
        yield Diagnostic(
            "missing-alt-text",
            _("a picture on the cover of the template has no alternative text"),
            hint=_("right-click it in Word, choose 'View Alt Text', and say what it shows"),
            severity=Severity.WARNING,
        )
    for chosen, name in template.unknown_styles:
        yield _unknown_style(chosen, name)
    if template.added and options.template is not None:
        names = ", ".join(map(style_name, template.added))
        yield Diagnostic(
            "missing-style",
            _("the template lacks styles, which were added: {names}", names=names),
            hint=_("to use styles of its own instead, name them under 'styles' in reportgen.yaml"),
            severity=Severity.NOTE,
        )


def _unknown_style(role: str, name: str) -> Diagnostic:
    """What is said of an entry under `styles` in the settings that leads nowhere."""
    if role not in all_roles():
        message = _("there is no role '{role}' for a style", role=role)
        known = _("the roles are: {roles}", roles=", ".join(all_roles()))
        hint = did_you_mean(role, all_roles()) or known
    else:
        message = _("the template has no style '{name}' for {role}", name=name, role=role)
        hint = _("write the name as Word shows it, or take the line away")
    return Diagnostic("unknown-style", message, hint=hint, severity=Severity.WARNING)
