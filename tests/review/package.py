"""A Word file's parts as bytes and trees, without anything of the program."""

from __future__ import annotations

import io
import zipfile
from functools import cache

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
XML = "{http://www.w3.org/XML/1998/namespace}"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"

Element = etree._Element


def w(name: str, /, **attributes: str) -> Element:
    """An element of WordprocessingML: `w("ins", author="Eva")`."""
    made = etree.Element(f"{W}{name}", nsmap={"w": W[1:-1]})
    for key, value in attributes.items():
        made.set(f"{W}{key}", value)
    return made


class Package:
    """The parts of a .docx; trees are parsed when asked for and written back by `bytes`."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            self.parts = {name: package.read(name) for name in package.namelist()}
        self._trees: dict[str, Element] = {}

    def tree(self, name: str) -> Element:
        if name not in self._trees:
            self._trees[name] = etree.fromstring(self.parts[name])
        return self._trees[name]

    def has(self, name: str) -> bool:
        return name in self.parts or name in self._trees

    @property
    def body(self) -> Element:
        found = self.tree("word/document.xml").find(f"{W}body")
        assert found is not None
        return found

    def add(self, name: str, root: Element, role: str, content_type: str) -> None:
        """A new part that the document relates to; `role` is a whole relationship type."""
        self._trees[name] = root
        relations = self.tree("word/_rels/document.xml.rels")
        relation = etree.SubElement(relations, f"{{{_RELATIONS}}}Relationship")
        relation.set("Id", f"rIdReview{len(relations)}")
        relation.set("Type", role)
        relation.set("Target", name.removeprefix("word/"))
        override = etree.SubElement(self.tree("[Content_Types].xml"), f"{{{_TYPES}}}Override")
        override.set("PartName", f"/{name}")
        override.set("ContentType", content_type)

    def bytes(self) -> bytes:
        for name, tree in self._trees.items():
            self.parts[name] = etree.tostring(
                tree, xml_declaration=True, encoding="UTF-8", standalone=True
            )
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w") as package:
            for name, content in self.parts.items():
                package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 1)
        return target.getvalue()


class Styles:
    """Styles by id: their names in small letters, and the lists that they belong to."""

    def __init__(self, package: Package) -> None:
        self._styles = {
            each.get(f"{W}styleId", ""): each
            for each in package.tree("word/styles.xml").iter(f"{W}style")
        }
        self._lists = _formats(package)

    @cache  # noqa: B019
    def name(self, identity: str) -> str:
        found = self._styles.get(identity)
        name = None if found is None else found.find(f"{W}name")
        return "" if name is None else name.get(f"{W}val", "").lower()

    def identity(self, name: str) -> str | None:
        """The id of the style of that name, None where the file has none."""
        return next((each for each in self._styles if self.name(each) == name), None)

    def number(self, properties: Element | None, style: str) -> tuple[str, int] | None:
        """The form ("bullet", "decimal" …) and depth of the list a paragraph is in."""
        found = None if properties is None else properties.find(f"{W}numPr")
        if found is None and "list" in self.name(style) and style in self._styles:
            found = self._styles[style].find(f"{W}pPr/{W}numPr")
        return None if found is None else self.level(found)

    def level(self, found: Element, step: int = 0) -> tuple[str, int] | None:
        """The form and depth that a list's properties give, `step` levels further in."""
        level, number = found.find(f"{W}ilvl"), found.find(f"{W}numId")
        depth = 0 if level is None else int(level.get(f"{W}val", "0"))
        depth += step
        identity = "" if number is None else number.get(f"{W}val", "")
        form = self._lists.get((identity, depth))
        return (form, depth) if form else None


def _formats(package: Package) -> dict[tuple[str, int], str]:
    if not package.has("word/numbering.xml"):
        return {}
    tree = package.tree("word/numbering.xml")
    abstract = {each.get(f"{W}abstractNumId"): each for each in tree.iter(f"{W}abstractNum")}
    found = {}
    for number in tree.iter(f"{W}num"):
        meant = number.find(f"{W}abstractNumId")
        assert meant is not None
        for level in abstract[meant.get(f"{W}val")].iter(f"{W}lvl"):
            form = level.find(f"{W}numFmt")
            value = "decimal" if form is None else form.get(f"{W}val", "")
            found[number.get(f"{W}numId", ""), int(level.get(f"{W}ilvl", "0"))] = value
    return found
