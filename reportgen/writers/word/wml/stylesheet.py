"""The styles part: which styles a template has, adding one, its language, numbered headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from reportgen.writers.word.wml.markup import qualified

if TYPE_CHECKING:
    from lxml.etree import _Element


def style_names(styles: _Element) -> Iterator[tuple[str, str, str]]:
    """(kind, name, id) of each style; kinds are paragraph, character, table, numbering."""
    for style in styles.iterfind(qualified("w:style")):
        name = style.find(qualified("w:name"))
        shown = "" if name is None else name.get(qualified("w:val"), "")
        yield _get(style, "w:type"), shown, _get(style, "w:styleId")


def find_style(styles: _Element, style_id: str) -> _Element:
    """The style with that id, which must exist."""
    return next(
        style
        for style in styles.iterfind(qualified("w:style"))
        if _get(style, "w:styleId") == style_id
    )


def add_style(styles: _Element, style: _Element, ids: dict[str, str]) -> str:
    """Append a copy of another stylesheet's `style` and return its id here.

    `ids` says what the other's ids are called here; links to styles unknown here are left out,
    and its list, which is not here.
    """
    copy = deepcopy(style)
    taken = {_get(other, "w:styleId") for other in styles.iterfind(qualified("w:style"))}
    style_id = _free(_get(copy, "w:styleId"), taken)
    copy.set(qualified("w:styleId"), style_id)
    if copy.get(qualified("w:default")) is not None:
        del copy.attrib[qualified("w:default")]
    for properties in copy.findall(qualified("w:pPr")):
        _remove_numbering(properties)
    for link in [child for child in copy if child.tag in _LINKS]:
        _relink(copy, link, ids | {_get(style, "w:styleId"): style_id})
    styles.append(copy)
    return style_id


def add_smaller(styles: _Element, style_id: str, size_pt: float) -> str:
    """Add a paragraph style that is as `style_id` is, in type of `size_pt`; its id."""
    from lxml import etree

    taken = {_get(other, "w:styleId") for other in styles.iterfind(qualified("w:style"))}
    size = f"{size_pt:g}"
    smaller_id = _free(f"{style_id}{size.replace('.', '')}", taken)
    name = _get(_child(find_style(styles, style_id), "w:name", 0), "w:val")
    smaller = etree.SubElement(styles, qualified("w:style"))
    smaller.set(qualified("w:type"), "paragraph")
    smaller.set(qualified("w:customStyle"), "1")
    smaller.set(qualified("w:styleId"), smaller_id)
    for tag, value in (("w:name", f"{name} {size} pt"), ("w:basedOn", style_id)):
        etree.SubElement(smaller, qualified(tag)).set(qualified("w:val"), value)
    text = etree.SubElement(smaller, qualified("w:rPr"))
    for tag in ("w:sz", "w:szCs"):
        etree.SubElement(text, qualified(tag)).set(qualified("w:val"), str(round(size_pt * 2)))
    return smaller_id


def set_language(styles: _Element, language: str) -> None:
    """Make `language` that of all text: in the defaults, and in styles that name another."""
    from lxml import etree

    for element in styles.iter(qualified("w:lang")):
        if element.get(qualified("w:val")) is not None:
            element.set(qualified("w:val"), language)
    defaults = _child(styles, "w:docDefaults", 0)
    run = _child(_child(defaults, "w:rPrDefault", 0), "w:rPr", 0)
    if run.find(qualified("w:lang")) is None:
        etree.SubElement(run, qualified("w:lang"))
    found = run.find(qualified("w:lang"))
    if found is not None:
        found.set(qualified("w:val"), language)


def number_headings(styles: _Element, heading_ids: Iterable[str], number: int) -> None:
    """Link the heading styles to the levels of list `number`."""
    from lxml import etree

    for level, style_id in enumerate(heading_ids):
        properties = _paragraph_properties(find_style(styles, style_id))
        _remove_numbering(properties)
        numbering = etree.Element(qualified("w:numPr"))
        for name, value in (("w:ilvl", level), ("w:numId", number)):
            etree.SubElement(numbering, qualified(name)).set(qualified("w:val"), str(value))
        properties.insert(_place_of_numbering(properties), numbering)


def heading_list(styles: _Element, heading_ids: Sequence[str]) -> str:
    """The list (`w:numId`) that the first of the heading styles is numbered by; empty for none."""
    found = find_style(styles, heading_ids[0]).find(
        f"{qualified('w:pPr')}/{qualified('w:numPr')}/{qualified('w:numId')}"
    )
    number = "" if found is None else _get(found, "w:val")
    return "" if number == "0" else number


def unnumber_headings(styles: _Element, heading_ids: Iterable[str]) -> None:
    """Take the heading styles out of their list: the report's headings have no numbers."""
    for style_id in heading_ids:
        _remove_numbering(_paragraph_properties(find_style(styles, style_id)))


def _remove_numbering(properties: _Element) -> None:
    for old in properties.findall(qualified("w:numPr")):
        properties.remove(old)


_LINKS = {qualified("w:basedOn"), qualified("w:next"), qualified("w:link")}
_BEFORE_NUMBERING = {
    qualified(f"w:{name}")
    for name in ("keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
}
_BEFORE_PROPERTIES = {
    qualified(f"w:{name}")
    for name in (
        *("name", "aliases", "basedOn", "next", "link", "autoRedefine", "hidden", "uiPriority"),
        *("semiHidden", "unhideWhenUsed", "qFormat", "locked", "personal", "personalCompose"),
        *("personalReply", "rsid"),
    )
}


def _paragraph_properties(style: _Element) -> _Element:
    found = style.find(qualified("w:pPr"))
    if found is not None:
        return found
    return _child(style, "w:pPr", sum(child.tag in _BEFORE_PROPERTIES for child in style))


def _place_of_numbering(properties: _Element) -> int:
    return sum(child.tag in _BEFORE_NUMBERING for child in properties)


def _child(parent: _Element, name: str, place: int) -> _Element:
    from lxml import etree

    found = parent.find(qualified(name))
    if found is None:
        found = etree.Element(qualified(name))
        parent.insert(place, found)
    return found


def _relink(style: _Element, link: _Element, ids: dict[str, str]) -> None:
    target = ids.get(_get(link, "w:val"))
    if target is None:
        style.remove(link)
    else:
        link.set(qualified("w:val"), target)


def _free(wanted: str, taken: set[str]) -> str:
    number = 2
    candidate = wanted
    while candidate in taken:
        candidate, number = f"{wanted}{number}", number + 1
    return candidate


def _get(element: _Element, name: str) -> str:
    return element.get(qualified(name), "")
