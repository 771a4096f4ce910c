"""All changes rejected, as Word's own command does it: what is recorded goes, what was stays."""

from __future__ import annotations

from package import Element, Package, W

_DELETED = {f"{W}delText": f"{W}t", f"{W}delInstrText": f"{W}instrText"}


def reject_all(content: bytes) -> bytes:
    """The document with no recorded change left in it."""
    package = Package(content)
    for name in ("word/document.xml", "word/footnotes.xml"):
        if package.has(name):
            _reject(package.tree(name))
    return package.bytes()


def _reject(root: Element) -> None:
    for change in ("rPrChange", "pPrChange"):
        for each in list(root.iter(f"{W}{change}")):
            _restore(each)
    _drop_typed(root)
    for name in ("del", "moveFrom", "cellDel"):
        for each in list(root.iter(f"{W}{name}")):
            _unwrap(each)
    for each in root.iter(*_DELETED):
        each.tag = _DELETED[each.tag]
    for name in ("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"):
        for each in list(root.iter(f"{W}{name}")):
            _remove(each)


def _drop_typed(root: Element) -> None:
    """Take away what was typed: rows, cells, ends of paragraphs, words."""
    for name in ("ins", "moveTo"):
        for row in [r for r in root.iter(f"{W}tr") if r.find(f"{W}trPr/{W}ins") is not None]:
            _remove(row)
        for cell in [c for c in root.iter(f"{W}tc") if c.find(f"{W}tcPr/{W}cellIns") is not None]:
            _remove(cell)
        for paragraph in reversed(
            [p for p in root.iter(f"{W}p") if p.find(f"{W}pPr/{W}rPr/{W}{name}") is not None]
        ):
            _join(paragraph)
        for each in list(root.iter(f"{W}{name}")):
            _remove(each)


def _restore(change: Element) -> None:
    """Properties as they were before; a paragraph's marks and section are no part of them."""
    properties, before = change.getparent(), change[0]
    assert properties is not None
    kept = [each for each in properties if each.tag in (f"{W}rPr", f"{W}sectPr")]
    for each in list(properties):
        properties.remove(each)
    for each in [*before, *kept]:
        properties.append(each)


def _join(paragraph: Element) -> None:
    """A paragraph whose end was typed goes on in the next one, whose end was there before."""
    following = paragraph.getnext()
    while following is not None and following.tag != f"{W}p":
        following = following.getnext()
    if following is None:
        return
    properties = following.find(f"{W}pPr")
    at = 0 if properties is None else 1
    for n, each in enumerate([each for each in paragraph if each.tag != f"{W}pPr"]):
        following.insert(at + n, each)
    _remove(paragraph)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Element) -> None:
    parent = element.getparent()
    assert parent is not None
    at = parent.index(element)
    for n, each in enumerate(list(element)):
        parent.insert(at + n, each)
    parent.remove(element)
