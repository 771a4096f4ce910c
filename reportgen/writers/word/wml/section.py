"""Sections: page size, margins, columns, headers and footers (ECMA-376 part 1, 17.6.17)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.writers.word.wml.lengths import millimetres, twips
from reportgen.writers.word.wml.markup import NOTHING, Xml, escape, joined, qualified

if TYPE_CHECKING:
    from lxml.etree import _Element

_A4 = (twips(210), twips(297))
_COLUMN_GAP = twips(10)
_MARGINS = ("top", "right", "bottom", "left", "header", "footer", "gutter")
_DEFAULT_MARGINS = (1417, 1417, 1417, 1417, 708, 708, 0)


@dataclass(frozen=True, slots=True)
class Layout:
    """How the text of a section stands on its pages."""

    columns: int = 1
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The template's page in twips, upright, and its header and footer references.

    `margins` are top, right, bottom, left, header, footer, gutter. An empty `w:sectPr` would
    lose headers and footers, so every section that is written repeats all of this.
    """

    width: int = _A4[0]
    height: int = _A4[1]
    margins: tuple[int, ...] = _DEFAULT_MARGINS
    references: Xml = NOTHING
    has_first_page: bool = False

    def text_width(self, layout: Layout = Layout()) -> float:
        """The width in mm that text has in one column of `layout`."""
        _, right, _, left, _, _, gutter = self.margins
        width = (self.height if layout.landscape else self.width) - left - right - gutter
        gaps = (layout.columns - 1) * _COLUMN_GAP
        return millimetres((width - gaps) / layout.columns)


def read_page(properties: _Element | None) -> Page:
    """The page that a template's last section describes; A4 where it says nothing."""
    if properties is None:
        return Page()
    size = properties.find(qualified("w:pgSz"))
    sides = sorted(_lengths(size, ("w", "h"), _A4))
    return Page(
        width=sides[0],
        height=sides[1],
        margins=_lengths(properties.find(qualified("w:pgMar")), _MARGINS, _DEFAULT_MARGINS),
        references=joined(_reference(child) for child in properties if _is_reference(child)),
        has_first_page=properties.find(qualified("w:titlePg")) is not None,
    )


def section_properties(page: Page, layout: Layout, *, kind: str, first: bool = False) -> Xml:
    """`w:sectPr`; `kind` says how the section begins: "nextPage" or "continuous".

    `first` gives it a first page of its own, for the cover.
    """
    sides = (page.height, page.width) if layout.landscape else (page.width, page.height)
    turned = ' w:orient="landscape"' if layout.landscape else ""
    margins = "".join(
        f' w:{name}="{length}"' for name, length in zip(_MARGINS, page.margins, strict=True)
    )
    return Xml(
        f'<w:sectPr>{page.references}<w:type w:val="{escape(kind)}"/>'
        f'<w:pgSz w:w="{sides[0]}" w:h="{sides[1]}"{turned}/><w:pgMar{margins}/>'
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


def _is_reference(child: _Element) -> bool:
    return child.tag in (qualified("w:headerReference"), qualified("w:footerReference"))


def _reference(element: _Element) -> Xml:
    name = "headerReference" if element.tag == qualified("w:headerReference") else "footerReference"
    kind = element.get(qualified("w:type"), "default")
    relationship = element.get(qualified("r:id"), "")
    return Xml(f'<w:{name} w:type="{escape(kind)}" r:id="{escape(relationship)}"/>')
