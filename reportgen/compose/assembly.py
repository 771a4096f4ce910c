"""Assembles a year's sections into a document: the profile's order, cover and signature."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from reportgen.compose.appendices import is_appendix
from reportgen.compose.imprint import contact_lines, imprint_lines
from reportgen.diagnostics import Message, Problems, Span
from reportgen.diagnostics import Message as _
from reportgen.language.formatting import format_date
from reportgen.language.messages import Translate
from reportgen.model import (
    Block,
    CoverLine,
    Document,
    Heading,
    Labels,
    Properties,
    Section,
)
from reportgen.model.profile import CoverPart, Profile, ProfileSection
from reportgen.model.project import Project, Year, YearSettings
from reportgen.model.traverse import plain_text
from reportgen.readers.markdown.attributes import slug

_LANGUAGE_TAGS = {"sv": "sv-SE", "en": "en-GB"}


def assemble_document(
    project: Project, year: Year, translate: Translate, key_figures: tuple[CoverLine, ...] = ()
) -> Document:
    """The document of `year`, its expressions not yet evaluated, `key_figures` on its cover."""
    sections = order_sections(year.sections, project.profile)
    sections = unique_headings(sections)
    if project.settings.number_headings:
        sections = number_headings(sections)
    return Document(
        properties=_properties(project, year),
        cover=_cover(project, year, translate, key_figures),
        sections=sections,
        signature=_signature(project, year, translate),
        labels=document_labels(translate),
    )


def order_sections(sections: tuple[Section, ...], profile: Profile) -> tuple[Section, ...]:
    """Order `sections`, which come in the order of their file names, as the profile has them.

    A free section stays behind the one that its file name puts it after; appendices come last.
    """
    rank = {section.id: index for index, section in enumerate(profile.sections)}
    keys: dict[str, tuple[bool, int, int]] = {}
    place = -1
    for index, section in enumerate(sections):
        place = rank.get(section.id, place)
        last = section.id not in rank and _is_appendix(section)
        keys[section.id] = (last, place, -1 if section.id in rank else index)
    return tuple(sorted(sections, key=lambda section: keys[section.id]))


def unique_headings(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Give every heading an id that no other has: a section's is its file's."""
    seen = {section.id for section in sections}

    def renamed(block: Block) -> Block:
        if not isinstance(block, Heading):
            return block
        name, count = block.id, 2
        while name in seen:
            name, count = f"{block.id}-{count}", count + 1
        seen.add(name)
        wanted = block.wanted_id or block.id
        return block if name == block.id else replace(block, id=name, wanted_id=wanted)

    return tuple(
        replace(
            section,
            heading=replace(section.heading, id=section.id),
            blocks=tuple(renamed(block) for block in section.blocks),
        )
        for section in sections
    )


