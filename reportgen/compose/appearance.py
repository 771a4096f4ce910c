"""How the project's settings want documents to look, and what is wrong with what they name."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic, Problems, ReportError, Span, report_error
from reportgen.diagnostics import Message as _
from reportgen.model.project import CaptionPlaces, ProjectSettings
from reportgen.readers.paths import inside_project
from reportgen.readers.pictures.images import read_named_image
from reportgen.storage.causes import cause_of
from reportgen.storage.files import read_regular
from reportgen.writers.word import WordOptions, template_look

# The settings that the Word writer's diagnostics are about; all others concern the template.
_ABOUT = {"unknown-style": "styles"}


def word_options(root: Path, settings: ProjectSettings) -> WordOptions:
    """The writer's options as the project sets them.

    Raises ReportError for a template or a logo that can't be read.
    """
    template = None
    if settings.template:
        place = settings.place("template")
        template = _read_template(root, settings.template, place)
    logo = None
    if settings.logo:
        logo = read_named_image(root, settings.logo, settings.place("logo"))
    places = settings.caption_places or CaptionPlaces(settings.span)
    kinds: dict[str, Literal["figure", "table"]] = {"figures": "figure", "tables": "table"}
    return WordOptions(
        template=template,
        font=settings.font,
        logo=logo,
        logo_alt=_logo_text(settings),
        styles=settings.styles,
        captions_above_tables=places.tables == "above",
        captions_above_figures=places.figures == "above",
        lists_of=tuple(kinds[each] for each in settings.lists),
    )


def _read_template(root: Path, name: str, place: Span) -> bytes:
    """The bytes of the template; raises ReportError (unreadable-file)."""
    try:
        return read_regular(inside_project(root, name, place))
    except OSError as error:
        message = _("'{file}' can't be read: {reason}", file=name, reason=cause_of(error))
        raise report_error("unreadable-file", place, message) from None


def check_appearance(root: Path, settings: ProjectSettings, problems: Problems) -> None:
    """Note what is wrong with the files that the settings name: each at its own line."""
    if settings.logo:
        with problems.collecting():
            word_options(root, replace(settings, template=None))
    if settings.template:
        try:
            template_look(word_options(root, replace(settings, logo=None)))
        except ReportError as error:
            problems.found += in_settings(error.diagnostics, settings)


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
