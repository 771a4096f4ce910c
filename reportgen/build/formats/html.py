"""The report as one HTML file, with the project's own page templates where it has some."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from msgspec.structs import replace

from reportgen.build.figures import draw_figures, editable_figures, with_narrow_charts
from reportgen.build.formats import Printable
from reportgen.compose.year import Composed
from reportgen.diagnostics import Problems, ReportError
from reportgen.model import Picture
from reportgen.writers.html import HtmlOptions, write_html

if TYPE_CHECKING:
    from reportgen.compare import Comparison
    from reportgen.writers.telling import Telling


def make(printable: Printable, problems: Problems, *, preview: bool = False) -> bytes:
    """The bytes of the page.

    For a `preview` it says where everything comes from, and lets its server's script in.
    Raises ReportError: page-template, and what was wrong with them when they were read.
    """
    composed, pictures = printable.composed, printable.pictures
    if editable_figures(composed):
        pictures, _drawn = draw_figures(printable.root, composed, Problems(), all_as_pictures=True)
    pictures = with_narrow_charts(printable.root, composed, pictures)
    options = replace(
        _options(composed), show_values=printable.show_values, source_map=preview, served=preview
    )
    stream = BytesIO()
    problems.found += write_html(composed.document, pictures, stream, options)
    return stream.getvalue()


def make_comparison(
    composed: Composed,
    comparison: Comparison,
    telling: Telling,
    pictures: Mapping[str, Picture],
    problems: Problems,
) -> bytes:
    """A comparison as one HTML file, in the look of the newer report, which is `composed`.

    `pictures` are those of both reports. Raises ReportError as `make` does.
    """
    from reportgen.writers.html.comparison import write_comparison_html

    stream = BytesIO()
    options = _options(composed)
    problems.found += write_comparison_html(comparison, telling, pictures, stream, options)
    return stream.getvalue()


def _options(composed: Composed) -> HtmlOptions:
    """The page's options as the project sets them; raises ReportError for its templates."""
    look = composed.appearance
    if look.page_faults:
        raise ReportError(look.page_faults)
    return HtmlOptions(
        templates=look.page_templates,
        captions_above_tables=look.captions_above_tables,
        captions_above_figures=look.captions_above_figures,
        lists_of=look.lists_of,
        look=look.look,
        logo=look.logo,
        logo_alt=look.logo_alt,
        draft=composed.draft,
    )
