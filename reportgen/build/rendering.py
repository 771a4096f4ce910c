"""Makes a composed document printable: charts drawn, pages found, Word written."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from reportgen.compose.appearance import in_settings, word_options
from reportgen.compose.year import Composed
from reportgen.diagnostics import Message as _
from reportgen.diagnostics import Problems, ReportError
from reportgen.model import Chart, Document, Figure, Picture, Table
from reportgen.model.pictures import picture_of
from reportgen.model.project import ProjectSettings
from reportgen.model.traverse import walk_blocks
from reportgen.office.libreoffice import LibreOfficeError, convert_to_pdf, find_pages
from reportgen.office.pdf import finish_pdf
from reportgen.writers.charts import FontFile, find_font
from reportgen.writers.charts.places import render_in_places
from reportgen.writers.word import (
    TemplateLook,
    template_look,
    with_figures_floated,
    write_word,
)

if TYPE_CHECKING:
    from reportgen.compare import Comparison
    from reportgen.writers.comparison import Telling
    from reportgen.writers.html import HtmlOptions

# Called with how many charts are drawn and how many there are to draw.
Progress = Callable[[int, int], None]


def figures_of(document: Document) -> tuple[Figure, ...]:
    """The figures of a document in reading order."""
    from reportgen.model.traverse import walk_blocks

    blocks = (block for section in document.sections for block in walk_blocks(section.blocks))
    return tuple(block for block in blocks if isinstance(block, Figure))


def editable_figures(composed: Composed) -> frozenset[str]:
    """The ids of the figures that become charts which Word can edit."""
    usual = composed.project.settings.charts == "editable"
    return frozenset(
        figure.id
        for figure in figures_of(composed.document)
        if isinstance(figure.content, Chart)
        and (usual if figure.editable is None else figure.editable)
    )


def draw_figures(
    root: Path,
    composed: Composed,
    problems: Problems,
    progress: Progress | None = None,
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
        each.id: each.content
        for each in figures
        if isinstance(each.content, Chart) and each.id not in editable
    }
    drawn = 0

    def on_drawn(name: str) -> None:
        nonlocal drawn
        del name
        drawn += 1
        if progress:
            progress(drawn, len(charts))

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


def with_pages_filled(composed: Composed, pictures: Mapping[str, Picture]) -> Composed:
    """`composed` with its figures where they leave no large gap, the same for all formats.

    A comparison goes without: there nothing may seem to have moved.
    """
    options = replace(word_options(composed.appearance), editable=editable_figures(composed))
    document = with_figures_floated(composed.document, pictures, options)
    return replace(composed, document=document)


def warn_of_template_fonts(
    look: TemplateLook, settings: ProjectSettings, problems: Problems
) -> None:
    """Say which fonts of a template are not here: its pages were counted in others."""
    for name in look.fonts[1:]:
        if name != look.font and not find_font(name).metric_compatible:
            message = _("the template's font {font} is not installed here", font=name)
            hint = _("pages may end elsewhere in Word than the contents say")
            problems.warn("font-missing", settings.place("template"), message, hint)


def warn_of_font(
    font: FontFile, missing: str, settings: ProjectSettings, problems: Problems
) -> None:
    """Say that charts are in another font than the document, or lack a character."""
    if not font.metric_compatible:
        message = _(
            "the font {font} is not installed: the charts are in {other}",
            font=font.asked,
            other=font.family,
        )
        hint = _("install it, or choose another with 'font' in reportgen.yaml")
        asked = settings.place("font" if settings.template is None else "template")
        problems.warn("font-missing", asked, message, hint)
    if missing:
        message = _("no installed font has these characters: {missing}", missing=missing)
        problems.warn("missing-characters", None, message)


def render_word(
    root: Path,
    composed: Composed,
    pictures: Mapping[str, Picture],
    problems: Problems,
    *,
    show_values: bool = False,
    all_as_pictures: bool = False,
) -> bytes:
    """The Word document, with the pages in its contents where LibreOffice can tell them.

    `show_values` makes a review copy. `all_as_pictures` leaves no chart for Word to edit: a
    PDF would lose its text alternative.
    """
    settings = composed.project.settings
    options = replace(
        word_options(composed.appearance),
        draft=composed.draft,
        show_values=show_values,
        editable=frozenset() if all_as_pictures else editable_figures(composed),
    )

    stream = BytesIO()
    if settings.page_numbers:
        # Neither the map of sources nor comments move a page: the pages stay known without them.
        bare = replace(options, source_map=False, show_values=False)
        write_word(composed.document, pictures, stream, bare)
        options = replace(options, page_numbers=page_numbers(stream.getvalue(), root, problems))
        stream = BytesIO()
    told = write_word(composed.document, pictures, stream, options)
    problems.found += in_settings(told, settings)
    return stream.getvalue()


def page_numbers(document: bytes, root: Path, problems: Problems) -> dict[str, int]:
    """The pages for the contents; none, with a warning, where LibreOffice can't tell them."""
    try:
        return find_pages(document, root)
    except LibreOfficeError as failed:
        message = _("the contents have no page numbers: {reason}", reason=failed.reason)
        code = "no-page-numbers" if failed.code == "no-libreoffice" else failed.code
        problems.warn(code, None, message, failed.hint)
        return {}


def render_pdf(root: Path, composed: Composed, document: bytes, problems: Problems) -> bytes:
    """The PDF of the Word `document`, its charts as pictures: others would have no alt text.

    Raises ReportError: no-libreoffice, libreoffice-failed.
    """
    if editable_figures(composed):
        pictures, _drawn = draw_figures(root, composed, problems, all_as_pictures=True)
        document = render_word(root, composed, pictures, Problems(), all_as_pictures=True)
    return finish_pdf(convert_to_pdf(document), composed.document.properties.day)


def render_html(
    root: Path,
    composed: Composed,
    pictures: Mapping[str, Picture],
    problems: Problems,
    *,
    show_values: bool = False,
    preview: bool = False,
) -> bytes:
    """The report as one HTML file, with the project's own page templates where it has some.

    For a `preview` it says where everything comes from, and lets its server's script in.
    Raises ReportError: page-template, and what was wrong with them when they were read.
    """
    from reportgen.writers.html import write_html

    if editable_figures(composed):
        pictures, _drawn = draw_figures(root, composed, Problems(), all_as_pictures=True)
    options = replace(
        html_options(composed), show_values=show_values, source_map=preview, served=preview
    )
    stream = BytesIO()
    problems.found += write_html(composed.document, pictures, stream, options)
    return stream.getvalue()


def render_comparison_html(
    composed: Composed,
    comparison: Comparison,
    telling: Telling,
    pictures: Mapping[str, Picture],
    problems: Problems,
) -> bytes:
    """A comparison as one HTML file, in the look of the newer report, which is `composed`.

    `pictures` are those of both reports. Raises ReportError as `render_html` does.
    """
    from reportgen.writers.html.comparison import write_comparison_html

    stream = BytesIO()
    options = html_options(composed)
    problems.found += write_comparison_html(comparison, telling, pictures, stream, options)
    return stream.getvalue()


def html_options(composed: Composed) -> HtmlOptions:
    """The page's options as the project sets them; raises ReportError for its templates."""
    from reportgen.writers.html import HtmlOptions

    look = composed.appearance
    if look.page_faults:
        raise ReportError(look.page_faults)
    return HtmlOptions(
        templates=look.page_templates,
        captions_above_tables=look.captions_above_tables,
        captions_above_figures=look.captions_above_figures,
        lists_of=look.lists_of,
        logo=look.logo,
        logo_alt=look.logo_alt,
        draft=composed.draft,
    )


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
