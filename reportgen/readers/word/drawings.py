"""What is drawn in a Word file: pictures, charts, diagrams and boxes, found where they stand.

Two languages say it: DrawingML, and VML in files that are older or were made for older programs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportgen.diagnostics import Span
from reportgen.readers.word.elements import NAMES, attribute
from reportgen.readers.word.story import Drawn

if TYPE_CHECKING:
    from lxml.etree import _Element as Element


def drawn_in(element: Element, span: Span, alt: str = "") -> Iterator[Drawn]:
    """What is drawn inside `element`, in its order; what stands in a box stays in it."""
    for each in element:
        name = NAMES[each.tag]
        if name in ("docPr", "cNvPr", "shape", "rect", "group"):
            alt = _alternative(each) or alt
        if name == "txbxContent":
            yield Drawn("box", each, "", alt, span)
        elif name == "blip":
            yield from _picture(each, alt, span)
        elif name == "imagedata" and attribute(each, "id"):
            said = alt or attribute(each, "title")
            yield Drawn("picture", each, attribute(each, "id"), said, span)
        elif name == "chart" and attribute(each, "id"):
            yield Drawn("chart", each, attribute(each, "id"), alt, span)
        elif name == "relIds":
            yield Drawn("diagram", each, attribute(each, "dm"), alt, span)
        elif name == "textpath" and attribute(each, "string"):
            yield Drawn("words", each, "", attribute(each, "string"), span)
        elif name == "AlternateContent":
            way = chosen_way(each)
            yield from drawn_in(way, span, alt) if way is not None else ()
        else:
            yield from drawn_in(each, span, alt)


def _alternative(element: Element) -> str:
    """What a drawing says of itself in words."""
    return attribute(element, "descr") or attribute(element, "alt")


def _picture(blip: Element, alt: str, span: Span) -> Iterator[Drawn]:
    """A picture by its drawing where it has one, else by its pixels."""
    drawing = next((each for each in blip.iter() if NAMES[each.tag] == "svgBlip"), None)
    embedded = "" if drawing is None else attribute(drawing, "embed")
    if embedded or attribute(blip, "embed"):
        yield Drawn("picture", blip, embedded or attribute(blip, "embed"), alt, span)
    elif attribute(blip, "link"):
        yield Drawn("linked", blip, attribute(blip, "link"), alt, span)


_SAYING = frozenset(["t", "blip", "imagedata", "txbxContent", "chart", "relIds", "sym", "textpath"])


def chosen_way(alternate: Element) -> Element | None:
    """The first of the ways to say the same (`mc:AlternateContent`) that says something to us."""
    for way in alternate:
        says = any(NAMES[each.tag] in _SAYING for each in way.iter())
        if says and NAMES[way.tag] in ("Choice", "Fallback"):
            return way
    return None
