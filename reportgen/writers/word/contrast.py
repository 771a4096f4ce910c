"""Contrast of a template's styles, computed: text to the ground that it stands on.

WCAG 2.1, 1.4.3: 4.5:1, and 3:1 for large text, which is 18 pt, or 14 pt in bold.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from reportgen.model.colours import PAPER, contrast, readable
from reportgen.writers.word.options import TemplateColours
from reportgen.writers.word.styles import CHARACTER_STYLES, PARAGRAPH_STYLES, Role
from reportgen.writers.word.template import Template, parse_part
from reportgen.writers.word.wml.colours import (
    TextColour,
    accents_of,
    header_row_colours,
    set_text_colour,
    text_colour_of,
    theme_colours,
)
from reportgen.writers.word.wml.markup import qualified
from reportgen.writers.word.wml.stylesheet import style_names

_INK = "#000000"  # what "auto" is on paper
_TELLING: tuple[Role, ...] = ("heading1", "link")
_LEAST = 4.5
_LEAST_LARGE = 3.0


class LowContrast(Struct, frozen=True):
    """A style of the template that is hard to read: `ratio` where `least` is asked for.

    `style` is its name as Word shows it, `identity` its id, `readable` the nearest colour of text
    that stands out enough.
    """

    style: str
    identity: str
    ratio: float
    least: float
    readable: str


def find_low_contrast(template: Template) -> tuple[LowContrast, ...]:
    """The styles that a report can use whose text stands out too little."""
    names = {identity: name for _, name, identity in style_names(template.stylesheet)}
    found = {low.style: low for role in _roles() for low in _of_role(role, template, names)}
    return tuple(found.values())


def make_readable(template: Template) -> None:
    """Move the colours of the styles that are hard to read, until they can be read."""
    for each in find_low_contrast(template):
        set_text_colour(template.stylesheet, each.identity, each.readable)


def find_colours(template: Template) -> TemplateColours:
    """The colours that the template's own styles and its theme have."""
    own = {role: text_colour_of(template.stylesheet, template.styles[role]) for role in _TELLING}
    heading, link = (
        "" if role in template.added else own[role].text or "" for role in ("heading1", "link")
    )
    theme = theme_colours(template.theme)
    return TemplateColours(heading, link or theme.get("hlink", ""), accents_of(theme))


def own_styles(template: Template) -> set[str]:
    """The ids of the styles in which the template's own cover, headers and footers are set."""
    trees = [template.cover.body] if template.cover else []
    for part in template.parts:
        framing = part.content_type.endswith(("header+xml", "footer+xml"))
        if framing and isinstance(part.content, bytes):
            trees.append(parse_part(part.content))
    names = qualified("w:pStyle"), qualified("w:rStyle")
    found = (each.get(qualified("w:val")) for tree in trees for each in tree.iter(*names))
    return {each for each in found if each}


def _roles() -> Iterator[Role]:
    yield from PARAGRAPH_STYLES
    yield from CHARACTER_STYLES


def _of_role(role: Role, template: Template, names: dict[str, str]) -> Iterator[LowContrast]:
    identity = template.styles[role]
    look = text_colour_of(template.stylesheet, identity)
    text, ground = look.text, look.ground
    if role == "table_header":
        of_row = header_row_colours(template.stylesheet, template.styles["table"])
        text, ground = text or of_row[0], ground or of_row[1]
    text, ground = text or _INK, ground or PAPER
    ratio, least = contrast(text, ground), _least(look)
    if ratio < least:
        better = readable(text, ground, least)
        yield LowContrast(names.get(identity, role), identity, ratio, least, better)


def _least(look: TextColour) -> float:
    large = look.size_pt >= 18 or (look.bold and look.size_pt >= 14)
    return _LEAST_LARGE if large else _LEAST
