"""The figures of a composed document: their charts drawn, their places on the pages found."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from reportgen.build.fonts import warn_of_font, warn_of_template_fonts
from reportgen.compose.appearance import word_options
from reportgen.compose.year import Composed
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems
from reportgen.language.doing import Doing, to_nobody
from reportgen.model import Chart, Document, Figure, Picture
from reportgen.model.pictures import picture_of
from reportgen.model.traverse import walk_blocks
from reportgen.writers.charts.places import render_in_places, render_narrow
from reportgen.writers.word import template_look, with_figures_floated


def figures_of(document: Document) -> tuple[Figure, ...]:
    """The figures of a document in reading order."""
    blocks = (block for section in document.sections for block in walk_blocks(section.blocks))
    return tuple(block for block in blocks if isinstance(block, Figure))


def editable_figures(composed: Composed) -> frozenset[str]:
    """The ids of the figures that become charts which Word can edit."""
    usual = composed.project.settings.charts == "editable"
    return frozenset(
        figure.id
        for figure in figures_of(composed.document)
        if isinstance(figure.content, Chart)
        and not figure.content.is_picture_only
        and (usual if figure.editable is None else figure.editable)
    )


def draw_figures(
    root: Path,
    composed: Composed,
    problems: Problems,
    doing: Doing = to_nobody,
    *,
    all_as_pictures: bool = False,
) -> tuple[dict[str, Picture], int]:
    """The pictures of a document by figure id, and how many charts were drawn anew.

    Charts that Word can edit need none, unless `all_as_pictures`. Warns of font-missing and
    missing-characters.
    """
    figures = figures_of(composed.document)
    editable = frozenset() if all_as_pictures else editable_figures(composed)
    charts = {
        name: chart for name, chart in _charts_of(composed.document).items() if name not in editable
    }
    drawn = 0

    def on_drawn(name: str) -> None:
        nonlocal drawn
        del name
        drawn += 1
        doing(_("Chart {number} of {count}", number=str(drawn), count=str(len(charts))))

    settings = composed.project.settings
    look = template_look(word_options(composed.appearance))
    rendered = render_in_places(charts, composed.document, look, root, on_drawn)
    warn_of_font(rendered.font, rendered.missing, settings, problems)
    warn_of_template_fonts(look, settings, problems)
    pictures = dict(rendered.pictures)
    for figure in figures:
        if not isinstance(figure.content, Chart):
            pictures[figure.id] = picture_of(figure.content)
    return pictures, rendered.drawn


def _charts_of(document: Document) -> dict[str, Chart]:
    """The charts of a document by figure id."""
    found = ((each.id, each.content) for each in figures_of(document))
    return {name: content for name, content in found if isinstance(content, Chart)}


def with_narrow_charts(
    root: Path, composed: Composed, pictures: Mapping[str, Picture]
) -> dict[str, Picture]:
    """`pictures` with a second drawing of each chart, for narrow screens."""
    look = template_look(word_options(composed.appearance))
    narrow = render_narrow(_charts_of(composed.document), look, root)
    return {
        name: replace(picture, narrow=narrow.get(name, b"")) for name, picture in pictures.items()
    }


def with_pages_filled(composed: Composed, pictures: Mapping[str, Picture]) -> Composed:
    """`composed` with its figures where they leave no large gap, the same for all formats.

    A comparison goes without: there nothing may seem to have moved.
    """
    options = replace(word_options(composed.appearance), editable=editable_figures(composed))
    document = with_figures_floated(composed.document, pictures, options)
    return replace(composed, document=document)
