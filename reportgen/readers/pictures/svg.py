"""Drawings (SVG): cleaned of all that runs, loads or hides, and drawn as a picture.

What is known to draw is let through, everything else is left out. Text is drawn with the fonts
that are installed, as the charts' is.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from lxml.etree import _Element

_SVG = "{http://www.w3.org/2000/svg}"
_HREFS = ("href", "{http://www.w3.org/1999/xlink}href")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DRAWING = frozenset(
    (
        *("svg", "g", "a", "defs", "symbol", "use", "title", "desc", "style", "image"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
        *("text", "tspan", "textPath", "linearGradient", "radialGradient", "stop"),
        *("clipPath", "mask", "pattern", "marker"),
    )
)
_PICTURE = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/=\s]*")
# A style that reaches outside, or hides in an escape that it does.
_REACHING = re.compile(r"url\((?!\s*['\"]?#)|@import|@font-face|image-set|\\", re.IGNORECASE)
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:e[+-]?\d+)?)\s*(px|pt|pc|mm|cm|in|)\s*", re.IGNORECASE)
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "mm": 96 / 25.4,
    "cm": 96 / 2.54,
    "in": 96,
}
# Shadows and blurs are left out: what asks for one that is not there would not be drawn at all.
_FILTER = re.compile(r"(?<![\w-])filter\s*:[^;}]*", re.IGNORECASE)
_LARGEST_PX = 20_000
# What is drawn in the end, with what is shown again and again counted each time.
_MOST_ELEMENTS = 100_000
_DEEPEST = 100
# The picture beside the drawing: sharp on paper at the width of a page, within reason.
_WIDEST_DRAWN, _TALLEST_DRAWN = 2000, 2800


class Drawing(Struct, frozen=True):
    """A drawing as clean SVG and as PNG; its own size in pixels of a screen."""

    svg: bytes
    png: bytes
    width_px: int
    height_px: int


def is_svg(content: bytes) -> bool:
    """Whether a file that is no PNG or JPEG says that it is a drawing."""
    if content.startswith((b"\x89PNG", b"\xff\xd8")):
        return False
    return re.search(rb"<(?:\w+:)?svg[\s>]", content[:4096]) is not None


# A preview and a review read the same few drawings again and again, and drawing them takes long.
@lru_cache(maxsize=16)
def read_drawing(content: bytes) -> Drawing:
    """The drawing in a file; ValueError for one that is damaged, endless or without size."""
    from lxml import etree
    from resvg_py import svg_to_bytes

    root = _parse(content)
    _clean(root, 0)
    _check_effort(root)
    width, height = _size_of(root)
    svg = etree.tostring(root, encoding="utf-8")
    scale = min(_WIDEST_DRAWN / width, _TALLEST_DRAWN / height)
    drawn = svg_to_bytes(svg_string=svg.decode(), width=max(1, round(width * scale)))
    return Drawing(svg, bytes(drawn), max(1, round(width)), max(1, round(height)))


def _parse(content: bytes) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from None
    dtd = root.getroottree().docinfo.internalDTD
    if root.tag != f"{_SVG}svg" or (dtd is not None and [*dtd.iterentities()]):  # type: ignore[union-attr]
        raise ValueError("no drawing, or one with words that stand for others")
    return root


def _clean(element: _Element, depth: int) -> None:
    """Take out of `element` what does not draw; what is inside goes with it."""
    if depth > _DEEPEST:
        raise ValueError("the drawing is nested too deeply")
    for name, value in element.attrib.items():
        if not _is_harmless(element, str(name), str(value)):
            del element.attrib[name]
        elif name == "style":
            element.set("style", _FILTER.sub("", str(value)))
    for child in list(element):
        tag = str(child.tag)
        if not tag.startswith(_SVG) or tag.removeprefix(_SVG) not in _DRAWING:
            _remove(child)
        elif tag == f"{_SVG}style":
            _clean_style(child)
        else:
            _clean(child, depth + 1)


def _clean_style(element: _Element) -> None:
    words = element.text or ""
    if len(element) or _REACHING.search(words):
        _remove(element)
    else:
        element.text = _FILTER.sub("", words)


def _remove(child: _Element) -> None:
    """Take an element away; the text behind it is its parent's."""
    parent, before = child.getparent(), child.getprevious()
    assert parent is not None
    if child.tail and before is not None:
        before.tail = (before.tail or "") + child.tail
    elif child.tail:
        parent.text = (parent.text or "") + child.tail
    parent.remove(child)


def _is_harmless(element: _Element, name: str, value: str) -> bool:
    if name in _HREFS:
        is_image = element.tag == f"{_SVG}image"
        return bool(_PICTURE.fullmatch(value)) if is_image else value.startswith("#")
    if name.startswith("{"):
        return name == _SPACE
    return not name.lower().startswith("on") and name != "filter" and not _REACHING.search(value)


def _check_effort(root: _Element) -> None:
    """Refuse what is small to write and endless to draw: things shown again in each other."""
    named = {str(each.get("id")): each for each in root.iter() if each.get("id")}
    known: dict[_Element, int] = {}
    open_: set[_Element] = set()

    def count(element: _Element) -> int:
        if element in open_:
            raise ValueError("the drawing holds itself")
        if element not in known:
            open_.add(element)
            inside = [*element, *(named[name] for name in _uses(element) if name in named)]
            known[element] = 1 + sum(map(count, inside))
            open_.discard(element)
        return known[element]

    if count(root) > _MOST_ELEMENTS:
        raise ValueError("the drawing holds too much")


def _uses(element: _Element) -> list[str]:
    """The ids of what an element shows or is filled with."""
    hrefs = [str(element.get(name, "")) for name in _HREFS]
    ids = [each[1:] for each in hrefs if each.startswith("#")]
    for value in element.attrib.values():
        ids += re.findall(r"url\(\s*['\"]?#([^'\")\s]+)", str(value))
    return ids


def _size_of(root: _Element) -> tuple[float, float]:
    """Width and height in pixels: as it says, else as its view box says."""
    box = [
        float(each) for each in re.split(r"[\s,]+", str(root.get("viewBox", "")).strip()) if each
    ]
    width, height = (_length(str(root.get(name, ""))) for name in ("width", "height"))
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        ratio = box[2] / box[3]
        if width is None:
            width = box[2] if height is None else height * ratio
        height = width / ratio if height is None else height
    sides = [side for side in (width, height) if side is not None and 1 <= side <= _LARGEST_PX]
    if width is None or height is None or len(sides) < 2:
        raise ValueError("the drawing has no size that can be printed")
    root.set("width", f"{width:g}")
    root.set("height", f"{height:g}")
    return width, height


def _length(written: str) -> float | None:
    """A length in pixels; None where it is none or 0."""
    found = _LENGTH.fullmatch(written)
    length = float(found[1]) * _PIXELS[found[2].lower()] if found else 0.0
    return length if length > 0 else None
