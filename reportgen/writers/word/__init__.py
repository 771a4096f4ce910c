"""The Word writer: a Document to the bytes of a .docx. The rest is loaded when it is first used."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO

from msgspec import Struct
from msgspec.structs import replace

from reportgen.diagnostics import Diagnostic
from reportgen.model import Document, Picture
from reportgen.model.look import OWN_LOOK, Look
from reportgen.writers.word.options import (
    CAPTION_MM,
    CHART_SHARE,
    COLUMN_GAP_MM,
    DEFAULT_FONT,
    DEFAULT_OPTIONS,
    NO_COLOURS,
    OWN_TEXT_MM,
    OWN_TURNED_MM,
    WIDEST_MM,
    TemplateColours,
    WordOptions,
)

if TYPE_CHECKING:
    from reportgen.writers.word.contrast import LowContrast


def write_word(
    document: Document,
    pictures: Mapping[str, Picture],
    target: BinaryIO,
    options: WordOptions = DEFAULT_OPTIONS,
) -> tuple[Diagnostic, ...]:
    """Write `document` as a .docx to `target`; the same document gives the same bytes.

    `pictures` are by figure id; a figure of an image file needs none. Returns what is worth
    telling (`missing-style`: the template lacked one, ours was added). Raises ReportError
    (`unreadable-template`), and ValueError for what an earlier stage should have resolved.
    """
    from reportgen.writers.word.document import write_package_of

    return write_package_of(document, pictures, target, options)


def with_figures_floated(
    document: Document, pictures: Mapping[str, Picture], options: WordOptions
) -> Document:
    """`document` with text in the gaps that figures would leave at the foot of a page.

    `pictures` are by figure id. Raises ReportError (`unreadable-template`).
    """
    from reportgen.writers.word.fitting import Fitter
    from reportgen.writers.word.flow import free_figures, with_figures_floated
    from reportgen.writers.word.heights import Heights
    from reportgen.writers.word.template import open_template

    if not free_figures(document):
        return document
    template = open_template(options.template, options.styles, options.font, options.look)
    fitter = Fitter(template)
    heights = Heights(template, fitter, options, pictures, document.properties.language)
    return with_figures_floated(document, template.page, fitter, heights)


def default_template(font: str = DEFAULT_FONT) -> bytes:
    """Our own template as a .docx, in `font`, to start one's own from."""
    from reportgen.writers.word.own_template import default_template as packed

    return packed(font)


class TemplateLook(Struct, frozen=True):
    """What charts and pictures must know of a template: the room for them, in mm, and its fonts.

    `turned_mm` are width and height on a page on its side. `font` is that of running text,
    `fonts` are all that pages depend on. `hard_to_read` are styles with too little contrast, in
    use or not. `colours` are the template's own, `look` is the report's.
    """

    text_width_mm: float
    text_height_mm: float
    font: str
    fonts: tuple[str, ...]
    turned_mm: tuple[float, float]
    hard_to_read: tuple[LowContrast, ...] = ()
    colours: TemplateColours = NO_COLOURS
    look: Look = OWN_LOOK


def template_look(options: WordOptions) -> TemplateLook:
    """What the template of `options` looks like; ours is known without opening it.

    Raises ReportError (unreadable-template).
    """
    if options.template is None:
        fonts = options.font, (options.font,)
        return TemplateLook(*OWN_TEXT_MM, *fonts, OWN_TURNED_MM, look=options.look)
    of_template = _look_of(options.template, tuple(sorted(options.styles.items())))
    return replace(of_template, look=options.look)


@lru_cache(maxsize=2)
def _look_of(content: bytes, styles: tuple[tuple[str, str], ...]) -> TemplateLook:
    from reportgen.writers.word.contrast import find_colours, find_low_contrast
    from reportgen.writers.word.template import open_template
    from reportgen.writers.word.wml.section import Layout

    template = open_template(content, dict(styles))
    low = find_low_contrast(template)
    page, turned = template.page, Layout(landscape=True)
    return TemplateLook(
        page.text_width(),
        page.text_height(),
        template.font,
        template.fonts,
        (page.text_width(turned), page.text_height(turned)),
        low,
        find_colours(template),
    )


def hard_to_read(document: Document, options: WordOptions) -> tuple[LowContrast, ...]:
    """The styles that `document` is set in whose text stands out too little.

    Everything in it must be evaluated. Raises ReportError (unreadable-template).
    """
    pale = template_look(options).hard_to_read
    if not pale:
        return ()
    from reportgen.writers.word.document import styles_in_use

    used = styles_in_use(document, options)
    return tuple(each for each in pale if each.identity in used)


__all__ = [
    "CAPTION_MM",
    "CHART_SHARE",
    "COLUMN_GAP_MM",
    "DEFAULT_FONT",
    "OWN_TEXT_MM",
    "WIDEST_MM",
    "TemplateLook",
    "WordOptions",
    "default_template",
    "hard_to_read",
    "template_look",
    "with_figures_floated",
    "write_word",
]
