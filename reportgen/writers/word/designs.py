"""Three designs to start a template of one's own from; each is our own with a few words changed.

What is changed stands in the template's files to the letter: a test sees to it that it does.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from msgspec import Struct

_BOLD = "<w:b/><w:bCs/>"
_BAND = 'cx="432000"'
_PALE_HEAD = (
    'w:fill="E8EEF4" w:themeFill="background2"',
    'w:fill="12436D" w:themeFill="accent1"',
)
_DARK_WORDS = (
    'w:val="12436D" w:themeColor="accent1"',
    'w:val="FFFFFF" w:themeColor="background1"',
)


class Design(Struct, frozen=True):
    """A design: its font and colour, and what else differs from our own template.

    `plain` are the ids of styles that are not bold, `sizes` those of another size, in half
    points. `band_emu` is the width of the band on the cover. `dark_head`: the head of a table
    is filled with the colour, its words white.
    """

    name: str
    file: str
    font: str
    colour: str
    plain: tuple[str, ...] = ()
    sizes: tuple[tuple[str, int], ...] = ()
    band_emu: int = 432_000
    dark_head: bool = False

    def changed(self, part: str, text: str) -> str:
        """A part of our template, in our colours and font still, as this design has it."""
        if part.endswith("header1.xml"):
            return text.replace(_BAND, f'cx="{self.band_emu}"')
        if not part.endswith("styles.xml"):
            return text
        for style in self.plain:
            text = _within(text, style, lambda it: it.replace(_BOLD, "", 1))
        for style, size in self.sizes:
            text = _within(text, style, partial(_sized, size))
        if self.dark_head:
            text = text.replace(*_PALE_HEAD)
            text = _within(text, "TableHeader", lambda it: it.replace(*_DARK_WORDS))
        return text


def _sized(size: int, style: str) -> str:
    """A style with type of that size, in half points."""
    sized = f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    return re.sub(r"<w:sz w:val=[^>]*/><w:szCs w:val=[^>]*/>", sized, style)


def _within(text: str, style: str, change: Callable[[str], str]) -> str:
    """`text` with the style of that id changed."""
    begin = text.index(f'w:styleId="{style}"')
    end = text.index("</w:style>", begin)
    return text[:begin] + change(text[begin:end]) + text[end:]


_HEADINGS = ("Heading1", "Heading2", "Heading3", "Title", "TOCHeading")
DESIGNS = (
    Design(
        "quiet",
        "mall-stillsam.docx",
        "Calibri",
        "#3B5756",
        plain=_HEADINGS,
        sizes=(("Title", 64), ("Heading1", 36)),
        band_emu=108_000,
    ),
    Design(
        "classical",
        "mall-klassisk.docx",
        "Cambria",
        "#6B1F2E",
        plain=_HEADINGS,
        sizes=(("Title", 72), ("Heading1", 38), ("Heading2", 30)),
        band_emu=36_000,
    ),
    Design(
        "bold",
        "mall-kraftig.docx",
        "Arial",
        "#0A4D8C",
        sizes=(("Title", 92), ("Heading1", 46), ("Heading2", 30)),
        band_emu=828_000,
        dark_head=True,
    ),
)
