"""Sections: page size, margins, columns, headers and footers (ECMA-376 part 1, 17.6.17)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

from reportgen.writers.word.options import COLUMN_GAP_MM
from reportgen.writers.word.wml.lengths import millimetres, twips
from reportgen.writers.word.wml.markup import NOTHING, Xml, escape, joined, qualified

if TYPE_CHECKING:
    from lxml.etree import _Element

_A4 = (twips(210), twips(297))
_COLUMN_GAP = twips(COLUMN_GAP_MM)
_MARGINS = ("top", "right", "bottom", "left", "header", "footer", "gutter")
_DEFAULT_MARGINS = (1417, 1417, 1417, 1417, 708, 708, 0)


class Layout(Struct, frozen=True):
    """How the text of a section stands on its pages."""

    columns: int = 1
    landscape: bool = False


class Page(Struct, frozen=True):
    """The template's page in twips, and its header and footer references by (element, type).

    `margins` are top, right, bottom, left, header, footer, gutter. An empty `w:sectPr` would
    lose all this, so every section that is written repeats it. How a template numbers its
    pages is left out: pages count from the cover on, as the contents say.
    """

    width: int = _A4[0]
    height: int = _A4[1]
    margins: tuple[int, ...] = _DEFAULT_MARGINS
    references: tuple[tuple[str, str, str], ...] = ()
    has_first_page: bool = False
    borders: Xml = NOTHING

    def sides(self, layout: Layout) -> tuple[int, int]:
        """Width and height of a page of `layout`; a template may lie on its side already."""
        if layout.landscape:
            return max(self.width, self.height), min(self.width, self.height)
        return self.width, self.height

    def text_width(self, layout: Layout = Layout()) -> float:
        """The width in mm that text has in one column of `layout`."""
        _, right, _, left, _, _, gutter = self.margins
        width = self.sides(layout)[0] - left - right - gutter
        gaps = (layout.columns - 1) * _COLUMN_GAP
        return millimetres((width - gaps) / layout.columns)

    def text_height(self, layout: Layout = Layout()) -> float:
        """The height in mm that text has on a page of `layout`."""
        return millimetres(self.sides(layout)[1] - abs(self.margins[0]) - abs(self.margins[2]))


def read_page(sections: Sequence[_Element]) -> Page:
    """The page that the last of `sections` (`w:sectPr`) describes; A4 where it says nothing.

    Headers and footers that a section does not name are those of the one before it.
    """
    if not sections:
        return Page()
    properties = sections[-1]
    width, height = _lengths(properties.find(qualified("w:pgSz")), ("w", "h"), _A4)
    return Page(
        width=width,
        height=height,
        margins=_lengths(properties.find(qualified("w:pgMar")), _MARGINS, _DEFAULT_MARGINS),
        references=_references(sections),
        has_first_page=is_on(properties.find(qualified("w:titlePg"))),
        borders=_borders(properties.find(qualified("w:pgBorders"))),
    )


def is_on(switch: _Element | None) -> bool:
    """Whether an on/off property is on: it is there, and does not say that it is off."""
    return switch is not None and switch.get(qualified("w:val"), "1") not in ("0", "false", "off")


def section_properties(page: Page, layout: Layout, *, kind: str, first: bool = False) -> Xml:
    """`w:sectPr`; `kind` says how the section begins: "nextPage" or "continuous".

    `first` gives it a first page of its own, for the cover.
    """
    sides = page.sides(layout)
    turned = ' w:orient="landscape"' if sides[0] > sides[1] else ""
    margins = "".join(
        f' w:{name}="{length}"' for name, length in zip(_MARGINS, page.margins, strict=True)
    )
    return Xml(
        f'<w:sectPr>{joined(map(_reference, page.references))}<w:type w:val="{escape(kind)}"/>'
        f'<w:pgSz w:w="{sides[0]}" w:h="{sides[1]}"{turned}/><w:pgMar{margins}/>'
        f"{page.borders}"
        f'<w:cols{_columns(layout.columns)} w:space="{_COLUMN_GAP}"/>'
        f"{'<w:titlePg/>' if first else ''}</w:sectPr>"
    )


def _columns(number: int) -> Xml:
    return Xml(f' w:num="{number}"') if number > 1 else NOTHING


def _lengths(
    element: _Element | None, names: tuple[str, ...], defaults: tuple[int, ...]
) -> tuple[int, ...]:
    if element is None:
        return defaults
    return tuple(
        round(float(element.get(qualified(f"w:{name}"), default)))
        for name, default in zip(names, defaults, strict=True)
    )


_REFERENCES = {qualified(f"w:{name}"): name for name in ("headerReference", "footerReference")}


def _references(sections: Sequence[_Element]) -> tuple[tuple[str, str, str], ...]:
    """(element, type, relationship) of every header and footer, headers first."""
    found: dict[tuple[str, str], str] = {}
    for child in (child for properties in sections for child in properties):
        if child.tag in _REFERENCES:
            kind = child.get(qualified("w:type"), "default")
            found[_REFERENCES[child.tag], kind] = child.get(qualified("r:id"), "")
    return tuple((name, kind, identity) for (name, kind), identity in found.items())


def _reference(reference: tuple[str, str, str]) -> Xml:
    name, kind, relationship = reference
    return Xml(f'<w:{name} w:type="{escape(kind)}" r:id="{escape(relationship)}"/>')


def _borders(element: _Element | None) -> Xml:
    if element is None:
        return NOTHING
    attributes = _written(_plain_attributes(element))
    sides = "".join(
        f"<w:{str(side.tag).rpartition('}')[2]}{_written(_plain_attributes(side))}/>"
        for side in element
    )
    return Xml(f"<w:pgBorders{attributes}>{sides}</w:pgBorders>")


def _plain_attributes(element: _Element | None) -> list[tuple[str, str]]:
    """Name without prefix and value of an element's own attributes."""
    if element is None:
        return []
    own = qualified("w:x")[:-1]
    return [(str(k).removeprefix(own), str(v)) for k, v in element.attrib.items() if own in str(k)]


def _written(attributes: list[tuple[str, str]]) -> Xml:
    return Xml("".join(f' w:{name}="{escape(value)}"' for name, value in attributes))