def number_headings(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Number the headings by their place in the outline: 1, 1.1, 1.1.1.

    One that is not to be numbered has no number, nor has anything below it; nor has an appendix,
    which its title numbers.
    """
    counters = [0] * 6
    silent = 0

    def opening(section: Section) -> Heading:
        return (
            replace(section.heading, numbered=False) if _is_appendix(section) else section.heading
        )

    def numbered(heading: Heading) -> Heading:
        nonlocal silent
        if silent and heading.level > silent:
            return heading
        silent = 0 if heading.numbered else heading.level
        if silent:
            return heading
        counters[heading.level - 1] += 1
        counters[heading.level :] = [0] * (6 - heading.level)
        return replace(heading, number=".".join(str(n) for n in counters[: heading.level]))

    return tuple(
        replace(
            section,
            heading=numbered(opening(section)),
            blocks=tuple(
                numbered(block) if isinstance(block, Heading) else block for block in section.blocks
            ),
        )
        for section in sections
    )


def _is_appendix(section: Section) -> bool:
    return is_appendix(plain_text(section.heading.children))


def doubt_of_text(project: Project, year: Year) -> Message:
    """What may be wrong with text that nobody has read through."""
    if any(each < year.year for each in project.years):
        return _("its text may be last year's")
    return _("its text may not be finished")


def check_readiness(project: Project, year: Year, problems: Problems) -> None:
    """Tell of what is left of last year's or not filled in yet (missing-date, not-reviewed)."""
    if year.settings.date is None and "date" not in year.settings.damaged:
        message = _("the report has no date yet")
        example = f"{year.year + 1}-01-31"
        hint = _("write the day on which it is signed: date: {example}", example=example)
        problems.error("missing-date", year.settings.date_span, message, hint)
    for section in year.sections:
        if not section.reviewed:
            doubt = doubt_of_text(project, year)
            message = _("the section is not reviewed: {doubt}", doubt=doubt)
            hint = _("read it through, then delete 'reviewed: false'")
            problems.error("not-reviewed", section.review_span or section.span, message, hint)


def check_structure(project: Project, year: Year, problems: Problems) -> None:
    """Warn of what the profile requires and the year lacks (missing-section, missing-table)."""
    if project.settings.damaged:
        return
    sections = {section.id: section for section in year.sections}
    folder = Span.of_file(f"content/{year.year}")
    for expected in project.profile.sections:
        if expected.id in sections:
            check_subsections(expected, sections[expected.id], year.meant, problems)
        elif expected.required and year.sections and expected.id not in year.meant:
            message = _("the section '{title}' is missing", title=expected.title)
            hint = _("write it in a file named NN-{id}.md", id=expected.id)
            problems.warn("missing-section", folder, message, hint)
    for table in project.profile.statistics.values():
        known = table.id in year.statistics.names or year.statistics.is_broken(table.id)
        if table.required and not known:
            message = _(
                "the statistics '{table}' ({title}) are missing", table=table.id, title=table.title
            )
            hint = _("add them to statistics.yaml under the key '{table}'", table=table.id)
            span = Span.of_file(f"content/{year.year}/statistics.yaml")
            problems.warn("missing-table", span, message, hint)


def check_subsections(
    expected: ProfileSection, section: Section, meant: frozenset[str], problems: Problems
) -> None:
    """Warn of headings that the profile requires inside `section`; `meant` ones are damaged."""
    titles = {plain_text(block.children) for block in section.blocks if isinstance(block, Heading)}
    for subsection in expected.subsections:
        if slug(subsection.title) in meant:
            continue
        if subsection.required and subsection.title not in titles:
            message = _("the heading '{title}' is missing", title=subsection.title)
            hint = _("write '## {title}' where the section should have it", title=subsection.title)
            problems.warn("missing-section", section.heading.span, message, hint)


def document_labels(translate: Translate) -> Labels:
    """The document's own words in its language."""
    return Labels(
        figure=translate(_("Figure")),
        table=translate(_("Table")),
        contents=translate(_("Contents")),
        figures=translate(_("Figures")),
        tables=translate(_("Tables")),
        page=translate(_("Page {page} of {pages}", page="{page}", pages="{pages}")),
        footnote=translate(_("Footnote")),
        draft=translate(_("DRAFT")),
    )


def _properties(project: Project, year: Year) -> Properties:
    settings = project.settings
    return Properties(
        title=", ".join(filter(None, (year.settings.title, year.settings.subtitle))),
        subject=year.settings.purpose,
        author=settings.author or settings.organisation,
        keywords=year.settings.keywords,
        language=_LANGUAGE_TAGS[settings.language],
        # A draft may have no date yet: the last day of its year stands in for the file's own.
        day=year.settings.date or date(year.year, 12, 31),
    )


def _dated(project: Project, settings: YearSettings, translate: Translate) -> str:
    """The day, and what the report is registered and numbered as: "26 januari 2023 · Dnr 7"."""
    parts = [
        format_date(settings.date, project.language) if settings.date else "",
        translate(_("Ref. no. {number}", number=settings.dnr)) if settings.dnr else "",
        translate(_("Report {number}", number=settings.number)) if settings.number else "",
    ]
    return " · ".join(filter(None, parts))


def _cover(
    project: Project, year: Year, translate: Translate, key_figures: tuple[CoverLine, ...]
) -> tuple[CoverLine, ...]:
    settings, own = project.settings, year.settings
    dated = _dated(project, own, translate)
    texts: dict[CoverPart, str] = {
        "title": own.title,
        "subtitle": own.subtitle,
        "date": dated,
        "purpose": own.purpose,
        "sender": ", ".join(filter(None, (settings.unit, settings.organisation))),
    }
    lines: list[CoverLine] = []
    for part in project.profile.cover:
        if part == "keyfigures":
            lines += key_figures
        elif texts[part]:
            lines.append(CoverLine(part, texts[part]))
    return (*lines, *imprint_lines(settings, own, dated, translate))


def _signature(project: Project, year: Year, translate: Translate) -> tuple[str, ...]:
    settings, contact = project.settings, project.settings.contact
    day = year.settings.date and format_date(year.settings.date, project.language, "short")
    texts = {
        "place_and_date": f"{year.settings.place} {day or ''}".strip(),
        "unit": settings.unit,
        "organisation": settings.organisation,
    }
    texts |= contact_lines(contact, translate)
    signers = [each.line for each in settings.signers] or [settings.author]
    lines = {**{role: [text] for role, text in texts.items()}, "author": signers}
    return tuple(line for role in project.profile.signature for line in lines.get(role, ()) if line)
