"""Makes a composed document printable: charts drawn, pages found, Word written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Literal

from reportgen.charts import ChartStyle, FontFile, render_charts
from reportgen.compose import Composed
from reportgen.dataclass import replace
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems
from reportgen.libreoffice import INSTALL_HINT, find_pages
from reportgen.model import Chart, Document, Figure, Picture, Table
from reportgen.pictures import picture_of
from reportgen.project import CaptionPlaces, ProjectSettings
from reportgen.readers.paths import inside_project
from reportgen.records import CACHE
from reportgen.traverse import walk_blocks
from reportgen.writers.word import WordOptions, write_word

# Called with how many charts are drawn and how many there are to draw.
Progress = Callable[[int, int], None]


def figures_of(document: Document) -> tuple[Figure, ...]:
    """The figures of a document in reading order."""
    from reportgen.traverse import walk_blocks

    blocks = (block for section in document.sections for block in walk_blocks(section.blocks))
    return tuple(block for block in blocks if isinstance(block, Figure))


def draw_figures(
    root: Path, composed: Composed, problems: Problems, progress: Progress | None = None
) -> tuple[dict[str, Picture], int]:
    """The pictures of a document by figure id, and how many charts were drawn anew.

    Warns of font-missing and missing-characters.
    """
    figures = figures_of(composed.document)
    charts = {each.id: each.content for each in figures if isinstance(each.content, Chart)}
    drawn = 0

    def on_drawn(name: str) -> None:
        nonlocal drawn
        del name
        drawn += 1
        if progress:
            progress(drawn, len(charts))

    rendered = render_charts(
        charts,
        ChartStyle(font_family=composed.project.settings.font),
        root / CACHE / "charts",
        on_drawn,
    )
    warn_of_font(rendered.font, rendered.missing, problems)
    pictures = dict(rendered.pictures)
    for figure in figures:
        if not isinstance(figure.content, Chart):
            pictures[figure.id] = picture_of(figure.content)
    return pictures, rendered.drawn


def warn_of_font(font: FontFile, missing: str, problems: Problems) -> None:
    """Say that charts are in another font than the document, or lack a character."""
    if not font.metric_compatible:
        message = _(
            "the font {font} is not installed: the charts are in {other}",
            font=font.asked,
            other=font.family,
        )
        hint = _("install it, or choose another with 'font' in reportgen.yaml")
        problems.warn("font-missing", None, message, hint)
    if missing:
        message = _("no installed font has these characters: {missing}", missing=missing)
        problems.warn("missing-characters", None, message)


def word_options(root: Path, settings: ProjectSettings) -> WordOptions:
    """The writer's options as the project sets them; raises ReportError for its template."""
    template = None
    if settings.template:
        template = inside_project(root, settings.template, settings.span).read_bytes()
    places = settings.caption_places or CaptionPlaces(settings.span)
    kinds: dict[str, Literal["figure", "table"]] = {"figures": "figure", "tables": "table"}
    return WordOptions(
        template=template,
        styles=settings.styles,
        captions_above_tables=places.tables == "above",
        captions_above_figures=places.figures == "above",
        lists_of=tuple(kinds[each] for each in settings.lists),
    )


def render_word(
    root: Path, composed: Composed, pictures: Mapping[str, Picture], problems: Problems
) -> bytes:
    """The Word document, with the pages in its contents where LibreOffice can tell them."""
    settings = composed.project.settings
    options = replace(word_options(root, settings), draft=composed.draft)

    def written(options: WordOptions) -> bytes:
        stream = BytesIO()
        notes = write_word(composed.document, pictures, stream, options)
        problems.found += [note for note in notes if note not in problems.found]
        return stream.getvalue()

    content = written(options)
    if not settings.page_numbers:
        return content
    pages = find_pages(content, root / CACHE / "pages")
    if pages is None:
        message = _("the contents have no page numbers: LibreOffice is not installed")
        problems.warn("no-page-numbers", None, message, INSTALL_HINT)
        return content
    return written(replace(options, page_numbers=pages))


def summarise(document: Document) -> dict[str, int]:
    """How many sections, tables and figures a document has."""
    counts = {"sections": len(document.sections), "tables": 0, "figures": 0}
    for section in document.sections:
        for block in walk_blocks(section.blocks):
            if isinstance(block, Table):
                counts["tables"] += 1
            elif isinstance(block, Figure):
                counts["figures"] += 1
    return counts
