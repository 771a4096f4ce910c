"""The letters of a paragraph in WordprocessingML, one by one with the place where each stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from package import WP, Element, R, Styles, W

View = Literal["accepted", "rejected"]
_GONE = {
    "accepted": {f"{W}del", f"{W}moveFrom"},
    "rejected": {f"{W}ins", f"{W}moveTo"},
}
_INSIDE = {
    f"{W}{name}"
    for name in (
        "ins",
        "del",
        "moveTo",
        "moveFrom",
        "hyperlink",
        "smartTag",
        "sdt",
        "sdtContent",
        "fldSimple",
    )
}
_SIGNS = {f"{W}tab": "\t", f"{W}br": "⏎", f"{W}noBreakHyphen": "-", f"{W}softHyphen": "\u00ad"}


@dataclass
class Field:
    """A complex field: its runs, and what it says to do."""

    runs: list[Element] = field(default_factory=list)
    code: str = ""
    shows: bool = False


@dataclass
class Atom:
    """A letter: the node of the run that has it, and which letter of the node it is."""

    sign: str
    node: Element
    index: int
    run: Element
    link: Element | None = None
    field: Field | None = None


def gone(element: Element, view: View) -> bool:
    return element.tag in _GONE[view]


def runs_of(
    parent: Element, view: View, link: Element | None = None
) -> Iterator[tuple[Element, Element | None]]:
    """The runs that stand in a view, with the link that each is in."""
    for child in parent:
        if child.tag == f"{W}r":
            yield child, link
        elif child.tag in _INSIDE and not gone(child, view):
            yield from runs_of(child, view, child if child.tag == f"{W}hyperlink" else link)


def atoms_of(paragraph: Element, view: View = "accepted") -> list[Atom]:
    """All letters of a paragraph; results of fields are letters, their codes are not."""
    found: list[Atom] = []
    open_fields: list[Field] = []
    for run, link in runs_of(paragraph, view):
        begins = [
            each for each in run.iter(f"{W}fldChar") if each.get(f"{W}fldCharType") == "begin"
        ]
        if begins:
            open_fields.append(Field())
        for each in open_fields:
            each.runs.append(run)
        for node in run:
            _read(node, run, link, open_fields, found)
    return found


def _read(
    node: Element, run: Element, link: Element | None, fields: list[Field], found: list[Atom]
) -> None:
    inner = fields[-1] if fields else None
    if node.tag == f"{W}fldChar":
        kind = node.get(f"{W}fldCharType")
        if kind == "separate" and inner is not None:
            inner.shows = True
        elif kind == "end" and fields:
            fields.pop()
    elif node.tag in (f"{W}instrText", f"{W}delInstrText") and inner is not None:
        inner.code += node.text or ""
    elif node.tag in (f"{W}t", f"{W}delText"):
        found += [Atom(s, node, n, run, link, inner) for n, s in enumerate(node.text or "")]
    elif node.tag == f"{W}br" and node.get(f"{W}type") in ("page", "column"):
        return
    elif node.tag in _SIGNS:
        found.append(Atom(_SIGNS[node.tag], node, 0, run, link, inner))
    elif node.tag == f"{W}footnoteReference":
        found.append(Atom("¹", node, 0, run, link, inner))
    elif node.tag == f"{W}drawing":
        found.append(Atom("🖼", node, 0, run, link, inner))


def look_of(atom: Atom, styles: Styles, links: dict[str, str], view: View = "accepted") -> str:
    """Bold, italic, raised, in another language, a link; what a style gives is no look."""
    properties = atom.run.find(f"{W}rPr")
    if view == "rejected" and properties is not None:
        before = properties.find(f"{W}rPrChange/{W}rPr")
        properties = properties if before is None else before
    marks = []
    if properties is not None:
        marks += ["b"] if _on(properties, "b") else []
        marks += ["i"] if _on(properties, "i") else []
        raised = properties.find(f"{W}vertAlign")
        marks += [f"^{raised.get(f'{W}val')}"] if raised is not None else []
    if atom.link is not None and atom.link.get(f"{R}id"):
        marks.append(f"→{links.get(atom.link.get(f'{R}id', ''), '')}")
    return " ".join(marks)


def _on(properties: Element, name: str) -> bool:
    found = properties.find(f"{W}{name}")
    return found is not None and found.get(f"{W}val", "1") not in ("0", "false", "off")


def description(node: Element) -> Element | None:
    """What holds the alternative text of a drawing."""
    return next(node.iter(f"{WP}docPr"), None)
