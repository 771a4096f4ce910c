"""What a document keeps of a template's body: made clean, its places filled with text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from reportgen.writers.word.wml.markup import NAMESPACES, Xml, declared, qualified

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WORD = f"{{{NAMESPACES['w']}}}"
# Later Word's own additions: ids of paragraphs, sizes in percent. Nothing is lost without them.
_LATER = re.compile(r"\{http://schemas\.microsoft\.com/office/word/20\d\d/(?!wordprocessing)")
_LATER_ATTRIBUTE = re.compile(r"\{http://schemas\.microsoft\.com/office/word/20\d\d/")
_UNWANTED = {
    qualified(f"w:{name}")
    for name in (
        *("proofErr", "lastRenderedPageBreak", "commentRangeStart", "commentRangeEnd"),
        *("commentReference", "footnoteReference", "endnoteReference", "permStart", "permEnd"),
    )
}
_SHOWN = {qualified(f"w:{name}") for name in ("drawing", "pict", "object", "sym", "ptab")}
_PLACE = re.compile(r"\[([^\[\]\s]+)\]")


def own_text(paragraph: _Element) -> str:
    """The text of a paragraph, without that of paragraphs inside it (text boxes)."""
    return "".join(node.text or "" for node in _texts(paragraph))


def text_in(element: _Element) -> str:
    """All text in an element."""
    return "".join(node.text or "" for node in element.iter(qualified("w:t")))


def section_ends(elements: Iterable[_Element]) -> list[_Element]:
    """The `w:sectPr` that end sections in or among `elements`, in order."""
    return [found for each in elements for found in _section_ends(each)]


def is_empty(paragraph: _Element) -> bool:
    """Whether a paragraph shows nothing, or nothing but a new page, and ends no section."""
    if paragraph.tag != qualified("w:p") or section_ends([paragraph]):
        return False
    shows = any(node.tag in _SHOWN for node in paragraph.iter())
    return not shows and not text_in(paragraph).strip()


def clean(element: _Element) -> None:
    """Take away notes, comments, editing history and our own kinds of bookmarks."""
    for node in list(element.iter()):
        if not isinstance(node.tag, str) or node.tag in _UNWANTED or _LATER.match(node.tag):
            _remove(node)
        else:
            for name in [n for n in node.attrib if _unwanted_attribute(str(n))]:
                del node.attrib[name]
    _drop_bookmarks(element)


def pictures_without_words(element: _Element) -> int:
    """How many drawings have no text alternative and are not marked as decorative."""
    return sum(
        not drawing.get("descr") and drawing.find(".//{*}decorative") is None
        for drawing in element.iter(qualified("wp:docPr"))
    )


def relationships_in(element: _Element) -> set[str]:
    """The ids of the relationships that an element uses."""
    prefix = f"{{{NAMESPACES['r']}}}"
    return {
        str(value)
        for node in element.iter()
        for name, value in node.attrib.items()
        if str(name).startswith(prefix)
    }


def highest_number(element: _Element) -> int:
    """The highest id of a bookmark, a change or a drawing; 0 for none."""
    names = ("id", qualified("w:id"))
    found = (node.get(name, "") for node in element.iter() for name in names)
    return max((int(value) for value in found if value.isdigit()), default=0)


def fill_places(
    element: _Element, text_of: Callable[[str], str | None], *, drop_empty: bool = True
) -> None:
    """Put texts in place of `[name]`s, as `text_of` gives them; None leaves a place as it is.

    A paragraph that only said what is empty goes (`drop_empty`).
    """
    paragraphs = [element] if element.tag == qualified("w:p") else []
    for paragraph in [*paragraphs, *element.iterfind(f".//{qualified('w:p')}")]:
        if not _PLACE.search(own_text(paragraph)):
            continue
        _fill(paragraph, text_of)
        parent = paragraph.getparent()
        if drop_empty and parent is not None and is_empty(paragraph) and _can_go(parent):
            parent.remove(paragraph)


def fill_paragraphs(element: _Element, names: tuple[str, ...], run: Xml) -> None:
    """Put `run` in the paragraphs that say just one of `names`; without it they go."""
    from lxml import etree

    prefixes = ("w", "r", "wp", "a", "pic")
    for paragraph in list(element.iter(qualified("w:p"))):
        if own_text(paragraph).strip().casefold() not in names:
            continue
        for child in [each for each in paragraph if each.tag != qualified("w:pPr")]:
            paragraph.remove(child)
        parent = paragraph.getparent()
        if run:
            paragraph.extend(etree.fromstring(f"<x{declared(*prefixes)}>{run}</x>"))
        elif parent is not None and _can_go(parent):
            parent.remove(paragraph)


def as_markup(elements: Iterable[_Element]) -> Xml:
    """The elements as text, with the namespaces that they need."""
    from lxml import etree

    texts = (etree.tostring(each, encoding="unicode", with_tail=False) for each in elements)
    return Xml("".join(texts))


def _section_ends(element: _Element) -> Iterator[_Element]:
    if element.tag == qualified("w:sectPr"):
        yield element
    else:
        yield from element.iterfind(f".//{qualified('w:pPr')}/{qualified('w:sectPr')}")


def _fill(paragraph: _Element, text_of: Callable[[str], str | None]) -> None:
    """Word parts a text as it likes: a place may begin in one run and end in the next."""
    nodes = list(_texts(paragraph))
    whole = "".join(node.text or "" for node in nodes)
    for found in reversed(list(_PLACE.finditer(whole))):
        text = text_of(found[1].casefold())
        if text is not None:
            _replace(nodes, found.start(), found.end(), text)


def _replace(nodes: list[_Element], start: int, end: int, text: str) -> None:
    at = 0
    put = False
    for node in nodes:
        content = node.text or ""
        first, last = max(start - at, 0), min(end - at, len(content))
        at += len(content)
        if first >= last:
            continue
        node.text = content[:first] + ("" if put else text) + content[last:]
        node.set(_SPACE, "preserve")
        put = True


def _texts(paragraph: _Element) -> Iterator[_Element]:
    for node in paragraph.iter(qualified("w:t")):
        if next(node.iterancestors(qualified("w:p")), None) is paragraph:
            yield node


def _can_go(parent: _Element) -> bool:
    """A cell or a text box keeps its last paragraph."""
    return len(parent.findall(qualified("w:p"))) > 1 or parent.tag == qualified("w:body")


def _unwanted_attribute(name: str) -> bool:
    return name.startswith(f"{_WORD}rsid") or bool(_LATER_ATTRIBUTE.match(name))


def _drop_bookmarks(element: _Element) -> None:
    dropped = set()
    for node in list(element.iter(qualified("w:bookmarkStart"))):
        if node.get(qualified("w:name"), "").startswith(("_", "b_")):
            dropped.add(node.get(qualified("w:id")))
            _remove(node)
    for node in list(element.iter(qualified("w:bookmarkEnd"))):
        if node.get(qualified("w:id")) in dropped:
            _remove(node)


def _remove(node: _Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
