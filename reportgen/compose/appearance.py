"""How the project's settings want documents to look; the files that they name are read here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from reportgen.diagnostics import (
    Diagnostic,
    Problems,
    ReportError,
    Severity,
    Span,
    report_error,
)
from reportgen.diagnostics import Message as _
from reportgen.model import Image
from reportgen.model.colours import GREY, chroma
from reportgen.model.look import OWN_LOOK, Look
from reportgen.model.project import CaptionPlaces, ProjectSettings
from reportgen.readers.page_templates import read_page_templates
from reportgen.readers.paths import inside_project
from reportgen.readers.pictures.images import read_named_image
from reportgen.storage.causes import cause_of
from reportgen.storage.files import read_regular
from reportgen.writers.word import WordOptions, template_look

# The settings that the Word writer's diagnostics are about; all others concern the template.
_ABOUT = {"unknown-style": "styles"}


class Appearance(Struct, frozen=True):
    """How documents of every format look; the bytes of the files are in it.

    `template` None is our own, in `font`; `styles` maps roles to names of its styles. `logo`
    stands on the cover, with `logo_alt` for those who don't see it. `page_templates` are the
    project's own, and its style sheet, by file name; `page_faults` is what is wrong with them,
    which only a web page suffers from. `damaged` are the settings ("template", "logo") whose
    files can't be used; None stands in for each.
    """

    font: str
    logo_alt: str
    styles: Mapping[str, str] = field(default_factory=dict)
    template: bytes | None = None
    logo: Image | None = None
    look: Look = OWN_LOOK
    captions_above_tables: bool = True
    captions_above_figures: bool = False
    lists_of: tuple[Literal["figure", "table"], ...] = ()
    running_chapter: bool = False
    page_templates: Mapping[str, str] = field(default_factory=dict)
    page_faults: tuple[Diagnostic, ...] = ()
    damaged: frozenset[str] = frozenset()


def read_appearance(root: Path, settings: ProjectSettings, problems: Problems) -> Appearance:
    """Read what the settings name, and note what is wrong with it: each at its own line."""
    places = settings.caption_places or CaptionPlaces(settings.span)
    kinds: dict[str, Literal["figure", "table"]] = {"figures": "figure", "tables": "table"}
    page_problems = Problems()
    plain = Appearance(
        font=settings.font,
        logo_alt=_logo_text(settings),
        styles=settings.styles,
        captions_above_tables=places.tables == "above",
        captions_above_figures=places.figures == "above",
        lists_of=tuple(kinds[each] for each in settings.lists),
        running_chapter=settings.header == "chapter" and not settings.template,
        page_templates=read_page_templates(root, page_problems),
        page_faults=tuple(page_problems.found),
    )
    logo = _read_logo(root, settings, problems)
    template = _read_template(root, settings, plain, problems)
    read = {"logo": logo, "template": template}
    named = {"logo": settings.logo, "template": settings.template}
    damaged = frozenset(key for key, name in named.items() if name and read[key] is None)
    plain = replace(plain, logo=logo, template=template, damaged=damaged)
    return replace(plain, look=_look(settings, plain, problems))


def word_options(appearance: Appearance) -> WordOptions:
    """The Word writer's options, as far as the settings say them."""
    return WordOptions(
        template=appearance.template,
        font=appearance.font,
        logo=appearance.logo,
        logo_alt=appearance.logo_alt,
        styles=appearance.styles,
        captions_above_tables=appearance.captions_above_tables,
        captions_above_figures=appearance.captions_above_figures,
        lists_of=appearance.lists_of,
        running_chapter=appearance.running_chapter,
        look=appearance.look,
    )


def _look(settings: ProjectSettings, plain: Appearance, problems: Problems) -> Look:
    """The look that the settings ask for, else that of the template; notes what it moved."""
    if not settings.colours and plain.template is None:
        return OWN_LOOK
    from reportgen.compose.look import look_of

    made, key = look_of(settings.colours), "colours"
    if not settings.colours:
        own = template_look(word_options(plain)).colours
        key = "template"
        coloured = (own.heading,) if own.heading and chroma(own.heading) >= GREY else ()
        made = look_of((*coloured, *own.accents), own.heading or "#000000", own.link)
    asked, shown = made.first
    if asked != shown:
        message = _(
            "{asked} is too light to stand on white: {shown} takes its place in charts or text",
            asked=asked,
            shown=shown,
        )
        hint = _("to choose another, write colours: in reportgen.yaml")
        found = Diagnostic("colour-moved", message, settings.place(key), hint, Severity.NOTE)
        problems.found.append(found)
    return made.look


def _read_logo(root: Path, settings: ProjectSettings, problems: Problems) -> Image | None:
    """The logo; None where there is none, or none that can be shown, which is noted."""
    if settings.logo:
        with problems.collecting():
            return read_named_image(root, settings.logo, settings.place("logo"))
    return None


def _read_template(
    root: Path, settings: ProjectSettings, plain: Appearance, problems: Problems
) -> bytes | None:
    """The bytes of the template; None where there is none, or none to be used, which is noted."""
    if settings.template is None:
        return None
    try:
        content = _template_bytes(root, settings.template, settings.place("template"))
        template_look(word_options(replace(plain, template=content)))
    except ReportError as error:
        problems.found += in_settings(error.diagnostics, settings)
        return None
    return content


def _template_bytes(root: Path, name: str, place: Span) -> bytes:
    """The bytes of the template; raises ReportError (unreadable-file)."""
    try:
        return read_regular(inside_project(root, name, place))
    except OSError as error:
        message = _("'{file}' can't be read: {reason}", file=name, reason=cause_of(error))
        raise report_error("unreadable-file", place, message) from None


def in_settings(told: Iterable[Diagnostic], settings: ProjectSettings) -> list[Diagnostic]:
    """What the Word writer tells, with the place of the setting that it is about."""
    return [
        each if each.span else replace(each, span=settings.place(_ABOUT.get(each.code, "template")))
        for each in told
    ]


def _logo_text(settings: ProjectSettings) -> str:
    """What a screen reader says of the logo."""
    if settings.language == "sv":
        return f"Logotyp: {settings.organisation}"
    return f"Logo of {settings.organisation}"
