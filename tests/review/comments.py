"""Comments in a Word file: where they begin and end, their threads, whether they are resolved."""

from __future__ import annotations

from atoms import atoms_of
from lxml import etree
from package import W14, XML, Element, Package, w
from pen import Pen, split_at

W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_MICROSOFT = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
_EXTENDED_TYPE = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.commentsExtended+xml"
)


def add_comment(
    package: Package,
    pen: Pen,
    paragraph: Element,
    stretch: tuple[int, int],
    texts: list[str],
    *,
    resolved: bool,
) -> None:
    """A comment on letters of a paragraph; what follows the first text answers it."""
    comments, extended = _parts(package)
    parent = ""
    for text in texts:
        number = len(comments)
        identity = f"{0x40000000 + number:08X}"
        comments.append(_comment(pen, number, identity, text))
        entry = etree.SubElement(extended, f"{W15}commentEx")
        entry.set(f"{W15}paraId", identity)
        if parent:
            entry.set(f"{W15}paraIdParent", parent)
        entry.set(f"{W15}done", "1" if resolved else "0")
        parent = parent or identity
        _place(paragraph, *stretch, number)


def _parts(package: Package) -> tuple[Element, Element]:
    if not package.has("word/comments.xml"):
        package.add(
            "word/comments.xml",
            etree.Element(w("comments").tag, nsmap={"w": w("p").nsmap["w"], "w14": W14[1:-1]}),
            _OFFICE,
            _TYPE,
        )
        package.add(
            "word/commentsExtended.xml",
            etree.Element(f"{W15}commentsEx", nsmap={"w15": W15[1:-1]}),
            _MICROSOFT,
            _EXTENDED_TYPE,
        )
    return package.tree("word/comments.xml"), package.tree("word/commentsExtended.xml")


def _comment(pen: Pen, number: int, identity: str, text: str) -> Element:
    made = w("comment", id=str(number), author=pen.author, initials="EE")
    if pen.day is not None:
        made.set(w("x", date="").keys()[0], pen.day)
    paragraph, run, node = w("p"), w("r"), w("t")
    paragraph.set(f"{W14}paraId", identity)
    mark = w("r")
    mark.append(w("annotationRef"))
    node.text = text
    node.set(f"{XML}space", "preserve")
    run.append(node)
    paragraph.append(mark)
    paragraph.append(run)
    made.append(paragraph)
    return made


def _place(paragraph: Element, start: int, end: int, number: int) -> None:
    split_at(paragraph, end)
    split_at(paragraph, start)
    atoms = atoms_of(paragraph)
    first, last = _outside(atoms[start].run, paragraph), _outside(atoms[end - 1].run, paragraph)
    first.addprevious(w("commentRangeStart", id=str(number)))
    ending = w("commentRangeEnd", id=str(number))
    reference = w("r")
    reference.append(w("commentReference", id=str(number)))
    last.addnext(reference)
    last.addnext(ending)


def _outside(element: Element, paragraph: Element) -> Element:
    """The child of the paragraph that an element is in."""
    while (parent := element.getparent()) is not paragraph:
        assert parent is not None
        element = parent
    return element
