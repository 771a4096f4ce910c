"""Our Word files as somebody else's: no bookmarks, no XML part of ours, none of our styles.

`renamed` keeps what the styles of ours look like, under names that say nothing, and gives Word's
own styles the ids that a Swedish Word gives them; `direct` writes their look into the paragraphs
and runs and takes the styles themselves away.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path

from lxml import etree

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STYLED = {"p": ("pPr", "pStyle"), "r": ("rPr", "rStyle"), "tbl": ("tblPr", "tblStyle")}
_POINTING = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link", "style")
_TYPES = {"p": "paragraph", "r": "character", "tbl": "table"}
# What a Word in Swedish calls the ids of its own styles.
_SWEDISH = {
    "Title": "Rubrik", "Subtitle": "Underrubrik", "BodyText": "Brdtext", "Date": "Datum",
    "Caption": "Beskrivning", "ListBullet": "Punktlista", "ListNumber": "Numreradlista",
    "FootnoteText": "Fotnotstext", "FootnoteReference": "Fotnotsreferens",
    "Hyperlink": "Hyperlnk", "Quote": "Citat", "TOC1": "Innehll1", "TOC2": "Innehll2",
    **{f"Heading{n}": f"Rubrik{n}" for n in range(1, 7)},
}  # fmt: skip


def _tag(name: str) -> str:
    return f"{{{_W}}}{name}"


class _Styles:
    """The styles of a file: which of them are ours, by their ids."""

    def __init__(self, tree: etree._Element) -> None:
        self.tree = tree
        self.by_id = {each.get(_tag("styleId")): each for each in tree.iter(_tag("style"))}
        custom = _tag("customStyle")
        self.ours = [n for n, each in self.by_id.items() if each.get(custom) == "1"]

    def look(self, name: str, properties: str) -> list[etree._Element]:
        """What one of ours says of paragraphs or runs, and those of ours that it is based on."""
        style = self.by_id[name]
        parent = style.find(_tag("basedOn"))
        above = parent.get(_tag("val")) if parent is not None else None
        found = self.look(above, properties) if above in self.ours else []
        own = style.find(_tag(properties))
        new = [deepcopy(each) for each in own] if own is not None else []
        names = {each.tag for each in new}
        return [each for each in found if each.tag not in names] + new

    def base(self, name: str) -> str | None:
        """The style of Word that one of ours comes from."""
        parent = self.by_id[name].find(_tag("basedOn"))
        above = parent.get(_tag("val")) if parent is not None else None
        return self.base(above) if above in self.ours else above


def stripped(document: Path, target: Path, way: Callable[[dict[str, bytes]], None]) -> Path:
    """A copy of one of our Word files in `target`, without what tells that it is ours."""
    with zipfile.ZipFile(document) as old:
        parts = {name: old.read(name) for name in old.namelist() if "customXml" not in name}
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")):
            text = content.decode()
            text = re.sub(r"<(?:Relationship|Override) [^>]*customXml[^>]*/>", "", text)
            parts[name] = re.sub(r"<w:bookmark(?:Start|End)[^>]*/>", "", text).encode()
    way(parts)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return target


def renamed(parts: dict[str, bytes]) -> None:
    """Give every style an id, and those of ours a name, that says nothing of us."""
    styles = _Styles(etree.fromstring(parts["word/styles.xml"]))
    for number, name in enumerate(styles.ours, start=1):
        styles.by_id[name].find(_tag("name")).set(_tag("val"), f"Formatmall {number}")
    ids = {name: f"Formatmall{n}" for n, name in enumerate(styles.ours, start=1)} | _SWEDISH
    for style in styles.by_id.values():
        style.set(_tag("styleId"), ids.get(style.get(_tag("styleId")), style.get(_tag("styleId"))))
    parts["word/styles.xml"] = _with_ids(styles.tree, ids)
    for name, tree in _trees(parts):
        parts[name] = _with_ids(tree, ids)


def _with_ids(tree: etree._Element, ids: dict[str, str]) -> bytes:
    for each in tree.iter(*map(_tag, _POINTING)):
        name = each.get(_tag("val"))
        if name in ids:
            each.set(_tag("val"), ids[name])
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def direct(parts: dict[str, bytes]) -> None:
    """Write what the styles of ours look like where they are used, and take them away."""
    styles = _Styles(etree.fromstring(parts["word/styles.xml"]))
    for name, tree in _trees(parts):
        for kind in _STYLED:
            for each in list(tree.iter(_tag(kind))):
                _undress(each, kind, styles)
        parts[name] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    for name in styles.ours:
        styles.tree.remove(styles.by_id[name])
    for each in list(styles.tree.iter(*map(_tag, _POINTING))):
        if each.get(_tag("val")) in styles.ours:
            each.getparent().remove(each)
    parts["word/styles.xml"] = etree.tostring(
        styles.tree, xml_declaration=True, encoding="UTF-8", standalone=True
    )


def _undress(element: etree._Element, kind: str, styles: _Styles) -> None:
    """Put the look of a style of ours into the paragraph, run or table that has it."""
    properties, pointing = _STYLED[kind]
    own = element.find(_tag(properties))
    named = own.find(_tag(pointing)) if own is not None else None
    if own is None or named is None or named.get(_tag("val")) not in styles.ours:
        return
    name = named.get(_tag("val"))
    base = styles.base(name)
    if base is None:
        own.remove(named)
    else:
        named.set(_tag("val"), base)
    _add(own, styles.look(name, properties), first=0 if base is None else 1)
    if kind == "p":
        for run in element.iter(_tag("r")):
            said = run.find(_tag("rPr"))
            if said is None:
                said = etree.Element(_tag("rPr"))
                run.insert(0, said)
            _add(said, styles.look(name, "rPr"), first=len(said))


def _add(own: etree._Element, look: list[etree._Element], first: int) -> None:
    """Put those of `look` that are not said yet among the properties."""
    said = {each.tag for each in own}
    new = (each for each in look if each.tag not in said)
    for number, each in enumerate(new):
        own.insert(first + number, each)


def _trees(parts: dict[str, bytes]) -> Iterator[tuple[str, etree._Element]]:
    for name in list(parts):
        if re.fullmatch(
            r"word/(?:document|numbering|(?:foot|end)notes|header\d*|footer\d*)\.xml", name
        ):
            yield name, etree.fromstring(parts[name])


WAYS: dict[str, Callable[[dict[str, bytes]], None]] = {"renamed": renamed, "direct": direct}
